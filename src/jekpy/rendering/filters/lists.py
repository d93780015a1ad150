"""Filters that change lists: `sort`, `push`, `pop`, `shift`, `unshift`, `sample`; Liquid's own, remembered.

Source: Jekyll 4.4.1, lib/jekyll/filters.rb; Liquid 4.0.4, lib/liquid/standardfilters.rb.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Final

from jekpy.errors import LiquidRenderError
from jekpy.liquid import pass_registers
from jekpy.liquid.drop import Drop
from jekpy.liquid.filtering import unsteady
from jekpy.liquid.filters import arrays, strings
from jekpy.liquid.values import class_name, filter_s, inspect, order, require_integer
from jekpy.rendering.filters.memo import changes_with_time
from jekpy.rendering.filters.properties import compare_properties, members, property_of
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid import RenderContext

__all__ = ["LIST_FILTERS"]


@pass_registers
def sort(context: RenderContext, value: object, name: object = None, nils: object = "first") -> object:
    """Return the items in order, of themselves or of a property; nil comes first unless `nils` is "last"."""
    if value is None:
        raise LiquidRenderError("Cannot sort a null object.", fix="is the name before `| sort` right?")
    if name is None:
        return _remembered(context, "sort", value, (), lambda: _sorted_whole(value))
    if nils not in ("first", "last"):
        raise LiquidRenderError(
            f"Invalid nils order: '{filter_s(nils)}' is not a valid nils order. It must be 'first' or 'last'."
        )
    path = filter_s(name)
    return _remembered(
        context, "sort", value, (path, nils), lambda: _sorted_by(value, path, 1 if nils == "last" else -1)
    )


def _remembered(
    context: RenderContext, name: str, value: object, arguments: tuple[object, ...], ask: Any
) -> object:
    """Return what `ask` gives, from memory where that is the same at every moment of the build."""
    if arguments and isinstance(arguments[0], str) and changes_with_time(arguments[0]):
        return ask()
    return context.registers[REGISTER].memo.answer(name, value, arguments, ask)


def _sorted_whole(value: object) -> list[object]:
    if isinstance(value, Mapping):
        value = [[key, value[key]] for key in value]
    if not isinstance(value, (list, tuple, range)):
        raise LiquidRenderError(f"undefined method `sort' for {inspect(value)}:{class_name(value)}")
    return sorted(value, key=cmp_to_key(_order))


def _order(left: object, right: object) -> int:
    if isinstance(left, Drop) and isinstance(right, Drop):
        dates = order(left.get("date"), right.get("date"))
        found = dates or order(left.get("path"), right.get("path"))
    else:
        found = order(left, right)
    if found is None:
        # Python's sort asks about a later item and one before it, Ruby's the other way round.
        shown = inspect(left) if isinstance(left, (int, float, type(None))) else class_name(left)
        raise LiquidRenderError(f"comparison of {class_name(right)} with {shown} failed")
    return found


def _sorted_by(value: object, path: str, nil_order: int) -> list[object]:
    items: Sequence[object] | None = members(value)
    if isinstance(value, Mapping):
        items = [[key, value[key]] for key in value]
    if items is None:
        raise LiquidRenderError(f"undefined method `map' for {inspect(value)}:{class_name(value)}")
    keys = [property_of(item, path) for item in items]
    return arrays.in_order(items, keys, lambda left, right: compare_properties(left, right, nil_order))


def push(value: object, item: object) -> object:
    """Return a copy of the array with `item` at its end."""
    return [*value, _held(item)] if isinstance(value, (list, tuple)) else value


def unshift(value: object, item: object) -> object:
    """Return a copy of the array with `item` at its start."""
    return [_held(item), *value] if isinstance(value, (list, tuple)) else value


def _held(item: object) -> object:
    return item.as_value() if isinstance(item, Drop) else item


def pop(value: object, count: object = 1) -> object:
    """Return a copy of the array without its last `count` items."""
    if not isinstance(value, (list, tuple)):
        return value
    return list(value[: max(len(value) - _positive(count), 0)])


def shift(value: object, count: object = 1) -> object:
    """Return a copy of the array without its first `count` items."""
    return list(value[_positive(count) :]) if isinstance(value, (list, tuple)) else value


def _positive(count: object) -> int:
    number = require_integer(count)
    if number < 0:
        raise LiquidRenderError("negative array size")
    return number


@unsteady
def sample(value: object, count: object = 1) -> object:
    """Return an item by chance, or an array of `count` of them."""
    if not isinstance(value, (list, tuple)):
        return value
    try:
        number = require_integer(count)
    except LiquidRenderError:
        number = 1
    if number == 1:
        return random.choice(value) if value else None  # noqa: S311 - for show, not for secrets
    return random.sample(value, min(number, len(value)))


@pass_registers
def split(context: RenderContext, value: object, pattern: object) -> object:
    """Return the parts of the text between the `pattern`.

    `"" | split: ","` is how templates begin a list that they add to; so that what becomes of it is remembered
    too, it is the very same empty list each time.
    """
    return strings.split(value, pattern) or context.registers[REGISTER].memo.nothing


@pass_registers
def map_property(context: RenderContext, value: object, name: object) -> object:
    """Return the property `name` of each item."""
    return _remembered(context, "map", value, (name,), lambda: arrays.map_property(value, name))


@pass_registers
def concat(context: RenderContext, value: object, other: object) -> object:
    """Return the items and those of `other`, which has to be an array."""
    return _remembered(context, "concat", value, (other,), lambda: arrays.concat(value, other))


@pass_registers
def reverse(context: RenderContext, value: object) -> object:
    """Return the items in reverse."""
    return _remembered(context, "reverse", value, (), lambda: arrays.reverse(value))


@pass_registers
def uniq(context: RenderContext, value: object, name: object = None) -> object:
    """Return the items without those that equal an earlier one, as a whole or in their property `name`."""
    return _remembered(context, "uniq", value, (name,), lambda: arrays.uniq(value, name))


@pass_registers
def compact(context: RenderContext, value: object, name: object = None) -> object:
    """Return the items that are not nil, or whose property `name` is not."""
    return _remembered(context, "compact", value, (name,), lambda: arrays.compact(value, name))


@pass_registers
def sort_natural(context: RenderContext, value: object, name: object = None) -> object:
    """Return the items in the order of their text, without regard to case; nil comes last."""
    return _remembered(context, "sort_natural", value, (name,), lambda: arrays.sort_natural(value, name))


LIST_FILTERS: Final[Mapping[str, object]] = {
    "compact": compact,
    "concat": concat,
    "map": map_property,
    "pop": pop,
    "push": push,
    "reverse": reverse,
    "sample": sample,
    "shift": shift,
    "sort": sort,
    "sort_natural": sort_natural,
    "split": split,
    "uniq": uniq,
    "unshift": unshift,
}
