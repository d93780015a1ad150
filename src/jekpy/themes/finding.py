"""Finding the theme that a site asks for.

A theme is looked for where the site's lock file says, in the site's `vendor/`, in jekpy's own theme folder,
and where Ruby keeps gems; no Ruby is run.

Source: Jekyll 4.4.1, lib/jekyll/theme.rb; jekyll-remote-theme 0.4.3, lib/jekyll-remote-theme/theme.rb.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, Location, ThemeError
from jekpy.model.site import Theme
from jekpy.themes.requests import BUILT_IN, Request, parse_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.config import Config
    from jekpy.model.page import Page
    from jekpy.model.site import Site

__all__ = ["FoundTheme", "built_in_theme", "find_theme", "has_search", "theme_request"]

_STANDS_IN_FOR: Final = "just-the-docs"
_NAVIGATION_KEYS: Final = ("parent", "nav_order", "has_children", "nav_exclude", "grand_parent")


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

    Where none is named, the built-in one is for a site with a page that asks for a layout which the theme has
    and the site has not, if that is the home page or has a key of the theme's navigation: Jekyll would leave
    it bare. `theme: false` rules that out. The built-in theme also stands in for just-the-docs when that is
    not to be had. Raises ThemeError for any other theme that is not.
    """
    config = site.config
    request, key = theme_request(config)
    if request is None:
        bare = config.values.get("theme") is not False and _has_bare_page(site)
        return FoundTheme(built_in_theme() if bare else None)
    if request.name == BUILT_IN:
        return FoundTheme(built_in_theme())
    from jekpy.themes.named import find_named

    found = find_named(request, config, environment)
    if found is not None:
        return found
    if request.name.rpartition("/")[2] == _STANDS_IN_FOR:
        notice = Diagnostic(
            "theme-stand-in",
            "the theme just-the-docs is not installed here; jekpy's built-in theme stands in for it",
            fix="`jekpy theme install` gets the theme itself, `theme: jekpy` asks for the built-in one",
            severity="warning",
        )
        return FoundTheme(built_in_theme(), (notice,))
    raise _missing(request, key, config)


def has_search(site: Site) -> bool:
    """Tell whether the site's theme searches by an index that the build makes."""
    built_in = site.theme is not None and site.theme.is_built_in
    return built_in and site.config.values.get("search_enabled") is not False


def theme_request(config: Config) -> tuple[Request | None, str]:
    """Return the theme that the configuration names, None for none, and the key that names it.

    Raises ThemeError for a `remote_theme` that is no `owner/repository`.
    """
    remote = config.values.get("remote_theme")
    if isinstance(remote, str) and remote.strip():
        request = parse_request(remote.strip())
        if not request.is_repository:
            raise ThemeError(
                f"`remote_theme` cannot be {remote!r}", _place(config), fix="write OWNER/REPOSITORY"
            )
        return request, "remote_theme"
    theme = config.values.get("theme")
    return (Request(theme) if isinstance(theme, str) and theme else None), "theme"


def _place(config: Config) -> Location | None:
    return Location(config.files[-1].name) if config.files else None


def _has_bare_page(site: Site) -> bool:
    """Tell whether a page that is the theme's business asks for a layout that only the built-in theme has."""
    layouts = {path.name.partition(".")[0] for path in (built_in_theme().root / "_layouts").iterdir()}
    missing = layouts - site.layouts.keys()
    wanted = (page.value("layout") for page in site.pages if _is_of_documentation(page))
    return any(isinstance(layout, str) and layout in missing for layout in wanted)


def _is_of_documentation(page: Page) -> bool:
    return page.url == "/" or any(key in page.front_matter for key in _NAVIGATION_KEYS)


def _missing(request: Request, key: str, config: Config) -> ThemeError:
    command = "jekpy theme install"
    return ThemeError(
        f"the theme {request.name!r} could not be found",
        _place(config),
        fix=f"get it with `{command}`; without a connection, fetch its gem or archive elsewhere, and install "
        f"that with `{command} --from FILE`; or remove `{key}`",
    )
