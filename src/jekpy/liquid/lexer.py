"""Cutting a template into tokens, and an expression into its words.

Source: Liquid 4.0.4, lib/liquid.rb (the patterns), tokenizer.rb, lexer.rb.
Ruby's classes of letters, digits and spaces are ASCII, so every pattern here is compiled with `re.ASCII`.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SPACE", "LineMap", "Token", "UnexpectedCharacterError", "Word", "tokenize", "words"]

SPACE: Final = "\0\t\n\v\f\r "
"""What Ruby's `strip` strips."""

TokenKind = Literal["text", "tag", "output"]

_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}?|\{%|\{\{", re.DOTALL)

_WORD = re.compile(
    r"""
      (?P<comparison> == | != | <> | <=? | >=? | contains(?=\s) )
    | (?P<string> '[^']*' | "[^"]*" )
    | (?P<number> -?\d+(?:\.\d+)? )
    | (?P<id> [a-zA-Z_][\w-]*\?? )
    | (?P<dotdot> \.\. )
    | (?P<pipe> \| ) | (?P<dot> \. ) | (?P<colon> : ) | (?P<comma> , )
    | (?P<open_square> \[ ) | (?P<close_square> \] ) | (?P<open_round> \( ) | (?P<close_round> \) )
    | (?P<question> \? ) | (?P<dash> - )
    """,
    re.ASCII | re.VERBOSE,
)
_BLANKS = re.compile(r"\s*", re.ASCII)


class Token(NamedTuple):
    """A piece of a template: text, `{% tag %}` or `{{ output }}`, as written; `offset` counts from 0."""

    kind: TokenKind
    text: str
    offset: int


def tokenize(source: str) -> Iterator[Token]:
    """Yield the tokens of `source` in order; joined, their texts are `source`. Never raises.

    A delimiter without its end is a token of its own.
    """
    end = 0
    for match in _TEMPLATE.finditer(source):
        if match.start() > end:
            yield Token("text", source[end : match.start()], end)
        text = match[0]
        yield Token("tag" if text[1] == "%" else "output", text, match.start())
        end = match.end()
    if end < len(source):
        yield Token("text", source[end:], end)


class Word(NamedTuple):
    """A word of an expression: its kind by Liquid's name, and its text."""

    kind: str
    text: str


class UnexpectedCharacterError(Exception):
    """A character that no expression may have; `str()` of it is that character."""


def words(markup: str) -> list[Word]:
    """Cut an expression into words, the last of kind `end_of_string`.

    Raises UnexpectedCharacterError. Source: Liquid 4.0.4, lexer.rb, tokenize.
    """
    found = []
    position = _skip_blanks(markup, 0)
    while position < len(markup):
        match = _WORD.match(markup, position)
        if match is None or match.lastgroup is None:
            raise UnexpectedCharacterError(markup[position])
        found.append(Word(match.lastgroup, match[0]))
        position = _skip_blanks(markup, match.end())
    found.append(Word("end_of_string", ""))
    return found


def _skip_blanks(markup: str, position: int) -> int:
    match = _BLANKS.match(markup, position)
    return match.end() if match else position


@dataclass(frozen=True, slots=True)
class LineMap:
    """The places of a text: from an offset to its line and column."""

    starts: tuple[int, ...]
    first_line: int = 1

    @classmethod
    def of(cls, source: str, first_line: int = 1) -> LineMap:
        """Return the map of `source`, whose first line has the number `first_line`."""
        starts = [0]
        starts.extend(match.end() for match in re.finditer("\n", source))
        return cls(tuple(starts), first_line)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of `offset` (from 0); both count from 1."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return index + self.first_line, offset - self.starts[index] + 1
