"""jekyll-readme-index: a folder's README is its index page, where it has no other.

Source: jekyll-readme-index 0.3.0, lib/jekyll-readme-index/generator.rb, lib/jekyll/static_file_ext.rb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname
from typing import TYPE_CHECKING, Final

from jekpy.plugins.api import Plugin, Priority
from jekpy.plugins.optional_front_matter import page_of

if TYPE_CHECKING:
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.model.static_file import StaticFile
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_INDEX: Final = re.compile(r"(?:index\.(?:html?|xhtml|xml))?", re.IGNORECASE)


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with a page at each folder that has a README and no index."""
    options = site.config.mapping("readme_index")
    if options.get("enabled") is False:
        return site
    for file in site.static_files:
        if _is_readme(file, tools) and not _has_index(site, _folder(file.url)):
            page = page_of(file, site, tools, {"permalink": f"{dirname(file.url)}/"})
            site = site.with_pages(page)
            if options.get("remove_originals") is True:
                site = replace(site, static_files=tuple(it for it in site.static_files if it is not file))
    if options.get("with_frontmatter") is True:
        for page in site.pages:
            if _is_readme(page, tools) and not _has_index(site, _folder(page.url)):
                moved = _moved(page, site, tools)
                site = replace(site, pages=tuple(moved if it is page else it for it in site.pages))
    return site


def _is_readme(item: Page | StaticFile, tools: Tools) -> bool:
    """Tell by an item's name whether it is a README; its extension is in lower case."""
    ext = item.ext
    return item.name.lower() == f"readme{ext}" and ext == ext.lower() and tools.is_markdown(ext)


def _folder(url: str) -> str:
    folder = dirname(url)
    return folder if folder.endswith("/") else f"{folder}/"


def _has_index(site: Site, folder: str) -> bool:
    urls = [page.url for page in site.pages] + [file.url for file in site.static_files]
    length = len(folder)
    return any(
        url[:length].lower() == folder.lower() and _INDEX.fullmatch(url[length:]) is not None for url in urls
    )


def _moved(page: Page, site: Site, tools: Tools) -> Page:
    front_matter = {**page.front_matter, "permalink": f"{dirname(page.url)}/"}
    return tools.page(site, page.path, front_matter, page.body, page.body_line)


plugin: Final = Plugin("jekyll-readme-index", generate=generate, priority=Priority.LOW)
