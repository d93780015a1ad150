"""Two files that change places at once, for which the system need not wait for the disk.

When a file takes the place of another, ext4 first sends it to the disk, so that no crash leaves an empty
file. For thousands of pages that takes longer than to make them, and a build needs no such care: an output
that is not as it was left is made again. Files that swap their names are not sent.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["swap"]

_HERE: Final = -100
_EXCHANGE: Final = 2
"""AT_FDCWD and RENAME_EXCHANGE, of Linux's fcntl.h."""


def swap(one: str, other: str) -> bool:
    """Let two files change places in one step, and tell whether they did; if not, both are where they were.

    Source: Linux, renameat2(2).
    """
    rename = _renameat2()
    return rename is not None and rename(os.fsencode(one), os.fsencode(other)) == 0


@cache
def _renameat2() -> Callable[[bytes, bytes], int] | None:
    """Return the call to the system, if it has it."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    try:
        call = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: int(call(_HERE, one, _HERE, other, _EXCHANGE))
