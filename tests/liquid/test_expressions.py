"""Expressions: what each markup stands for, and what the strict parser refuses."""

from __future__ import annotations

import pytest

from jekpy.liquid.expressions import (
    EMPTY,
    Filtered,
    Key,
    Literal,
    Lookup,
    MarkupError,
    Range,
    parse_expression,
    parse_filtered_lax,
    parse_filtered_strict,
    ruby_float,
    ruby_int,
)


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("nil", None),
        ("null", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("empty", EMPTY),
        ("'a'", "a"),
        ('"a\'b"', "a'b"),
        ("''", ""),
        ("01", 1),
        ("-7", -7),
        ("1.5", 1.5),
        ("1.2.3", 1.2),
        ("1.", 1.0),
        ("(1..3)", range(1, 4)),
        ("('a'..2.9)", range(3)),
    ],
)
def test_a_literal_is_its_value(markup: str, value: object) -> None:
    found = parse_expression(markup)
    assert isinstance(found, Literal)
    assert found.value == value
    assert type(found.value) is type(value)


@pytest.mark.parametrize("markup", [".5", "1e5", "1_000", "2x", "a-b", "ok?"])
def test_anything_else_is_a_variable(markup: str) -> None:
    assert isinstance(parse_expression(markup), Lookup)


def test_a_range_with_a_variable_is_known_only_when_it_runs() -> None:
    assert parse_expression("(1..n)") == Range(Literal(1), Lookup("n"))


def test_a_bracket_ends_at_the_first_closing_one() -> None:
    nested = parse_expression("a[b[0]]")
    assert isinstance(nested, Lookup)
    assert nested.keys == (Key(Lookup("b", (Key(Literal("0")),))),)


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("a | | b", "Expected id but found pipe"),
        ("a 'b'", "Expected end_of_string but found string"),
        ("a & b", "Unexpected character &"),
        ("", "[:end_of_string] is not a valid expression"),
        ("| a", '[:pipe, "|"] is not a valid expression'),
        ("(1..", "[:end_of_string] is not a valid expression"),
        ("(" * 500, "Nesting too deep"),
    ],
)
def test_the_strict_parser_says_what_it_refuses(markup: str, message: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_filtered_strict(markup)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("markup", "filters"),
    [
        ("x | a", ["a"]),
        ("x | a: 1, 'b'", ["a"]),
        ("x | a | b", ["a", "b"]),
        ("x || a: 'b'", ["a"]),
        ('x | date "%Y"', ["date"]),
        ("x y | a", ["a"]),
        ("x", []),
        ("", []),
    ],
)
def test_the_lax_parser_takes_what_it_finds(markup: str, filters: list[str]) -> None:
    assert [call.name for call in parse_filtered_lax(markup).filters] == filters


def test_both_parsers_agree_on_well_formed_markup() -> None:
    markup = "a.b[0]['c'] | f: 1, key: (1..n), 'x' | g"
    assert parse_filtered_lax(markup) == parse_filtered_strict(markup)


def test_nothing_has_no_value() -> None:
    assert parse_filtered_lax("  ") == Filtered()


@pytest.mark.parametrize(
    ("text", "number"), [("3.7abc", 3), ("1e3", 1), ("", 0), (" 12 ", 12), ("-4-", -4), ("x", 0)]
)
def test_text_has_the_integer_it_starts_with(text: str, number: int) -> None:
    assert ruby_int(text) == number


@pytest.mark.parametrize(("text", "number"), [("3.7abc", 3.7), ("1e3", 1000.0), (".5", 0.0), ("1.", 1.0)])
def test_text_has_the_float_it_starts_with(text: str, number: float) -> None:
    assert ruby_float(text) == number
