"""Where the menu alone is new, it is put into the pages as they are; where a page did more with it, not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from jekpy.build import build_site
from jekpy.rendering.renderer import Renderer
from tests.support.sites import files_below

if TYPE_CHECKING:
    from jekpy.rendering.renderer import Item, Rendered
    from tests.support.sites import MakeSite, SiteFolder

PAGE = "---\nlayout: default\ntitle: {0}\nnav_order: {1}\n---\n# Words\n\nOf {1}. é\n"
FILES = {
    "_config.yml": "title: Menus\ntheme: jekpy\nsearch_enabled: false\n",
    **{f"p{number}.md": PAGE.format(f"P{number}", number) for number in range(6)},
}
RENAMED = {"p0.md": PAGE.format("Renamed", 0)}
MOVED = {"p0.md": PAGE.format("P0", 9)}
NEW = {"p7.md": PAGE.format("P7", 7)}
SIDEBAR = "_includes/components/sidebar.html.jinja"
DATA: Final = "{{ site.data.a }}"
MENU = "_includes/components/menu.html.jinja"
ALL = {f"/p{number}.html" for number in range(6)}
LAST = {"/p2.html", "/p3.html", "/p4.html", "/p5.html"}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of the items that are rendered from now on."""
    urls: list[str] = []
    render = Renderer.render

    def listening(self: Renderer, item: Item) -> Rendered:
        urls.append(item.url)
        return render(self, item)

    monkeypatch.setattr(Renderer, "render", listening)
    return urls


def built_as_if_anew(site: SiteFolder) -> None:
    """Build once more, to the bytes of a clean build."""
    build_site(site.config(), jobs=1)
    found = files_below(site.destination)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)


@pytest.mark.parametrize(
    ("files", "edit", "replaced"),
    [
        ({}, RENAMED, LAST),  # p1 has a link to the page before it
        ({}, MOVED, {"/p2.html", "/p3.html", "/p4.html"}),
        ({}, NEW, ALL - {"/p5.html"}),
        ({}, {"_config.yml": FILES["_config.yml"] + "footer_content: x\n"}, set()),
        ({SIDEBAR: "<b>é</b>{{ navigation.menu }}"}, RENAMED, LAST),
        ({SIDEBAR: "{{ navigation.menu }}"}, {SIDEBAR: "<i>{{ navigation.menu }}"}, set()),
        ({SIDEBAR: "{{ navigation.menu | upper }}"}, RENAMED, set()),
        ({SIDEBAR: "{{ navigation.menu }}{{ navigation.menu | length }}"}, RENAMED, set()),
        ({SIDEBAR: "{{ navigation.menu | jsonify }}"}, RENAMED, set()),
        ({SIDEBAR: "{{ navigation.menu }}{{ navigation.menu }}"}, RENAMED, set()),
        ({"_includes/components/sidebar.html": "{{ navigation.menu }}"}, RENAMED, set()),
        ({SIDEBAR: "no menu"}, RENAMED, set()),
        ({MENU: DATA}, {"_data/a.yml": "Data"}, ALL),
        ({MENU: "{{ site.title }}"}, {MENU: "{{ site.pages | map(attribute='title') | join }}"}, ALL),
        ({MENU: DATA, SIDEBAR: "{{ navigation.menu }}" + DATA}, {"_data/a.yml": "x"}, set()),
        (
            {MENU: DATA, "p3.md": "---\nlayout: default\n---\n" + DATA},
            {"_data/a.yml": "x"},
            ALL - {"/p3.html"},
        ),
        (
            {
                "_layouts/outer.html.jinja": "<x>{{ content | upper }}",
                "_layouts/inner.html.jinja": "---\nlayout: outer\n---\n{{ navigation.menu }}",
                "p3.md": "---\nlayout: inner\ntitle: P3\n---\n",
                "p4.md": "---\nlayout: outer\n---\n{{ site.title }}",
            },
            RENAMED,
            {"/p2.html", "/p5.html"},
        ),
        ({"_includes/footer_custom.html": "<p></main>{{ site.time | date: '%Y' }}</p>"}, RENAMED, LAST),
        ({"p3.md": PAGE.format("P3", 3) + "\n$$x$$ ![Lost](gone.png)\n"}, RENAMED, LAST),
    ],
)
def test_pages_that_only_need_another_menu_are_not_rendered(
    files: dict[str, str], edit: dict[str, str], replaced: set[str], make_site: MakeSite, rendered: list[str]
) -> None:
    site = make_site({**FILES, **files})
    build_site(site.config(), jobs=1)
    rendered.clear()
    site.add(edit)
    report = build_site(site.config(), jobs=1)
    anew = {url for url, reason in report.reasons.items() if reason}
    assert anew - {*rendered} == replaced
    found = files_below(site.destination)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)
    site.add({"p1.md": PAGE.format("Once more", 1)})
    built_as_if_anew(site)


def test_a_page_that_was_changed_by_others_is_rendered(make_site: MakeSite, rendered: list[str]) -> None:
    site = make_site(FILES)
    build_site(site.config(), jobs=1)
    rendered.clear()
    site.add(RENAMED)
    with (site.destination / "p3.html").open("a") as file:
        file.write("<!-- not ours -->")
    built_as_if_anew(site)
    assert "/p3.html" in rendered
    assert "/p4.html" not in rendered[: rendered.index("/p3.html")]


def test_a_page_that_others_change_unseen_while_a_server_builds_in_haste_is_rendered(
    make_site: MakeSite, rendered: list[str]
) -> None:
    from jekpy.incremental.memory import Memory

    site, memory = make_site(FILES), Memory()
    build_site(site.config(), jobs=1, memory=memory)
    rendered.clear()
    site.add(RENAMED)
    with (site.destination / "p3.html").open("a") as file:
        file.write("<!-- not ours -->")
    build_site(site.config(), jobs=1, memory=memory, wants_search=lambda: False)
    assert "/p3.html" in rendered
    built_as_if_anew(site)


def test_several_processes_replace_menus_too(make_site: MakeSite, rendered: list[str]) -> None:
    pages = {f"p{number}.md": PAGE.format(f"P{number}", number) for number in range(150)}
    site = make_site({"_config.yml": FILES["_config.yml"], **pages})
    build_site(site.config(), jobs=2)
    rendered.clear()
    site.add(RENAMED)
    report = build_site(site.config(), jobs=2)
    found = files_below(site.destination)
    assert (report.rendered, len(rendered) < 5) == (150, True)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)


def test_an_error_of_the_menu_is_told_with_the_page(make_site: MakeSite) -> None:
    site = make_site({**FILES, MENU: "{{ site.title }}"})
    build_site(site.config(), jobs=1)
    site.add({MENU: "{{ nonsense() }}"})
    errors = []
    for use_cache in (True, False):
        with pytest.raises(Exception, match="nonsense") as caught:
            build_site(site.config(), jobs=1, use_cache=use_cache)
        errors.append(str(caught.value))
    assert errors[0] == errors[1]
