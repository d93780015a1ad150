"""What lists and definition lists share: reading a marker's line, and telling an item's lines from others.

Source: kramdown 2.5.2, parser/kramdown/list.rb (parse_first_list_line, PARSE_FIRST_LIST_LINE_REGEXP_CACHE).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.kramdown.attributes import AttributeList, parse_attributes
from jekpy.kramdown.characters import SPACES
from jekpy.kramdown.patterns import ATTRIBUTES, NAME, lazy_stop

if TYPE_CHECKING:
    from markdown_it.token import Token

    from jekpy.kramdown.block import BlockState

__all__ = ["FirstLine", "ItemPatterns", "expand_tabs", "item_attributes", "item_patterns", "read_first_line"]

_IAL: Final = rf"\s*\{{:(?!(?:{NAME})?:|/)({ATTRIBUTES})\}}\s*"
_LEADING_IAL: Final = re.compile(_IAL, re.ASCII)
_NOTHING_ELSE: Final = re.compile(rf"(?:{_IAL})?\s*\Z", re.ASCII)
_TABS: Final = re.compile(r"( *)(\t+)")
_LEADING_TABS: Final = re.compile(r"\t+")
_NOT_PLAIN: Final = frozenset(SPACES + "{")
_TAB: Final = 4
_WIDEST_LAZY: Final = 3


class FirstLine(NamedTuple):
    """The text after a marker, and the column at which the item's content begins."""

    text: str
    indentation: int


class ItemPatterns(NamedTuple):
    """How the lines of an item with one indentation look."""

    content: re.Pattern[str]
    lazy: re.Pattern[str]
    indent: str


@lru_cache(maxsize=64)
def item_patterns(indentation: int, any_script: bool) -> ItemPatterns:
    """Return the patterns of an item's own lines and of its lazy lines."""
    units, rest = divmod(indentation, _TAB)
    unit = r"(?:\t| {4})"
    content = rf"(?:{unit}{{{units}}} {{{rest}}}|{unit}{{{units + 1}}})[ \t\r\f\v]*+\S.*\n"
    lazy = rf"(?! {{0,{min(indentation, _WIDEST_LAZY)}}}{lazy_stop(any_script)})[ \t\r\f\v]*+\S.*\n"
    return ItemPatterns(re.compile(content, re.ASCII), re.compile(lazy, re.ASCII), " " * indentation)


def read_first_line(marker_width: int, text: str) -> FirstLine:
    """Return the text of a marker's line without its leading space, and the item's indentation.

    Tabs count to the next multiple of four columns. An item that begins with an empty line, or with
    nothing but an attribute list, has an indentation of four.
    """
    if text[0] == " " and text[1] not in _NOT_PLAIN:
        return FirstLine(text[1:], marker_width + 1)
    if _NOTHING_ELSE.match(text):
        indentation = _TAB
    else:
        while match := _TABS.match(text):
            column = len(match[1]) + marker_width
            width = _TAB - column % _TAB + (len(match[2]) - 1) * _TAB
            text = match[1] + " " * width + text[match.end() :]
        indentation = marker_width + len(text) - len(text.lstrip(" "))
    return FirstLine(text.lstrip(" \t\n\r\f\v"), indentation)


def expand_tabs(line: str) -> str:
    """Return `line` with four spaces for each tab it begins with."""
    tabs = _LEADING_TABS.match(line)
    return line if tabs is None else " " * (_TAB * tabs.end()) + line[tabs.end() :]


def item_attributes(state: BlockState, token: Token, text: str) -> str:
    """Give `token` the attribute list at the start of its text; return the text without it."""
    if "{:" not in text:
        return text
    match = _LEADING_IAL.match(text)
    if match is None:
        return text
    given = token.meta.setdefault("ial", AttributeList())
    if not parse_attributes(match[1], given):
        line = token.map[0] + 1 if token.map else state.line_at(state.pos)
        state.doc.warn(f"No or invalid attributes found in IAL/ALD content: {match[1]}", line)
    return text[match.end() :]
