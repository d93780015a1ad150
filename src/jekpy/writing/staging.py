"""Outputs on their way: written beside their places first, put there together when the whole build is well.

So a build holds no output in memory, several processes can write at once, and a site at fault changes
nothing. Each file is moved into its place in one step: no reader finds it half written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, JekpyError, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Staged", "Staging", "refused", "staging_for"]

_PREFIX = ".jekpy-staging-"


@dataclass(frozen=True, slots=True)
class Staged:
    """One file of the built site: its path relative to the destination, and what it was made of.

    `file` is where its bytes wait; None when the destination holds the same bytes already.
    """

    path: str
    source: str
    file: Path | None


@contextmanager
def staging_for(destination: Path) -> Iterator[Staging]:
    """Give a place to write to on the disk of `destination`; it is gone afterwards.

    Raises JekpyError when the destination cannot be written to.
    """
    was_there = destination.exists()
    try:
        destination.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=destination))
    except OSError as error:
        raise refused(destination, "written", error) from error
    try:
        yield Staging(destination, folder)
    except BaseException:
        if not was_there:
            shutil.rmtree(destination, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Staging:
    """Where the outputs of one build wait. Any process of the build may put files there."""

    destination: Path
    folder: Path

    @property
    def name(self) -> str:
        """The name of the folder, which lies in the destination."""
        return self.folder.name

    def put(self, path: str, content: bytes, source: str) -> Staged:
        """Write an output beside its place, unless the same bytes are there. Raises JekpyError."""
        place = self.destination / path
        with suppress(OSError):
            if place.stat().st_size == len(content) and place.read_bytes() == content:
                return Staged(path, source, None)
        try:
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
        except OSError as error:
            raise refused(place, "written", error) from error
        return Staged(path, source, Path(name))

    def copy(self, path: str, origin: Path, source: str) -> Staged:
        """Copy a static file beside its place, with its mode and its time. Raises JekpyError.

        It counts as unchanged when size and time are the same. A symbolic link is followed.
        """
        place = self.destination / path
        try:
            wanted = origin.stat()
            with suppress(OSError):
                there = place.stat()
                if there.st_size == wanted.st_size and there.st_mtime_ns == wanted.st_mtime_ns:
                    return Staged(path, source, None)
            handle, name = tempfile.mkstemp(dir=self.folder)
            os.close(handle)
            shutil.copy2(origin, name)
        except OSError as error:
            if origin.exists():
                raise refused(place, "written", error) from error
            raise refused(origin, "read", error) from error
        return Staged(path, source, Path(name))

    def deliver(self, staged: Staged) -> bool:
        """Move a file into its place, and tell whether there was anything to move. Raises JekpyError."""
        if staged.file is None:
            return False
        place = self.destination / staged.path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.file.replace(place)
        except OSError as error:
            raise refused(place, "written", error) from error
        return True


def refused(path: Path, what: str, error: OSError) -> JekpyError:
    """Return the error that a file cannot be `what` (written, removed)."""
    cause = f"the file cannot be {what}: {error.strerror or error}"
    return JekpyError(Diagnostic("write", cause, Location(str(path))))
