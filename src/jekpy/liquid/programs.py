"""Expressions given as text while a template runs, as `where_exp` does, compiled like templates.

A program goes over items, each in turn in a variable of its own, and gives for each what the expression
makes of it. Source: Jekyll 4.4.1, lib/jekyll/filters.rb (where_exp, parse_condition, group_by_exp).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import nodes

from jekpy.liquid.expressions import Filtered, Literal, Lookup
from jekpy.liquid.filtering import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.context import RenderContext
    from jekpy.liquid.expressions import Expression

__all__ = ["ItemProgram", "depends_on_items_alone", "keys_of", "lookups_of", "program_tree"]


@dataclass(frozen=True, slots=True)
class ItemProgram:
    """A compiled expression over items.

    `is_pure` tells whether nothing but the items decides what it gives; `keys` are all the keys it reads.
    """

    variable: str
    expression: str
    root: Callable[[RenderContext], Iterator[object]]
    is_pure: bool
    keys: tuple[str, ...]

    def run(self, context: RenderContext, items: Iterable[object]) -> Iterator[object]:
        """Yield what the expression gives for each of the items."""
        context.pending_items = items
        return self.root(context)


def program_tree(compiler: Compiler, variable: str, expression: Callable[[], nodes.Expr]) -> nodes.Template:
    """Return the tree of a program, for Jinja to compile; `expression` makes that of the expression."""
    item = compiler.temporary()
    with compiler.collect() as found:
        compiler.prologue()
        with compiler.loop_body({variable: item}, None), compiler.collect() as body:
            compiler.output(expression())
        items = nodes.Getattr(compiler.context, "pending_items", "load")
        compiler.emit(nodes.For(item, items, body, [], None, False))
    return nodes.Template(found, lineno=1)


def _parts(expressions: Sequence[Expression | Filtered]) -> Iterator[Expression]:
    """Yield the expressions and those inside them."""
    stack = list(expressions)
    while stack:
        expression = stack.pop()
        if isinstance(expression, Filtered):
            stack.extend([] if expression.value is None else [expression.value])
            for call in expression.filters:
                stack.extend([*call.arguments, *(value for _, value in call.keywords)])
            continue
        yield expression
        if isinstance(expression, Lookup):
            stack.extend(key.value for key in expression.keys)
            if expression.name is not None and not isinstance(expression.name, str):
                stack.append(expression.name)
        elif not isinstance(expression, Literal):
            stack.extend([expression.start, expression.stop])


def lookups_of(expressions: Sequence[Expression | Filtered]) -> Iterator[Lookup]:
    """Yield every variable that the expressions read."""
    return (part for part in _parts(expressions) if isinstance(part, Lookup))


def keys_of(expressions: Sequence[Expression | Filtered]) -> tuple[str, ...]:
    """Return every key that the expressions read from their variables, and every text in them."""
    literals = (part.value for part in _parts(expressions) if isinstance(part, Literal))
    return tuple(value for value in literals if isinstance(value, str))


def depends_on_items_alone(
    expressions: Sequence[Expression | Filtered], variable: str, filters: Mapping[str, Callable[..., object]]
) -> bool:
    """Tell whether the expressions read no variable but `variable`, and call no filter that knows more."""
    if any(lookup.name != variable for lookup in lookups_of(expressions)):
        return False
    for expression in expressions:
        for call in expression.filters if isinstance(expression, Filtered) else ():
            function = filters.get(call.name)
            if function is not None and describe(function).wants_context:
                return False
    return True
