"""jekyll-last-modified-at: when a page's file was changed last, by git or else by the file's own time.

`page.last_modified_at` is a time; `{% last_modified_at %d-%b-%y %}` prints it. A tag's format is its own; in
the Ruby plugin the first one that a page uses is taken for all of the page's.
Source: jekyll-last-modified-at 1.3.0, lib/jekyll-last-modified-at/determinator.rb, hook.rb, tag.rb.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Self

from jekpy.liquid import inline_tag
from jekpy.liquid.dates import strftime
from jekpy.liquid.values import to_s
from jekpy.plugins.api import Plugin
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from jekpy.liquid import RenderContext
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools
    from jekpy.rendering.registers import Registers

__all__ = ["LastModifiedAt", "add_times", "commit_times", "plugin"]

_FORMAT: Final = "%d-%b-%y"
_KEY: Final = "last_modified_at"


def add_times(site: Site, tools: Tools) -> Site:  # noqa: ARG001 - a hook gets both
    """Return the site with the time of change of every page, and of documents that do not give their own."""
    source = site.config.source
    pages = [page for page in site.pages if not page.from_theme]
    documents = [document for document in site.documents() if _KEY not in document.data]
    paths = {page.path for page in pages} | {document.source_path for document in documents}
    committed = commit_times(source, paths)

    def when(path: str) -> datetime | None:
        seconds = committed.get(path)
        if seconds is None:
            file = source / path
            seconds = int(file.stat().st_mtime) if file.is_file() else None
        return None if seconds is None else datetime.fromtimestamp(seconds, site.config.zone)

    dated_pages: dict[Page, Page] = {
        page: replace(page, front_matter={**page.front_matter, _KEY: time})
        for page in pages
        if (time := when(page.path)) is not None
    }
    dated_documents: dict[Document, Document] = {
        document: replace(document, data={**document.data, _KEY: time})
        for document in documents
        if (time := when(document.source_path)) is not None
    }
    dated = tuple(dated_pages.get(page, page) for page in site.pages)
    return replace(site.with_documents(dated_documents), pages=dated)


def commit_times(source: Path, paths: Collection[str]) -> dict[str, int]:
    """Return the time of the last commit to each file, in seconds since 1970; none outside a git work tree.

    The history is read backwards in one go, until all files are found.
    """
    command = [
        "git",
        "-c",
        "core.quotePath=false",
        "log",
        "--format=%x00%ct",
        "--name-only",
        "--relative",
        "--",
        ".",
    ]
    missing, found = set(paths), dict[str, int]()
    try:
        with subprocess.Popen(
            command,
            cwd=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
        ) as log:
            seconds = 0
            for line in log.stdout or ():
                text = line.rstrip("\n")
                if text.startswith("\0"):
                    seconds = int(text[1:])
                elif text in missing:
                    missing.discard(text)
                    found[text] = seconds
                    if not missing:
                        log.terminate()
                        break
    except OSError:
        return {}
    return found


@dataclass(frozen=True, slots=True)
class LastModifiedAt:
    """`{% last_modified_at %}`, with or without a format."""

    format: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        return cls(markup.strip())

    def render(self, context: RenderContext) -> str:
        """Return the time of the page's file; nothing for a page without one."""
        registers: Registers = context.registers[REGISTER]
        page = context.get("page")
        time = page.get(_KEY) if isinstance(page, Mapping) else None
        if not isinstance(time, datetime):
            return to_s(time)
        given = registers.site.config.mapping("last-modified-at").get("date-format")
        return strftime(time, self.format or (to_s(given) if given is not None else _FORMAT))


plugin: Final = Plugin(
    "jekyll-last-modified-at",
    tags={"last_modified_at": inline_tag(LastModifiedAt)},
    post_read=add_times,
    reads_anything=False,
)
