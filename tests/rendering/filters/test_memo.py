"""What filters keep for the build, and what they do not."""

from __future__ import annotations

from functools import partial

from jekpy.rendering.filters.memo import FilterMemo, changes_with_time
from jekpy.rendering.reads import Reads


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
