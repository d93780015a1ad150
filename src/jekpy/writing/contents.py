"""What lies in the destination."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from jekpy.model.file_facts import FileFacts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Contents", "contents_of", "folders_above"]

_NOT_ENTERED: Final = frozenset((".git", ".svn", ".hg"))
"""Folders that hold thousands of files that are no concern of a site, where it keeps them at all."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in `destination`, by paths relative to it: what tells each file from others, and the folders.

    A link counts as a file, and is told by what it leads to. A folder comes before those in it.
    """

    destination: Path
    files: Mapping[str, FileFacts]
    folders: Collection[str]

    def with_written(self, paths: Iterable[str]) -> Self:
        """Return the contents after files were written to these paths, which may be none of theirs yet."""
        written: dict[str, FileFacts] = {}
        for path in paths:
            with suppress(OSError):  # who removes a file at once will miss it next time
                written[path] = FileFacts.of(os.stat(f"{self.destination}/{path}"))  # noqa: PTH116
        return replace(
            self,
            files={**self.files, **written},
            folders=dict.fromkeys((*self.folders, *sorted(folders_above(written)))),
        )

    def without(self, removed: Iterable[str]) -> Self:
        """Return the contents after these files and folders were removed, with all that was in them."""
        gone = set(removed)
        if not gone:
            return self
        below = tuple(f"{path}/" for path in gone)

        def stays(path: str) -> bool:
            return path not in gone and not path.startswith(below)

        files = {path: facts for path, facts in self.files.items() if stays(path)}
        return replace(self, files=files, folders=[path for path in self.folders if stays(path)])


def contents_of(destination: Path, keep_files: Sequence[str] = ()) -> Contents:
    """Return what lies in `destination`; nothing, if it is not there.

    What version control keeps in a folder that `keep_files` names is not looked at.
    """
    files: dict[str, FileFacts] = {}
    folders: list[str] = []
    left_out = {name for name in _NOT_ENTERED if name in keep_files}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with suppress(OSError), os.scandir(f"{destination}/{below}") as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    if entry.name not in left_out:
                        waiting.append(f"{path}/")
                    continue
                try:
                    files[path] = FileFacts.of(entry.stat())
                except OSError:  # a link to nothing
                    with suppress(OSError):
                        files[path] = FileFacts.of(entry.stat(follow_symlinks=False))
    return Contents(destination, files, folders)


def folders_above(paths: Iterable[str]) -> set[str]:
    """Return all folders that these paths lie in, but for the topmost."""
    found: set[str] = set()
    for folder in {path.rpartition("/")[0] for path in paths}:
        above = folder
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found
