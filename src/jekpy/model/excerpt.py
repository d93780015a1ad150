"""Excerpts: the part of a document up to a separator, made whole enough to stand alone.

Source: Jekyll 4.4.1, lib/jekyll/excerpt.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["BLOCK_TAGS", "excerpt_source"]

BLOCK_TAGS: Final = frozenset(
    ("if", "unless", "case", "for", "tablerow", "capture", "comment", "raw", "ifchanged", "highlight")
)
"""The tags that have an end tag, in Liquid and in Jekyll."""

_TAG: Final = re.compile(r"\{%-?\s*(\w+)\s*.*?-?%\}", re.ASCII | re.DOTALL)
_DEFINITION: Final = re.compile(r"^ {0,3}(\[[^\]]+\])(:.+)$", re.MULTILINE)


def excerpt_source(body: str, separator: str, block_tags: Collection[str] = BLOCK_TAGS) -> tuple[str, bool]:
    """Return the source of a body's excerpt, and whether an open Liquid block had to be closed in it.

    Link and footnote definitions of the rest that the excerpt uses come along.
    """
    head, _, tail = body.partition(separator)
    if not tail:
        return head, False
    closed = _with_blocks_closed(head, block_tags)
    definitions = ["".join(parts) for parts in _DEFINITION.findall(tail) if parts[0] in closed]
    text = closed + "\n\n" + "\n".join(definitions) if definitions else closed
    return text, closed != head


def _with_blocks_closed(head: str, block_tags: Collection[str]) -> str:
    if "{%" not in head:
        return head
    for name in reversed(_TAG.findall(head)):
        if name in block_tags and not re.search(rf"\{{%-?\s*end{name}.*?\s*-?%\}}", head, re.DOTALL):
            head += f"\n{{% end{name} %}}"
    return head
