"""Whole builds: what comes out, what is reported, and what a site at fault leaves alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import jekpy
from jekpy.build import build_site
from jekpy.errors import BuildError, ConfigError, JekpyError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import MakeSite

PAGE = "---\ntitle: A page\n---\n{{ page.title }} of {{ site.title }}\n"

NEEDS_PERMISSIONS = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write everything"
)


def test_a_build_tells_what_it_did(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: Us", "a.html": PAGE, "b.md": PAGE, "c.txt": "c"})
    report = site.build()
    assert site.outputs() == {
        "a.html": "A page of Us\n",
        "b.html": "<p>A page of Us</p>\n",
        "c.txt": "c",
    }
    assert (report.pages, report.files, report.warnings) == (2, 3, ())
    assert sorted(report.written) == ["a.html", "b.html", "c.txt"]
    assert report.destination == site.destination


def test_a_second_build_writes_nothing(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: Us", "a.html": PAGE, "c.txt": "c"})
    site.build()
    report = site.build()
    assert (report.written, report.removed) == ((), ())


def test_a_build_after_an_edit_writes_what_changed_and_removes_what_is_gone(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: Us", "a.html": PAGE, "b.html": PAGE, "c.txt": "c"})
    site.build()
    site.add({"a.html": "---\n---\nnew\n"})
    (site.source / "c.txt").unlink()
    report = site.build()
    assert (report.written, report.removed) == (("a.html",), ("c.txt",))


def test_two_builds_of_one_tree_are_equal_bytes(make_site: MakeSite) -> None:
    site = make_site(
        {
            "_config.yml": "title: Us",
            "a.md": "---\n---\n{{ site.time }} {% for p in site.pages %}{{ p.name }} {% endfor %}",
            "b.md": PAGE,
        }
    )
    site.build()
    first = site.outputs()
    site.build(destination=None)
    assert site.outputs() == first
    assert "2026-01-01 00:00:00 +0000" in first["a.html"]


def test_a_site_without_pages_builds_to_nothing(make_site: MakeSite) -> None:
    site = make_site({})
    report = site.build()
    assert (report.pages, report.files) == (0, 0)
    assert [warning.code for warning in report.warnings] == ["config-missing"]


def test_the_library_takes_keys_that_win_over_the_file(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"_config.yml": "title: File\n", "a.html": PAGE})
    jekpy.build(site.source, tmp_path / "out", title="Call")
    assert (tmp_path / "out" / "a.html").read_text() == "A page of Call\n"
    assert not site.destination.exists()


def test_the_library_writes_beside_the_source_when_told_nothing(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: File\n", "a.html": PAGE})
    assert jekpy.build(site.source).destination == site.destination


@pytest.mark.parametrize(
    ("files", "line", "words"),
    [
        pytest.param({"bad.html": "---\n---\n{% nope %}\n"}, "bad.html:3:1", "nope", id="unknown tag"),
        pytest.param({"bad.html": "---\n---\nx\n{% if %}\n"}, "bad.html:4", "if", id="tag never closed"),
        pytest.param(
            {"bad.html": "---\n---\n\n{% include no.html %}\n"}, "bad.html", "no.html", id="lost include"
        ),
        pytest.param({"_data/d.yml": "a: [1\n"}, "_data/d.yml:", "YAML", id="data that is no YAML"),
        pytest.param({"_data/d.json": '{"a": '}, "_data/d.json:", "YAML", id="data that is no JSON"),
        pytest.param({"_data/d.csv": 'a,b\n"x'}, "_data/d.csv", "table", id="data that is no table"),
        pytest.param({"bad.html": "---\n- a\n---\n"}, "bad.html:2", "mapping", id="front matter a list"),
        pytest.param({"bad.html": "---\npermalink: ''\n---\n"}, "bad.html", "empty", id="empty permalink"),
        pytest.param({"bad.html": "---\npermalink: 5\n---\n"}, "bad.html", "text", id="numeric permalink"),
        pytest.param(
            {"_posts/2020-01-01-a.md": "---\ndate: soon\n---\n"},
            "_posts/2020-01-01-a.md",
            "Invalid date 'soon'",
            id="date that is none",
        ),
        pytest.param(
            {"_posts/2020-13-01-a.md": "---\n---\n"},
            "_posts/2020-13-01-a.md",
            "filename",
            id="thirteenth month",
        ),
        pytest.param(
            {"_posts/2020-01-01-a.md": "---\npermalink: /:nope/\n---\n"},
            "_posts/2020-01-01-a.md",
            ":nope",
            id="unknown placeholder",
        ),
        pytest.param({"_config.yml": "a: [1\n"}, "_config.yml:", "YAML", id="config that is no YAML"),
        pytest.param({"_config.yml": "plugins: x\n"}, "_config.yml", "list", id="plugins that is no list"),
        pytest.param({"_config.yml": "time: soon\n"}, "_config.yml", "date", id="time that is none"),
        pytest.param({"_config.yml": "theme: nope-theme\n"}, "_config.yml", "nope-theme", id="lost theme"),
        pytest.param({"a.scss": "---\n---\na { b: }\n"}, "a.scss", "", id="sass that is none"),
    ],
)
def test_what_is_at_fault_is_named_and_nothing_is_written(
    files: dict[str, str], line: str, words: str, make_site: MakeSite
) -> None:
    site = make_site({"_config.yml": "title: Us\n", "good.html": PAGE})
    site.build()
    site.add({"good.html": "---\n---\nchanged\n", **files})
    before = site.outputs()
    error = site.failure()
    assert line in str(error)
    assert words in str(error)
    assert error.diagnostic.cause
    assert site.outputs() == before


def test_all_faulty_pages_are_told_of_at_once(make_site: MakeSite) -> None:
    site = make_site({"a.html": "---\n---\n{% nope %}", "b.html": "---\n---\n{% nay %}", "c.html": PAGE})
    error = site.failure()
    assert isinstance(error, BuildError)
    assert [str(one.diagnostic.location).partition(":")[0] for one in error.errors] == ["a.html", "b.html"]
    assert "nope" in str(error)
    assert "nay" in str(error)


def test_all_files_that_cannot_be_read_are_told_of_at_once(make_site: MakeSite) -> None:
    site = make_site({"a.html": "---\n- a\n---\n", "_posts/2020-01-01-b.md": "---\ndate: x\n---\n"})
    assert len(site.failures()) == 2


@pytest.mark.parametrize(
    "destination", [".", "..", "./.", "../site", "sub/.."], ids=["source", "above", "dot", "by name", "dots"]
)
def test_a_destination_that_is_or_holds_the_source_is_refused(destination: str, make_site: MakeSite) -> None:
    site = make_site({"a.html": PAGE})
    with pytest.raises(ConfigError, match="is the source or contains it"):
        jekpy.build(site.source, site.source / destination)
    assert (site.source / "a.html").exists()


def test_a_destination_that_is_a_link_to_the_source_is_refused(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"a.html": PAGE})
    (tmp_path / "link").symlink_to(site.source)
    with pytest.raises(ConfigError):
        jekpy.build(site.source, tmp_path / "link")
    assert (site.source / "a.html").exists()


def test_a_destination_that_is_a_link_to_itself_is_an_error(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"a.html": PAGE})
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(JekpyError, match="ring"):
        jekpy.build(site.source, tmp_path / "ring")


def test_a_destination_that_is_a_file_is_an_error(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"a.html": PAGE})
    (tmp_path / "out").write_text("precious")
    with pytest.raises(JekpyError) as caught:
        jekpy.build(site.source, tmp_path / "out")
    assert str(tmp_path / "out") in str(caught.value)
    assert (tmp_path / "out").read_text() == "precious"


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        jekpy.build(tmp_path / "nowhere")


@NEEDS_PERMISSIONS
def test_a_file_that_may_not_be_read_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"a.html": PAGE})
    (site.source / "a.html").chmod(0)
    assert "a.html" in str(site.failure())


@NEEDS_PERMISSIONS
def test_a_destination_that_may_not_be_written_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"a.html": PAGE})
    site.destination.mkdir()
    site.destination.chmod(0o500)
    assert "_site" in str(site.failure())
    site.destination.chmod(0o700)


def test_a_post_that_is_found_by_its_date_and_slug_alone_is_told_of(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "a: b", "a.html": "---\n---\n{% post_url 2020-01-02-p %}"})
    site.add({"cat/_posts/2020-01-02-p.md": "---\n---\n"})
    (warning,) = site.build().warnings
    assert (warning.code, str(warning.location)) == ("post-url", "a.html")
    assert "{% post_url 2020-01-02-p %}' did not match a post" in warning.cause
    assert "cat/2020-01-02-p" in warning.fix
    assert site.outputs()["a.html"] == "/cat/2020/01/02/p.html"


def test_a_redirect_takes_the_place_of_a_page_without_a_word(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "plugins: [jekyll-redirect-from]", "old.html": "---\n---\nold"})
    site.add({"new.html": "---\nredirect_from: /old.html\n---\nnew"})
    assert site.build().warnings == ()
    assert "/new.html" in site.outputs()["old.html"]


def test_an_empty_stylesheet_names_its_source_map(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "a: b", "css/a.scss": "---\n---\n"})
    site.build()
    assert site.outputs()["css/a.css"] == "\n\n/*# sourceMappingURL=a.css.map */"


def test_a_page_that_is_no_text_is_told_of_and_stays_as_it_is(make_site: MakeSite) -> None:
    page = b"---\nx: y\n---\ncaf\xe9\n"
    site = make_site({"_config.yml": "a: b", "a.html": page})
    (warning,) = site.build().warnings
    assert (warning.code, str(warning.location)) == ("encoding", "a.html:4:4")
    assert (site.destination / "a.html").read_bytes() == page


def test_an_include_that_is_no_text_is_told_of_and_kept(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "a: b", "a.html": "---\n---\n{% include i.txt %}"})
    site.add({"_includes/i.txt": b"caf\xe9"})
    (warning,) = site.build().warnings
    assert (warning.code, str(warning.location)) == ("encoding", "_includes/i.txt:1:4")
    assert (site.destination / "a.html").read_bytes() == b"caf\xe9"


@NEEDS_PERMISSIONS
def test_an_include_that_may_not_be_read_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"a.html": "---\n---\n{% include i.txt %}", "_includes/i.txt": "x"})
    (site.source / "_includes/i.txt").chmod(0)
    assert "_includes/i.txt cannot be read" in str(site.failure())


def test_a_post_that_is_no_text_is_told_of_and_left_out(make_site: MakeSite) -> None:
    post = b"---\nx: y\n---\ncaf\xe9\n"
    site = make_site({"_config.yml": "a: b", "_posts/2020-01-02-a.md": post})
    (warning,) = site.build().warnings
    assert str(warning.location) == "_posts/2020-01-02-a.md:4:4"
    assert "left out" in warning.cause
    assert site.outputs() == {}


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("a b.md", "a b.html"),
        ("a#b.md", "a#b.html"),
        ("a%20b.md", "a%20b.html"),
        ("a?b.md", "a?b.html"),
        ("ünï.md", "ünï.html"),
        ("日本.md", "日本.html"),
        ("a'b\"c.md", "a'b\"c.html"),
        ("a\\b.md", "a\\b.html"),
        ("a&b<c>.md", "a&b<c>.html"),
        ("{{x}}.md", "{{x}}.html"),
        ("a..b.md", "a/b.html"),
        ("-dash.md", "-dash.html"),
        ("a\nb.md", "a\nb.html"),
        ("no-extension", "no-extension"),
        ("many.dots.in.md", "many.dots.in.html"),
    ],
)
def test_odd_file_names_come_through(name: str, output: str, make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "a: b", name: "---\n---\nx\n"})
    site.build()
    assert list(site.outputs()) == [output]


def test_a_name_that_is_no_utf8_comes_through_or_is_told_of(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "a: b"})
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (site.source / name).write_text("x")
    except OSError:
        pytest.skip("this disk takes no such name")
    site.build()
    assert (site.destination / name).read_text() == "x"


@pytest.mark.parametrize(
    "content", ["", "\n", "---", "---\n", "---\n---", "\ufeff---\n---\nx\n", "---\n...\n"]
)
def test_small_and_empty_files_are_no_trouble(content: str, make_site: MakeSite) -> None:
    site = make_site(
        {"_config.yml": "", "a.md": content, "_posts/2020-01-01-p.md": content, "_data/d.yml": ""}
    )
    report = site.build()
    assert report.files == 2
    assert [warning.code for warning in report.warnings] == []


def test_a_binary_file_is_copied_as_it_is(make_site: MakeSite) -> None:
    content = bytes(range(256)) * 4
    site = make_site({"_config.yml": "a: b", "a.png": content, "b.md": content})
    site.build()
    assert (site.destination / "a.png").read_bytes() == content
    assert (site.destination / "b.md").read_bytes() == content


def test_what_listens_hears_the_steps_and_each_page(make_site: MakeSite) -> None:
    heard: list[object] = []

    class Listener:
        def step(self, name: str) -> None:
            heard.append(name)

        def rendered(self, done: int, total: int) -> None:
            heard.append((done, total))

    site = make_site({"a.html": PAGE, "b.html": PAGE})
    build_site(site.config(), Listener())
    assert heard == ["read", "render", (1, 2), (2, 2), "write"]
