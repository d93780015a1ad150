"""The navigation of a whole site, computed once for each build, and what one page asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, Location, nearest
from jekpy.navigation.problems import find_problems
from jekpy.navigation.tree import Family, Place, path_to, plant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.navigation.records import NavPage

__all__ = ["ExternalLink", "NavSection", "Navigation", "build_navigation"]

_TOP: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """One item of `nav_external_links`."""

    title: object
    url: str
    opens_in_new_tab: bool = False
    hide_icon: bool = False


@dataclass(frozen=True, slots=True)
class NavSection:
    """A block of the menu: the ordinary pages (no `label`), or one collection under its heading.

    `heading` is None where none is shown, `places` are the visible ones. `number` is the block's own in
    the whole menu; those of its places follow it.
    """

    label: str | None
    heading: str | None
    is_folded: bool
    places: tuple[Place, ...]
    number: int

    def number_of(self, index: int) -> int:
        """Return the number in the whole menu of the place at `index`."""
        return self.number + 1 + index


@dataclass(frozen=True, slots=True)
class Navigation:
    """The menu of a site, with its `diagnostics`. Pages are asked for by their URL, without base URL.

    A page that has several places is taken at its first one. `is_split` (`nav_split` in the configuration)
    asks for menus without what is folded away.
    """

    sections: tuple[NavSection, ...] = ()
    external_links: tuple[ExternalLink, ...] = ()
    is_split: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    reading_order: tuple[NavPage, ...] = ()
    _ancestors: Mapping[str, tuple[NavPage, ...]] = field(default_factory=dict)
    _children: Mapping[str, tuple[NavPage, ...]] = field(default_factory=dict)
    _positions: Mapping[str, int] = field(default_factory=dict)
    _paths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def breadcrumbs(self, url: str) -> tuple[NavPage, ...]:
        """Return the ancestors of a page, the top one first, without the page itself."""
        return self._ancestors.get(url, ())

    def children(self, url: str) -> tuple[NavPage, ...]:
        """Return the children of a page in menu order, those hidden by `nav_exclude` among them."""
        return self._children.get(url, ())

    def previous(self, url: str) -> NavPage | None:
        """Return the page before this one in the order of the menu."""
        position = self._positions.get(url)
        return self.reading_order[position - 1] if position else None

    def next(self, url: str) -> NavPage | None:
        """Return the page after this one in the order of the menu."""
        position = self._positions.get(url)
        if position is None or position + 1 >= len(self.reading_order):
            return None
        return self.reading_order[position + 1]

    def path(self, url: str) -> tuple[int, ...]:
        """Return the numbers of the menu's entries from the section's down to this page's.

        For a page that the menu hides, the path ends at its nearest visible ancestor.
        """
        if url in self._paths:
            return self._paths[url]
        for ancestor in reversed(self.breadcrumbs(url)):
            if ancestor.url in self._paths:
                return self._paths[ancestor.url]
        return ()

    def is_visible(self, url: str) -> bool:
        """Tell whether the page itself has an entry in the menu."""
        return url in self._paths


def build_navigation(
    pages: Sequence[NavPage],
    collections: Mapping[str, Sequence[NavPage]],
    config: Mapping[str, object],
) -> Navigation:
    """Return the navigation of a site.

    `pages` are those with HTML output (posts are none of them), in any order; `collections` the documents
    of each collection that is written, in Jekyll's order; `config` is the site's configuration. Never
    raises: what is wrong with the site is in `diagnostics`.

    Source: just-the-docs 0.12.0, _includes/components/site_nav.html and its documentation.
    """
    fold_case = config.get("nav_sort") == "case_insensitive"
    tables = _listed_collections(config)
    spaces: list[tuple[str | None, Mapping[str, object], Sequence[NavPage]]] = [
        (None, {}, sorted(pages, key=lambda page: (page.basename, page.path)))
    ]
    diagnostics: list[Diagnostic] = []
    for name, options in tables.items():
        if name in collections:
            spaces.append((name, options, collections[name]))
        else:
            diagnostics.append(_unknown_collection(name, collections))
    index = _Index()
    blocks: list[tuple[str | None, Mapping[str, object], tuple[Place, ...]]] = []
    for label, options, members in spaces:
        if options.get("nav_exclude") is True:
            continue
        family = Family.of(members, fold_case=fold_case)
        everything = plant(family, everything=True)
        diagnostics.extend(find_problems(members, everything))
        index.add_everything(members, family, everything)
        visible = plant(family, everything=False)
        if label is not None or visible:
            blocks.append((label, options, visible))
    sections = _sections(blocks)
    for section in sections:
        index.add_visible(section)
    return Navigation(
        sections,
        _external_links(config),
        config.get("nav_split") is True,
        tuple(diagnostics),
        tuple(index.reading_order),
        index.ancestors,
        index.children,
        {page.url: position for position, page in enumerate(index.reading_order)},
        index.paths,
    )


class _Index:
    """Collects what pages ask for, section by section; the first place of a page counts."""

    def __init__(self) -> None:
        self.ancestors: dict[str, tuple[NavPage, ...]] = {}
        self.children: dict[str, tuple[NavPage, ...]] = {}
        self.reading_order: list[NavPage] = []
        self.paths: dict[str, tuple[int, ...]] = {}

    def add_everything(self, pages: Sequence[NavPage], family: Family, places: Sequence[Place]) -> None:
        """Take ancestors and children from the places, and the children of pages without a place."""
        for place in places:
            page = place.page
            if page.url in self.ancestors:
                continue
            self.ancestors[page.url] = tuple(places[above].page for above in path_to(places, place.parent))
            if page.flag("has_children") is not False:
                self.children[page.url] = tuple(places[child].page for child in place.children)
        for page in pages:
            if page.title_text and page.url not in self.ancestors and page.parent_text != page.title_text:
                self.children[page.url] = tuple(family.children(page, _TOP))

    def add_visible(self, section: NavSection) -> None:
        """Take the menu's paths and the order of reading from a section of the menu."""
        for index, place in enumerate(section.places):
            if place.page.url not in self.paths:
                path = map(section.number_of, path_to(section.places, index))
                self.paths[place.page.url] = (section.number, *path)
                self.reading_order.append(place.page)


