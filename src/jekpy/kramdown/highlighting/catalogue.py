"""The languages that have a lexer here, by Rouge's names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from . import data, shell, sql, yaml
from .machine import Lexer, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["lexer"]

_TABLES: Final[Mapping[str, Callable[[], Lexer]]] = {
    "json": lambda: Machine(data.JSON),
    "json-doc": lambda: Machine(data.JSON_WITH_COMMENTS),
    "yaml": lambda: yaml.tokens,
    "sql": lambda: Machine(sql.SQL),
    "shell": lambda: Machine(shell.SHELL),
}


@cache
def lexer(tag: str) -> Lexer | None:
    """Return the lexer of the language that Rouge calls `tag`, or None where Pygments' is to be used."""
    make = _TABLES.get(tag)
    return make() if make else None
