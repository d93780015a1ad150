"""jekyll-relative-links: links between Markdown files by their paths become links between pages.

    [text](path/of/file.md#fragment "title")        [id]: path/of/file.md#fragment "title"

Source: jekyll-relative-links 0.7.0, lib/jekyll-relative-links/generator.rb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from jekpy.plugins.api import Plugin, Priority
from jekpy.reading.entries import EntryFilter
from jekpy.rendering.filters.urls import relative

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_FRAGMENT: Final = r"(#.+?|)?"
_TITLE: Final = r"""(\s+"(?:\\"|[^"])*(?<!\\)"|\s+"(?:\\'|[^'])*(?<!\\)')?"""
_LINK: Final = re.compile(
    rf"\[(?P<text>.*?)\]\((?P<path>[^)]+?)(?P<fragment>{_FRAGMENT})(?P<title>{_TITLE})\)"
    rf"|^\s*?\[(?P<id>.*?)\]: (?P<defined>.+?)(?P<its_fragment>{_FRAGMENT})(?P<its_title>{_TITLE})\s*?$",
    re.MULTILINE | re.ASCII,
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with the links of its Markdown pages rewritten; the config can add documents."""
    options = site.config.mapping("relative_links")
    if options.get("enabled") is False:
        return site
    excluded = options.get("exclude")
    patterns = [str(pattern) for pattern in excluded] if isinstance(excluded, list) else []
    entries = EntryFilter.of(site.config)
    urls = _urls(site)

    def wanted(item: Page | Document, path: str) -> bool:
        return tools.is_markdown(item.ext) and not entries.matches(patterns, path)

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


def _rewritten(body: str, path: str, urls: Mapping[str, str], baseurl: str) -> str:
    folder = dirname(path)

    def link(match: re.Match[str]) -> str:
        inline = match["text"] is not None
        target = match["path"] if inline else match["defined"]
        if target.startswith("#") or _SCHEME.match(target):
            return match[0]
        url = urls.get(unquote_plus(_from_root(target, folder)))
        if url is None:
            return match[0]
        fragment = (match["fragment"] if inline else match["its_fragment"]) or ""
        title = (match["title"] if inline else match["its_title"]) or ""
        address = f"{relative(url, baseurl)}{fragment}"
        if inline:
            return f"[{match['text']}]({address}{title})"
        return f"\n[{match['id']}]: {address}{title}"

    return _LINK.sub(link, body)


def _from_root(path: str, folder: str) -> str:
    """Return a path in a link as one from the source's root; one that leaves it names nothing there."""
    return normpath(path[1:] if path.startswith("/") else f"{folder}/{path}" if folder else path)


plugin: Final = Plugin("jekyll-relative-links", generate=generate, priority=Priority.LOWEST)
