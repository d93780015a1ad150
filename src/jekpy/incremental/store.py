"""What the last build left for the next: one SQLite file in the site's `.jekpy-cache`.

Everything in it is written in one transaction at a build's end, so a build that is killed leaves the store as
it was. Results are keyed by all that a build has in common (the program, the configuration, the theme): under
another key the store is empty. Every build needs the results of all items, so hundreds of them are one row;
the texts that came of them have a row each. Each row has a checksum: a damaged file is known, and made anew.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from zlib import crc32

from jekpy.errors import Diagnostic, Location
from jekpy.rendering.reads import MenuPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jekpy.rendering.reads import Key
    from jekpy.writing import Contents, Output

__all__ = [
    "NO_RESULTS",
    "DamagedStoreError",
    "Results",
    "Store",
    "Stored",
    "StoredFile",
    "open_store",
    "stored_file",
    "throw_away",
]

_TABLES: Final = {
    "build": "key TEXT NOT NULL, version TEXT NOT NULL",
    "results": "id INTEGER PRIMARY KEY, value BLOB, checksum INTEGER",
    "text": "item TEXT, kind TEXT, value BLOB, checksum INTEGER, PRIMARY KEY (item, kind)",
}


_PATIENCE_SECONDS = 2.0
"""How long to wait for another build, which writes what it has in less."""
_CHUNK: Final = 256
"""So many results are one row."""


class DamagedStoreError(Exception):
    """The store holds what was never put there. `path` is its file."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class StoredFile(NamedTuple):
    """An output as it was delivered: by size and time it is known again."""

    path: str
    source: str
    size: int
    modified_ns: int

    @property
    def file(self) -> None:
        """Where its bytes wait: nowhere, they are in the destination."""


class Stored(NamedTuple):
    """The result of one item. There are thousands, which a plain tuple is made quicker for than a dataclass.

    `source` is the digest of its own source. `reads` are the fingerprints of what its output read, but for
    `own_reads`, which no other item shares; `content_reads` names what its content alone read. `searched` is
    the digest of what search finds on it, in `language`. `menu` is where the menu stands in its one file, if
    that can be replaced.
    """

    source: str
    reads: Mapping[Key, str]
    own_reads: Mapping[Key, str]
    content_reads: tuple[Key, ...]
    files: tuple[StoredFile, ...]
    warnings: tuple[Diagnostic, ...] = ()
    searched: str | None = None
    language: str = ""
    menu: MenuPlace | None = None


def stored_file(contents: Contents, output: Output, unknown: Collection[str] = ()) -> StoredFile:
    """Return a delivered file as it can be known again; never, if what is at its path is `unknown`.

    `contents` is what lies in the destination by now.
    """
    found = None if output.path in unknown else contents.files.get(output.path)
    if found is None:
        return StoredFile(output.path, output.source, -1, -1)
    return StoredFile(output.path, output.source, found.size, found.modified_ns)


class Results(NamedTuple):
    """All results of a build, by item. The version names them: others were never named the same."""

    version: str = ""
    found: Mapping[str, Stored] = {}


NO_RESULTS: Final = Results()

