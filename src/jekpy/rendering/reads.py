"""What a render reads of the site: the facts on which an incremental build stands.

Templates see the site through drops, and drops note what is read: the title of a page ("cell"), those of many
("column"), a list, an include, a data file. A result is a function of its own source and of what it read, so
it is valid as long as the fingerprints of both are.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from jekpy.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, MutableMapping

    from jekpy.model.page import Page

__all__ = [
    "LEAST_SHARE",
    "MOST_CELLS",
    "NEVER",
    "ORDER",
    "OWN",
    "SITE_PAGES",
    "TIME",
    "Key",
    "MenuPlace",
    "Noted",
    "Reads",
    "Remembered",
    "item_name",
]

Key = tuple[str, ...]
"""One thing that can be read: what kind of thing, and which."""

NEVER: Final[Key] = ("never",)
"""Read by what cannot be foreseen, or does not say what it reads: the result is never valid again."""
TIME: Final[Key] = ("time",)
"""The time of the build."""
OWN: Final[Key] = ("own",)
"""The item being rendered; its source is part of its result's validity without being noted."""
ORDER: Final[Key] = ("order",)
"""Which items come before which: what one item sees of others depends on its own place too."""
SITE_PAGES: Final = "site's pages"
"""Who owns the columns of pages; of a document's columns, its collection, which may be named `pages`."""

MOST_CELLS: Final = 32
"""Of a column so many cells count by themselves, at most; who reads more reads the column."""
LEAST_SHARE: Final = 4
"""Who reads more than one in so many cells of a column reads the column."""

Value = TypeVar("Value")


class Noted(set[Key]):
    """What is read in one go. Who reads few cells of a column need not hear of the others."""

    __slots__ = ("_cells", "_sizes")

    def __init__(self, keys: Iterable[Key] = (), sizes: Mapping[str, int] | None = None) -> None:
        """Take note of `keys`; `sizes` tells how long the columns are, by who owns them."""
        super().__init__()
        self._cells: dict[Key, set[Key]] = {}  # by their columns
        self._sizes = sizes or {}
        self.take(keys)

    @property
    def has_cells(self) -> bool:
        """Whether any cell counts by itself."""
        return bool(self._cells)

    def note_cell(self, owner: str, column: str, item: str) -> None:
        """Take note that a cell is read: one item's value in a column."""
        whole, cell = ("column", owner, column), ("cell", owner, column, item)
        if whole in self or cell in self:
            return
        cells = self._cells.setdefault(whole, set())
        size = self._sizes.get(owner)
        if len(cells) < (MOST_CELLS if size is None else min(MOST_CELLS, size // LEAST_SHARE)):
            cells.add(cell)
            self.add(cell)
        else:
            self.difference_update(self._cells.pop(whole))
            self.add(whole)

    def take(self, keys: Iterable[Key]) -> None:
        """Take note that all these are read."""
        if isinstance(keys, Noted) and not keys.has_cells:
            self.update(keys)
            return
        for key in keys:
            if key[0] == "cell":
                self.note_cell(*key[1:])
            else:
                self.add(key)

    def by_columns(self) -> frozenset[Key]:
        """Return it with columns in the place of cells."""
        return frozenset(("column", *key[1:3]) if key[0] == "cell" else key for key in self)

    def settled(self) -> frozenset[Key]:
        """Return it without the cells of columns that are read as a whole."""
        if not self.has_cells:
            return frozenset(self)
        return frozenset(key for key in self if key[0] != "cell" or ("column", *key[1:3]) not in self)


Remembered = tuple[Value, Noted]
"""A value that is made once a build, and what was read to make it."""


class MenuPlace(NamedTuple):
    """Where the menu stands in an output, in bytes, and what was read to make it that nothing else read.

    All else of the output stays as it is if another menu is put there.
    """

    start: int
    length: int
    reads: Collection[Key]


def item_name(item: Document | Page) -> str:
    """Return what names an item from one build to the next: its file and, for a page, its place."""
    if isinstance(item, Document):
        name = f"document {item.source_path}"
    else:
        name = f"{'theme ' if item.from_theme else ''}page {item.path} {item.output_path}"
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


class Reads:
    """Takes note of what is read, for the render in progress."""

    __slots__ = ("_current", "_sizes")

    def __init__(self, sizes: Mapping[str, int] | None = None) -> None:
        """Take how many items each owner of columns has."""
        self._sizes = sizes
        self._current = self.none()

    def note(self, *key: str) -> None:
        """Take note that `key` is read."""
        self._current.add(key)

    def note_cell(self, owner: str, column: str, item: Document | Page) -> None:
        """Take note that an item's value in a column is read, as happens a thousand times a page."""
        if ("column", owner, column) not in self._current:
            self._current.note_cell(owner, column, item_name(item))

    def note_all(self, keys: Iterable[Key]) -> None:
        """Take note that all these are read."""
        self._current.take(keys)

    def none(self) -> Noted:
        """Return notes of nothing yet."""
        return Noted(sizes=self._sizes)

    def swap(self, notes: Noted) -> Noted:
        """Let notes go into `notes` from now on; return where they went before."""
        before, self._current = self._current, notes
        return before

    def unnoted(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Return those of `keys` of which no note is taken yet."""
        return frozenset(keys) - self._current

    @contextmanager
    def apart(self) -> Iterator[Noted]:
        """While it lasts, notes go into what is given, and not to whoever noted before."""
        noted = self.none()
        before = self.swap(noted)
        try:
            yield noted
        finally:
            self.swap(before)

    def once(
        self,
        cache: MutableMapping[Hashable, Remembered[Value]],
        key: Hashable,
        make: Callable[[], Value],
        *,
        is_own: Callable[[], bool] = lambda: False,
    ) -> Value:
        """Return what `make` gave the first time that `key` was asked for.

        Whoever asks has read what was read to make it. A value that is another one for each item is made
        each time: `is_own` tells it after `make`, and so does a read of the item itself, or of its place.
        """
        found = cache.get(key)
        if found is None:
            with self.apart() as noted:
                value = make()
            found = (value, noted)
            if noted.isdisjoint((OWN, ORDER)) and not is_own():
                cache[key] = found
        self._current.take(found[1])
        return found[0]
