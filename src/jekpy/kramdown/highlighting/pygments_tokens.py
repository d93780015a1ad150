"""Pygments' lexers, with Rouge's class names, for the languages that have no lexer of their own here."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from ..characters import words
from ..languages import pygments_name
from .machine import merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygments.lexer import Lexer as PygmentsLexer

    from .machine import Lexer, Token

__all__ = ["lexer"]

_MARKS_BLANKS: Final = words(
    """apple_script applescript bpf brightscript clean clojure clj cljs cobol codeowners coq cypher docker
    Dockerfile dockerfile elm fluent fortran graphql haxe hocon hylang idlang ini isabelle janet lasso magik
    mason mathematica matlab minizinc moonscript nim plist powershell praat q r R robot_framework slim sparql
    sqf stata syzlang syzprog toml turtle wollok xojo xpath xquery yang"""
)
"""Languages in which Rouge marks white space as a token of its own."""

_RENAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "css": {"k": "nl"},
    "less": {"k": "nl"},
    "php": {"nx": "nc"},
    "scss": {"k": "nl"},
}
"""Classes that Rouge gives to what Pygments calls otherwise: property names, keys, values, class names."""


_TO_LINE_END: Final = frozenset({"c", "c1", "ch"})


@cache
def lexer(language: str) -> Lexer | None:
    """Return the lexer of what Rouge calls `language`, None where Pygments has none."""
    name = pygments_name(language)
    if not name or name == "text":
        return None
    renamed = dict(_RENAMED.get(name, {}))
    if language not in _MARKS_BLANKS:
        renamed["w"] = ""
    return partial(_tokens, name=name, renamed=renamed)


def _tokens(code: str, name: str, renamed: Mapping[str, str]) -> list[Token]:
    """Return the tokens of `code`; of none where Pygments would lose some of it."""
    found = list(_pygments_lexer(name, "<?" in code).get_tokens_unprocessed(code))
    if "".join([text for _, _, text in found]) != code:
        return [("", code)]
    classes = [(_css_class(kind), text) for _, kind, text in found]
    return merged([token for name, text in classes for token in _line(renamed.get(name, name), text)])


def _line(name: str, text: str) -> tuple[Token, ...]:
    """Return a token with the end of its line outside where it is a comment to the end of the line."""
    if name in _TO_LINE_END and text.endswith("\n"):
        return (name, text[:-1]), ("", "\n")
    return ((name, text),)


@lru_cache(maxsize=64)
def _pygments_lexer(name: str, has_php_tag: bool) -> PygmentsLexer:
    """Return the Pygments lexer `name`. PHP without its tag is taken as PHP nevertheless, as Rouge does."""
    from pygments.lexers import get_lexer_by_name

    if name.startswith("php"):
        return get_lexer_by_name(name, startinline=not has_php_tag)
    return get_lexer_by_name(name)


@cache
def _css_class(kind: Any) -> str:
    """Return the class of a token type: its own short name, or that of the nearest type above it."""
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name: str = STANDARD_TYPES[kind]
    return name
