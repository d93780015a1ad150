"""Installing themes into jekpy's own theme folder, and removing them from it.

A theme's folder is made whole beside its place and then renamed, so that there is never half a theme.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from jekpy.errors import Location, ThemeError
from jekpy.themes.archives import open_gem, unpack
from jekpy.themes.dependencies import gemspec_dependencies
from jekpy.themes.fetching import (
    REPOSITORIES,
    REPOSITORIES_VARIABLE,
    Release,
    archive_url,
    fetch,
    find_release,
    gem_server,
    gem_url,
)
from jekpy.themes.gemfile import GemPin, gem_pin
from jekpy.themes.installed import FILES, RECORD, InstalledTheme, installed_themes
from jekpy.themes.places import themes_folder
from jekpy.themes.records import LOCK_FILE, ThemeRecord, read_lock, record_of, with_record, write_lock
from jekpy.themes.requests import BUILT_IN, Request, parse_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Sources", "gem_request", "install", "remove"]

_WHOLE: Final = "HEAD"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to install from: a gem server and a host of repositories, "" for the usual; or one `file`."""

    gems: str = ""
    repositories: str = ""
    file: Path | None = None


def gem_request(file: Path) -> Request:
    """Return the request for the gem in a file, by the name and version inside. Raises ThemeError."""
    gem = open_gem(_read(file), file.name)
    return Request(gem.name, gem.version)


def install(
    request: Request,
    source: Path,
    sources: Sources,
    *,
    update: bool = False,
    environment: Mapping[str, str] = os.environ,
    tell: Callable[[str], None] = lambda _text: None,
) -> InstalledTheme:
    """Install a theme for the site in `source`, and write it into the site's lock file.

    What the lock file or `Gemfile.lock` names is what is installed, its checksum verified, unless `update`
    asks for the newest. `tell` hears what is fetched. Raises ThemeError.
    """
    if request.name == BUILT_IN:
        raise ThemeError("the built-in theme comes with jekpy, and needs no installing")
    parse_request(request.name)
    lock = read_lock(source)
    before = next((one for one in lock if one.name == request.name), None)
    if before is not None and not request.version:
        request = replace(request, version=before.version if request.is_repository or not update else "")
    locked = before if before is not None and before.version == request.version and not update else None
    job = _Installation(request, locked, source, sources, update, environment, tell)
    with _written():
        installed = _present(locked, environment)
        if installed is None:
            installed = job.of_repository() if request.is_repository else job.of_gem()
        write_lock(source, with_record(lock, installed.record))
    return installed


def _present(locked: ThemeRecord | None, environment: Mapping[str, str]) -> InstalledTheme | None:
    """Return the theme that the lock file names, if it is installed already."""
    if locked is None:
        return None
    themes = installed_themes(themes_folder(environment))
    return next((one for one in themes if one.record.folder_name == locked.folder_name), None)


@contextmanager
def _written() -> Iterator[None]:
    """Turn what the system says of a folder that cannot be written into a ThemeError."""
    try:
        yield
    except OSError as error:
        cause = f"{error.filename or 'a file'} cannot be written: {error.strerror or error}"
        raise ThemeError(cause, fix="set JEKPY_THEMES to a folder that can be written") from error


