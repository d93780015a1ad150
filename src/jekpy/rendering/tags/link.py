"""`{% link path/of/file.md %}`: the URL of a page, document or static file of the site.

Source: Jekyll 4.4.1, lib/jekyll/tags/link.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jekpy.errors import LiquidRenderError, nearest
from jekpy.rendering.filters.urls import relative
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from jekpy.liquid import RenderContext
    from jekpy.model.site import Site
    from jekpy.rendering.registers import Registers

__all__ = ["Link"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a file by its path in the source, which may contain Liquid."""

    path: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        return cls(markup)

    def render(self, context: RenderContext) -> str:
        """Return the URL. Raises LiquidRenderError when the site has no such file."""
        registers: Registers = context.registers[REGISTER]
        path = context.render_text(self.path)
        urls = registers.memo.links(lambda: _urls(registers.site))
        url = urls.get(path)
        if url is None:
            url = urls.get(f"/{path.lstrip('/')}")
        if url is None:
            near = nearest(path, urls)
            raise LiquidRenderError(
                f"Could not find document '{path}' in tag 'link'.\n\n"
                "Make sure the document exists and the path is correct.\n",
                fix=f"did you mean '{near}'?" if near else "give the path from the site's source",
            )
        return relative(url, registers.site.config.baseurl)


def _urls(site: Site) -> dict[str, str]:
    """Return the URL of everything the site writes by its path; of two the first, in Jekyll's order."""
    urls: dict[str, str] = {}
    for page in site.pages:
        urls.setdefault(page.path, page.url)
    for file in site.static_files:
        urls.setdefault(file.relative_path, file.url)
    for document in site.documents():
        if site.writes(document):
            urls.setdefault(document.relative_path, document.url)
    return urls
