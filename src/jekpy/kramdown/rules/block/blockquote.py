"""Block quotes. Source: kramdown 2.5.2, parser/kramdown/blockquote.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jekpy.kramdown.patterns import quote_end

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["blockquote"]

_START: Final = re.compile(r" {0,3}>")
_MARKER: Final = re.compile(r"^ {0,3}> ?", re.MULTILINE)


def blockquote(state: BlockState) -> bool:
    """Take a quote: its first line and all lines up to a blank one, with or without a marker."""
    src, pos = state.src, state.pos
    if not _START.match(src, pos):
        return False
    last = quote_end(state.any_script()).search(src, pos)
    end = state.end if last is None else last.end()
    line = state.line_at(pos)
    token = state.push("blockquote", "blockquote")
    token.children = []
    state.pos = end
    state.parse_inside(_MARKER.sub("", src[pos:end]), token.children, line)
    return True
