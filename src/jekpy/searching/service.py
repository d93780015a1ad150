"""Pagefind's program as a service: requests in, answers out.

Messages go in and come out as base64 of JSON, each followed by a comma. The wheel's own client polls ten
times a second, one answer each time, which takes a hundred seconds for a thousand pages, and it writes to the
working directory when it closes; so this module speaks to the service itself. It works on one core, and does
what it is asked in the order in which it is asked.

Source of the protocol: Pagefind 1.5.2, the Python package's service/__init__.py and service/types.py, and the
program's own src/service/mod.rs.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from jekpy.errors import Diagnostic, JekpyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["GivenUpError", "Service", "failure"]

Message: TypeAlias = "Mapping[str, object]"

_GUARD_SECONDS: Final = 0.02


class GivenUpError(Exception):
    """The index is not wanted any more."""


class Service:
    """The program, running until it is closed, or until `is_wanted`, asked again and again, says no."""

    def __init__(self, is_wanted: Callable[[], bool]) -> None:
        """Start it. Raises JekpyError where it is missing or does not start."""
        try:
            self._program = subprocess.Popen(
                [_executable(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise failure(str(error)) from error
        self._is_wanted = is_wanted
        self._is_done = Event()
        self._waiting: SimpleQueue[Sequence[Message] | None] = SimpleQueue()
        self._asked = self._answered = 0
        # It answers while it is still being asked, so someone must read while another writes.
        self._threads = [Thread(target=work, daemon=True) for work in (self._write, self._guard)]
        for thread in self._threads:
            thread.start()

    def ask(self, requests: Sequence[Message]) -> None:
        """Send requests behind those that were sent before, without waiting for anything."""
        self._asked += len(requests)
        self._waiting.put(requests)

    def answers(self) -> Iterator[Message]:
        """Give the answers to all requests that have none yet, in their order, as they come.

        Raises GivenUpError when they are not wanted any more, JekpyError when the service fails.
        """
        try:
            for message in _messages(_pipe(self._program.stdout), self._asked - self._answered):
                self._answered += 1
                payload = message.get("payload")
                if not isinstance(payload, dict):
                    raise failure(str(message)[:200])
                if payload.get("type") == "Error":
                    raise failure(str(payload.get("message")))
                yield payload
        except JekpyError:
            if not self._is_wanted():
                raise GivenUpError from None
            raise

    def close(self) -> None:
        """End the program, whatever it was asked."""
        if self._answered < self._asked:
            self._program.kill()
        self._is_done.set()
        self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        with self._program, suppress(BrokenPipeError):
            _pipe(self._program.stdin).close()  # with which it ends by itself

    def _write(self) -> None:
        """Send what is asked."""
        stdin = _pipe(self._program.stdin)
        numbers = count(1)
        with suppress(BrokenPipeError):  # then it is gone: who reads says so
            while (requests := self._waiting.get()) is not None:
                for request in requests:
                    message = {"message_id": next(numbers), "payload": request}
                    stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
                stdin.flush()

    def _guard(self) -> None:
        """End the program as soon as nobody wants its answers any more."""
        while not self._is_done.wait(_GUARD_SECONDS):
            if not self._is_wanted():
                self._program.kill()
                return


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # pragma: no cover - all are pipes
        raise failure("its pipes cannot be opened")
    return stream


def _messages(stdout: IO[bytes], wanted: int) -> Iterator[Message]:
    pieces: list[bytes] = []
    while wanted:
        chunk: bytes = stdout.read1(1 << 20)  # type: ignore[attr-defined]
        if not chunk:
            said = b"".join(pieces).decode(errors="replace").strip()
            raise failure(said[:200] or "it ended before it was done")
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield _message(b"".join((*pieces, end)))
            pieces.clear()
            wanted -= 1
        pieces.append(rest)


def _message(encoded: bytes) -> Message:
    try:
        message = json.loads(base64.b64decode(encoded))
    except ValueError as error:
        raise failure(encoded.decode(errors="replace")[:200]) from error
    if not isinstance(message, dict):
        raise failure(str(message)[:200])
    return message


def _executable() -> str:
    """Return Pagefind's program, found as its own packages find it; those take long to load.

    Source: Pagefind 1.5.2, the Python package's service/__init__.py and pagefind_bin/__init__.py
    (get_executable).
    """
    path = os.environ.get("PAGEFIND_BINARY_PATH") or next(_installed(), None)
    if path is None:
        cause = "Pagefind's program is not installed, so there is no search"
        fix = "install 'pagefind[bin]', or set 'search_enabled: false'"
        raise JekpyError(Diagnostic("search-missing", cause, fix=fix))
    return path


def _installed() -> Iterator[str]:
    """Give the places of Pagefind's program on this machine, the one to take first."""
    names = ("pagefind_extended", "pagefind")
    suffix = ".exe" if os.name == "nt" else ""
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            paths = [Path(folder, name + suffix) for name in names]
            yield from (str(path) for path in paths if path.is_file())
    import shutil

    yield from filter(None, map(shutil.which, names))


def failure(reason: str) -> JekpyError:
    """Return the error that the search index cannot be made, for `reason`, in Pagefind's words."""
    fix = "set 'search_enabled: false' to build without search"
    return JekpyError(Diagnostic("search-failed", f"Pagefind cannot index the site: {reason}", fix=fix))
