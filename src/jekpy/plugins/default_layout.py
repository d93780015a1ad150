"""jekyll-default-layout: a layout for Markdown pages and posts that name none.

Source: jekyll-default-layout 0.1.5, lib/jekyll-default-layout/generator.rb.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jekpy.model.document import Document
from jekpy.plugins.api import Plugin, Priority

if TYPE_CHECKING:
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with a layout on each Markdown page and post that has no key `layout`, not even nil."""
    pages = tuple(_with_layout(page, site) if _is_bare(page, tools) else page for page in site.pages)
    posts = {post: _with_layout_on_post(post, site) for post in site.posts if _is_bare(post, tools)}
    return replace(site.with_documents(posts), pages=pages)


def _is_bare(item: Document | Page, tools: Tools) -> bool:
    own = item.data if isinstance(item, Document) else item.front_matter
    return tools.is_markdown(item.ext) and "layout" not in own and "layout" not in item.defaults


def _with_layout(page: Page, site: Site) -> Page:
    layout = _layout(page.url, "page", site)
    return replace(page, front_matter={**page.front_matter, "layout": layout})


def _with_layout_on_post(post: Document, site: Site) -> Document:
    return replace(post, data={**post.data, "layout": _layout(post.url, "post", site)})


def _layout(url: str, kind: str, site: Site) -> str | None:
    names = (*(("home",) if url == "/" else ()), kind, "default")
    return next((name for name in names if name in site.layouts), None)


plugin: Final = Plugin("jekyll-default-layout", generate=generate, priority=Priority.LOWEST)
