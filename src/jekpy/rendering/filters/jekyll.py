"""Jekyll's filters, one table. Source: Jekyll 4.4.1, lib/jekyll/filters.rb and filters/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jekpy.rendering.filters.dates import DATE_FILTERS
from jekpy.rendering.filters.lists import LIST_FILTERS
from jekpy.rendering.filters.selecting import SELECTING_FILTERS
from jekpy.rendering.filters.text import TEXT_FILTERS
from jekpy.rendering.filters.urls import URL_FILTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["JEKYLL_FILTERS"]

JEKYLL_FILTERS: Final[Mapping[str, Any]] = {
    **DATE_FILTERS,
    **LIST_FILTERS,
    **SELECTING_FILTERS,
    **TEXT_FILTERS,
    **URL_FILTERS,
}
"""The filters that Jekyll adds to Liquid's, or puts in their place."""
