"""What one build leaves for the next, besides its results: files parsed, templates compiled, the menu made.

Nothing of it changes what comes out: each value follows from others, and is kept as long as those are the
very same. All of it starts anew with another configuration. A process that builds again and again has it at
hand; between processes it lies on the disk (`memory_file.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekpy.incremental.digests import digest
from jekpy.incremental.program import program_digest, zone_digest
from jekpy.liquid.cache import TemplateMemory
from jekpy.reading.known import KnownFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jekpy.config import Config
    from jekpy.incremental.store import Store, Stored
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.navigation import MenuMarkup, Navigation
    from jekpy.rendering.reads import Key, Remembered
    from jekpy.rendering.theme_variables import ThemeVariables

__all__ = ["Memory", "told_of"]


def told_of(config: Config) -> str:
    """Return the digest of all that a memory depends on besides the files that it has seen."""
    zone = zone_digest(config.zone)
    return digest(program_digest(), config.values, str(config.source), config.environment, zone)


@dataclass(slots=True)
class Memory:
    """What the builds before left.

    `files` are those that were read, `templates` those that were compiled, `sources` the digests of items,
    `menu_facts` the fingerprints of what follows from the navigation alone. `told` is the digest of what the
    last build was told, "" before the first; `stored` are the results that a store has, and their version.
    """

    files: KnownFiles = field(default_factory=KnownFiles)
    templates: TemplateMemory = field(default_factory=TemplateMemory)
    sources: dict[Document | Page, str] = field(default_factory=dict)
    menu_facts: dict[Key, str] = field(default_factory=dict)
    told: str = ""
    stored: tuple[str, Mapping[str, Stored]] = ("", {})
    _navigation: tuple[str, Navigation] | None = None
    _menu: tuple[Remembered[MenuMarkup], Mapping[Key, str]] | None = None
    _has_new_menu: bool = False

    def begin(self, told: str) -> None:
        """Let a build begin that was told what `told_of` gives for its configuration."""
        if self.told != told:
            self.files, self.templates = KnownFiles(), TemplateMemory()
            self._navigation = None
        self.told = told

    def take(self, other: Memory) -> None:
        """Become what another memory is."""
        self.files, self.templates = other.files, other.templates
        self.sources, self.menu_facts = other.sources, other.menu_facts
        self.told, self._navigation, self._menu = other.told, other._navigation, other._menu

    def finish(self, sources: dict[Document | Page, str]) -> None:
        """Let a build end well, whose items have these digests; what it had no use for is forgotten."""
        self.sources = sources
        self.files.forget_unused()

    @property
    def has_news(self) -> bool:
        """Whether so much is new since it lay on the disk that it is worth being put there again."""
        return self._has_new_menu or self.templates.news > 0 or self.files.has_news

    def is_kept(self) -> None:
        """Take note that it lies on the disk as it is."""
        self._has_new_menu = False
        self.templates.news = self.files.news = 0

    def results(self, store: Store) -> Mapping[str, Stored]:
        """Return the results that are in the store. Raises DamagedStoreError."""
        version = store.version
        if self.stored[0] != version:
            self.stored = version, store.results()
        return self.stored[1]

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
        if theme.menu is not None and (self._menu is None or self._menu[0] is not theme.menu):
            self._menu = theme.menu, {key: fingerprint(key) for key in theme.menu[1]}
            self._has_new_menu = True
