"""What Jekyll's tags and filters know of the build, out of the templates' own reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from jekpy.errors import Diagnostic
    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.rendering.drops import SiteDrop
    from jekpy.rendering.filters.memo import FilterMemo
    from jekpy.rendering.includes import Includes

__all__ = ["REGISTER", "Registers"]

REGISTER: Final = "jekyll"
"""The engine's register that holds a `Registers`."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The site, the item being rendered (None for a template alone), and how text is converted.

    `page_path` is the item's path relative to the source, which `include_relative` starts from. `convert`
    gives the text of the named converter (`markdown`, `smartypants`, `scss`, `sass`) for a source text.
    `memo` keeps what filters and tags found out about the site, for the build. `warn` hears of what does not
    stop it.
    `in_markdown` says that the template's output goes through Markdown next.
    """

    site: Site
    site_drop: SiteDrop
    includes: Includes
    convert: Callable[[str, str], str]
    memo: FilterMemo
    warn: Callable[[Diagnostic], None]
    item: Document | Page | None = None
    page_path: str = ""
    in_markdown: bool = False
