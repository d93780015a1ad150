"""Front matter defaults: which set is for which file, and which wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jekpy.model.defaults import FrontMatterDefaults, parse_defaults
from jekpy.model.merging import deep_merge

if TYPE_CHECKING:
    from jekpy.errors import Diagnostic


def defaults_of(*sets: object, collections_dir: str = "", glob: tuple[str, ...] = ()) -> FrontMatterDefaults:
    return parse_defaults(list(sets), collections_dir, lambda _pattern: glob, lambda _warning: None)


def a_set(values: dict[str, Any], path: str | None = None, kind: str | None = None) -> dict[str, Any]:
    scope = {key: value for key, value in (("path", path), ("type", kind)) if value is not None}
    return {"scope": scope, "values": values}


@pytest.mark.parametrize(
    ("path", "kind", "file", "file_kind", "applies"),
    [
        (None, None, "a.md", "pages", True),
        ("", None, "a.md", "pages", True),
        ("su", None, "subway.md", "pages", True),
        ("sub/", None, "subway.md", "pages", False),
        ("/sub", None, "sub/a.md", "pages", False),
        ("a", None, "/a.txt", None, True),
        ("", "pages", "a.md", "pages", True),
        ("", "page", "a.md", "pages", True),
        ("", "post", "_posts/a.md", "posts", True),
        ("", "posts", "a.md", "pages", False),
        ("", "drafts", "_drafts/a.md", "posts", False),
        ("", "pages", "a.txt", None, False),
        ("all/_docs", None, "_docs/a.md", "docs", True),
    ],
)
def test_a_set_is_for_files_by_path_and_type(
    path: str | None, kind: str | None, file: str, file_kind: str | None, applies: bool
) -> None:
    found = defaults_of(a_set({"x": 1}, path, kind), collections_dir="all")
    assert found.values(file, file_kind) == ({"x": 1} if applies else {})


def test_a_star_stands_for_what_is_on_the_disk() -> None:
    found = defaults_of(a_set({"x": 1}, "*/_posts"), glob=("a/_posts", "b/_posts"))
    assert found.values("a/_posts/p.md", "posts") == {"x": 1}
    assert found.values("c/_posts/p.md", "posts") == {}


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (a_set({"x": 1}, "a"), a_set({"x": 2}, ""), 1),
        (a_set({"x": 1}, ""), a_set({"x": 2}, "a"), 2),
        (a_set({"x": 1}, "", "pages"), a_set({"x": 2}, ""), 1),
        (a_set({"x": 1}, ""), a_set({"x": 2}, "", "pages"), 2),
        (a_set({"x": 1}, ""), a_set({"x": 2}, ""), 2),
    ],
)
def test_the_longer_path_wins_then_a_type_then_the_later(
    first: dict[str, Any], second: dict[str, Any], winner: int
) -> None:
    assert defaults_of(first, second).values("a.md", "pages") == {"x": winner}


def test_sets_fill_each_others_gaps() -> None:
    found = defaults_of(a_set({"m": {"a": 1, "b": 1}}, "a"), a_set({"m": {"a": 0, "c": 0}, "n": 0}, ""))
    assert found.values("a.md", "pages") == {"m": {"a": 1, "b": 1, "c": 0}, "n": 0}


@pytest.mark.parametrize("entry", ["text", {"scope": {}}, {"values": [1]}, None, 3])
def test_a_set_that_is_not_well_formed_is_told_of_and_left_out(entry: object) -> None:
    told: list[Diagnostic] = []
    found = parse_defaults([entry, a_set({"x": 1})], "", lambda _pattern: (), told.append)
    assert [warning.code for warning in told] == ["config-defaults"]
    assert found.values("a.md", "pages") == {"x": 1}


@pytest.mark.parametrize("value", [None, "text", {}, 3])
def test_defaults_that_are_no_list_are_none(value: object) -> None:
    assert parse_defaults(value, "", lambda _pattern: (), lambda _warning: None).sets == ()


def test_nil_overrides_nothing_when_mappings_merge() -> None:
    assert deep_merge({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": None, "c": 4}, "d": None, "e": None}) == {
        "a": {"b": 1, "c": 4},
        "d": 3,
        "e": None,
    }
