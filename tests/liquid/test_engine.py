"""The engine: what it keeps, what it shares between dialects, what it takes from others, and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import pytest

from jekpy.errors import LiquidLimitError, LiquidSyntaxError
from jekpy.liquid import (
    Drop,
    Engine,
    Limits,
    RenderContext,
    Source,
    block_tag,
    inline_tag,
    pass_context,
    pass_registers,
)
from jekpy.liquid.rendering import MappingLoader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jekpy.liquid.engine import Dialect

BOTH = pytest.mark.parametrize("dialect", ["liquid", "jinja"])


class Page(Drop):
    """A drop with one key, and an attribute that is none of a template's business."""

    secret = "s"

    def __getitem__(self, key: str) -> object:
        return {"title": "T", "items": [1]}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("title", "items"))

    def to_liquid_string(self) -> str:
        return "a page"


def test_compiling_the_same_again_gives_the_same() -> None:
    engine = Engine()
    assert engine.compile("{{ a }}", "t") is engine.compile("{{ a }}", "t")
    assert engine.compile("{{ a }}", "t") is not engine.compile("{{ a }}", "t", first_line=2)


# Own tags and filters


@dataclass(frozen=True)
class Shout:
    """`{% shout expression %}`."""

    words: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        if not markup:
            raise ValueError("shout what?")
        return cls(markup)

    def render(self, context: RenderContext) -> str:
        return f"{context.evaluate(self.words)}!"


@dataclass(frozen=True)
class Box:
    """`{% box name %}...{% endbox %}`."""

    name: str

    @classmethod
    def parse(cls, markup: str) -> Self:
        return cls(markup)

    def render(self, context: RenderContext, body: str) -> str:
        assert context.get("page")
        return f"<{self.name}>{body}</{self.name}>"


def twice(value: object, *, by: int = 2) -> str:
    return str(value) * by


@pass_context
def with_title(context: RenderContext, value: object) -> str:
    return f"{value} of {context.get('page')['title']}"


@pass_registers
def registered(context: RenderContext, _value: object) -> object:
    return context.registers["own"]


OWN = Engine(
    tags={"shout": inline_tag(Shout), "box": block_tag(Box)},
    filters={"twice": twice, "with_title": with_title, "registered": registered},
)


@BOTH
@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% shout page.title %}", "T!"),
        ("{% box b %}{{ x }}{% endbox %}", "<b>1</b>"),
        ("{% for y in l %}{% box i %}{% shout y %}{% endbox %}{% endfor %}", "<i>7!</i><i>8!</i>"),
        ("{% raw %}{% shout x %}{% endraw %}", "{% shout x %}"),
        ("{{ x | twice }}", "11"),
        ("{{ x | with_title }}", "1 of T"),
        ("{{ x | registered }}", "mine"),
    ],
)
def test_own_tags_and_filters_work_in_both_dialects(dialect: Dialect, template: str, expected: str) -> None:
    if dialect == "jinja" and "for y" in template:
        template = "{% for y in l %}{% set z = y %}{% box i %}{{ y }}!{% endbox %}{% endfor %}"
    data = {"page": {"title": "T"}, "x": 1, "l": [7, 8]}
    assert OWN.compile(template, "t", dialect=dialect).render(data, {"own": "mine"}) == expected


def test_keywords_are_for_filters_that_take_them() -> None:
    assert OWN.compile("{{ 'a' | twice: by: 3 }}", "t").render({}) == "aaa"


@BOTH
def test_a_tag_that_refuses_its_markup_is_a_syntax_error(dialect: Dialect) -> None:
    with pytest.raises(LiquidSyntaxError, match="shout what"):
        OWN.compile("{% shout %}", "t", dialect=dialect)


def test_a_filter_of_ones_own_replaces_a_standard_one() -> None:
    engine = Engine(filters={"upcase": twice})
    assert engine.compile("{{ 'a' | upcase }}", "t").render({}) == "aa"


# Two dialects

INCLUDES = {
    "liquid.html": "L{{ include.a }}{{ page.title }}{% assign seen = 1 %}",
    "native.jinja": "J{{ include.a }}{{ page.title }}{{ nope.deeper }}",
    "layout.jinja": "<{% block content %}{% endblock %}>",
}


