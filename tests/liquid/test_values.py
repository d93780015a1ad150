"""Values as Ruby prints, compares and counts them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from jekpy.errors import LiquidRenderError
from jekpy.liquid import Engine
from jekpy.liquid.drop import Drop
from jekpy.liquid.expressions import BLANK, EMPTY
from jekpy.liquid.values import (
    compare,
    contains,
    equals,
    inspect,
    order,
    require_integer,
    size,
    to_items,
    to_number,
    to_s,
)


class Named(Drop):
    def to_liquid_string(self) -> str:
        return "Name"


BERLIN = dt.timezone(dt.timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (10**30, "1" + "0" * 30),
        (2.0, "2.0"),
        (0.0001, "0.0001"),
        (0.00001, "1.0e-05"),
        (1e14, "100000000000000.0"),
        (1e15, "1.0e+15"),
        (1.2345678901234568e17, "1.2345678901234568e+17"),
        (-0.0, "-0.0"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (float("nan"), "NaN"),
        ([1, [None, "a"], 2.5], "1a2.5"),
        ((1, 2), "12"),
        ({"a": 1, "b": [1, "2"], "n": None}, '{"a"=>1, "b"=>[1, "2"], "n"=>nil}'),
        (range(1, 4), "1..3"),
        (range(5, 2), "5..1"),
        (dt.date(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=BERLIN), "2020-01-02 03:04:05 +0200"),
        (dt.datetime(2020, 1, 2, tzinfo=dt.UTC), "2020-01-02 00:00:00 +0000"),
        (EMPTY, ""),
    ],
)
def test_printing(value: object, text: str) -> None:
    assert to_s(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ('a"b\\\n\t\x1b\x01é', r'"a\"b\\\n\t\e\u0001é"'),
        ("#{x} #a", r'"\#{x} #a"'),
        (dt.date(2020, 1, 2), "#<Date: 2020-01-02 ((2458851j,0s,0n),+0s,2299161j)>"),
        (dt.datetime(2020, 1, 2, 3, 4, 5, 120000, tzinfo=BERLIN), "2020-01-02 03:04:05.12 +0200"),
        ([None, True, 1.5], "[nil, true, 1.5]"),
    ],
)
def test_inspecting(value: object, text: str) -> None:
    assert inspect(value) == text


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1, 1.0, True),
        ("1", 1, False),
        (True, 1, False),
        (False, 0, False),
        (None, False, False),
        ([1, [True]], [1, [1]], False),
        ([1, 2], (1, 2), True),
        ({"a": 1}, {"a": True}, False),
        (dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, tzinfo=dt.UTC), False),
        (dt.datetime(2020, 1, 2, 2, tzinfo=BERLIN), dt.datetime(2020, 1, 2, tzinfo=dt.UTC), True),
        ("", EMPTY, True),
        (EMPTY, [], True),
        ({}, EMPTY, True),
        (None, EMPTY, None),
        (0, EMPTY, None),
        ("", BLANK, None),
    ],
)
def test_equality(left: object, right: object, expected: object) -> None:
    assert equals(left, right) is expected


@pytest.mark.parametrize(
    ("left", "operator", "right", "expected"),
    [
        (1, "<", 2.5, True),
        ("a", "<", "b", True),
        (2, ">=", 2, True),
        (None, "<", 1, False),
        ([1], ">", 0, False),
        (True, ">", 0, False),
        (dt.date(2020, 1, 1), "<=", dt.date(2020, 1, 1), True),
        (float("nan"), "<", 1, False),
    ],
)
def test_comparing(left: object, operator: str, right: object, expected: bool) -> None:
    assert compare(left, operator, right) is expected


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        (1, "a", "comparison of Integer with String failed"),
        ("a", 1, "comparison of String with 1 failed"),
        (1.5, "a", "comparison of Float with String failed"),
        (dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "comparison of Date with Time failed"),
    ],
)
def test_what_does_not_compare_is_an_error(left: object, right: object, message: str) -> None:
    with pytest.raises(LiquidRenderError, match=message):
        compare(left, "<", right)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("abc", "b", True),
        ("a1", 1, True),
        ("abc", "", True),
        ([1, 2], 2.0, True),
        (["1"], 1, False),
        (range(1, 4), 3, True),
        ({"a": 1}, "a", True),
        (None, "a", False),
        ("a", None, False),
        (5, 5, False),
    ],
)
def test_containing(left: object, right: object, expected: bool) -> None:
    assert contains(left, right) is expected


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("3", 3),
        ("3.5", Decimal("3.5")),
        (" -1.50 ", Decimal("-1.50")),
        ("3.5x", 3),
        (None, 0),
        (True, 0),
        (0.1, Decimal("0.1")),
    ],
)
def test_numbers_in_values(value: object, number: object) -> None:
    assert to_number(value) == number


@pytest.mark.parametrize(
    ("value", "number"), [(" 7 ", 7), ("0x1f", 31), ("010", 8), ("-0b11", -3), ("1_000", 1000), (5, 5)]
)
def test_integers_as_arguments(value: object, number: int) -> None:
    assert require_integer(value) == number


@pytest.mark.parametrize("value", [None, 1.5, "1.5", "", "x", "09", [1], True, "1__0"])
def test_no_integers_as_arguments(value: object) -> None:
    with pytest.raises(LiquidRenderError, match="invalid integer"):
        require_integer(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("abc", 3), ([1], 1), ({}, 0), (5, 8), (2**64, 9), (1.5, None), (True, None), (range(3), 3)],
)
def test_sizes(value: object, expected: object) -> None:
    assert size(value) == expected


@pytest.mark.parametrize(
    ("value", "items"),
    [([1, [2, [3]]], [1, 2, 3]), (None, []), ("a", ["a"]), ({"a": 1}, [{"a": 1}]), (range(2), [0, 1])],
)
def test_items_of_values(value: object, items: list[object]) -> None:
    assert list(to_items(value)) == items


def test_order_of_arrays_is_that_of_their_items() -> None:
    assert order([1, "a"], [1, "b"]) == -1
    assert order([1], [1, 2]) == -1
    assert order([1], ["a"]) is None


def test_a_drop_is_to_filters_of_jinjas_own_what_it_prints() -> None:
    template = Engine().compile("{{ x | upper }}{{ x ~ 1 }}", "t", dialect="jinja")
    assert template.render({"x": Named()}) == "NAMEName1"
