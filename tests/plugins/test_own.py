"""Plugins of a site in Python, and how their errors are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

HEAD = "from jekpy.plugins import Plugin, TextConverter\nfrom jekpy.liquid import block_tag, inline_tag\n"


def test_a_plugin_may_be_offered_by_a_function(make_site: MakeSite) -> None:
    code = f"{HEAD}def register():\n    return Plugin('p', filters={{'twice': lambda text: text * 2}})\n"
    site = make_site({"_plugins/p.py": code, "a.html": "---\n---\n{{ 'ab' | twice }}"})
    site.build()
    assert site.outputs()["a.html"] == "abab"


def test_files_with_an_underscore_are_for_the_others(make_site: MakeSite) -> None:
    site = make_site({"_plugins/_shared.py": "raise ValueError", "a.html": "---\n---\n"})
    assert site.build().pages == 1


def test_hooks_run_in_the_order_of_rendering(make_site: MakeSite) -> None:
    code = (
        HEAD + "def add(mark):\n    return lambda text, item, site: text + mark\n"
        "plugin = Plugin('p', pre_render=add('{{ 1 }}'), post_convert=add('[html]'), post_render=add('.'))\n"
    )
    site = make_site(
        {
            "_plugins/p.py": code,
            "_layouts/d.html": "<{{ content }}>",
            "a.md": "---\nlayout: d\n---\nx",
        }
    )
    site.build()
    assert site.outputs()["a.html"] == "<<p>x1</p>\n[html]>."


def test_a_site_hook_runs_before_generators(make_site: MakeSite) -> None:
    code = (
        HEAD + "from dataclasses import replace\n"
        "def read(site, tools):\n    return replace(site, config=site.config.with_values(title='hooked'))\n"
        "def generate(site, tools):\n"
        "    return site.with_pages(tools.page(site, 'b.html', {}, site.config.text('title')))\n"
        "plugin = Plugin('p', post_read=read, generate=generate)\n"
    )
    site = make_site({"_plugins/p.py": code, "a.html": "---\n---\n{{ site.title }}"})
    site.build()
    assert site.outputs() == {"a.html": "hooked", "b.html": "hooked"}


def test_a_made_page_has_the_sites_defaults(make_site: MakeSite) -> None:
    code = HEAD + (
        "plugin = Plugin('p', generate=lambda site, tools: site.with_pages(\n"
        "    tools.page(site, 'made/b.md', {}, '{{ page.mood }}')))\n"
    )
    defaults = [{"scope": {"path": "made"}, "values": {"mood": "calm"}}]
    site = make_site({"_plugins/p.py": code})
    site.build(defaults=defaults)
    assert site.outputs() == {"made/b.html": "<p>calm</p>\n"}


@pytest.mark.parametrize(
    ("code", "line", "cause"),
    [
        ("x = 1\n", None, "this offers no plugin"),
        ("plugin = 'p'\n", None, "this offers no plugin, but a str"),
        ("import nothing_of_this_name\n", 1, "ModuleNotFoundError"),
        ("a = 1\ndef register(:\n", 2, "SyntaxError"),
        ("\n\ndef register():\n    return 1 / 0\n", 4, "ZeroDivisionError: division by zero"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_told_with_its_line(
    make_site: MakeSite, code: str, line: int | None, cause: str
) -> None:
    problem = make_site({"_plugins/p.py": code, "a.html": "---\n---\n"}).failure().diagnostic
    assert problem.location is not None
    assert (problem.code, problem.location.path, problem.location.line) == ("plugin", "_plugins/p.py", line)
    assert cause in problem.cause


@pytest.mark.parametrize(
    "part",
    [
        "generate=fails",
        "post_read=fails",
        "pre_render=fails",
        "post_convert=fails",
        "post_render=fails",
        "converters=(TextConverter('c', ('.html',), fails),)",
    ],
)
def test_a_part_that_fails_is_told_with_its_line(make_site: MakeSite, part: str) -> None:
    code = f"{HEAD}def fails(*given):\n    return given[9]\nplugin = Plugin('p', {part})\n"
    problem = make_site({"_plugins/p.py": code, "a.html": "---\n---\n"}).failure().diagnostic
    assert problem.location is not None
    assert (problem.location.path, problem.location.line) == ("_plugins/p.py", 4)
    assert problem.cause == "IndexError: tuple index out of range"
    assert problem.line_text == "    return given[9]" or problem.line_text == "return given[9]"


@pytest.mark.parametrize(
    ("part", "template"),
    [
        ("filters={'f': fails}", "{{ 1 | f }}"),
        ("tags={'t': inline_tag(Tag)}", "{% t %}"),
        ("tags={'t': block_tag(Tag)}", "{% t %}x{% endt %}"),
    ],
)
def test_a_failing_filter_or_tag_is_told_in_the_template_and_the_plugin(
    make_site: MakeSite, part: str, template: str
) -> None:
    code = (
        f"{HEAD}def fails(*given):\n    return {{}}['key']\n"
        "class Tag:\n    @classmethod\n    def parse(cls, _):\n        return cls()\n    render = fails\n"
        f"plugin = Plugin('p', {part})\n"
    )
    problem = make_site({"_plugins/p.py": code, "a.html": f"---\n---\n{template}"}).failure().diagnostic
    assert problem.location is not None
    assert (problem.location.path, problem.location.line) == ("a.html", 3)
    assert "KeyError: 'key' (_plugins/p.py:4: return {}['key'])" in problem.cause


def test_markup_that_a_tag_refuses_is_told_in_the_template(make_site: MakeSite) -> None:
    code = (
        HEAD
        + "class Tag:\n    @classmethod\n    def parse(cls, markup):\n        raise ValueError('no number')\n"
        "plugin = Plugin('p', tags={'t': inline_tag(Tag)})\n"
    )
    problem = make_site({"_plugins/p.py": code, "a.html": "---\n---\n\n{% t x %}"}).failure().diagnostic
    assert problem.location is not None
    assert problem.location.line == 4
    assert "no number" in problem.cause
