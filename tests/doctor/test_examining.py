"""What `jekpy doctor` finds, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from jekpy.doctor import examine

if TYPE_CHECKING:
    from jekpy.errors import Diagnostic
    from tests.support.sites import MakeSite

CONFIG: Final = "url: https://example.com\n"
PAGE: Final = "---\n---\n"
Files = dict[str, str | bytes]


@pytest.fixture(autouse=True)
def no_gems(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no site here find a theme of the machine's."""
    empty = str(tmp_path_factory.mktemp("empty"))
    for name in ("HOME", "GEM_PATH", "JEKPY_THEMES"):
        monkeypatch.setenv(name, empty)


def findings(make_site: MakeSite, files: Files, **values: object) -> list[Diagnostic]:
    return list(examine(make_site({"_config.yml": CONFIG, **files}).config(**values)).findings)


def told(found: list[Diagnostic]) -> list[tuple[str, str]]:
    """Return place and code of each finding."""
    return [(str(one.location), one.code) for one in found]


def test_each_finding_has_cause_and_fix_and_they_are_in_order_of_place(make_site: MakeSite) -> None:
    files: Files = {
        "b.md": "text", "a.md": PAGE + "{% include x.html %}\n{% link y.md %}", "_posts/x.md": PAGE,
    }  # fmt: skip
    found = findings(make_site, files)
    assert told(found) == [
        ("_posts/x.md", "post-name"),
        ("a.md:3:1", "include-missing"),
        ("a.md:4:1", "link-broken"),
        ("b.md", "front-matter-none"),
    ]
    assert all(one.cause and one.fix for one in found)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.md": "---\npermalink: /x.html\n---\n", "x.html": ""}, [("x.html", "destination-conflict")]),
        ({"x.html": "", "X.html": ""}, [("x.html", "url-case")]),
        ({"a/b.txt": "", "c.md": "---\npermalink: /a\n---\n", "a.html": PAGE},
         [("c.md", "destination-conflict")]),
        ({"_posts/2020-01-01-x.md": PAGE, "_posts/2020-01-01-X.md": PAGE},
         [("_posts/2020-01-01-x.md", "url-case")]),
        ({"a.md": PAGE, "b.md": PAGE, "sub/a.md": PAGE}, []),
    ],
)  # fmt: skip
def test_urls_that_collide(make_site: MakeSite, files: Files, expected: list[tuple[str, str]]) -> None:
    assert told(findings(make_site, files)) == expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("gems: [x]\n", [("_config.yml:1", "config-deprecated", "write `plugins`")]),
        ("relative_permalinks: true\n", [("_config.yml:1", "config-deprecated", "remove it")]),
        ("a: 1\n\nmarkdown: redcarpet\n",
         [("_config.yml:3", "config-deprecated", "write `markdown: kramdown`")]),
        ("permalinks: pretty\n", [("_config.yml:1", "config-near-miss", "did you mean 'permalink'?")]),
        ("BaseURL: /x\n", [("_config.yml:1", "config-near-miss", "did you mean 'baseurl'?")]),
        ("show-drafts: true\n", [("_config.yml:1", "config-near-miss", "did you mean 'show_drafts'?")]),
        ("kramdown:\n  auto_id: true\n", [("_config.yml:2", "config-near-miss", "did you mean 'auto_ids'?")]),
        ("sass:\n  styles: x\n", [("_config.yml:2", "config-near-miss", "did you mean 'style'?")]),
        ("collections:\n  posts:\n    ouput: true\n",
         [("_config.yml:3", "config-near-miss", "did you mean 'output'?")]),
        ("collections:\n- gone\n", [("_config.yml", "collection-missing", "create _gone")]),
        ("defaults:\n- scope: {path: '', types: posts}\n  values: {}\n",
         [("_config.yml", "config-near-miss", "did you mean 'type'?")]),
        ("my_own_key: 1\nlayouts: {a: b}\nkramdown: {input: GFM, math_engine: null}\n", []),
    ],
)  # fmt: skip
def test_options_that_do_nothing(
    make_site: MakeSite, config: str, expected: list[tuple[str, str, str]]
) -> None:
    found = findings(make_site, {"_config.yml": f"{config}url: https://example.com\n"})
    assert [(str(one.location), one.code) for one in found] == [(place, code) for place, code, _ in expected]
    assert all(one.fix.startswith(fix) for one, (_, _, fix) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("url: example.com\n", ["url-relative"]),
        ("url: /x\n", ["url-relative"]),
        ("url: 'http://[x'\n", ["url-relative"]),
        ("plugins: [jekyll-feed]\n", ["url-missing"]),
        ("plugins: [jekyll-feed]\nurl: ''\n", ["url-missing"]),
        ("plugins: [jekyll-feed]\nurl: https://example.com\n", []),
        ("a: 1\n", []),
    ],
)
def test_the_site_s_address(make_site: MakeSite, config: str, expected: list[str]) -> None:
    assert [one.code for one in findings(make_site, {"_config.yml": config})] == expected


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("hello.md", "name it YEAR-MONTH-DAY-hello.md"),
        ("2020.1.2 hello you.md", "name it 2020-01-02-hello-you.md"),
        ("20200102-hello.md", "name it 2020-01-02-hello.md"),
    ],
)
def test_a_post_whose_name_begins_with_no_date(make_site: MakeSite, name: str, fix: str) -> None:
    for folder in ("_posts", "sub/_posts"):
        (found,) = findings(make_site, {f"{folder}/{name}": PAGE})
        assert told([found]) == [(f"{folder}/{name}", "post-name")]
        assert found.fix.startswith(fix)
        (make_site({}).source / folder / name).unlink()


