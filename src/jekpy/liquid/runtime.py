"""What compiled Liquid templates call while they run.

Source: Liquid 4.0.4, lib/liquid/variable_lookup.rb, utils.rb, tags/for.rb, forloop_drop.rb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from jekpy.errors import LiquidRenderError, nearest
from jekpy.liquid.drop import Drop
from jekpy.liquid.expressions import BLANK, EMPTY, Literal, MethodLiteral, Range, ruby_int
from jekpy.liquid.values import MISSING, compare, equals, is_hash, require_integer, size, to_integer, to_s

if TYPE_CHECKING:
    from jekpy.liquid.context import RenderContext
    from jekpy.liquid.expressions import Expression

__all__ = [
    "ForLoop",
    "TableRowLoop",
    "at_least",
    "at_most",
    "backwards",
    "changed",
    "command",
    "dig",
    "enter_loop",
    "enter_row",
    "evaluate",
    "fail",
    "first",
    "first_of",
    "is_mapping",
    "item",
    "key",
    "last",
    "last_of",
    "leave_loop",
    "leave_row",
    "less",
    "look",
    "members_of",
    "more",
    "next_turn",
    "not_equals",
    "number_range",
    "read",
    "segment",
    "size_of",
    "special_value",
    "strict_command",
    "strict_dig",
    "strict_item",
    "strict_key",
    "turn_of",
    "unfiltered",
    "whole",
]


# Variables and their keys


@cache
def is_mapping(kind: Any) -> bool:
    """Tell whether values of this type are read by key."""
    return issubclass(kind, Mapping)


def kind_of(value: object) -> Any:
    """Return the type of a value, which mypy does not take for hashable."""
    return type(value)


def key(value: object, name: str) -> object:
    """Return what `value.name` is, None where it is nothing; `name` is none of `size`, `first`, `last`."""
    kind: Any = type(value)
    if kind is dict or (value is not None and is_mapping(kind)):
        return value.get(name)  # type: ignore[attr-defined]
    return None


def size_of(value: object) -> object:
    """Return what `value.size` is."""
    kind = type(value)
    return len(value) if kind is list or kind is str else command(value, "size")  # type: ignore[arg-type]


def first_of(value: object) -> object:
    """Return what `value.first` is."""
    if type(value) is list:
        return value[0] if value else None
    return command(value, "first")


def last_of(value: object) -> object:
    """Return what `value.last` is."""
    if type(value) is list:
        return value[-1] if value else None
    return command(value, "last")


def command(value: object, name: str) -> object:
    """Return what `value.name` is for `size`, `first` and `last`, which arrays and others answer too."""
    if isinstance(value, dict) or is_mapping(kind_of(value)):
        found = _member(value, name)
        if found is not MISSING:
            return found
    return _COMMANDS[name](value)


def item(value: object, name: object) -> object:
    """Return what `value[name]` is: a key of a hash, or an index of an array; None where it is nothing."""
    if type(value) is list and type(name) is int:
        return value[name] if -len(value) <= name < len(value) else None
    found = look(value, name)
    return None if found is MISSING else found


def look(value: object, name: object) -> object:
    """Return what `item` does, but MISSING where it is nothing."""
    if isinstance(value, dict) or is_mapping(kind_of(value)):
        return _member(value, name)
    if isinstance(value, (list, tuple)) and isinstance(name, int) and not isinstance(name, bool):
        return value[name] if -len(value) <= name < len(value) else None
    return MISSING


def _member(value: object, name: object) -> object:
    try:
        return value[name]  # type: ignore[index]
    except (KeyError, TypeError):
        return MISSING


def dig(value: object, names: Sequence[object]) -> object:
    """Return what a long path of names leads to, where a nest of calls would be too deep for Python."""
    for name in names:
        value = item(value, name)
    return value


def _first(value: object) -> object:
    if isinstance(value, range):
        return value.start
    if isinstance(value, (list, tuple)):
        return value[0] if value else None
    if isinstance(value, Mapping) and is_hash(value):
        return next(([name, value[name]] for name in value), None)
    return None


def _last(value: object) -> object:
    if isinstance(value, range):
        return value.stop - 1
    return value[-1] if isinstance(value, (list, tuple)) and value else None


_COMMANDS: Final[dict[str, Callable[[object], object]]] = {"size": size, "first": _first, "last": _last}


def first(value: object) -> object:
    """Return the first item of an array, range or hash; else None."""
    return _first(value)


def last(value: object) -> object:
    """Return the last item of an array or range; else None."""
    return _last(value)


def evaluate(context: RenderContext, expression: Expression) -> object:
    """Return the value of an expression that is known only now."""
    if isinstance(expression, Literal):
        return "" if isinstance(expression.value, MethodLiteral) else expression.value
    if isinstance(expression, Range):
        return number_range(evaluate(context, expression.start), evaluate(context, expression.stop))
    name = expression.name
    if name is not None and not isinstance(name, str):
        name = evaluate(context, name)  # type: ignore[assignment]
    value = context.get(name) if isinstance(name, str) else None
    for step in expression.keys:
        found = evaluate(context, step.value)
        value = command(value, str(found)) if step.command else item(value, found)
    return value


# The same where an undefined variable is an error


def _undefined(name: object) -> NoReturn:
    raise LiquidRenderError(f"undefined variable {to_s(name)}")


def read(context: RenderContext, name: object) -> object:
    """Return the variable `name`; raises LiquidRenderError when there is none."""
    value = context.scope.get(name, MISSING)  # type: ignore[call-overload]
    if value is MISSING:
        near = nearest(to_s(name), context.scope)
        raise LiquidRenderError(
            f"undefined variable {to_s(name)}", fix=f"did you mean '{near}'?" if near else ""
        )
    return value


def strict_key(value: object, name: str) -> object:
    """Return what `value.name` is; raises LiquidRenderError where it is nothing."""
    found = look(value, name)
    return _undefined(name) if found is MISSING else found


def strict_command(value: object, name: str) -> object:
    """Return what `command` does; raises LiquidRenderError for a value that has no such thing."""
    found = look(value, name)
    if found is not MISSING:
        return found
    if name == "size" and size(value) is None:
        _undefined(name)
    if name != "size" and not isinstance(value, (list, tuple, range, Mapping)):
        _undefined(name)
    return _COMMANDS[name](value)


strict_item = strict_key


def strict_dig(value: object, names: Sequence[object]) -> object:
    """Return what `dig` does; raises LiquidRenderError where it is nothing."""
    for name in names:
        value = strict_key(value, name)  # type: ignore[arg-type]
    return value


def special_value(name: str) -> object:
    """Return the value of the words `empty` and `blank`."""
    return EMPTY if name == "empty" else BLANK


def number_range(start: object, stop: object) -> range:
    """Return the range `(start..stop)`. Source: Liquid 4.0.4, range_lookup.rb, evaluate."""
    return range(_end(start), _end(stop) + 1)


def _end(value: object) -> int:
    if value is None:
        return 0
    return ruby_int(value) if isinstance(value, str) else require_integer(value)


# Comparisons


def not_equals(left: object, right: object) -> bool:
    """Return `left != right`."""
    return not equals(left, right)


def less(left: object, right: object) -> bool:
    """Return `left < right`."""
    return left < right if type(left) is int and type(right) is int else compare(left, "<", right)


def more(left: object, right: object) -> bool:
    """Return `left > right`."""
    return left > right if type(left) is int and type(right) is int else compare(left, ">", right)


def at_most(left: object, right: object) -> bool:
    """Return `left <= right`."""
    return left <= right if type(left) is int and type(right) is int else compare(left, "<=", right)


def at_least(left: object, right: object) -> bool:
    """Return `left >= right`."""
    return left >= right if type(left) is int and type(right) is int else compare(left, ">=", right)


def fail(message: str, fix: str = "", *before: object) -> NoReturn:
    """Raise LiquidRenderError: what the compiler knew to be wrong has been reached.

    `before` is what is evaluated before, and may fail itself.
    """
    del before
    raise LiquidRenderError(message, fix=fix)


def unfiltered(value: object, *arguments: object) -> object:
    """Return `value` as it is: what a filter that does not exist gives, once its arguments are known."""
    del arguments
    return value


# Loops


class ForLoop(Drop):
    """`forloop`: where a loop stands. Iterating over `items()` moves it."""

    __slots__ = ("index0", "length", "name", "parent", "sequence")

    def __init__(self, name: str, sequence: Sequence[object], parent: object) -> None:
        """Take the name of the loop, what it loops over, and the loop around it."""
        self.name = name
        self.sequence = sequence
        self.length = len(sequence)
        self.parent = parent
        self.index0 = 0

    def each(self) -> Iterator[object]:
        """Yield the items, and move along."""
        for index, member in enumerate(self.sequence):
            self.index0 = index
            yield member

    def __getitem__(self, name: str) -> object:
        return _FORLOOP[name](self)

    def __iter__(self) -> Iterator[str]:
        return iter(_FORLOOP)

    def to_liquid_string(self) -> str:
        """Return the name of Liquid's class, which is what it prints."""
        return "Liquid::ForloopDrop"


