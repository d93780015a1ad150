"""Versions of gems, and what a Gemfile asks of them.

Source: RubyGems 3.5, lib/rubygems/version.rb, requirement.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_prerelease", "satisfies", "version_key"]

_SEGMENT: Final = re.compile(r"\d+|[A-Za-z]+")
_REQUIREMENT: Final = re.compile(r"\s*(=|!=|>=|<=|~>|>|<)?\s*([0-9][\w.-]*)\s*", re.ASCII)

Key = tuple[tuple[int, int, str], ...]


def version_key(version: str) -> Key:
    """Return what sorts versions: by number, zeros at the end aside, and `1.0.rc1` before `1.0`."""
    segments = _SEGMENT.findall(version.replace("-", ".pre."))
    letter = next((place for place, part in enumerate(segments) if part.isalpha()), len(segments))
    segments = _without_zeros(segments[:letter]) + _without_zeros(segments[letter:])
    keys = [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in segments]
    return (*keys, (1, 0, ""))


def _without_zeros(segments: list[str]) -> list[str]:
    """Return the segments without the zeros at their end."""
    count = len(segments)
    while count and segments[count - 1].isdigit() and not int(segments[count - 1]):
        count -= 1
    return segments[:count]


def is_prerelease(version: str) -> bool:
    """Tell whether there is a letter in it."""
    return any(char.isalpha() for char in version) or "-" in version


def satisfies(version: str, requirements: Iterable[str]) -> bool:
    """Tell whether a version meets all of `requirements`, such as `~> 0.8`; those not understood are met."""
    return all(_meets(version, requirement) for requirement in requirements)


def _meets(version: str, requirement: str) -> bool:
    match = _REQUIREMENT.fullmatch(requirement)
    if match is None:
        return True
    operator, wanted = match[1] or "=", match[2]
    have, want = version_key(version), version_key(wanted)
    if operator == "~>":
        return want <= have < version_key(_next_after(wanted)) or have == want
    return {
        "=": have == want, "!=": have != want, ">=": have >= want,
        "<=": have <= want, ">": have > want, "<": have < want,
    }[operator]  # fmt: skip


def _next_after(version: str) -> str:
    """Return the first version that `~> version` leaves out: 2.0 for 1.2, 1.3 for 1.2.3."""
    numbers: list[int] = []
    for part in _SEGMENT.findall(version):
        if not part.isdigit():
            break
        numbers.append(int(part))
    if len(numbers) > 1:
        numbers.pop()
    numbers[-1] += 1
    return ".".join(str(number) for number in numbers)
