"""The GFM parser's own line breaks, found in text once it is parsed.

A backslash before a newline breaks the line; with `hard_wrap`, every newline does.
Source: kramdown-parser-gfm 1.1.0, parser/gfm.rb (update_elements, update_text_type).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

    from jekpy.kramdown.document import Document

__all__ = ["hard_breaks"]

_BACKSLASH_AT_END: Final = re.compile(r"\\[\s\0]*\n", re.ASCII)
"""A backslash that may come to stand before a newline, once white space between them is stripped."""
_INLINE: Final = frozenset({"em", "strong", "link"})
_HTML: Final = frozenset({"html_block", "html_inline"})


def hard_breaks(state: StateCore) -> None:
    """Break lines in the body, but not in HTML elements nor in footnotes."""
    document: Document = state.env  # type: ignore[assignment]
    if document.options.input != "GFM":
        return
    mark = "\n" if document.hard_wrap else "\\\n"
    if document.hard_wrap or _BACKSLASH_AT_END.search(state.src):
        _walk(state.tokens, mark, in_block=False)


def _walk(tokens: list[Token], mark: str, *, in_block: bool) -> None:
    replaced: list[Token] = []
    for token in tokens:
        if token.type == "text" and mark in token.content:
            replaced.extend(_split(token, mark, ends_block=in_block and token is tokens[-1]))
            continue
        if token.children and token.type not in _HTML:
            _walk(token.children, mark, in_block=token.type not in _INLINE)
        replaced.append(token)
    tokens[:] = replaced


def _split(token: Token, mark: str, *, ends_block: bool) -> list[Token]:
    """Return the lines of `token` with breaks between them; none stands at the very end of a block."""
    lines = token.content.split(mark)
    last = len(lines) - 1
    breaks = last - 1 if ends_block and not lines[-1] else last
    tokens: list[Token] = []
    for index, line in enumerate(lines):
        text = Token("text", "", 0)
        text.content = f"\n{line}" if index else line
        tokens.append(text)
        if index < breaks:
            tokens.append(Token("br", "br", 0))
    return tokens
