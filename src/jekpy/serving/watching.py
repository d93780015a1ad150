"""Which files of the source change, told in bursts."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from jekpy.config import Config

__all__ = ["Changes", "is_watched"]

_QUIET_SECONDS: Final = 0.05
_QUIET_SECONDS_OF_ONE: Final = 0.02
"""A burst has ended when nothing came for so long; sooner as long as it is one file, which was just saved."""
_LONGEST_BURST_SECONDS: Final = 2.0
_NEVER: Final = frozenset(
    (".git", ".hg", ".svn", ".jekpy-cache", ".jekyll-cache", ".sass-cache", ".idea", ".vscode", "__pycache__")
)
_EDITORS_OWN: Final = ("~", ".swp", ".swx", ".swo", ".tmp", ".crdownload", "4913", ".DS_Store")
_READING: Final = frozenset(("opened", "closed_no_write"))


def is_watched(path: Path, config: Config) -> bool:
    """Tell whether a change to `path` (absolute) can change the site.

    The destination cannot, nor what version control, caches and editors keep, nor what `exclude` names.
    """
    if path.is_relative_to(config.destination) or not path.is_relative_to(config.source):
        return False
    relative = path.relative_to(config.source)
    if any(part in _NEVER for part in relative.parts) or path.name.endswith(_EDITORS_OWN):
        return False
    if path in config.files:
        return True
    text = relative.as_posix()
    excluded = config.strings("exclude")
    return not any(text == entry.strip("/") or text.startswith(entry.rstrip("/") + "/") for entry in excluded)


class Changes(FileSystemEventHandler):
    """Gathers the changes below a folder until someone asks for them; none is lost in between."""

    def __init__(self, is_wanted: Callable[[Path], bool]) -> None:
        self._is_wanted = is_wanted
        self._paths: set[Path] = set()
        self._last = 0.0
        self._arrived = threading.Condition()
        self._stopped = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of an event, but not of mere reading, nor of a folder whose entries changed."""
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for name in (event.src_path, event.dest_path):
            if name:
                path = Path(name.decode() if isinstance(name, bytes) else name)
                if self._is_wanted(path):
                    self._add(path)

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