@pytest.mark.parametrize(
    ("dialect", "template", "expected"),
    [
        ("liquid", "{% include 'liquid.html' %}{% include 'native.jinja' %}{{ seen }}", "LTJT1"),
        ("jinja", "{% include 'liquid.html' %}{% include 'native.jinja' %}", "LTJT"),
        ("jinja", "{{ include('liquid.html', a=1) }}{{ include('native.jinja', a=page.title) }}", "L1TJTT"),
        ("jinja", "{% extends 'layout.jinja' %}{% block content %}{{ page.title }}{% endblock %}", "<T>"),
    ],
)
def test_each_dialect_includes_the_other(dialect: Dialect, template: str, expected: str) -> None:
    engine = Engine(loader=MappingLoader(INCLUDES))
    assert engine.compile(template, "t", dialect=dialect).render({"page": {"title": "T"}}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ none }}{{ nope }}{{ nope.a.b }}{{ page.nope.b }}", ""),
        ("{{ true }} {{ 1.0 }} {{ [1, [none, 'a']] }}", "true 1.0 1a"),
        ("{{ page }} {{ page.title }} {{ page['title'] }} {{ page.items | join }}", "a page T T 1"),
        ("{{ page.secret }}{{ page.values }}{{ page.__class__ }}{{ page | attr('secret') }}", ""),
        ("{{ 'x'.__class__ }}{{ [].append }}{{ include.__globals__ }}{{ self.__init__ }}", ""),
        ("{{ d.keys }}{{ d.items }}", "kv"),
        ("{{ [3, 1].size }}{{ [3, 1].first }}", "23"),
        (
            "{{ [3, 1] | sort | join(',') }} {{ nope | default('d') }} {{ 'a b' | split(' ') | size }}",
            "1,3 d 2",
        ),
        ("{% for x in [1, 2] %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b"),
        ("{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(1) }}{% set n = namespace(x=1) %}{{ n.x }}", "[1]1"),
    ],
)
def test_the_jinja_dialect(template: str, expected: str) -> None:
    data = {"page": Page(), "d": {"keys": "k", "items": "v"}}
    assert Engine().compile(template, "t", dialect="jinja").render(data) == expected


@pytest.mark.parametrize(
    "template", ["{{ 'x'.upper() }}", "{{ page.values() }}", "{{ f() }}", "{{ page.f() }}"]
)
def test_templates_call_nothing_of_python(template: str) -> None:
    from jekpy.errors import LiquidRenderError

    data = {"page": {"f": print}, "f": print}
    with pytest.raises(LiquidRenderError):
        Engine().compile(template, "t", dialect="jinja").render(data)


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.secret }}",
        "{{ page['secret'] }}",
        "{{ page.__class__ }}",
        "{{ l.append }}",
        "{{ f.__name__ }}",
    ],
)
def test_liquid_reaches_no_attributes(template: str) -> None:
    assert Engine().compile(template, "t").render({"page": Page(), "l": [], "f": print}) == ""


# Limits

START_ARRAY = "{% assign s = 'a,b' | split: ',' %}"
GROWING_ARRAY = START_ARRAY + "{% for i in (1..60) %}{% assign s = s | concat: s %}{% endfor %}"
START_TEXT = "{% capture s %}ab{% endcapture %}"
GROWING_TEXT = START_TEXT + "{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}"


@pytest.mark.parametrize(
    ("dialect", "template", "limits"),
    [
        ("liquid", "{% for i in (1..1000000000000) %}{% endfor %}", Limits()),
        ("liquid", "{% tablerow i in (1..1000000000000) %}{% endtablerow %}", Limits()),
        ("liquid", "{% for i in (1..9) %}{% for j in (1..9) %}{% endfor %}{% endfor %}", Limits(loops=50)),
        ("jinja", "{% for i in range(9) %}{% for j in range(9) %}{% endfor %}{% endfor %}", Limits(loops=50)),
        ("liquid", "{{ (1..1000000000000) | join }}", Limits()),
        ("liquid", "{% for i in (1..99) %}0123456789{% endfor %}", Limits(output_bytes=500)),
        ("jinja", "{% for i in range(99) %}0123456789{% endfor %}", Limits(output_bytes=500)),
        ("liquid", "{% for i in (1..9) %}{% include 'text' %}{% endfor %}", Limits(output_bytes=50)),
        (
            "liquid",
            "{% assign s = 'ab' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}",
            Limits(),
        ),
        (
            "liquid",
            GROWING_ARRAY,
            Limits(loops=9999),
        ),
        (
            "liquid",
            GROWING_TEXT,
            Limits(),
        ),
        ("liquid", "{% include 'self' %}", Limits()),
        ("jinja", "{% include 'self.jinja' %}", Limits()),
        ("liquid", "{% include 'self.jinja' %}", Limits()),
        ("jinja", "{{ include('self') }}", Limits()),
        ("liquid", "{% include 'text' %}", Limits(nesting=0)),
        ("liquid", "{% for i in (1..9) %}{% for j in (1..9) %}x{% endfor %}{% endfor %}", Limits(seconds=0)),
    ],
)
def test_what_runs_away_ends_in_a_limit(dialect: Dialect, template: str, limits: Limits) -> None:
    loader = MappingLoader(
        {"text": "0123456789", "self": "{% include 'self' %}", "self.jinja": "{% include 'self.jinja' %}"}
    )
    engine = Engine(loader=loader, limits=limits)
    with pytest.raises(LiquidLimitError):
        engine.compile(template, "t", dialect=dialect).render({})


