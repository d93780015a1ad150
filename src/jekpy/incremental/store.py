"""What the last build left for the next: one SQLite file in the site's `.jekpy-cache`.

Everything in it is written in one transaction at a build's end, so a build that is killed leaves the store as
it was. Results are keyed by all that a build has in common (the program, the configuration, the theme): under
another key the store is empty. A file that cannot be read is thrown away.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, Location
from jekpy.incremental.digests import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from jekpy.rendering.reads import Key

__all__ = ["FOLDER", "Store", "Stored", "StoredFile", "open_store"]

FOLDER: Final = ".jekpy-cache"

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS build (key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS result (
    item TEXT PRIMARY KEY, source TEXT NOT NULL, reads TEXT NOT NULL, rest TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS text (
    item TEXT NOT NULL, kind TEXT NOT NULL, value BLOB, PRIMARY KEY (item, kind)
);
CREATE TABLE IF NOT EXISTS reads (id TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An output as it was delivered: by size and time it is known again."""

    path: str
    source: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of one item.

    `source` is the digest of its own source. `reads` are the fingerprints of what its output read, but for
    `own_reads`, which no other item shares; `content_reads` names what its content alone read. `searched` is
    the digest of what search finds on it.
    """

    source: str
    reads: Mapping[Key, str]
    own_reads: Mapping[Key, str]
    content_reads: tuple[Key, ...]
    files: tuple[StoredFile, ...]
    warnings: tuple[Diagnostic, ...] = ()
    searched: str | None = None


class Store:
    """The results of the last build under the same key, and where those of this one go."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take an open file; `open_store` makes one."""
        self._path = path
        self._connection = connection
        self._owner = os.getpid()

    @property
    def is_mine(self) -> bool:
        """Whether this process opened the file; no other may use it."""
        return self._owner == os.getpid()

    def names(self) -> list[str]:
        """Return the names of all items that have a result."""
        return [name for (name,) in self._connection.execute("SELECT item FROM result")]

    def results(self) -> dict[str, Stored]:
        """Return every result, by item."""
        reads = dict(self._connection.execute("SELECT id, value FROM reads"))
        parsed = {name: _parse_reads(text) for name, text in reads.items()}
        rows = self._connection.execute("SELECT item, source, reads, rest FROM result")
        return {item: _parse(source, parsed[name], rest) for item, source, name, rest in rows}

    def result(self, item: str) -> Stored | None:
        """Return the result of one item."""
        query = "SELECT source, value, rest FROM result JOIN reads ON reads = id WHERE item = ?"
        row = self._connection.execute(query, (item,)).fetchone()
        return None if row is None else _parse(row[0], _parse_reads(row[1]), row[2])

    def text(self, item: str, kind: str) -> str | None:
        """Return a text that was saved with an item's result."""
        query = "SELECT value FROM text WHERE item = ? AND kind = ?"
        row = self._connection.execute(query, (item, kind)).fetchone()
        return None if row is None else _text(row[0])

    def texts(self, kind: str) -> dict[str, str | None]:
        """Return all texts of one kind, by item."""
        rows = self._connection.execute("SELECT item, value FROM text WHERE kind = ?", (kind,))
        return {item: _text(value) for item, value in rows}

    def save(
        self,
        results: Mapping[str, Stored],
        texts: Mapping[tuple[str, str], str | None],
        gone: Iterable[str],
    ) -> None:
        """Put new results and texts in the place of the old, and forget items that are gone.

        It is one transaction. A text that is not given stays as it is.
        """
        with self._connection as connection:
            connection.executemany("DELETE FROM result WHERE item = ?", [(item,) for item in gone])
            connection.executemany("DELETE FROM text WHERE item = ?", [(item,) for item in gone])
            rows = []
            for item, stored in results.items():
                reads = json.dumps(_reads(stored.reads))
                name = digest(reads)
                connection.execute("INSERT OR IGNORE INTO reads VALUES (?, ?)", (name, reads))
                rows.append((item, stored.source, name, _rest(stored)))
            connection.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", rows)
            connection.executemany(
                "INSERT OR REPLACE INTO text VALUES (?, ?, ?)",
                [(*key, _bytes(value)) for key, value in texts.items()],
            )
            connection.execute("DELETE FROM reads WHERE id NOT IN (SELECT reads FROM result)")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_store(path: Path, key: str, warn: Callable[[Diagnostic], None]) -> Store | None:
    """Open the store at `path`, empty unless its results were made under `key`.

    None where there can be none, as in a folder that cannot be written to. A damaged file is thrown away,
    with a notice.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
    except OSError:
        return None
    for last in (False, True):
        try:
            return Store(path, _connect(path, key))
        except sqlite3.OperationalError:
            return None  # in use, or on a disk that will not have it: build without
        except sqlite3.DatabaseError:
            if last:
                return None
            path.unlink(missing_ok=True)
            cause = "the cache of earlier builds is damaged; it is made anew"
            warn(Diagnostic("cache-damaged", cause, Location(str(path)), severity="warning"))
    return None


def _connect(path: Path, key: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        with connection:
            connection.executescript(_SCHEMA)
            row = connection.execute("SELECT key FROM build").fetchone()
            if row is None or row[0] != key:
                for table in ("build", "result", "text", "reads"):
                    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
                connection.execute("INSERT INTO build VALUES (?)", (key,))
    except BaseException:
        connection.close()
        raise
    return connection


def _bytes(text: str | None) -> bytes | None:
    """Return a text as SQLite can hold it, whatever it came from."""
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "surrogateescape")


def _reads(reads: Mapping[Key, str]) -> list[list[object]]:
    return sorted([[*key], value] for key, value in reads.items())


def _parse_reads(text: str) -> dict[Key, str]:
    return {tuple(key): value for key, value in json.loads(text)}


def _rest(stored: Stored) -> str:
    return json.dumps(
        {
            "own_reads": _reads(stored.own_reads),
            "content_reads": [list(key) for key in stored.content_reads],
            "files": [asdict(file) for file in stored.files],
            "searched": stored.searched,
            "warnings": [_diagnostic_as_data(warning) for warning in stored.warnings],
        }
    )


def _parse(source: str, reads: Mapping[Key, str], rest: str) -> Stored:
    data = json.loads(rest)
    return Stored(
        source=source,
        reads=reads,
        own_reads={tuple(key): value for key, value in data["own_reads"]},
        content_reads=tuple(tuple(key) for key in data["content_reads"]),
        files=tuple(StoredFile(**file) for file in data["files"]),
        searched=data["searched"],
        warnings=tuple(_diagnostic_from_data(warning) for warning in data["warnings"]),
    )


def _diagnostic_as_data(diagnostic: Diagnostic) -> dict[str, object]:
    return asdict(diagnostic)


def _diagnostic_from_data(data: dict[str, object]) -> Diagnostic:
    location = data.pop("location")
    chain = data.pop("chain")
    return Diagnostic(
        **data,  # type: ignore[arg-type]
        location=Location(**location) if isinstance(location, dict) else None,
        chain=tuple(chain) if isinstance(chain, list) else (),
    )
