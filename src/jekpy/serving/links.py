"""What a site reads from elsewhere through symbolic links, and where a change of it would show.

site/notes -> /home/me/notes      a change of /home/me/notes/a.md counts as one of site/notes/a.md
site/logo.png -> /home/me/l.png   a change of /home/me/l.png counts as one of site/logo.png
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEventHandler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from watchdog.events import FileSystemEvent

__all__ = ["Link", "LinkedChanges", "find_links"]


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link of the site, and the file or folder that it leads to, as absolute paths."""

    path: str
    target: str
    is_folder: bool

    @property
    def watched_folder(self) -> str:
        """The folder whose events tell of the target: a file may be replaced, so its folder is watched."""
        return self.target if self.is_folder else str(Path(self.target).parent)

    def place(self, changed: str) -> str | None:
        """Return where in the site a changed path shows, None for one that the link does not lead to."""
        if changed == self.target:
            return self.path
        if self.is_folder and changed.startswith(self.target + os.sep):
            return self.path + changed[len(self.target) :]
        return None


class LinkedChanges(FileSystemEventHandler):
    """Hears of changes of a link's target and reports them as changes of the site."""

    def __init__(self, link: Link, changed: Callable[[str], None]) -> None:
        self._link = link
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Report the places in the site of an event's paths."""
        for name in (event.src_path, event.dest_path):
            place = self._link.place(os.fsdecode(name)) if name else None
            if place is not None:
                self._changed(place)


def find_links(source: Path, is_wanted: Callable[[str], bool]) -> frozenset[Link]:
    """Return the links below `source` whose targets are not watched with the site's own folders.

    `is_wanted` is whether a change of an absolute path counts. Links inside of a target are found too, each
    target once.
    """
    seen: set[str] = set()

    def search(folder: str) -> Iterator[Link]:
        real = os.path.realpath(folder)
        if real in seen:
            return
        seen.add(real)
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                is_link = entry.is_symlink()
                if not (is_link or entry.is_dir()) or not is_wanted(entry.path):
                    continue
                if is_link:
                    target = os.path.realpath(entry.path)
                    if Path(target).exists() and not is_wanted(target):
                        yield Link(entry.path, target, entry.is_dir())
                if entry.is_dir():
                    yield from search(entry.path)

    return frozenset(search(str(source)))
