"""What a site gets from a gem theme, as Jekyll has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder


@pytest.fixture
def themed(make_site: MakeSite, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """Give a site with a theme that has a bit of everything."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    site = make_site({"_config.yml": "theme: x\nauthor: {name: S}\ntitle: Mine\n"})
    theme = {
        "_config.yml": "colour: red\npermalink: pretty\nauthor: {name: T, mail: t}\n"
        "plugins: [jekyll-sitemap]\ntitle: Theirs\nexclude: [assets]\nsass: {style: compressed}\n",
        "_layouts/default.html": "<d>{{ content }}</d>",
        "_data/x.yml": "a: 1\nb: {c: 2, d: 3}\n",
        "_sass/base.scss": "p {\n  q: r;\n}",
        "assets/main.scss": '---\n---\n@use "base";\n',
        "assets/.dot": "dot",
        "assets/_sub/_x.txt": "sub",
        "assets/un.html": "---\npublished: false\n---\n{{ page.path }}",
        "assets/own.txt": "theirs",
        "root.html": "root",
    }
    folder = Path(environment["GEM_PATH"]) / "gems/x-1.0"
    for path, text in theme.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "assets/link.txt").symlink_to("../_data/x.yml")
    return site


def test_its_files_join_the_site_s_but_for_those_the_site_has(themed: SiteFolder) -> None:
    themed.add({"assets/own.txt": "ours", "index.html": "---\nlayout: default\n---\nx"})
    report = themed.build()
    assert [warning.code for warning in report.warnings] == ["theme-symlink"]
    outputs = themed.outputs()
    assert sorted(outputs) == [
        "assets/.dot", "assets/_sub/_x.txt", "assets/main.css", "assets/main.css.map", "assets/own.txt",
        "assets/un.html", "index.html",
    ]  # fmt: skip
    assert outputs["assets/own.txt"] == "ours"
    assert outputs["assets/un.html"] == "assets/un.html"
    assert outputs["index.html"] == "<d>x</d>"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ site.colour }}", "red"),
        ("{{ site.title }}", "Mine"),
        ("{{ site.author.name }}{{ site.author.mail }}", "St"),
        ("{{ site.permalink }}{{ site.plugins | size }}", "date0"),
        ("{{ site.data.x.a }}{{ site.data.x.b.c }}{{ site.data.x.b.d }}", "193"),
        ("{{ theme.version }}", "1.0"),
    ],
)
def test_its_configuration_and_data_lie_under_the_site_s(
    themed: SiteFolder, template: str, shown: str
) -> None:
    themed.add({"_data/x.yml": "b: {c: 9}\n", "index.html": f"---\n---\n{template}"})
    themed.build()
    assert themed.outputs()["index.html"] == shown


def test_its_configuration_can_be_left_out(themed: SiteFolder) -> None:
    themed.add({"index.html": "---\n---\n{{ site.colour }}"})
    themed.build(ignore_theme_config=True)
    assert themed.outputs()["index.html"] == ""


def test_its_configuration_has_a_say_in_sass(themed: SiteFolder) -> None:
    themed.build()
    assert themed.outputs()["assets/main.css"].startswith("p{q:r}")
