"""What a process that builds a site again and again keeps from one build to the next.

Nothing of it changes what comes out: each value follows from others, and is kept as long as those are the
very same. All of it starts anew with another configuration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekpy.incremental.digests import digest
from jekpy.liquid.cache import TemplateMemory
from jekpy.reading.known import KnownFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.config import Config
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.navigation import MenuMarkup, Navigation
    from jekpy.rendering.reads import Key, Remembered
    from jekpy.rendering.theme_variables import ThemeVariables

__all__ = ["Memory"]


@dataclass(slots=True)
class Memory:
    """What the builds before left in this process.

    `files` are those that were read, `templates` those that were compiled, `sources` the digests of items,
    `menu_facts` the fingerprints of what follows from the navigation alone.
    """

    files: KnownFiles = field(default_factory=KnownFiles)
    templates: TemplateMemory = field(default_factory=TemplateMemory)
    sources: dict[Document | Page, str] = field(default_factory=dict)
    menu_facts: dict[Key, str] = field(default_factory=dict)
    _navigation: tuple[str, Navigation] | None = None
    _menu: tuple[Remembered[MenuMarkup], Mapping[Key, str]] | None = None
    _config: str = ""

    def begin(self, config: Config) -> None:
        """Let a build with this configuration begin."""
        told = digest(config.values, str(config.source))
        if self._config != told:
            self.files, self.templates = KnownFiles(), TemplateMemory()
            self._navigation = None
        self._config = told

    def navigation(self, given: object, make: Callable[[], Navigation]) -> Navigation:
        """Return the navigation that `make` makes of what is given, plain values."""
        told = digest(given)
        if self._navigation is None or self._navigation[0] != told:
            self._navigation = told, make()
            self.menu_facts = {}
            self._menu = None
        return self._navigation[1]

    def lend_menu(self, theme: ThemeVariables, fingerprint: Callable[[Key], str]) -> None:
        """Give a build the menu's markup of the one before, if all that it was made of is as it was."""
        if self._menu is not None:
            menu, reads = self._menu
            if all(fingerprint(key) == was for key, was in reads.items()):
                theme.take_menu(menu)

    def keep_menu(self, theme: ThemeVariables, fingerprint: Callable[[Key], str]) -> None:
        """Keep the menu's markup for the next build, if this one made it."""
        if theme.menu is not None:
            self._menu = theme.menu, {key: fingerprint(key) for key in theme.menu[1]}
