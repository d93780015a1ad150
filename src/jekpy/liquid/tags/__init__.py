"""The standard tags, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.liquid.tags.assign import Assign, Capture
from jekpy.liquid.tags.conditionals import Case, If
from jekpy.liquid.tags.counting import Counter, Cycle, IfChanged
from jekpy.liquid.tags.include import Include
from jekpy.liquid.tags.loops import For, Interrupt, TableRow
from jekpy.liquid.tags.text import Comment, Raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid.tree import TagClass

__all__ = ["STANDARD_TAGS"]

STANDARD_TAGS: Final[Mapping[str, TagClass]] = {
    "assign": Assign,
    "break": Interrupt,
    "capture": Capture,
    "case": Case,
    "comment": Comment,
    "continue": Interrupt,
    "cycle": Cycle,
    "decrement": Counter,
    "for": For,
    "if": If,
    "ifchanged": IfChanged,
    "include": Include,
    "increment": Counter,
    "raw": Raw,
    "tablerow": TableRow,
    "unless": If,
}
"""The tags of Liquid 4.0.4 by name."""
