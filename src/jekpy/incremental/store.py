"""What the last build left for the next: one SQLite file in the site's `.jekpy-cache`.

Everything in it is written in one transaction at a build's end, so a build that is killed leaves the store as
it was. Results are keyed by all that a build has in common (the program, the configuration, the theme): under
another key the store is empty. Each row has a checksum: a damaged file is known, and thrown away.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from jekpy.errors import Diagnostic, Location
from jekpy.incremental.digests import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jekpy.rendering.reads import Key

__all__ = ["FOLDER", "DamagedStoreError", "Store", "Stored", "StoredFile", "open_store", "throw_away"]

FOLDER: Final = ".jekpy-cache"

_TABLES: Final = {
    "build": "key TEXT NOT NULL",
    "result": "item TEXT PRIMARY KEY, source TEXT, reads TEXT, rest TEXT, checksum INTEGER",
    "text": "item TEXT, kind TEXT, value BLOB, checksum INTEGER, PRIMARY KEY (item, kind)",
    "reads": "id TEXT PRIMARY KEY, value TEXT, checksum INTEGER",
}


class DamagedStoreError(Exception):
    """The store holds what was never put there. `path` is its file."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


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
    the digest of what search finds on it, in `language`.
    """

    source: str
    reads: Mapping[Key, str]
    own_reads: Mapping[Key, str]
    content_reads: tuple[Key, ...]
    files: tuple[StoredFile, ...]
    warnings: tuple[Diagnostic, ...] = ()
    searched: str | None = None
    language: str = ""


class Store:
    """The results of the last build under the same key, and where those of this one go."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, warn: Callable[[Diagnostic], None]
    ) -> None:
        """Take an open file, and who hears when it cannot be written to; `open_store` makes one."""
        self.path = path
        self._warn = warn
        self._connection = connection
        self._owner = os.getpid()

    @property
    def is_mine(self) -> bool:
        """Whether this process opened the file; no other may use it."""
        return self._owner == os.getpid()

    def _rows(self, query: str, *given: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query, whose last column is their checksum, without it.

        Raises DamagedStoreError.
        """
        try:
            for *row, checksum in self._connection.execute(query, given):
                if _checksum(*row) != checksum:
                    raise DamagedStoreError(self.path)
                yield tuple(row)
        except sqlite3.DatabaseError as error:
            raise DamagedStoreError(self.path) from error

    def results(self) -> dict[str, Stored]:
        """Return every result, by item. Raises DamagedStoreError."""
        reads = {name: _parse_reads(text) for name, text in self._rows("SELECT * FROM reads")}
        found: dict[str, Stored] = {}
        for item, source, name, rest in self._rows("SELECT * FROM result"):
            if name not in reads:
                raise DamagedStoreError(self.path)
            found[item] = _parse(source, reads[name], rest)
        return found

    def text(self, item: str, kind: str) -> str | None:
        """Return a text that was saved with an item's result; a damaged one counts as not there."""
        query = "SELECT * FROM text WHERE item = ? AND kind = ?"
        with suppress(DamagedStoreError):
            return next((_text(value) for _item, _kind, value in self._rows(query, item, kind)), None)
        return None

    def save(
        self,
        results: Mapping[str, Stored],
        texts: Mapping[tuple[str, str], str | None],
        is_there: Callable[[str], bool],
    ) -> None:
        """Put new results and texts in the place of the old, and forget items that are not there any more.

        It is one transaction; where it cannot be made, as on a full disk, that is told, and all stays as it
        was. A text that is not given stays as it is.
        """
        try:
            with self._connection as connection:
                items = [name for (name,) in connection.execute("SELECT item FROM result")]
                gone = [(item,) for item in items if not is_there(item)]
                connection.executemany("DELETE FROM result WHERE item = ?", gone)
                connection.executemany("DELETE FROM text WHERE item = ?", gone)
                rows: list[tuple[object, ...]] = []
                for item, stored in results.items():
                    reads = json.dumps(_reads(stored.reads))
                    name = digest(reads)
                    _insert(connection, "reads", [(name, reads)])
                    rows.append((item, stored.source, name, _rest(stored)))
                _insert(connection, "result", rows)
                _insert(connection, "text", [(*key, _bytes(value)) for key, value in texts.items()])
                connection.execute("DELETE FROM reads WHERE id NOT IN (SELECT reads FROM result)")
        except sqlite3.OperationalError as error:
            cause = f"the results of this build cannot be kept for the next: {error}"
            self._warn(Diagnostic("cache-unwritten", cause, Location(str(self.path)), severity="warning"))
        except sqlite3.DatabaseError as error:
            raise DamagedStoreError(self.path) from error

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
            return Store(path, _connect(path, key), warn)
        except sqlite3.OperationalError:
            return None  # in use, or on a disk that will not have it: build without
        except sqlite3.DatabaseError:
            if last:
                return None
            warn(throw_away(path))
    return None


def throw_away(path: Path) -> Diagnostic:
    """Remove a damaged store, and return the notice of it."""
    for file in (path, path.with_name(f"{path.name}-journal")):
        file.unlink(missing_ok=True)
    cause = "the cache of earlier builds is damaged; it is made anew"
    return Diagnostic("cache-damaged", cause, Location(str(path)), severity="warning")


def _connect(path: Path, key: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        with connection:
            connection.execute(f"CREATE TABLE IF NOT EXISTS build ({_TABLES['build']})")
            row = connection.execute("SELECT key FROM build").fetchone()
            if row is None or row[0] != key:
                for table, columns in _TABLES.items():
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                    connection.execute(f"CREATE TABLE {table} ({columns})")
                connection.execute("INSERT INTO build VALUES (?)", (key,))
    except BaseException:
        connection.close()
        raise
    return connection


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Put rows into a table, each with its checksum at the end."""
    if rows:
        places = ", ".join("?" * (len(rows[0]) + 1))
        query = f"INSERT OR REPLACE INTO {table} VALUES ({places})"  # noqa: S608 - names of ours
        connection.executemany(query, [(*row, _checksum(*row)) for row in rows])


def _checksum(*values: object) -> int:
    checksum = 0
    for value in values:
        data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        checksum = crc32(data, checksum)
    return checksum


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
            "language": stored.language,
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
        language=data["language"],
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
