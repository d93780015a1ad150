"""The examples of the documentation do what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.plugins.names import ALWAYS_THERE, MODULES

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

DOCS: Final = Path(__file__).parents[2] / "docs" / "plugins"
SECTION: Final = re.compile(r"^## (?P<title>.+?)$(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FILE: Final = re.compile(
    r"^(?:gives )?`(?P<path>\S+)`:\n\n```\w+\n(?P<content>.*?)^```", re.MULTILINE | re.DOTALL
)


def examples() -> dict[str, dict[str, str]]:
    """Give the files of each section that shows a plugin."""
    text = (DOCS / "python.md").read_text("utf-8")
    found = {
        section["title"]: {file["path"]: file["content"] for file in FILE.finditer(section["text"])}
        for section in SECTION.finditer(text)
    }
    return {title: files for title, files in found.items() if any("_plugins/" in path for path in files)}


def test_there_are_five_examples() -> None:
    assert list(examples()) == ["A tag", "A filter", "A generator", "A converter", "A hook"]


@pytest.mark.parametrize("title", examples())
def test_an_example_gives_what_it_says(title: str, make_site: MakeSite) -> None:
    files = examples()[title]
    site = make_site({path: text for path, text in files.items() if not path.startswith("_site/")})
    site.build()
    outputs = site.outputs()
    expected = {path: text for path, text in files.items() if path.startswith("_site/")}
    assert expected
    for path, text in expected.items():
        assert outputs[path.removeprefix("_site/")] == text


def test_every_built_in_plugin_is_in_the_table() -> None:
    text = (DOCS / "index.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([\w-]+) \|", text, re.MULTILINE)) - {"plugin"}
    assert listed == set(MODULES) | (set(ALWAYS_THERE) - {"jekyll-sass-converter"})
