"""Files that look like pages but are copied as they are, and folders that mean nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, Location, nearest
from jekpy.reading.entries import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jekpy.config import Config
    from jekpy.model.site import Site
    from jekpy.model.static_file import StaticFile

__all__ = ["PlainFiles", "file_problems", "plain_files"]

_ABOUT_THE_REPOSITORY: Final = re.compile(
    r"(readme|licen[cs]e|copying|notice|changelog|changes|history|news|contributing|contributors|authors|"
    r"maintainers|governance|code[-_]of[-_]conduct|security|support|todo|upgrading|agents|claude|"
    r"(pull_request|issue)_template)([-_.].*)?",
    re.IGNORECASE,
)
_LIQUID: Final = re.compile(
    rb"\{%-?\s*(?:include|include_relative|assign|capture|for|if|unless|link)\s[^%]*%\}"
)
_FRONT_MATTER: Final = re.compile(rb"\A(?P<before>(?:\xef\xbb\xbf)?[ \t\r\n]*)---[ \t]*\r?\n")
_TEXT: Final = (".html", ".htm", ".xml", ".json", ".css", ".js", ".txt", ".scss", ".sass")
_LOOKED_AT_BYTES: Final = 200_000
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class PlainFiles:
    """The files below every `_posts` and `_drafts` folder that the site walks, relative to the source."""

    posts: tuple[str, ...]
    drafts: tuple[str, ...]


def plain_files(config: Config) -> PlainFiles:
    """Return the files that lie where posts and drafts lie, whatever their names."""
    filter_ = EntryFilter.of(config)
    posts: list[str] = []
    drafts: list[str] = []
    root = config.text("collections_dir").strip("/")
    for folder in [root, *_folders(config, filter_, root)]:
        for special, found in (("_posts", posts), ("_drafts", drafts)):
            below = f"{folder}/{special}" if folder else special
            names = (path for path in (config.source / below).rglob("*") if path.is_file())
            entries = sorted(path.relative_to(config.source / below).as_posix() for path in names)
            found.extend(f"{below}/{entry}" for entry in filter_.keep(entries, below))
    return PlainFiles(tuple(posts), tuple(drafts))


def _folders(config: Config, filter_: EntryFilter, folder: str) -> Iterator[str]:
    """Yield every folder below `folder` that the site walks, relative to the source."""
    base = config.source / folder
    names = sorted(path.name for path in base.iterdir() if path.is_dir()) if base.is_dir() else []
    for name in filter_.keep(names, folder):
        below = f"{folder}/{name}" if folder else name
        path = config.source / below
        if path != config.destination and not path.is_symlink():
            yield below
            yield from _folders(config, filter_, below)


def file_problems(site: Site) -> Iterator[Diagnostic]:
    """Yield a warning for each file that looks like a page but is copied, and for each misnamed folder."""
    markdown = tuple(f".{ext.strip()}" for ext in site.config.text("markdown_ext").split(","))
    pages = {page.path for page in site.pages}
    for file in site.static_files:
        if not (file.written or file.collection) or not file.source.is_relative_to(site.config.source):
            continue
        shown = file.source.relative_to(site.config.source).as_posix()
        problem = _problem(file, shown, markdown) if shown not in pages else None
        if problem is not None:
            yield problem
    yield from _folder_problems(site)


def _problem(file: StaticFile, shown: str, markdown: Sequence[str]) -> Diagnostic | None:
    ext = file.ext.lower()
    if ext not in markdown and ext not in _TEXT:
        return None
    try:
        with file.source.open("rb") as opened:
            start = opened.read(_LOOKED_AT_BYTES)
    except OSError:
        return None
    match = _FRONT_MATTER.match(start)
    if match is not None and match["before"]:
        what = "a byte order mark" if match["before"].startswith(_BOM) else "white space"
        cause = f"{what} comes before the front matter, so that the file is copied as it is"
        return _warning("front-matter-late", cause, shown, f"remove {what} from the start of the file")
    fix = "begin it with two lines of `---`, or name it under `exclude`"
    if ext in markdown and not _ABOUT_THE_REPOSITORY.fullmatch(file.name):
        return _warning("front-matter-none", "Markdown without front matter is copied as it is", shown, fix)
    if ext in (".scss", ".sass"):
        cause = "a stylesheet without front matter is copied as it is, and makes no CSS"
        return _warning("front-matter-none", cause, shown, fix)
    if ext not in markdown and _LIQUID.search(start):
        cause = "this has Liquid in it, but without front matter it is copied as it is"
        return _warning("front-matter-none", cause, shown, fix)
    return None


def _folder_problems(site: Site) -> Iterator[Diagnostic]:
    """Yield a warning for each folder with a name that is nearly, but not quite, one that means something."""
    config = site.config
    special = [config.text(f"{kind}_dir").strip("/") for kind in ("layouts", "includes", "data", "plugins")]
    known = {*special, "_posts", "_drafts", "_sass", *(f"_{label}" for label in site.collections)}
    for path in sorted(config.source.glob("_*")):
        near = nearest(path.name, known, cutoff=0.85) if path.name not in known and path.is_dir() else None
        if near and abs(len(near) - len(path.name)) <= 1 and path.name not in config.strings("include"):
            cause = f"the folder {path.name} means nothing, and what is in it is left out"
            yield _warning("folder-name", cause, path.name, f"did you mean '{near}'?")


def _warning(code: str, cause: str, shown: str, fix: str) -> Diagnostic:
    return Diagnostic(code, cause, Location(shown), fix, severity="warning")
