from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.navigation import Navigation, NavPage, build_navigation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def page(title: object, parent: object = None, name: str = "", **front_matter: object) -> NavPage:
    """A page at `/<name>/`, whose name is its title unless another is given."""
    name = name or str(title)
    if parent is not None:
        front_matter["parent"] = parent
    return NavPage(f"/{name}/", title, f"{name}.md", name, front_matter)


def navigate(*pages: NavPage, **config: object) -> Navigation:
    return build_navigation(pages, {}, config)


def menu(navigation: Navigation) -> str:
    """The menu as text: `A(B C(D))`, sections separated by ` | `."""
    lines = []
    for section in navigation.sections:
        words: list[str] = []
        depth = 0
        for place in section.places:
            words.append("(" * (place.depth - depth) or ")" * (depth - place.depth) + " ")
            words.append(place.page.url.strip("/"))
            depth = place.depth
        text = "".join(words).strip() + ")" * depth
        lines.append(f"{section.heading}: {text}" if section.heading is not None else text)
    return " | ".join(lines)


def codes(navigation: Navigation) -> list[str]:
    return [diagnostic.code for diagnostic in navigation.diagnostics]


def urls(pages: Sequence[NavPage]) -> list[str]:
    return [each.url.strip("/") for each in pages]


# Recorded from just-the-docs 0.12.0, but for the fixes that `tree.py` names.
MENUS: dict[str, tuple[list[NavPage], str]] = {
    "exact parents only": (
        [page("P"), page("C1", "P"), page("C2", "p"), page("C3", "P "), page("C4", "Nowhere")],
        "P(C1)",
    ),
    "a page cannot be below itself": ([page("Self", "Self"), page("A")], "A"),
    "nor below its own child": ([page("Cy1", "Cy2"), page("Cy2", "Cy1"), page("A")], "A"),
    "titles match as text": ([page(2024), page("a", 2024), page("b", "2024")], "2024(a b)"),
    "numbers in text stay text": ([page("1.10"), page("a", "1.10")], "1.10(a)"),
    "a float prints short": ([page(1.1, name="v"), page("a", 1.1), page("b", "1.1")], "v(a b)"),
    "an empty parent is none": ([page("a", ""), page("b")], "a b"),
    "a false parent is a name": ([page("a", False), page("b")], "b"),
    "an empty title is none": ([page("", name="empty"), page("b")], "b"),
    "pages without a title are left out": ([page(None, name="x"), page("b")], "b"),
    "reversed children": (
        [
            page("P", child_nav_order="desc"),
            page("P1", "P", nav_order=1),
            page("P2", "P", nav_order=2),
            page("P3", "P", nav_order=3, nav_exclude=True),
        ],
        "P(P2 P1)",
    ),
    "another word does not reverse": (
        [page("R", child_nav_order="reverse"), page("b", "R"), page("a", "R")],
        "R(a b)",
    ),
    "has_children: false folds away": ([page("H", has_children=False), page("H1", "H")], "H"),
    "has_children: true means nothing": ([page("H", has_children=True)], "H"),
    "an excluded page takes its subtree": ([page("X", nav_exclude=True), page("X1", "X"), page("A")], "A"),
    "only true excludes": ([page("X", nav_exclude="true")], "X"),
    "disambiguation": (
        [
            page("A"),
            page("B"),
            page("S", "A", "AS"),
            page("S", "B", "BS"),
            page("T-amb", "S"),
            page("T-ancB", "S", ancestor="B"),
            page("T-ancS", "S", ancestor="S"),
            page("T-both", "S", grand_parent="A", ancestor="B"),
            page("T-gpA", "S", grand_parent="A"),
            page("T-wronganc", "S", ancestor="Zed"),
            page("T-wronggp", "S", grand_parent="Zed"),
        ],
        "A(AS(T-amb T-ancS T-gpA)) B(BS(T-amb T-ancB T-ancS))",
    ),
    "plain children go to the top-level namesake": (
        [
            page("A"),
            page("S", name="topS"),
            page("S", "A", "AS"),
            page("C", "S"),
            page("CA", "S", ancestor="A"),
            page("CG", "S", grand_parent="A"),
            page("CS", "S", ancestor="S"),
        ],
        "A(AS(CA CG CS)) topS(C CS)",
    ),
    "a repeated title is not descended into": (
        [page("A"), page("B", "A"), page("A", "B", "A2"), page("C", "A")],
        "A(B(A2) C)",
    ),
    "namesakes share their children": (
        [page("A", name="a1"), page("A", name="a2"), page("C", "A")],
        "a1(C) a2(C)",
    ),
}


