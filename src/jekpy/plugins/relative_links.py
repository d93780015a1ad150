"""jekyll-relative-links: links between Markdown files by their paths become links between pages.

    [text](path/of/file.md#fragment "title")        [id]: path/of/file.md#fragment "title"

Source: jekyll-relative-links 0.7.0, lib/jekyll-relative-links/generator.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from jekpy.plugins.api import Plugin, Priority
from jekpy.reading.entries import EntryFilter
from jekpy.rendering.filters.urls import relative

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["Link", "find_links", "generate", "plugin"]

_FRAGMENT: Final = r"(#.+?|)?"
_TITLE: Final = r"""(\s+"(?:\\"|[^"])*(?<!\\)"|\s+"(?:\\'|[^'])*(?<!\\)')?"""
_INSIDE: Final = re.compile(rf"([^)][^)#]*?){_FRAGMENT}{_TITLE}\)", re.ASCII)
_DEFINITION: Final = re.compile(rf"\[(.*?)\]: (.[^#\n]*?){_FRAGMENT}{_TITLE}\s*?$", re.MULTILINE | re.ASCII)
_LONGEST: Final = 500
"""How many characters a link's address with its title may have, and a line with a definition."""
_MOST_ENDS: Final = 4
"""How many ends of a link's text are tried."""
_BLANKS: Final = " \t\n\v\f\r"
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with the links of its Markdown pages rewritten; the config can add documents."""
    options = site.config.mapping("relative_links")
    if options.get("enabled") is False:
        return site
    excluded = options.get("exclude")
    patterns = [str(pattern) for pattern in excluded] if isinstance(excluded, list) else []
    is_excluded = EntryFilter.of(site.config).matcher(patterns)
    urls = _urls(site)

    def wanted(item: Page | Document, path: str) -> bool:
        return tools.is_markdown(item.ext) and not is_excluded(path)

    pages = tuple(
        replace(page, body=_rewritten(page.body, page.path, urls, site.config.baseurl))
        if wanted(page, page.path)
        else page
        for page in site.pages
    )
    documents: dict[Document, Document] = {}
    if options.get("collections") is True:
        documents = {
            item: replace(item, body=_rewritten(item.body, item.relative_path, urls, site.config.baseurl))
            for item in site.documents()
            if site.writes(item) and wanted(item, item.relative_path)
        }
    return replace(site.with_documents(documents), pages=pages)


def _urls(site: Site) -> dict[str, str]:
    """Return the URL of everything that a link may lead to by its path in the source; of two the first."""
    found: dict[str, str] = {}
    for page in site.pages:
        found.setdefault(page.path, page.url)
    for file in site.static_files:
        found.setdefault(file.relative_path.removeprefix("/"), file.url)
    for document in site.documents():
        if site.writes(document):
            found.setdefault(document.relative_path, document.url)
    return found


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or the definition of one, from `start` to `end` in a text."""

    start: int
    end: int
    text: str
    path: str
    fragment: str
    title: str
    is_definition: bool

    def written(self, url: str) -> str:
        """Return the link with another address."""
        address = f"{url}{self.fragment}{self.title}"
        return f"\n[{self.text}]: {address}" if self.is_definition else f"[{self.text}]({address})"


def _rewritten(body: str, path: str, urls: Mapping[str, str], baseurl: str) -> str:
    folder = dirname(path)
    parts: list[str] = []
    end = 0
    for link in find_links(body):
        if link.path.startswith("#") or _SCHEME.match(link.path):
            continue
        url = urls.get(unquote_plus(_from_root(link.path, folder)))
        if url is not None:
            parts += [body[end : link.start], link.written(relative(url, baseurl))]
            end = link.end
    return "".join([*parts, body[end:]])


def find_links(body: str) -> Iterator[Link]:
    """Give the links of a text, from left to right, as the Ruby plugin's pattern finds them.

    A definition begins with the blank lines before it, and so goes before a link that begins at its bracket.
    """
    end = 0
    bracket = body.find("[")
    while bracket >= 0:
        start = _line_start(body, bracket, end)
        kinds = (_inline, _definition) if start == bracket else (_definition, _inline)
        link = next((it for kind in kinds if (it := kind(body, bracket, start)) is not None), None)
        if link is not None:
            yield link
            end = link.end
        bracket = body.find("[", max(end, bracket + 1))


def _line_start(body: str, bracket: int, end: int) -> int | None:
    """Return where the blank lines before a bracket's line begin, or that line; None within a line."""
    at = bracket
    while at > end and body[at - 1] in _BLANKS:
        at -= 1
    if at == 0 or body[at - 1] == "\n":
        return at
    line_end = body.find("\n", at, bracket)
    return line_end + 1 if line_end >= 0 else None


def _inline(body: str, bracket: int, _start: int | None) -> Link | None:
    line_end = body.find("\n", bracket)
    line_end = len(body) if line_end < 0 else line_end
    close = bracket
    for _ in range(_MOST_ENDS):
        close = body.find("](", close + 1, line_end)
        if close < 0:
            return None
        match = _INSIDE.match(body, close + 2, close + 2 + _LONGEST)
        if match is not None:
            path, fragment, title = match.groups(default="")
            return Link(bracket, match.end(), body[bracket + 1 : close], path, fragment, title, False)
    return None


def _definition(body: str, bracket: int, start: int | None) -> Link | None:
    if start is None:
        return None
    line_end = body.find("\n", bracket)
    line_end = len(body) if line_end < 0 else line_end
    if line_end - bracket > _LONGEST:
        return None
    next_end = body.find("\n", line_end + 1)  # a title may stand on the next line
    match = _DEFINITION.match(body, bracket, len(body) if next_end < 0 else next_end)
    if match is None:
        return None
    text, path, fragment, title = match.groups(default="")
    return Link(start, match.end(), text, path, fragment, title, True)


def _from_root(path: str, folder: str) -> str:
    """Return a path in a link as one from the source's root; one that leaves it names nothing there."""
    return normpath(path[1:] if path.startswith("/") else f"{folder}/{path}" if folder else path)


plugin: Final = Plugin("jekyll-relative-links", generate=generate, priority=Priority.LOWEST)
