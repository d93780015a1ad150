"""Sorting by comparison, as Ruby does it where sites are built.

Some of Jekyll's comparisons are not a consistent order: a dated document is compared with an undated one by
path, a text that looks like a number with one that does not as text. What comes of sorting by those depends
on which pairs are compared, and so on the algorithm.

Source: Ruby 3.1, util.c (ruby_qsort, which is the C library's qsort_r); glibc 2.36, stdlib/msort.c.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["merge_sorted"]

Item = TypeVar("Item")


def merge_sorted(items: Iterable[Item], compare: Callable[[Item, Item], int]) -> list[Item]:
    """Return the items sorted: each half by itself, the first being the smaller, and then merged.

    `compare` gives a number below, at or above 0, as the first item goes before, beside or after the second.
    Equal items keep their order.
    """
    found = list(items)
    if len(found) < 2:
        return found
    middle = len(found) // 2
    left, right = merge_sorted(found[:middle], compare), merge_sorted(found[middle:], compare)
    merged: list[Item] = []
    first = second = 0
    while first < len(left) and second < len(right):
        if compare(left[first], right[second]) <= 0:
            merged.append(left[first])
            first += 1
        else:
            merged.append(right[second])
            second += 1
    return [*merged, *left[first:], *right[second:]]
