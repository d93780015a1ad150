"""Math blocks: `$$ ... $$` between boundaries. Source: kramdown 2.5.2, parser/kramdown/math.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jekpy.kramdown.characters import STRIP

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["math"]

_START: Final = re.compile(r" {0,3}(\\)?\$\$")
_LINE_END: Final = re.compile(r"\s*?\n", re.ASCII)


def math(state: BlockState) -> bool:
    """Take a formula that stands alone. A backslash in front makes it a formula in a paragraph."""
    src = state.src
    start = _START.match(src, state.pos)
    if start is None or not state.starts_on_boundary():
        return False
    stop = src.find("$$", start.end())
    if stop < 0:
        return False
    line_end = _LINE_END.match(src, stop + 2)
    if start[1]:
        if line_end is not None:
            state.pos = start.end(1)
        return False
    end = stop + 2 if line_end is None else line_end.end()
    if not state.ends_on_boundary(end):
        return False
    state.push("math_block").content = src[start.end() : stop].strip(STRIP)
    state.pos = end
    return True
