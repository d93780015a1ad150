"""What filters keep for the build, and what they do not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jekpy.rendering.filters import lists
from jekpy.rendering.filters.memo import FilterMemo, changes_with_time
from jekpy.rendering.reads import Reads

if TYPE_CHECKING:
    import pytest

    from tests.support.sites import MakeSite


def test_an_answer_about_a_fixed_list_is_asked_for_once() -> None:
    memo, pages, asked = FilterMemo(Reads()), [1, 2], list[str]()

    def ask() -> object:
        asked.append("x")
        return [2]

    memo.fix(pages)
    first = memo.answer("where", pages, ("n", 1), ask)
    assert memo.answer("where", pages, ("n", 1), ask) is first
    assert asked == ["x"]


def test_an_answer_is_itself_fixed() -> None:
    memo, pages, asked = FilterMemo(Reads()), [1, 2], list[str]()
    memo.fix(pages)
    found = memo.answer("where", pages, (), lambda: [2])
    for _ in range(2):
        memo.answer("sort", found, (), lambda: asked.append("x"))
    assert asked == ["x"]


def test_arguments_of_different_types_are_different() -> None:
    memo, pages = FilterMemo(Reads()), [1]
    memo.fix(pages)
    values: list[object] = [1, 1.0, True, "1", None]
    answers = [memo.answer("where", pages, (value,), partial(list, (value,))) for value in values]
    assert [repr(answer) for answer in answers] == ["[1]", "[1.0]", "[True]", "['1']", "[None]"]


def test_about_other_lists_the_question_is_asked_anew() -> None:
    memo, asked = FilterMemo(Reads()), list[str]()
    for _ in range(2):
        memo.answer("where", [1], (), lambda: asked.append("x"))
    assert asked == ["x", "x"]


def test_lists_inside_a_value_are_fixed_too() -> None:
    memo, asked = FilterMemo(Reads()), list[str]()
    data = {"nav": [{"children": [1, 2]}]}
    memo.fix(data)
    for _ in range(2):
        memo.answer("where", data["nav"][0]["children"], (), lambda: asked.append("x"))
    assert asked == ["x"]


def test_what_changes_while_the_site_is_rendered() -> None:
    assert changes_with_time("content")
    assert changes_with_time("next.title")
    assert not changes_with_time("title")


def test_what_grows_from_an_empty_list_is_remembered(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    by_property = lists._sorted_by

    def noted(*arguments: Any) -> object:
        calls.append(arguments)
        return by_property(*arguments)

    monkeypatch.setattr(lists, "_sorted_by", noted)
    menu = '{% assign all = "" | split: "," | concat: site.pages | sort: "order" %}{{ all | map: "order" }}'
    pages = {f"{number}.html": f"---\norder: {number}\nlayout: menu\n---\n" for number in (3, 1, 2)}
    site = make_site({"_layouts/menu.html": menu, **pages})
    site.build()
    assert set(site.outputs().values()) == {"123"}
    assert len(calls) == 1
