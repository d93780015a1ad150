"""What the body of a loop is found to depend on, before it runs."""

from __future__ import annotations

import pytest

from jekpy.liquid import Engine
from jekpy.liquid.parser import Parser
from jekpy.liquid.survey import Survey, shown, survey_of
from jekpy.liquid.tags.loops import For


def survey(body: str) -> Survey | None:
    """Return the survey of a loop over `item` with this body."""
    engine = Engine()
    template = f"{{% for item in items %}}{body}{{% endfor %}}"
    [loop] = Parser(template, "template", engine.tags, engine.error_mode).template().nodes
    assert isinstance(loop, For)
    return survey_of(loop.body.nodes, loop.heading.variable, engine.filters)


@pytest.mark.parametrize(
    ("body", "values", "watched", "outcomes"),
    [
        ("{{ item.a }}{{ item.b }}", [], [], 0),
        ("{{ item.a }}{{ page.b }}", ["page.b"], [], 0),
        ("{{ item.a }}{% if page.url == item.url %}x{% endif %}", [], ["page.url"], 0),
        ("{{ item.a }}{% if item.url != page.url %}x{% endif %}", [], ["page.url"], 0),
        ("{{ page.url }}{% if page.url == item.url %}x{% endif %}", ["page.url"], [], 0),
        ("{{ item.a }}{% if page.url == 'x' %}x{% endif %}", ["page.url"], [], 0),
        ("{{ item.a }}{% if page.url < item.url %}x{% endif %}", ["page.url"], [], 0),
        ("{{ item.a }}{% if page.lang == site.lang %}x{% endif %}", [], [], 1),
        ("{% assign x = page.a %}{{ x }}{{ x.b }}", ["page.a"], [], 0),
        ("{% for i in item.all %}{% if i == page.tag %}{{ i }}{% endif %}{% endfor %}", [], ["page.tag"], 0),
        ("{{ item.a }}{{ site[item.b] }}", ["site"], [], 0),
        ("{{ item.a | append: page.b }}{{ forloop.index }}", ["page.b"], [], 0),
    ],
)
def test_what_a_loop_depends_on(body: str, values: list[str], watched: list[str], outcomes: int) -> None:
    found = survey(body)
    assert found is not None
    assert [shown(lookup) for lookup in found.values] == values
    assert [shown(lookup) for lookup in found.watched] == watched
    assert len(found.outcomes) == outcomes


@pytest.mark.parametrize(
    ("body", "carried"),
    [
        ("{{ item.a }}{% assign x = 1 %}{{ x }}", set()),
        ("{% if item.a %}{{ x }}{{ item.b }}{% endif %}{% assign x = item.a %}", {"x"}),
        ("{{ item.a }}{% if item.b %}{% assign x = 1 %}{% endif %}{% if item.c %}{{ x }}{% endif %}", {"x"}),
        ("{% capture x %}{{ item.a }}{% endcapture %}{{ x }}", set()),
    ],
)
def test_a_variable_that_a_turn_may_find_set_is_carried(body: str, carried: set[str]) -> None:
    found = survey(body)
    assert found is not None
    assert found.carried == carried


@pytest.mark.parametrize(
    "body",
    [
        "{{ item.a }}",  # no work to save
        "{{ item.a }}{% increment n %}",
        "{{ item.a }}{% cycle 'a', 'b' %}",
        "{{ item.a }}{% include 'x' %}",
        "{{ item.a }}{{ [item.b] }}",
        "{{ item.a }}{{ forloop.parentloop.index }}",
        "{{ item.a }}{{ forloop }}",
        "{{ item.a }}{% assign item = 1 %}",
        "{{ item.a }}{% assign n = n | plus: 1 %}{{ n }}",
        "{{ item.a }}{{ x }}{% assign x = item.a %}",
        "{{ item.a }}{% for i in (1..x) %}{{ i }}{% endfor %}{% assign x = item.a %}",
        "{{ item.a }}{% for i in items offset: continue %}{{ i }}{% endfor %}",
    ],
)
def test_a_loop_that_cannot_be_told_beforehand_has_none(body: str) -> None:
    assert survey(body) is None
