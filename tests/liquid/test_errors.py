"""Errors: their place, their text, the way to them, the likeliest remedy; and the three error modes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.errors import LiquidError, LiquidRenderError, LiquidSyntaxError, Location
from jekpy.liquid import Engine, render
from jekpy.liquid.rendering import MappingLoader

if TYPE_CHECKING:
    from jekpy.liquid.engine import Dialect
    from jekpy.liquid.parser import ErrorMode


def error_of(
    template: str, partials: dict[str, str] | None = None, dialect: Dialect = "liquid"
) -> LiquidError:
    engine = Engine(loader=MappingLoader(partials or {}))
    with pytest.raises(LiquidError) as caught:
        engine.compile(template, "page.md", dialect=dialect).render({"page": {}})
    return caught.value


@pytest.mark.parametrize(
    ("template", "line", "column"),
    [
        ("{{ 1 | divided_by: 0 }}", 1, 1),
        ("a\nb {{ 1 | divided_by: 0 }}", 2, 3),
        ("{% if true %}\n\n  {% assign x = 'a' | append %}{% endif %}", 3, 3),
        (
            "{% for i in (1..2) %}\n{% for j in a %}{% endfor %}\n{% if i < 'a' %}{% endif %}{% endfor %}",
            3,
            1,
        ),
        ("{{ 'x' }}{{ 'y' }} text {{ 1 | plus }}", 1, 25),
        ("\n{% nope %}", 2, 1),
        ("\n\n {{ a", 3, 2),
        ("{% capture x %}\n{{ 1 | plus }}{% endcapture %}", 2, 1),
        ("{% if true %}" * 8 + "\n {{ 1 | plus }}" + "{% endif %}" * 8, 2, 2),
    ],
)
def test_an_error_knows_its_line_and_column(template: str, line: int, column: int) -> None:
    diagnostic = error_of(template).diagnostic
    assert diagnostic.location == Location("page.md", line, column)
    assert diagnostic.line_text == template.split("\n")[line - 1]


def test_lines_count_from_the_first_line_of_the_file() -> None:
    with pytest.raises(LiquidError) as caught:
        Engine().compile("\n{% nope %}", "page.md", first_line=10)
    assert caught.value.diagnostic.location == Location("page.md", 11, 1)


def test_an_error_in_an_include_names_it_and_the_way_there() -> None:
    error = error_of("{% include 'a' %}", {"a": "\n{% include 'b' %}", "b": "\n\n{{ 1 | plus }}"})
    assert error.diagnostic.location == Location("b", 3, 1)
    assert error.diagnostic.chain == ("include b", "include a")


def test_an_error_in_a_jinja_include_names_it() -> None:
    error = error_of("x\n{% include 'a.jinja' %}", {"a.jinja": "\n\n{{ 1 / 0 }}"}, dialect="jinja")
    assert error.diagnostic.location == Location("a.jinja", 3)
    assert error.diagnostic.chain == ("include a.jinja",)


@pytest.mark.parametrize(
    ("template", "fix"),
    [
        ("{% asign x = 1 %}", "did you mean 'assign'?"),
        ("{% if x %}{% elseif %}{% endif %}", "did you mean 'elsif'?"),
        ("{% if x %}", "close it with {% endif %}"),
        ("{% include 'nab.html' %}", "did you mean 'nav.html'?"),
    ],
)
def test_an_error_suggests_the_nearest_name(template: str, fix: str) -> None:
    assert error_of(template, {"nav.html": ""}).diagnostic.fix == fix


@pytest.mark.parametrize(
    ("template", "fix"),
    [
        ("{{ 1 | upcas }}", "did you mean 'upcase'?"),
        ("{% inclde 'a' %}", "did you mean 'include'?"),
        ("{% if x is defned %}{% endif %}", "did you mean 'defined'?"),
    ],
)
def test_an_error_in_jinja_suggests_the_nearest_name(template: str, fix: str) -> None:
    assert error_of(template, dialect="jinja").diagnostic.fix == fix


def test_strict_names_suggest_the_nearest() -> None:
    engine = Engine(strict_filters=True, strict_variables=True)
    with pytest.raises(LiquidRenderError) as caught:
        engine.compile("{{ 'a' | upcas }}", "t").render({})
    assert (caught.value.diagnostic.cause, caught.value.diagnostic.fix) == (
        "undefined filter upcas",
        "did you mean 'upcase'?",
    )
    with pytest.raises(LiquidRenderError) as caught:
        engine.compile("{{ pages }}", "t").render({"page": 1})
    assert (caught.value.diagnostic.cause, caught.value.diagnostic.fix) == (
        "undefined variable pages",
        "did you mean 'page'?",
    )


@pytest.mark.parametrize(
    ("template", "strict"),
    [
        ("{{ a.b }}", "b"),
        ("{{ a.size }}", ""),
        ("{{ x.size }}", "x"),
        ("{{ l.first }}", ""),
        ("{{ l.nope }}", "nope"),
    ],
)
def test_strict_variables(template: str, strict: str) -> None:
    engine = Engine(strict_variables=True)
    made = engine.compile(template, "t")
    if not strict:
        made.render({"a": {}, "l": [1]})
        return
    with pytest.raises(LiquidRenderError, match=f"undefined variable {strict}"):
        made.render({"a": {}, "l": [1]})


MALFORMED = "{{ 'a' 'b' | upcase }}"


def test_warn_takes_what_lax_takes_and_tells() -> None:
    template = Engine(error_mode="warn").compile(MALFORMED, "t")
    assert template.render({}) == "A"
    (warning,) = template.warnings
    assert warning.severity == "warning"
    assert warning.cause == "Expected end_of_string but found string in \"{{ 'a' 'b' | upcase }}\""
    assert warning.location == Location("t", 1, 1)


def test_lax_does_not_tell() -> None:
    template = Engine(error_mode="lax").compile(MALFORMED, "t")
    assert (template.render({}), template.warnings) == ("A", ())


def test_strict_does_not_take_it() -> None:
    with pytest.raises(LiquidSyntaxError, match="Expected end_of_string"):
        Engine(error_mode="strict").compile(MALFORMED, "t")


@pytest.mark.parametrize("mode", ["lax", "warn", "strict"])
def test_what_is_well_formed_is_so_in_every_mode(mode: ErrorMode) -> None:
    assert render("{% if a == 1 %}{{ a | plus: 1 }}{% endif %}", {"a": 1}, error_mode=mode) == "2"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a{{ 1 | plus }}b", "aLiquid error (line 1): wrong number of arguments (given 1, expected 2)b"),
        (
            "\n{% if 1 < 'a' %}x{% endif %}y",
            "\nLiquid error (line 2): comparison of Integer with String failedy",
        ),
        (
            "{% for i in (1..2) %}{{ i }}{{ 1 | divided_by: 0 }}{% endfor %}",
            "1E2E".replace("E", "Liquid error (line 1): divided by 0"),
        ),
        ("{% capture x %}{{ 1 | plus }}{% endcapture %}[{{ x | size }}]", "[70]"),
        ("{% if true %}{% assign x = 'a' | append %}{% endif %}z", "z"),
        ("{% include 'p' %}", "Liquid error (p line 1): divided by 0"),
    ],
)
def test_errors_can_stand_in_the_page(template: str, expected: str) -> None:
    partials = {"p": "{{ 1 | divided_by: 0 }}"}
    assert render(template, {}, partials=partials, errors="inline") == expected


def test_an_error_of_python_becomes_one_of_the_template() -> None:
    def broken(_value: object) -> str:
        raise KeyError("inside")

    engine = Engine(filters={"broken": broken})
    with pytest.raises(LiquidRenderError) as caught:
        engine.compile("\n{{ 1 | broken }}", "t").render({})
    assert caught.value.diagnostic.location == Location("t", 2, 1)
    assert isinstance(caught.value.__cause__, KeyError)
