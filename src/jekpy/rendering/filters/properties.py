"""How Jekyll's filters read and compare the properties of items.

Source: Jekyll 4.4.1, lib/jekyll/filters.rb (item_property, parse_sort_input, compare_property_vs_target).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jekpy.errors import LiquidRenderError
from jekpy.liquid.expressions import MethodLiteral, ruby_float, ruby_int
from jekpy.liquid.values import class_name, filter_s, inspect, order, to_s

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["compare_properties", "matches", "members", "property_of"]

_FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*", re.ASCII)
_INTEGER_LIKE = re.compile(r"\s*-?\d+\s*", re.ASCII)


def members(value: object) -> Sequence[object] | None:
    """Return what a filter goes over: an array's items, a hash's values; None for anything else."""
    if isinstance(value, (list, tuple, range)):
        return value
    if isinstance(value, Mapping):
        return list(value.values())
    return None


def property_of(item: object, name: str) -> object:
    """Return the property `name` of an item; `a.b` reads on; a text that looks like a number becomes one.

    Raises LiquidRenderError for an item that has no properties.
    """
    if isinstance(item, Mapping) and "." not in name:
        value = item.get(name)
    else:
        value = item
        for key in name.split(".") if "." in name else [name]:
            value = _step(value, key)
    if isinstance(value, str):
        return _number_or_text(value)
    return value


def _step(value: object, key: str) -> object:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, str):
        return key if key in value else None
    if value is None or isinstance(value, bool):
        return False
    raise LiquidRenderError(
        f"Error accessing object ({inspect(value)[:20]}) with given key. Expected an integer but got "
        f'"{key}" instead.'
        if isinstance(value, (list, tuple))
        else f"no implicit conversion of String into {class_name(value)}"
    )


def _number_or_text(text: str) -> object:
    if not text or text[0] not in " \t\n\v\f\r-.0123456789":
        return text
    if _INTEGER_LIKE.fullmatch(text):
        return ruby_int(text)
    if _FLOAT_LIKE.fullmatch(text):
        stripped = text.strip()
        return ruby_float(f"0{stripped}" if stripped.startswith(".") else stripped.replace("-.", "-0."))
    return text


def matches(value: object, target: object) -> bool:
    """Tell whether a property is what `where` looks for: the same text, or an array that has it."""
    if target is None:
        return value is None
    if isinstance(target, MethodLiteral):
        if isinstance(value, dict):
            return not value
        return value in ("", None) or (isinstance(value, (list, tuple)) and not "".join(map(to_s, value)))
    return filter_s(target) in texts_of(value)


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of which a property must have one to be what `where` looks for."""
    if isinstance(value, str):
        return (value,)
    if value is None:
        return ()
    if isinstance(value, (list, tuple)):
        return tuple(filter_s(item) for item in value)
    if isinstance(value, Mapping):
        return tuple(filter_s([key, value[key]]) for key in value)
    if isinstance(value, dt.datetime):
        return _parts_of_time(value)
    return (to_s(value),)


def _parts_of_time(value: dt.datetime) -> tuple[str, ...]:
    """Return what Ruby's `Array(time)` gives, as text: a time is never matched as a whole."""
    day = value.timetuple()
    numbers = (day.tm_sec, day.tm_min, day.tm_hour, day.tm_mday, day.tm_mon, day.tm_year)
    return (*map(str, numbers), str(value.isoweekday() % 7), str(day.tm_yday), "false", value.tzname() or "")


def compare_properties(left: object, right: object, nil_order: int) -> int:
    """Return the order of two properties; `nil_order` is -1 where nil comes first, else 1."""
    if left is None or right is None:
        if left is right:
            return 0
        return nil_order if left is None else -nil_order
    found = order(left, right)
    if found is None:
        a, b = filter_s(left), filter_s(right)
        found = int(a > b) - int(a < b)
    return found
