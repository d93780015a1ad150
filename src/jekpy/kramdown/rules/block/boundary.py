"""The end-of-block marker: `^` alone on a line. Source: kramdown 2.5.2, parser/kramdown/eob.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.kramdown.patterns import EOB

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["boundary"]


def boundary(state: BlockState) -> bool:
    """Take the marker. It writes nothing, but what follows starts on a boundary."""
    match = EOB.match(state.src, state.pos)
    if match is None:
        return False
    state.push("boundary")
    state.pos = match.end()
    return True