def _sections(
    blocks: Sequence[tuple[str | None, Mapping[str, object], tuple[Place, ...]]],
) -> tuple[NavSection, ...]:
    """Return the blocks with their entries numbered; drop the heading of a collection that stands alone."""
    sections: list[NavSection] = []
    number = 0
    for label, options, places in blocks:
        is_alone = len(blocks) == 1
        name = options.get("name")
        heading = None if label is None or is_alone else str(label if name is None else name)
        is_folded = heading is not None and options.get("nav_fold") is True and bool(places)
        sections.append(NavSection(label, heading, is_folded, places, number))
        number += 1 + len(places)
    return tuple(sections)


def _listed_collections(config: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """Return `just_the_docs.collections`: the label of each listed collection with its options."""
    theme_options = config.get("just_the_docs")
    listed = theme_options.get("collections") if isinstance(theme_options, Mapping) else None
    if not isinstance(listed, Mapping):
        return {}
    return {str(label): options if isinstance(options, Mapping) else {} for label, options in listed.items()}


def _external_links(config: Mapping[str, object]) -> tuple[ExternalLink, ...]:
    listed = config.get("nav_external_links")
    if not isinstance(listed, (list, tuple)):
        return ()
    new_tab = config.get("nav_external_links_new_tab")
    links: list[ExternalLink] = []
    for item in listed:
        if isinstance(item, Mapping):
            own = item.get("opens_in_new_tab")
            opens_in_new_tab = bool(new_tab if own is None else own)
            url = item.get("url")
            links.append(
                ExternalLink(
                    item.get("title"),
                    "" if url is None else str(url),
                    opens_in_new_tab,
                    bool(item.get("hide_icon")),
                )
            )
    return tuple(links)


def _unknown_collection(label: str, known: Mapping[str, object]) -> Diagnostic:
    close = nearest(label, known)
    fix = f"did you mean '{close}'?" if close else f"add '{label}' to 'collections', with 'output: true'"
    cause = f"'just_the_docs.collections' lists '{label}', which is no collection that is written"
    return Diagnostic("nav-collection", cause, Location("_config.yml"), fix, severity="warning")
