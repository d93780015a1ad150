"""What the theme does with a page's HTML, in one pass: heading anchors, table wrappers, table of contents.

Only real elements count: comments and the contents of `pre`, `script`, `style`, `svg` and `textarea` stay as
they are. The HTML is a converter's, or the author's own; what is not well formed is left alone.

Source of the rules: just-the-docs 0.12.0, _includes/vendor/anchor_headings.html and
_layouts/table_wrappers.html; where those work on plain text (a heading without an id gets the previous
heading's, tables in scripts are wrapped), this does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FILTERS", "page_parts", "table_of_contents", "with_heading_anchors", "with_table_wrappers"]

_ELEMENT = re.compile(
    r"<(?:"
    r"!--.*?-->"
    r"|(?P<raw>pre|script|style|svg|textarea)\b.*?</(?P=raw)\s*>"
    r"|h(?P<level>[1-6])(?P<attributes>\s[^>]*)?>(?P<inner>.*?)</h(?P=level)\s*>"
    r"|(?P<table>/?table)\b[^>]*>"
    r")",
    re.DOTALL | re.IGNORECASE,
)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_CLASS = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_NOT_LISTED = re.compile(r"<sup\b.*?</sup>|<(?!/?(?:code|em|strong|sub)\b)[^>]*>", re.DOTALL | re.IGNORECASE)
_WRITTEN_CONTENTS = "table of contents"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as it stands in the page: its level, id (maybe empty), classes and HTML."""

    level: int
    identifier: str
    classes: frozenset[str]
    inner: str

    @property
    def text(self) -> str:
        return " ".join(_TAG.sub("", self.inner).split())

    @property
    def is_listed(self) -> bool:
        """Whether a table of contents shows it: not where the author says no, nor over a list of its own."""
        if not self.identifier or "no_toc" in self.classes:
            return False
        return bool(self.text) and self.text.lower() != _WRITTEN_CONTENTS


def page_parts(html: object, anchors: object = True) -> Mapping[str, object]:
    """Return what a layout needs of a page's HTML: `html`, `toc`, and `titled`.

    `html` has its tables wrapped and, unless `anchors` is false, a link in each heading with an id and
    without the class `no_anchor`. `toc` is as `table_of_contents` gives it. `titled` tells whether the page
    brings an `h1` of its own.
    """
    text = "" if html is None else str(html)
    headings: list[_Heading] = []

    def dressed(match: re.Match[str]) -> str:
        if match["level"]:
            heading = _heading(match)
            headings.append(heading)
            return _anchored(match, heading) if anchors else match[0]
        return _wrapped(match)

    dressed_html = _ELEMENT.sub(dressed, text)
    titled = any(heading.level == 1 for heading in headings)
    return {"html": dressed_html, "toc": _contents(headings), "titled": titled}


def with_heading_anchors(html: object) -> str:
    """Return the HTML with a link to itself at the start of each heading that has an id."""
    return _ELEMENT.sub(
        lambda match: _anchored(match, _heading(match)) if match["level"] else match[0], _text(html)
    )


def with_table_wrappers(html: object) -> str:
    """Return the HTML with each table in a `div.table-wrapper`, which may scroll sideways."""
    return _ELEMENT.sub(_wrapped, _text(html))


def table_of_contents(html: object, deepest: object = 3) -> list[Mapping[str, object]]:
    """Return the headings of levels 2 to `deepest` as mappings with `id`, `title`, `level` and `children`.

    `title` is HTML without links and footnotes. Headings without an id, with the class `no_toc`, or that
    read "Table of contents" are left out. The children of an `h2` are the deeper headings that follow it;
    `h3` that stand before any `h2` are on the top level.
    """
    found = (_heading(match) for match in _ELEMENT.finditer(_text(html)) if match["level"])
    return _contents(list(found), deepest if isinstance(deepest, int) else 3)


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "page_parts": page_parts,
    "table_of_contents": table_of_contents,
    "with_heading_anchors": with_heading_anchors,
    "with_table_wrappers": with_table_wrappers,
}


def _text(html: object) -> str:
    return "" if html is None else str(html)


def _heading(match: re.Match[str]) -> _Heading:
    attributes = match["attributes"] or ""
    classes = _value(_CLASS.search(attributes)).split()
    return _Heading(int(match["level"]), _value(_ID.search(attributes)), frozenset(classes), match["inner"])


def _value(match: re.Match[str] | None) -> str:
    return "" if match is None else match[1] or match[2] or match[3] or ""


def _anchored(match: re.Match[str], heading: _Heading) -> str:
    """Return the heading's element, starting with its anchor where it gets one.

    An id that needs double quotes in it cannot be written as a link here, and is left alone.
    """
    name = heading.identifier
    if not name or "no_anchor" in heading.classes or '"' in name or 'class="anchor-heading"' in heading.inner:
        return match[0]
    start = match.start("inner") - match.start()
    anchor = (
        f'<a href="#{name}" class="anchor-heading" aria-labelledby="{name}">'
        '<svg viewBox="0 0 16 16" aria-hidden="true"><use xlink:href="#svg-link"></use></svg></a> '
    )
    return f"{match[0][:start]}{anchor}{match[0][start:]}"


def _wrapped(match: re.Match[str]) -> str:
    if match["table"] is None:
        return match[0]
    return f"{match[0]}</div>" if match["table"].startswith("/") else f'<div class="table-wrapper">{match[0]}'


def _contents(headings: list[_Heading], deepest: int = 3) -> list[Mapping[str, object]]:
    entries: list[Mapping[str, object]] = []
    siblings = entries
    for heading in headings:
        if not 2 <= heading.level <= deepest or not heading.is_listed:
            continue
        children: list[Mapping[str, object]] = []
        entry = {
            "id": heading.identifier,
            "title": _NOT_LISTED.sub("", heading.inner).strip(),
            "level": heading.level,
            "children": children,
        }
        if heading.level == 2:
            entries.append(entry)
            siblings = children
        else:
            siblings.append(entry)
    return entries
