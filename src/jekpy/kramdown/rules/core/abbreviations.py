"""Abbreviations in text become `<abbr>`. Source: kramdown 2.5.2, parser/kramdown/abbreviation.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it.rules_core import StateCore

    from jekpy.kramdown.document import Abbreviation, Document

__all__ = ["abbreviations"]

_SPACE: Final = re.compile(r"\s", re.ASCII)
_ANY_SPACE: Final = r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_SPACES: Final = re.compile(_ANY_SPACE, re.ASCII)


def abbreviations(state: StateCore) -> None:
    """Replace the abbreviations in the body and in the footnotes; the longest of several wins."""
    document: Document = state.env  # type: ignore[assignment]
    if not document.abbreviations:
        return
    patterns = _patterns(document.abbreviations)
    _walk(state.tokens, patterns, document, in_raw=False)
    for footnote in document.footnotes.values():
        _walk(footnote.tokens, patterns, document, in_raw=False)


class _Patterns(NamedTuple):
    """How an abbreviation is found: anywhere, and right at a position. Group 1 is its name."""

    anywhere: re.Pattern[str]
    here: re.Pattern[str]


def _patterns(known: Iterable[str]) -> _Patterns:
    """Return the patterns of the abbreviations, where no word goes on before or after them.

    White space in one stands for any white space.
    """
    longest_first = sorted(known, key=len, reverse=True)
    ids = "|".join(_ANY_SPACE.join(re.escape(part) for part in _SPACE.split(name)) for name in longest_first)
    flags = re.ASCII | re.MULTILINE
    return _Patterns(re.compile(rf"(?:\W|^)({ids})(?!\w)", flags), re.compile(rf"({ids})(?!\w)", flags))


def _walk(tokens: list[Token], patterns: _Patterns, document: Document, *, in_raw: bool) -> None:
    replaced: list[Token] = []
    for token in tokens:
        if token.type == "text" and not in_raw:
            replaced.extend(_split(token, patterns, document.abbreviations))
            continue
        if token.children:
            is_html = token.type in {"html_block", "html_inline"}
            _walk(token.children, patterns, document, in_raw=is_html and token.info == "raw")
        replaced.append(token)
    tokens[:] = replaced


def _split(token: Token, patterns: _Patterns, known: Mapping[str, Abbreviation]) -> list[Token]:
    """Return the text of `token` with its abbreviations as tokens of their own."""
    text = token.content
    tokens: list[Token] = []
    pos = 0
    while match := _next(patterns, text, pos):
        before, name = text[pos : match.start(1)], match[1]
        tokens.append(_text(before))
        definition = known.get(name) or known[_SPACES.sub(" ", name)]
        abbreviation = Token("abbreviation", "abbr", 0, dict(definition.element.attrs))
        if definition.title:
            abbreviation.attrs["title"] = definition.title
        abbreviation.content = name
        tokens.append(abbreviation)
        pos = match.end()
    if not tokens:
        return [token]
    tokens.append(_text(text[pos:]))
    return tokens


def _next(patterns: _Patterns, text: str, pos: int) -> re.Match[str] | None:
    """Return the next abbreviation. After one, a line begins anew, as it does for Ruby's scanner."""
    return (patterns.here.match(text, pos) if pos else None) or patterns.anywhere.search(text, pos)


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token
