"""What is known of files from the builds before: a process that builds again and again parses a file once.

A file is known again by what the system tells of it from outside: its size, its times, its number on the
disk. One that changed within a tick of the clock before it was read might change once more within it, and
look the same: such a file is not known yet.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from jekpy.model import file_facts
from jekpy.model.file_facts import FileFacts
from jekpy.reading.files import TemplateFile, read_template, starts_with_front_matter

__all__ = ["KnownFiles"]

_Reading: TypeAlias = tuple[Path, str, str, bool]
"""A file, and how it is to be read: the parameters of `read_template`."""


@dataclass(slots=True)
class KnownFiles:
    """Gives files with front matter, parsed; those that it knows already without a look inside."""

    _templates: dict[_Reading, tuple[FileFacts, TemplateFile]] = field(default_factory=dict)
    _headers: dict[Path, tuple[FileFacts, bool]] = field(default_factory=dict)

    def template(
        self, path: Path, shown_path: str, encoding: str, *, any_value: bool = False
    ) -> TemplateFile:
        """Return the file as `read_template` does. Raises as it does."""
        reading, facts = (path, shown_path, encoding, any_value), FileFacts.of(path.stat())
        known = self._templates.get(reading)
        if known is not None and known[0] == facts:
            return known[1]
        file = read_template(path, shown_path, encoding, any_value=any_value)
        if _is_old(facts):
            self._templates[reading] = facts, file
        return file

    def starts_with_front_matter(self, path: Path) -> bool:
        """Tell whether the file begins with a line of `---`."""
        facts = FileFacts.of(path.stat())
        known = self._headers.get(path)
        if known is not None and known[0] == facts:
            return known[1]
        found = starts_with_front_matter(path)
        if _is_old(facts):
            self._headers[path] = facts, found
        return found


def _is_old(facts: FileFacts) -> bool:
    return facts.newest_ns < time.time_ns() - file_facts.TICK_NS
