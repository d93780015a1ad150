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
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["FILTERS", "page_parts", "table_of_contents", "with_heading_anchors", "with_table_wrappers"]

# No pattern looks past the next `<`, and each missing end tag is looked for once: no text takes more than
# linear time.
_START = re.compile(
    r"<(?:(?P<comment>!--)|(?P<raw>pre|script|style|svg|textarea)\b"
    r"|(?P<heading>h[1-6])(?P<attributes>\s[^<>]*)?>|(?P<table>/?table)\b[^<>]*>)",
    re.IGNORECASE,
)
_ENDS: Final[Mapping[str, re.Pattern[str]]] = {
    "comment": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
        for name in ("pre", "script", "style", "svg", "textarea", "h1", "h2", "h3", "h4", "h5", "h6")
    },
}
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_CLASS = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_FOOTNOTE = r"<sup\b[^<>]*>(?:<a\b[^<>]*>)?[^<>]*(?:</a>)?</sup>"
_NOT_LISTED = re.compile(rf"{_FOOTNOTE}|<(?!/?(?:code|em|strong|sub)\b)[^<>]*>", re.IGNORECASE)
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

    @property
    def anchor(self) -> str:
        """The link to itself that it gets: none without an id, or with one that no attribute can hold."""
        name = self.identifier
        if not name or "no_anchor" in self.classes or '"' in name or 'class="anchor-heading"' in self.inner:
            return ""
        return (
            f'<a href="#{name}" class="anchor-heading" aria-labelledby="{name}">'
            '<svg viewBox="0 0 16 16" aria-hidden="true"><use xlink:href="#svg-link"></use></svg></a> '
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the HTML where something may be put in: a heading's content, a table's start or end."""

    kind: Literal["heading", "table", "/table"]
    offset: int
    heading: _Heading | None = None


def page_parts(html: object, anchors: object = True) -> Mapping[str, object]:
    """Return what a layout needs of a page's HTML: `html`, `toc`, and `titled`.

    `html` has its tables wrapped and, unless `anchors` is false, a link in each heading with an id and
    without the class `no_anchor`. `toc` is as `table_of_contents` gives it. `titled` tells whether the page
    brings an `h1` of its own.
    """
    text = _text(html)
    marks = list(_marks(text))
    headings = [mark.heading for mark in marks if mark.heading]
    return {
        "html": _dressed(text, marks, anchors=bool(anchors), tables=True),
        "toc": _contents(headings),
        "titled": any(heading.level == 1 for heading in headings),
    }


def with_heading_anchors(html: object) -> str:
    """Return the HTML with a link to itself at the start of each heading that has an id."""
    text = _text(html)
    return _dressed(text, list(_marks(text)), anchors=True, tables=False)


def with_table_wrappers(html: object) -> str:
    """Return the HTML with each table in a `div.table-wrapper`, which may scroll sideways."""
    text = _text(html)
    return _dressed(text, list(_marks(text)), anchors=False, tables=True)


def table_of_contents(html: object, deepest: object = 3) -> list[Mapping[str, object]]:
    """Return the headings of levels 2 to `deepest` as mappings with `id`, `title`, `level` and `children`.

    `title` is HTML without links and footnotes. Headings without an id, with the class `no_toc`, or that
    read "Table of contents" are left out. The children of an `h2` are the deeper headings that follow it;
    `h3` that stand before any `h2` are on the top level.
    """
    headings = [mark.heading for mark in _marks(_text(html)) if mark.heading]
    return _contents(headings, deepest if isinstance(deepest, int) else 3)


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "page_parts": page_parts,
    "table_of_contents": table_of_contents,
    "with_heading_anchors": with_heading_anchors,
    "with_table_wrappers": with_table_wrappers,
}


def _text(html: object) -> str:
    return "" if html is None else str(html)


def _marks(html: str) -> Iterator[_Mark]:
    """Give the headings and tables of the page, in order; what stands in a heading belongs to it."""
    missing: set[str] = set()
    at = 0
    while start := _START.search(html, at):
        at = start.end()
        if start["table"]:
            is_end = start["table"].startswith("/")
            yield _Mark("/table", at) if is_end else _Mark("table", start.start())
            continue
        name = "comment" if start["comment"] else (start["raw"] or start["heading"]).lower()
        end = None if name in missing else _ENDS[name].search(html, at)
        if end is None:
            missing.add(name)
            continue
        if start["heading"]:
            attributes = start["attributes"] or ""
            classes = frozenset(_value(_CLASS.search(attributes)).split())
            identifier = _value(_ID.search(attributes))
            yield _Mark("heading", at, _Heading(int(name[1]), identifier, classes, html[at : end.start()]))
        at = end.end()


def _value(match: re.Match[str] | None) -> str:
    return "" if match is None else match[1] or match[2] or match[3] or ""


def _dressed(html: str, marks: list[_Mark], *, anchors: bool, tables: bool) -> str:
    pieces: list[str] = []
    at = 0
    for mark in marks:
        if mark.heading:
            added = mark.heading.anchor if anchors else ""
        elif tables:
            added = "</div>" if mark.kind == "/table" else '<div class="table-wrapper">'
        else:
            added = ""
        if added:
            pieces += (html[at : mark.offset], added)
            at = mark.offset
    pieces.append(html[at:])
    return "".join(pieces)


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
