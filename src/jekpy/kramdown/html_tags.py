"""HTML as kramdown knows it: which elements there are, what may stand in them, how a tag is read.

Source: kramdown 2.5.2, parser/html.rb (Constants, parse_html_attributes).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from .characters import words
from .patterns import SPAN_TAGS, html_name

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BLOCK_TAGS",
    "MARKDOWN_ATTRIBUTE",
    "VOID_TAGS",
    "ContentModel",
    "close_tag",
    "closing_tag",
    "content_model",
    "is_known",
    "is_name_start",
    "known_name",
    "open_tag",
    "read_attributes",
]

ContentModel = Literal["raw", "block", "span"]

BLOCK_TAGS: Final = words(
    """address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup
    p pre section summary table tbody td th thead tfoot tr ul"""
)
VOID_TAGS: Final = words(
    "area base br col command embed hr img input keygen link meta param source track wbr"
)
_BLOCK_CONTENT: Final = words(
    """address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form
    header hgroup iframe li main map menu nav noscript object section summary td"""
)
_SPAN_CONTENT: Final = words(
    """a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend
    optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"""
)
_RAW_CONTENT: Final = words("script style math option textarea pre code kbd samp var")
_KNOWN: Final = SPAN_TAGS | BLOCK_TAGS | VOID_TAGS | _BLOCK_CONTENT | _SPAN_CONTENT | _RAW_CONTENT

MARKDOWN_ATTRIBUTE: Final[dict[str, Literal["raw", "default", "span", "block"]]] = {
    "0": "raw",
    "1": "default",
    "span": "span",
    "block": "block",
}
"""What the values of the attribute `markdown` ask for."""

_START: Final = r"[^\x00-@\[-\^`{-\x7f]"
_REST: Final = r"[^\x00-,/:-@\[-\^`{-\x7f]"
_NAME: Final = rf"(?:{_START}{_REST}*+:)?{_START}{_REST}*+"
"""A name in which all that is beyond ASCII counts as a letter, so that a name found needs a second look."""

_OPEN_TAG: Final = re.compile(
    rf"""<({_NAME})((?:\s++{_NAME}(?:\s*+=\s*+(?:(?u:\w)++|"[^"]*+"|'[^']*+'))?+)*+)\s*+(/)?>""", re.ASCII
)
_CLOSE_TAG: Final = re.compile(rf"</({_NAME})\s*>", re.ASCII)
_ATTRIBUTE: Final = re.compile(r"""\s*([^\s=]+)(?:\s*=\s*(?:((?u:\w)+)|"([^"]*)"|'([^']*)'))?""", re.ASCII)


def open_tag(src: str, pos: int) -> re.Match[str] | None:
    """Return the opening tag at `pos`: groups name, attributes, closing slash."""
    tag = _OPEN_TAG.match(src, pos)
    if tag is None or tag[0].isascii():
        return tag
    names = [tag[1], *(attribute[1] for attribute in _ATTRIBUTE.finditer(tag[2]))]
    return tag if all(map(_is_name, names)) else None


def close_tag(src: str, pos: int) -> re.Match[str] | None:
    """Return the end tag at `pos`: group name."""
    tag = _CLOSE_TAG.match(src, pos)
    return tag if tag is not None and _is_name(tag[1]) else None


def is_name_start(char: str) -> bool:
    """Tell whether a name may begin with `char`."""
    if char.isascii():
        return char.isalpha() or char == "_"
    return _foreign_name().match(char) is not None


def _is_name(name: str) -> bool:
    """Tell whether what `_NAME` took for a name is one."""
    return name.isascii() or _foreign_name().fullmatch(name) is not None


@cache
def _foreign_name() -> re.Pattern[str]:
    return re.compile(html_name(any_script=True), re.ASCII)


def content_model(name: str) -> ContentModel:
    """Return how an element's content is parsed where HTML is parsed at all; unknown elements are raw."""
    if name in _BLOCK_CONTENT:
        return "block"
    return "span" if name in _SPAN_CONTENT else "raw"


def known_name(name: str) -> str:
    """Return the name of an element, in lower case when it is one of HTML's."""
    lower = name.lower()
    return lower if lower in _KNOWN else name


def is_known(name: str) -> bool:
    """Tell whether HTML has an element of that name."""
    return name in _KNOWN


def read_attributes(text: str, name: str, duplicate: Callable[[str], None]) -> dict[str, str | int | float]:
    """Return the attributes in `text`, of the element `name`; `duplicate` is told of those given twice.

    The text is that of a tag. The last value counts. Names are put into lower case for HTML's own elements
    only.
    """
    attrs: dict[str, str | int | float] = {}
    if not text:
        return attrs
    lower = name in _KNOWN
    for match in _ATTRIBUTE.finditer(text):
        key = match[1].lower() if lower else match[1]
        if key in attrs:
            duplicate(key)
        attrs[key] = match[match.lastindex or 1] if match.lastindex != 1 else ""
    return attrs


@lru_cache(maxsize=256)
def closing_tag(name: str, *, any_case: bool) -> re.Pattern[str]:
    """Return the pattern of the end tag of `name`."""
    return re.compile(rf"</{re.escape(name)}\s*>", re.ASCII | (re.IGNORECASE if any_case else re.NOFLAG))
