"""A folder in which a new file's number is found at once.

ext4 does not give the number of a removed file to a new one for minutes: it steps over all such numbers near
the folder each time. A build that replaces thousands of files removes as many, so the next would take longer
to make each of its files than to fill it. The subfolders of a folder with the mark for the top of a tree are
spread over the disk, by a hash of their names.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import suppress
from typing import Final

__all__ = ["spread_subfolders"]

_LONG: Final = struct.calcsize("l")
_GET_FLAGS: Final = 2 << 30 | _LONG << 16 | ord("f") << 8 | 1
_SET_FLAGS: Final = 1 << 30 | _LONG << 16 | ord("f") << 8 | 2
_TOP_OF_TREE: Final = 0x00020000
"""FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL, of Linux's linux/fs.h."""


def spread_subfolders(folder: str) -> None:
    """Let the new subfolders of a folder lie far from it and from each other, where the disk can.

    Source: Linux, ioctl_iflags(2); fs/ext4/ialloc.c (find_group_orlov, recently_deleted).
    """
    if not sys.platform.startswith("linux"):
        return
    import fcntl

    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flags = bytearray(_LONG)
            fcntl.ioctl(descriptor, _GET_FLAGS, flags)
            found = int.from_bytes(flags[:4], sys.byteorder)  # a C int, whatever its name says
            marked = (found | _TOP_OF_TREE).to_bytes(4, sys.byteorder)
            fcntl.ioctl(descriptor, _SET_FLAGS, marked.ljust(_LONG, b"\0"))
        finally:
            os.close(descriptor)
