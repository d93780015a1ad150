"""The filter `date`.

Source: Liquid 4.0.4, lib/liquid/standardfilters.rb, date; utils.rb, to_date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from jekpy.liquid.dates import aware, strftime
from jekpy.liquid.expressions import ruby_int
from jekpy.liquid.filtering import pass_registers
from jekpy.liquid.values import filter_s

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid.context import RenderContext

__all__ = ["DATE_FILTERS", "date", "now", "to_time", "zone_of"]

_DIGITS = re.compile(r"\d+", re.ASCII)


def zone_of(context: RenderContext) -> dt.tzinfo | None:
    """Return the zone of times that have none of their own (register `timezone`); None: the process's."""
    zone = context.registers.get("timezone")
    return zone if isinstance(zone, dt.tzinfo) else None


def now(context: RenderContext) -> dt.datetime:
    """Return the present time: the register `now` where the host program fixes it."""
    fixed = context.registers.get("now")
    zone = zone_of(context)
    return aware(fixed, zone) if isinstance(fixed, dt.datetime) else dt.datetime.now(zone).astimezone(zone)


def to_time(context: RenderContext, value: object) -> dt.date | None:
    """Return the date or time that `value` is or tells, else None."""
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    zone = zone_of(context)
    if isinstance(value, str):
        text = value.lower()
        if text in {"now", "today"}:
            return now(context)
        if not _DIGITS.fullmatch(text):
            from jekpy.liquid.times import parse_time

            return parse_time(text, zone, now(context)) if text else None
        value = ruby_int(text)
    try:
        return dt.datetime.fromtimestamp(value, dt.UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        return None


@pass_registers
def date(context: RenderContext, value: object, pattern: object) -> object:
    """Return the date or time that `value` is or tells, written by `pattern`; else `value` as it is."""
    form = filter_s(pattern)
    if not form:
        return value
    moment = to_time(context, value)
    return value if moment is None else strftime(moment, form, zone_of(context))


DATE_FILTERS: Final[Mapping[str, object]] = {"date": date}
