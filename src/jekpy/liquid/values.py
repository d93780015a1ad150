"""What Liquid does with the values of Ruby, done with the values of Python.

Front matter gives str, int, float, bool, None, list, dict, date, datetime; templates add ranges and drops.
Source: Ruby 3.1 (to_s, inspect, ==, <=>, to_i); Liquid 4.0.4, lib/liquid/utils.rb, condition.rb.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, Final

from jekpy.errors import LiquidLimitError, LiquidRenderError
from jekpy.liquid.drop import Drop
from jekpy.liquid.expressions import BLANK, MethodLiteral, ruby_int
from jekpy.liquid.lexer import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DECIMALS",
    "MAX_TEXT",
    "MISSING",
    "check_text",
    "class_name",
    "compare",
    "contains",
    "equals",
    "filter_s",
    "flatten",
    "inspect",
    "is_empty",
    "is_hash",
    "order",
    "require_integer",
    "size",
    "to_integer",
    "to_items",
    "to_number",
    "to_s",
    "truthy",
    "words_of",
]

MISSING: Final = object()
"""Stands for a key that is not there, where None is a value."""

DECIMALS: Final = Context(prec=60, Emin=-100_000, Emax=100_000, traps=[])
"""How Liquid's filters calculate with fractions: exactly, as far as anybody looks."""

MAX_INTEGER_BITS: Final = 14_000
"""Integers beyond this are an attack, not a calculation: Python prints none of more than 4300 digits."""

MAX_TEXT: Final = 256_000_000
"""No filter makes a text longer than this at once."""

MAX_ITEMS: Final = 10_000_000
"""No filter goes over a longer range."""

_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_RUBY_INTEGER = re.compile(
    rf"[{SPACE}]*([+-]?)(?:0[xX]([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0[bB]([01]+(?:_[01]+)*)"
    rf"|0[oO]?_?([0-7]+(?:_[0-7]+)*)|0[dD](\d+(?:_\d+)*)|([1-9]\d*(?:_\d+)*|0))[{SPACE}]*",
    re.ASCII,
)
_BASES: Final = (16, 2, 8, 10, 10)
_OTHER_ASCII_SPACES: Final = "\x1c\x1d\x1e\x1f"
_OTHER_SPACES: Final = (
    f"{_OTHER_ASCII_SPACES}\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def check_text(length: int) -> None:
    """Raise LiquidLimitError for a text that nobody needs to be so long, before it is made."""
    if length > MAX_TEXT:
        raise LiquidLimitError(f"a filter makes a text of more than {MAX_TEXT} characters")


def is_hash(value: object) -> bool:
    """Tell whether `value` is a hash: a mapping, and no drop but one that acts as a hash."""
    if isinstance(value, Drop):
        return value.acts_as_hash
    return isinstance(value, Mapping)


def truthy(value: object) -> bool:
    """Tell whether `value` counts as true: everything does but nil and false."""
    return value is not None and value is not False


# Printing


def to_s(value: object) -> str:
    """Return what `{{ value }}` prints. Source: Ruby, to_s; Liquid 4.0.4, block_body.rb."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    printer = _PRINTERS.get(type(value))
    return printer(value) if printer else _print_other(value)


def filter_s(value: object) -> str:
    """Return what Ruby's `to_s` gives, which filters call: an array shows as it is written."""
    if type(value) is str:
        return value
    if isinstance(value, (list, tuple)):
        return inspect(value)
    return to_s(value)


def _print_other(value: object) -> str:
    if isinstance(value, Drop):
        return value.to_liquid_string() if not value.acts_as_hash else _inspect_mapping(value)
    for kind, printer in _PRINTERS.items():
        if isinstance(value, kind):
            return printer(value)
    if isinstance(value, Mapping):
        return _inspect_mapping(value)
    if isinstance(value, (Sequence, set, frozenset)):
        return _print_sequence(value)
    return str(value)


def _print_bool(value: bool) -> str:
    return "true" if value else "false"


def _print_float(value: float) -> str:
    if value != value or value in {float("inf"), float("-inf")}:
        return {"nan": "NaN", "inf": "Infinity"}.get(str(value), "-Infinity")
    text = repr(value)
    exponent = 0 if value == 0 else Decimal(text).adjusted()
    if -5 < exponent < 15:
        return format(Decimal(text), "f") if "e" in text else text
    sign, digits, _ = Decimal(text).as_tuple()
    fraction = "".join(map(str, digits[1:])).rstrip("0") or "0"
    return f"{'-' * sign}{digits[0]}.{fraction}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _print_sequence(value: Iterable[object]) -> str:
    return "".join(map(_print_member, flatten(value)))


def _print_member(item: object) -> str:
    shown = item.to_member_string() if isinstance(item, Drop) else None
    return to_s(item) if shown is None else shown


def _print_datetime(value: dt.datetime) -> str:
    zone = value.strftime("%z") if value.tzinfo else value.astimezone().strftime("%z")
    return f"{value.year:04d}-{value:%m-%d %H:%M:%S} {zone[:5]}"


def _print_date(value: dt.date) -> str:
    return value.isoformat()


def _print_range(value: range) -> str:
    return f"{value.start}..{value.stop - 1}"


def _print_literal(_value: MethodLiteral) -> str:
    return ""


_PRINTERS: Final[dict[type, Callable[..., str]]] = {
    bool: _print_bool,
    int: str,
    str: str,
    float: _print_float,
    dt.datetime: _print_datetime,
    dt.date: _print_date,
    list: _print_sequence,
    tuple: _print_sequence,
    range: _print_range,
    MethodLiteral: _print_literal,
}


# Ruby's inspect

_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\x1b": "\\e",
    "\a": "\\a",
    "\b": "\\b",
    "\v": "\\v",
    "\f": "\\f",
}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f-\x9f]|#(?=[{$@])')


