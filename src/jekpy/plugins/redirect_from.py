"""jekyll-redirect-from: pages at old addresses that lead to new ones.

`redirect_from` names addresses that lead to a page, `redirect_to` an address that the page itself leads to.
Source: jekyll-redirect-from 0.16.0, lib/jekyll-redirect-from/generator.rb, redirect_page.rb, redirect.html.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jekpy.liquid.values import to_s
from jekpy.model.document import Document
from jekpy.model.layout import Layout
from jekpy.model.page import Page
from jekpy.plugins.api import Plugin
from jekpy.rendering.filters.json import to_json
from jekpy.rendering.filters.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jekpy.config import Config
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_TO: Final = "{{ page.redirect.to }}"
_LAYOUT: Final = f"""\
<!DOCTYPE html>
<html lang="en-US">
  <meta charset="utf-8">
  <title>Redirecting&hellip;</title>
  <link rel="canonical" href="{_TO}">
  <script>location="{_TO}"</script>
  <meta http-equiv="refresh" content="0; url={_TO}">
  <meta name="robots" content="noindex">
  <h1>Redirecting&hellip;</h1>
  <a href="{_TO}">Click here if you are not redirected.</a>
</html>
"""


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with a page for each old address, and with pages that lead elsewhere in their places.

    The site's own layout `redirect` goes before the built-in one. A page at an old address gives way, without
    a warning. Source: Jekyll 4.4.1, lib/jekyll/commands/doctor.rb, allow_used_permalink?.
    """
    redirects: dict[str, str] = {}
    made: list[Page] = []
    changed: dict[Document | Page, Document | Page] = {}
    written = [document for document in site.documents() if site.writes(document)]
    items: list[Document | Page] = [*written, *site.pages]
    for item in items:
        for path in _sources(item):
            front_matter = _front_matter(path, item.url, site.config)
            made.append(replace(tools.page(site, "redirect.html", front_matter), takes_over=True))
            redirects[_rooted(path)] = _target(item.url, site.config)
        target = _first_target(item)
        if target is not None:
            redirects[item.url] = _target(target, site.config)
            changed[item] = _turned(item, _front_matter(item.url, target, site.config))
    site = _with_changed(site, changed)
    site = replace(site, layouts={"redirect": _layout(), **site.layouts}).with_pages(*made)
    listed = site.config.mapping("redirect_from").get("json") is not False
    if not listed or (site.config.source / "redirects.json").exists():
        return site
    return site.with_pages(tools.page(site, "redirects.json", {"layout": None}, to_json(redirects)))


def _sources(item: Document | Page) -> Iterator[str]:
    given = item.value("redirect_from")
    for path in given if isinstance(given, list) else [given]:
        if path is not None:
            yield to_s(path)


def _first_target(item: Document | Page) -> str | None:
    given = item.value("redirect_to")
    found = next((it for it in given if it is not None), None) if isinstance(given, list) else given
    return None if found in (None, False) else to_s(found)


def _rooted(path: str) -> str:
    return path if path.startswith("/") else f"/{path}"


def _target(path: str, config: Config) -> str:
    if path.startswith(("http://", "https://")):
        return path
    return absolute(path, config.text("url"), config.baseurl)


def _front_matter(source: str, target: str, config: Config) -> dict[str, object]:
    address = _rooted(source)
    return {
        "sitemap": False,
        "layout": "redirect",
        "permalink": address,
        "redirect": {"from": address, "to": _target(target, config)},
    }


def _turned(item: Document | Page, front_matter: dict[str, object]) -> Document | Page:
    """Return the item as a page that leads elsewhere."""
    if isinstance(item, Document):
        return replace(item, body="", data={**item.data, **front_matter})
    return replace(item, body="", front_matter={**item.front_matter, **front_matter})


def _with_changed(site: Site, changed: dict[Document | Page, Document | Page]) -> Site:
    documents = {
        old: new for old, new in changed.items() if isinstance(old, Document) and isinstance(new, Document)
    }
    pages = {old: new for old, new in changed.items() if isinstance(old, Page) and isinstance(new, Page)}
    return replace(site.with_documents(documents), pages=tuple(pages.get(page, page) for page in site.pages))


def _layout() -> Layout:
    return Layout("redirect", "_layouts/redirect.html", ".html", {}, _LAYOUT, 1)


plugin: Final = Plugin("jekyll-redirect-from", generate=generate)
