"""Filters that calculate."""

from __future__ import annotations

import pytest

from jekpy.errors import LiquidError, LiquidLimitError
from jekpy.liquid import render


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("3 | plus: 4", "7"),
        ("0.1 | plus: 0.2", "0.3"),
        ("'3.5' | plus: '1'", "4.5"),
        ("nil | plus: true", "0"),
        ("'4x' | minus: 1", "3"),
        ("3 | times: 0.1", "0.3"),
        ("100 | times: 1.15", "115.0"),
        ("-7 | divided_by: 2", "-4"),
        ("10 | divided_by: 3.0", "3.3333333333333335"),
        ("1 | divided_by: 0.0", "Infinity"),
        ("-1.0 | divided_by: 0", "-Infinity"),
        ("0.0 | divided_by: 0.0", "NaN"),
        ("-7 | modulo: 3", "2"),
        ("7.5 | modulo: -2", "-0.5"),
        ("-3.5 | abs", "3.5"),
        ("'-3' | abs", "3"),
        ("2.1 | ceil", "3"),
        ("-2.1 | floor", "-3"),
        ("2.5 | round", "3"),
        ("-2.5 | round", "-3"),
        ("2.675 | round: 2", "2.68"),
        ("1234 | round: -2", "1200"),
        ("1250.5 | round: -2", "1300"),
        ("5 | round: 2", "5"),
        ("3 | at_least: 5", "5"),
        ("3 | at_least: 2.5", "3"),
        ("'7' | at_most: 5.5", "5.5"),
    ],
)
def test_results(expression: str, expected: str) -> None:
    assert render("{{ " + expression + " }}", {}) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("5 | divided_by: 0", "divided by 0"),
        ("5 | modulo: 'x'", "divided by 0"),
        ("1 | divided_by: 0.0 | floor", "Computation results in 'Infinity'"),
        ("1 | plus", "wrong number of arguments (given 1, expected 2)"),
    ],
)
def test_what_cannot_be_calculated_is_an_error(expression: str, message: str) -> None:
    with pytest.raises(LiquidError) as caught:
        render("{{ " + expression + " }}", {})
    assert message in caught.value.diagnostic.cause


def test_integers_that_grow_without_end_end_in_a_limit() -> None:
    with pytest.raises(LiquidLimitError):
        render("{% assign n = 9 %}{% for i in (1..60) %}{% assign n = n | times: n %}{% endfor %}{{ n }}", {})
