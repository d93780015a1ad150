"""The memory of a site's builds, on the disk between processes: one file in the site's `.jekpy-cache`.

A pickle can run code when it is read, and a site's folder may come from anywhere. So the file begins with a
keyed digest of the rest, under a key that only this user has: a file that another wrote, or that is damaged,
counts as not there. It is written again when much of it is news; what is out of date in it is never used,
since whatever it holds is known by what it was made from.
"""

from __future__ import annotations

import copyreg
import gc
import hmac
import io
import os
import pickle
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from jekpy.incremental.folder import cache_file, write_whole
from jekpy.incremental.store import NO_RESULTS
from jekpy.model.dates import zone_named
from jekpy.model.document import Document
from jekpy.model.page import Page
from jekpy.model.static_file import StaticFile
from jekpy.themes.places import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.incremental.memory import Memory

__all__ = ["keep", "recall"]

_KEY_BYTES: Final = 32
_MARK_BYTES: Final = 32
_PLAIN: Final = (Page, Document, StaticFile)
"""What there are thousands of: they are pickled as calls with all their fields, which is quicker."""


def recall(config: Config, memory: Memory, told: str) -> None:
    """Let `memory` be what the last build left that was told the same, if it left anything to trust."""
    key = _users_key()
    try:
        content = memoryview(_file(config).read_bytes())
    except OSError:
        return
    mark, rest = content[:_MARK_BYTES], content[_MARK_BYTES:]
    head = told.encode()
    if key is None or rest[: len(head)] != head or not hmac.compare_digest(mark, _mark(key, rest)):
        return
    with _no_collection():
        memory.take(pickle.loads(rest[len(head) :]))  # noqa: S301 - this user's own, as the mark shows
        gc.freeze()  # with the next line: what is new counts as old, and no collection looks through it
        gc.unfreeze()


def keep(config: Config, memory: Memory) -> None:
    """Keep a memory for the next process, if much of it is news. Where it cannot be kept, nothing happens."""
    key = _users_key() if memory.has_news else None
    if key is None:
        return
    memory.forget_news()
    pickled = io.BytesIO()
    pickler = pickle.Pickler(pickled, pickle.HIGHEST_PROTOCOL)
    calls: dict[type, Callable[[Any], Any]] = {kind: _call_of(kind) for kind in _PLAIN}
    calls[ZoneInfo] = lambda zone: (zone_named, (zone.key or config.text("timezone"), _unheard))
    pickler.dispatch_table = {**copyreg.dispatch_table, **calls}
    try:
        with _no_collection():
            pickler.dump(replace(memory, columns={}, contents=None, results=NO_RESULTS))
    except RecursionError:  # front matter may be nested as deep as YAML goes
        return
    rest = memory.told.encode() + pickled.getbuffer()
    with suppress(OSError):
        write_whole(_file(config), _mark(key, rest) + rest)


def _unheard(problem: Diagnostic) -> None:
    """Hear of a zone that is unknown: the configuration has told of it already."""


def _file(config: Config) -> Path:
    return cache_file(config, "memory")


def _call_of(kind: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
    """Return what makes of a value of `kind` the call that makes it again."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


def _mark(key: bytes, content: bytes | memoryview) -> bytes:
    return hmac.digest(key, content, "sha256")


def _users_key() -> bytes | None:
    """Return this user's key, made when it is first needed; None where there can be none."""
    path = data_folder() / "key"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"key.{os.getpid()}")
            with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(os.urandom(_KEY_BYTES))
            draft.replace(path)
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) == _KEY_BYTES else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of garbage from going through thousands of new objects, none of them garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