_FORLOOP: Final[dict[str, Callable[[ForLoop], object]]] = {
    "name": lambda loop: loop.name,
    "length": lambda loop: loop.length,
    "index": lambda loop: loop.index0 + 1,
    "index0": lambda loop: loop.index0,
    "rindex": lambda loop: loop.length - loop.index0,
    "rindex0": lambda loop: loop.length - loop.index0 - 1,
    "first": lambda loop: loop.index0 == 0,
    "last": lambda loop: loop.index0 == loop.length - 1,
    "parentloop": lambda loop: loop.parent,
}


def segment(
    context: RenderContext, name: str, value: object, offset: object, limit: object
) -> Sequence[object]:
    """Return the part of `value` that a loop goes over, and note where the next one may continue.

    `offset` is MISSING for `offset:continue`, `limit` None for none.
    Source: Liquid 4.0.4, tags/for.rb, collection_segment; utils.rb, slice_collection.
    """
    state = context.state
    start = state.offsets.get(name, 0) if offset is MISSING else to_integer(offset)
    members = members_of(value)
    if limit is not None and limit is not False:
        stop = to_integer(limit) + start
        if not isinstance(value, str):
            members = members[max(start, 0) : max(stop, 0)]
    elif start > 0 and not isinstance(value, str):
        members = members[start:]
    count = _length(members)
    state.offsets[name] = start + count
    if count:
        state.spend_loops(count)
    return members


