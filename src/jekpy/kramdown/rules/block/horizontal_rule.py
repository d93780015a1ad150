"""Horizontal rules. Source: kramdown 2.5.2, parser/kramdown/horizontal_rule.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.kramdown.patterns import HR

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["horizontal_rule"]


def horizontal_rule(state: BlockState) -> bool:
    """Take three or more of `*`, `-` or `_`, with spaces between them or not."""
    match = HR.match(state.src, state.pos)
    if match is None:
        return False
    state.push("hr", "hr")
    state.pos = match.end()
    return True
