"""Cleaning up the destination.

Source: Jekyll 4.4.1, lib/jekyll/cleaner.rb.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from jekpy.writing.staging import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["clean_destination"]


def clean_destination(destination: Path, made: Iterable[str], keep_files: Sequence[str]) -> list[str]:
    """Remove what lies in the destination but is not in `made`, nor kept; return what was removed.

    `made` are paths relative to the destination. `keep_files` are prefixes of paths that stay, with the
    folders above them.
    """
    if not destination.is_dir():
        return []
    files = set(made)
    folders = {parent for path in files for parent in _parents(path)}
    kept = tuple(prefix.strip("/") for prefix in keep_files if prefix.strip("/"))
    kept_folders = {parent for prefix in kept for parent in _parents(prefix)}
    removed: list[str] = []
    for base, names, leaves in os.walk(destination):
        relative = os.path.relpath(base, destination).replace(os.sep, "/")
        below = "" if relative == "." else f"{relative}/"
        for name in [*names, *leaves]:
            path = below + name
            is_folder = name in names and not (Path(base) / name).is_symlink()
            if kept and path.startswith(kept):
                wanted, entered = True, False
            elif is_folder:
                wanted = entered = path in folders or path in kept_folders
            else:
                wanted, entered = path in files, False
            if not wanted:
                try:
                    _remove(Path(base) / name)
                except OSError as error:
                    raise refused(Path(base) / name, "removed", error) from error
                removed.append(path)
            if name in names and not entered:
                names.remove(name)
    return removed


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
