"""jekyll-optional-front-matter: Markdown files without front matter are pages too.

Source: jekyll-optional-front-matter 0.3.2, lib/jekyll-optional-front-matter.rb and its generator.rb.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jekpy.plugins.api import Plugin
from jekpy.reading.entries import EntryFilter
from jekpy.reading.files import decode

if TYPE_CHECKING:
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.model.static_file import StaticFile
    from jekpy.plugins.api import Tools

__all__ = ["generate", "page_of", "plugin"]

_LEFT_ALONE: Final = frozenset(
    ("README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE",
     "PULL_REQUEST_TEMPLATE")
)  # fmt: skip


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with a page for each Markdown file, but for those that speak of the project."""
    config = site.config
    options = config.mapping("optional_front_matter")
    if options.get("enabled") is False or config.flag("require_front_matter"):
        return site
    entries = EntryFilter.of(config)

    def wanted(file: StaticFile) -> bool:
        path = file.relative_path.lstrip("/")
        return tools.is_markdown(file.ext) and (
            file.basename.upper() not in _LEFT_ALONE or entries.includes(path)
        )

    chosen = [file for file in site.static_files if wanted(file)]
    pages = [page_of(file, site, tools, {}) for file in chosen]
    kept = site.static_files
    if options.get("remove_originals") is True:
        kept = tuple(file for file in kept if file not in chosen)
    return replace(site, static_files=kept).with_pages(*pages)


def page_of(file: StaticFile, site: Site, tools: Tools, front_matter: dict[str, object]) -> Page:
    """Return a static file as a page, all of it text."""
    text = decode(file.source.read_bytes(), site.config.text("encoding", "utf-8"))
    return tools.page(site, file.relative_path.lstrip("/"), front_matter, text)


plugin: Final = Plugin("jekyll-optional-front-matter", generate=generate)
