"""HTML as kramdown knows it: which elements there are, what may stand in them, how a tag is read.

Source: kramdown 2.5.2, parser/html.rb (Constants, parse_html_attributes).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from .characters import words
from .patterns import HTML_NAME, SPAN_TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BLOCK_TAGS",
    "MARKDOWN_ATTRIBUTE",
    "VOID_TAGS",
    "ContentModel",
    "closing_tag",
    "content_model",
    "known_name",
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

_ATTRIBUTE: Final = re.compile(
    rf"""\s*({HTML_NAME})(?:\s*=\s*(?:((?u:\w)+)|"([^"]*)"|'([^']*)'))?""", re.ASCII
)


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
    """Return the attributes in `text` of the element `name`; `duplicate` is told of those given twice.

    The last value counts. Names are put into lower case for HTML's own elements only.
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
