"""Blank lines. Source: kramdown 2.5.2, parser/kramdown/blank_line.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.kramdown.patterns import BLANK

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["blank"]


def blank(state: BlockState) -> bool:
    """Take a run of blank lines: an element of its own, which writes one newline."""
    match = BLANK.match(state.src, state.pos)
    if match is None:
        return False
    tokens = state.tokens
    if tokens and tokens[-1].type == "blank":
        tokens[-1].content += match[0]
    else:
        state.push("blank").content = match[0]
    state.pos = match.end()
    return True
