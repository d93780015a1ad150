"""`jekpy theme`: install, list and remove themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekpy.cli.console import Console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.themes.installed import InstalledTheme
    from jekpy.themes.requests import Request

__all__ = ["command"]

_source_option = click.option(
    "-s", "--source", type=click.Path(path_type=Path), help="The folder that holds the site."
)


@click.group("theme")
def command() -> None:
    """Install, list and remove themes."""


@command.command("install")
@click.argument("theme", required=False)
@_source_option
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the theme from this .gem or .tar.gz file.",
)
@click.option("--gems", default="", metavar="URL", help="The gem server, instead of the Gemfile's.")
@click.option("--repositories", default="", metavar="URL", help="The host of OWNER/REPOSITORY.")
@click.option("--update", is_flag=True, help="Take the newest, whatever the lock files say.")
def install_command(
    theme: str | None, source: Path | None, file: Path | None, gems: str, repositories: str, *, update: bool
) -> None:
    """Install THEME, and write it into the site's _themes.lock.yml.

    THEME is a gem file, NAME, NAME@VERSION, OWNER/REPOSITORY, or OWNER/REPOSITORY@REF; without one, the theme
    that the site's configuration names.
    """
    from jekpy.themes.installing import Sources, install

    console = Console()
    with console.errors_end_the_program():
        if theme is not None and file is None and theme.endswith(".gem"):
            file = Path(theme)
        request = _request(theme, file, source)
        sources = Sources(gems, repositories, file)
        installed = install(request, _site_folder(source), sources, update=update, tell=console.info)
        console.info(f"Installed {installed.record.name} {installed.record.version} in {installed.folder}")
        if not _is_named(installed.record.name, source):
            key = "remote_theme" if request.is_repository else "theme"
            console.info(f"To use it, write `{key}: {request.written}` in _config.yml.")


@command.command("list")
@_source_option
def list_command(source: Path | None) -> None:
    """List the themes that are installed, and tell which one the site uses."""
    from jekpy.themes.installed import installed_themes
    from jekpy.themes.places import themes_folder
    from jekpy.themes.records import read_lock

    console = Console()
    with console.errors_end_the_program():
        locked = {one.folder_name for one in read_lock(_site_folder(source))}
        installed = installed_themes()
        for line in _listed(installed, locked):
            console.info(line)
        for record in read_lock(_site_folder(source)):
            if record.folder_name not in {one.record.folder_name for one in installed}:
                console.info(f"{record.name} {record.version} is not installed; run `jekpy theme install`")
        if not installed:
            console.info(f"no themes are installed in {themes_folder()}")


@command.command("remove")
@click.argument("theme")
@_source_option
def remove_command(theme: str, source: Path | None) -> None:
    """Remove THEME, given as for `install`, from this machine and from the site's lock file."""
    from jekpy.themes.installing import remove
    from jekpy.themes.requests import parse_request

    console = Console()
    with console.errors_end_the_program():
        for one in remove(parse_request(theme), _site_folder(source)):
            console.info(f"Removed {one.record.name} {one.record.version}")


def _site_folder(source: Path | None) -> Path:
    """Return the site's folder. Raises ThemeError when there is none."""
    from jekpy.errors import ThemeError

    folder = (source or Path()).absolute()
    if not folder.is_dir():
        raise ThemeError(f"the folder {str(folder)!r} does not exist", fix="name the site's with --source")
    return folder


def _is_named(name: str, source: Path | None) -> bool:
    """Tell whether the site's configuration names a theme, as far as it can be read."""
    from jekpy.config import load_config
    from jekpy.errors import JekpyError
    from jekpy.themes.finding import theme_request

    try:
        request, _key = theme_request(load_config(_site_folder(source)))
    except JekpyError:
        return True
    return request is not None and request.name == name


def _request(theme: str | None, file: Path | None, source: Path | None) -> Request:
    """Return what to install; without a name, what the gem file or the site's configuration names."""
    from jekpy.config import load_config
    from jekpy.errors import ThemeError
    from jekpy.themes.finding import theme_request
    from jekpy.themes.installing import gem_request
    from jekpy.themes.requests import parse_request

    if file is not None and file.suffix == ".gem" and theme in (None, str(file)):
        return gem_request(file)
    if theme is not None:
        return parse_request(theme)
    request, _key = theme_request(load_config(_site_folder(source)))
    if request is None:
        raise ThemeError("the site names no theme", fix="name the theme: jekpy theme install NAME")
    return request


def _listed(installed: Sequence[InstalledTheme], locked: set[str]) -> list[str]:
    """Return a line for each theme, in columns; a star marks the ones that the site's lock file names."""
    rows = [
        (
            "*" if one.record.folder_name in locked else " ",
            one.record.name,
            one.record.version,
            one.record.origin,
        )
        for one in installed
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
