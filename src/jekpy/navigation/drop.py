"""What the templates of one page see as `navigation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.liquid.drop import Drop
from jekpy.liquid.late import LateText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jekpy.navigation.menu import MenuMarkup
    from jekpy.navigation.records import NavPage
    from jekpy.navigation.site import Navigation

__all__ = ["NavigationDrop"]

_KEYS = ("menu", "breadcrumbs", "children", "previous", "next", "visible")


class NavigationDrop(Drop):
    """The navigation as one page sees it.

    `menu` is the sidebar's markup with this page marked in it, as a late text; `breadcrumbs` (its ancestors),
    `children`, `previous` and `next` are pages with `title`, `url`, `path` and `summary`; `visible` tells
    whether the menu has an entry for this page.
    """

    __slots__ = ("_markup", "_navigation", "_url", "menu")

    def __init__(self, navigation: Navigation, url: str, menu: Callable[[], MenuMarkup]) -> None:
        """Take the page's URL, and what gives the site's menu when a template first asks for it."""
        self._navigation = navigation
        self._url = url
        self._markup = menu
        self.menu = LateText(self._marked)

    def __getitem__(self, key: str) -> object:
        navigation, url = self._navigation, self._url
        match key:
            case "menu":
                return self.menu
            case "breadcrumbs":
                return [_shown(page) for page in navigation.breadcrumbs(url)]
            case "children":
                return [_shown(page) for page in navigation.children(url)]
            case "previous":
                return _shown_or_none(navigation.previous(url))
            case "next":
                return _shown_or_none(navigation.next(url))
            case "visible":
                return navigation.is_visible(url)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(_KEYS)

    def _marked(self) -> str:
        navigation, url = self._navigation, self._url
        path, is_current = navigation.path(url), navigation.is_visible(url)
        return self._markup().marked(path, is_current=is_current, is_split=navigation.is_split)


def _shown(page: NavPage) -> Mapping[str, object]:
    return {"title": page.title, "url": page.url, "path": page.path, "summary": page.flag("summary")}


def _shown_or_none(page: NavPage | None) -> Mapping[str, object] | None:
    return None if page is None else _shown(page)
