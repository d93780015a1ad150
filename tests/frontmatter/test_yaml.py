"""The types that plain scalars get, and what Ruby does by accident."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from jekpy.frontmatter.yaml import load_yaml, typed_scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000),
        ("1,2", 12),
        ("-1_000", -1000),
        ("010", 8),
        ("08", "08"),
        ("0o10", "0o10"),
        ("0xFF", 255),
        ("0b101", 5),
        ("10:30", 630.0),
        ("1:30.5", 90.5),
        ("1:60", "1:60"),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", "1e3"),
        ("1.0e+3", 1000.0),
        ("1.", "1."),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("", None),
        ("~", None),
        ("NULL", None),
        ("Yes", True),
        ("oFF", False),
        ("y", "y"),
        ("2020-01-02", date(2020, 1, 2)),
        ("2020-02-30", "2020-02-30"),
        ("2020-1-2", "2020-1-2"),
        ("2020-01-02 03:04:05", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2020-01-02T03:04:05.25Z", datetime(2020, 1, 2, 3, 4, 5, 250_000, tzinfo=UTC)),
        ("2020-01-02 03:04", "2020-01-02 03:04"),
        ("2020-01-02 03:04:05 -0530", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(-timedelta(hours=5.5)))),
        ("2020-01-02 24:00:00", datetime(2020, 1, 3, tzinfo=UTC)),
        (":symbol", ":symbol"),
        ("plain", "plain"),
        ("v1.0", "v1.0"),
    ],
)
def test_a_plain_scalar_is_typed_as_in_ruby(text: str, value: object) -> None:
    assert typed_scalar(text) == value
    assert type(typed_scalar(text)) is type(value)


def test_what_is_no_number_stays_a_float() -> None:
    assert math.isnan(typed_scalar(".NaN"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'123'", "123"),
        ('"yes"', "yes"),
        ("|\n  12\n", "12\n"),
        ("!!str '123'", 123),
        ("!!binary aGk=", "hi"),
        ("!ruby/object:Foo {a: 1}", {"a": 1}),
        ("on: x", {True: "x"}),
        ("a: 1\na: 2", {"a": 2}),
        ("~: a\nb: c", {"a": "b"}),
        ("a: &x '1'\nb: *x", {"a": "1", "b": 1}),
        ("a: *nothing", {"a": None}),
        ("a: &m {x: 1, y: 2}\nb: {x: 0, <<: *m, y: 3}", {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 3}}),
        ("b: {<<: {x: 1}, y: 2}", {"b": {"y": 2}}),
        ("a: 1\n---\nb: 2", {"a": 1}),
        ("# nothing", None),
        ("a:\tb", {"a": "b"}),
        ("a: x #c", {"a": "x"}),
        ("a: x#c", {"a": "x#c"}),
    ],
)
def test_yaml_is_put_together_as_in_ruby(text: str, value: object) -> None:
    assert load_yaml(text) == value