@pytest.mark.parametrize(("pages", "expected"), MENUS.values(), ids=MENUS)
def test_menu(pages: list[NavPage], expected: str) -> None:
    assert menu(navigate(*pages)) == expected


def test_ties_go_by_file_name_then_path() -> None:
    paths = ["z/a.md", "a/z.md", "m.md", "b/b.md", "b/index.md", "a/index.md"]
    pages = [
        NavPage(f"/{path}", "t", path, path.split("/")[-1].removesuffix(".md"), {"nav_order": 1})
        for path in paths
    ]
    assert [each.path for each in navigate(*pages).reading_order] == [
        *("z/a.md", "b/b.md", "a/index.md", "b/index.md", "m.md", "a/z.md")
    ]


PROBLEMS: dict[str, tuple[list[NavPage], list[str], str]] = {
    "orphan": ([page("Guides"), page("a", "Guide")], ["nav-orphan"], "did you mean 'parent: Guides'?"),
    "orphan without a likely parent": ([page("a", "Zzz")], ["nav-orphan"], "exact title"),
    "own parent": ([page("a", "a")], ["nav-cycle"], "names itself"),
    "cycle, told once": ([page("a", "b"), page("b", "a")], ["nav-cycle"], "a > b > a"),
    "below a cycle": ([page("a", "a"), page("b", "a")], ["nav-cycle"], "names itself"),
    "grand_parent that fits nowhere": (
        [page("A"), page("B", "A"), page("c", "B", grand_parent="Z")],
        ["nav-ancestor"],
        "no page 'B' fits",
    ),
    "empty title": ([page("", name="x")], ["nav-empty-title"], "empty"),
    "repeated title": (
        [page("A"), page("B", "A"), page("A", "B", "A2")],
        ["nav-repeated-title"],
        "one of its ancestors",
    ),
    "ambiguous parent, told once": (
        [page("A"), page("B"), page("S", "A", "s1"), page("S", "B", "s2"), page("x", "S"), page("y", "S")],
        ["nav-ambiguous-parent"],
        "2 pages (s1.md, s2.md)",
    ),
    "namesakes without children are no problem": ([page("A", name="a"), page("A", name="b")], [], ""),
}


