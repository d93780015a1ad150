"""One name space of pages (the ordinary pages, or one collection) as a tree, flat and in menu order.

The tree is a tuple of places in the order of the menu; a place knows its depth and its parent's index. Flat
places need no recursion, whatever the depth. A page has several places where several parents share a title.

Source: just-the-docs 0.12.0, _includes/components/nav/{pages,children}.html, and the recorded results of its
rules. Deliberate differences: a title that is empty text counts as none; a title repeated below itself is
shown as a plain link instead of an infinity sign; text that looks like a number stays text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jekpy.navigation.order import sort_siblings
from jekpy.navigation.records import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jekpy.navigation.records import NavPage

__all__ = ["Family", "Place", "path_to", "plant"]


class Place(NamedTuple):
    """One entry of the menu. `parent` is the index of its parent's place; `children` are indexes too."""

    page: NavPage
    depth: int
    parent: int | None
    children: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """The pages of one name space, grouped by the title they name as their parent, each group in order."""

    groups: Mapping[str, Sequence[NavPage]]
    top_titles: frozenset[str]

    @classmethod
    def of(cls, pages: Sequence[NavPage], *, fold_case: bool = False) -> Family:
        """Group the pages that have a title. `pages` come in the order that ties keep."""
        groups: dict[str, list[NavPage]] = defaultdict(list)
        for page in pages:
            if page.title_text:
                groups[page.parent_text].append(page)
        return cls(
            {parent: sort_siblings(group, fold_case=fold_case) for parent, group in groups.items()},
            frozenset(page.title_text for page in groups.get("", ())),
        )

    def children(self, page: NavPage, ancestors: Mapping[str, int] | frozenset[str]) -> list[NavPage]:
        """Return the children of `page` where `ancestors` are the titles above it, in order.

        Of the pages that name this title as their parent, those go whose `grand_parent` is not this page's
        own parent, whose `ancestor` is neither this page nor above it, and, so that old sites of three
        levels stay unambiguous, those with neither key if a top-level page has the same title.
        """
        title, is_top = page.title_text, not page.parent_text
        taken = [
            child
            for child in self.groups.get(title, ())
            if self._accepts(child, page, ancestors)
            and (is_top or title not in self.top_titles or _is_decorated(child))
        ]
        return taken[::-1] if page.flag("child_nav_order") in ("desc", "reversed") else taken

    def _accepts(self, child: NavPage, page: NavPage, ancestors: Mapping[str, int] | frozenset[str]) -> bool:
        grand_parent, ancestor = child.flag("grand_parent"), child.flag("ancestor")
        if grand_parent is not None and text_of(grand_parent) != page.parent_text:
            return False
        return ancestor is None or text_of(ancestor) == page.title_text or text_of(ancestor) in ancestors


def _is_decorated(child: NavPage) -> bool:
    return child.flag("grand_parent") is not None or child.flag("ancestor") is not None


def plant(family: Family, *, everything: bool) -> tuple[Place, ...]:
    """Return the places of the visible menu, or of `everything`.

    The visible menu lacks the pages with `nav_exclude: true` and what is below them, and the children of
    pages with `has_children: false`. Breadcrumbs and lists of children look into everything.
    """
    # Parents that share a title each show the same children, which multiplies level by level: past this
    # many places, a page that has its place already is not placed again.
    limit = 1000 + 4 * sum(len(group) for group in family.groups.values())
    pages: list[NavPage] = []
    depths: list[int] = []
    parents: list[int | None] = []
    children: list[list[int]] = []
    placed: set[str] = set()
    on_path: dict[str, int] = {}
    stack: list[tuple[int | None, Iterator[NavPage]]] = [(None, iter(family.groups.get("", ())))]
    while stack:
        parent, siblings = stack[-1]
        page = next(siblings, None)
        if page is None:
            stack.pop()
            if parent is not None:
                on_path.pop(pages[parent].title_text, None)
            continue
        if not everything and page.flag("nav_exclude") is True:
            continue
        if len(pages) > limit and page.url in placed:
            continue
        index = len(pages)
        pages.append(page)
        depths.append(len(stack) - 1)
        parents.append(parent)
        children.append([])
        placed.add(page.url)
        if parent is not None:
            children[parent].append(index)
        is_folded_away = not everything and page.flag("has_children") is False
        if page.title_text not in on_path and not is_folded_away:
            below = family.children(page, on_path)
            on_path[page.title_text] = index
            stack.append((index, iter(below)))
    return tuple(map(Place, pages, depths, parents, map(tuple, children)))


def path_to(places: Sequence[Place], index: int | None) -> tuple[int, ...]:
    """Return the indexes of the places from the top level down to `index`; nothing for None."""
    path: list[int] = []
    while index is not None:
        path.append(index)
        index = places[index].parent
    return tuple(reversed(path))
