"""What an output depends on, one thing at a time: when that changes, the output follows."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from jekpy.build import BuildReport, build_site
from jekpy.config import load_config
from jekpy.rendering.includes import Includes
from tests.support.sites import SiteFolder, files_below

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.liquid import Source


def write_files(root: Path, files: dict[str, str]) -> None:
    SiteFolder(root).add(files)


def build(source: Path, destination: Path, *, use_cache: bool = True) -> BuildReport:
    return build_site(load_config(source, destination), jobs=1, use_cache=use_cache)


def assert_follows(root: Path, files: dict[str, str], edit: Callable[[Path], object]) -> None:
    """Build, edit, and build again: the edit shows, as in a clean build."""
    source, destination, clean = root / "site", root / "out", root / "clean"
    write_files(source, files)
    build(source, destination)
    before = files_below(destination)
    edit(source)
    build(source, destination)
    build(source, clean, use_cache=False)
    assert files_below(destination) == files_below(clean)
    assert files_below(destination) != before


def test_that_there_is_a_next_document_is_read(tmp_path: Path) -> None:
    asks = "---\n---\n{% if page.next %}next{% endif %}{% unless page.previous %}first{% endunless %}\n"
    files = {"_config.yml": "collections: { notes: { output: true } }\n", "_notes/one.md": asks}
    assert_follows(
        tmp_path, files, lambda site: write_files(site, {"_notes/two.md": asks, "_notes/a.md": asks})
    )


def test_a_collection_that_is_named_as_a_list_of_the_sites_is_read(tmp_path: Path) -> None:
    files = {
        "_config.yml": "collections: { pages: { output: true } }\n",
        "list.html": "---\n---\n{% for page in site.pages %}{{ page.title }}{% endfor %}",
        "_pages/one.md": "---\ntitle: One\n---\nx",
    }
    edit = {"_pages/one.md": "---\ntitle: Other\n---\nx"}
    assert_follows(tmp_path, files, lambda site: write_files(site, edit))


def test_what_a_cached_include_includes_is_read_by_every_page_that_has_it(tmp_path: Path) -> None:
    files = {
        "a.html": "---\n---\n{% include inner.html %}{% include_cached outer.html %}",
        "b.html": "---\n---\n{% include_cached outer.html %}",
        "_includes/outer.html": "({% include inner.html %})",
        "_includes/inner.html": "one",
    }
    assert_follows(tmp_path, files, lambda site: write_files(site, {"_includes/inner.html": "two"}))


@pytest.mark.parametrize(
    "inside",
    [
        "{% seo %}",
        "{% include_relative beside.txt %}",
        "{{ site.related_posts | map: 'title' }}",
        "{{ site.documents.first.content | size }}",
        "{% highlight text %}x{% endhighlight %}",
    ],
)
def test_a_cached_include_that_depends_on_the_page_is_made_for_each(tmp_path: Path, inside: str) -> None:
    page = "---\ntitle: {}\n---\nText.\n\n{{% include_cached own.html %}}"
    files = {
        "_config.yml": "plugins: [jekyll-seo-tag]\ntitle: x\n",
        "a.html": page.format("A"),
        "b/b.md": page.format("B"),
        "_posts/2020-01-01-c.html": page.format("C"),
        "_posts/2020-01-02-d.html": page.format("D"),
        "_includes/own.html": inside,
        **dict.fromkeys(("beside.txt", "_posts/beside.txt"), "near"),
        "b/beside.txt": "far",
    }
    edit = {name: f"{files[name]} More." for name in ("b/b.md", "_posts/2020-01-02-d.html")}
    assert_follows(tmp_path, files, lambda site: write_files(site, edit))


@pytest.mark.parametrize(
    "includes",
    [
        {"outer.html": "{{ own }}"},
        {"outer.html.jinja": "{{ own }}"},
        {"outer.html.jinja": "{% for it in [1, 2] %}{{ own }}{% endfor %}"},
        {"outer.html.jinja": "{% include 'inner.html' %}", "inner.html": "{{ own }}"},
        {"outer.html": "{% include inner.html %}", "inner.html.jinja": "{{ own }}"},
        {"outer.html": "{% include_cached inner.html %}", "inner.html": "{{ own }}"},
        {"outer.html.jinja": "{% include_cached inner.html %}", "inner.html.jinja": "{{ own }}"},
        {"outer.html.jinja": "{{ include('inner.html', x=1) }}", "inner.html": "{{ own }}"},
        {"outer.html": "{% assign range = 1 %}{% include inner.html %}", "inner.html.jinja": "{{ cycler }}"},
    ],
)
def test_a_cached_include_that_reads_what_stands_around_it_is_made_for_each(
    tmp_path: Path, includes: dict[str, str]
) -> None:
    page = "---\nlayout: own\ntitle: {0}\n---\n"
    layout = "{% set own = page.title %}{% set cycler = own %}<{% include_cached outer.html %}>"
    source, destination = tmp_path / "site", tmp_path / "out"
    write_files(source, {f"_includes/{name}": text for name, text in includes.items()})
    write_files(
        source, {"_layouts/own.html.jinja": layout, "a.html": page.format("A"), "b.html": page.format("B")}
    )
    build(source, destination)
    found = files_below(destination)
    assert (b"A" in found["a.html"], b"B" in found["b.html"]) == (True, True)


@pytest.mark.parametrize("name", ["outer.html", "outer.html.jinja"])
def test_a_cached_include_that_reads_the_site_alone_is_made_once(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    load = Includes.load

    def listening(self: Includes, name: str) -> Source:
        asked.append(name)
        return load(self, name)

    monkeypatch.setattr(Includes, "load", listening)
    source, destination = tmp_path / "site", tmp_path / "out"
    text = "{{ include.x }}{% assign y = 1 %}{{ y }}{% include inner.html %}"
    if name.endswith("jinja"):
        text = "{{ include.x }}{% set y = range(2) | length %}{{ y }}{% include 'inner.html' %}"
    files = {
        f"_includes/{name}": text,
        "_includes/inner.html": "{{ site.title }}{% if y %}!{% endif %}",
        "_layouts/own.html.jinja": "{% set own = page.title %}<{% include_cached outer.html x=site.title %}>",
    }
    write_files(source, {"_config.yml": "title: T\n", **files})
    write_files(source, {f"{name}.html": "---\nlayout: own\n---\n" for name in "abc"})
    build(source, destination)
    assert files_below(destination)["c.html"] in (b"<T1T!>", b"<T2T!>")
    assert asked.count("inner.html") == 1


def test_that_a_key_is_there_without_a_value_is_read(tmp_path: Path) -> None:
    files = {
        "a.html": "---\n---\n{% for it in site.pages %}{% if it contains 'mark' %}has{% endif %}{% endfor %}",
        "b.html": "---\n---\nb",
    }
    assert_follows(tmp_path, files, lambda site: write_files(site, {"b.html": "---\nmark:\n---\nb"}))


def test_data_by_no_name_at_all_are_read(tmp_path: Path) -> None:
    files = {"a.html": "---\n---\n{{ site.data[page.nothing] }}{{ site.data.a.b }}", "_data/a.yml": "b: 1\n"}
    assert_follows(tmp_path, files, lambda site: write_files(site, {"_data/a.yml": "b: 2\n"}))


def test_the_slug_and_the_day_by_which_a_post_is_found_are_read(tmp_path: Path) -> None:
    post = "---\nslug: {}\npermalink: /fixed/{}\n---\nx"
    files = {
        "index.md": "---\n---\n{% post_url 2020-01-01-old %}\n",
        "_posts/2020-01-01-a.md": post.format("old", "a"),
        "_posts/2020-01-01-b.md": post.format("other", "b"),
    }

    def edit(site: Path) -> None:
        write_files(site, {"_posts/2020-01-01-a.md": post.format("other", "a")})
        write_files(site, {"_posts/2020-01-01-b.md": post.format("old", "b")})

    assert_follows(tmp_path, files, edit)


@pytest.mark.parametrize("place", ["css/_colors.scss", "css/parts/_ink.scss"])
def test_a_partial_that_steps_in_front_of_another_is_read(tmp_path: Path, place: str) -> None:
    files = {
        "css/site.scss": "---\n---\n@use 'colors'; @use 'parts/ink'; a { b: colors.$ink; c: ink.$ink }\n",
        "_sass/_colors.scss": "$ink: red;\n",
        "_sass/parts/_ink.scss": "$ink: red;\n",
    }
    assert_follows(tmp_path, files, lambda site: write_files(site, {place: "$ink: blue;\n"}))


def test_a_static_file_of_the_same_size_and_time_is_copied(tmp_path: Path) -> None:
    def edit(site: Path) -> None:
        status = (site / "a.txt").stat()
        (site / "a.txt").write_text("two")
        os.utime(site / "a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))

    assert_follows(tmp_path, {"a.txt": "one"}, edit)


PLUGIN = """
from jekpy.plugins import Plugin
{}
def shout(text, item, site):
    return text + {}
