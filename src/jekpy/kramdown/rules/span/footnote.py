"""Footnote markers: `[^name]`. Source: kramdown 2.5.2, parser/kramdown/footnote.rb, parse_footnote_marker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.patterns import NAME

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["footnote"]

_MARKER: Final = re.compile(rf"\[\^({NAME})\]", re.ASCII)


def footnote(state: SpanState) -> bool:
    """Take a marker; one without a definition is text."""
    match = _MARKER.match(state.src, state.pos)
    if match is None:
        return False
    definition = state.doc.footnotes.get(match[1])
    if definition is None:
        state.warn(f"Footnote definition for '{match[1]}' not found")
        state.text(match[0])
    else:
        definition.used = True
        token = Token("footnote_ref", "sup", 0)
        token.content = match[1]
        state.push(token)
    state.pos = match.end()
    return True
