"""Whether anything at all changed since the last build, told by a look at the files from outside.

A build that changes nothing otherwise reads and parses every file before it knows. Here a listing of the
source, and one of the destination, tell the same: each file by its size, its times and its number on the
disk. The time of a file's last change of any kind cannot be set by programs, so equal listings mean equal
files, but for a file that changed within the tick of the clock in which it was listed: as in git, a listing
with a file that young is not kept.

Only what a listing can vouch for is skipped: a site without plugins of its own or from elsewhere, without a
theme from elsewhere that no lock file names, whose pages do not read the clock, and whose last build warned
of its configuration and its pages alone, which is repeated. All else goes the longer way.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jekpy.errors import Diagnostic
from jekpy.incremental.digests import digest
from jekpy.incremental.folder import cache_file, write_whole
from jekpy.incremental.program import PROGRAM_FOLDER, program_digest, zone_digest
from jekpy.model import file_facts
from jekpy.model.file_facts import FileFacts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jekpy.config import Config
    from jekpy.rendering.reads import Key
    from jekpy.writing import Contents

__all__ = ["LastBuild", "Listing", "forget", "last_build", "list_files", "list_tree", "remember_build"]

_NOT_LISTED: Final = frozenset(
    (".git", ".hg", ".svn", ".jekpy-cache", ".jekyll-cache", ".sass-cache", "__pycache__")
)
_MOST_FILES: Final = 100_000
_FOLDERS: Final = ("collections_dir", "layouts_dir", "includes_dir", "data_dir", "plugins_dir")
_OF_THE_SHELL: Final = frozenset(("_", "PWD", "OLDPWD", "SHLVL", "COLUMNS", "LINES"))
"""Environment variables that differ from one call to the next, and that no build looks at."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Files: a digest that differs when one of them does, and by their paths what tells each."""

    digest: str
    facts: Mapping[str, FileFacts]

    @property
    def newest_ns(self) -> int:
        """The last time that one of them changed."""
        return max((facts.newest_ns for facts in self.facts.values()), default=0)


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build was told, found and left.

    `key` is the digest of what it was told, `source` and `destination` are those of the listings, `others`
    that of the listed files elsewhere, `other_files`, and `theme` that of the listing of the theme's folder,
    `theme_folder`, where it is a locked one. `time` is the build's time where an output has it,
    `due` when the next document appears by itself, in seconds since 1970. `urls` are those of all pages and
    documents, `files` counts the files of the built site. `warnings` are those of its pages, to be repeated.
    """

    key: str
    source: str
    destination: str
    others: str
    other_files: tuple[str, ...]
    theme: str
    theme_folder: str | None
    time: str | None
    due: float | None
    urls: tuple[str, ...]
    files: int
    warnings: tuple[Diagnostic, ...]


def list_tree(root: Path, besides: Path) -> Listing | None:
    """List the files below a folder, but not those of `besides`.

    They come in the order of the disk, which counts for Jekyll. None where a listing cannot vouch for them: a
    folder is a symbolic link, or there are very many.
    """
    found: list[tuple[object, ...]] = []
    files: dict[str, FileFacts] = {}
    folders = [str(root)]
    left_out = str(besides)
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name in _NOT_LISTED or entry.path == left_out:
                        continue
                    if entry.is_dir():
                        if entry.is_symlink():
                            return None
                        folders.append(entry.path)
                        found.append((entry.path,))
                        continue
                    facts = files[entry.path] = FileFacts.of(entry.stat())
                    found.append((entry.path, *facts))
            if len(found) > _MOST_FILES:
                return None
    except OSError:
        return None
    return Listing(digest(found), files)


def list_files(paths: Iterable[str]) -> Listing:
    """List files by their paths; one that is not there counts as such."""
    found: list[tuple[object, ...]] = []
    files: dict[str, FileFacts] = {}
    for path in paths:
        try:
            facts = FileFacts.of(os.stat(path))  # noqa: PTH116 - many of them
        except OSError:
            found.append((path,))
        else:
            files[path] = facts
            found.append((path, *facts))
    return Listing(digest(found), files)


def last_build(config: Config, source: Listing, contents: Contents) -> LastBuild | None:
    """Return the last build, if one as `config` asks for would come to the very same now.

    `source` is the listing of the source as it is, `contents` what lies in the destination.
    """
    try:
        given: dict[str, Any] = json.loads(_file(config).read_text("utf-8"))
        given |= {name: tuple(given[name]) for name in ("other_files", "urls")}
        given["warnings"] = tuple(map(Diagnostic.from_plain, given["warnings"]))
        last = LastBuild(**given)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if (
        last.key != _key(config)
        or last.time not in (None, config.time.isoformat())
        or (last.due is not None and config.now.timestamp() >= last.due)
        or last.source != source.digest
        or last.others != list_files(last.other_files).digest
        or last.theme != _theme(last.theme_folder).digest
        or last.destination != _told_by(contents)
    ):
        return None
    return last


def _told_by(contents: Contents) -> str:
    """Return a digest of what lies in the destination that differs when any of it does."""
    return digest(sorted((path, *facts) for path, facts in contents.files.items()), sorted(contents.folders))


def remember_build(
    config: Config,
    source: Listing,
    contents: Contents,
    began_ns: int,
    *,
    theme: Path | None,
    reads: Collection[Key],
    due: float | None,
    moves: bool,
    urls: tuple[str, ...],
    files: int,
    warnings: tuple[Diagnostic, ...],
) -> None:
    """Keep what tells the next build whether anything changed since this one.

    `source` is the listing from before anything was read, `contents` what lies in the destination by now as
    far as this build has seen and left it, `began_ns` the time of the build's beginning, in
    nanoseconds since 1970, `theme` the folder of a locked theme, and `reads` what its pages read; `moves`
    tells whether a document has the time of the build in its URL. The other parameters are as in `LastBuild`.
    Nothing is kept where listings cannot vouch for the files.
    """
    from jekpy.rendering.reads import NEVER, TIME

    others = tuple(sorted(key[1] for key in reads if key[0] == "file"))
    read, themed = list_files(others), _theme(theme)
    is_unseen = theme is not None and not themed.digest
    youngest = began_ns - file_facts.TICK_NS
    if (
        max(source.newest_ns, read.newest_ns, themed.newest_ns) > youngest
        or NEVER in reads
        or is_unseen
        or not _is_all_inside(config, theme, [key[1] for key in reads if key[0] == "styles"])
    ):
        forget(config)
        return
    last = LastBuild(
        key=_key(config),
        source=source.digest,
        destination=_told_by(contents),
        others=read.digest,
        other_files=others,
        theme=themed.digest,
        theme_folder=None if theme is None else str(theme),
        time=config.time.isoformat() if moves or TIME in reads else None,
        due=due,
        urls=urls,
        files=files,
        warnings=warnings,
    )
    try:
        write_whole(_file(config), json.dumps(asdict(last)).encode())
    except OSError:
        forget(config)


def _theme(folder: str | Path | None) -> Listing:
    """List the folder of a theme; without a digest where there is none, or a listing cannot vouch for it."""
    listing = None if folder is None else list_tree(Path(folder), Path())
    return listing or Listing("", {})


def _is_all_inside(config: Config, theme: Path | None, folders: Iterable[str]) -> bool:
    """Tell whether all folders that the build looks through lie in the source, the theme or the program."""
    named = [config.text(name) for name in _FOLDERS]
    paths = [config.source / name for name in (*named, *config.strings("include"), *folders)]
    inside = (config.source, PROGRAM_FOLDER, *((theme,) if theme else ()))
    return all(any(Path(os.path.normpath(path)).is_relative_to(root) for root in inside) for path in paths)


def forget(config: Config) -> None:
    """Let the next build go the longer way."""
    try:
        _file(config).unlink(missing_ok=True)
    except OSError:
        return


def _file(config: Config) -> Path:
    return cache_file(config, "last.json")


def _key(config: Config) -> str:
    environment = sorted(item for item in os.environ.items() if item[0] not in _OF_THE_SHELL)
    return digest(program_digest(), config.values, str(config.source), zone_digest(config.zone), environment)
