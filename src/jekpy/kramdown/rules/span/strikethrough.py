"""Strikethrough: `~~text~~`. Source: kramdown-parser-gfm 1.1.0, parser/gfm.rb (STRIKETHROUGH_MATCH)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.characters import SPACES

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["strikethrough"]

_END: Final = re.compile(r"[^\s~]~~", re.ASCII)


def strikethrough(state: SpanState) -> bool:
    """Take text between double tildes, which is parsed for itself."""
    src, pos = state.src, state.pos
    start = pos + 2
    if not src.startswith("~~", pos) or src[start : start + 1] in {"~", "", *SPACES}:
        return False
    end = state.search(_END, start)
    if end is None:
        return False
    text = src[start : end.end() - 2]
    level = state.enter("html")
    children = state.md.inline.parse_run(text, state.md, state.doc, state.line)  # type: ignore[attr-defined]
    state.leave(level)
    token = Token("html_inline", "del", 0, children=children)
    state.push(token)
    state.pos = end.end()
    return True
