"""The `jekpy` command, and `python -m jekpy`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

__all__ = ["run"]


def run() -> None:
    """Run the command line, and end the process with its exit status.

    What a build leaves in memory is not taken apart object by object, which takes as long as it is large;
    but for that it ends as Python does: threads that are not daemons are waited for.
    """
    gc.disable()  # nothing that is imported is garbage; the command turns it on
    from jekpy.cli import main

    try:
        main()
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):  # whoever read it is gone: Python knows what to say
            raise end from None
        import threading

        if any(not thread.daemon for thread in threading.enumerate()[1:]):
            raise
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no other name for it
        os._exit(end.code or 0)


if __name__ == "__main__":
    run()
