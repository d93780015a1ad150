"""The fingerprints of what can be read of a site, as it is now.

A fingerprint is worked out once a build, when some stored result first asks for it. Of other documents one
reads *columns*: the titles of all pages, say, have one fingerprint, so an edit to a body leaves it as it is.
Who reads few of them reads *cells*.
"""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jekpy.incremental.digests import digest
from jekpy.incremental.memory import Memory
from jekpy.model.document import Document
from jekpy.model.pager import Pager
from jekpy.rendering import reads
from jekpy.rendering.reads import item_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jekpy.model.page import Page
    from jekpy.model.static_file import StaticFile
    from jekpy.rendering.reads import Key
    from jekpy.rendering.renderer import Renderer

__all__ = ["Fingerprints", "source_digest"]

_STYLES: Final = (".scss", ".sass", ".css")


def source_digest(item: Document | Page, *, written: bool) -> str:
    """Return the digest of an item's own source, its place in the site included.

    The date of an undated document is left out: it is the time of the build, and reading it is noted.
    """
    values = [
        value
        for field in fields(item)
        if not (field.name == "date" and isinstance(item, Document) and not item.dated)
        for value in (_plain(getattr(item, field.name)),)
    ]
    return digest(type(item).__name__, values, written)


def _unforeseen() -> str:
    """Return a fingerprint that nothing had before, and nothing will have again."""
    return os.urandom(12).hex()


def _plain(value: object) -> object:
    """Return a value that prints the same whenever it is the same: of a pager, the names of its posts."""
    if isinstance(value, Pager):
        return replace(value, posts=()), [item_name(post) for post in value.posts]
    return value


