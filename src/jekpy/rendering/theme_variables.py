"""What the built-in theme's layouts see besides Jekyll's variables: the navigation of the page at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jekpy.navigation import MenuDrop, MenuMarkup, NavigationDrop, NavPage
from jekpy.theme.support import override_warnings

if TYPE_CHECKING:
    from collections.abc import Hashable, MutableMapping

    from jekpy.errors import Diagnostic
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.navigation import Navigation
    from jekpy.rendering.reads import Key, Remembered
    from jekpy.rendering.renderer import Renderer

__all__ = ["PageNavigation", "ThemeVariables", "navigation_records", "unused_includes"]

_MENU = "components/menu.html"


def navigation_records(
    site: Site, known: MutableMapping[Page | Document, NavPage]
) -> tuple[list[NavPage], dict[str, list[NavPage]]]:
    """Return what a site's navigation is made of: its pages for readers, and the collections it writes.

    `known` has the records of items from the build before, and then those of this one.
    """
    before = dict(known)
    known.clear()
    for page in site.pages:
        if page.is_html and not page.from_theme:
            known[page] = before.get(page) or _page(page)
    pages = list(known.values())
    written = {label: found.documents for label, found in site.collections.items() if found.written}
    for documents in written.values():
        known.update((document, before.get(document) or _document(document)) for document in documents)
    return pages, {label: [known[document] for document in documents] for label, documents in written.items()}


def unused_includes(site: Site) -> list[Diagnostic]:
    """Return a warning for each include of the site's own that the built-in theme has no use for."""
    own = site.include_folders[0]
    return override_warnings(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file())


def _page(page: Page) -> NavPage:
    data = {**page.defaults, **page.front_matter}
    return NavPage(page.url, data.get("title"), page.path, page.name, data)


def _document(document: Document) -> NavPage:
    data = {**document.defaults, **document.data}
    title = data.get("title")
    return NavPage(document.url, title, document.source_path, document.basename, data, document.collection)


@dataclass(frozen=True, slots=True)
class PageNavigation:
    """`navigation` as the templates of a page see it.

    `menu_reads` has what was read to make the menu, once a template has asked for it. Of the page's reads it
    is kept apart: where the menu can be replaced, the rest does not depend on it. It has no cells: another
    menu may show others.
    """

    drop: NavigationDrop
    menu_reads: set[Key]


class ThemeVariables:
    """Gives `navigation` to each page. The menu's markup is made once, when the first page asks for it."""

    def __init__(self, navigation: Navigation, renderer: Renderer) -> None:
        """Take the site's navigation, and what its menu's include is rendered by."""
        self.navigation = navigation
        self._renderer = renderer
        self._menus: dict[Hashable, Remembered[MenuMarkup]] = {}

    def for_item(self, item: Document | Page) -> PageNavigation:
        """Return the navigation of one page or document, and take note that it reads it."""
        reads = self._renderer.reads
        reads.note("navigation", item.url)
        menu_reads: set[Key] = set()

        def markup() -> MenuMarkup:
            with reads.apart() as noted:
                reads.note("menu")
                found = self._markup()
            menu_reads.update(noted.by_columns())
            return found

        return PageNavigation(NavigationDrop(self.navigation, item.url, markup), menu_reads)

    def _markup(self) -> MenuMarkup:
        return self._renderer.reads.once(self._menus, _MENU, self._make_markup)

    def _make_markup(self) -> MenuMarkup:
        markup = self._renderer.render_include(_MENU, {"menu": MenuDrop(self.navigation)})
        return MenuMarkup.from_markup(markup)

    @property
    def menu(self) -> Remembered[MenuMarkup] | None:
        """The menu's markup with what was read to make it, once it is made."""
        return self._menus.get(_MENU)

    def take_menu(self, menu: Remembered[MenuMarkup]) -> None:
        """Take the menu's markup from another build, which it came out the same in."""
        self._menus[_MENU] = menu

    def menu_facts(self) -> object:
        """Return what the menu is made from, the same for all pages, as plain data."""
        return dict(MenuDrop(self.navigation))

    def page_facts(self, url: str) -> object:
        """Return what the navigation is to the page at `url` alone, as plain data.

        Its place in the menu follows from this and the menu.
        """
        drop = NavigationDrop(self.navigation, url, self._markup)
        return [drop[key] for key in drop if key != "menu"]
