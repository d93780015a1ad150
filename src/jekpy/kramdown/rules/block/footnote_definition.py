"""Footnote definitions: `[^name]: text`, with indented lines.

Source: kramdown 2.5.2, parser/kramdown/footnote.rb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from jekpy.kramdown.document import Footnote
from jekpy.kramdown.patterns import NAME, indented_code

from .indented_code import remove_indent

if TYPE_CHECKING:
    from markdown_it.token import Token

    from jekpy.kramdown.block import BlockState

__all__ = ["footnote_definition"]

_START: Final = re.compile(r" {0,3}\[\^")


@cache
def _definition(any_script: bool) -> re.Pattern[str]:
    return re.compile(rf" {{0,3}}\[\^({NAME})\]:(.*\n{indented_code(any_script)})", re.ASCII)


def footnote_definition(state: BlockState) -> bool:
    """Take a definition. It writes nothing where it stands; the last one of a name counts."""
    if _START.match(state.src, state.pos) is None:
        return False
    match = _definition(state.any_script()).match(state.src, state.pos)
    if match is None:
        return False
    name = match[1]
    line = state.line_at(state.pos)
    tokens: list[Token] = []
    state.parse_inside(remove_indent(match[2]), tokens, line)
    if name in state.doc.footnotes:
        state.warn(f"Duplicate footnote name '{name}' - overwriting")
    state.push("boundary").info = "footnote_definition"
    state.doc.footnotes[name] = Footnote(name, tokens, line)
    state.pos = match.end()
    return True
