"""Ordered and unordered lists, and task lists.

An item's text is cut out line by line and block-parsed afresh. Where a nested list begins right after the
item's first text, the text is cut into two chunks there, so that the list need not wait for a blank line.
Source: kramdown 2.5.2, parser/kramdown/list.rb, parse_list; kramdown-parser-gfm 1.1.0, parser/gfm.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.patterns import BLANK, EOB, HR, LIST_MARKER

from .list_items import expand_tabs, item_attributes, item_patterns, read_first_line

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["lists"]

_BULLET: Final = re.compile(r" {0,3}[+*-][\t| ]")
_UNCHECKED: Final = re.compile(r"\s*\[ \]\s+", re.ASCII)
_CHECKED: Final = re.compile(r"\s*\[[xX]\]\s+", re.ASCII)
_BOX: Final = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />'
_CHECKED_BOX: Final = (
    '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" checked="checked" />'
)
_NESTED_INDENT: Final = 4
_WIDEST_MARKER_INDENT: Final = 3


@dataclass(slots=True)
class _Item:
    """An item as it is read: its token, its chunks of text as lists of lines, its line number."""

    token: Token
    line: int
    chunks: list[list[str]] = field(default_factory=list)


@lru_cache(maxsize=16)
def _marker(ordered: bool, widest_indent: int) -> re.Pattern[str]:
    """Return the pattern of a marker's line: the marker with its indentation, and the rest."""
    marker = r"\d+\." if ordered else "[+*-]"
    return re.compile(rf"( {{0,{widest_indent}}}{marker})([\t| ].*\n)", re.ASCII)


def lists(state: BlockState) -> bool:
    """Take a list with all its items."""
    src = state.src
    if LIST_MARKER.match(src, state.pos) is None:
        return False
    ordered = _BULLET.match(src, state.pos) is None
    token = state.block("list", "ol" if ordered else "ul")
    items, ended_by_marker = _read_items(state, ordered)
    state.tokens.append(token)
    token.children = [item.token for item in items]
    for item in items:
        item.token.children = []
        line = item.line
        for chunk in item.chunks:
            text = "".join(chunk)
            state.parse_inside(text, item.token.children, line)
            line += len(chunk)
    last = _settle_paragraphs(token.children, ended_by_marker)
    if last is not None and not ended_by_marker:
        state.tokens.append(last)
    if state.doc.options.input == "GFM":
        _mark_tasks(token)
    return True


def _read_items(state: BlockState, ordered: bool) -> tuple[list[_Item], bool]:
    """Read the items' text from `state`; tell also whether an end-of-block marker ended the list."""
    src, end, pos = state.src, state.end, state.pos
    items: list[_Item] = []
    marker = _marker(ordered, _WIDEST_MARKER_INDENT)
    any_script = state.any_script()
    patterns = item_patterns(_NESTED_INDENT, any_script)
    chunk: list[str] = []
    nested = blank = False
    while pos < end:
        if blank and HR.match(src, pos):
            break
        if src[pos] == "^" and (boundary := EOB.match(src, pos)):
            state.pos = boundary.end()
            return items, True
        if start := marker.match(src, pos):
            item = _Item(Token("list_item", "li", 0, block=True), state.line_at(pos))
            item.token.map = [item.line - 1, item.line]
            items.append(item)
            text, indentation = read_first_line(start.end(1) - pos, start[2])
            text = item_attributes(state, item.token, text)
            patterns = item_patterns(indentation, any_script)
            marker = _marker(ordered, min(_WIDEST_MARKER_INDENT, indentation - 1))
            nested, blank = LIST_MARKER.match(text) is not None, False
            chunk = [text]
            item.chunks.append(chunk)
            pos = start.end()
        elif (line := patterns.content.match(src, pos)) or (
            not blank and (line := patterns.lazy.match(src, pos))
        ):
            text = expand_tabs(line[0])
            indented = text.startswith(patterns.indent)
            if indented:
                text = text[len(patterns.indent) :]
            if nested != indented and LIST_MARKER.match(text):
                if indented:
                    chunk = []
                    items[-1].chunks.append(chunk)
                    nested = True
                else:
                    text = " " * (len(patterns.indent) + _NESTED_INDENT) + text
            chunk.append(text)
            blank = False
            pos = line.end()
        elif lines := BLANK.match(src, pos):
            nested = blank = True
            chunk.extend(lines[0].splitlines(keepends=True))
            pos = lines.end()
        else:
            break
    state.pos = pos
    return items, False


def _settle_paragraphs(items: list[Token], ended_by_marker: bool) -> Token | None:
    """Decide item by item whether its first paragraph is written without its tags.

    Also take the blank lines off the end of each item, and return those of the last one.
    """
    last_blank: Token | None = None
    only_loose = True
    for item in items:
        children = item.children
        if not children:
            only_loose = False
            continue
        first = children[0]
        if first.type == "paragraph":
            if len(children) > 1 and children[1].type == "boundary" and "ial" in first.meta:
                del children[1]
            is_last = item is items[-1]
            tight = (
                len(children) == 1
                or children[1].type != "blank"
                or (is_last and len(children) == 2 and not ended_by_marker)
            )
            if tight and (not is_last or len(items) == 1 or not only_loose):
                if len(children) > 1 and children[1].type != "blank":
                    first.content += "\n"
                first.hidden = True
        only_loose = only_loose and first.type == "paragraph" and not first.hidden
        last_blank = children.pop() if children[-1].type == "blank" else None
    return last_blank


def _mark_tasks(token: Token) -> None:
    """Turn `[ ]` and `[x]` at the start of items into boxes. After one item has one, all count as tasks."""
    is_task_list = False
    for item in token.children or ():
        if not item.children or item.children[0].type != "paragraph":
            continue
        paragraph = item.children[0]
        for pattern, box in ((_UNCHECKED, _BOX), (_CHECKED, _CHECKED_BOX)):
            if match := pattern.match(paragraph.content):
                paragraph.content = box + paragraph.content[match.end() :]
                is_task_list = True
        if is_task_list:
            item.attrs["class"] = "task-list-item"
    if is_task_list:
        token.attrs["class"] = "task-list"
