"""Hard line breaks: two spaces or two backslashes before a newline.

Source: kramdown 2.5.2, parser/kramdown/line_break.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["line_break"]


def line_break(state: SpanState) -> bool:
    """Take a break; its newline stays."""
    if not state.src.startswith(("  \n", "\\\\\n"), state.pos):
        return False
    state.push(Token("br", "br", 0))
    state.pos += 2
    return True
