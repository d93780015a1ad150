"""The menu's markup: rendered by the theme's template once for each build, then marked for each page.

A menu of 2,000 entries on each of 2,000 pages is four million entries, far too many to render one by one.
So the template runs once, over entries whose changing parts are *marks*: short texts that stand for " active"
(on the entries above the current page and its own), for ` aria-current="page"` (on its link) and for " open"
(on the branches above it). `MenuMarkup` cuts the marks out and remembers where they were. The menu of a page
is the neutral text with a handful of them filled in: the work is one copy of the text, whatever its length.

Marks also tell where the inside of each branch begins and ends, so that a split menu (`nav_split: true`) can
leave out what is folded away on a page: then a page's size no longer grows with the site's.

Marks are plain text to the template, so a site may bring its own menu include.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jekpy.liquid.drop import Drop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jekpy.navigation.site import ExternalLink, Navigation, NavSection

__all__ = ["MenuDrop", "MenuMarkup"]

_MARK = re.compile("\x1a([ocbse])([0-9]+)\x1b")
_FILLED = {"o": " open", "c": ' aria-current="page"', "b": " active"}


def _mark(kind: str, number: int) -> str:
    return f"\x1a{kind}{number}\x1b"


@dataclass(frozen=True, slots=True)
class MenuMarkup:
    """The menu's text without marks, and what the marks said.

    `marks` has the (offset, text) pairs to fill in for an entry's number. `branches` has, for an entry's
    number (None: for the whole menu), the branches right inside it as (number, start, end).
    """

    text: str
    marks: Mapping[int, tuple[tuple[int, str], ...]]
    branches: Mapping[int | None, tuple[tuple[int, int, int], ...]]

    @classmethod
    def from_markup(cls, markup: str) -> MenuMarkup:
        """Cut the marks out of what the menu's template printed for a `MenuDrop`."""
        pieces: list[str] = []
        marks: dict[int, list[tuple[int, str]]] = {}
        branches: dict[int | None, list[tuple[int, int, int]]] = {}
        inside: list[tuple[int, int]] = []
        length = end = 0
        for match in _MARK.finditer(markup):
            pieces.append(markup[end : match.start()])
            length += match.start() - end
            end = match.end()
            kind, number = match[1], int(match[2])
            if kind == "s":
                inside.append((number, length))
            elif kind != "e":
                marks.setdefault(number, []).append((length, _FILLED[kind]))
            elif inside and inside[-1][0] == number:
                start = inside.pop()[1]
                branches.setdefault(inside[-1][0] if inside else None, []).append((number, start, length))
        pieces.append(markup[end:])
        return cls(
            "".join(pieces),
            {number: tuple(places) for number, places in marks.items()},
            {number: tuple(found) for number, found in branches.items()},
        )

    def marked(self, path: Sequence[int], *, is_current: bool, is_split: bool = False) -> str:
        """Return the menu of a page whose entries, from the top down to its own, have the numbers `path`.

        `is_current` is False where the path ends above the page, since the menu hides the page itself.
        `is_split` leaves out the inside of every branch that is not open.
        """
        current = path[-1] if path and is_current else None
        edits = [
            (offset, offset, text)
            for number in path
            for offset, text in self.marks.get(number, ())
            if number == current or text != _FILLED["c"]
        ]
        if is_split:
            edits += [
                (start, end, "")
                for number in (None, *path)
                for branch, start, end in self.branches.get(number, ())
                if branch not in path
            ]
        pieces: list[str] = []
        end = 0
        for start, next_end, text in sorted(edits):
            pieces += (self.text[end:start], text)
            end = next_end
        pieces.append(self.text[end:])
        return "".join(pieces)


class MenuDrop(Drop):
    """What the menu's template sees: `sections` and `external_links`.

    A section has `label`, `heading`, `folded`, `items` and the marks `active` and `open`. An item has
    `title`, `url`, `depth`, `has_children`, and the marks `active` (to stand in the class), `current` (among
    the link's attributes), `open` (the branch's) and `inside` (before the branch's list). `closes` has a mark
    for each list that ends after the item, to stand behind that list.
    """

    __slots__ = ("_navigation",)

    def __init__(self, navigation: Navigation) -> None:
        self._navigation = navigation

    def __getitem__(self, key: str) -> object:
        if key == "sections":
            return [_section(section) for section in self._navigation.sections]
        if key == "external_links":
            return [_external_link(link) for link in self._navigation.external_links]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("sections", "external_links"))


def _section(section: NavSection) -> Mapping[str, object]:
    return {
        "label": section.label,
        "heading": section.heading,
        "folded": section.is_folded,
        "active": _mark("b", section.number),
        "open": _mark("o", section.number),
        "items": list(_items(section)),
    }


def _items(section: NavSection) -> Iterator[Mapping[str, object]]:
    open_branches: list[int] = []
    for index, place in enumerate(section.places):
        number = section.number_of(index)
        if place.children:
            open_branches.append(number)
            closed = 0
        else:
            is_last = index + 1 == len(section.places)
            closed = place.depth - (0 if is_last else section.places[index + 1].depth)
        yield {
            "title": place.page.title,
            "url": place.page.url,
            "depth": place.depth,
            "has_children": bool(place.children),
            "active": _mark("b", number),
            "current": _mark("c", number),
            "open": _mark("o", number),
            "inside": _mark("s", number),
            "closes": [_mark("e", open_branches.pop()) for _ in range(closed)],
        }


def _external_link(link: ExternalLink) -> Mapping[str, object]:
    return {
        "title": link.title,
        "url": link.url,
        "opens_in_new_tab": link.opens_in_new_tab,
        "hide_icon": link.hide_icon,
    }
