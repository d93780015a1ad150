"""Unpacking archives that nobody vouches for.

Nothing is written outside of the given folder, nothing but plain files, and only so many and so much. A
symbolic link to a file of the same archive becomes a copy of it; one that leads out of it is refused.

A gem is a tar file with `data.tar.gz`, `metadata.gz` and `checksums.yaml.gz`; the archive of a repository
is a `.tar.gz` whose files lie in one folder.

Source: RubyGems 3.5, lib/rubygems/package.rb; POSIX pax.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import posixpath
import tarfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import IO, TYPE_CHECKING, Final, cast

from jekpy.errors import FrontMatterError, ThemeError
from jekpy.frontmatter import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Gem", "Limits", "Unpacked", "open_gem", "unpack"]

_METADATA_BYTES: Final = 4_000_000
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold, unpacked."""

    total_bytes: int = 400_000_000
    entries: int = 20_000


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive.

    `sha256` is that of the names and contents of its files. `commit` is the one that a repository's archive
    says it is of.
    """

    files: int
    sha256: str
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Gem:
    """A gem file, its own checksums found right; `data` is its `.tar.gz` of files."""

    name: str
    version: str
    sha256: str
    data: bytes
    dependencies: tuple[str, ...]


def open_gem(content: bytes, shown: str) -> Gem:
    """Return what a gem file holds; `shown` names it in messages. Raises ThemeError for a damaged one."""
    with _damage_told(shown), tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
        parts = {
            member.name: cast("IO[bytes]", tar.extractfile(member)).read()
            for member in tar
            if member.isreg() and member.name in ("metadata.gz", "data.tar.gz", "checksums.yaml.gz")
        }
    if "metadata.gz" not in parts or "data.tar.gz" not in parts:
        raise ThemeError(f"{shown} is no gem: it has no metadata or no files in it")
    checksums = parts.pop("checksums.yaml.gz", None)
    if checksums is not None:
        _check_parts(parts, _yaml(checksums, shown), shown)
    metadata = _yaml(parts["metadata.gz"], shown)
    version = metadata.get("version")
    return Gem(
        name=str(metadata.get("name")),
        version=str(version.get("version") if isinstance(version, dict) else version),
        sha256=hashlib.sha256(content).hexdigest(),
        data=parts["data.tar.gz"],
        dependencies=tuple(_runtime_dependencies(metadata.get("dependencies"))),
    )


def _yaml(compressed: bytes, shown: str) -> Mapping[str, object]:
    with _damage_told(shown):
        text = _Metered(gzip.GzipFile(fileobj=io.BytesIO(compressed)), _METADATA_BYTES, shown).read()
        try:
            value = load_yaml(text.decode("utf-8"), shown)
        except FrontMatterError as error:
            raise ThemeError(f"the metadata of {shown} cannot be read: {error.diagnostic.cause}") from error
    if not isinstance(value, dict):
        raise ThemeError(f"the metadata of {shown} cannot be read: it is no mapping")
    return value


def _check_parts(parts: Mapping[str, bytes], checksums: Mapping[str, object], shown: str) -> None:
    for algorithm in ("SHA256", "SHA512"):
        wanted = checksums.get(algorithm)
        for name, content in parts.items():
            digest = wanted.get(name) if isinstance(wanted, dict) else None
            if digest is not None and hashlib.new(algorithm.lower(), content).hexdigest() != digest:
                raise ThemeError(
                    f"{shown} is damaged: the {algorithm} of its {name} is not the one that it names",
                    fix="fetch it again",
                )


def _runtime_dependencies(value: object) -> Iterator[str]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict) and entry.get("type") != ":development":
            yield str(entry.get("name"))


def unpack(
    compressed: bytes, folder: Path, shown: str, *, strip_folder: bool = False, limits: Limits | None = None
) -> Unpacked:
    """Unpack a `.tar.gz` into `folder`, which is there and empty; `shown` names the archive in messages.

    With `strip_folder` the first part of every path is left away. Raises ThemeError for an archive that is
    damaged, too large, or wants to write elsewhere.
    """
    limits = limits or Limits()
    unpacking = _Unpacking(folder, shown, limits, 1 if strip_folder else 0)
    stream = _Metered(gzip.GzipFile(fileobj=io.BytesIO(compressed)), limits.total_bytes, shown)
    with _damage_told(shown), tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|") as tar:
        for member in tar:
            unpacking.take(tar, member)
        commit = tar.pax_headers.get("comment", "")
    unpacking.copy_links()
    return Unpacked(len(unpacking.digests), unpacking.sha256(), commit if _is_commit(commit) else "")


def _is_commit(text: str) -> bool:
    return len(text) in (40, 64) and all(char in "0123456789abcdef" for char in text)


@contextmanager
def _damage_told(shown: str) -> Iterator[None]:
    """Turn what the readers of tar and gzip say of bad bytes into a ThemeError."""
    try:
        yield
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
        raise ThemeError(f"{shown} cannot be unpacked: {error}", fix="fetch it again") from error


class _Metered(io.RawIOBase):
    """Reads another stream, up to so many bytes; a small file may unpack to an endless one."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, limit: int, shown: str) -> None:
        self._stream = stream
        self._left = limit
        self._limit = limit
        self._shown = shown

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(found)
        if self._left < 0:
            raise ThemeError(f"{self._shown} is too large: it unpacks to more than {self._limit:,} bytes")
        return found


