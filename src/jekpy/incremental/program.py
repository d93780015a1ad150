"""What all results of a build have in common: the program that made them."""

from __future__ import annotations

import os
import site
import sys
import zoneinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jekpy._version import __version__
from jekpy.incremental.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

__all__ = ["PROGRAM_FOLDER", "program_digest", "zone_digest"]

PROGRAM_FOLDER: Final = Path(__file__).parent.parent


@cache
def program_digest() -> str:
    """Return a digest of this program: its version, its files, Python's version, and the libraries'.

    A library that comes, goes or gets another version changes the time of the folder of libraries. The times
    of files are there for those who work on jekpy itself.
    """
    files = sorted(_files(PROGRAM_FOLDER))
    libraries = [Path(folder) for folder in (*site.getsitepackages(), site.getusersitepackages())]
    times = [(folder.as_posix(), folder.stat().st_mtime_ns) for folder in libraries if folder.is_dir()]
    return digest(__version__, sys.version_info[:3], files, times)


def _files(root: Path) -> Iterator[tuple[str, int]]:
    """Give each file below `root` with the time of its last change; not what Python compiled."""
    folders = [str(root)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                elif not entry.name.endswith(".pyc") and entry.is_file():
                    yield entry.path, entry.stat().st_mtime_ns


def zone_digest(zone: tzinfo) -> str:
    """Return a digest of a time zone: its name, and the system's own rules for it."""
    name = getattr(zone, "key", None)
    files = [Path(folder, name) for folder in zoneinfo.TZPATH] if name else [Path("/etc/localtime")]
    rules = next((file.read_bytes() for file in files if file.is_file()), b"")
    # A zone that is read from a file or a rule has no name that lasts: `TZ` tells which it is.
    nameless = os.environ.get("TZ") if isinstance(zone, zoneinfo.ZoneInfo) else str(zone)
    return digest(name or nameless, rules)
