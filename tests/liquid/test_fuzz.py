"""Whatever a template says, nothing but LiquidError comes out of it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jekpy.errors import LiquidError
from jekpy.liquid import Engine, Limits
from jekpy.liquid.filters.standard import STANDARD_FILTERS
from jekpy.liquid.rendering import MappingLoader

DATA = {
    "a": [1, "b", None, [2]],
    "h": {"k": 1, "size": 2},
    "s": "text, é",
    "n": None,
    "f": 1.5,
    "t": True,
    "r": range(3),
}
MARKS = """
    {{ }} {% %} {%- -%} {{- -}} | : , . ( ) .. [ ] ' " == < contains and or é x 1 -2.5 nil empty
    forloop limit:1 offset:continue reversed in = if endif elsif else unless endunless for endfor
    case when endcase capture endcapture assign cycle increment tablerow endtablerow include raw
    endraw comment endcomment break continue ifchanged endifchanged
"""
BLOCKS = ["{% if a %}", "{% endif %}", "{% for x in a %}", "{% endfor %}", "{{ a | ", "{% assign x = "]
BLOCKS += [
    "{% capture x %}",
    "{% endcapture %}",
    "{% case a %}",
    "{% when 1, 'b' %}",
    "{% endcase %}",
    "{% else %}",
]
PIECES = [*MARKS.split(), *BLOCKS, " ", "\n", "\0", *DATA, *STANDARD_FILTERS]
TEMPLATES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
LIMITS = Limits(loops=1000, output_bytes=100_000, seconds=5)


@pytest.mark.parametrize("errors", ["raise", "inline"])
@settings(max_examples=150, deadline=None)
@given(template=TEMPLATES, partial=TEMPLATES, mode=st.sampled_from(["lax", "warn", "strict"]))
def test_liquid_raises_nothing_but_its_own_errors(
    errors: str, template: str, partial: str, mode: str
) -> None:
    engine = Engine(
        loader=MappingLoader({"x": partial}),
        error_mode=mode,  # type: ignore[arg-type]
        errors=errors,  # type: ignore[arg-type]
        limits=LIMITS,
    )
    with suppress(LiquidError):
        engine.compile(template + "{% include 'x' %}", "t").render(DATA)


@settings(max_examples=150, deadline=None)
@given(template=TEMPLATES)
def test_jinja_raises_nothing_but_its_own_errors(template: str) -> None:
    engine = Engine(loader=MappingLoader({"x": "{{ x }}"}), limits=LIMITS)
    with suppress(LiquidError):
        engine.compile(template, "t", dialect="jinja").render(DATA)


@settings(max_examples=100, deadline=None)
@given(
    name=st.sampled_from(sorted(STANDARD_FILTERS)),
    values=st.lists(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())),
        min_size=1,
        max_size=4,
    ),
)
def test_filters_raise_nothing_but_their_own_errors(name: str, values: list[object]) -> None:
    arguments = ", ".join(f"v[{index}]" for index in range(1, len(values)))
    template = f"{{{{ v[0] | {name}{': ' + arguments if arguments else ''} }}}}"
    with suppress(LiquidError):
        Engine(limits=LIMITS).compile(template, "t").render({"v": values})


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_characters="{")))
def test_text_without_tags_stays_as_it_is(text: str) -> None:
    assert Engine().compile(text, "t").render({}) == text
