"""A late text: where it stands in an output, and whether all that a template did was to print it."""

from __future__ import annotations

import pytest

from jekpy.liquid import Engine, Source
from jekpy.liquid.drop import Drop
from jekpy.liquid.late import LateText

INCLUDES = {
    "prints.jinja": "[{{ x.menu }}]",
    "prints.liquid": "[{{ x.menu }}]",
    "asks.jinja": "{{ x.menu | length }}",
}


class Files:
    def load(self, name: str) -> Source:
        return Source(INCLUDES[name], name, name.rpartition(".")[2])


class Holder(Drop):
    def __init__(self) -> None:
        self.late = LateText(lambda: "<menü>")

    def __getitem__(self, key: str) -> object:
        return {"menu": self.late}[key]


def rendered(template: str) -> tuple[str, tuple[int, int] | None]:
    """The output, and the place of the late text in it if another could stand there."""
    holder = Holder()
    output, place = (
        Engine(loader=Files()).compile(template, "t", dialect="jinja").render_placed({"x": holder})
    )
    late = holder.late
    if place is None or late.was_used or late.prints != 1:
        return output, None
    assert place.late is late
    return output, (place.start, place.length)


@pytest.mark.parametrize(
    ("template", "output", "place"),
    [
        ("a{{ x.menu }}b", "a<menü>b", (1, 6)),
        ("{{ x.menu }}", "<menü>", (0, 6)),
        ("é{% set m = x.menu %}{% for i in [1] %}{{ m }}{% endfor %}", "é<menü>", (1, 6)),
        ("a{% include 'prints.jinja' %}b", "a[<menü>]b", (2, 6)),
        ("{% if false %}{{ x.menu | length }}{% endif %}{{ x.menu }}", "<menü>", (0, 6)),
        ("a{% include 'prints.liquid' %}b", "a[<menü>]b", None),
        ("{{ x.menu }}{{ x.menu }}", "<menü><menü>", None),
        ("{{ x.menu }}{% include 'asks.jinja' %}", "<menü>6", None),
        ("{{ x.menu | upper }}", "<MENÜ>", None),
        ("{{ x.menu | replace('menü', 'x') }}{{ x.menu }}", "<x><menü>", None),
        ("{{ x.menu ~ '' }}{{ x.menu }}", "<menü><menü>", None),
        ("{% if x.menu %}{{ x.menu }}{% endif %}", "<menü>", None),
        ("{% if 'men' in x.menu %}{{ x.menu }}{% endif %}", "<menü>", None),
        ("{% if x.menu == '<menü>' %}{{ x.menu }}{% endif %}", "<menü>", None),
        ("{% set m %}{{ x.menu }}{% endset %}{{ m }}", "<menü>", None),
        ("{% filter upper %}{{ x.menu }}{% endfilter %}", "<MENÜ>", None),
        ("{% macro m() %}{{ x.menu }}{% endmacro %}{{ m() }}", "<menü>", None),
        ("{{ include('prints.jinja') }}", "[<menü>]", None),
        ("{{ [x.menu] }}", "<menü>", None),
        ("no menu", "no menu", None),
    ],
)
def test_a_place_is_known_where_a_template_only_printed_the_text(
    template: str, output: str, place: tuple[int, int] | None
) -> None:
    assert rendered(template) == (output, place)


@pytest.mark.parametrize("template", ["{{ x.menu }}!", "{% assign m = x.menu | append: '!' %}{{ m }}"])
def test_liquid_takes_it_for_a_text(template: str) -> None:
    assert Engine().compile(template, "t").render_placed({"x": Holder()}) == ("<menü>!", None)
