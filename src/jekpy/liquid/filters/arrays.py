"""Filters for arrays and their members.

Source: Liquid 4.0.4, lib/liquid/standardfilters.rb.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jekpy.errors import LiquidRenderError
from jekpy.liquid import runtime, values
from jekpy.liquid.expressions import MethodLiteral
from jekpy.liquid.sorting import merge_sorted
from jekpy.liquid.values import (
    MAX_INTEGER_BITS,
    check_text,
    equals,
    filter_s,
    order,
    require_integer,
    to_items,
    to_s,
    truthy,
)

__all__ = ["ARRAY_FILTERS", "in_order"]

_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def size(value: object) -> object:
    """Return the length of a text or array; of an integer 8, the bytes Ruby keeps it in; else 0."""
    found = values.size(value)
    return 0 if found is None else found


def first(value: object) -> object:
    """Return the first item of an array, a range or a hash."""
    return runtime.first(value)


def last(value: object) -> object:
    """Return the last item of an array or a range."""
    return runtime.last(value)


def join(value: object, glue: object = " ") -> str:
    """Return the items as one text, with `glue` between them."""
    items = value if type(value) is list else to_items(value)
    between = filter_s(glue)
    check_text(len(between) * len(items))
    try:
        return between.join(items)  # type: ignore[arg-type]
    except TypeError:  # not all of them are text
        return between.join(map(values.to_s, to_items(value)))


def reverse(value: object) -> list[object]:
    """Return the items in reverse."""
    return list(to_items(value)[::-1])


def concat(value: object, other: object) -> list[object]:
    """Return the items and those of `other`, which has to be an array."""
    if not isinstance(other, (list, tuple)):
        raise LiquidRenderError("concat filter requires an array argument")
    return [*to_items(value), *other]


def property_of(item: object, name: object) -> object:
    """Return `item[name]` as Ruby has it; raises TypeError for what has no such members."""
    if isinstance(item, Mapping):
        return runtime.item(item, name)
    if isinstance(item, str):
        return _part(item, name)
    if isinstance(item, int) and not isinstance(item, bool):
        return _bits(item, name)
    raise LookupError


def _part(text: str, name: object) -> object:
    if isinstance(name, str):
        return name if name in text else None
    if isinstance(name, range):
        return text[name.start : name.stop or None] if abs(name.start) <= len(text) else None
    if isinstance(name, bool) or not isinstance(name, (int, float)):
        raise TypeError
    index = int(name)
    return text[index : index + 1 or None] or None


def _bits(number: int, name: object) -> int:
    """Return what Ruby's `number[name]` gives: a bit, or those of a range."""
    if isinstance(name, range):
        length = name.stop - name.start
        shifted = number >> name.start if name.start >= 0 else number << min(-name.start, MAX_INTEGER_BITS)
        return shifted & ((1 << min(length, MAX_INTEGER_BITS)) - 1) if length > 0 else shifted
    if isinstance(name, bool) or not isinstance(name, (int, float)):
        raise TypeError
    return (number >> int(name)) & 1 if name >= 0 else 0


def _property_error(name: object) -> LiquidRenderError:
    return LiquidRenderError(f"cannot select the property '{filter_s(name)}'")


def map_property(value: object, name: object) -> list[object]:
    """Return the property `name` of each item."""
    found: list[object] = []
    items = to_items(value)
    if type(name) is str and name != "to_liquid" and set(map(type, items)) == {dict}:
        return [item.get(name) for item in items]  # type: ignore[attr-defined]
    for item in items:
        if name == "to_liquid":
            found.append(item)
            continue
        try:
            found.append(property_of(item, name))
        except TypeError:
            raise _property_error(name) from None
        except LookupError:
            found.append(None)
    return found


def _properties(items: Sequence[object], name: object) -> list[object]:
    """Return the property of each item. Source: Liquid 4.0.4, standardfilters.rb, raise_property_error."""
    try:
        if type(name) is str:
            return [item.get(name) if type(item) is dict else property_of(item, name) for item in items]
        return [property_of(item, name) for item in items]
    except TypeError:
        raise _property_error(name) from None
    except LookupError:
        raise LiquidRenderError(f"an item has no property '{to_s(name)}'") from None


def _has_properties(item: object) -> bool:
    return isinstance(item, (Mapping, str, int)) and not isinstance(item, bool)


def compact(value: object, name: object = None) -> object:
    """Return the items that are not nil, or whose property `name` is not."""
    items = to_items(value)
    if name is None:
        return [item for item in items if item is not None]
    if not items:
        return []
    if not _has_properties(items[0]):
        return None
    found = _properties(items, name)
    return [item for item, it in zip(items, found, strict=True) if it is not None]


