"""Backslash escapes.

Source: kramdown 2.5.2, parser/kramdown/escaped_chars.rb; gfm 1.1.0, ESCAPED_CHARS_GFM.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["ESCAPED", "escape"]

ESCAPED: Final = re.compile(r"""\\([\\.*_+`<>()\[\]{}#!:|"'$=-])""")
"""What a backslash makes literal in kramdown's own grammar."""

_CHARS: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-")


def escape(state: SpanState) -> bool:
    """Take an escaped character as text. The GFM parser can escape `~` too."""
    char = state.src[state.pos + 1 : state.pos + 2]
    if char not in _CHARS and not (char == "~" and state.doc.options.input == "GFM"):
        return False
    state.text(char)
    state.pos += 2
    return True
