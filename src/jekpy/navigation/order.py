"""The order of siblings: by `nav_order`, then by title, numbers before text.

Source: just-the-docs 0.12.0, _includes/components/nav/sorted.html, and its recorded results; the comparison
of text is Jekyll 4.4.1, filters.rb, `sort`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from jekpy.liquid.sorting import merge_sorted
from jekpy.navigation.records import NavPage, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["sort_siblings"]

_NUMBER_LIKE = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*")
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def sort_siblings(pages: Iterable[NavPage], *, fold_case: bool = False) -> list[NavPage]:
    """Return `pages` in menu order; equal ones keep the order they came in.

    Four groups follow each other: `nav_order` that is no text, `nav_order` that is text, pages without
    `nav_order` whose title is no text, and the rest. Text that looks like a number compares as one, unless
    `fold_case` (`nav_sort: case_insensitive`) asks for plain text without regard to ASCII case.
    """
    compare_text = _compare_folded if fold_case else _compare
    groups: tuple[list[tuple[object, NavPage]], ...] = ([], [], [], [])
    for page in pages:
        order = page.flag("nav_order")
        value, first = (page.title, 2) if order is None else (order, 0)
        groups[first + _is_text(value)].append((value, page))
    ordered: list[NavPage] = []
    for index, group in enumerate(groups):
        compare = compare_text if index % 2 else _compare
        ranked = merge_sorted(group, lambda a, b, compare=compare: compare(a[0], b[0]))  # type: ignore[misc]
        ordered.extend(page for _, page in ranked)
    return ordered


def _compare_folded(a: object, b: object) -> int:
    left, right = _folded(a), _folded(b)
    return (left > right) - (left < right)


def _is_text(value: object) -> bool:
    """Tell whether the value's JSON form is a string: dates are, numbers, booleans and lists are not."""
    return isinstance(value, (str, dt.date))


def _folded(value: object) -> str:
    return text_of(value).translate(_ASCII_LOWER)


def _compare(left: object, right: object) -> int:
    """Return -1, 0 or 1: numbers by value, whatever cannot be compared so as text."""
    left_number, right_number = _number(left), _number(right)
    if left_number is not None and right_number is not None:
        return (left_number > right_number) - (left_number < right_number)
    left_text, right_text = text_of(left), text_of(right)
    return (left_text > right_text) - (left_text < right_text)


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str) and _NUMBER_LIKE.fullmatch(value):
        return float(value)
    return None
