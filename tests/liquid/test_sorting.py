"""Sorting by comparison, consistent or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jekpy.liquid.sorting import merge_sorted


def compare(left: int, right: int) -> int:
    return (left > right) - (left < right)


@given(st.lists(st.integers()))
def test_a_consistent_order_gives_what_python_gives(numbers: list[int]) -> None:
    assert merge_sorted(numbers, compare) == sorted(numbers)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers())))
def test_equal_items_keep_their_order(pairs: list[tuple[int, int]]) -> None:
    found = merge_sorted(pairs, lambda left, right: compare(left[0], right[0]))
    assert found == sorted(pairs, key=lambda pair: pair[0])


def test_an_inconsistent_order_comes_out_as_in_ruby() -> None:
    # By date where both have one, else by name, as Jekyll compares documents: one has none.
    dates = {"a": 8, "b": 3, "c": 9, "d": 4, "e": None, "f": 1, "g": 2, "h": 7, "i": 5}

    def by_date_or_name(left: str, right: str) -> int:
        first, second = dates[left], dates[right]
        if first is not None and second is not None:
            return (first > second) - (first < second)
        return (left > right) - (left < right)

    assert merge_sorted("abcdefghi", by_date_or_name) == ["b", "d", "a", "c", "e", "f", "g", "i", "h"]
