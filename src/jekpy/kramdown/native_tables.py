"""HTML tables as kramdown's own: only regular ones with text in their cells can be.

Source: kramdown 2.5.2, parser/html.rb, ElementConverter (convert_table, is_simple_table?).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from .characters import STRIP
from .html_tags import BLOCK_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_simple_table", "settle_table"]

_ALIGNMENT: Final = re.compile(r"text-align:\s+(center|left|right|justify|inherit)", re.ASCII)
_ALIGNMENT_RULE: Final = re.compile(r"(?:;\s*)?text-align:\s+(center|left|right)", re.ASCII)
_CELLS: Final = frozenset({"td", "th"})


def is_simple_table(table: Token) -> bool:
    """Tell whether each row of a table has the same cells, aligned by columns, with only text in them."""
    rows = list(_rows(table))
    cells = [[cell for cell in row.children or () if cell.tag in _CELLS] for row in rows]
    if not cells or not cells[0] or any(len(row) != len(cells[0]) for row in cells):
        return False
    alignments = [[_alignment(cell) for cell in row] for row in cells]
    if any(row != alignments[0] or not {"justify", "inherit"}.isdisjoint(row) for row in alignments):
        return False
    if not all(_is_phrasing(cell) for row in cells for cell in row):
        return False
    return _holds_rows(table, "td") or _has_sections(table)


def _rows(token: Token) -> Iterator[Token]:
    for child in token.children or ():
        if child.tag == "tr":
            yield child
        else:
            yield from _rows(child)


def _alignment(cell: Token) -> str:
    found = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
    return found[1] if found else ""


def _is_phrasing(token: Token) -> bool:
    return all(
        (child.type == "text" or child.tag not in BLOCK_TAGS) and _is_phrasing(child)
        for child in token.children or ()
    )


def _holds_rows(token: Token, cell: str) -> bool:
    """Tell whether an element holds nothing but rows, and those nothing but cells of one kind."""
    return all(
        (row.tag == "tr" or row.type == "text")
        and all(child.tag == cell or child.type == "text" for child in row.children or ())
        for row in token.children or ()
    )


def _has_sections(table: Token) -> bool:
    """Tell whether a table consists of a head, bodies and a foot, with a body at least."""
    children = table.children or ()
    return any(child.tag == "tbody" for child in children) and all(
        child.type == "text"
        or (child.tag == "thead" and _holds_rows(child, "th"))
        or (child.tag in {"tbody", "tfoot"} and _holds_rows(child, "td"))
        for child in children
    )


def settle_table(table: Token) -> None:
    """Give a converted table its sections, and its cells their alignment, which their style need not have."""
    children = [child for child in table.children or () if child.type in {"table_section", "table_row"}]
    if children and children[0].type == "table_row":
        children = [Token("table_section", "tbody", 0, children=children, block=True)]
    table.children = children
    for row in _rows(table):
        for cell in row.children or ():
            style = str(cell.attrs.get("style", ""))
            found = _ALIGNMENT_RULE.search(style)
            if found is None:
                continue
            cell.info = found[1]
            rest = style[: found.start()] + style[found.end() :]
            if rest.strip(STRIP):
                cell.attrs["style"] = rest
            else:
                del cell.attrs["style"]
