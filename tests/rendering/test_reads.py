"""What is read is noted: few cells of a column by themselves, more as the column."""

from __future__ import annotations

import pickle

import hypothesis.strategies as st
from hypothesis import given

from jekpy.rendering.reads import LEAST_SHARE, MOST_CELLS, Key, Noted

CELLS = st.tuples(
    st.just("cell"),
    st.sampled_from(["posts", "pages"]),
    st.sampled_from(["title", "url"]),
    st.integers(0, MOST_CELLS + 8).map(str),
)
KEYS = st.one_of(
    CELLS, st.sampled_from([("list", "posts"), ("column", "posts", "title"), ("column", "pages", "url")])
)


def column_of(cell: Key) -> Key:
    return "column", *cell[1:3]


@given(st.lists(st.lists(KEYS, max_size=80), max_size=4))
def test_all_that_is_read_is_noted_and_no_more_cells_of_a_column_than_count(parts: list[list[Key]]) -> None:
    noted = Noted()
    for part in parts:
        noted.take(Noted(part))
    settled = noted.settled()
    for key in (key for part in parts for key in part):
        assert key in settled or column_of(key) in settled
    cells = [key for key in settled if key[0] == "cell"]
    for column in map(column_of, cells):
        assert column not in settled
        assert sum(column_of(cell) == column for cell in cells) <= MOST_CELLS


def test_as_many_cells_as_count_are_no_column_and_one_more_is() -> None:
    noted = Noted(("cell", "posts", "title", str(number)) for number in range(MOST_CELLS))
    assert len(noted.settled()) == MOST_CELLS
    noted.note_cell("posts", "title", "0")
    assert len(noted.settled()) == MOST_CELLS
    noted.note_cell("posts", "title", "another")
    assert noted.settled() == {("column", "posts", "title")}


def test_of_a_short_column_few_cells_count() -> None:
    noted = Noted(sizes={"posts": 3 * LEAST_SHARE + 1, "notes": LEAST_SHARE - 1})
    for number in range(3):
        noted.note_cell("posts", "title", str(number))
    noted.note_cell("notes", "title", "0")
    assert ("column", "notes", "title") in noted
    assert len(noted.settled()) == 3 + 1
    noted.note_cell("posts", "title", "another")
    assert noted.settled() == {("column", "posts", "title"), ("column", "notes", "title")}


def test_a_menu_may_show_others_another_time_so_it_reads_columns() -> None:
    noted = Noted([("cell", "posts", "title", "a"), ("cell", "posts", "title", "b"), ("menu",)])
    assert noted.by_columns() == {("column", "posts", "title"), ("menu",)}


def test_notes_come_back_from_the_disk_as_they_were() -> None:
    noted = Noted([("cell", "posts", "title", "a"), ("list", "posts")])
    again = pickle.loads(pickle.dumps(noted))
    assert again == noted
    assert again.has_cells
