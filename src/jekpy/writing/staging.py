"""Outputs on their way: written beside their places first, put there together when the whole build is well.

So a build holds no output in memory, several processes can write at once, and a site at fault changes
nothing. Each file is moved into its place in one step: no reader finds it half written.
"""

from __future__ import annotations

import itertools
import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from jekpy.errors import Diagnostic, JekpyError, Location
from jekpy.writing.contents import Contents
from jekpy.writing.spreading import spread_subfolders
from jekpy.writing.swapping import swap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Thread

    from jekpy.model.file_facts import FileFacts

__all__ = ["Output", "Staged", "Staging", "refused", "staging_for"]

_PREFIX = ".jekpy-staging-"
_NUMBERS = itertools.count()
_BLOCK: Final = 1 << 16
_MANY: Final = 100
"""So many files are worth a less direct way to their places."""


class Output(Protocol):
    """One file of the built site."""

    @property
    def path(self) -> str:
        """Its path, relative to the destination."""

    @property
    def source(self) -> str:
        """What it was made of, in words."""

    @property
    def file(self) -> str | None:
        """Where its bytes wait; None when the destination holds them already."""


class Staged(NamedTuple):
    """An output of this build."""

    path: str
    source: str
    file: str | None


@contextmanager
def staging_for(destination: Path, contents: Contents | None = None) -> Iterator[Staging]:
    """Give a place to write to on the disk of `destination`; it is gone afterwards.

    `contents` is what lies in the destination. Raises JekpyError when the destination cannot be written to.
    """
    import shutil
    import tempfile

    was_there = destination.exists()
    try:
        destination.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=destination))
    except OSError as error:
        raise refused(destination, "written", error) from error
    contents = contents or Contents(destination, {}, ())
    staging = Staging(destination, folder, folder.stat().st_ctime_ns, contents)
    spread_subfolders(str(folder))
    try:
        yield staging
    except BaseException:
        if not was_there:
            shutil.rmtree(destination, ignore_errors=True)
        raise
    finally:
        staging.remove()


@dataclass(frozen=True, slots=True)
class Staging:
    """Where the outputs of one build wait. Any process of the build may put files there.

    `began_ns` is when the folder was made, by the clock that dates files. `contents` is what lay in the
    destination before.
    """

    destination: Path
    folder: Path
    began_ns: int
    contents: Contents
    _subfolders: dict[int, str] = field(default_factory=dict)
    """The folder of each process that has put a file here, as far as this one knows."""
    _removers: list[Thread] = field(default_factory=list)

    def in_use(self) -> list[str]:
        """Return the names of this folder and those of builds of other programs at the same destination.

        A folder whose program is gone is not among them.
        """
        names = [path.name for path in self.destination.glob(f"{_PREFIX}*")]
        return [name for name in names if name == self.folder.name or _is_running(name)]

    def put(self, path: str, content: bytes, source: str) -> Staged:
        """Write an output beside its place, unless the same bytes are there. Raises JekpyError."""
        place = f"{self.destination}/{path}"  # a path object takes as long as the call to the system
        with suppress(OSError):
            if os.stat(place).st_size == len(content) and _holds(place, content):  # noqa: PTH116
                return Staged(path, source, None)
        try:
            name = self._new_name()
            with open(name, "xb") as file:  # noqa: PTH123
                file.write(content)
        except OSError as error:
            raise refused(Path(place), "written", error) from error
        return Staged(path, source, name)

    def _new_name(self) -> str:
        """Return the path of a file that no process of this build has made yet. Raises OSError."""
        process = os.getpid()
        subfolder = self._subfolders.get(process)
        if subfolder is None:
            name = f"{process}-{self.folder.name.rpartition('-')[2]}"  # another in each build
            subfolder = self._subfolders[process] = f"{self.folder}/{name}"
            os.mkdir(subfolder)  # noqa: PTH102
        return f"{subfolder}/{next(_NUMBERS)}"

    def holds(self, path: str, facts: FileFacts) -> bool:
        """Tell whether a copy of a file of that size and time lay in the destination when the build began."""
        there = self.contents.files.get(path)
        return there is not None and (there.size, there.modified_ns) == (facts.size, facts.modified_ns)

    def left(self, path: str, size: int, modified_ns: int) -> bytes | None:
        """Return the bytes of a file of the destination, if it is of that size and time."""
        with suppress(OSError), open(f"{self.destination}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            found = os.fstat(file.fileno())
            if (found.st_size, found.st_mtime_ns) == (size, modified_ns):
                return file.read()
        return None

    def copy(self, path: str, origin: Path, source: str) -> Staged:
        """Copy a static file beside its place, with its mode and its time. Raises JekpyError.

        It is left where there is a file of its size, its time and its content. A symbolic link is followed.
        """
        import filecmp
        import shutil

        place = self.destination / path
        try:
            wanted = origin.stat()
            with suppress(OSError):
                there = place.stat()
                is_alike = (there.st_size, there.st_mtime_ns) == (wanted.st_size, wanted.st_mtime_ns)
                if is_alike and filecmp.cmp(place, origin, shallow=False):
                    return Staged(path, source, None)
            name = self._new_name()
            shutil.copy2(origin, name)
        except OSError as error:
            if origin.exists():
                raise refused(place, "written", error) from error
            raise refused(origin, "read", error) from error
        return Staged(path, source, name)

    def deliver(self, outputs: Iterable[Output]) -> tuple[str, ...]:
        """Move outputs into their places, each in one step; return the paths of those that were not there.

        Nothing can be put here afterwards. Raises JekpyError.
        """
        waiting = [(output.path, output.file) for output in outputs if output.file is not None]
        swaps = len(waiting) >= _MANY
        for path, file in waiting:
            place = f"{self.destination}/{path}"
            try:
                if not (swaps and path in self.contents.files and swap(file, place)):
                    _move(file, place)
            except OSError as error:
                raise refused(Path(place), "written", error) from error
        if swaps:
            self._begin_to_remove()
        return tuple(path for path, _file in waiting)

    def _begin_to_remove(self) -> None:
        """Remove what had to make place, while the build goes on: for large files that takes a while."""
        import shutil
        from threading import Thread

        for subfolder in self.folder.iterdir():
            remover = Thread(target=shutil.rmtree, args=(subfolder,), kwargs={"ignore_errors": True})
            remover.start()
            self._removers.append(remover)

    def remove(self) -> None:
        """Remove the folder and all in it."""
        import shutil

        for remover in self._removers:
            remover.join()
        shutil.rmtree(self.folder, ignore_errors=True)


def _move(file: str, place: str) -> None:
    """Move a file into its place, into new folders if need be."""
    try:
        os.replace(file, place)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        os.replace(file, place)  # noqa: PTH105


def _is_running(name: str) -> bool:
    """Tell whether the program that made the folder of that name is running."""
    process = name.removeprefix(_PREFIX).partition("-")[0]
    if sys.platform == "win32" or not process.isdecimal() or int(process) == os.getpid():
        return False  # on Windows, asking would end it
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _holds(place: str, content: bytes) -> bool:
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123
        for start in range(0, len(content), _BLOCK):  # most that differ do so early
            if file.read(_BLOCK) != content[start : start + _BLOCK]:
                return False
    return True


def refused(path: Path, what: str, error: OSError) -> JekpyError:
    """Return the error that a file cannot be `what` (written, removed)."""
    cause = f"the file cannot be {what}: {error.strerror or error}"
    return JekpyError(Diagnostic("write", cause, Location(str(path))))
