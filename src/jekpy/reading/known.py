"""What is known of files from the builds before: a file that stays as it is is parsed once.

A file is known again by what the system tells of it from outside: its size, its times, its number on the
disk. One that changed within a tick of the clock before it was read might change once more within it, and
look the same: such a file is not known yet.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from jekpy.model import file_facts
from jekpy.model.document import Document
from jekpy.model.file_facts import FileFacts
from jekpy.model.page import Page
from jekpy.reading.files import TemplateFile, read_template, starts_with_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from jekpy.model.static_file import StaticFile

__all__ = ["KnownFiles"]

Item = TypeVar("Item", bound=Document | Page)
Key = TypeVar("Key")
Value = TypeVar("Value")

_Reading: TypeAlias = tuple[str, str, str, bool]
"""A file, and how it is to be read: the parameters of `read_template`."""
_WORTH_TELLING: Final = 20
"""One in so many files makes news."""


@dataclass(slots=True)
class KnownFiles:
    """Gives files and what was read from them; of those that it knows already without a look inside.

    `news` counts the files with front matter and data that were parsed since it was set to zero.
    """

    news: int = 0
    _templates: dict[_Reading, tuple[FileFacts, TemplateFile]] = field(default_factory=dict)
    _headers: dict[str, tuple[FileFacts, bool]] = field(default_factory=dict)
    _data: dict[str, tuple[FileFacts, object]] = field(default_factory=dict)
    _statics: dict[str, tuple[FileFacts, StaticFile]] = field(default_factory=dict)
    _items: dict[tuple[str, str], tuple[TemplateFile, Document | Page]] = field(default_factory=dict)
    _seen: dict[str, FileFacts] = field(default_factory=dict)
    _listed: Mapping[str, FileFacts] = field(default_factory=dict)

    def begin(self, facts: Mapping[str, FileFacts] | None = None) -> None:
        """Let a build begin, which looks at each file once; at those whose `facts` are given it has."""
        self._seen = {}
        self._listed = facts or {}

    def _look_at(self, path: str) -> FileFacts:
        """Return what tells a file: as it was when this build first saw it, which is before it was read."""
        facts = self._seen.get(path)
        if facts is None:
            facts = self._listed.get(path) or FileFacts.of(os.stat(path))  # noqa: PTH116 - many of them
            self._seen[path] = facts
        return facts

    def _once(
        self, known: dict[Key, tuple[FileFacts, Value]], key: Key, path: str, make: Callable[[], Value]
    ) -> Value:
        """Return what `known` has for the file as it is; else what `make` gives, kept if the file is old."""
        facts = self._look_at(path)
        found = known.get(key)
        if found is not None and found[0] == facts:
            return found[1]
        made = make()
        if _is_old(facts):
            known[key] = facts, made
        return made

    def _as_news(self, read: Callable[[], Value]) -> Value:
        self.news += 1
        return read()

    def template(self, path: str, shown_path: str, encoding: str, *, any_value: bool = False) -> TemplateFile:
        """Return the file as `read_template` does. Raises as it does."""

        def read() -> TemplateFile:
            return read_template(Path(path), shown_path, encoding, any_value=any_value)

        reading = path, shown_path, encoding, any_value
        return self._once(self._templates, reading, path, lambda: self._as_news(read))

    def starts_with_front_matter(self, path: str) -> bool:
        """Tell whether the file begins with a line of `---`."""
        return self._once(self._headers, path, path, lambda: starts_with_front_matter(Path(path)))

    def data(self, path: str, read: Callable[[], object]) -> object:
        """Return the data that `read` reads from a file. Raises as it does."""
        return self._once(self._data, path, path, lambda: self._as_news(read))

    def static_file(self, path: str, make: Callable[[], StaticFile]) -> StaticFile:
        """Return the static file that `make` makes of the file at `path`. Raises as it does."""
        return self._once(self._statics, path, path, make)

    def item(
        self, key: tuple[str, str], file: TemplateFile, make: Callable[[], Item], time: datetime | None = None
    ) -> Item:
        """Return the item that `make` makes of a file: the very same, as long as the file is the very same.

        `key` is what it is and where it lies. An undated document bears the `time` of the build, and is the
        same as long as that is.
        """
        known = self._items.get(key)
        if known is not None and known[0] is file and not _bears_another_time(known[1], time):
            return cast("Item", known[1])
        made = make()
        self._items[key] = file, made
        return made

    def items(self) -> list[Document | Page]:
        """Return the items that are known."""
        return [item for _file, item in self._items.values()]

    @property
    def has_news(self) -> bool:
        """Whether a good part of what is known is news."""
        return self.news * _WORTH_TELLING > len(self._templates)

    def forget_unused(self) -> None:
        """Forget the files that this build has not asked for: they may be gone."""
        used = self._seen
        self._templates = {key: known for key, known in self._templates.items() if key[0] in used}
        self._headers = {path: known for path, known in self._headers.items() if path in used}
        self._data = {path: known for path, known in self._data.items() if path in used}
        self._statics = {path: known for path, known in self._statics.items() if path in used}
        files = {id(file) for _facts, file in self._templates.values()}
        self._items = {key: known for key, known in self._items.items() if id(known[0]) in files}
        self._seen, self._listed = {}, {}


def _bears_another_time(item: Document | Page, time: datetime | None) -> bool:
    return isinstance(item, Document) and not item.dated and item.date != time


def _is_old(facts: FileFacts) -> bool:
    return facts.newest_ns < time.time_ns() - file_facts.TICK_NS
