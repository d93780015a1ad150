"""From the path of a request to a file of the built site.

Source of the rules: Jekyll 4.4.1, lib/jekyll/commands/serve/servlet.rb; WEBrick's file handler.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Found", "find_file"]

_INDEXES: Final = ("index.htm", "index.html", "index.xht", "index.xhtml", "index.xml", "index.json")
_PAGES: Final = (".html", ".xhtml")


@dataclass(frozen=True, slots=True)
class Found:
    """The file to send, the path to go to instead, or the folder to list."""

    file: Path | None = None
    redirect: str | None = None
    folder: Path | None = None


def find_file(destination: Path, url_path: str, *, list_folders: bool = False) -> Found:
    """Return what is at a decoded URL path below the site's base URL.

    `/x` is the file `x`, else the folder `x` (by a redirect to `/x/`), else `x.html`. A folder is its index
    page or, with `list_folders`, itself. Nothing outside the destination is ever found, by dots or by links.
    """
    if "\0" in url_path or "\\" in url_path:
        return Found()
    relative = url_path.lstrip("/")
    path = destination / relative
    if not _is_inside(path, destination):
        return Found()
    if path.is_dir():
        if relative and not url_path.endswith("/"):
            return Found(redirect=f"/{relative}/")  # one slash: two would lead to another host
        if list_folders:
            return Found(folder=path)
        return next(
            (Found(path / name) for name in _INDEXES if _is_served(path / name, destination)),
            Found(),
        )
    if url_path.endswith("/"):
        return Found()
    candidates = (path, *(path.with_name(path.name + ext) for ext in _PAGES))
    return next((Found(file) for file in candidates if _is_served(file, destination)), Found())


def _is_inside(path: Path, destination: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        pass  # `x` may be `x.html`
    except (OSError, ValueError):  # too long a name, bytes that are none, links in a circle
        return False
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(destination))


def _is_served(path: Path, destination: Path) -> bool:
    return not path.name.startswith(".ht") and _is_inside(path, destination) and path.is_file()