plugin = Plugin("shout", post_render=shout)
"""


def test_a_file_that_a_plugin_reads_by_itself_is_read(tmp_path: Path) -> None:
    reading = "(site.config.source / '_snippet.txt').read_text()"
    files = {
        "index.md": "---\n---\nx",
        "_snippet.txt": "one",
        "_plugins/shout.py": PLUGIN.format("", reading),
    }
    assert_follows(tmp_path, files, lambda site: write_files(site, {"_snippet.txt": "two"}))


def test_what_a_plugin_imports_from_beside_it_is_read(tmp_path: Path) -> None:
    quiet = PLUGIN.format("from _words_ import WORD", "WORD").replace(
        "=shout)", "=shout, reads_anything=False)"
    )
    files = {
        "index.md": "---\n---\nx",
        "_plugins/shout.py": quiet,
        "_plugins/_words_.py": "WORD = 'one'\n",
    }
    edit = {"_plugins/_words_.py": "WORD = 'three'\n"}
    assert_follows(tmp_path, files, lambda site: write_files(site, edit))


@pytest.mark.parametrize("name", ["shout.py", "_words_.py"])
def test_python_of_the_same_size_and_second_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    files = {"index.md": "---\n---\nx", "_plugins/_words_.py": "WORD = 'one'\n"}
    files["_plugins/shout.py"] = PLUGIN.format("from _words_ import WORD", "WORD + 'one'")

    def edit(site: Path) -> None:
        path = site / "_plugins" / name
        status = path.stat()
        path.write_text(path.read_text().replace("one", "two"))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert_follows(tmp_path, files, edit)


@pytest.mark.parametrize(
    ("plugin", "text", "variable", "value"),
    [
        ("jemoji", ":smile:", "ASSET_HOST_URL", "https://emoji.example"),
        ("jekyll-avatar", "{% avatar ann %}", "PAGES_AVATARS_URL", "https://faces.example"),
    ],
)
def test_the_environment_that_a_plugin_looks_at_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: str, text: str, variable: str, value: str
) -> None:
    monkeypatch.delenv(variable, raising=False)
    files = {"_config.yml": f"plugins: [{plugin}]\n", "index.md": f"---\n---\n{text}\n"}
    assert_follows(tmp_path, files, lambda _site: monkeypatch.setenv(variable, value))


def test_the_keys_of_the_site_are_read(tmp_path: Path) -> None:
    source, destination = tmp_path / "site", tmp_path / "out"
    asks = "---\n---\n{% if site contains 'serving' %}yes{% endif %}"
    write_files(source, {"index.html": asks})
    build(source, destination)
    build_site(load_config(source, destination, overrides={"serving": True}), jobs=1)
    assert (destination / "index.html").read_text() == "yes"


def test_a_file_that_changes_while_it_is_compiled_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jekpy.rendering.converters.sass_compiler import SassCompiler

    source, destination = tmp_path / "site", tmp_path / "out"
    write_files(source, {"a.scss": "---\n---\n@use 'ink';", "_sass/_ink.scss": "a { top: 1px }"})
    compile_sass = SassCompiler.compile

    def meanwhile(*arguments: object) -> object:
        result = compile_sass(*arguments)  # type: ignore[arg-type]
        write_files(source, {"_sass/_ink.scss": "a { top: 2px }"})
        return result

    with monkeypatch.context() as patch:
        patch.setattr(SassCompiler, "compile", meanwhile)
        build(source, destination)
    build(source, destination)
    assert "2px" in (destination / "a.css").read_text()
