from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jekpy.navigation import MenuDrop, MenuMarkup, NavigationDrop, NavPage, build_navigation
from jekpy.navigation.site import Navigation


def site(parents: list[int | None]) -> Navigation:
    """A site whose page n has the page `parents[n]` as its parent, if that comes before it."""
    pages = [
        NavPage(
            f"/{number}/",
            f"t{number}",
            f"{number}.md",
            f"{number:03}",
            {} if parent is None else {"parent": f"t{parent}"},
        )
        for number, parent in enumerate(parents)
    ]
    return build_navigation(pages, {}, {})


def template(menu: MenuDrop) -> str:
    """What a menu's template prints, in small."""
    sections = menu["sections"]
    assert isinstance(sections, list)
    lines = []
    for section in sections:
        lines.append(f"<section{section['open']}>")
        for item in section["items"]:
            opened, inside = (item["open"], item["inside"]) if item["has_children"] else ("", "")
            ends = "".join(item["closes"])
            lines.append(
                f"<a class='x{item['active']}'{item['current']}{opened}>{item['title']}{inside}{ends}"
            )
    return "\n".join(lines)


def test_a_page_is_marked_and_the_branches_above_it_are_open() -> None:
    navigation = site([None, 0, 1, None, 3])
    markup = MenuMarkup.from_markup(template(MenuDrop(navigation)))
    text = str(NavigationDrop(navigation, "/1/", lambda: markup)["menu"])
    assert text.splitlines() == [
        "<section open>",
        "<a class='x active' open>t0",
        "<a class='x active' aria-current=\"page\" open>t1",
        "<a class='x'>t2",
        "<a class='x'>t3",
        "<a class='x'>t4",
    ]


def test_a_page_that_is_not_in_the_menu_leaves_it_neutral() -> None:
    navigation = site([None, 0])
    markup = MenuMarkup.from_markup(template(MenuDrop(navigation)))
    text = str(NavigationDrop(navigation, "/elsewhere/", lambda: markup)["menu"])
    assert text == markup.text == "<section>\n<a class='x'>t0\n<a class='x'>t1"


def test_a_hidden_page_opens_its_ancestors_and_marks_no_link() -> None:
    pages = [
        NavPage("/a/", "A", "a.md", "a", {}),
        NavPage("/b/", "B", "b.md", "b", {"parent": "A", "nav_exclude": True}),
        NavPage("/c/", "C", "c.md", "c", {"parent": "A"}),
    ]
    navigation = build_navigation(pages, {}, {})
    markup = MenuMarkup.from_markup(template(MenuDrop(navigation)))
    text = str(NavigationDrop(navigation, "/b/", lambda: markup)["menu"])
    assert "<a class='x active' open>A" in text
    assert "aria-current" not in text


def test_lists_close_as_often_as_they_open() -> None:
    navigation = site([None, 0, 1, 2, None, 4, 0])
    sections = MenuDrop(navigation)["sections"]
    assert isinstance(sections, list)
    items = sections[0]["items"]
    assert [item["depth"] for item in items] == [0, 1, 2, 3, 1, 0, 1]
    opened = sum(item["has_children"] for item in items)
    assert opened == sum(len(item["closes"]) for item in items)


def test_a_split_menu_shows_the_open_branch_alone() -> None:
    navigation = replace(site([None, 0, 1, 0, None, 4, 5]), is_split=True)
    markup = MenuMarkup.from_markup(template(MenuDrop(navigation)))

    def shown(url: str) -> list[str]:
        text = str(NavigationDrop(navigation, url, lambda: markup)["menu"])
        return re.findall(r"t\d", str(text))

    assert shown("/nowhere/") == ["t0", "t4"]
    assert shown("/0/") == ["t0", "t1", "t3", "t4"]
    assert shown("/2/") == ["t0", "t1", "t2", "t3", "t4"]
    assert shown("/5/") == ["t0", "t4", "t5", "t6"]


def test_text_that_looks_like_a_mark_does_no_harm() -> None:
    markup = MenuMarkup.from_markup("a\x1ac99\x1bb\x1ax1\x1bc")
    assert markup.marked((1, 2), is_current=True) == "ab\x1ax1\x1bc"


@given(st.lists(st.none() | st.integers(0, 12), min_size=1, max_size=13))
def test_patching_equals_rendering_with_the_marks_filled_in(parents: list[int | None]) -> None:
    navigation = site(parents)
    printed = template(MenuDrop(navigation))
    markup = MenuMarkup.from_markup(printed)
    for number in range(len(parents)):
        path = navigation.path(f"/{number}/")
        expected = printed
        for entry in path:
            expected = expected.replace(f"\x1ab{entry}\x1b", " active").replace(f"\x1ao{entry}\x1b", " open")
        if path:
            expected = expected.replace(f"\x1ac{path[-1]}\x1b", ' aria-current="page"')
        neutral = MenuMarkup.from_markup(expected).text
        assert markup.marked(path, is_current=True) == neutral


def test_the_drop_shows_pages_by_key_only() -> None:
    navigation = site([None, 0, 0])
    drop = NavigationDrop(navigation, "/1/", lambda: MenuMarkup("", {}, {}))
    assert set(drop) == {"menu", "breadcrumbs", "children", "previous", "next", "visible"}
    assert drop["breadcrumbs"] == [{"title": "t0", "url": "/0/", "path": "0.md", "summary": None}]
    assert drop["next"] == {"title": "t2", "url": "/2/", "path": "2.md", "summary": None}
    assert drop["children"] == []
    assert drop["visible"] is True
    assert "nothing" not in drop
