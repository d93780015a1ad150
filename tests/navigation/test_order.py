from __future__ import annotations

import datetime as dt

import pytest

from jekpy.navigation import NavPage
from jekpy.navigation.order import sort_siblings

MISSING = object()


def page(title: object, order: object = MISSING) -> NavPage:
    front_matter = {} if order is MISSING else {"nav_order": order}
    return NavPage("/x/", title, "x.md", "x", front_matter)


# Recorded from just-the-docs 0.12.0: values of `nav_order`, then titles of pages without it.
ORDERS: list[object] = [
    *(-1, 1.0, 1, 1.5, 2, 10, [1], False, True),
    *("", "-5", "0.5", "2", "10", dt.date(2024, 1, 1), "ABC", "Z", "abc", "b"),
]
ORDERS_FOLDED: list[object] = [
    *ORDERS[:9],
    *("", "-5", "0.5", "10", "2", dt.date(2024, 1, 1), "ABC", "abc", "b", "Z"),
]
TITLES: list[object] = [3.5, 7, True, dt.date(2020, 5, 5), "9", "12", "Beta", "Home", "alpha", "t-null"]
TITLES_FOLDED: list[object] = [
    3.5,
    7,
    True,
    "12",
    dt.date(2020, 5, 5),
    "9",
    "alpha",
    "Beta",
    "Home",
    "t-null",
]


@pytest.mark.parametrize(
    ("orders", "titles", "fold_case"), [(ORDERS, TITLES, False), (ORDERS_FOLDED, TITLES_FOLDED, True)]
)
def test_the_four_groups_follow_each_other(
    orders: list[object], titles: list[object], fold_case: bool
) -> None:
    expected = [page("t", order) for order in orders] + [page(title) for title in titles]
    assert sort_siblings(expected, fold_case=fold_case) == expected


def test_numbers_sort_by_value_and_text_by_code_point() -> None:
    given = [page("é"), page("b"), page("B"), page("x", 10), page("y", 9), page("z", "10"), page("w", "9")]
    assert [each.title for each in sort_siblings(given)] == ["y", "x", "w", "z", "B", "b", "é"]


def test_an_absent_and_a_null_order_are_the_same() -> None:
    given = [page("b"), page("a", None)]
    assert [each.title for each in sort_siblings(given)] == ["a", "b"]


def test_ties_keep_the_order_they_came_in() -> None:
    given = [NavPage(f"/{number}/", "same", "", "", {"nav_order": 1}) for number in range(50)]
    assert sort_siblings(given) == given