@dataclass(frozen=True, slots=True)
class _Installation:
    """One theme on its way in: what is asked for, and what the lock file says that it must be."""

    request: Request
    locked: ThemeRecord | None
    source: Path
    sources: Sources
    update: bool
    environment: Mapping[str, str]
    tell: Callable[[str], None]

    def of_gem(self) -> InstalledTheme:
        """Install a gem."""
        name, pin = self.request.name, gem_pin(self.source, self.request.name)
        if self.update:
            pin = GemPin(requirements=pin.requirements, remote=pin.remote)
        release = Release(self.request.version or pin.version)
        if self.sources.file is not None:
            content, origin = _read(self.sources.file), self.sources.file.name
        else:
            server = gem_server(self.sources.gems, pin, self.environment)
            release = find_release(server, name, release.version, pin)
            origin = gem_url(server, name, release.version)
            content = self._fetch(origin)
        gem = open_gem(content, origin)
        if gem.name != name or release.version not in ("", gem.version):
            raise ThemeError(f"{origin} is {gem.name} {gem.version}, not {name} {release.version}".rstrip())
        if gem.sha256 != (release.sha256 or gem.sha256):
            raise ThemeError(f"{origin} is damaged: the server names another checksum", fix="fetch it again")
        locked = self.locked.sha256 if self.locked else ""
        pinned = pin.sha256 if gem.version == pin.version else ""
        if gem.sha256 != (locked or gem.sha256) or gem.sha256 != (pinned or gem.sha256):
            raise _changed(f"{name} {gem.version}", origin, LOCK_FILE if locked else "Gemfile.lock")
        record = ThemeRecord(name, gem.version, gem.sha256, origin, dependencies=gem.dependencies)
        with _folder_beside(themes_folder(self.environment)) as draft:
            unpack(gem.data, draft / FILES, origin)
            return _placed(record, draft)

    def of_repository(self) -> InstalledTheme:
        """Install the files of a repository."""
        name, ref = self.request.name, self.request.version or _WHOLE
        if self.sources.file is not None:
            content, origin = _read(self.sources.file), self.sources.file.name
        else:
            commit = self.locked.commit if self.locked else ""
            origin = archive_url(self._host(), name, commit or ref)
            content = self._fetch(origin)
        with _folder_beside(themes_folder(self.environment)) as draft:
            found = unpack(content, draft / FILES, origin, strip_folder=True)
            if self.locked is not None and found.sha256 != self.locked.sha256:
                raise _changed(f"{name}@{ref}", origin, LOCK_FILE)
            needs = gemspec_dependencies(draft / FILES)
            return _placed(ThemeRecord(name, ref, found.sha256, origin, found.commit, needs), draft)

    def _host(self) -> str:
        given = self.sources.repositories or self.request.host
        return given or self.environment.get(REPOSITORIES_VARIABLE) or REPOSITORIES

    def _fetch(self, url: str) -> bytes:
        self.tell(f"Fetching {url}")
        return fetch(url)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ThemeError(f"{path} cannot be read: {error.strerror or error}") from error


def _changed(theme: str, origin: str, lock_file: str) -> ThemeError:
    return ThemeError(
        f"{origin} is not the {theme} that the site was made with: its checksum is another",
        Location(lock_file),
        fix="find out why it has changed; to take it as it is now, run the command with --update",
    )


@contextmanager
def _folder_beside(folder: Path) -> Iterator[Path]:
    """Give a new folder, with an empty one for a theme's files, that is gone afterwards unless renamed."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        (draft / FILES).mkdir()
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _placed(record: ThemeRecord, draft: Path) -> InstalledTheme:
    """Write the record, and put the folder into its place, instead of one that is there.

    Raises ThemeError for what is no theme, and for a name or a version that no theme can have.
    """
    record_of(record.as_mapping(), Location(record.origin))
    if not any((draft / FILES / part).is_dir() for part in ("_layouts", "_includes", "_sass", "assets")):
        raise ThemeError(f"{record.name} is no theme: it has no layouts, includes, styles or assets")
    text = yaml.safe_dump(record.as_mapping(), sort_keys=False, allow_unicode=True, width=200)
    (draft / RECORD).write_text(text, "utf-8")
    place = draft.parent / record.folder_name
    draft.chmod(0o755)
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=place.parent))
        place.rename(old / "theme")
        shutil.rmtree(old, ignore_errors=True)
    draft.rename(place)
    return InstalledTheme(record, place)


def remove(
    request: Request, source: Path, environment: Mapping[str, str] = os.environ
) -> list[InstalledTheme]:
    """Remove a theme, or the one version of it asked for, from the theme folder and the site's lock file.

    Returns what was removed. Raises ThemeError when there was nothing to remove.
    """
    lock = read_lock(source)
    kept = tuple(one for one in lock if not _is_meant(one, request))
    found = [one for one in installed_themes(themes_folder(environment)) if _is_meant(one.record, request)]
    if not found and len(kept) == len(lock):
        raise ThemeError(f"no theme {request.name!r} is installed", fix="`jekpy theme list` shows what is")
    with _written():
        for one in found:
            shutil.rmtree(one.folder)
        if len(kept) != len(lock):
            write_lock(source, kept)
    return found


def _is_meant(record: ThemeRecord, request: Request) -> bool:
    return record.name == request.name and request.version in ("", record.version)
