"""The page that documents the dialect: its examples of filters, tags and drops run."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import jekpy.liquid
from jekpy.liquid import Engine

PAGE = Path(__file__).parents[2] / "docs" / "library" / "liquid.md"


def examples() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_examples_of_filters_and_tags_run() -> None:
    made: dict[str, Engine] = {}
    for example in examples():
        if "pass_context" in example or "inline_tag" in example:
            names: dict[str, object] = {"Engine": Engine}
            exec(compile(example, str(PAGE), "exec"), names)
            engine = names["engine"]
            assert isinstance(engine, Engine)
            made["filters" if "stars" in names else "tags"] = engine
    filters = made["filters"].compile("{{ 3 | stars }} {{ 'x' | titled }} {{ 'Hi' | greeting }}", "t")
    registers = {"user": SimpleNamespace(name="Ada")}
    assert filters.render({"page": {"title": "T"}}, registers) == "★★★ x — T Hi, Ada"
    tags = made["tags"].compile("{% video page.number %}{% note warning %}a{% endnote %}", "t")
    assert tags.render({"page": {"number": 7}}) == '<video src="/7.mp4"></video><div class="warning">a</div>'


def test_the_first_example_prints_what_it_says() -> None:
    first = examples()[0]
    expected = re.findall(r"^# (.*)$", first, re.MULTILINE)
    printed: list[str] = []
    exec(compile(first, str(PAGE), "exec"), {"jekpy": jekpy, "print": printed.append})
    assert printed == expected


def test_the_example_of_a_drop_is_read_by_key() -> None:
    names: dict[str, object] = {}
    exec(compile(next(text for text in examples() if "class Product" in text), str(PAGE), "exec"), names)
    product = names["Product"]
    assert callable(product)
    data = {"p": product(SimpleNamespace(name="pen", cents=250))}
    assert jekpy.liquid.render("{{ p.name }} {{ p.price }}{{ p.row }}", data) == "pen 2.5"
