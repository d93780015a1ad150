"""A real documentation site of 22 pages, beside what Jekyll with just-the-docs made of it.

The pages' `<main>` and the order of the sidebar are just-the-docs'; all else is the built-in theme's own.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jekpy.build import BuildReport, build_site
from jekpy.config import load_config

SEED = Path(__file__).parents[3] / "shared" / "seed"
GOLDEN = sorted(path.name for path in (SEED / "golden").glob("*.html"))

pytestmark = pytest.mark.skipif(not GOLDEN, reason=f"there is no {SEED}")


class Outline(HTMLParser):
    """The elements of a page's <main> and their text, white space and highlighting aside.

    Of attributes, those count that a reader meets: ids, links, images.
    """

    KEPT = ("id", "href", "src", "alt")

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.depth = 0
        self.in_anchor = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.depth = 1
        elif self.depth and "anchor-heading" in given.get("class", ""):
            self.in_anchor = True
        elif self.depth and not self.in_anchor and tag not in ("span", "main"):
            shown = " ".join(f'{name}="{given[name]}"' for name in self.KEPT if name in given)
            self.tokens.append(f"<{tag} {shown}>" if shown else f"<{tag}>")
            self.ids.add(given.get("id", ""))
            if tag == "a":
                self.links.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.depth = 0
        elif self.in_anchor:
            self.in_anchor = tag != "a"
        elif self.depth and tag != "span":
            self.tokens.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = "".join(data.split())
        if self.depth and not self.in_anchor and text:
            if self.tokens and not self.tokens[-1].startswith("<"):
                self.tokens[-1] += text
            else:
                self.tokens.append(text)


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    return parser


def menu(html: str) -> list[str]:
    """Return the titles in the sidebar, in order, without links to other sites."""
    nav = re.search(r'<nav\b[^>]*id="site-nav".*?</nav>', html, re.DOTALL)
    assert nav is not None
    links = re.findall(r'<a\b[^>]*class="nav-list-link"[^>]*>(.*?)</a>', nav[0], re.DOTALL)
    return [title.strip() for title in links]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    destination = tmp_path_factory.mktemp("seed")
    return destination, build_site(load_config(SEED / "site", destination), use_cache=False)


def test_every_page_is_built(built: tuple[Path, BuildReport]) -> None:
    destination, _report = built
    assert {path.name for path in destination.glob("*.html")} == set(GOLDEN)


def test_one_line_says_that_the_theme_stands_in(built: tuple[Path, BuildReport]) -> None:
    assert [warning.code for warning in built[1].warnings] == ["theme-stand-in"]


@pytest.mark.parametrize("name", GOLDEN)
def test_main_has_the_elements_and_the_text_of_the_original(
    built: tuple[Path, BuildReport], name: str
) -> None:
    made = outline((built[0] / name).read_text())
    wanted = outline((SEED / "golden" / name).read_text())
    assert made.tokens == wanted.tokens


@pytest.mark.parametrize("name", GOLDEN)
def test_the_sidebar_has_the_order_of_the_original(built: tuple[Path, BuildReport], name: str) -> None:
    assert menu((built[0] / name).read_text()) == menu((SEED / "golden" / name).read_text())


@pytest.mark.parametrize("name", GOLDEN)
def test_links_within_a_page_meet_an_id(built: tuple[Path, BuildReport], name: str) -> None:
    page = outline((built[0] / name).read_text())
    wanted = outline((SEED / "golden" / name).read_text())
    lost = {link for link in page.links if link.startswith("#") and link[1:] not in page.ids}
    # A few of the site's own hand-written links lead nowhere in the original too.
    assert lost == {link for link in wanted.links if link.startswith("#") and link[1:] not in wanted.ids}


def test_a_section_lists_its_children_in_their_order(built: tuple[Path, BuildReport]) -> None:
    page = outline((built[0] / "dl_basic.html").read_text())
    assert page.links[-3:] == ["/transformers.html", "/clip.html", "/diffusion.html"]
