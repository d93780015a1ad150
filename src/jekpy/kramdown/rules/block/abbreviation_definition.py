"""Abbreviation definitions: `*[id]: title`. Source: kramdown 2.5.2, parser/kramdown/abbreviation.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jekpy.kramdown.characters import STRIP
from jekpy.kramdown.document import Abbreviation, shown

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["abbreviation_definition"]

_DEFINITION: Final = re.compile(r" {0,3}\*\[(.+?)\]:(.*?)\n")


def abbreviation_definition(state: BlockState) -> bool:
    """Take a definition. It writes nothing; the last one of an id counts."""
    match = _DEFINITION.match(state.src, state.pos)
    if match is None:
        return False
    name = match[1]
    if name in state.doc.abbreviations:
        state.warn(f"Duplicate abbreviation ID '{shown(name)}' - overwriting")
    token = state.push("boundary")
    token.info = "abbreviation_definition"
    state.doc.abbreviations[name] = Abbreviation(match[2].strip(STRIP), token)
    state.pos = match.end()
    return True
