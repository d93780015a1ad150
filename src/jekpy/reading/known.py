"""What is known of files from the builds before: a process that builds again and again parses a file once.

A file is known again by what the system tells of it from outside: its size, its times, its number on the
disk. One that changed within a tick of the clock before it was read might change once more within it, and
look the same: such a file is not known yet.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from jekpy.model import file_facts
from jekpy.model.document import Document
from jekpy.model.file_facts import FileFacts
from jekpy.model.page import Page
from jekpy.reading.files import TemplateFile, read_template, starts_with_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["KnownFiles"]

Item = TypeVar("Item", bound=Document | Page)

_Reading: TypeAlias = tuple[Path, str, str, bool]
"""A file, and how it is to be read: the parameters of `read_template`."""


@dataclass(slots=True)
class KnownFiles:
    """Gives files with front matter, parsed; those that it knows already without a look inside."""

    _templates: dict[_Reading, tuple[FileFacts, TemplateFile]] = field(default_factory=dict)
    _headers: dict[Path, tuple[FileFacts, bool]] = field(default_factory=dict)
    _items: dict[tuple[str, str], tuple[TemplateFile, Document | Page]] = field(default_factory=dict)

    def template(
        self, path: Path, shown_path: str, encoding: str, *, any_value: bool = False
    ) -> TemplateFile:
        """Return the file as `read_template` does. Raises as it does."""
        reading, facts = (path, shown_path, encoding, any_value), FileFacts.of(os.stat(path))  # noqa: PTH116
        known = self._templates.get(reading)
        if known is not None and known[0] == facts:
            return known[1]
        file = read_template(path, shown_path, encoding, any_value=any_value)
        if _is_old(facts):
            self._templates[reading] = facts, file
        return file

    def starts_with_front_matter(self, path: Path) -> bool:
        """Tell whether the file begins with a line of `---`."""
        facts = FileFacts.of(os.stat(path))  # noqa: PTH116 - one call to the system, of many
        known = self._headers.get(path)
        if known is not None and known[0] == facts:
            return known[1]
        found = starts_with_front_matter(path)
        if _is_old(facts):
            self._headers[path] = facts, found
        return found

    def item(self, key: tuple[str, str], file: TemplateFile, make: Callable[[], Item]) -> Item:
        """Return the item that `make` makes of a file: the very same, as long as the file is the very same.

        `key` is what it is and where it lies. An undated document is made each time: it bears the time of the
        build.
        """
        known = self._items.get(key)
        if known is not None and known[0] is file:
            return cast("Item", known[1])
        made = make()
        if not isinstance(made, Document) or made.dated:
            self._items[key] = file, made
        return made


def _is_old(facts: FileFacts) -> bool:
    return facts.newest_ns < time.time_ns() - file_facts.TICK_NS
