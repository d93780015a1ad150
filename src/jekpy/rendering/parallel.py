"""Work shared out to processes, its results in order.

The workers are forked, so they have everything that the parent has read, for nothing; only their results
come back. Where the system cannot fork, or the process has threads (which a fork would leave in the middle of
things), all runs in this process. Either way the results are the same.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
import threading
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

__all__ = ["ordered_map", "worth_sharing"]

Result = TypeVar("Result")

_CHUNK: Final = 8
_CHUNK_FORM: Final = struct.Struct("=II")
_MOST_CHUNKS: Final = 4096
"""So many fit into a pipe."""
_WORTH_SHARING: Final = 100


def worth_sharing(count: int, jobs: int) -> bool:
    """Tell whether so many tasks are worth the start of workers, where there can be any."""
    can_fork = sys.platform not in ("win32", "darwin") and threading.active_count() == 1
    return jobs > 1 and count >= _WORTH_SHARING and can_fork


def ordered_map(
    task: Callable[[int], Result],
    count: int,
    jobs: int,
    *,
    here: Collection[int] = (),
    done: Callable[[], None] = lambda: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[list[Result], int]:
    """Return `task(0)` to `task(count - 1)`, in order, and how many workers died.

    `task` gives what can be pickled, and raises nothing. The tasks numbered in `here` run in this process;
    so do those that a dead worker leaves behind. `done` is called after each. `meanwhile` is called first, in
    this process: it may start threads, beside which nothing can be forked.
    """
    if not worth_sharing(count, jobs):
        meanwhile()
        results = []
        for number in range(count):
            results.append(task(number))
            done()
        return results, 0
    shared = [number for number in range(count) if number not in here]
    found, died = _by_workers(task, shared, jobs, here, done, meanwhile)
    for number in range(count):
        if number not in found:
            found[number] = task(number)
            done()
    return [found[number] for number in range(count)], died


def _by_workers(
    task: Callable[[int], Result],
    shared: list[int],
    jobs: int,
    here: Collection[int],
    done: Callable[[], None],
    meanwhile: Callable[[], None],
) -> tuple[dict[int, Result], int]:
    import multiprocessing

    context = multiprocessing.get_context("fork")
    starts = _starts_of_chunks(len(shared))
    gc.freeze()  # else the collector would touch, and so copy, every page of the parent's memory
    workers: list[ForkProcess] = []
    inbox: list[Connection] = []
    found: dict[int, Result] = {}
    try:
        for _ in range(jobs):
            receiver, sender = context.Pipe(duplex=False)
            inbox.append(receiver)
            worker = context.Process(target=_work, args=(task, shared, starts, sender, inbox), daemon=True)
            worker.start()
            sender.close()
            workers.append(worker)
        meanwhile()
        for number in here:
            found[number] = task(number)
            done()
        _gather(inbox, found, done)
    except BaseException:
        for worker in workers:
            worker.terminate()
        raise
    finally:
        gc.unfreeze()
        os.close(starts)
        for worker in workers:
            worker.join()
    return found, sum(1 for worker in workers if worker.exitcode)


def _starts_of_chunks(count: int) -> int:
    """Return a pipe to read the place of each chunk's first task from: whoever reads one has it alone.

    Unlike a lock, it is never left held by a process that dies.
    """
    size = max(_CHUNK, -(-count // _MOST_CHUNKS))
    reader, writer = os.pipe()
    os.write(writer, b"".join(_CHUNK_FORM.pack(start, size) for start in range(0, count, size)))
    os.close(writer)
    return reader


def _gather(inbox: list[Connection], found: dict[int, Result], done: Callable[[], None]) -> None:
    """Take in results until every worker has closed its end."""
    from multiprocessing.connection import Connection, wait

    while inbox:
        for ready in wait(inbox):
            assert isinstance(ready, Connection)  # noqa: S101 - what was waited for
            try:
                results = ready.recv()
            except (EOFError, OSError):
                inbox.remove(ready)
                ready.close()
                continue
            for number, result in results:
                found[number] = result
                done()


def _work(
    task: Callable[[int], Result], shared: list[int], starts: int, sender: Connection, inbox: list[Connection]
) -> None:
    """Do chunk after chunk of the shared tasks until none is left, or nobody is there to take the results."""
    import multiprocessing

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its workers
    for receiver in inbox:
        receiver.close()
    parent = multiprocessing.parent_process()
    while chunk := os.read(starts, _CHUNK_FORM.size):
        start, size = _CHUNK_FORM.unpack(chunk)
        results = []
        for number in shared[start : start + size]:
            if parent is None or os.getppid() != parent.pid:
                return
            results.append((number, task(number)))
        try:
            sender.send(results)
        except BrokenPipeError:
            return
    sender.close()
