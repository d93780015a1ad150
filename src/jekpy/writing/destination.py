"""The destination folder: writing into it and cleaning it up.

Source of the rules: Jekyll 4.4.1, lib/jekyll/cleaner.rb, lib/jekyll/static_file.rb.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, JekpyError, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jekpy.writing.outputs import Output

__all__ = ["clean_destination", "write_outputs"]


def write_outputs(destination: Path, outputs: Iterable[Output]) -> tuple[str, ...]:
    """Write each output whose bytes differ from what is there, and return their paths.

    A file is replaced in one step. Raises JekpyError, naming the file, when the disk refuses; files already
    there stay whole.
    """
    written: list[str] = []
    folders: set[Path] = set()
    for output in outputs:
        path = destination / output.path
        try:
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            if _put(path, output.content):
                written.append(output.path)
        except OSError as error:
            cause = f"the file cannot be written: {error.strerror or error}"
            raise JekpyError(Diagnostic("write", cause, Location(str(path)))) from error
    return tuple(written)


def _put(path: Path, content: bytes | Path) -> bool:
    if isinstance(content, Path):
        return _copy(content, path)
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    _replace(path, content)
    return True


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then move into its place, so that no reader finds it half written."""
    handle, name = tempfile.mkstemp(prefix=".jekpy-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _copy(source: Path, path: Path) -> bool:
    """Copy a static file with its mode and its time; a symbolic link is followed."""
    wanted = source.stat()
    with suppress(OSError):
        there = path.stat()
        if there.st_size == wanted.st_size and there.st_mtime_ns == wanted.st_mtime_ns:
            return False
    handle, name = tempfile.mkstemp(prefix=".jekpy-", dir=path.parent)
    os.close(handle)
    try:
        shutil.copy2(source, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


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
                _remove(Path(base) / name)
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
