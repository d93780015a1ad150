"""Filters for dates.

Source: Jekyll 4.4.1, lib/jekyll/filters/date_filters.rb.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from jekpy.errors import LiquidRenderError
from jekpy.liquid import pass_registers
from jekpy.liquid.dates import aware, strftime
from jekpy.liquid.filters.dates import to_time, zone_of
from jekpy.liquid.values import inspect, to_s

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid import RenderContext

__all__ = ["DATE_FILTERS"]


def _local(context: RenderContext, value: object) -> dt.datetime:
    """Return the time that `value` is or tells, in the site's zone. Raises LiquidRenderError."""
    moment = to_time(context, value)
    zone = zone_of(context)
    if moment is None:
        raise LiquidRenderError(f"Invalid Date: '{inspect(value)}' is not a valid datetime.")
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - made aware below
    return aware(moment, zone).astimezone(zone)


def _write(context: RenderContext, value: object, pattern: str) -> object:
    return value if not to_s(value) else strftime(_local(context, value), pattern)


@pass_registers
def date_to_xmlschema(context: RenderContext, value: object) -> object:
    """Return the time as in `2020-01-02T10:11:12+00:00`."""
    return _write(context, value, "%Y-%m-%dT%H:%M:%S%:z")


@pass_registers
def date_to_rfc822(context: RenderContext, value: object) -> object:
    """Return the time as in `Thu, 02 Jan 2020 10:11:12 +0000`."""
    return _write(context, value, "%a, %d %b %Y %H:%M:%S %z")


@pass_registers
def date_to_string(
    context: RenderContext, value: object, kind: object = None, style: object = None
) -> object:
    """Return the date as in `02 Jan 2020`; with "ordinal" `2nd Jan 2020`, and "US" `Jan 2nd, 2020`."""
    return _written_out(context, value, "%b", kind, style)


@pass_registers
def date_to_long_string(
    context: RenderContext, value: object, kind: object = None, style: object = None
) -> object:
    """Return what `date_to_string` does, with the month's whole name."""
    return _written_out(context, value, "%B", kind, style)


def _written_out(context: RenderContext, value: object, month: str, kind: object, style: object) -> object:
    if kind != "ordinal" or not to_s(value):
        return _write(context, value, f"%d {month} %Y")
    number = _local(context, value).day
    day = f"{number}{_suffix(number)}"
    return _write(context, value, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _suffix(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


DATE_FILTERS: Final[Mapping[str, object]] = {
    "date_to_long_string": date_to_long_string,
    "date_to_rfc822": date_to_rfc822,
    "date_to_string": date_to_string,
    "date_to_xmlschema": date_to_xmlschema,
}
