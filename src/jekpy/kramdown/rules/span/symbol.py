"""Typographic symbols: dashes, ellipses, guillemets.

Source: kramdown 2.5.2, parser/kramdown/typographic_symbol.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["symbol"]

_SYMBOL: Final = re.compile(r"---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>")
_NAMES: Final = {
    "---": "mdash",
    "--": "ndash",
    "...": "hellip",
    "<< ": "laquo_space",
    " >>": "raquo_space",
    "<<": "laquo",
    ">>": "raquo",
}
_CHARS: Final = {
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
}


def symbol(state: SpanState) -> bool:
    """Take the characters that stand for a symbol."""
    match = _SYMBOL.match(state.src, state.pos)
    if match is None:
        return False
    state.pos = match.end()
    name = _NAMES.get(match[0])
    if name is None:
        for _ in range(2):
            token = Token("entity", "", 0)
            token.content, token.info = match[0][1], "lt" if match[0][1] == "<" else "gt"
            state.push(token)
    elif state.doc.joins_characters:
        state.char(_CHARS[name])
    else:
        token = Token("symbol", "", 0)
        token.content = name
        state.push(token)
    return True
