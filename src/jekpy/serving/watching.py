"""Which files of the source change, told in bursts."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from jekpy.errors import JekpyError
from jekpy.serving.links import Link, LinkedChanges, find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from watchdog.observers.api import BaseObserver, ObservedWatch

    from jekpy.config import Config

__all__ = ["EVENTS", "Changes", "SourceWatch", "is_watched"]

_QUIET_SECONDS: Final = 0.05
_QUIET_SECONDS_OF_ONE: Final = 0.02
"""A burst has ended when nothing came for so long; sooner as long as it is one file, which was just saved."""
_LONGEST_BURST_SECONDS: Final = 2.0
_NEVER: Final = frozenset(
    (".git", ".hg", ".svn", ".jekpy-cache", ".jekyll-cache", ".sass-cache", ".idea", ".vscode", "__pycache__")
)
_EDITORS_OWN: Final = ("~", ".swp", ".swx", ".swo", ".tmp", ".crdownload", "4913", ".DS_Store")
EVENTS: Final[list[type[FileSystemEvent]]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileAttribEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
"""What to hear of: not of mere reading, nor of a folder whose entries changed."""


def is_watched(path: str, config: Config) -> bool:
    """Tell whether a change to `path` (absolute) can change the site.

    The destination cannot, nor what version control, caches and editors keep, nor what `exclude` names and
    `include` does not. A configuration file counts wherever it lies.
    """
    # A build that writes all pages anew comes by here ten thousand times, so this much is done with texts.
    inside, destination = f"{config.source}{os.sep}", f"{config.destination}{os.sep}"
    if f"{path}{os.sep}".startswith(destination):
        return False
    if not f"{path}{os.sep}".startswith(inside):
        return Path(path) in config.files
    relative = Path(path).relative_to(config.source)
    if any(part in _NEVER for part in relative.parts) or relative.name.endswith(_EDITORS_OWN):
        return False
    if Path(path) in config.files:
        return True
    text = relative.as_posix()
    if not any(_lies_in(text, entry) for entry in config.strings("exclude")):
        return True
    return any(_lies_in(text, entry) or _lies_in(entry, text) for entry in config.strings("include"))


def _lies_in(path: str, folder: str) -> bool:
    """Tell whether a path, as a configuration names it, is that of a folder or lies below it."""
    return f"{path.strip('/')}/".startswith(f"{folder.strip('/')}/")


class Changes(FileSystemEventHandler):
    """Gathers the changes below a folder until someone asks for them; none is lost in between."""

    def __init__(self, is_wanted: Callable[[str], bool]) -> None:
        self.is_wanted = is_wanted
        """Tells of an absolute path whether a change to it counts."""
        self._paths: set[Path] = set()
        self._last = 0.0
        self._arrived = threading.Condition()
        self._stopped = False
        self.tree_differs = True
        """Whether a folder or a symbolic link came or went since this was last set to false."""

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Add the paths of an event, which is one of `EVENTS`."""
        for name in (event.src_path, event.dest_path):
            if name:
                self.add(os.fsdecode(name), is_folder=event.is_directory)

    def add(self, path: str, *, is_folder: bool = False) -> None:
        """Add the absolute path of what has changed, if it counts."""
        if self.is_wanted(path):
            if is_folder or Path(path).is_symlink():
                self.tree_differs = True
            self._add(Path(path))

    def _add(self, path: Path) -> None:
        with self._arrived:
            self._paths.add(path)
            self._last = time.monotonic()
            self._arrived.notify_all()

    def stop(self) -> None:
        """Let whoever waits go on, with nothing."""
        with self._arrived:
            self._stopped = True
            self._arrived.notify_all()

    @property
    def is_stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped

    @property
    def are_there(self) -> bool:
        """Whether a change waits to be asked for, or `stop` was called."""
        return bool(self._paths) or self._stopped

    def wait(self, seconds: float | None = None) -> frozenset[Path]:
        """Wait for a change, then for the burst that it belongs to, and return the burst's paths.

        Returns the empty set once stopped, and when `seconds` have passed without a change.
        """
        with self._arrived:
            if not self._arrived.wait_for(lambda: self._paths or self._stopped, seconds):
                return frozenset()
            began = time.monotonic()
            while not self._stopped:
                enough = _QUIET_SECONDS if len(self._paths) > 1 else _QUIET_SECONDS_OF_ONE
                quiet_for = time.monotonic() - self._last
                if quiet_for >= enough or time.monotonic() - began > _LONGEST_BURST_SECONDS:
                    break
                self._arrived.wait(enough - quiet_for)
            if self._stopped:
                return frozenset()
            paths, self._paths = frozenset(self._paths), set()
            return paths