_Chunk: TypeAlias = list[tuple[str, Stored]]


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
        self._before = NO_RESULTS

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

    def results(self, known: Results = NO_RESULTS) -> Results:
        """Return every result, and the version of them all; `known` are those of a version.

        None are returned while another build keeps the store to itself. Raises DamagedStoreError.
        """
        try:
            with self._connection as connection:
                connection.execute("BEGIN")  # so that both are of one moment
                version = _version(connection)
                if known.version != version:
                    rows = self._rows("SELECT * FROM results ORDER BY id")
                    found = {item: stored for _id, value in rows for item, stored in _parsed(value)}
                    known = Results(version, found)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise DamagedStoreError(self.path) from error
            known = NO_RESULTS
        self._before = known
        return known

    def text(self, item: str, kind: str) -> str | None:
        """Return a text that was saved with an item's result; a damaged one counts as not there."""
        query = "SELECT * FROM text WHERE item = ? AND kind = ?"
        with suppress(DamagedStoreError):
            return next((_text(value) for _item, _kind, value in self._rows(query, item, kind)), None)
        return None

    def save(self, results: Mapping[str, Stored], texts: Mapping[tuple[str, str], str | None]) -> Results:
        """Put results in the place of those that were given out, and texts in that of those of their names.

        A text that is not given stays as it is, unless its item has no result any more. It is one
        transaction. Where it cannot be made, as on a full disk, that is told, and all stays as it was; so it
        does if another build was quicker. Return what is there then, with its version, as far as it is known.
        """
        version, before = _new_version(), self._before
        chunks, known = _chunks(results), _chunks(before.found)
        changed = [
            (place, _as_json(chunk))
            for place, chunk in enumerate(chunks)
            if not _is_same(chunk, known[place] if place < len(known) else [])
        ]
        gone = [(item,) for item in before.found.keys() - results.keys()]
        try:
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                if _version(connection) != before.version:
                    return NO_RESULTS
                connection.execute("UPDATE build SET version = ?", (version,))
                connection.executemany("DELETE FROM text WHERE item = ?", gone)
                connection.execute("DELETE FROM results WHERE id >= ?", (len(chunks),))
                _insert(connection, "results", changed)
                _insert(connection, "text", [(*key, _bytes(value)) for key, value in texts.items()])
        except sqlite3.OperationalError as error:
            cause = f"the results of this build cannot be kept for the next: {error}"
            self._warn(Diagnostic("cache-unwritten", cause, Location(str(self.path)), severity="warning"))
            return NO_RESULTS
        except sqlite3.DatabaseError as error:
            raise DamagedStoreError(self.path) from error
        return Results(version, results)

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
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS)
    try:
        # What is written need not reach the disk at once: after a power cut, the checksums tell what did not.
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute(f"CREATE TABLE IF NOT EXISTS build ({_TABLES['build']})")
            row = connection.execute("SELECT key FROM build").fetchone()
            if row is None or row[0] != key:
                for table, columns in _TABLES.items():
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                    connection.execute(f"CREATE TABLE {table} ({columns})")
                connection.execute("INSERT INTO build VALUES (?, ?)", (key, _new_version()))
    except BaseException:
        connection.close()
        raise
    return connection


def _new_version() -> str:
    return os.urandom(12).hex()


def _version(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT version FROM build").fetchone()[0])


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


def _chunks(results: Mapping[str, Stored]) -> list[_Chunk]:
    """Return results in the rows of the store, so that an edit to one item writes few again."""
    items = list(results.items())
    return [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]


def _is_same(chunk: _Chunk, known: _Chunk) -> bool:
    """Tell whether a chunk has the very results that are known."""
    return len(chunk) == len(known) and all(
        item == name and stored is found for (item, stored), (name, found) in zip(chunk, known, strict=True)
    )


def _as_json(chunk: _Chunk) -> bytes:
    """Return results as JSON; what many of them read is there once, and named by its place."""
    keys, facts, groups, shared = _Places(), _Places(), _Places(), _Places()
    all_reads: list[list[int]] = []

    def known(reads: Mapping[Key, str]) -> list[int]:
        return facts.of_all(zip(keys.of_all(reads), reads.values(), strict=True))

    rows: list[object] = []
    for item, stored in chunk:
        place = shared.of(id(stored.reads))
        if place == len(all_reads):
            all_reads.append(known(stored.reads))
        menu = stored.menu
        rows.append(
            (
                item,
                stored.source,
                place,
                known(stored.own_reads),
                groups.of(stored.content_reads),
                stored.files,
                [asdict(warning) for warning in stored.warnings],
                stored.searched,
                stored.language,
                menu and (menu.start, menu.length, groups.of(tuple(menu.reads))),
            )
        )
    groups_of_keys = [keys.of_all(group) for group in groups]
    return json.dumps([list(keys), list(facts), all_reads, groups_of_keys, rows]).encode()


class _Places(dict[Any, int]):
    """The places of values in the order in which they were first asked for."""

    def of(self, value: object) -> int:
        """Return the place of one."""
        return self.setdefault(value, len(self))

    def of_all(self, values: Iterable[object]) -> list[int]:
        """Return the places of some."""
        return [self.setdefault(value, len(self)) for value in values]


def _parsed(value: bytes) -> _Chunk:
    all_keys, all_facts, all_reads, all_groups, rows = json.loads(value)
    keys = [*map(tuple, all_keys)]
    facts = [(keys[place], was) for place, was in all_facts]
    reads = [dict(map(facts.__getitem__, places)) for places in all_reads]
    groups = [tuple(map(keys.__getitem__, places)) for places in all_groups]
    return [
        (
            item,
            Stored(
                source,
                reads[place],
                dict(map(facts.__getitem__, own_reads)),
                groups[content],
                tuple(StoredFile(*file) for file in files),
                tuple(Diagnostic.from_plain(warning) for warning in warnings),
                searched,
                language,
                menu and MenuPlace(menu[0], menu[1], groups[menu[2]]),
            ),
        )
        for item, source, place, own_reads, content, files, warnings, searched, language, menu in rows
    ]
