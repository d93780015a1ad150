"""What a reader does with the built-in theme, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

CURRENT = "#site-nav [aria-current='page']"


def scheme(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).colorScheme"))


def widest_text(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def search_for(page: Page, text: str) -> Locator:
    page.keyboard.press("/")
    page.fill("#search-input", text)
    results = page.locator(".search-result")
    results.first.wait_for()
    return results


def found_by(page: Page, query: str) -> list[str]:
    """Give the URLs of the pages that the search dialog shows for a query."""
    if not page.locator("#search-dialog").is_visible():
        page.keyboard.press("/")
    page.fill("#search-input", "")
    page.locator(".search-result").first.wait_for(state="detached")
    page.fill("#search-input", query)
    page.locator(".search-result, .search-status:not(:empty)").first.wait_for()
    return page.locator(".search-result-rel-url").all_inner_texts()


class TestRealSite:
    def test_the_page_is_marked_and_only_its_branch_is_open(
        self, open_page: Callable[..., Page], seed_site: str
    ) -> None:
        page = open_page(f"{seed_site}/clip.html")
        assert page.locator(CURRENT).inner_text() == "CLIP and its variants"
        assert page.locator("#site-nav details[open] > ul > li > a").all_inner_texts() == [
            "Transformers",
            "CLIP and its variants",
            "Diffusion and its variants",
        ]
        assert page.locator(".breadcrumb-nav li").all_inner_texts() == ["DL Basics", "CLIP and its variants"]
        assert page.locator("h1").inner_text() == "CLIP and its variants"

    def test_the_menu_has_the_order_of_the_real_theme(
        self, open_page: Callable[..., Page], seed_site: str
    ) -> None:
        page = open_page(f"{seed_site}/")
        top = page.locator("#site-nav > .nav-list:not(.nav-list-aux) > li > a").all_inner_texts()
        assert top == ["Home", "Engineer", "DL Basics", "Sustainable AI", "LLM Systems"]

    def test_the_contents_lead_to_their_section(self, open_page: Callable[..., Page], seed_site: str) -> None:
        page = open_page(f"{seed_site}/clip.html", height=500)
        page.locator("main").get_by_role("link", name="BLIP and BLIP-2").first.click()
        assert page.url.endswith("#blip-and-blip-2")
        assert page.locator("#blip-and-blip-2").is_visible()
        page.locator(".page-toc a.active", has_text="BLIP and BLIP-2").wait_for()

    def test_search_finds_a_heading_and_leads_there(
        self, open_page: Callable[..., Page], seed_site: str
    ) -> None:
        page = open_page(f"{seed_site}/")
        results = search_for(page, "ImageBind")
        assert results.first.locator(".search-result-doc-title").inner_text() == "CLIP and its variants"
        assert results.nth(1).locator(".search-result-section").inner_text() == "ImageBind"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/clip.html#imagebind")

    def test_all_pages_open_without_complaint_and_fit_a_small_screen(
        self, open_page: Callable[..., Page], seed_site: str
    ) -> None:
        page = open_page(f"{seed_site}/", width=360, height=740)
        links = page.locator("#site-nav .nav-list:not(.nav-list-aux) a")
        urls = [link.get_attribute("href") for link in links.all()]
        assert len(urls) == 22
        for url in urls:
            page.goto(f"{seed_site}{url}")
            assert widest_text(page) <= 360, url


class TestMenu:
    def test_branches_open_by_mouse_and_by_keyboard(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/components.html")
        child = page.locator("#site-nav").get_by_text("First steps")
        assert not child.is_visible()
        expander = page.get_by_label("Guide submenu")
        expander.click()
        assert child.is_visible()
        page.keyboard.press("Enter")
        assert not child.is_visible()
        page.keyboard.press("Space")
        assert child.is_visible()

    def test_the_branch_of_a_deep_page_is_open_all_the_way(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/guide/deep.html")
        assert page.locator("#site-nav li.active > a").all_inner_texts() == [
            "Guide",
            "Second steps",
            "Side paths",
        ]
        assert page.locator("#site-nav details[open]").count() == 2
        assert page.locator(CURRENT).is_visible()

    @pytest.mark.parametrize("with_scripts", [True, False])
    def test_the_drawer_of_a_small_screen(
        self, open_page: Callable[..., Page], own_site: str, with_scripts: bool
    ) -> None:
        page = open_page(
            f"{own_site}/guide/first.html", width=360, height=740, java_script_enabled=with_scripts
        )
        current = page.locator(CURRENT)
        assert not current.is_visible()
        page.locator("#menu-button").click()
        assert current.is_visible()
        page.get_by_label("Second steps submenu").click()
        page.locator("#site-nav").get_by_text("Side paths").click()
        page.wait_for_url("**/guide/deep.html")
        page.locator("#menu-button").click()
        page.get_by_label("Close the menu").click()
        assert not page.locator(CURRENT).is_visible()

    def test_without_scripts_branches_open_and_nothing_useless_is_shown(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/components.html", java_script_enabled=False)
        page.get_by_label("Guide submenu").click()
        assert page.locator("#site-nav").get_by_text("First steps").is_visible()
        assert not page.locator(".search-open").is_visible()
        assert not page.locator("#theme-toggle").is_visible()

    def test_a_split_menu_fetches_a_branch_when_it_is_opened(
        self, open_page: Callable[..., Page], split_site: str
    ) -> None:
        page = open_page(f"{split_site}/components.html")
        assert page.locator("#site-nav").get_by_text("First steps").count() == 0
        page.get_by_label("Guide submenu").click()
        page.locator("#site-nav").get_by_text("First steps").wait_for()
        page.get_by_label("Second steps submenu").click()
        page.locator("#site-nav").get_by_text("Side paths").wait_for()
        assert page.locator("#site-nav .active").all_inner_texts() == ["Components"]

    def test_a_split_menu_without_scripts_opens_a_branch_on_its_page(
        self, open_page: Callable[..., Page], split_site: str
    ) -> None:
        page = open_page(f"{split_site}/components.html", java_script_enabled=False)
        assert not page.get_by_label("Guide submenu").is_visible()
        page.locator("#site-nav").get_by_text("Guide", exact=True).click()
        page.locator("#site-nav").get_by_text("First steps").wait_for()

    def test_collections_and_external_links_follow_the_pages(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/guides/tools/")
        assert page.locator("#site-nav .nav-category").inner_text().lower() == "guides"
        assert page.locator(CURRENT).inner_text() == "Tools"
        assert page.locator(CURRENT).is_visible()
        link = page.locator("#site-nav .external").get_by_text("Elsewhere")
        assert link.get_attribute("href") == "https://example.org/elsewhere"

    def test_previous_and_next_page(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/guide/first.html")
        page.locator(".page-nav-next").click()
        page.wait_for_url("**/guide/second.html")
        assert page.locator(".page-nav-previous .page-nav-title").inner_text() == "First steps"

    def test_a_layout_without_sidebar(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/bare.html")
        assert page.locator("#site-nav").count() == 0
        assert page.locator(".search-open").is_visible()


class TestPage:
    def test_the_children_are_listed_with_their_summaries(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/guide/")
        assert page.locator("main > ul:last-child > li").all_inner_texts() == [
            "First steps - what to do first",
            "Second steps",
        ]

    def test_the_skip_link_comes_first(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/components.html")
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "Skip to main content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main-content"

    def test_the_footer_tells_of_the_page(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/components.html")
        footer = page.locator("footer")
        assert "Page last modified: 31 January 2026." in footer.inner_text()
        assert "Written in the field." in footer.inner_text()
        edit = page.locator("#edit-this-page").get_attribute("href")
        assert edit == "https://example.org/repository/tree/main/components.md"

    def test_code_is_copied(self, open_page: Callable[..., Page], own_site: str) -> None:
        permissions = ["clipboard-read", "clipboard-write"]
        page = open_page(f"{own_site}/components.html", permissions=permissions)
        block = page.locator("div.highlighter-rouge").first
        block.hover()
        block.get_by_label("Copy code to clipboard").click()
        block.get_by_label("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("import asyncio\n")
        assert not copied.endswith("\n")

    def test_scrolling_marks_the_section_in_the_contents(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/components.html", reduced_motion="reduce")
        assert page.locator(".page-toc a.active").inner_text() == "Callouts"
        page.evaluate("document.getElementById('tables').scrollIntoView()")
        page.locator(".page-toc a.active", has_text="Tables").wait_for()
        assert page.locator(".page-toc a.active").count() == 1
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator(".page-toc a.active", has_text="A deeper heading").wait_for()

    @pytest.mark.parametrize("width", [360, 800, 1280, 1600])
    @pytest.mark.parametrize("path", ["/", "/components.html", "/bare.html"])
    def test_nothing_is_wider_than_the_screen(
        self, open_page: Callable[..., Page], own_site: str, path: str, width: int
    ) -> None:
        assert widest_text(open_page(own_site + path, width=width)) <= width

    def test_print_shows_the_content_alone(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/components.html")
        page.emulate_media(media="print")
        assert page.locator("main").is_visible()
        for hidden in ("#site-nav", ".main-header", ".page-toc", ".page-nav"):
            assert not page.locator(hidden).is_visible(), hidden


class TestSearch:
    def test_results_are_used_by_keyboard(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/")
        results = search_for(page, "quagmire")
        assert results.first.get_attribute("aria-selected") == "true"
        page.keyboard.press("ArrowDown")
        assert results.nth(1).locator(".search-result-section").inner_text() == "Walk"
        page.keyboard.press("Enter")
        page.wait_for_url(f"{own_site}/guide/first.html#walk")
        assert not page.locator("#search-dialog").is_visible()

    def test_escape_closes_and_nothing_found_is_said(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/")
        page.keyboard.press("Control+k")
        page.fill("#search-input", "xyzzyxyzzy")
        page.locator(".search-status", has_text=re.compile("^No results")).wait_for()
        page.keyboard.press("Escape")
        assert not page.locator("#search-dialog").is_visible()

    def test_words_are_found_in_all_shards_of_the_index_and_the_links_are_right(
        self, open_page: Callable[..., Page], sharded_site: str
    ) -> None:
        page = open_page(f"{sharded_site}/p0.html")
        assert len(page.evaluate("fetch('/notes/pagefind/shards.json').then((answer) => answer.json())")) > 3
        for number, word in ((0, "apricot"), (3, "damson"), (9, "junip"), (14, "common orange")):
            assert found_by(page, word) == [f"/notes/p{number}.html"]
        assert len(found_by(page, "common")) == 16
        page.fill("#search-input", "kumquat")
        page.locator(".search-result", has_text="Page 10").click()
        page.wait_for_url(f"{sharded_site}/p10.html")

    @pytest.mark.parametrize(
        ("query", "urls"),
        [
            ("apple", ["/notes/p15.html"]),  # no page has it: its beginning is what there is
            ("app", ["/notes/p15.html"]),
            ("figs", ["/notes/p5.html"]),
            ("fig grape", []),  # in shards of their own
            ("common hazel", ["/notes/p7.html"]),
            ("appleless hazel", ["/notes/p7.html"]),
        ],
    )
    def test_a_shard_that_lacks_a_word_finds_nothing_in_its_stead(
        self, open_page: Callable[..., Page], sharded_site: str, query: str, urls: list[str]
    ) -> None:
        assert found_by(open_page(f"{sharded_site}/p0.html"), query) == urls

    def test_a_button_opens_it_on_a_small_screen(self, open_page: Callable[..., Page], own_site: str) -> None:
        page = open_page(f"{own_site}/", width=360, height=740)
        page.locator(".search-open").click()
        assert page.locator("#search-input").is_visible()


class TestColours:
    @pytest.mark.parametrize("system", ["light", "dark"])
    def test_the_system_decides_until_the_reader_does(
        self, open_page: Callable[..., Page], own_site: str, system: str
    ) -> None:
        other = {"light": "dark", "dark": "light"}[system]
        page = open_page(f"{own_site}/", color_scheme=system)
        assert scheme(page) == system
        page.locator("#theme-toggle").click()
        assert scheme(page) == other
        page.goto(f"{own_site}/components.html")
        assert scheme(page) == other
        page.locator("#theme-toggle").click()
        assert scheme(page) == system
        assert page.evaluate("localStorage.getItem('theme')") is None

    def test_the_choice_is_there_before_the_page_is_drawn(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/", color_scheme="light")
        page.locator("#theme-toggle").click()
        page.add_init_script(
            "new MutationObserver((_, observer) => { if (document.body) {"
            " window.themeAtBody = document.documentElement.dataset.theme; observer.disconnect(); } })"
            ".observe(document, { childList: true, subtree: true });"
        )
        page.goto(f"{own_site}/components.html")
        assert page.evaluate("window.themeAtBody") == "dark"

    def test_scripts_of_just_the_docs_sites_may_set_it(
        self, open_page: Callable[..., Page], own_site: str
    ) -> None:
        page = open_page(f"{own_site}/", color_scheme="light")
        page.evaluate("jtd.setTheme('dark')")
        assert page.evaluate("jtd.getTheme()") == scheme(page) == "dark"

    # WCAG 2.2, 1.4.3: text of normal size needs 4.5:1.
    @pytest.mark.parametrize("system", ["light", "dark"])
    def test_text_can_be_read(self, open_page: Callable[..., Page], own_site: str, system: str) -> None:
        page = open_page(f"{own_site}/components.html", color_scheme=system)
        pale = page.evaluate(CONTRAST)
        assert pale == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (layers) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of layers) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const backgrounds = (element) => {
    const found = [];
    for (let at = element; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor);
    return found;
  };
  const pale = new Set();
  const check = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const below = backgrounds(element);
    const value = ratio(over([...below, style.color]), over(below));
    if (value < 4.5) pale.add(`${element.tagName}.${element.className} ${pseudo || ""} ${value.toFixed(2)}`);
  };
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest("svg, :disabled")) continue;
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) check(element);
    const before = getComputedStyle(element, "::before").content;
    if (before.length > 3 && before !== "none" && before !== "normal") check(element, "::before");
  }
  return [...pale];
}"""
