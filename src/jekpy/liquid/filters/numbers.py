"""Filters that calculate: exactly with integers, and with fractions in decimals.

Source: Liquid 4.0.4, lib/liquid/standardfilters.rb; Ruby 3.1, BigDecimal.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final

from jekpy.errors import LiquidLimitError, LiquidRenderError
from jekpy.liquid.values import DECIMALS, MAX_INTEGER_BITS, to_number, to_s

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NUMBER_FILTERS"]

Number = int | Decimal


def _result(number: Number) -> float:
    """Return what a filter gives back: an integer, or a float for a decimal."""
    if isinstance(number, Decimal):
        return float(number)
    if number.bit_length() > MAX_INTEGER_BITS:
        raise LiquidLimitError("this calculates with too large an integer")
    return number


def _decimals(left: Number, right: Number) -> tuple[Decimal, Decimal] | None:
    """Return both as decimals when one of them is, else None."""
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return Decimal(left), Decimal(right)
    return None


def _context(left: Decimal, right: Decimal) -> Context:
    """Return a context in which adding and multiplying the two loses nothing."""
    if left.is_finite() and right.is_finite():
        needed = 2 * (len(left.as_tuple().digits) + len(right.as_tuple().digits))
        needed += min(abs(left.adjusted() - right.adjusted()), 1000)
        if needed > DECIMALS.prec:
            return Context(prec=needed, Emin=DECIMALS.Emin, Emax=DECIMALS.Emax, traps=[])
    return DECIMALS


def plus(value: object, other: object) -> float:
    """Return the sum."""
    if type(value) is int and type(other) is int:
        return _result(value + other)
    left, right = to_number(value), to_number(other)
    both = _decimals(left, right)
    return _result(_context(*both).add(*both) if both else left + right)


def minus(value: object, other: object) -> float:
    """Return the difference."""
    if type(value) is int and type(other) is int:
        return _result(value - other)
    left, right = to_number(value), to_number(other)
    both = _decimals(left, right)
    return _result(_context(*both).subtract(*both) if both else left - right)


def times(value: object, other: object) -> float:
    """Return the product."""
    if type(value) is int and type(other) is int:
        return _result(value * other)
    left, right = to_number(value), to_number(other)
    both = _decimals(left, right)
    return _result(_context(*both).multiply(*both) if both else left * right)


def divided_by(value: object, other: object) -> float:
    """Return the quotient: rounded down for two integers. Raises LiquidRenderError for an integer by 0."""
    if type(value) is int and type(other) is int and other:
        return value // other
    left, right = to_number(value), to_number(other)
    both = _decimals(left, right)
    if both:
        return _divide(*both)
    if right == 0:
        raise LiquidRenderError("divided by 0")
    return _result(left // right)


def _divide(left: Decimal, right: Decimal) -> float:
    """Return the quotient of decimals, by zero an infinity."""
    return float(DECIMALS.divide(left, right))


def modulo(value: object, other: object) -> float:
    """Return the remainder, with the sign of `other`. Raises LiquidRenderError for 0."""
    if type(value) is int and type(other) is int and other:
        return value % other
    left, right = to_number(value), to_number(other)
    if right == 0:
        raise LiquidRenderError("divided by 0")
    both = _decimals(left, right)
    if not both:
        return _result(left % right)
    rest = DECIMALS.remainder(*both)
    return float(rest + both[1] if rest and (rest < 0) != (both[1] < 0) else rest)


def absolute(value: object) -> float:
    """Return the number without its sign."""
    number = to_number(value)
    return _result(-number if number < 0 else number)


def _whole(number: Number, rounding: str) -> int:
    if isinstance(number, int):
        return number
    if not number.is_finite():
        raise LiquidRenderError(f"Computation results in '{to_s(float(number))}'")
    return int(number.to_integral_value(rounding))


def ceil(value: object) -> int:
    """Return the integer at or above the number."""
    return _whole(to_number(value), ROUND_CEILING)


def floor(value: object) -> int:
    """Return the integer at or below the number."""
    return _whole(to_number(value), ROUND_FLOOR)


def round_to(value: object, digits: object = 0) -> float:
    """Return the number rounded to `digits` after the point, halves away from zero."""
    number, places = to_number(value), int(to_number(digits))
    if isinstance(number, int):
        if places >= 0:
            return number
        unit = int(10 ** min(-places, 5000))
        whole: int = (abs(number) + unit // 2) // unit * unit
        return whole if number >= 0 else -whole
    if places < 0 and number.is_finite():
        unit = int(10 ** min(-places, 5000))
        return int((number / unit).to_integral_value(ROUND_HALF_UP)) * unit
    if places == 0 or not number.is_finite():
        return _whole(number, ROUND_HALF_UP)
    exponent = Decimal((0, (1,), max(min(-places, 5000), -5000)))
    wide = Context(prec=6000, Emin=DECIMALS.Emin, Emax=DECIMALS.Emax, traps=[])
    return float(number.quantize(exponent, ROUND_HALF_UP, wide))


def at_least(value: object, other: object) -> float:
    """Return the greater of both."""
    numbers: list[Number] = [to_number(value), to_number(other)]
    return _result(max(numbers))


def at_most(value: object, other: object) -> float:
    """Return the lesser of both."""
    numbers: list[Number] = [to_number(value), to_number(other)]
    return _result(min(numbers))


NUMBER_FILTERS: Final[Mapping[str, object]] = {
    "abs": absolute,
    "at_least": at_least,
    "at_most": at_most,
    "ceil": ceil,
    "divided_by": divided_by,
    "floor": floor,
    "minus": minus,
    "modulo": modulo,
    "plus": plus,
    "round": round_to,
    "times": times,
}