class Fingerprints:
    """Gives the fingerprint of each key that can be read."""

    def __init__(self, renderer: Renderer, began_ns: int, memory: Memory | None = None) -> None:
        """Take what renders the site, as templates read it, and when it began to, by the clock of files.

        `memory` is what the builds before in this process left.
        """
        self._memory = Memory() if memory is None else memory
        self._began_ns = began_ns
        self._site = renderer.site
        self._drop = renderer.site_drop
        self._includes = renderer.includes
        self._theme = renderer.theme_variables
        # What follows from the navigation alone is known as long as that is the same.
        self._known: dict[Key, str] = {} if self._theme is None else dict(self._memory.menu_facts)
        self._named: Mapping[str, Sequence[Document | Page]] | None = None
        self._rows_by_owner: dict[str, Sequence[Mapping[str, object]]] = {}

    def of(self, key: Key) -> str:
        """Return the fingerprint of `key`; one that no other build has for a key that cannot be foreseen."""
        found = self._known.get(key)
        if found is None:
            kind, *names = key
            make = self._MAKERS.get(kind)
            found = self._known[key] = _unforeseen() if make is None else make(self, *names)
        return found

    def _list(self, name: str) -> str:
        return digest(self._drop.names_in(name))

    def _column(self, owner: str, column: str | None) -> str:
        """Return that of a column of what `owner` has, None for whole rows, remembered if it can be."""
        items = self._owned(owner)

        def value(item: Document | Page | StaticFile) -> object:
            row = self._drop.values_of(item)
            return row if column is None else (row.get(column), column in row)

        before, found = self._memory.columns.get((owner, column), ((), ""))
        is_same = len(before) == len(items) and all(
            item is twin or repr(value(item)) == repr(value(twin))
            for item, twin in zip(items, before, strict=True)
        )
        if not is_same or not found:
            rows = self._rows_of(owner)
            found = digest(rows if column is None else [(row.get(column), column in row) for row in rows])
        self._memory.columns[owner, column] = items, found
        return found

    def _rows_of(self, owner: str) -> Sequence[Mapping[str, object]]:
        """Return the values of each item that `owner` has."""
        if owner not in self._rows_by_owner:
            self._rows_by_owner[owner] = [self._drop.values_of(item) for item in self._owned(owner)]
        return self._rows_by_owner[owner]

    def _cell(self, _owner: str, column: str, name: str) -> str:
        rows = [self._drop.values_of(item) for item in self._of_name(name)]
        return digest([(row.get(column), column in row) for row in rows])

    def _rows(self, owner: str) -> str:
        return self._column(owner, None)

    def _order(self) -> str:
        return digest([item_name(item) for item in self._items()])

    def _layout(self, name: str) -> str:
        layout = self._site.layouts.get(name)
        return digest(
            layout and (layout.path, layout.front_matter, layout.body, layout.body_line, layout.dialect)
        )

    def _include(self, name: str) -> str:
        include = self._includes.find(name)
        return digest(include and (include.path, include.text, include.dialect))

    def _file(self, name: str) -> str:
        """Return that of a file's bytes; of one that changed since, nobody knows which bytes were read."""
        path = Path(name)
        try:
            if path.stat().st_ctime_ns >= self._began_ns:
                return _unforeseen()
            return digest(path.read_bytes())
        except OSError:
            return ""

    def _styles(self, folder: str) -> str:
        """Return that of which stylesheets lie below a folder; what begins with a dot is left out."""
        found: list[str] = []
        destination = str(self._site.config.destination)
        for base, folders, names in os.walk(folder):
            inside = [name for name in folders if not name.startswith(".")]
            folders[:] = [name for name in inside if f"{base}/{name}" != destination]
            found.extend(f"{base}/{name}" for name in names if name.endswith(_STYLES))
        return digest(sorted(found))

    def _data(self, name: str | None = None) -> str:
        data = self._site.data
        if name is None or not isinstance(data, dict):
            return digest(data)
        return digest(data.get(name), name in data)

    def _menu(self) -> str:
        theme = self._theme
        return "" if theme is None else self._in_menu(("menu",), theme.menu_facts)

    def _navigation(self, url: str) -> str:
        theme = self._theme
        return "" if theme is None else self._in_menu(("navigation", url), lambda: theme.page_facts(url))

    def _in_menu(self, key: Key, facts: Callable[[], object]) -> str:
        """Return the fingerprint of what follows from the navigation alone; the next build knows it."""
        found = self._memory.menu_facts[key] = digest(facts())
        return found

    def _config(self, name: str) -> str:
        values = self._site.config.values
        return digest(values.get(name), name in values)

    def _time(self) -> str:
        return digest(self._site.config.time.isoformat())

    def _items(self) -> list[Document | Page]:
        return [*self._site.documents(), *self._site.pages]

    def _owned(self, owner: str) -> tuple[Document | Page | StaticFile, ...]:
        match owner:
            case reads.SITE_PAGES:
                return self._site.pages
            case "static files":
                return self._site.static_files
            case _:
                collection = self._site.collections.get(owner)
                return collection.documents if collection else ()

    def _of_name(self, name: str) -> Sequence[Document | Page]:
        """Return the item of that name: none, or several if plugins make pages that look alike."""
        if self._named is None:
            named: dict[str, list[Document | Page]] = {}
            for item in self._items():
                named.setdefault(item_name(item), []).append(item)
            self._named = named
        return self._named.get(name, ())

    def _source(self, name: str) -> str:
        return "".join(self.source_of(item) for item in self._of_name(name))

    def source_of(self, item: Document | Page) -> str:
        """Return the digest of an item's own source."""
        known = self._memory.sources.get(item)
        if known is None:
            written = not isinstance(item, Document) or self._site.writes(item)
            known = self._memory.sources[item] = source_digest(item, written=written)
        return known

    def _links(self) -> str:
        found = [(page.path, page.url) for page in self._site.pages]
        found.extend((file.relative_path, file.url) for file in self._site.static_files)
        found.extend((document.relative_path, document.url) for document in self._site.documents())
        posts = [(post.data.get("slug"), post.date.strftime("%Y-%m-%d")) for post in self._site.posts]
        return digest(found, posts)

    _MAKERS: Final[Mapping[str, Callable[..., str]]] = {
        "list": _list,
        "column": _column,
        "cell": _cell,
        "rows": _rows,
        "source": _source,
        "order": _order,
        "layout": _layout,
        "include": _include,
        "file": _file,
        "styles": _styles,
        "data": _data,
        "links": _links,
        "menu": _menu,
        "navigation": _navigation,
        "config": _config,
        "time": _time,
    }
