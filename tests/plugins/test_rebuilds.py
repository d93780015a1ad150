"""Sites with plugins, edited and built again: what comes out is what a build from nothing gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.build import build_site

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

RECORDED: Final = Path(__file__).parent / "recorded"

EDITS: Final = (
    ("feed", "_posts/2024-02-02-b c.md", "D <i>x", "New <i>x"),
    ("feed", "_data/authors.yml", "Ann <a>", "Anna"),
    ("feed", "_posts/2024-01-02-a.md", "more", "no more"),
    ("sitemap_and_redirects", "_docs/a.md", "/fromdoc", "/elsewhere"),
    ("sitemap_and_redirects", "_posts/2024-01-02-a.md", "---\n", "---\nsitemap: false\n"),
    ("sitemap_and_redirects", "r.md", "a=1", "a=2"),
    ("archives", "_posts/2024-01-02-a.md", "tags: [", "tags: [new, "),
    ("seo_tag", "_data/authors.yml", "Jane", "Janet"),
    ("seo_tag", "_posts/2024-01-02-a.md", "title: Post", "title: Letter"),
    ("paginate_v2", "_posts/2024-01-02-p2.md", "P2", "P22"),
    ("mentions", "_posts/2024-01-02-p.md", "@you", "@others"),
)


@pytest.mark.parametrize(("name", "path", "old", "new"), EDITS)
def test_an_edit_shows_wherever_it_should(
    make_site: MakeSite, name: str, path: str, old: str, new: str
) -> None:
    site = make_site(json.loads((RECORDED / f"{name}.json").read_text("utf-8"))["files"])
    site.build()
    file = site.source / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    site.build()
    rebuilt = site.outputs()
    build_site(site.config(), use_cache=False)
    assert rebuilt == site.outputs()
