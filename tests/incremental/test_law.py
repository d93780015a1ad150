"""The law of incremental builds: after any edits, the destination equals a clean build's, byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from jekpy.build import BuildReport, build_site
from jekpy.config import load_config
from jekpy.incremental.memory import Memory
from jekpy.model import file_facts
from jekpy.rendering import reads
from jekpy.rendering.converters.base import Conversion, SourceFile
from jekpy.rendering.converters.markdown import MarkdownConverter
from jekpy.searching import shards

SITE = {
    "_config.yml": "title: Law\ncollections: { notes: { output: true } }\nexclude: [other]\n",
    "index.md": "---\nlayout: default\ntitle: Home\n---\nHello.\n",
    "list.md": "---\nlayout: default\ntitle: List\n---\n"
    "{% for page in site.pages %}{{ page.title }};{% endfor %} {% include used.html word='x' %}\n",
    "posts.html": "---\n---\n{% for post in site.posts %}{{ post.title }}|{{ post.excerpt }}|{% endfor %}\n",
    "search.json": "---\n---\n[{% for page in site.pages %}{{ page.content | jsonify }},{% endfor %}"
    "{% for note in site.notes %}{{ note.content | jsonify }}{% endfor %}]\n",
    "data.html": "---\n---\n{{ site.data.people.first }} {{ site.data.other | jsonify }}\n",
    "plain.md": "---\ntitle: Plain\n---\nNothing of others.\n",
    "jinja.md": "---\ntemplate: jinja\nlayout: shell\ntitle: Jinja\n---\n"
    "{{ site.pages | length }} {{ page.title }}",
    "links.md": "---\ntitle: Links\n---\n[a]({% link plain.md %}) {{ page.path }}\n",
    "css/site.scss": "---\n---\n@use 'colors'; body { color: colors.$ink; }\n",
    "_sass/_colors.scss": "$ink: red;\n",
    "_layouts/default.html": "<title>{{ page.title }}</title>{{ content }}{% include footer.html %}",
    "_layouts/shell.html.jinja": "<b>{{ page.title }}</b>{{ content }}",
    "_includes/footer.html": "<footer>{{ site.title }} {{ site.posts.first.title }}</footer>",
    "_includes/used.html": "({{ include.word }} {{ page.title }})",
    "_includes/unused.html": "nobody asks",
    "_data/people.yml": "first: Ann\n",
    "_data/other.yml": "a: 1\n",
    "_notes/one.md": "---\ntitle: One\nlayout: default\n---\nFirst note. {{ page.next.title }}\n"
    "{% unless page.previous %}The first.{% endunless %}\n",
    "_notes/two.md": "---\ntitle: Two\n---\nSecond note. {{ page.previous.title }}\n",
    "_posts/2020-01-01-old.md": "---\ntitle: Old\nlayout: default\n---\nOld text.\n\nMore.\n",
    "_posts/2021-01-01-new.md": "---\ntitle: New\n---\nNew text. {{ page.previous.title }}\n",
    "logo.txt": "a logo",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def build(
    source: Path, destination: Path, *, use_cache: bool = True, memory: Memory | None = None
) -> BuildReport:
    return build_site(load_config(source, destination), jobs=2, use_cache=use_cache, memory=memory)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@dataclass(frozen=True)
class Edit:
    """One change to the source."""

    kind: str
    name: str
    text: str = ""

    def apply(self, root: Path) -> None:
        path = root / self.name
        match self.kind:
            case "append" if path.is_file():
                path.write_text(path.read_text() + self.text)
            case "retitle" if path.is_file():
                lines = path.read_text().split("\n")
                titled = [f"title: {self.text}" if line.startswith("title:") else line for line in lines]
                path.write_text("\n".join(titled))
            case "write":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self.text)
            case "remove":
                path.unlink(missing_ok=True)
            case "rename" if path.is_file():
                path.rename(root / self.text)


CONTENT = ["index.md", "list.md", "plain.md", "jinja.md", "_notes/one.md", "_notes/two.md",
           "_posts/2020-01-01-old.md", "_posts/2021-01-01-new.md"]  # fmt: skip
TEMPLATES = ["_layouts/default.html", "_layouts/shell.html.jinja", "_includes/footer.html",
             "_includes/used.html", "_includes/unused.html", "search.json", "posts.html"]  # fmt: skip
REMOVED = ["zz.md", "css/_colors.scss", "_notes/two.md", "_posts/2021-01-01-new.md", "logo.txt"]
NEW = ["zz.md", "_posts/2022-01-01-third.md", "_notes/aa.md"]
TWIN = "---\npermalink: /plain.html\nlayout: default\ntitle: Twin\n---\nIn another's place.\n"
NEW_TEXT = "---\ntitle: Third\nlayout: default\n---\nHere. {{ site.pages.size }}\n"


def edits(kind: str, names: list[str], texts: list[str]) -> st.SearchStrategy[Edit]:
    return st.builds(Edit, st.just(kind), st.sampled_from(names), st.sampled_from(texts))


EDITS = st.one_of(
    edits("append", CONTENT, ["Added.\n", "\n## Part\n"]),
    edits("retitle", CONTENT, ["Fresh", "Other"]),
    edits("append", TEMPLATES, ["<i>more</i>", " {{ page.url }}"]),
    edits("write", ["_data/people.yml"], ["first: Bob\n", "first: Cy\n"]),
    edits("write", ["_data/other.yml"], ["a: 2\n", "b: [1]\n"]),
    edits("write", ["_sass/_colors.scss"], ["$ink: blue;\n", "$ink: #123;\n"]),
    edits("write", ["_config.yml"], [SITE["_config.yml"], SITE["_config.yml"].replace("Law", "Changed")]),
    edits("write", NEW, [NEW_TEXT]),
    edits("write", ["logo.txt"], ["another logo", "a logo"]),
    edits("write", ["css/_colors.scss"], ["$ink: green;\n"]),
    edits("remove", REMOVED, [""]),
    edits("rename", ["jinja.md"], ["moved.md"]),
    edits("write", ["aa.md", "twin.md"], [TWIN, TWIN.replace("plain.html", "list.html")]),
    edits("remove", ["aa.md", "twin.md"], [""]),
)


THEME_SITE = {
    "_config.yml": "title: Law\ntheme: jekpy\n"
    "nav_external_links: [{ title: Out, url: https://out.example }]\n",
    "index.md": "---\nlayout: default\ntitle: Home\nnav_order: 1\n---\nHello.\n",
    "guide.md": "---\nlayout: default\ntitle: Guide\nnav_order: 2\n---\nThe guide.\n",
    "first.md": "---\nlayout: default\ntitle: First\nparent: Guide\nnav_order: 1\n---\n# First\n\nWords.\n",
    "second.md": "---\nlayout: default\ntitle: Second\nparent: Guide\nnav_order: 2\n---\n# Second\n\nMore.\n",
    "aside.md": "---\nlayout: default\ntitle: Aside\nnav_exclude: true\n---\nNot in the menu.\n",
}
SIDEBAR = "_includes/components/sidebar.html.jinja"
THEME_PAGES = ["index.md", "guide.md", "first.md", "second.md", "aside.md"]
PLACES = [
    "---\nlayout: default\ntitle: Moved\nparent: Guide\nnav_order: 0\n---\nText.\n",
    "---\nlayout: default\ntitle: Moved\nparent: Guide\nnav_order: 0\nsummary: In short\n---\nText.\n",
    "---\nlayout: default\ntitle: Moved\nnav_order: 9\n---\nText.\n",
    "---\nlayout: default\ntitle: Moved\nnav_exclude: true\n---\nText.\n",
]
THEME_EDITS = st.one_of(
    edits("append", THEME_PAGES, ["Added.\n", "\n## Part\n"]),
    edits("retitle", THEME_PAGES, ["Fresh", "Guide"]),
    edits("write", ["second.md", "third.md"], PLACES),
    edits("remove", ["second.md", "third.md", "guide.md"], [""]),
    edits("write", ["_includes/footer_custom.html"], ["mine", "{{ site.pages.size }}"]),
    edits("write", ["_includes/components/menu.html"], ["{{ site.title }}", "{{ site.pages[1].title }}"]),
    edits("write", [SIDEBAR], ["<i>{{ navigation.menu }}", "{{ navigation.menu | upper }}", "none"]),
    edits("write", ["a.md", "z.md"], [TWIN.replace("plain.html", "first.html")]),
    edits("remove", ["_includes/components/menu.html", "_includes/footer_custom.html", SIDEBAR], [""]),
    edits(
        "write",
        ["_config.yml"],
        [THEME_SITE["_config.yml"], THEME_SITE["_config.yml"].replace("Out", "Away")],
    ),
)


MENU = (
    "---\n---\n<title>{{ page.title }}</title>{% assign here = page.parent %}"
    "{% for item in site.pages %}{% assign on = false %}"
    "{% if item.url == page.url or item.title == here %}{% assign on = true %}{% endif %}"
    "{% unless item.parent %}<li{% if on %} class=on{% endif %}>{{ forloop.index }} {{ item.title }}"
    "{% assign children = site.pages | where: 'parent', item.title %}"
    "{% for child in children %}<i>{{ child.title }}{% if child.url == page.url %}!{% endif %}</i>"
    "{% endfor %}"
    "{% endunless %}{% endfor %}"
    "{% for post in site.posts %}{{ post.excerpt }}{{ post.categories }}{% endfor %}"
    "{% for post in site.posts %}{% if post.title == page.title %}{{ post.date }}{% break %}{% endif %}"
    "{{ post.title }}{% endfor %}{{ content }}"
)
"""A layout as sites write them: a menu of two levels, a list of the latest posts."""
MENU_SITE = {
    "_config.yml": "title: Law\ndefaults: [{ scope: { path: '' }, values: { layout: menu } }]\n",
    "_layouts/menu.html": MENU,
    **{f"p{number}.md": f"---\ntitle: P{number}\n---\nPage.\n" for number in range(5)},
    **{f"c{number}.md": f"---\ntitle: C{number}\nparent: P1\n---\nChild.\n" for number in range(4)},
    **{f"_posts/2020-01-0{day}-d{day}.md": f"---\ntitle: D{day}\n---\nDay.\n" for day in range(1, 6)},
}
MENU_PAGES = ["p0.md", "p1.md", "c0.md", "c3.md", "_posts/2020-01-02-d2.md", "_posts/2020-01-05-d5.md"]
MENU_EDITS = st.one_of(
    edits("append", MENU_PAGES, ["Added.\n", "{{ site.pages[0].title }}\n"]),
    edits("retitle", MENU_PAGES, ["Fresh", "P1", "D3"]),
    edits("write", ["c1.md", "p9.md"], ["---\ntitle: Moved\nparent: P2\n---\nx", "---\ntitle: C1\n---\nx"]),
    edits("remove", ["p1.md", "c2.md", "_posts/2020-01-03-d3.md"], [""]),
    edits("write", ["_layouts/menu.html"], [MENU, MENU.replace("item.url ==", "item.name ==")]),
)


MOST_CELLS = st.sampled_from([0, 2, reads.MOST_CELLS])


def assert_the_law(
    files: dict[str, str], rounds: list[list[Edit]], most_cells: int, memory: Memory | None = None
) -> None:
    """Build the site, then after each round of edits once more, beside a clean build.

    With `memory`, all are the builds of one process that remembers. `most_cells` of a column count by
    themselves: the sites are small, and few of their pages would read more.
    A round that leaves all files as they were is over at a glance, although they are young: edits are ticks
    of the clock apart.
    """
    scratch = Path(tempfile.mkdtemp())
    patch = pytest.MonkeyPatch()
    patch.setattr(file_facts, "TICK_NS", -(10**18))
    patch.setattr(reads, "MOST_CELLS", most_cells)
    patch.setattr(reads, "LEAST_SHARE", 1)
    try:
        source, destination = scratch / "site", scratch / "out"
        write(source, files)
        build(source, destination, memory=memory)
        for edits in rounds:
            for edit in edits:
                edit.apply(source)
            build(source, destination, memory=memory)
            clean = scratch / "clean"
            build(source, clean, use_cache=False)
            assert tree(destination) == tree(clean)
            shutil.rmtree(clean)
    finally:
        patch.undo()
        shutil.rmtree(scratch)


def rendered_after(scratch: Path, files: dict[str, str], edit: Edit | None) -> set[str]:
    """Build the site, and once more after an edit, beside a clean build; return what was rendered again."""
    source, destination = scratch / "site", scratch / "out"
    write(source, files)
    build(source, destination)
    if edit is not None:
        edit.apply(source)
    report = build(source, destination)
    build(source, scratch / "clean", use_cache=False)
    assert tree(destination) == tree(scratch / "clean")
    return {url for url, reason in report.reasons.items() if reason}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=5), MOST_CELLS)
def test_any_sequence_of_edits_leaves_the_bytes_of_a_clean_build(
    rounds: list[list[Edit]], most_cells: int
) -> None:
    assert_the_law(SITE, rounds, most_cells)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=5), MOST_CELLS)
def test_the_law_holds_in_a_process_that_remembers(rounds: list[list[Edit]], most_cells: int) -> None:
    assert_the_law(SITE, rounds, most_cells, Memory())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(THEME_EDITS, min_size=1, max_size=2), min_size=1, max_size=4), MOST_CELLS)
def test_the_law_holds_with_the_theme_in_a_process_that_remembers(
    rounds: list[list[Edit]], most_cells: int
) -> None:
    assert_the_law(THEME_SITE, rounds, most_cells, Memory())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(THEME_EDITS, min_size=1, max_size=2), min_size=1, max_size=4), MOST_CELLS)
def test_the_law_holds_with_the_built_in_theme(rounds: list[list[Edit]], most_cells: int) -> None:
    assert_the_law(THEME_SITE, rounds, most_cells)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(MENU_EDITS, min_size=1, max_size=2), min_size=1, max_size=4), MOST_CELLS)
def test_the_law_holds_where_a_layout_loops_over_the_site(rounds: list[list[Edit]], most_cells: int) -> None:
    assert_the_law(MENU_SITE, rounds, most_cells)


@pytest.mark.parametrize(
    ("edit", "rendered"),
    [
        (Edit("append", "p2.md", "More.\n"), {"/p2.html"}),
        (Edit("append", "_posts/2020-01-01-d1.md", "More.\n"), None),
        (Edit("append", "_posts/2020-01-04-d4.md", "More.\n"), None),
        (Edit("retitle", "c2.md", "Renamed"), None),
    ],
    ids=lambda value: f"{value.kind} {value.name}" if isinstance(value, Edit) else None,
)
def test_a_loop_over_the_site_is_rendered_again_where_an_edit_reaches_it(
    tmp_path: Path, edit: Edit, rendered: set[str] | None
) -> None:
    everything = {f"/{Path(name).stem}.html" for name in MENU_SITE if name[0] != "_"}
    everything |= {f"/2020/01/0{day}/d{day}.html" for day in range(1, 6)}
    assert rendered_after(tmp_path, MENU_SITE, edit) == (rendered or everything)


BLOG = {
    "_config.yml": "plugins: [jekyll-paginate]\npaginate: 5\n",
    "_layouts/post.html": "{{ page.title }} {{ page.previous.title }} {{ page.next.title }} {{ content }}"
    "{% for post in site.posts limit: 3 %}{{ post.title }}{% endfor %}",
    "index.html": "---\n---\n{% for post in paginator.posts %}{{ post.title }}{% endfor %}",
    "all.html": "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}",
    **{
        f"_posts/19{year}-01-01-p.md": f"---\nlayout: post\ntitle: P{year}\n---\nText.\n"
        for year in range(10, 70)
    },
}
"""A blog of more posts than count by themselves."""


@pytest.mark.parametrize(
    ("edit", "rendered"),
    [
        (
            Edit("retitle", "_posts/1915-01-01-p.md", "Renamed"),
            {"/all.html", "/page11/", *(f"/19{year}/01/01/p.html" for year in (14, 15, 16))},
        ),
        (Edit("append", "_posts/1915-01-01-p.md", "More.\n"), {"/1915/01/01/p.html"}),
    ],
    ids=lambda value: f"{value.kind} {value.name}" if isinstance(value, Edit) else None,
)
def test_a_post_is_rendered_again_where_its_neighbours_change_and_no_others(
    tmp_path: Path, edit: Edit, rendered: set[str]
) -> None:
    assert rendered_after(tmp_path, BLOG, edit) == rendered


PAGE = "---\nlayout: default\ntitle: {0}\nnav_order: 1\n{1}---\nThe page {0}.\n"


def shards_made(report: BuildReport) -> set[str]:
    """The folders of the search index in which the build wrote an index."""
    return {path.rpartition("/")[0] for path in report.written if path.endswith("pagefind-entry.json")}


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_law_holds_where_the_search_index_has_shards(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "LEAST_PAGES", 4)
    monkeypatch.setattr(shards, "LEAST_SHARDS", 2)
    source, out = tmp_path / "site", tmp_path / "out"
    write(source, {"_config.yml": "theme: jekpy\nurl: https://x.example\n"})
    write(source, {f"p{number}.md": PAGE.format(f"P{number}", "") for number in range(16)})
    assert len(shards_made(build(source, out))) == 4

    def shards_after(kind: str, name: str, text: str = "", *, wants_search: bool = True) -> int:
        Edit(kind, name, text).apply(source)
        report = build_site(load_config(source, out), jobs=jobs, wants_search=lambda: wants_search)
        assert report.search_is_old != wants_search
        if wants_search:
            clean = tmp_path / "clean"
            build(source, clean, use_cache=False)
            assert tree(out) == tree(clean)
            shutil.rmtree(clean)
        return len(shards_made(report))

    assert shards_after("append", "p3.md", "Once more.\n") == 1
    assert shards_after("retitle", "p5.md", "Renamed") == 1
    assert shards_after("write", "p16.md", PAGE.format("P16", "")) == 1
    assert shards_after("append", "p7.md", "Not now.\n", wants_search=False) == 0
    assert shards_after("append", "p7.md", "Now.\n") == 1
    assert shards_after("append", "_config.yml", "lang: de\n") == 4
    assert shards_after("remove", "p16.md") == 1
    assert shards_after("remove", "p0.md") == 2  # half as many
    assert shards_after("write", "p0.md", PAGE.format("P0", "")) == 4
    assert shards_after("write", "p0.md", PAGE.format("P0", "search_exclude: true\n")) == 2
    (out / "pagefind/shards.json").unlink()
    lost = next(out.glob("pagefind/[0-9]*/pagefind-entry.json"))
    lost.unlink()
    assert shards_after("append", "p4.md", "") == 1
    assert lost.exists()


@pytest.mark.parametrize(
    ("edit", "rendered"),
    [
        (Edit("append", "first.md", "More.\n"), {"/first.html"}),
        (Edit("retitle", "aside.md", "Elsewhere"), {"/aside.html"}),
        (
            Edit(
                "write",
                "second.md",
                THEME_SITE["second.md"].replace("nav_order", "summary: Short\nnav_order"),
            ),
            {"/guide.html", "/second.html", "/first.html"},
        ),
        (
            Edit("retitle", "first.md", "Renamed"),
            {"/", "/guide.html", "/first.html", "/second.html", "/aside.html"},
        ),
    ],
    ids=lambda value: f"{value.kind} {value.name}" if isinstance(value, Edit) else None,
)
def test_the_menu_is_rendered_again_where_an_edit_reaches_it(
    tmp_path: Path, edit: Edit, rendered: set[str]
) -> None:
    assert rendered_after(tmp_path, THEME_SITE, edit) == rendered


def test_content_that_is_as_it_was_is_not_converted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, destination = tmp_path / "site", tmp_path / "out"
    write(source, THEME_SITE)
    build(source, destination)
    converted: list[str] = []
    convert = MarkdownConverter.convert

    def noted(self: MarkdownConverter, text: str, name: str, file: SourceFile | None = None) -> Conversion:
        converted.append(file.name if file else "")
        return convert(self, text, name, file)

    monkeypatch.setattr(MarkdownConverter, "convert", noted)
    Edit("retitle", "first.md", "Renamed").apply(source)
    report = build(source, destination)
    assert report.rendered == len(THEME_PAGES)
    assert converted == ["first.md"]


@pytest.mark.parametrize(
    ("edit", "rendered"),
    [
        (None, set()),
        (Edit("append", "plain.md", "More.\n"), {"/plain.html", "/search.json"}),
        (Edit("retitle", "plain.md", "Renamed"), {"/plain.html", "/list.html", "/search.json"}),
        (Edit("append", "_includes/unused.html", "x"), set()),
        (Edit("append", "_includes/used.html", "x"), {"/list.html", "/search.json"}),
        (Edit("append", "_layouts/shell.html.jinja", "x"), {"/jinja.html"}),
        (Edit("write", "_data/people.yml", "first: Bob\n"), {"/data.html", "/search.json"}),
        (Edit("write", "_data/other.yml", "first: Bob\n"), {"/data.html", "/search.json"}),
        (Edit("write", "_sass/_colors.scss", "$ink: blue;\n"), {"/css/site.css"}),
        (Edit("retitle", "_notes/two.md", "Zwei"), {"/notes/one.html", "/notes/two.html", "/search.json"}),
        (
            Edit("retitle", "_posts/2020-01-01-old.md", "Older"),
            {"/2020/01/01/old.html", "/2021/01/01/new.html", "/posts.html", "/search.json"},
        ),
        (Edit("write", "logo.txt", "another"), set()),
    ],
    ids=lambda value: f"{value.kind} {value.name}" if isinstance(value, Edit) else None,
)
def test_an_edit_renders_no_more_than_what_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit | None, rendered: set[str]
) -> None:
    monkeypatch.setattr(reads, "LEAST_SHARE", 1)
    assert rendered_after(tmp_path, SITE, edit) == rendered


def test_an_output_that_was_changed_or_removed_is_made_again(tmp_path: Path) -> None:
    write(tmp_path / "site", SITE)
    build(tmp_path / "site", tmp_path / "out")
    before = tree(tmp_path / "out")
    (tmp_path / "out/index.html").write_text("spoilt")
    (tmp_path / "out/plain.html").unlink()
    report = build(tmp_path / "site", tmp_path / "out")
    assert tree(tmp_path / "out") == before
    assert {url for url, reason in report.reasons.items() if reason} == {"/", "/plain.html"}


RIVAL = "---\npermalink: /{}.html\n---\n{}"


@pytest.mark.parametrize(
    ("edit", "same"),
    [
        (None, "second"),
        (Edit("append", "a.html", "!"), "second"),
        (Edit("append", "b.html", "!"), "second!"),
        (Edit("remove", "b.html"), "first"),
        (Edit("write", "b.html", RIVAL.format("other", "second")), "first"),
        (Edit("write", "aa.html", RIVAL.format("same", "third")), "second"),
        (Edit("write", "c.html", RIVAL.format("same", "third")), "third"),
        (Edit("write", "same.html", "a file"), "a file"),
    ],
    ids=lambda value: f"{value.kind} {value.name}" if isinstance(value, Edit) else None,
)
def test_of_two_pages_that_share_a_place_the_last_is_there(
    tmp_path: Path, edit: Edit | None, same: str
) -> None:
    source, out = tmp_path / "site", tmp_path / "out"
    write(source, {"a.html": RIVAL.format("same", "first"), "b.html": RIVAL.format("same", "second")})
    build(source, out)
    assert (out / "same.html").read_text() == "second"
    if edit is None:
        (out / "gone.html").write_text("so that there is something to do")
    else:
        edit.apply(source)
    report = build(source, out)
    assert (out / "same.html").read_text() == same
    if edit is None:
        assert report.rendered == 0
    build(source, tmp_path / "clean", use_cache=False)
    assert tree(out) == tree(tmp_path / "clean")
    Edit("write", "z.html", "another file").apply(source)
    build(source, out)
    assert (out / "same.html").read_text() == same


def test_a_folder_of_partials_that_comes_later_is_seen(tmp_path: Path) -> None:
    write(tmp_path / "site", {"index.md": "---\nlayout: default\nnav_order: 1\ntitle: Home\n---\nx\n"})
    build(tmp_path / "site", tmp_path / "out")
    write(tmp_path / "site", {"_sass/custom/custom.scss": "body { color: rgb(1, 2, 3); }\n"})
    build(tmp_path / "site", tmp_path / "out")
    assert "rgb(1, 2, 3)" in (tmp_path / "out/assets/css/jekpy.css").read_text()


def test_how_the_program_runs_counts_only_where_a_template_asks(tmp_path: Path) -> None:
    files = {"a.html": "---\n---\n{{ site.serving }}", "b.html": "---\n---\n{{ site.title }}"}
    write(tmp_path / "site", {"_config.yml": "title: x\n", **files})
    build(tmp_path / "site", tmp_path / "out")
    config = load_config(tmp_path / "site", tmp_path / "out", overrides={"serving": True})
    report = build_site(config, jobs=1)
    assert {url for url, reason in report.reasons.items() if reason} == {"/a.html"}
    assert (tmp_path / "out/a.html").read_text() == "true"


def test_a_damaged_store_is_told_of_and_made_anew(tmp_path: Path) -> None:
    write(tmp_path / "site", SITE)
    build(tmp_path / "site", tmp_path / "out")
    before = tree(tmp_path / "out")
    [store] = (tmp_path / "site/.jekpy-cache").glob("*.sqlite")
    store.write_bytes(b"this is no database" * 1000)
    report = build(tmp_path / "site", tmp_path / "out")
    assert [warning.code for warning in report.warnings] == ["cache-damaged"]
    assert tree(tmp_path / "out") == before
    assert build(tmp_path / "site", tmp_path / "out").rendered == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE text SET value = 'spoilt' WHERE kind = 'searched'",
        "DELETE FROM text",
        "UPDATE results SET value = replace(value, 'index', 'indix')",
        "UPDATE results SET value = NULL",
        "DROP TABLE results",
        "DROP TABLE text",
    ],
)
def test_a_row_of_the_store_that_is_not_as_it_was_put_there_is_not_used(tmp_path: Path, damage: str) -> None:
    write(tmp_path / "site", THEME_SITE if "text" in damage else SITE)
    build(tmp_path / "site", tmp_path / "out")
    [store] = (tmp_path / "site/.jekpy-cache").glob("*.sqlite")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(damage)
    Edit("append", "index.md", "More.\n").apply(tmp_path / "site")
    report = build(tmp_path / "site", tmp_path / "out")
    build(tmp_path / "site", tmp_path / "clean", use_cache=False)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")
    assert [warning.code for warning in report.warnings] == ["cache-damaged"]
    assert build(tmp_path / "site", tmp_path / "out").rendered == 0


def test_a_content_that_is_not_as_it_was_put_there_is_rendered_again(tmp_path: Path) -> None:
    write(tmp_path / "site", SITE)
    build(tmp_path / "site", tmp_path / "out")
    [store] = (tmp_path / "site/.jekpy-cache").glob("*.sqlite")
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE text SET value = 'spoilt' WHERE kind = 'content'")
    Edit("append", "search.json", "More.\n").apply(tmp_path / "site")
    assert build(tmp_path / "site", tmp_path / "out").rendered == 1
    build(tmp_path / "site", tmp_path / "clean", use_cache=False)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_a_store_that_cannot_be_written_to_is_told_of_and_the_site_is_built(tmp_path: Path) -> None:
    write(tmp_path / "site", SITE)
    build(tmp_path / "site", tmp_path / "out")
    [store] = (tmp_path / "site/.jekpy-cache").glob("*.sqlite")
    Edit("append", "plain.md", "More.\n").apply(tmp_path / "site")
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        report = build(tmp_path / "site", tmp_path / "out")
    assert [warning.code for warning in report.warnings] == ["cache-unwritten"]
    build(tmp_path / "site", tmp_path / "clean", use_cache=False)
    assert tree(tmp_path / "out") == tree(tmp_path / "clean")


def test_warnings_of_kept_pages_are_told_again(tmp_path: Path) -> None:
    write(tmp_path / "site", {**SITE, "lost.md": "---\nlayout: nowhere\n---\nx\n"})
    first = build(tmp_path / "site", tmp_path / "out")
    second = build(tmp_path / "site", tmp_path / "out")
    assert second.rendered == 0
    assert [str(warning) for warning in second.warnings] == [str(warning) for warning in first.warnings]


def test_several_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    many = {f"many/{n}.md": f"---\ntitle: P{n}\nlayout: default\n---\n# P{n}\n" for n in range(150)}
    write(tmp_path / "site", {**SITE, **many})
    for jobs in (1, 3):
        build_site(load_config(tmp_path / "site", tmp_path / f"out{jobs}"), jobs=jobs, use_cache=False)
    assert tree(tmp_path / "out1") == tree(tmp_path / "out3")