def test_a_post_of_no_day_of_the_calendar_is_told_by_the_reading(make_site: MakeSite) -> None:
    (found,) = findings(make_site, {"_posts/2020-13-45-x.md": PAGE})
    assert found.location is not None
    assert found.location.path == "_posts/2020-13-45-x.md"


def test_posts_that_are_hidden_by_choice_are_notes(make_site: MakeSite) -> None:
    site = make_site({
        "_config.yml": CONFIG,
        "_posts/2020-01-01-off.md": "---\npublished: false\n---\n",
        "_posts/2020-01-01-on.md": PAGE,
        "_posts/2999-01-01-later.md": PAGE,
        "_drafts/a.md": PAGE,
        "sub/_drafts/b.md": PAGE,
    })  # fmt: skip
    found = examine(site.config())
    assert found.findings == ()
    assert {one.code for one in found.notes} == {"post-unpublished", "future-date", "post-draft"}
    every = examine(site.config(future=True, unpublished=True, show_drafts=True))
    assert (every.findings, every.notes) == ((), ())


def test_the_built_in_theme_in_the_place_of_just_the_docs_is_a_note(make_site: MakeSite) -> None:
    found = examine(make_site({"_config.yml": f"{CONFIG}theme: just-the-docs\n", "a.md": PAGE}).config())
    assert found.findings == ()
    assert [one.code for one in found.notes] == ["theme-stand-in"]