def whole(context: RenderContext, name: str, value: object) -> Sequence[object]:
    """Return what a loop without offset and limit goes over; as `segment`."""
    members = value if type(value) is list else members_of(value)
    count = _length(members)
    state = context.state
    state.offsets[name] = count
    if count:
        state.spend_loops(count)
    return members


def _length(members: Sequence[object]) -> int:
    if isinstance(members, range):
        return max(0, members.stop - members.start)
    return len(members)


def members_of(value: object) -> Sequence[object]:
    """Return the members that loops see: of a hash its pairs, of a drop its keys, of a text itself."""
    if isinstance(value, (list, tuple, range)):
        return value
    if isinstance(value, str):
        return [value] if value else []
    if not isinstance(value, Mapping):
        return []
    return [[name, value[name]] for name in value] if is_hash(value) else list(value)


def backwards(members: Sequence[object]) -> Sequence[object]:
    """Return the members in reverse."""
    return members[::-1]


def enter_loop(context: RenderContext, variable: str, name: str, members: Sequence[object]) -> ForLoop:
    """Begin a loop whose variables stand in the scope."""
    loops = context.state.loops
    loop = ForLoop(name, members, loops[-1] if loops else None)
    loops.append(loop)
    context.shadow("forloop", loop)
    context.shadow(variable, None)
    return loop


