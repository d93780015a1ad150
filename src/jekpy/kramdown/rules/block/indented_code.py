"""Indented code. Source: kramdown 2.5.2, parser/kramdown/codeblock.rb (CODEBLOCK_MATCH)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from jekpy.kramdown import patterns

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["indented_code", "remove_indent"]

_LAZY_LINE: Final = re.compile(r"\n(?= {0,3}\S)", re.ASCII)
_INDENT: Final = re.compile(r"^(?:\t| {4})", re.MULTILINE)


@cache
def _code(any_script: bool) -> re.Pattern[str]:
    return re.compile(patterns.indented_code(any_script), re.ASCII)


def remove_indent(text: str) -> str:
    """Return `text` with one tab or four spaces less in front of each line that has them."""
    return _INDENT.sub("", text)


def indented_code(state: BlockState) -> bool:
    """Take indented lines, with the lazy lines after them: those are joined to the line before."""
    src, pos = state.src, state.pos
    if not src.startswith(("    ", "\t"), pos):
        return False
    match = _code(state.any_script()).match(src, pos)
    if match is None or match.end() == pos:
        return False
    state.push("code_block", "code").content = remove_indent(_LAZY_LINE.sub(" ", match[0]))
    state.pos = match.end()
    return True