def test_plugins_that_jekpy_does_not_have(make_site: MakeSite) -> None:
    found = findings(make_site, {
        "_config.yml": f"{CONFIG}theme: x\nplugins: [jekyll-sitemap, jekyll-nowhere]\n",
        "Gemfile": "group :jekyll_plugins do\n  gem 'jekyll-gone'\n  gem 'webrick'\n  gem 'x'\nend\n",
        "vendor/gems/x-1.0/_layouts/a.html": "",
        "_plugins/own.rb": "",
    })  # fmt: skip
    assert sorted(one.code for one in found) == ["plugin-ruby", "plugin-unknown"]
    causes = " ".join(one.cause for one in found)
    assert all(name in causes for name in ("jekyll-nowhere", "jekyll-gone", "_plugins/own.rb"))
    assert "webrick" not in causes


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.md": PAGE + "x\n{% include gone.html %}"}, [("a.md:4:1", "include-missing")]),
        ({"a.md": PAGE + "{% include_cached gone.html x=1 %}"}, [("a.md:3:1", "include-missing")]),
        ({"sub/a.md": PAGE + "{% include_relative gone.md %}"}, [("sub/a.md:3:1", "include-missing")]),
        ({"sub/a.md": PAGE + "{% include_relative b.txt %}", "sub/b.txt": ""}, []),
        ({"a.md": PAGE + "{% if page.x %}{% for i in y %}{% include gone.html %}{% endfor %}{% endif %}"},
         [("a.md:3:32", "include-missing")]),
        ({"a.md": PAGE + "{% include b.html %}", "_includes/b.html": "{% include c.html %}"},
         [("_includes/b.html:1:1", "include-missing")]),
        ({"a.md": PAGE + "{% include b.html %}", "_includes/b.html": "{% include b.html %}"}, []),
        ({"_includes/unused.html": "{% include gone.html %}{% nonsense %}"}, []),
        ({"_layouts/unused.html": "{% include gone.html %}"}, []),
        ({"a.md": PAGE + "{% include {{ page.x }}.html %}{% link {{ page.y }} %}"}, []),
        ({"a.md": PAGE + "{% raw %}{% include gone.html %}{% endraw %}"}, []),
        ({"a.md": PAGE + "{% comment %}{% include gone.html %}{% endcomment %}"}, []),
        ({"a.md": "---\nrender_with_liquid: false\n---\n{% include gone.html %}"}, []),
        ({"a.md": "---\ntemplate: jinja\n---\n{% include 'gone.html' %}"}, []),
        ({"a.md": "---\nlayout: gone\n---\n"}, [("a.md", "layout-missing")]),
        ({"a.md": "---\nlayout: none\n---\n", "b.md": "---\nlayout: null\n---\n"}, []),
        ({"a.md": "---\nlayout: b\n---\n", "_layouts/b.html": "---\nlayout: gone\n---\n{% include c.html %}"},
         [("_layouts/b.html", "layout-missing"), ("_layouts/b.html:4:1", "include-missing")]),
        ({"a.md": PAGE + "{% link gone.md %}{% link a.md %}"}, [("a.md:3:1", "link-broken")]),
        ({"a.md": PAGE + "{% post_url 2020-01-01-x %}{% post_url 2020-01-02-y %}",
          "_posts/2020-01-01-x.md": PAGE}, [("a.md:3:28", "link-broken")]),
        ({"a.md": PAGE + "{% include b.html %}", "_includes/b.html": "{% link gone.md %}"},
         [("_includes/b.html:1:1", "link-broken")]),
        ({"a.md": PAGE + "{% nonsense %}"}, [("a.md:3:1", "liquid-syntax")]),
        ({"_posts/2020-01-01-x.md": PAGE + "{% if %}"}, [("_posts/2020-01-01-x.md:3:1", "liquid-syntax")]),
    ],
)  # fmt: skip
def test_names_in_templates_that_nothing_has(
    make_site: MakeSite, files: Files, expected: list[tuple[str, str]]
) -> None:
    assert told(findings(make_site, files)) == expected


