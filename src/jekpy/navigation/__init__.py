"""Navigation: the menu of a site, breadcrumbs, children, previous and next page.

Pure: pages go in as plain records, and come out as one frozen `Navigation` for the whole site, with the
diagnostics of its menu. `NavigationDrop` shows it to the templates of one page; `MenuDrop` and `MenuMarkup`
are how the menu's template runs once for each build and still marks each page's place.
"""

from __future__ import annotations

from jekpy.navigation.drop import NavigationDrop
from jekpy.navigation.menu import MenuDrop, MenuMarkup
from jekpy.navigation.records import NavPage
from jekpy.navigation.site import ExternalLink, Navigation, NavSection, build_navigation
from jekpy.navigation.tree import Place

__all__ = [
    "ExternalLink",
    "MenuDrop",
    "MenuMarkup",
    "NavPage",
    "NavSection",
    "Navigation",
    "NavigationDrop",
    "Place",
    "build_navigation",
]
