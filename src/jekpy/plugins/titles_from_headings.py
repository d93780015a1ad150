"""jekyll-titles-from-headings: a page's title from its first heading, where the front matter has none.

Source: jekyll-titles-from-headings 0.5.3, lib/jekyll-titles-from-headings/generator.rb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from jekpy.liquid.filters.strings import strip_html
from jekpy.liquid.lexer import SPACE
from jekpy.model.document import Document
from jekpy.plugins.api import Plugin, Priority
from jekpy.rendering.filters.text import normalize_whitespace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_TITLE: Final = re.compile(
    r"\A\s*(?:#{1,3}\s+(.*)(?:\s+#{1,3})?|(.*)\r?\n[-=]+\s*)$", re.MULTILINE | re.ASCII
)
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]*\]")


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with titles on its Markdown pages and, where the config says so, its documents.

    A document's title counts as one from its file name, whatever its front matter says.
    """
    options = site.config.mapping("titles_from_headings")
    if options.get("enabled") is False:
        return site
    pages = tuple(_titled_page(page, tools, options) for page in site.pages)
    documents: dict[Document, Document] = {}
    if options.get("collections") is True:
        documents = {
            document: _titled_document(document, tools, options)
            for document in site.documents()
            if site.writes(document) and tools.is_markdown(document.ext)
        }
    return replace(site.with_documents(documents), pages=pages)


def _titled_page(page: Page, tools: Tools, options: Mapping[str, object]) -> Page:
    if not tools.is_markdown(page.ext) or page.value("title") is not None:
        return page
    title, body = _title_and_rest(page, tools, options)
    front_matter: dict[str, Any] = {**page.front_matter, "title": title}
    return replace(page, front_matter=front_matter, body=body, body_line=_line_of_rest(page, body))


def _titled_document(document: Document, tools: Tools, options: Mapping[str, object]) -> Document:
    title, body = _title_and_rest(document, tools, options)
    data = {**document.data, "title": document.value("title") if title is None else title}
    return replace(document, data=data, body=body, body_line=_line_of_rest(document, body))


def _title_and_rest(
    item: Document | Page, tools: Tools, options: Mapping[str, object]
) -> tuple[str | None, str]:
    """Return the title in the item's text, None without one, and the text as it is to be shown."""
    match = _TITLE.search(item.body)
    title = None
    if match is not None:
        html = tools.markdown(match[1] if match[1] is not None else match[2])
        title = _FOOTNOTE.sub("", normalize_whitespace(strip_html(html)))
    wanted = item.value("strip_title")
    own = item.data if isinstance(item, Document) else item.front_matter
    stripped = wanted if "strip_title" in own else options.get("strip_title")
    return title, _TITLE.sub("", item.body).strip(SPACE) if stripped is True else item.body


def _line_of_rest(item: Document | Page, rest: str) -> int:
    """Return the line of the file on which `rest`, the end of the item's text, begins."""
    start = item.body.rfind(rest)
    return item.body_line + item.body.count("\n", 0, max(start, 0))


plugin: Final = Plugin("jekyll-titles-from-headings", generate=generate, priority=Priority.LOWEST)
