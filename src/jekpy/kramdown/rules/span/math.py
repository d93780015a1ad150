"""Formulas in running text: `$$...$$`. Source: kramdown 2.5.2, parser/kramdown/math.rb, parse_inline_math."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from jekpy.kramdown.characters import STRIP

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["math"]


def math(state: SpanState) -> bool:
    """Take a formula between two double dollars."""
    src, pos = state.src, state.pos
    if not src.startswith("$$", pos):
        return False
    end = state.find("$$", pos + 2)
    if end < 0:
        return False
    token = Token("math_inline", "span", 0)
    token.content = src[pos + 2 : end].strip(STRIP)
    state.push(token)
    state.pos = end + 2
    return True
