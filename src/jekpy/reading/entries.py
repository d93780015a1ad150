"""Which files and folders belong to a site.

Source: Jekyll 4.4.1, lib/jekyll/entry_filter.rb.
"""

from __future__ import annotations

import fnmatch
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jekpy.config import Config

__all__ = ["EntryFilter"]

_SPECIAL = (".", "_", "#", "~")
_OWN_CACHE = ".jekpy-cache"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How paths may begin, and the shell patterns, whose `*` crosses slashes, as expressions."""

    starts: tuple[str, ...]
    globs: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Self:
        starts = tuple(pattern.lstrip("/") for pattern in patterns)
        globs = [start.replace("[^", "[!") for start in starts if any(char in start for char in "*?[\\")]
        return cls(starts, tuple(re.compile(fnmatch.translate(glob)) for glob in globs))


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """The `include` and `exclude` patterns of a site, applied to names found on the disk."""

    source: Path
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    safe: bool = False
    _including: _Patterns = field(init=False)
    _excluding: _Patterns = field(init=False)

    def __post_init__(self) -> None:
        excluding = [pattern for pattern in self.exclude if pattern not in self.include]
        object.__setattr__(self, "_including", _Patterns.of(self.include))
        object.__setattr__(self, "_excluding", _Patterns.of(excluding))

    @classmethod
    def of(cls, config: Config) -> EntryFilter:
        """Return the filter that a configuration asks for."""
        return cls(config.source, config.strings("include"), config.strings("exclude"), config.flag("safe"))

    def keep(self, entries: Iterable[str], folder: str = "") -> list[str]:
        """Return the entries, given relative to `folder` (itself relative to the source), that belong in."""
        return [entry for entry in entries if self.keeps(entry, folder)]

    def keeps(self, entry: str, folder: str = "") -> bool:
        """Tell whether one entry belongs in."""
        if entry.endswith("."):
            return False
        name = entry.rsplit("/", 1)[-1]
        if name == _OWN_CACHE:
            return False
        included = self.includes(entry)
        path = f"{folder}/{entry}" if folder else entry
        if not included and self._matches(self._excluding, path):
            return False
        if self.safe and self.leaves_source(self.source / path):
            return False
        return included or not (
            entry.startswith(_SPECIAL) or name.startswith(_SPECIAL) or entry.endswith("~")
        )

    def includes(self, entry: str) -> bool:
        """Tell whether `include` names the entry, by its path or by its name alone."""
        name = entry.rsplit("/", 1)[-1]
        return self._matches(self._including, entry) or (
            name != entry and self._matches(self._including, name)
        )

    def leaves_source(self, path: Path) -> bool:
        """Tell whether `path` is a symbolic link to something outside the source, or to nothing."""
        if not path.is_symlink():
            return False
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.source))
        return not (inside and path.exists())

    def matcher(self, patterns: Iterable[str]) -> Callable[[str], bool]:
        """Return what tells whether one of `patterns` is for a path, given relative to the source."""
        prepared = _Patterns.of(patterns)
        return lambda path: self._matches(prepared, path)

    def _matches(self, patterns: _Patterns, path: str) -> bool:
        if path.startswith(patterns.starts):
            return True
        if f"{path}/" in patterns.starts and (self.source / path).is_dir():
            return True
        return bool(patterns.globs) and any(glob.match(path) for glob in patterns.globs)
