"""The menu's markup: rendered by the theme's template once for each build, then marked for each page.

A menu of 2,000 entries on each of 2,000 pages is four million entries, far too many to render one by one.
So the template runs once, over entries whose changing parts are *marks*: short texts that stand for " active"
(on the entries above the current page and its own), for ` aria-current="page"` (on its link) and for " open"
(on the branches above it). `MenuMarkup` cuts the marks out and remembers where they were. The menu of a page
is the neutral text with a handful of them filled in: the work is one copy of the text, whatever its length.

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

_MARK = re.compile("\x1a([ocb])([0-9]+)\x1b")
_FILLED = {"o": " open", "c": ' aria-current="page"', "b": " active"}


def _mark(kind: str, number: int) -> str:
    return f"\x1a{kind}{number}\x1b"


@dataclass(frozen=True, slots=True)
class MenuMarkup:
    """The menu's text without marks, and for each entry's number its marks: (offset, text) pairs."""

    text: str
    marks: Mapping[int, tuple[tuple[int, str], ...]]

    @classmethod
    def from_markup(cls, markup: str) -> MenuMarkup:
        """Cut the marks out of what the menu's template printed for a `MenuDrop`."""
        pieces: list[str] = []
        marks: dict[int, list[tuple[int, str]]] = {}
        length = end = 0
        for match in _MARK.finditer(markup):
            pieces.append(markup[end : match.start()])
            length += match.start() - end
            end = match.end()
            marks.setdefault(int(match[2]), []).append((length, _FILLED[match[1]]))
        pieces.append(markup[end:])
        return cls("".join(pieces), {number: tuple(places) for number, places in marks.items()})

    def marked(self, path: Sequence[int], *, is_current: bool) -> str:
        """Return the menu of a page whose entries, from the top down to its own, have the numbers `path`.

        `is_current` is False where the path ends above the page, since the menu hides the page itself.
        """
        current = path[-1] if path and is_current else None
        edits = sorted(
            (offset, text)
            for number in path
            for offset, text in self.marks.get(number, ())
            if number == current or text != _FILLED["c"]
        )
        pieces: list[str] = []
        end = 0
        for offset, text in edits:
            pieces += (self.text[end:offset], text)
            end = offset
        pieces.append(self.text[end:])
        return "".join(pieces)


class MenuDrop(Drop):
    """What the menu's template sees: `sections` and `external_links`.

    A section has `label`, `heading`, `folded`, `items` and the marks `active` and `open`. An item has
    `title`, `url`, `depth`, `has_children`, `closes` (as many numbers as lists end after it), and the marks
    `active` (to stand in the class), `current` (among the link's attributes) and `open` (the branch's).
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
    places = section.places
    following = [place.depth for place in places[1:]] + [0]
    return {
        "label": section.label,
        "heading": section.heading,
        "folded": section.is_folded,
        "active": _mark("b", section.number),
        "open": _mark("o", section.number),
        "items": [_item(section, index, next_depth) for index, next_depth in enumerate(following)]
        if places
        else [],
    }


def _item(section: NavSection, index: int, next_depth: int) -> Mapping[str, object]:
    place, number = section.places[index], section.number_of(index)
    return {
        "title": place.page.title,
        "url": place.page.url,
        "depth": place.depth,
        "has_children": bool(place.children),
        "closes": list(range(place.depth - next_depth)),
        "active": _mark("b", number),
        "current": _mark("c", number),
        "open": _mark("o", number),
    }


def _external_link(link: ExternalLink) -> Mapping[str, object]:
    return {
        "title": link.title,
        "url": link.url,
        "opens_in_new_tab": link.opens_in_new_tab,
        "hide_icon": link.hide_icon,
    }
