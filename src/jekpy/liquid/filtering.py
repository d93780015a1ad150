"""What Liquid needs to know of a filter's function before it calls it."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FilterSignature", "describe", "pass_context", "pass_registers", "unsteady", "wants_context"]

Function = TypeVar("Function", bound="Callable[..., object]")


def pass_context(function: Function) -> Function:
    """Mark a filter that wants the context as its first argument, as Jinja's decorator of that name does."""
    function.takes_context = True  # type: ignore[attr-defined]
    return function


def wants_context(function: Callable[..., object]) -> bool:
    """Tell whether a filter is marked so, by this module or by Jinja."""
    mark = getattr(function, "jinja_pass_arg", None)
    return hasattr(function, "takes_context") or getattr(mark, "name", "") == "context"


def pass_registers(function: Function) -> Function:
    """Mark a filter that wants the context as its first argument, but reads only its `registers`.

    Loops around a filter that may read any variable, as after `pass_context`, run slower.
    """
    marked = pass_context(function)
    marked.reads_registers_only = True  # type: ignore[attr-defined]
    return marked


def unsteady(function: Function) -> Function:
    """Mark a filter of our own that has to be asked each time: by chance, or since it may warn."""
    function.is_unsteady = True  # type: ignore[attr-defined]
    return function


@dataclass(frozen=True, slots=True)
class FilterSignature:
    """How a filter is called; the counts include the value that it is applied to."""

    least: int
    most: int | None
    keywords: bool
    """Whether it takes `key: value` as Python's keyword arguments; else they come as one trailing dict."""
    wants_context: bool
    reads_scope: bool
    """Whether it may read any variable by name."""
    gives_text: bool
    gives_number: bool
    importable: bool
    """Whether it is found by its name in its module, so that compiled code can import it."""
    is_steady: bool
    """Whether it is sure to give the same for the same arguments, for the time of a build."""

    def mismatch(self, given: int) -> str:
        """Return Ruby's words for a call with `given` arguments, "" where it fits."""
        if given >= self.least and (self.most is None or given <= self.most):
            return ""
        expected = str(self.least)
        if self.most is None:
            expected += "+"
        elif self.most != self.least:
            expected += f"..{self.most}"
        return f"wrong number of arguments (given {given}, expected {expected})"


@cache
def describe(function: Callable[..., object]) -> FilterSignature:
    """Return how `function` is to be called as a filter."""
    takes_context = wants_context(function)
    reads_scope = takes_context and not hasattr(function, "reads_registers_only")
    parameters = list(inspect.signature(function).parameters.values())[1 if takes_context else 0 :]
    positional = [
        parameter
        for parameter in parameters
        if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD}
    ]
    return FilterSignature(
        least=sum(parameter.default is parameter.empty for parameter in positional),
        most=None if any(it.kind is it.VAR_POSITIONAL for it in parameters) else len(positional),
        keywords=any(it.kind in {it.KEYWORD_ONLY, it.VAR_KEYWORD} for it in parameters),
        wants_context=takes_context,
        reads_scope=reads_scope,
        gives_number=_returns(function, "int", int, "float", float),
        gives_text=_returns(function, "str", str),
        importable=_is_importable(function),
        is_steady=_is_steady(function) and not reads_scope,
    )


def _is_steady(function: Callable[..., object]) -> bool:
    ours = __name__.partition(".")[0]
    is_ours = str(getattr(function, "__module__", "")).partition(".")[0] == ours
    return is_ours and not hasattr(function, "is_unsteady")


def _returns(function: Callable[..., object], *kinds: object) -> bool:
    """Tell whether a function says that it returns one of these types."""
    return getattr(function, "__annotations__", {}).get("return") in kinds


def _is_importable(function: Callable[..., object]) -> bool:
    module = sys.modules.get(getattr(function, "__module__", ""))
    name = getattr(function, "__qualname__", "")
    return name.isidentifier() and name != "<lambda>" and getattr(module, name, None) is function
