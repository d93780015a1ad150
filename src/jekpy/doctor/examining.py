"""All checks of a site, in one table.

Source: Jekyll 4.4.1, lib/jekyll/commands/doctor.rb, for the checks of URLs and of `url`; the others are
jekpy's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from jekpy.build import prepare
from jekpy.doctor.files import file_problems, plain_files
from jekpy.doctor.options import option_problems, url_problems
from jekpy.doctor.posts import hidden_posts, misnamed_posts
from jekpy.doctor.templates import look_at_templates
from jekpy.doctor.urls import collisions
from jekpy.errors import BuildError, JekpyError, Location
from jekpy.plugins import load_plugins
from jekpy.reading.files import disk_errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jekpy.config import Config
    from jekpy.errors import Diagnostic

__all__ = ["Examination", "examine"]

_BY_CHOICE: Final = frozenset({"future-date", "post-unpublished", "post-draft", "theme-stand-in", "url-none"})
"""What a site's author may well want, and what is told without being held against the site."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: `findings` are to be mended, `notes` are likely meant to be so. Both by place."""

    findings: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]


def examine(config: Config) -> Examination:
    """Return what is likely wrong with the site that `config` describes.

    Nothing is rendered and nothing written. A site that cannot be read is a finding too; never raises for it.
    """
    options = list(option_problems(config))
    placed = {one.cause for one in options}
    found = [*options, *(one for one in config.warnings if one.cause not in placed)]
    try:
        with disk_errors(config.source):
            plain = plain_files(config)
        renderer, plugins = prepare(config, load_plugins(config, found.append), found)
    except BuildError as error:
        return _sorted([*found, *(one.diagnostic for one in error.errors)])
    except JekpyError as error:
        return _sorted([*found, error.diagnostic])
    site = renderer.site
    found.extend(url_problems(config, plugins))
    found.extend(hidden_posts(site, plain))
    found.extend(collisions(site))
    look = look_at_templates(renderer, plugins)
    found.extend(look.problems)
    parts = look.parts
    found.extend(one for one in (*misnamed_posts(plain), *file_problems(site)) if _path(one) not in parts)
    return _sorted(found)


def _sorted(found: Iterable[Diagnostic]) -> Examination:
    """Return each finding once, in the order of files and lines."""
    different = sorted(dict.fromkeys(found), key=_place)
    return Examination(
        tuple(one for one in different if one.code not in _BY_CHOICE),
        tuple(replace(one, severity="warning") for one in different if one.code in _BY_CHOICE),
    )


def _path(found: Diagnostic) -> str:
    return found.location.path if found.location else ""


def _place(found: Diagnostic) -> tuple[str, int, int, str, str]:
    place = found.location or Location("")
    return place.path, place.line or 0, place.column or 0, found.code, found.cause
