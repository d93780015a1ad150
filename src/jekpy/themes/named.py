"""Finding a theme by its name, among those that are installed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic, Location, ThemeError
from jekpy.model.site import Theme
from jekpy.themes.finding import FoundTheme
from jekpy.themes.gemfile import GemPin, gem_pin
from jekpy.themes.installed import InstalledTheme, installed_themes
from jekpy.themes.places import ruby_gem_folders, site_gem_folders, themes_folder
from jekpy.themes.records import LOCK_FILE, ThemeRecord, read_lock
from jekpy.themes.versions import is_prerelease, satisfies, version_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.themes.requests import Request

__all__ = ["find_named"]


def find_named(request: Request, config: Config, environment: Mapping[str, str]) -> FoundTheme | None:
    """Return the theme asked for, None when it is nowhere. Raises ThemeError for a damaged lock file."""
    installed = installed_themes(themes_folder(environment))
    locked = next((one for one in read_lock(config.source) if one.name == request.name), None)
    if locked is not None and request.version in ("", locked.version):
        return _locked(locked, installed)
    if request.is_repository:
        own = [one for one in installed if one.record.name == request.name]
        wanted = [one for one in own if request.version in ("", one.record.version)]
        if wanted:
            return FoundTheme(max(wanted, key=lambda one: one.folder.stat().st_mtime).theme)
        if request.version:
            return None
    name = request.name.rpartition("/")[2]
    return _gem(name, gem_pin(config.source, name), config, installed, environment)


def _locked(locked: ThemeRecord, installed: Iterable[InstalledTheme]) -> FoundTheme:
    """Return the very theme that the lock file names. Raises ThemeError when it is not installed."""
    found = next((one for one in installed if one.record.folder_name == locked.folder_name), None)
    if found is None:
        raise ThemeError(
            f"the theme {locked.name} {locked.version} is not installed",
            Location(LOCK_FILE),
            fix="get it with `jekpy theme install`",
        )
    return FoundTheme(replace(found.theme, is_locked=True))


def _gem(
    name: str,
    pin: GemPin,
    config: Config,
    installed: Iterable[InstalledTheme],
    environment: Mapping[str, str],
) -> FoundTheme | None:
    """Return the version of a gem that the site asks for, else the newest; the site's own folders first."""
    in_site = _versions(name, site_gem_folders(config.source, environment))
    elsewhere = [one.theme for one in installed if one.record.name == name]
    elsewhere += _versions(name, ruby_gem_folders(environment))
    for themes in (in_site, elsewhere):
        best = _best(themes, pin)
        if best is not None:
            return FoundTheme(best)
    other = _best([*in_site, *elsewhere], GemPin())
    if other is None:
        return None
    asked = pin.version or ", ".join(pin.requirements)
    notice = Diagnostic(
        "theme-version",
        f"the Gemfile asks for {name} {asked}, but only {other.version} is installed, and used",
        fix=f"get it with `jekpy theme install {name}`",
        severity="warning",
    )
    return FoundTheme(other, (notice,))


def _best(themes: Sequence[Theme], pin: GemPin) -> Theme | None:
    """Return the newest theme that fits: the locked version, else no pre-release if there is another."""
    if pin.version:
        fitting = [theme for theme in themes if theme.version == pin.version]
    else:
        fitting = [theme for theme in themes if satisfies(theme.version, pin.requirements)]
        fitting = [theme for theme in fitting if not is_prerelease(theme.version)] or fitting
    return max(fitting, key=lambda theme: version_key(theme.version), default=None)


def _versions(name: str, folders: Iterable[Path]) -> list[Theme]:
    """Return every version of a gem that lies in one of the folders."""
    pattern = re.compile(rf"{re.escape(name)}-(\d[\w.]*)")
    return [
        Theme(name, path, match[1])
        for folder in folders
        for path in sorted(folder.iterdir())
        if (match := pattern.fullmatch(path.name)) and path.is_dir()
    ]
