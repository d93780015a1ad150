"""The store gives back what was put there, all of it or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jekpy.incremental.store import NO_RESULTS, Store, Stored, StoredFile, open_store

if TYPE_CHECKING:
    from pathlib import Path

READS: dict[tuple[str, ...], str] = {("list", "posts"): "digest"}


def stored(number: int, reads: dict[tuple[str, ...], str] = READS) -> Stored:
    file = StoredFile(f"{number}.html", f"{number}.md", number, number)
    return Stored(f"source {number}", reads, {("navigation", str(number)): "own"}, (("own",),), (file,))


def opened(folder: Path) -> Store:
    store = open_store(folder / "store.sqlite", "key", lambda problem: pytest.fail(str(problem)))
    assert store is not None
    return store


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 1000])
def test_results_come_back_in_order(count: int, tmp_path: Path) -> None:
    results = {f"item {number}": stored(number) for number in range(count)}
    store = opened(tmp_path)
    store.results()
    kept = store.save(results, {})
    found = opened(tmp_path).results()
    assert found == kept
    assert list(found.found.items()) == list(results.items())


@pytest.mark.parametrize("edit", ["change", "add", "remove", "reorder", "empty"])
def test_an_edit_to_some_leaves_the_others(edit: str, tmp_path: Path) -> None:
    results = {f"item {number}": stored(number) for number in range(600)}
    store = opened(tmp_path)
    store.results()
    store.save(results, {(item, "content"): item for item in results})
    store = opened(tmp_path)
    after = dict(store.results().found)
    match edit:
        case "change":
            after["item 300"] = stored(1)
        case "add":
            after = {"new": stored(7), **after}
        case "remove":
            del after["item 5"]
        case "reorder":
            after = dict(reversed(after.items()))
        case _:
            after = {}
    store.save(after, {})
    store = opened(tmp_path)
    assert list(store.results().found.items()) == list(after.items())
    assert (store.text("item 5", "content") is None) == ("item 5" not in after)
    assert (store.text("item 6", "content") is None) == ("item 6" not in after)


def test_results_that_are_known_are_not_read_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.results()
    kept = store.save({"item": stored(1)}, {})
    assert store.results(kept) is kept
    opened_again = opened(tmp_path)
    opened_again.results()
    opened_again.save({"item": stored(2)}, {})
    assert store.results(kept).found == {"item": stored(2)}


def test_a_build_that_another_overtook_leaves_the_store_alone(tmp_path: Path) -> None:
    slow, quick = opened(tmp_path), opened(tmp_path)
    slow.results()
    quick.results()
    quick.save({"item": stored(1)}, {("item", "content"): "quick"})
    assert slow.save({"item": stored(2)}, {("item", "content"): "slow"}) == NO_RESULTS
    store = opened(tmp_path)
    assert store.results().found == {"item": stored(1)}
    assert store.text("item", "content") == "quick"


def test_a_store_that_another_build_keeps_to_itself_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jekpy.incremental.store._PATIENCE_SECONDS", 0.05)
    first = opened(tmp_path)
    first.results()
    first.save({"item": stored(1)}, {})
    store = opened(tmp_path)
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert store.results() == NO_RESULTS
    assert store.save({"mine": stored(2)}, {}) == NO_RESULTS
    assert list(opened(tmp_path).results().found) == ["item"]