@pytest.mark.parametrize(("pages", "expected", "text"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_are_told(pages: list[NavPage], expected: list[str], text: str) -> None:
    navigation = navigate(*pages)
    assert codes(navigation) == expected
    assert text in "\n".join(map(str, navigation.diagnostics))
    assert all(each.severity == "warning" and each.location for each in navigation.diagnostics)


def test_breadcrumbs_take_the_first_place() -> None:
    pages, _ = MENUS["disambiguation"]
    navigation = navigate(*pages)
    assert urls(navigation.breadcrumbs("/T-amb/")) == ["A", "AS"]
    assert urls(navigation.breadcrumbs("/T-ancB/")) == ["B", "BS"]
    assert urls(navigation.breadcrumbs("/A/")) == []
    assert urls(navigation.breadcrumbs("/T-wronggp/")) == []


def test_what_the_menu_hides_still_has_breadcrumbs_and_children() -> None:
    navigation = navigate(
        page("P", child_nav_order="reversed"),
        page("P1", "P"),
        page("P2", "P", nav_exclude=True),
        page("X1", "P2"),
        page("H", has_children=False),
        page("H1", "H"),
        page("Lost", "Nowhere"),
        page("L1", "Lost"),
    )
    assert urls(navigation.children("/P/")) == ["P2", "P1"]
    assert urls(navigation.breadcrumbs("/X1/")) == ["P", "P2"]
    assert urls(navigation.breadcrumbs("/H1/")) == ["H"]
    assert urls(navigation.children("/H/")) == []
    assert urls(navigation.children("/Lost/")) == ["L1"]
    assert not navigation.is_visible("/X1/")
    assert navigation.path("/X1/") == navigation.path("/P/")


def test_previous_and_next_follow_the_menu() -> None:
    navigation = navigate(page("A"), page("B", "A"), page("C"), page("X", nav_exclude=True))
    assert [navigation.previous(url) for url in ("/A/", "/X/")] == [None, None]
    following = [navigation.next(f"/{name}/") for name in "ABC"]
    assert [each and each.title for each in following] == ["B", "C", None]
    before = navigation.previous("/C/")
    assert before is not None
    assert before.title == "B"


def test_paths_number_the_entries_from_the_section_down() -> None:
    navigation = navigate(page("A"), page("B", "A"), page("C", "B"), page("D"))
    assert navigation.path("/C/") == (0, 1, 2, 3)
    assert navigation.path("/D/") == (0, 4)
    assert navigation.path("/nowhere/") == ()


LISTED: Mapping[str, object] = {
    "just_the_docs": {
        "collections": {
            "guides": {"name": "Guides", "nav_fold": True},
            "notes": {},
            "hidden": {"nav_exclude": True},
        }
    }
}


def test_collections_are_sections_with_headings_in_the_order_of_the_configuration() -> None:
    collections = {
        "notes": [page("n")],
        "guides": [page("g"), page("g1", "g")],
        "hidden": [page("h"), page("h1", "h")],
        "other": [page("o")],
    }
    navigation = build_navigation([page("A"), page("x", "g")], collections, LISTED)
    assert menu(navigation) == "A | Guides: g(g1) | notes: n"
    assert [section.is_folded for section in navigation.sections] == [False, True, False]
    assert codes(navigation) == ["nav-orphan"]
    assert not navigation.children("/h/")
    assert navigation.path("/g1/") == (2, 3, 4)


def test_a_collection_that_stands_alone_has_no_heading() -> None:
    navigation = build_navigation([], {"guides": [page("g")], "hidden": []}, LISTED)
    assert [section.heading for section in navigation.sections] == [None]
    assert not navigation.sections[0].is_folded


def test_an_unknown_collection_is_told() -> None:
    navigation = build_navigation([], {"guide": [page("g")]}, LISTED)
    assert "did you mean 'guide'?" in str(navigation.diagnostics[0])


def test_external_links() -> None:
    navigation = navigate(
        nav_external_links=[
            {"title": "A", "url": "https://example.org/a"},
            {"title": "B", "url": "/b/", "opens_in_new_tab": False, "hide_icon": True},
            {"title": "C"},
            "nonsense",
        ],
        nav_external_links_new_tab=True,
    )
    shown = [
        (each.title, each.url, each.opens_in_new_tab, each.hide_icon) for each in navigation.external_links
    ]
    assert shown == [
        ("A", "https://example.org/a", True, False),
        ("B", "/b/", False, True),
        ("C", "", True, False),
    ]


@pytest.mark.parametrize(
    "config", [{"just_the_docs": 1}, {"just_the_docs": {"collections": []}}, {"nav_external_links": 3}]
)
def test_odd_configuration_is_no_error(config: dict[str, object]) -> None:
    assert menu(build_navigation([page("A")], {}, config)) == "A"


def test_a_chain_of_any_depth() -> None:
    pages = [page("p0"), *(page(f"p{number}", f"p{number - 1}") for number in range(1, 1500))]
    navigation = navigate(*pages)
    assert len(navigation.breadcrumbs("/p1499/")) == 1499
    assert navigation.diagnostics == ()


def test_namesakes_on_every_level_do_not_multiply_without_end() -> None:
    pages = [page("t0", name=f"0{twin}") for twin in "ab"]
    pages += [page(f"t{level}", f"t{level - 1}", f"{level}{twin}") for level in range(1, 40) for twin in "ab"]
    navigation = navigate(*pages)
    assert {each.url for each in navigation.reading_order} == {each.url for each in pages}
    assert sum(len(section.places) for section in navigation.sections) < 3000