@pytest.mark.parametrize(
    "template",
    [
        "{{ a" + ".b" * 3000 + " }}",
        "{{ 1" + " | plus: 1" * 3000 + " }}",
        "{% if a" + " or a" * 3000 + " %}{% endif %}",
        "{{ " + "(" * 3000 + "1..2" + ")" * 3000 + " }}",
        "{{ a" + "[a" * 3000 + "]" * 3000 + " }}",
        "{% case 1 %}" + "{% when 1 %}x" * 1000 + "{% endcase %}",
        "{{ x }}" * 3000,
        "{{ '" + "9" * 9999 + "' | plus: 1 }}",
    ],
)
def test_long_templates_are_no_problem(template: str) -> None:
    assert isinstance(Engine().compile(template, "t").render({}), str)


@BOTH
@pytest.mark.parametrize(
    "template", ["{% if x %}" * 3000 + "{% endif %}" * 3000, "{{ " + "[" * 3000 + "]" * 3000 + " }}"]
)
def test_templates_nested_too_deep_are_errors(dialect: Dialect, template: str) -> None:
    if dialect == "liquid" and "[" in template:
        assert Engine().compile(template, "t").render({}) == ""
        return
    with pytest.raises(LiquidSyntaxError):
        Engine().compile(template, "t", dialect=dialect)


# The cache on disk


def test_a_compiled_template_is_used_again(tmp_path: Path) -> None:
    source = "{{ 'a' 'b' | upcase }}{{ x }}"
    first = Engine(cache_dir=tmp_path).compile(source, "t")
    (stored,) = tmp_path.iterdir()
    stamp = stored.stat().st_mtime_ns
    again = Engine(cache_dir=tmp_path).compile(source, "t")
    assert [path.stat().st_mtime_ns for path in tmp_path.iterdir()] == [stamp]
    assert again.render({"x": 1}) == first.render({"x": 1}) == "A1"
    assert again.warnings == first.warnings != ()


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_file_is_not_used(tmp_path: Path, damage: bytes | None) -> None:
    Engine(cache_dir=tmp_path).compile("{{ x }}", "t")
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(stored.read_bytes()[:-1] + b"\0" if damage is None else damage)
    assert Engine(cache_dir=tmp_path).compile("{{ x }}", "t").render({"x": 1}) == "1"


def test_what_a_template_depends_on_tells_files_apart(tmp_path: Path) -> None:
    Engine(cache_dir=tmp_path).compile("{{ x }}", "t")
    Engine(cache_dir=tmp_path).compile("{{ y }}", "t")
    Engine(cache_dir=tmp_path).compile("{{ x }}", "other")
    Engine(cache_dir=tmp_path, error_mode="strict").compile("{{ x }}", "t")
    Engine(cache_dir=tmp_path, filters={"twice": twice}).compile("{{ x }}", "t")
    Engine(cache_dir=tmp_path).compile("{{ x }}", "t", dialect="jinja")
    assert len(list(tmp_path.iterdir())) == 6


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = Engine(cache_dir=tmp_path / "file")
    assert engine.compile("{{ x }}", "t").render({"x": 1}) == "1"


def test_a_folder_that_has_grown_too_large_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        Engine(cache_dir=tmp_path).compile(f"{{{{ {number} }}}}", "t")
    monkeypatch.setattr("jekpy.liquid.cache.MAX_FILES", 3)
    Engine(cache_dir=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_loader_is_asked_once_a_render() -> None:
    asked = []

    class Loader:
        def load(self, name: str) -> Source:
            asked.append(name)
            return Source("x", name)

    template = Engine(loader=Loader()).compile("{% include 'a' %}{% include 'a' %}", "t")
    template.render({})
    template.render({})
    assert asked == ["a", "a"]