def leave_loop(context: RenderContext, variable: str) -> None:
    """End such a loop."""
    context.unshadow(variable)
    context.unshadow("forloop")
    context.state.loops.pop()


class TableRowLoop(Drop):
    """`tablerowloop`: where a table stands."""

    __slots__ = ("col", "cols", "index0", "length", "row", "sequence")

    def __init__(self, sequence: Sequence[object], cols: int) -> None:
        """Take what the table shows, and its number of columns; 0 puts all into one row."""
        self.sequence = sequence
        self.length = len(sequence)
        self.cols = cols
        self.index0 = 0
        self.col = 1
        self.row = 1

    def each(self) -> Iterator[object]:
        """Yield the items, and move along."""
        for index, member in enumerate(self.sequence):
            self.index0 = index
            yield member
            self.col, self.row = (1, self.row + 1) if self.col == self.cols else (self.col + 1, self.row)

    @property
    def cell_start(self) -> str:
        """The HTML before a cell."""
        return f'<td class="col{self.col}">'

    @property
    def cell_end(self) -> str:
        """The HTML after a cell, and between two rows."""
        if self.col == self.cols and self.index0 != self.length - 1:
            return f'</td></tr>\n<tr class="row{self.row + 1}">'
        return "</td>"

    def __getitem__(self, name: str) -> object:
        return _TABLEROWLOOP[name](self)

    def __iter__(self) -> Iterator[str]:
        return iter(_TABLEROWLOOP)

    def to_liquid_string(self) -> str:
        """Return the name of Liquid's class, which is what it prints."""
        return "Liquid::TablerowloopDrop"


_TABLEROWLOOP: Final[dict[str, Callable[[TableRowLoop], object]]] = {
    "length": lambda loop: loop.length,
    "index": lambda loop: loop.index0 + 1,
    "index0": lambda loop: loop.index0,
    "rindex": lambda loop: loop.length - loop.index0,
    "rindex0": lambda loop: loop.length - loop.index0 - 1,
    "first": lambda loop: loop.index0 == 0,
    "last": lambda loop: loop.index0 == loop.length - 1,
    "col": lambda loop: loop.col,
    "col0": lambda loop: loop.col - 1,
    "col_first": lambda loop: loop.col == 1,
    "col_last": lambda loop: loop.col == loop.cols,
    "row": lambda loop: loop.row,
}


def enter_row(
    context: RenderContext,
    variable: str,
    value: object,
    offset: object,
    limit: object,
    cols: object,
    has_limit: bool,
) -> TableRowLoop:
    """Begin a table. Source: Liquid 4.0.4, tags/table_row.rb, render."""
    start = to_integer(offset)
    members = members_of(value)
    if not isinstance(value, str):
        stop = start + to_integer(limit) if has_limit else None
        members = members[max(start, 0) : None if stop is None else max(stop, 0)]
    context.state.spend_loops(_length(members))
    loop = TableRowLoop(members, to_integer(cols))
    context.shadow("tablerowloop", loop)
    context.shadow(variable, None)
    return loop


def leave_row(context: RenderContext, variable: str) -> None:
    """End it."""
    context.unshadow(variable)
    context.unshadow("tablerowloop")


# Other tags


def turn_of(context: RenderContext, name: object) -> int:
    """Return the index of the value whose turn it is in a cycle; another cycle may have left it beyond.

    Source: Liquid 4.0.4, tags/cycle.rb, render.
    """
    return context.state.cycles.get(_group(name), 0)


def next_turn(context: RenderContext, name: object, turn: int, count: int) -> None:
    """Move a cycle of `count` values on from `turn`."""
    context.state.cycles[_group(name)] = 0 if turn + 1 >= count else turn + 1


def _group(name: object) -> object:
    return name if isinstance(name, str) else (type(name).__name__, to_s(name))


def changed(context: RenderContext, text: str) -> str:
    """Return `text` unless it is what `ifchanged` printed last. Source: Liquid 4.0.4, tags/ifchanged.rb."""
    if text == context.state.last_changed:
        return ""
    context.state.last_changed = text
    return text
