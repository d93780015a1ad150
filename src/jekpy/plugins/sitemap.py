"""jekyll-sitemap: `sitemap.xml`, the list of a site's pages for search engines, and `robots.txt`.

Source: jekyll-sitemap 1.4.0, lib/jekyll/jekyll-sitemap.rb, lib/sitemap.xml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Self

from jekpy.liquid import inline_tag
from jekpy.liquid.filters.arrays import default
from jekpy.liquid.values import to_s, truthy
from jekpy.plugins.api import Plugin, Priority
from jekpy.rendering.filters.dates import date_to_xmlschema
from jekpy.rendering.filters.text import xml_escape
from jekpy.rendering.filters.urls import absolute_url
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jekpy.liquid import RenderContext
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools
    from jekpy.rendering.registers import Registers

__all__ = ["SitemapDocument", "generate", "plugin"]

_BODY: Final = "{% sitemap_document %}"
_ROBOTS: Final = 'Sitemap: {{ "sitemap.xml" | absolute_url }}\n'
_LISTED_FILES: Final = (".htm", ".html", ".xhtml", ".pdf")
_OPENING: Final = """\
<urlset xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.sitemaps.org/schemas/sitemap/0.9 \
http://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd" \
xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with its sitemap and its `robots.txt`, each if nothing else goes by its URL."""
    taken = {page.url for page in site.pages} | {file.url for file in site.static_files}
    front_matter = {"layout": None, "xsl": "/sitemap.xsl" in taken}
    pages = [
        tools.page(site, path, front_matter, body)
        for path, body in (("sitemap.xml", _BODY), ("robots.txt", _ROBOTS))
        if f"/{path}" not in taken
    ]
    return site.with_pages(*pages)


class SitemapDocument:
    """The whole text of the sitemap."""

    @classmethod
    def parse(cls, markup: str) -> Self:  # noqa: ARG003 - the tag has no options
        """Return the tag."""
        return cls()

    def render(self, context: RenderContext) -> str:
        """Return the sitemap: documents, then pages, then files, in the site's order."""
        registers: Registers = context.registers[REGISTER]
        page = context.get("page")
        styled = isinstance(page, Mapping) and truthy(page.get("xsl"))
        return "".join(_parts(context, registers, styled=styled))


def _parts(context: RenderContext, registers: Registers, *, styled: bool) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if styled:
        yield f'<?xml-stylesheet type="text/xsl" href="{absolute_url(context, "/sitemap.xsl")}"?>\n'
    yield _OPENING
    for address, modified in _entries(registers):
        yield f"<url>\n<loc>{xml_escape(absolute_url(context, address.replace('/index.html', '/')))}</loc>\n"
        if truthy(modified):
            yield f"<lastmod>{to_s(date_to_xmlschema(context, modified))}</lastmod>\n"
        yield "</url>\n"
    yield "</urlset>\n"


def _entries(registers: Registers) -> Iterator[tuple[str, object]]:
    """Give the URL and the time of change of all that is listed."""
    site: Mapping[str, Any] = registers.site_drop
    for collection in site["collections"]:
        if collection["output"] is not False:
            for document in _wanted(collection["docs"]):
                modified = default(document.get("last_modified_at"), document.get("date"))
                yield to_s(document.get("url")), modified
    for page in _wanted(site["html_pages"]):
        if page.get("url") != "/404.html":
            yield to_s(page.get("url")), page.get("last_modified_at")
    for file in _wanted(site["static_files"]):
        if file.get("extname") in _LISTED_FILES and file.get("name") != "404.html":
            yield to_s(file.get("path")), file.get("modified_time")


def _wanted(items: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [item for item in items if item.get("sitemap") is not False]


plugin: Final = Plugin(
    "jekyll-sitemap",
    tags={"sitemap_document": inline_tag(SitemapDocument)},
    generate=generate,
    priority=Priority.LOWEST,
    reads_anything=False,
)
