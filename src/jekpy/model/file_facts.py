"""How a file is known again without a look inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import os

__all__ = ["TICK_NS", "FileFacts"]

TICK_NS: Final = 2_000_000_000
"""The longest tick of a file system's clock, FAT's, in nanoseconds."""


class FileFacts(NamedTuple):
    """What the system tells of a file from outside; times are in nanoseconds since 1970.

    `changed_ns` is the last change of any kind, which no program can set.
    """

    size: int
    modified_ns: int
    changed_ns: int
    number: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileFacts:
        """Return the facts in what the system gave."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @property
    def newest_ns(self) -> int:
        """The time of the last change that left a trace."""
        return max(self.modified_ns, self.changed_ns)
