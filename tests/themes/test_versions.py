"""Versions of gems and requirements, as RubyGems has them."""

from __future__ import annotations

import pytest

from jekpy.themes.versions import is_prerelease, satisfies, version_key


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("1.9", "1.10"),
        ("1.0.rc1", "1.0"),
        ("1.0.a", "1.0.b"),
        ("0.9.9", "1"),
        ("1.0-1", "1.0"),
        ("1.2.b1", "1.2.b2"),
    ],
)
def test_versions_are_in_the_order_of_their_numbers(lower: str, higher: str) -> None:
    assert version_key(lower) < version_key(higher)


@pytest.mark.parametrize(("one", "other"), [("1.0", "1"), ("1.0.0", "1.0"), ("01", "1")])
def test_zeros_at_the_end_make_no_difference(one: str, other: str) -> None:
    assert version_key(one) == version_key(other)


@pytest.mark.parametrize(
    ("version", "requirements", "met"),
    [
        ("0.8.2", ["0.8.2"], True),
        ("0.8.3", ["= 0.8.2"], False),
        ("0.8.3", ["~> 0.8.2"], True),
        ("0.9.0", ["~> 0.8.2"], False),
        ("0.9", ["~> 0.8"], True),
        ("1.0", ["~> 0.8"], False),
        ("2.0", ["~> 1"], False),
        ("1.5", ["~> 1"], True),
        ("1.0.rc1", ["~> 1.0"], False),
        ("1.5", [">= 1.2", "< 2"], True),
        ("2.0", [">= 1.2", "< 2"], False),
        ("2.0", ["<= 2.0.0"], True),
        ("2.0", ["> 2"], False),
        ("2.0", ["!= 2.0"], False),
        ("2.0", [], True),
        ("2.0", ["whatever"], True),
    ],
)
def test_a_version_meets_requirements(version: str, requirements: list[str], *, met: bool) -> None:
    assert satisfies(version, requirements) is met


@pytest.mark.parametrize(("version", "early"), [("1.0", False), ("1.0.rc1", True), ("2.0-beta", True)])
def test_a_letter_makes_a_prerelease(version: str, *, early: bool) -> None:
    assert is_prerelease(version) is early
