"""The theme's layouts and includes, as sites set and override them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jekpy.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Pages = Callable[..., Mapping[str, str]]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """Build a site from its files, and give its pages by their paths."""

    def built(files: Mapping[str, str], **config: object) -> Mapping[str, str]:
        source, site = tmp_path / "source", tmp_path / "site"
        for path, text in {"_config.yml": "title: Site\ntheme: jekpy\n", **files}.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text)
        build(source, site, search_enabled=False, **config)
        return {file.relative_to(site).as_posix(): file.read_text() for file in site.rglob("*.html")}

    return built


def page(text: str = "Text.", **front_matter: object) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in {"layout": "default", **front_matter}.items())
    return f"---\n{lines}---\n\n{text}\n"


def main_part(html: str) -> str:
    found = re.search(r"<main[^>]*>\s*(.*?)\s*</main>", html, re.DOTALL)
    assert found
    return found[1]


# Recorded from just-the-docs 0.12.0.
@pytest.mark.parametrize(("of_site", "plain"), [(None, True), (True, True), (False, False)])
def test_the_page_decides_on_the_sidebar_then_its_layout_then_the_site(
    pages: Pages, of_site: bool | None, plain: bool
) -> None:
    own = "---\nlayout: default\nnav_enabled: true\n---\n{{ content }}\n"
    found = pages(
        {
            "plain.md": page(title="Plain"),
            "true.md": page(title="T", nav_enabled="true"),
            "false.md": page(title="F", nav_enabled="false"),
            "text.md": page(title="Q", nav_enabled="'false'"),
            "minimal.md": page(title="M", layout="minimal"),
            "minimal-true.md": page(title="N", layout="minimal", nav_enabled="true"),
            "own.md": page(title="O", layout="own"),
            "_layouts/own.html": own,
        },
        **({} if of_site is None else {"nav_enabled": of_site}),
    )
    shown = {path.removesuffix(".html"): 'id="site-nav"' in html for path, html in found.items()}
    assert shown == {
        "plain": plain,
        "true": True,
        "false": False,
        "text": False,
        "minimal": False,
        "minimal-true": True,
        "own": True,
    }


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("head_custom.html", r"<head>.*MINE Site One.*</head>"),
        ("header_custom.html", r'id="main-header".*MINE Site One.*<main'),
        ("nav_footer_custom.html", r"site-footer\">\s*MINE Site One.*<main.*fs-2\">\s*MINE Site One"),
        ("footer_custom.html", r"</main>.*<footer>.*MINE Site One.*</footer>"),
        ("toc_heading_custom.html", r"<hr>\s*MINE Site One\s*<ul>.*</main>"),
        ("title.html", r'class="site-title[^>]*>\s*MINE Site One'),
        ("favicon.html", r"<head>.*MINE Site One.*</head>"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".jinja"])
def test_includes_of_the_site_win_in_both_dialects(pages: Pages, name: str, around: str, ending: str) -> None:
    found = pages(
        {
            "one.md": page(title="One"),
            "two.md": page(title="Two", parent="One"),
            f"_includes/{name}{ending}": "MINE {{ site.title }} {{ page.title }}",
        }
    )
    assert re.search(around, found["one.html"], re.DOTALL)


def test_an_include_that_the_theme_has_no_use_for_is_told(tmp_path: Path) -> None:
    for path in ("_includes/components/nav/pages.html", "_includes/mine.html"):
        (tmp_path / "source" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / path).write_text("")
    (tmp_path / "source" / "_config.yml").write_text("theme: jekpy\n")
    report = build(tmp_path / "source", tmp_path / "site")
    assert [each.code for each in report.warnings] == ["theme-include-unused"]


def test_a_page_without_a_heading_is_headed_by_its_title(pages: Pages) -> None:
    found = pages(
        {
            "bare.md": page(title="Bare & <em>light</em>"),
            "own.md": page("# Own", title="Title"),
            "off.md": page(title="Off", show_title="false"),
            "index.md": page(title="Home", layout="home"),
        }
    )
    heads = {path: re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL) for path, html in found.items()}
    assert heads["bare.html"] == ["Bare & <em>light</em>"]
    assert len(heads["own.html"]) == 1
    assert "Own" in heads["own.html"][0]
    assert heads["off.html"] == heads["index.html"] == []


def test_an_empty_front_page_lists_the_posts_by_year(pages: Pages) -> None:
    found = pages(
        {
            "index.md": "---\nlayout: home\n---\n",
            "about.md": page("Words.", layout="home", title="About"),
            "_posts/2024-05-01-old.md": page(title="Old", layout="post"),
            "_posts/2025-02-01-new.md": page(title="New", layout="post"),
            "_posts/2025-03-01-newer.md": page(title="Newer", layout="post"),
        }
    )
    words = re.sub(r"<[^>]*>", " ", main_part(found["index.html"])).split()
    assert words == ["2025", "1", "Mar", "Newer", "1", "Feb", "New", "2024", "1", "May", "Old"]
    assert main_part(found["about.html"]) == "<p>Words.</p>"


def test_a_post_shows_what_it_is(pages: Pages) -> None:
    post = page(title="New", layout="post", author="Ann", tags="[red, blue]", categories="[walks]")
    found = pages(
        {"_posts/2025-02-01-new.md": post, "_posts/2024-05-01-old.md": page(title="Old", layout="post")}
    )
    html = found["walks/2025/02/01/new.html"]
    words = re.sub(r"<[^>]*>", " ", main_part(html)).split()
    assert words == ["New", "1", "February", "2025", "Ann", "Text.", "walks", "red", "blue"]
    assert html.count("<h1") == 1
    assert 'rel="prev" href="/2024/05/01/old.html"' in html


def test_addresses_are_below_the_base_url(pages: Pages) -> None:
    files = {
        "index.md": page(title="Home"),
        "a.md": page(title="A"),
        "b.md": page(title="B", parent="A"),
        "icon.ico": "x",
    }
    html = pages(files, baseurl="/base", url="https://example.org", favicon_ico="/icon.ico")["b.html"]
    addresses = re.findall(r'(?:href|src)="(/[^"]*)"', html)
    assert addresses
    assert [address for address in addresses if not address.startswith("/base/")] == []
    assert '<link rel="canonical" href="https://example.org/base/b.html">' in html


def test_links_at_the_top_take_text_or_a_list(pages: Pages) -> None:
    links = {"One": "/one/", "Two": ["https://example.org/"]}
    html = pages({"index.md": page(title="Home")}, aux_links=links, aux_links_new_tab=True)["index.html"]
    nav = html[html.index('aria-label="Auxiliary"') :]
    assert '<a href="/one/" class="site-button" target="_blank" rel="noopener noreferrer">One</a>' in nav
    assert '<a href="https://example.org/" class="site-button" target="_blank"' in nav


def test_nothing_is_asked_of_other_machines_unless_configured(pages: Pages) -> None:
    home = {"index.md": page("```mermaid\ngraph LR\n```\n\n$$x$$\n", title="Home")}
    addresses = r'(?:src|href)="(https?:)?//(?!jekpy\.dev)[^"]*"'
    assert not re.search(addresses, pages(home)["index.html"])
    html = pages(home, mermaid={"version": "11.4.0"}, math={"path": "/math.js"}, ga_tracking="G-1, G-2")[
        "index.html"
    ]
    assert (
        'import mermaid from "https://cdn.jsdelivr.net/npm/mermaid@11.4.0/dist/mermaid.esm.min.mjs";' in html
    )
    assert '<script defer src="/math.js"></script>' in html
    assert html.count('gtag("config", "G-') == 2
    local = pages(home, mermaid={"path": "/mermaid.js"})["index.html"]
    assert '<script src="/mermaid.js"></script>' in local


def test_a_site_with_strict_variables_is_built(pages: Pages) -> None:
    liquid = {"strict_variables": True, "strict_filters": True}
    assert "Text." in pages({"index.md": page(title="Home")}, liquid=liquid)["index.html"]


def test_titles_with_markup_do_not_break_attributes(pages: Pages) -> None:
    title = """'A "<b>bold</b>" & more'"""
    html = pages({"a.md": page(title=title), "b.md": page(title="B", parent=title)})["b.html"]
    assert 'aria-label="A &#34;bold&#34; &amp; more submenu"' in html
    assert 'class="nav-list-link">A "<b>bold</b>" & more</a>' in html


def test_the_headings_of_a_page_are_its_contents(pages: Pages) -> None:
    files = {
        "long.md": page("## One\n\n### Inner\n\n## Two\n\n## Not\n{: .no_toc }\n", title="Long"),
        "short.md": page("## One\n", title="Short"),
        "off.md": page("## One\n\n## Two\n", title="Off", toc="false"),
    }
    found = pages(files)
    contents = found["long.html"].split('class="page-toc-list"')[1].split("</nav>")[0]
    assert re.findall(r'href="#(\w+)"', contents) == ["one", "inner", "two"]
    assert "page-toc-list" not in found["short.html"] + found["off.html"]
