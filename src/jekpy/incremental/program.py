"""What all results of a build have in common: the program that made them."""

from __future__ import annotations

import sys
from pathlib import Path

from jekpy._version import __version__
from jekpy.incremental.digests import digest

__all__ = ["program_digest"]


def program_digest() -> str:
    """Return a digest of this program: its version, its files' times, and Python's version.

    The times are there for those who work on jekpy itself.
    """
    root = Path(__file__).parent.parent
    times = sorted((path.as_posix(), path.stat().st_mtime_ns) for path in root.rglob("*.py"))
    return digest(__version__, sys.version_info[:3], times)
