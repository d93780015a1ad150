"""The template engine of a build: both dialects, with Jekyll's tags and filters and the theme's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.liquid import Engine
from jekpy.rendering.filters.jekyll import JEKYLL_FILTERS
from jekpy.rendering.filters.memo import OF_THE_MOMENT
from jekpy.rendering.tags import JEKYLL_TAGS
from jekpy.theme.page_html import FILTERS as THEME_FILTERS

if TYPE_CHECKING:
    from jekpy.config import Config
    from jekpy.liquid.cache import TemplateMemory
    from jekpy.rendering.extensions import Extensions
    from jekpy.rendering.includes import Includes

__all__ = ["make_engine"]


def make_engine(
    config: Config, includes: Includes, extensions: Extensions, templates: TemplateMemory | None = None
) -> Engine:
    """Return the engine that renders a site with this configuration, these includes, and what plugins add.

    `templates` has what engines of the same site compiled before.
    """
    liquid = config.mapping("liquid")
    return Engine(
        tags={**JEKYLL_TAGS, **extensions.tags},
        filters={**JEKYLL_FILTERS, **THEME_FILTERS, **extensions.filters},
        loader=includes,
        error_mode=config.error_mode,
        strict_filters=liquid.get("strict_filters") is True,
        strict_variables=liquid.get("strict_variables") is True,
        memory=templates,
        moving=OF_THE_MOMENT | {"time"},  # whoever reads the time is rendered in each build
    )
