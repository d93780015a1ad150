"""A page that lists a folder of the built site, in place of its index page.

Source: Jekyll 4.4.1, lib/jekyll/commands/serve.rb (show_dir_listing); WEBrick's fancy indexing.
"""

from __future__ import annotations

import os
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["folder_listing"]

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Index of {path}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
td, th {{ text-align: left; padding: 0 1rem 0 0 }}
td:last-child, th:last-child {{ text-align: right }}
</style>
</head>
<body>
<h1>Index of {path}</h1>
<table>
<thead><tr><th>Name</th><th>Last changed</th><th>Size</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def folder_listing(folder: Path, url_path: str) -> str:
    """Return the HTML that lists `folder`, seen at `url_path`: folders first, each with its time and size.

    Names that begin with a dot are left out, and links that lead out of the folder.
    """
    rows = list(_rows(folder))
    if url_path != "/":
        rows.insert(0, _row("..", "../", "", ""))
    return _PAGE.format(path=escape(url_path), rows="\n".join(rows))


def _rows(folder: Path) -> Iterator[str]:
    inside = os.path.realpath(folder) + os.sep
    paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    for path in sorted(paths, key=lambda path: (not path.is_dir(), path.name)):
        if not os.path.realpath(path).startswith(inside) or not path.exists():
            continue
        stat = path.stat()
        changed = datetime.fromtimestamp(stat.st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
        end = "/" if path.is_dir() else ""
        yield _row(path.name + end, f"./{quote(path.name)}{end}", changed, "" if end else f"{stat.st_size:,}")


def _row(name: str, link: str, changed: str, size: str) -> str:
    return f'<tr><td><a href="{escape(link)}">{escape(name)}</a></td><td>{changed}</td><td>{size}</td></tr>'
