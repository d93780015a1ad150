"""What one build leaves for the next, besides its results: files parsed, templates compiled, the menu made.

Nothing of it changes what comes out: each value follows from others, and is kept as long as those are the
very same. All of it starts anew with another configuration. A process that builds again and again has it at
hand; between processes it lies on the disk (`memory_file.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeAlias

from jekpy.config.options import COMMAND_KEYS
from jekpy.incremental.digests import digest
from jekpy.incremental.program import program_digest, zone_digest
from jekpy.incremental.store import NO_RESULTS, Results
from jekpy.liquid.cache import TemplateMemory
from jekpy.reading.known import KnownFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.model.document import Document
    from jekpy.model.file_facts import FileFacts
    from jekpy.model.page import Page
    from jekpy.model.static_file import StaticFile
    from jekpy.navigation import MenuMarkup, Navigation, NavPage
    from jekpy.rendering.reads import Key, Remembered
    from jekpy.rendering.theme_variables import ThemeVariables
    from jekpy.writing import Contents

__all__ = ["Memory", "told_of"]

Records: TypeAlias = "tuple[Sequence[NavPage], Mapping[str, Sequence[NavPage]]]"
"""The pages of a site's navigation, and by their label those of its collections."""

Column: TypeAlias = "tuple[Sequence[Document | Page | StaticFile], str]"
"""The items that a column is of, and its fingerprint."""


def told_of(config: Config, plugins: Sequence[str]) -> str:
    """Return the digest of all that a memory depends on besides the files that it has seen.

    `plugins` are the names of those that read the site.
    """
    given = {name: value for name, value in config.values.items() if name not in COMMAND_KEYS}
    told = given, str(config.source), config.environment, zone_digest(config.zone), plugins
    return digest(program_digest(), told)


@dataclass(slots=True)
class Memory:
    """What the builds before left.

    `files` are those that were read, `templates` those that were compiled, `sources` the digests of items,
    `menu_facts` the fingerprints of what follows from the navigation alone, `nav_pages` the pages as the menu
    sees them, `columns` the fingerprints of columns, with the items whose columns they are, and `contents`
    what lay in the destination at the end of the last build. `told` is the digest of what that was told, ""
    before the first; `results` are those that the store has.
    """

    files: KnownFiles = field(default_factory=KnownFiles)
    templates: TemplateMemory = field(default_factory=TemplateMemory)
    sources: dict[Document | Page, str] = field(default_factory=dict)
    menu_facts: dict[Key, str] = field(default_factory=dict)
    nav_pages: dict[Document | Page, NavPage] = field(default_factory=dict)
    columns: dict[tuple[str, str | None], Column] = field(default_factory=dict)
    contents: Contents | None = None
    told: str = ""
    results: Results = NO_RESULTS
    _navigation: tuple[Records, Navigation] | None = None
    _menu: tuple[Remembered[MenuMarkup], Mapping[Key, str]] | None = None
    _has_new_menu: bool = False
    _plugins: Sequence[str] = ()

    def begin(self, told: str, facts: Mapping[str, FileFacts] | None = None) -> None:
        """Let a build begin that was told what `told_of` gives for its configuration.

        `facts` are those of files that it has listed.
        """
        if self.told != told:
            self.take(Memory(told=told))
        self.files.begin(facts)

    def give_contents(self, destination: Path) -> Contents | None:
        """Return what the last build left in `destination`, which the next to end well tells again."""
        contents, self.contents = self.contents, None
        return contents if contents is not None and contents.destination == destination else None

    def take(self, other: Memory) -> None:
        """Become what another memory is."""
        for part in fields(self):
            setattr(self, part.name, getattr(other, part.name))

    def templates_for(self, plugins: Sequence[str]) -> TemplateMemory:
        """Return the templates that were compiled with the tags and filters of these plugins."""
        if self._plugins != plugins:
            self.templates, self._plugins = TemplateMemory(), plugins
        return self.templates

    def finish(
        self,
        sources: Iterable[tuple[Document | Page, str]],
        theme: ThemeVariables | None,
        fingerprint: Callable[[Key], str],
    ) -> None:
        """Let a build end well, whose items have these digests of their sources.

        The menu's markup is kept, if this build made it. What it had no use for is forgotten, and so are
        items that plugins made, which they make each time.
        """
        self.files.forget_unused()
        items = set(self.files.items())
        self.sources = {item: source for item, source in sources if item in items}
        self.nav_pages = {item: page for item, page in self.nav_pages.items() if item in items}
        menu = None if theme is None else theme.menu
        if menu is not None and (self._menu is None or self._menu[0] is not menu):
            self._menu = menu, {key: fingerprint(key) for key in menu[1]}
            self._has_new_menu = True

    @property
    def has_news(self) -> bool:
        """Whether so much is new since it lay on the disk that it is worth being put there again."""
        return self._has_new_menu or self.templates.news > 0 or self.files.has_news

    def forget_news(self) -> None:
        """Take note that it lies on the disk as it is."""
        self._has_new_menu = False
        self.templates.news = self.files.news = 0

    def navigation(self, records: Records, make: Callable[[], Navigation]) -> Navigation:
        """Return the navigation that `make` makes of the records of all pages."""
        if self._navigation is None or not _are_same(self._navigation[0], records):
            self._navigation = records, make()
            self.menu_facts = {}
            self._menu = None
        return self._navigation[1]

    def lend_menu(self, theme: ThemeVariables | None, fingerprint: Callable[[Key], str]) -> None:
        """Give a build the menu's markup of the one before, if all that it was made of is as it was."""
        if theme is not None and self._menu is not None:
            menu, reads = self._menu
            if all(fingerprint(key) == was for key, was in reads.items()):
                theme.take_menu(menu)


def _are_same(one: Records, other: Records) -> bool:
    """Tell whether records are the same; most are the very same, and others are if they print the same."""
    ours, theirs = _lists(one), _lists(other)
    return [(label, len(pages)) for label, pages in ours] == [
        (label, len(pages)) for label, pages in theirs
    ] and all(
        page is twin or repr(page) == repr(twin)
        for (_, pages), (_, twins) in zip(ours, theirs, strict=True)
        for page, twin in zip(pages, twins, strict=True)
    )


def _lists(records: Records) -> list[tuple[str | None, Sequence[NavPage]]]:
    pages, collections = records
    return [(None, pages), *collections.items()]