def test_the_nearest_name_is_suggested(make_site: MakeSite) -> None:
    found = findings(make_site, {
        "a.md": "---\nlayout: defualt\n---\n{% include nva.html %}{% link abuot.md %}",
        "about.md": PAGE, "_includes/nav.html": "", "_layouts/default.html": "",
    })  # fmt: skip
    assert [one.fix for one in found] == [
        "did you mean 'default'?", "did you mean 'nav.html'?", "did you mean 'about.md'?"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.md": "text"}, "front-matter-none"),
        ({"a.md": b"\xef\xbb\xbf---\ntitle: x\n---\n"}, "front-matter-late"),
        ({"a.md": "\n---\ntitle: x\n---\n"}, "front-matter-late"),
        ({"a.html": b"\xef\xbb\xbf---\ntitle: x\n---\n"}, "front-matter-late"),
        ({"a.html": "{% include b.html %}"}, "front-matter-none"),
        ({"main.scss": "p { q: r }"}, "front-matter-none"),
        ({"_layout/a.html": ""}, "folder-name"),
        ({"_config.yml": f"{CONFIG}collections: [guides]\n", "_guides/a.md": "text"}, "front-matter-none"),
    ],
)
def test_files_that_look_like_pages_but_are_none(make_site: MakeSite, files: Files, code: str) -> None:
    assert [one.code for one in findings(make_site, files)] == [code]


@pytest.mark.parametrize(
    "files",
    [
        {"README.md": "text", "LICENSE.md": "text", "sub/readme.md": "x", "CODE_OF_CONDUCT.md": "x"},
        {"a.html": "<p>{{ vue }}</p>", "b.js": "`{{x}}`"},
        {"_config.yml": f"{CONFIG}plugins: [jekyll-optional-front-matter]\n", "a.md": "text"},
        {"_config.yml": f"{CONFIG}exclude: [a.md]\n", "a.md": "text"},
        {"_includes/part.md": "text", "_sass/x.scss": "", "_anything/x.md": "text"},
        {"_posts/.gitkeep": "", "_posts/2020-01-01-x.md": PAGE},
        {"image.png": b"\x89PNG---\n", "empty.html": ""},
    ],
)
def test_files_that_are_as_they_should_be(make_site: MakeSite, files: Files) -> None:
    assert findings(make_site, files) == []


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"_config.yml": f"{CONFIG}theme: nowhere\n"}, "theme"),
        ({"a.md": "---\n[\n---\n"}, "front-matter"),
        ({"a.md": "---\n- list\n---\n", "b.md": "---\n- list\n---\n"}, "front-matter"),
        ({"_plugins/a.py": "raise ValueError"}, "plugin"),
    ],
)
def test_a_site_that_cannot_be_read_is_a_finding(make_site: MakeSite, files: Files, code: str) -> None:
    found = findings(make_site, files)
    assert {one.code for one in found} == {code}


def test_what_pages_include_by_path_is_as_it_should_be(make_site: MakeSite) -> None:
    assert findings(make_site, {
        "a.md": PAGE + "{% include_relative parts/b.md %}",
        "parts/b.md": "{% include_relative parts/c.md %}",
        "parts/c.md": "text",
        "_posts/2020-01-01-x.md": PAGE + "{% include_relative parts/d.md %}",
        "_posts/parts/d.md": "text",
    }) == []  # fmt: skip


def test_long_chains_of_includes_and_layouts_are_followed(make_site: MakeSite) -> None:
    files: Files = {"a.md": "---\nlayout: l0\n---\n{% include i0.html %}"}
    for number in range(400):
        files[f"_includes/i{number}.html"] = f"{{% include i{number + 1}.html %}}"
        files[f"_layouts/l{number}.html"] = f"---\nlayout: l{number + 1}\n---\n"
    assert told(findings(make_site, files)) == [
        ("_includes/i399.html:1:1", "include-missing"),
        ("_layouts/l399.html", "layout-missing"),
    ]


def test_a_post_without_an_extension_is_told(make_site: MakeSite) -> None:
    (found,) = findings(make_site, {"_posts/2020-01-01-x": PAGE})
    assert (found.code, found.fix) == ("post-name", "name it 2020-01-01-x.md")


def test_templates_nested_without_end_are_no_traceback(make_site: MakeSite) -> None:
    findings(make_site, {"a.md": PAGE + "{% if x %}" * 3000})