class SourceWatch(FileSystemEventHandler):
    """Watches a site's folder, but for the folders in it that cannot change the site.

    A build writes thousands of files into the destination, and `node_modules` holds as many: to hear of them
    would take longer than the build. What is watched is settled by `look_again` alone, before each build, in
    the thread that builds: the observer holds its lock while it tells of an event.
    """

    def __init__(
        self,
        observer: BaseObserver,
        changes: Changes,
        source: Path,
        failed: Callable[[JekpyError], None],
        files_elsewhere: Callable[[], Iterable[Path]] = tuple,
    ) -> None:
        """Watch the site's folder `source` by an `observer` that runs, for `changes`.

        `failed` gets what cannot be watched, `files_elsewhere` returns files outside of `source` that count.
        """
        self._observer = observer
        self._changes = changes
        self._source = source
        self._failed = failed
        self._files_elsewhere = files_elsewhere
        self._watches: dict[str, ObservedWatch] = {}
        self._links: dict[Link, tuple[LinkedChanges, ObservedWatch]] = {}
        self._replaced: deque[str] = deque()

    def start(self) -> None:
        """Begin to watch."""
        self._schedule(self, str(self._source), recursive=False)
        self.look_again()

    def look_again(self, *, config_differs: bool = False) -> None:
        """Watch the folders that count now: the configuration may be another, or folders came or went."""
        if self._changes.tree_differs or config_differs:
            self._changes.tree_differs = False
            self._watch_links()
        while self._replaced:
            self._forget(self._replaced.popleft())
        with suppress(OSError), os.scandir(self._source) as entries:
            found = {entry.path for entry in entries if entry.is_dir(follow_symlinks=False)}
            wanted = {path for path in found if self._changes.is_wanted(path)}
            for path in self._watches.keys() - wanted:
                self._forget(path)
            for path in wanted - self._watches.keys():
                watch = self._schedule(self._changes, path, recursive=True)
                if watch is not None:
                    self._watches[path] = watch

    def _watch_links(self) -> None:
        """Watch what the site's symbolic links lead to, and the configuration files outside of its folder."""
        found = find_links(self._source, self._changes.is_wanted)
        found |= {Link(str(file), str(file), is_folder=False) for file in self._files_elsewhere()}
        for link in self._links.keys() - found:
            self._observer.remove_handler_for_watch(*self._links.pop(link))
        for link in found - self._links.keys():
            handler = LinkedChanges(link, self._changes.add)
            watch = self._schedule(handler, link.watched_folder, recursive=link.is_folder)
            if watch is not None:
                self._links[link] = (handler, watch)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Handle an event in the site's folder itself."""
        if event.is_directory:  # a folder of that name may be another one from now on
            self._replaced.extend(map(os.fsdecode, (event.src_path, event.dest_path)))
        self._changes.on_any_event(event)

    def _schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool
    ) -> ObservedWatch | None:
        """Watch a folder; where the system will not have it, tell, and go on without."""
        try:
            return self._observer.schedule(handler, path, recursive=recursive, event_filter=EVENTS)
        except (FileNotFoundError, NotADirectoryError):
            return None  # it is gone already
        except OSError as error:
            cause = f"{path} cannot be watched: {error.strerror or error}"
            self._failed(
                JekpyError(cause, fix="exclude folders that the site does not need, or raise the limit")
            )
            return None

    def _forget(self, path: str) -> None:
        watch = self._watches.pop(path, None)
        if watch is not None:
            self._observer.unschedule(watch)
