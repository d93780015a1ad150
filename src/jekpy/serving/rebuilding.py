"""Building again whenever the source changes."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Final, TypeAlias

from jekpy.errors import JekpyError
from jekpy.searching import SEARCH_FOLDER
from jekpy.serving.watching import Changes, SourceWatch, is_watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.build import BuildReport
    from jekpy.config import Config

__all__ = ["Builder", "Rebuilder"]

_QUIET_SECONDS: Final = 0.5


Builder: TypeAlias = "Callable[[Config, Callable[[], bool]], BuildReport]"
"""What builds a site: it takes the configuration, and whom to ask whether the search index is wanted."""


class Rebuilder:
    """Builds a site, and builds it again after each burst of changes, until it is stopped.

    The configuration is read anew each time; the time that pages tell stays as long as it can. A build that
    fails is reported, and what was built before stays. An edit is built in haste: the search index, and a
    look at whether others changed the destination, follow when there was no change for a moment, and are
    given up for a change that comes meanwhile. Nobody waits for them to see a page.
    """

    def __init__(
        self,
        load: Callable[[], Config],
        build: Builder,
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
        self._is_behind = False
        self._failure = ""
        self.watching = threading.Event()
        """Set as soon as every change is seen."""
        self._changes = Changes(self._is_watched)
        self._watch: SourceWatch | None = None

    def _is_watched(self, path: str) -> bool:
        return is_watched(path, self._config)

    def _configs_elsewhere(self) -> list[Path]:
        """Return the configuration files that lie outside of the site's folder."""
        return [file for file in self._config.files if not file.is_relative_to(self._config.source)]

    def build(self, *, quietly: bool = False, with_search: bool = True) -> None:
        """Build once and report the result.

        `quietly` reports only a build that changed the site, or one that failed for another reason than the
        build before.
        """
        try:
            self._has_built = True
            before, self._config = self._config, self._load().in_session(self._config)
            if self._watch is not None:
                self._watch.look_again(config_differs=self._config.values != before.values)
            report = self._build(self._config, lambda: with_search)
        except JekpyError as error:
            self._is_behind = False
            if not (quietly and str(error) == self._failure):
                self._failed(error)
            self._failure = str(error)
        else:
            self._failure = ""
            self._is_behind = not with_search
            if report.written or report.removed or not quietly:
                self._built(report)

    def _follow(self) -> None:
        """Build again after each burst of changes, and once more in a quiet moment, until stopped."""
        while not self._changes.is_stopped:
            if self._changes.wait(_QUIET_SECONDS if self._is_behind else None):
                self.build(with_search=False)
            elif self._is_behind:
                self._is_behind = False
                self._catch_up()

    def _catch_up(self) -> None:
        """Build what was left out in haste; of a new search index nobody is told, but of all else."""
        try:
            report = self._build(self._config, lambda: not self._changes.are_there)
        except JekpyError as error:
            self._failed(error)
        else:
            self._is_behind = report.search_is_old
            if not all(path.startswith(SEARCH_FOLDER) for path in (*report.written, *report.removed)):
                self._built(report)

    def run(self) -> None:
        """Watch and build until `stop` is called, from another thread, or the program is interrupted.

        The first build is the caller's: before there are threads, it may use several processes. What changed
        since is built at once.
        """
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        gc.freeze()  # a site is thousands of objects that stay: else each build has them looked through
        observer = PollingObserver() if self._force_polling else Observer()
        observer.start()
        self._watch = SourceWatch(
            observer, self._changes, self._config.source, self._failed, self._configs_elsewhere
        )
        self._watch.start()
        try:
            if self._has_built:
                self.build(quietly=True)
            self.watching.set()
            self._follow()
        finally:
            observer.stop()
            observer.join()

    def stop(self) -> None:
        """Let `run` return."""
        self._changes.stop()