def inspect(value: object) -> str:
    """Return what Ruby's `inspect` gives, as arrays and hashes print their members."""
    if value is None:
        return "nil"
    if isinstance(value, str):
        return '"' + _TO_ESCAPE.sub(_escape, value) + '"'
    if isinstance(value, (bool, int, float, range)):
        return to_s(value)
    if isinstance(value, dt.datetime):
        return _inspect_datetime(value)
    if isinstance(value, dt.date):
        julian = value.toordinal() + 1721425
        return f"#<Date: {value.isoformat()} (({julian}j,0s,0n),+0s,2299161j)>"
    if isinstance(value, Drop):
        return value.to_inspect_string()
    if isinstance(value, Mapping):
        return _inspect_mapping(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(inspect, value)) + "]"
    return to_s(value)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char == "#":
        return "\\#"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def _inspect_mapping(value: Mapping[Any, object]) -> str:
    return "{" + ", ".join(f"{inspect(key)}=>{inspect(item)}" for key, item in value.items()) + "}"


def _inspect_datetime(value: dt.datetime) -> str:
    text = _print_datetime(value)
    if not value.microsecond:
        return text
    fraction = f"{value.microsecond:06d}".rstrip("0")
    return f"{text[:19]}.{fraction}{text[19:]}"


# Numbers


def to_number(value: object) -> int | Decimal:
    """Return the number that arithmetic filters see in `value`.

    Text with a fraction is a decimal, other text the integer that it starts with, anything else 0.
    Source: Liquid 4.0.4, utils.rb, to_number.
    """
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value.strip(SPACE)
        return Decimal(text) if _DECIMAL.fullmatch(text) else ruby_int(value)
    return value if isinstance(value, Decimal) else 0


def require_integer(value: object) -> int:
    """Return `value` as an integer; raises LiquidRenderError where Ruby's `Integer()` would.

    Source: Liquid 4.0.4, utils.rb, to_integer.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = _RUBY_INTEGER.fullmatch(filter_s(value))
    if match is None:
        raise LiquidRenderError("invalid integer")
    digits, base = next((part, base) for part, base in zip(match.groups()[1:], _BASES, strict=True) if part)
    return int(match[1] + digits.replace("_", "")[:4000], base)


def to_integer(value: object) -> int:
    """Return what Ruby's `to_i` gives: 0 for text that is no number.

    Raises TypeError for what has no `to_i` in Ruby, LiquidRenderError for an infinity.
    """
    if value is None:
        return 0
    if isinstance(value, str):
        return ruby_int(value)
    if isinstance(value, dt.datetime):
        return int(value.timestamp())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _whole(value)
    raise TypeError(f"undefined method `to_i' for {inspect(value)}")


def _whole(value: float) -> int:
    try:
        return int(value)
    except (OverflowError, ValueError):
        raise LiquidRenderError(to_s(value)) from None


def size(value: object) -> object:
    """Return what Ruby's `size` gives: of an integer, the bytes it takes; None where there is none."""
    if isinstance(value, (bool, float)) or value is None:
        return None
    if isinstance(value, int):
        return max(8, (value.bit_length() + 7) // 8)
    if isinstance(value, range):
        return max(0, value.stop - value.start)
    if isinstance(value, (str, Sequence)) or is_hash(value):
        return len(value)  # type: ignore[arg-type]
    return None


# Collections


def flatten(items: Iterable[object]) -> Iterator[object]:
    """Yield the items, and those of the arrays among them at any depth."""
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, (list, tuple)):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def to_items(value: object) -> Sequence[object]:
    """Return the items that array filters work on: arrays flattened, anything else as one item.

    The result may be `value` itself, so it is not to be changed.
    Source: Liquid 4.0.4, standardfilters.rb, InputIterator.
    """
    if isinstance(value, (list, tuple)):
        kinds = set(map(type, value))
        return list(flatten(value)) if list in kinds or tuple in kinds else value
    if value is None:
        return []
    if isinstance(value, range):
        if value.stop - value.start > MAX_ITEMS:
            raise LiquidLimitError(f"a filter takes a range of more than {MAX_ITEMS} numbers")
        return value
    return [""] if isinstance(value, MethodLiteral) else [value]


# Comparing


