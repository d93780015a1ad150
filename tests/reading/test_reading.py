"""Reading a source tree: what belongs in, as what, in which order, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.errors import JekpyError

if TYPE_CHECKING:
    from pathlib import Path

    from jekpy.model.site import Site
    from tests.support.sites import MakeSite

HEADER = "---\n---\nx\n"


def pages(site: Site) -> list[str]:
    return [page.path for page in site.pages]


def statics(site: Site) -> list[str]:
    return [file.relative_path for file in site.static_files]


def documents(site: Site, label: str) -> list[str]:
    return [document.relative_path for document in site.collections[label].documents]


@pytest.mark.parametrize(
    ("path", "config", "kept"),
    [
        ("a.txt", {}, True),
        ("_a.txt", {}, False),
        (".a.txt", {}, False),
        ("#a.txt", {}, False),
        ("~a.txt", {}, False),
        ("a.txt~", {}, False),
        ("a.", {}, False),
        (".htaccess", {}, True),
        ("d/.htaccess", {}, True),
        ("_d/a.txt", {}, False),
        ("_d/a.txt", {"include": ["_d"]}, True),
        ("d/_e/a.txt", {"include": ["_e"]}, True),
        ("d/_e/a.txt", {"include": ["d/_e"]}, False),
        ("d/_e/a.txt", {"include": ["d/_e/a.txt"]}, True),
        (".well-known/a.txt", {"include": [".well-known"]}, True),
        ("a.txt", {"exclude": ["a.txt"]}, False),
        ("a.txt", {"exclude": ["/a.txt"]}, False),
        ("a.txt", {"exclude": ["*.txt"]}, False),
        ("d/e/a.txt", {"exclude": ["*.txt"]}, False),
        ("d/a.txt", {"exclude": ["a.txt"]}, True),
        ("d/a.txt", {"exclude": ["**/a.txt"]}, False),
        ("a.txt", {"exclude": ["**/a.txt"]}, True),
        ("d/a.txt", {"exclude": ["d/"]}, False),
        ("dash/a.txt", {"exclude": ["d/"]}, True),
        ("dash/a.txt", {"exclude": ["d"]}, False),
        ("a.txt", {"exclude": ["a.txt"], "include": ["a.txt"]}, True),
        ("d/a.txt", {"exclude": ["d"], "include": ["d/a.txt"]}, True),
        ("a1.txt", {"exclude": ["a[0-9].txt"]}, False),
        ("ab.txt", {"exclude": ["a?.txt"]}, False),
        ("a.txt", {"exclude": ["{a,b}.txt"]}, True),
        ("Gemfile", {}, False),
        ("Gemfile.html", {}, False),
        ("node_modules/x.js", {}, False),
        ("vendor/bundle/x.rb", {}, False),
        ("vendor/x.js", {}, True),
        ("_site/a.txt", {}, False),
        (".jekpy-cache/a.txt", {"include": [".*"]}, False),
    ],
)
def test_names_and_patterns_decide_what_belongs_in(
    path: str, config: dict[str, object], kept: bool, make_site: MakeSite
) -> None:
    site, _warnings = make_site({path: "x"}).read(**config)
    assert statics(site) == ([f"/{path}"] if kept else [])


def test_pages_come_by_name_alone_static_files_by_path(make_site: MakeSite) -> None:
    files = {
        "b.html": HEADER,
        "z/a.html": HEADER,
        "a/c.html": HEADER,
        "b.txt": "",
        "a/z.txt": "",
        "0.txt": "",
    }
    site, _warnings = make_site(files).read()
    assert pages(site) == ["z/a.html", "b.html", "a/c.html"]
    assert statics(site) == ["/0.txt", "/a/z.txt", "/b.txt"]


def test_a_file_that_include_names_is_read_once(make_site: MakeSite) -> None:
    site, _warnings = make_site({"_a.html": HEADER, "_b.txt": "x"}).read(include=["_a.html", "_b.txt"])
    assert pages(site) == ["_a.html"]
    assert statics(site) == ["/_b.txt"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2020-01-02-a.md", True),
        ("20-1-2-a.md", True),
        ("2020-01-02-a", False),
        ("a.md", False),
        ("sub/2020-01-02-a.md", True),
        (".2020-01-02-a.md", False),
        ("_2020-01-02-a.md", False),
        ("2020-01-02-a b.md", True),
    ],
)
def test_the_name_of_a_post_carries_its_date(name: str, found: bool, make_site: MakeSite) -> None:
    site, _warnings = make_site({f"_posts/{name}": "no front matter is needed\n"}).read()
    assert documents(site, "posts") == ([f"_posts/{name}"] if found else [])


def test_posts_come_by_date_then_path(make_site: MakeSite) -> None:
    names = ["2020-01-02-b.md", "2020-01-02-a.md", "2019-01-01-z.md"]
    site, _warnings = make_site({f"_posts/{name}": HEADER for name in names}).read()
    assert documents(site, "posts") == [f"_posts/{name}" for name in sorted(names)]


def test_the_newest_posts_stay_under_a_limit(make_site: MakeSite) -> None:
    folder = make_site({f"_posts/202{year}-01-01-a.md": HEADER for year in range(5)})
    site, _warnings = folder.read(limit_posts=2)
    assert documents(site, "posts") == ["_posts/2023-01-01-a.md", "_posts/2024-01-01-a.md"]


PUBLISHED = [
    ("published: false", [], [], []),
    ("published:", [], [], ["_c/2020-01-01-a.md"]),
    ("published: 'false'", ["a.md"], ["_posts/2020-01-01-a.md"], ["_c/2020-01-01-a.md"]),
    ("date: 2030-01-01", ["a.md"], [], ["_c/2020-01-01-a.md"]),
]


@pytest.mark.parametrize(("line", "page", "post", "other"), PUBLISHED)
def test_what_is_not_published_is_left_out_by_kind(
    line: str, page: list[str], post: list[str], other: list[str], make_site: MakeSite
) -> None:
    text = f"---\n{line}\n---\nx\n"
    folder = make_site({"a.md": text, "_posts/2020-01-01-a.md": text, "_c/2020-01-01-a.md": text})
    site, _warnings = folder.read(collections={"c": {"output": True}})
    assert (pages(site), documents(site, "posts"), documents(site, "c")) == (page, post, other)
    assert not any(site.writes(document) for document in site.documents() if "'" not in line)


@pytest.mark.parametrize("line", [case[0] for case in PUBLISHED])
def test_switches_bring_back_what_is_not_published(line: str, make_site: MakeSite) -> None:
    text = f"---\n{line}\n---\nx\n"
    folder = make_site({"a.md": text, "_posts/2020-01-01-a.md": text, "_c/2020-01-01-a.md": text})
    site, _warnings = folder.read(collections={"c": {"output": True}}, unpublished=True, future=True)
    assert len(pages(site)) == len(documents(site, "posts")) == len(documents(site, "c")) == 1
    assert all(site.writes(document) for document in site.documents())


def test_a_post_of_the_future_is_told_of(make_site: MakeSite) -> None:
    _site, warnings = make_site({"_config.yml": "", "_posts/2030-01-01-a.md": HEADER}).read()
    assert [(warning.code, warning.severity) for warning in warnings] == [("future-date", "warning")]


def test_drafts_are_posts_when_asked_for(make_site: MakeSite) -> None:
    folder = make_site({"_drafts/idea.md": HEADER, "_drafts/2020-01-01-old.md": HEADER})
    assert documents(folder.read()[0], "posts") == []
    site, _warnings = folder.read(show_drafts=True, future=True)
    assert sorted(documents(site, "posts")) == ["_drafts/2020-01-01-old.md", "_drafts/idea.md"]
    assert all(document.draft for document in site.posts)


COLLECTION = {
    "_c/b.md": "---\nrank: 2\n---\n",
    "_c/a.md": "---\nrank: 3\n---\n",
    "_c/sub/d.md": "---\nrank: 1\n---\n",
    "_c/none.md": "---\n---\n",
    "_c/pic.png": "x",
    "_c/_hidden.md": HEADER,
}


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["a", "b", "none", "sub/d"]),
        ({"sort_by": "rank"}, ["sub/d", "b", "a", "none"]),
        ({"order": ["none.md", "sub/d.md", "nope.md"]}, ["none", "sub/d", "a", "b"]),
    ],
)
def test_a_collection_is_in_the_order_that_is_asked_for(
    options: dict[str, object], order: list[str], make_site: MakeSite
) -> None:
    site, _warnings = make_site(COLLECTION).read(collections={"c": options})
    assert documents(site, "c") == [f"_c/{name}.md" for name in order]
    assert [file.relative_path for file in site.collections["c"].static_files] == ["_c/pic.png"]


def test_a_missing_sort_key_is_told_of_once(make_site: MakeSite) -> None:
    folder = make_site({"_config.yml": "", **COLLECTION})
    _site, warnings = folder.read(collections={"c": {"sort_by": "rank"}})
    assert [warning.code for warning in warnings] == ["sort-key-missing"]
    assert "_c/none.md" in warnings[0].cause


def test_collections_lie_in_their_own_folder(make_site: MakeSite) -> None:
    folder = make_site(
        {"all/_c/a.md": HEADER, "all/_posts/2020-01-01-p.md": HEADER, "_posts/2020-01-01-q.md": ""}
    )
    site, _warnings = folder.read(collections_dir="all", collections={"c": {}})
    assert documents(site, "c") == ["_c/a.md"]
    assert documents(site, "posts") == ["_posts/2020-01-01-p.md"]


def test_the_folders_above_posts_are_categories(make_site: MakeSite) -> None:
    site, _warnings = make_site({"x/Y z/_posts/sub/2020-01-01-a.md": "---\ncategories: w\n---\n"}).read()
    assert site.posts[0].data["categories"] == ["x", "Y z", "w"]


def test_a_yaml_file_of_a_collection_is_all_data(make_site: MakeSite) -> None:
    site, _warnings = make_site({"_c/a.yml": "---\nx: 1\n"}).read(collections={"c": {"output": True}})
    (document,) = site.collections["c"].documents
    assert (document.data["x"], document.body) == (1, "")


def test_layouts_go_by_their_path_and_the_last_of_a_name_counts(make_site: MakeSite) -> None:
    files = {
        "_layouts/a.html": "html",
        "_layouts/a.xml": "xml",
        "_layouts/s/b.html": "b",
        "_layouts/c.html.jinja": "",
    }
    site, _warnings = make_site(files).read()
    assert {name: layout.body for name, layout in site.layouts.items()} == {"a": "xml", "s/b": "b", "c": ""}
    assert site.layouts["c"].dialect == "jinja"


def test_front_matter_that_is_no_yaml_warns_and_counts_as_empty(make_site: MakeSite) -> None:
    broken = "---\nx: 1\na: b: c\n---\nbody\n"
    folder = make_site(
        {"_config.yml": "", "a.md": broken, "_posts/2020-01-01-p.md": broken, "_layouts/l.html": broken}
    )
    site, warnings = folder.read()
    assert {str(warning.location) for warning in warnings} == {
        "a.md:3:5",
        "_posts/2020-01-01-p.md:3:5",
        "_layouts/l.html:3:5",
    }
    assert {warning.line_text for warning in warnings} == {"a: b: c"}
    assert (site.pages[0].front_matter, site.pages[0].body) == ({}, "body\n")


def test_front_matter_that_is_no_yaml_stops_a_strict_site(make_site: MakeSite) -> None:
    folder = make_site({"a.md": "---\na: b: c\n---\n"})
    with pytest.raises(JekpyError, match=r"a\.md:2:5"):
        folder.read(strict_front_matter=True)


def test_a_link_to_nothing_is_an_error_that_names_it(make_site: MakeSite) -> None:
    folder = make_site({"d/a.md": HEADER})
    (folder.source / "d" / "lost.md").symlink_to("nowhere.md")
    with pytest.raises(JekpyError, match=r"d/lost\.md"):
        folder.read()


def test_a_link_in_a_circle_is_an_error_that_names_it(make_site: MakeSite) -> None:
    folder = make_site({"a.md": HEADER})
    (folder.source / "ring").symlink_to("ring")
    with pytest.raises(JekpyError, match="ring"):
        folder.read()
    assert pages(folder.read(safe=True)[0]) == ["a.md"]


def test_a_folder_that_holds_a_link_to_itself_is_an_error(make_site: MakeSite) -> None:
    folder = make_site({"d/a.md": HEADER})
    (folder.source / "d" / "again").symlink_to(folder.source / "d", target_is_directory=True)
    with pytest.raises(JekpyError, match="again"):
        folder.read()


def test_a_link_that_leaves_the_source_is_followed_only_outside_safe_mode(
    make_site: MakeSite, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = make_site({"a.md": HEADER})
    (folder.source / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert statics(folder.read()[0]) == ["/out.txt"]
    assert statics(folder.read(safe=True)[0]) == []


def test_an_encoding_that_does_not_exist_is_an_error(make_site: MakeSite) -> None:
    with pytest.raises(JekpyError, match="klingon"):
        make_site({"a.md": HEADER}).read(encoding="klingon")


def test_files_are_read_in_the_encoding_that_is_set(make_site: MakeSite) -> None:
    site, warnings = make_site({"_config.yml": "", "a.md": "---\n---\ncafé".encode("latin-1")}).read(
        encoding="latin-1"
    )
    assert site.pages[0].body == "café"
    assert warnings == []