@dataclass(slots=True)
class _Unpacking:
    """One archive on its way to the disk. `digests` are those of the files written, by path."""

    folder: Path
    shown: str
    limits: Limits
    strip: int
    entries: int = 0
    written_bytes: int = 0
    digests: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def take(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        """Write one member, or remember it, if it is a link. Raises ThemeError for one that may not be."""
        self.entries += 1
        if self.entries > self.limits.entries:
            raise ThemeError(f"{self.shown} is too large: it holds more than {self.limits.entries:,} files")
        path = self._path(member.name)
        if member.isdir() or not path:
            return
        if member.issym():
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), member.linkname))
            self.links[path] = self._inside(target, member.linkname, path)
        elif member.islnk():
            self.links[path] = self._path(member.linkname)
        elif member.isreg():
            self._write(path, cast("IO[bytes]", tar.extractfile(member)), member.mtime)
        else:
            raise ThemeError(f"{self.shown} holds {path!r}, which is neither a file nor a folder")

    def _path(self, name: str) -> str:
        """Return the path of a member below the folder, "" for the folder itself. Raises ThemeError."""
        parts = [part for part in name.split("/") if part not in ("", ".")]
        foreign = name.startswith("/") or "\\" in name or "\0" in name or PureWindowsPath(name).drive
        if foreign or ".." in parts:
            raise ThemeError(f"{self.shown} wants to write outside of its folder, to {name!r}")
        return "/".join(parts[self.strip :])

    def _inside(self, target: str, written: str, path: str) -> str:
        if written.startswith("/") or "\\" in written or target == ".." or target.startswith("../"):
            raise ThemeError(f"{self.shown} holds the link {path!r}, which leads outside, to {written!r}")
        return target

    def _write(self, path: str, content: IO[bytes], mtime: float) -> None:
        target = self.folder / path
        digest = hashlib.sha256()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                while chunk := content.read(_CHUNK):
                    self._count(len(chunk))
                    digest.update(chunk)
                    file.write(chunk)
            if 0 <= mtime < 1 << 33:
                os.utime(target, (mtime, mtime))
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise ThemeError(f"{self.shown} holds {path!r} both as a file and as a folder") from error
        except OSError as error:
            raise ThemeError(f"{path!r} of {self.shown} cannot be written: {error.strerror}") from error
        self.digests[path] = digest.hexdigest()

    def _count(self, size: int) -> None:
        """Count what is written: copies of links can be many. Raises ThemeError."""
        self.written_bytes += size
        if self.written_bytes > self.limits.total_bytes:
            limit = self.limits.total_bytes
            raise ThemeError(f"{self.shown} is too large: it unpacks to more than {limit:,} bytes")

    def copy_links(self) -> None:
        """Write a copy for every link to a file; links to folders, or to nothing, are left out."""
        for path, first in self.links.items():
            target, seen = first, {path}
            while target in self.links and target not in seen:
                seen.add(target)
                target = self.links[target]
            if target in self.digests and path not in self.digests:
                source = self.folder / target
                with source.open("rb") as content:
                    self._write(path, content, source.stat().st_mtime)

    def sha256(self) -> str:
        """Return the digest of all names and contents."""
        lines = [f"{digest}  {path}\n" for path, digest in sorted(self.digests.items())]
        return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
