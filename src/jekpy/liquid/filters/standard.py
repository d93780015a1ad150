"""The standard filters, one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jekpy.liquid.filters.arrays import ARRAY_FILTERS
from jekpy.liquid.filters.dates import DATE_FILTERS
from jekpy.liquid.filters.numbers import NUMBER_FILTERS
from jekpy.liquid.filters.strings import STRING_FILTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STANDARD_FILTERS"]

STANDARD_FILTERS: Final[Mapping[str, Any]] = {
    **ARRAY_FILTERS,
    **DATE_FILTERS,
    **NUMBER_FILTERS,
    **STRING_FILTERS,
}
"""The filters of Liquid 4.0.4 by name."""
