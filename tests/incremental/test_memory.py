"""A process that builds again and again gets what a new one would get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.build import build_site
from jekpy.incremental.memory import Memory
from jekpy.model import file_facts
from tests.support.sites import files_below

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder

FILES = {
    "_config.yml": "title: One\n",
    "_layouts/default.html": "<title>{{ site.title }}</title>{{ content }}{% include foot.html %}",
    "_includes/foot.html": "foot",
    "index.md": "---\nlayout: default\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    "other.md": "---\nlayout: default\ntitle: Other\n---\n{{ page.title }}\n",
    "_posts/2024-01-01-first.md": "---\nlayout: default\ntitle: First\n---\nText.\n",
}


def build(site: SiteFolder, memory: Memory) -> dict[str, bytes]:
    build_site(site.config(), memory=memory)
    return files_below(site.destination)


@pytest.mark.parametrize(
    "edit",
    [
        {"other.md": "---\nlayout: default\ntitle: Else\n---\n{{ page.title | upcase }}\n"},
        {"other.md": "no page any more\n"},
        {"_posts/2024-01-01-first.md": "---\ntitle: Second\npublished: false\n---\nText.\n"},
        {"_posts/2024-01-02-more.md": "---\ntitle: More\n---\nText.\n"},
        {"_includes/foot.html": "{{ page.url }}"},
        {"_layouts/default.html": "{{ content }}"},
        {"_config.yml": "title: Two\n"},
        {"_config.yml": "title: One\nliquid: {error_mode: lax}\n"},
        {"_config.yml": "title: One\ndefaults: [{scope: {path: ''}, values: {title: D}}]\n"},
        {
            "_plugins/loud.py": "from jekpy.plugins import Plugin\n"
            "plugin = Plugin('loud', filters={'loud': lambda text: text + '!'})\n",
            "other.md": "---\n---\n{{ 'a' | loud }}\n",
        },
    ],
)
def test_after_an_edit_what_comes_out_is_as_from_a_new_process(
    edit: dict[str, str], make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_facts, "TICK_NS", -(10**18))
    site, memory = make_site(FILES), Memory()
    build(site, memory)
    build(site, memory)
    site.add(edit)
    found = build(site, memory)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)


def test_templates_are_compiled_once(make_site: MakeSite) -> None:
    site, memory = make_site(FILES), Memory()
    build_site(site.config(), use_cache=False, memory=memory)
    before = dict(memory.templates.known)
    build_site(site.config(), use_cache=False, memory=memory)
    assert before
    assert memory.templates.known == before


THEME_FILES = {
    "_config.yml": "title: Theme\ntheme: jekpy\n",
    "index.md": "---\nlayout: default\ntitle: Home\nnav_order: 1\n---\nHello.\n",
    "guide.md": "---\nlayout: default\ntitle: Guide\nnav_order: 2\n---\nThe guide.\n",
    "part.md": "---\nlayout: default\ntitle: Part\nparent: Guide\nnav_order: 1\n---\n# Part\n\nWords.\n",
}


@pytest.mark.parametrize(
    "edit",
    [
        {"part.md": "---\nlayout: default\ntitle: Part\nparent: Guide\nnav_order: 1\n---\n# Part\n\nOh.\n"},
        {"part.md": "---\nlayout: default\ntitle: Piece\nparent: Guide\nnav_order: 1\n---\nWords.\n"},
        {"part.md": "---\nlayout: default\ntitle: Part\nnav_order: true\n---\nWords.\n"},
        {"part.md": "---\nlayout: default\ntitle: Part\nnav_order: 1.0\nparent: Guide\n---\nWords.\n"},
        {"_includes/components/menu.html": "{{ site.title }}"},
        {"_config.yml": "title: Another\ntheme: jekpy\nnav_external_links: [{title: Out, url: /out}]\n"},
    ],
)
def test_the_menu_follows_an_edit_as_in_a_new_process(
    edit: dict[str, str], make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_facts, "TICK_NS", -(10**18))
    site, memory = make_site(THEME_FILES), Memory()
    build(site, memory)
    site.add({"guide.md": THEME_FILES["guide.md"] + "\nMore.\n"})  # a page alone: this process makes the menu
    build(site, memory)
    site.add(edit)
    found = build(site, memory)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)