def equals(left: object, right: object) -> object:
    """Return `left == right` as Liquid has it; None where `empty` or `blank` is asked in vain.

    Numbers equal numbers and nothing else does across types: not "1" and 1, not true and 1.
    Source: Liquid 4.0.4, condition.rb, equal_variables.
    """
    kind = type(left)
    if kind is type(right) and (kind is str or kind is int):
        return left == right
    if isinstance(left, MethodLiteral):
        return _ask(right, left)
    if isinstance(right, MethodLiteral):
        return _ask(left, right)
    return _same(left, right)


def _ask(value: object, question: MethodLiteral) -> bool | None:
    """Answer `value == empty`; `blank` has no answer, as plain Ruby has no `blank?`."""
    if question is BLANK:
        return None
    return is_empty(value)


def is_empty(value: object) -> bool | None:
    """Tell whether `value` is empty, or None where that makes no sense."""
    if type(value) is str or type(value) is list:
        return not value
    if isinstance(value, (str, list, tuple)) or is_hash(value):
        return not value
    return None


def _same(left: object, right: object) -> bool:
    kind = type(left)
    if kind is str or left is None:
        return bool(left == right)
    if kind is bool or type(right) is bool:
        return left is right
    if kind is type(right) and kind in {int, float, dt.date, range}:
        return bool(left == right)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, dt.datetime) or isinstance(right, dt.datetime):
        return (
            isinstance(left, dt.datetime)
            and isinstance(right, dt.datetime)
            and left.timestamp() == right.timestamp()
        )
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(item, right[key]) for key, item in left.items())
    return bool(left == right)


_KINDS: Final = ((bool, ""), (int, "Integer"), (float, "Float"), (str, "String"), (dt.datetime, "Time"))


def _kind(value: object) -> str:
    """Return the Ruby class of a value that has an order, else ''."""
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return "Date" if isinstance(value, dt.date) else ""


def class_name(value: object) -> str:
    """Return the name of the Ruby class of a value, for messages."""
    if value is None:
        return "NilClass"
    if isinstance(value, bool):
        return "TrueClass" if value else "FalseClass"
    if isinstance(value, (list, tuple)):
        return "Array"
    return _kind(value) or ("Hash" if isinstance(value, Mapping) else type(value).__name__)


def compare(left: object, operator: str, right: object) -> bool:
    """Return `left < right` (or the other operator); false where a side has no order.

    Raises LiquidRenderError for sides whose orders do not go together.
    Source: Liquid 4.0.4, condition.rb, interpret_condition.
    """
    left_kind, right_kind = _kind(left), _kind(right)
    if not left_kind or not right_kind:
        return False
    difference = order(left, right)
    if difference is None:
        if left != left or right != right:
            return False
        shown = inspect(right) if right_kind in {"Integer", "Float"} and left_kind == "String" else right_kind
        if right_kind in {"Integer", "Float"} and left_kind in {"Date", "Time"}:
            shown = inspect(right)
        raise LiquidRenderError(f"comparison of {left_kind} with {shown} failed")
    if operator == "<":
        return difference < 0
    if operator == ">":
        return difference > 0
    return difference <= 0 if operator == "<=" else difference >= 0


def order(left: object, right: object) -> int | None:
    """Return Ruby's `left <=> right`: negative, 0 or positive; None where there is no order."""
    left_kind, right_kind = _kind(left), _kind(right)
    if left_kind == "Time" == right_kind:
        a, b = left.timestamp(), right.timestamp()  # type: ignore[attr-defined]
        return int(a > b) - int(a < b)
    numbers = {"Integer", "Float"}
    if left_kind and (left_kind == right_kind or {left_kind, right_kind} <= numbers):
        if left != left or right != right:
            return None
        return int(left > right) - int(left < right)  # type: ignore[operator]
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return _order_arrays(left, right)
    return 0 if _same(left, right) else None


def _order_arrays(left: Sequence[object], right: Sequence[object]) -> int | None:
    for a, b in zip(left, right, strict=False):
        difference = order(a, b)
        if difference != 0:
            return difference
    return int(len(left) > len(right)) - int(len(left) < len(right))


def contains(left: object, right: object) -> bool:
    """Return `left contains right`. Source: Liquid 4.0.4, condition.rb, operators."""
    if not truthy(left) or not truthy(right):
        return False
    if isinstance(left, str):
        return (right if type(right) is str else filter_s(right)) in left
    if isinstance(left, range):
        return isinstance(right, (int, float)) and left.start <= right < left.stop
    if isinstance(left, (list, tuple)):
        if isinstance(right, Drop):
            return any(_same(item, right) for item in left if not (isinstance(item, Drop) and item.is_thing))
        return right in left if type(right) is str else any(_same(item, right) for item in left)
    if isinstance(left, Mapping):
        return isinstance(right, (str, int)) and right in left
    return False


def words_of(text: str) -> list[str]:
    """Return what stands between white space; Python's own `split` knows more white space than Ruby's."""
    others = _OTHER_ASCII_SPACES if text.isascii() else _OTHER_SPACES
    if not any(space in text for space in others):
        return text.split()
    # Bytes know no other white space than Ruby does.
    words = b" ".join(text.encode("utf-8", "surrogatepass").split()).decode("utf-8", "surrogatepass")
    return words.split(" ") if words else []