def uniq(value: object, name: object = None) -> object:
    """Return the items without those that equal an earlier one, as a whole or in their property `name`."""
    items = to_items(value)
    if name is None:
        return _unique(items, items)
    if len(items) < 2:
        return list(items)
    return _unique(items, _properties(items, name)) if _has_properties(items[0]) else None


def _unique(items: Sequence[object], keys: Sequence[object]) -> list[object]:
    seen: set[object] = set()
    kept = []
    for item, key in zip(items, keys, strict=True):
        mark = _mark(key)
        if mark not in seen:
            seen.add(mark)
            kept.append(item)
    return kept


def _mark(value: object) -> object:
    """Return something hashable that is equal where Ruby's `eql?` holds: 1 and 1.0 are different."""
    if isinstance(value, (list, tuple)):
        return ("array", *map(_mark, value))
    if isinstance(value, dict):
        return ("hash", frozenset((_mark(key), _mark(item)) for key, item in value.items()))
    return (type(value), value)


def sort(value: object, name: object = None) -> object:
    """Return the items in their order, or in that of their property `name`; nil comes last."""
    return _sorted(value, name, _order)


def sort_natural(value: object, name: object = None) -> object:
    """Return the items in the order of their text, without regard to case; nil comes last."""
    return _sorted(value, name, _order_folded)


def _sorted(value: object, name: object, compare: Callable[[object, object], int]) -> object:
    items = to_items(value)
    if not items:
        return []
    keys: Sequence[object] = items
    if name is not None and len(items) > 1:
        if not all(map(_has_properties, items)):
            return None
        keys = _properties(items, name)
    return in_order(items, keys, compare)


def in_order(
    items: Sequence[object], keys: Sequence[object], compare: Callable[[object, object], int]
) -> list[object]:
    """Return the items in the order that `compare` gives to their keys."""
    ranks: Any = keys.__getitem__
    if compare is not _order_folded and _have_python_order(keys):
        return [items[index] for index in sorted(range(len(items)), key=ranks)]
    # What fails to compare is told with the later item first.
    places = merge_sorted(range(len(items)), lambda first, second: -compare(keys[second], keys[first]))
    return [items[place] for place in places]


def _have_python_order(keys: Sequence[object]) -> bool:
    """Tell whether Python orders the keys as Ruby does: all are text, or all are integers."""
    kinds = set(map(type, keys))
    return kinds == {str} or kinds == {int}


def _order(left: object, right: object) -> int:
    if left is None or right is None:
        return int(left is None) - int(right is None)
    found = order(left, right)
    if found is None:
        # Python's sort asks about a later item and one before it, Ruby's the other way round.
        raise LiquidRenderError(f"comparison of {values.class_name(right)} with {_shown(left)} failed")
    return found


def _order_folded(left: object, right: object) -> int:
    if left is None or right is None:
        return int(left is None) - int(right is None)
    a, b = filter_s(left).translate(_ASCII_LOWER), filter_s(right).translate(_ASCII_LOWER)
    return int(a > b) - int(a < b)


def _shown(value: object) -> str:
    return values.inspect(value) if isinstance(value, (int, float)) else values.class_name(value)


def where(value: object, name: object, target: object = None) -> object:
    """Return the items whose property `name` equals `target`, or is true where none is given."""
    items = to_items(value)
    if not items:
        return []
    if not _has_properties(items[0]):
        return None
    found = _properties(items, name)
    if target is None:
        return [item for item, it in zip(items, found, strict=True) if truthy(it)]
    if type(target) is str and target:
        return [item for item, it in zip(items, found, strict=True) if it == target]
    return [item for item, it in zip(items, found, strict=True) if equals(it, target)]


def slice_of(value: object, offset: object, length: object = None) -> object:
    """Return `length` items or characters from `offset` on, 1 where no length is given."""
    start = require_integer(offset)
    count = 1 if length is None or length is False else require_integer(length)
    whole: Sequence[object] = value if isinstance(value, (list, tuple)) else filter_s(value)
    start = start + len(whole) if start < 0 else start
    if start < 0 or count < 0:
        return [] if isinstance(value, (list, tuple)) else ""
    return whole[start : start + count]


def default(value: object, other: object = "") -> object:
    """Return `value`, or `other` where it is nil, false or empty."""
    chosen = other if not truthy(value) or values.is_empty(value) else value
    return "" if isinstance(chosen, MethodLiteral) else chosen


ARRAY_FILTERS: Final[Mapping[str, object]] = {
    "compact": compact,
    "concat": concat,
    "default": default,
    "first": first,
    "join": join,
    "last": last,
    "map": map_property,
    "reverse": reverse,
    "size": size,
    "slice": slice_of,
    "sort": sort,
    "sort_natural": sort_natural,
    "uniq": uniq,
    "where": where,
}
