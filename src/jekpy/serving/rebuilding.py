"""Building again whenever the source changes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from jekpy.errors import JekpyError
from jekpy.serving.watching import Changes, is_watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.build import BuildReport
    from jekpy.config import Config

__all__ = ["Rebuilder"]


class Rebuilder:
    """Builds a site, and builds it again after each burst of changes, until it is stopped.

    The configuration is read anew each time. A build that fails is reported, and what was built before stays.
    """

    def __init__(
        self,
        load: Callable[[], Config],
        build: Callable[[Config], BuildReport],
        *,
        built: Callable[[BuildReport], None],
        failed: Callable[[JekpyError], None],
        force_polling: bool = False,
    ) -> None:
        """Take what reads the configuration, what builds, and who hears how each build ended."""
        self._load = load
        self._build = build
        self._built = built
        self._failed = failed
        self._force_polling = force_polling
        self._config = load()
        self._has_built = False
        self.watching = threading.Event()
        """Set as soon as every change is seen."""
        self._changes = Changes(self._is_watched)

    def _is_watched(self, path: Path) -> bool:
        return is_watched(path, self._config)

    def build(self, *, quietly: bool = False) -> None:
        """Build once, and tell how it went; `quietly` tells only of what changed the site or went wrong."""
        try:
            self._has_built = True
            self._config = self._load()
            report = self._build(self._config)
        except JekpyError as error:
            self._failed(error)
        else:
            if report.written or report.removed or not quietly:
                self._built(report)

    def run(self) -> None:
        """Watch and build until `stop` is called, from another thread, or the program is interrupted.

        The first build is the caller's: before there are threads, it may use several processes. What changed
        since is built at once.
        """
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        observer = PollingObserver() if self._force_polling else Observer()
        observer.schedule(self._changes, str(self._config.source), recursive=True)
        observer.start()
        try:
            if self._has_built:
                self.build(quietly=True)
            self.watching.set()
            while self._changes.wait():
                self.build()
        finally:
            observer.stop()
            observer.join()

    def stop(self) -> None:
        """Let `run` return."""
        self._changes.stop()
