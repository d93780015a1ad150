"""The first passes: line ends made alike, then the text into blocks.

Source: kramdown 2.5.2, parser/base.rb, adapt_source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

__all__ = ["blocks", "normalize"]


def normalize(state: StateCore) -> None:
    """Make every line end a newline, and let the text end with one."""
    src = state.src
    if "\r" in src:
        src = src.replace("\r\n", "\n").replace("\r", "\n")
    state.src = src if src.endswith("\n") else f"{src}\n"


def blocks(state: StateCore) -> None:
    """Parse the text into blocks."""
    state.md.block.parse(state.src, state.md, state.env, state.tokens)
