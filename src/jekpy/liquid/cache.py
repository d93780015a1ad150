"""Compiled templates, kept in memory for the next engine, or on disk for the next run.

In a folder of their own, the name of a file is a digest of all that its content depends on: the template, the
engine's tags, filters and modes, the versions of this program, of Python and of Jinja. The file begins with a
digest of the rest. So a file that is out of date is never found, and a damaged one never used.

Source of the idea: Jinja2 3.1, bccache.py.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

from jekpy._version import __version__
from jekpy.errors import Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType

    from jekpy.liquid.engine import Engine

__all__ = ["Dialect", "Key", "TemplateCache", "TemplateMemory"]

Dialect = Literal["liquid", "jinja"]

MAX_FILES: Final = 20_000
"""Each version of a template leaves a file; with more than this, the cache starts anew."""
_MOST_PICKLED: Final = 500
_MOST_OF_A_NAME: Final = 16
"""A page has its text, its excerpt, and the names of its includes that hold variables."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a compiled template depends on besides its engine; `is_shared` tells whether many may use it."""

    source: str
    name: str
    dialect: Dialect
    first_line: int
    is_shared: bool = True


@dataclass(slots=True)
class TemplateMemory:
    """Compiled templates in memory, for engines with the same tags, filters and modes.

    Of each name it has the last few: a file that is edited again and again was another template each time.
    It can be pickled: code goes out as bytes, and becomes code again when it is first asked for; only what
    is shared goes out. `news` counts the shared templates that were put in since it was set to zero.
    """

    known: dict[Key, tuple[CodeType | bytes, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    news: int = 0
    _named: dict[str, list[Key]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Sort what is known by its names."""
        for key in self.known:
            self._named.setdefault(key.name, []).append(key)

    def get(self, key: Key) -> tuple[CodeType, tuple[Diagnostic, ...]] | None:
        """Return the template and its warnings, or None."""
        found = self.known.get(key)
        if found is None:
            return None
        code, warnings = found
        if isinstance(code, bytes):
            code = marshal.loads(code)  # noqa: S302 - whoever unpickled it trusts it
            self.known[key] = code, warnings
        return code, warnings

    def put(self, key: Key, code: CodeType, warnings: Sequence[Diagnostic]) -> None:
        """Keep a template; of many with one name, and of very many in all, the oldest is forgotten."""
        named = self._named.setdefault(key.name, [])
        if len(named) >= _MOST_OF_A_NAME:
            self.known.pop(named.pop(0), None)
        if len(self.known) >= MAX_FILES:
            del self.known[next(iter(self.known))]
        named.append(key)
        self.known[key] = code, tuple(warnings)
        self.news += key.is_shared

    def __reduce__(self) -> tuple[type[Self], tuple[object]]:
        """Give the latest shared template of each name; of very many, the last that were compiled."""
        latest = {(key.name, key.dialect, key.first_line): key for key in self.known if key.is_shared}
        kept = list(latest.values())[-_MOST_PICKLED:]
        return type(self), ({key: (_as_bytes(self.known[key][0]), self.known[key][1]) for key in kept},)


def _as_bytes(code: CodeType | bytes) -> bytes:
    return code if isinstance(code, bytes) else marshal.dumps(code)


@dataclass(frozen=True, slots=True)
class TemplateCache:
    """The folder, and the digest of what all its templates of one engine depend on."""

    folder: Path
    engine_digest: bytes

    @classmethod
    def of(cls, folder: Path, engine: Engine) -> Self:
        """Return the cache in `folder` for `engine`."""
        from importlib.metadata import version  # which imports much, for builds that have no such folder

        parts = [__version__, sys.version, version("jinja2"), _own_sources()]
        parts += [engine.error_mode, engine.errors, str(engine.strict_filters), str(engine.strict_variables)]
        parts.append("" if engine.moving is None else repr(sorted(engine.moving)))
        for table in (engine.tags, engine.filters):
            parts += [f"{name}={_identity(table[name])}" for name in sorted(table)]
        _keep_small(folder)
        return cls(folder, _digest(*parts))

    def get(self, key: Key) -> tuple[CodeType, tuple[Diagnostic, ...]] | None:
        """Return the template and its warnings, or None where there is nothing to trust."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[32:]).digest() != content[:32]:
            return None
        code, warnings = marshal.loads(content[32:])  # noqa: S302 - what this program wrote, checked above
        return code, tuple(_diagnostic(warning) for warning in json.loads(warnings))

    def put(self, key: Key, code: CodeType, warnings: Sequence[Diagnostic]) -> None:
        """Store a template; a folder that cannot be written to is no error."""
        shown = [
            (it.code, it.cause, it.location and (it.location.path, it.location.line, it.location.column),
             it.line_text)
            for it in warnings
        ]  # fmt: skip
        content = marshal.dumps((code, json.dumps(shown)))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(self._path(key))
        except OSError:
            return

    def _path(self, key: Key) -> Path:
        own = _digest(key.source, key.name, key.dialect, str(key.first_line))
        return self.folder / hashlib.sha256(self.engine_digest + own).hexdigest()


def _keep_small(folder: Path) -> None:
    """Empty a folder that has gathered more files than a site can need."""
    with suppress(OSError):
        files = list(folder.iterdir())
        for file in files if len(files) > MAX_FILES else ():
            file.unlink()


def _identity(part: object) -> str:
    """Return the name of a tag or a filter, and of its version: when and how large its file was written."""
    module = sys.modules.get(getattr(part, "__module__", type(part).__module__))
    path = getattr(module, "__file__", None)
    stamp = ""
    if path:
        status = Path(path).stat()
        stamp = f"{status.st_mtime_ns}:{status.st_size}"
    return f"{getattr(part, '__module__', '')}.{getattr(part, '__qualname__', repr(type(part)))}@{stamp}"


def _own_sources() -> str:
    """Return a stamp of this package's own files, which counts while the program is being worked on."""
    folder = Path(__file__).parent
    return ",".join(f"{path.name}:{path.stat().st_mtime_ns}" for path in sorted(folder.rglob("*.py")))


def _digest(*parts: str) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()


def _diagnostic(stored: Sequence[object]) -> Diagnostic:
    code, cause, place, line_text = stored
    location = Location(*place) if isinstance(place, list) else None
    return Diagnostic(str(code), str(cause), location, severity="warning", line_text=str(line_text))
