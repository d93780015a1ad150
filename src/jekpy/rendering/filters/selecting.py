"""Filters that pick and group items: `where`, `where_exp`, `find`, `find_exp`, `group_by`, `group_by_exp`.

Source: Jekyll 4.4.1, lib/jekyll/filters.rb, filters/grouping_filters.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.liquid import pass_context, pass_registers
from jekpy.liquid.expressions import MethodLiteral
from jekpy.liquid.values import filter_s, inspect, to_s, truthy
from jekpy.rendering.filters.memo import changes_with_time
from jekpy.rendering.filters.properties import matches, members, property_of, texts_of
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jekpy.liquid import RenderContext
    from jekpy.liquid.programs import ItemProgram
    from jekpy.rendering.filters.memo import FilterMemo

__all__ = ["SELECTING_FILTERS"]


@pass_registers
def where(context: RenderContext, value: object, name: object, target: object) -> object:
    """Return the items whose property `name` is `target`, or an array that has it."""
    items = _items(value, name, target)
    if items is None:
        return value
    path = filter_s(name)
    memo: FilterMemo = context.registers[REGISTER].memo
    is_plain = target is not None and not isinstance(target, MethodLiteral)
    if changes_with_time(path) or not is_plain or not memo.is_fixed(value):
        return _remembered(
            context,
            "where",
            value,
            (path, target),
            lambda: [item for item in items if matches(property_of(item, path), target)],
        )
    found = memo.answer("index", value, (path,), lambda: _index(items, path))
    return found.get(filter_s(target), _NONE)  # type: ignore[attr-defined]


_NONE: Final[list[object]] = []


def _index(items: Sequence[object], path: str) -> dict[str, list[object]]:
    """Return the items of a list by each text that `where` would find them by.

    A menu asks for the children of each page in turn: with the list gone through once, all are answered.
    """
    index: dict[str, list[object]] = {}
    for item in items:
        for text in dict.fromkeys(texts_of(property_of(item, path))):
            index.setdefault(text, []).append(item)
    return index


@pass_registers
def find(context: RenderContext, value: object, name: object, target: object) -> object:
    """Return the first item whose property `name` is `target`; nil without one."""
    items = _items(value, name, target)
    if items is None:
        return value
    path = filter_s(name)
    return _remembered(
        context,
        "find",
        value,
        (path, target),
        lambda: next((item for item in items if matches(property_of(item, path), target)), None),
    )


def _items(value: object, name: object, target: object) -> Sequence[object] | None:
    """Return the items to pick from; None where the filter leaves its input as it is."""
    if not truthy(name) or isinstance(target, (list, tuple, dict)):
        return None
    return members(value)


def _remembered(
    context: RenderContext, name: str, value: object, arguments: tuple[str, object], ask: Callable[[], object]
) -> object:
    if changes_with_time(arguments[0]):
        return ask()
    return context.registers[REGISTER].memo.answer(name, value, arguments, ask)


@pass_registers
def group_by(context: RenderContext, value: object, name: object) -> object:
    """Return the items in groups of one value of their property `name`, in the order of their first."""
    items = _groupable(value)
    if items is None:
        return value
    path = filter_s(name)

    def ask() -> object:
        return _grouped((_group_name(property_of(item, path)), item) for item in items)

    return _remembered(context, "group_by", value, (path, None), ask)


def _group_name(value: object) -> str:
    return inspect(value) if isinstance(value, (list, tuple)) else to_s(value)


def _groupable(value: object) -> Sequence[object] | None:
    if isinstance(value, dict):
        return [[key, item] for key, item in value.items()]
    return members(value)


def _grouped(pairs: Iterable[tuple[object, object]]) -> list[dict[str, object]]:
    """Return the groups; 1 and 1.0, which Ruby keeps apart as keys, make two."""
    groups: dict[object, tuple[object, list[object]]] = {}
    for name, item in pairs:
        groups.setdefault((type(name), filter_s(name)), (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]


@pass_context
def where_exp(context: RenderContext, value: object, variable: object, expression: object) -> object:
    """Return the items for which `expression` holds, with the item in `variable`."""
    items = members(value)
    if items is None:
        return value
    program = context.engine.condition_program(filter_s(variable), filter_s(expression))
    return _of_program(context, "where_exp", value, program, lambda results: _picked(items, results))


@pass_context
def find_exp(context: RenderContext, value: object, variable: object, expression: object) -> object:
    """Return the first item for which `expression` holds, with the item in `variable`; nil without one."""
    items = members(value)
    if items is None:
        return value
    program = context.engine.condition_program(filter_s(variable), filter_s(expression))
    return _of_program(
        context,
        "find_exp",
        value,
        program,
        lambda results: next((item for item, holds in zip(items, results, strict=False) if holds), None),
    )


@pass_context
def group_by_exp(context: RenderContext, value: object, variable: object, expression: object) -> object:
    """Return the items in groups of one value of `expression`, with the item in `variable`."""
    items = _groupable(value)
    if items is None:
        return value
    program = context.engine.value_program(filter_s(variable), filter_s(expression))
    return _of_program(
        context, "group_by_exp", value, program, lambda results: _grouped(zip(results, items, strict=True))
    )


def _picked(items: Sequence[object], results: Iterable[object]) -> list[object]:
    return [item for item, holds in zip(items, results, strict=True) if holds]


def _of_program(
    context: RenderContext,
    name: str,
    value: object,
    program: ItemProgram,
    use: Callable[[Iterable[object]], object],
) -> object:
    """Return what `use` makes of the program's results, from memory where they depend on the items alone."""
    items = _groupable(value) if name == "group_by_exp" else members(value)

    def ask() -> object:
        return use(program.run(context, items or ()))

    if not program.is_pure or any(map(changes_with_time, program.keys)):
        return ask()
    key = (program.variable, program.expression)
    return context.registers[REGISTER].memo.answer(name, value, key, ask)


SELECTING_FILTERS: Final[Mapping[str, object]] = {
    "find": find,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "where": where,
    "where_exp": where_exp,
}
