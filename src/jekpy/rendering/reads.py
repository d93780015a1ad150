"""What a render reads of the site: the facts on which an incremental build stands.

Templates see the site through drops, and drops note what is read: the title of some page ("column"), a list,
an include, a data file. A result is a function of its own source and of what it read, so it is valid as long
as the fingerprints of both are.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from jekpy.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, MutableMapping

    from jekpy.model.page import Page

__all__ = [
    "NEVER",
    "ORDER",
    "OWN",
    "SITE_PAGES",
    "TIME",
    "Key",
    "MenuPlace",
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

Value = TypeVar("Value")
Remembered = tuple[Value, frozenset[Key]]
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

    __slots__ = ("_current",)

    def __init__(self) -> None:
        self._current: set[Key] = set()

    def note(self, *key: str) -> None:
        """Take note that `key` is read."""
        self._current.add(key)

    def note_column(self, owner: str, column: str) -> None:
        """Take note that a column is read, as happens a thousand times a page."""
        self._current.add(("column", owner, column))

    def note_all(self, keys: Iterable[Key]) -> None:
        """Take note that all these are read."""
        self._current.update(keys)

    def swap(self, notes: set[Key]) -> set[Key]:
        """Let notes go into `notes` from now on; return where they went before."""
        before, self._current = self._current, notes
        return before

    def unnoted(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Return those of `keys` of which no note is taken yet."""
        return frozenset(keys) - self._current

    @contextmanager
    def apart(self) -> Iterator[set[Key]]:
        """While it lasts, notes go into the set that is given, and not to whoever noted before."""
        noted: set[Key] = set()
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
            found = (value, frozenset(noted))
            if noted.isdisjoint((OWN, ORDER)) and not is_own():
                cache[key] = found
        self._current.update(found[1])
        return found[0]
