"""Filters for arrays."""

from __future__ import annotations

import pytest

from jekpy.errors import LiquidError
from jekpy.liquid import render

DATA = {
    "a": [3, 1, 2],
    "nested": [1, [2, [3, None]]],
    "words": ["b", "A", None, "c"],
    "people": [{"n": "ada", "x": 2}, {"n": "Bob"}, {"n": "ada", "x": 1}],
    "hash": {"k": 1, "l": 2},
    "mixed": [1, "a"],
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a | first", "3"),
        ("a | last", "2"),
        ("hash | first", "k1"),
        ("'abc' | first", ""),
        ("(2..4) | last", "4"),
        ("a | size", "3"),
        ("12 | size", "8"),
        ("nil | size", "0"),
        ("nested | join: '-'", "1-2-3-"),
        ("a | join", "3 1 2"),
        ("hash | join", '{"k"=>1, "l"=>2}'),
        ("a | reverse | join", "2 1 3"),
        ("nested | concat: nested | size", "6"),
        ("words | compact | join", "b A c"),
        ("people | compact: 'x' | map: 'x' | join", "2 1"),
        ("people | uniq: 'n' | map: 'n' | join", "ada Bob"),
        ("a | concat: a | uniq | join", "3 1 2"),
        ("people | map: 'x' | join: ','", "2,,1"),
        ("a | sort | join", "1 2 3"),
        ("people | sort: 'x' | map: 'x' | join: ','", "1,2,"),
        ("words | sort_natural | join: ','", "A,b,c,"),
        ("people | where: 'n', 'ada' | size", "2"),
        ("people | where: 'x' | size", "2"),
        ("a | slice: 1", "1"),
        ("a | slice: -2, 2 | join", "1 2"),
        ("'héllo' | slice: 1, 3", "éll"),
        ("'abc' | slice: 5", ""),
        ("nil | default: 'd'", "d"),
        ("false | default: 'd'", "d"),
        ("'' | default: 'd'", "d"),
        ("0 | default: 'd'", "0"),
        ("hash | default: 'd' | size", "2"),
    ],
)
def test_array_filters(expression: str, expected: str) -> None:
    assert render("{{ " + expression + " }}", DATA) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("a | concat: 1", "concat filter requires an array argument"),
        ("a | map: 'n'", "cannot select the property 'n'"),
        ("mixed | sort", "comparison of Integer with String failed"),
        ("a | slice: 'x'", "invalid integer"),
    ],
)
def test_array_filters_refuse(expression: str, message: str) -> None:
    with pytest.raises(LiquidError) as caught:
        render("{{ " + expression + " }}", DATA)
    assert caught.value.diagnostic.cause == message


def test_filters_leave_their_input_as_it_is() -> None:
    items = [3, 1, 2]
    render("{{ a | sort | reverse | concat: a | uniq | join }}", {"a": items})
    assert items == [3, 1, 2]
