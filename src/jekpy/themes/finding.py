"""Finding the theme that a site asks for.

A gem theme is looked for where Ruby keeps gems, in the site's `vendor/`, and in jekpy's own theme folder;
no Ruby is run.

Source: Jekyll 4.4.1, lib/jekyll/theme.rb; RubyGems, Gem.default_path.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, Location, ThemeError
from jekpy.model.site import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jekpy.config import Config
    from jekpy.model.site import Site

__all__ = ["BUILT_IN", "FoundTheme", "built_in_theme", "find_theme", "has_search"]

BUILT_IN: Final = "jekpy"
"""The name of the built-in theme."""

_STANDS_IN_FOR: Final = "just-the-docs"
_GEM_FOLDERS: Final = (
    "vendor/bundle/ruby/*/gems",
    "vendor/gems",
    "vendor/cache",
)
_SYSTEM_GEM_FOLDERS: Final = (
    "/var/lib/gems/*/gems",
    "/usr/lib/ruby/gems/*/gems",
    "/usr/local/lib/ruby/gems/*/gems",
    "/usr/local/bundle/gems",
    "/usr/share/rubygems-integration/all/gems",
)


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """The theme to build with, if any, and what to tell of it."""

    theme: Theme | None
    notices: tuple[Diagnostic, ...] = ()


def built_in_theme() -> Theme:
    """Return the theme that comes with jekpy."""
    from jekpy._version import __version__

    return Theme(BUILT_IN, Path(__file__).parent.parent / "theme", __version__, is_built_in=True)


def find_theme(site: Site, environment: Mapping[str, str] = os.environ) -> FoundTheme:
    """Return the theme that `theme` or `remote_theme` names.

    Where none is named, the built-in one is for a site whose home page asks for a layout that the site does
    not have: Jekyll would leave it bare. `theme: false` rules that out. The built-in theme also stands in for
    just-the-docs when that is not to be had. Raises ThemeError for any other theme that is not.
    """
    config = site.config
    name, key = _named(config)
    if not name:
        bare = config.values.get("theme") is not False and _home_page_is_bare(site)
        return FoundTheme(built_in_theme() if bare else None)
    if name == BUILT_IN:
        return FoundTheme(built_in_theme())
    found = _newest(name, config.source, environment)
    if found is not None:
        return FoundTheme(found)
    if name == _STANDS_IN_FOR:
        notice = Diagnostic(
            "theme-stand-in",
            "the theme just-the-docs is not installed here; jekpy's built-in theme stands in for it",
            severity="warning",
        )
        return FoundTheme(built_in_theme(), (notice,))
    raise ThemeError(
        f"the theme {name!r} could not be found",
        Location(config.files[-1].name) if config.files else None,
        fix=f"unpack it into {config.source / 'vendor/gems'}/{name}-VERSION, or remove `{key}` to use the "
        "built-in theme",
    )


def _home_page_is_bare(site: Site) -> bool:
    """Tell whether the page at `/` asks for a layout that the built-in theme has and the site has not."""
    home = next((page for page in site.pages if page.url == "/"), None)
    wanted = home.value("layout") if home is not None else None
    if not isinstance(wanted, str) or wanted in site.layouts:
        return False
    return wanted in {path.name.partition(".")[0] for path in (built_in_theme().root / "_layouts").iterdir()}


def has_search(site: Site) -> bool:
    """Tell whether the site's theme searches by an index that the build makes."""
    built_in = site.theme is not None and site.theme.is_built_in
    return built_in and site.config.values.get("search_enabled") is not False


def _named(config: Config) -> tuple[str, str]:
    """Return the theme's name ("" for none), and the key that gave it; a remote one is `owner/name@ref`."""
    remote = config.values.get("remote_theme")
    if isinstance(remote, str) and remote:
        return remote.rsplit("/", 1)[-1].partition("@")[0], "remote_theme"
    theme = config.values.get("theme")
    return (theme, "theme") if isinstance(theme, str) else ("", "theme")


def _newest(name: str, source: Path, environment: Mapping[str, str]) -> Theme | None:
    """Return the newest version of a gem that lies in one of the places for gems."""
    pattern = re.compile(rf"{re.escape(name)}-(\d[\w.]*)")
    found = [
        (_version(match[1]), Theme(name, path, match[1]))
        for folder in _gem_folders(source, environment)
        for path in folder.iterdir()
        if path.is_dir() and (match := pattern.fullmatch(path.name))
    ]
    return max(found, key=lambda entry: entry[0])[1] if found else None


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


def _gem_folders(source: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    patterns = [(source, pattern) for pattern in _GEM_FOLDERS]
    homes = [environment.get("GEM_HOME", ""), *environment.get("GEM_PATH", "").split(os.pathsep)]
    patterns.extend((Path(home), "gems") for home in homes if home)
    patterns.append((Path.home(), ".gem/ruby/*/gems"))
    patterns.append((Path.home(), ".local/share/gem/ruby/*/gems"))
    patterns.extend((Path("/"), pattern.lstrip("/")) for pattern in _SYSTEM_GEM_FOLDERS)
    for root, pattern in patterns:
        yield from (path for path in sorted(root.glob(pattern)) if path.is_dir())
