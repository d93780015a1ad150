"""The lock file of themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jekpy.errors import Location, ThemeError
from jekpy.themes.records import LOCK_FILE, ThemeRecord, read_lock, record_of, with_record, write_lock

if TYPE_CHECKING:
    from pathlib import Path

GEM = ThemeRecord("minima", "2.5.1", "ab" * 32, "https://gems.example/gems/minima-2.5.1.gem")
REPOSITORY = ThemeRecord("owner/theme", "0.10", "cd" * 32, "https://git.example/x.tar.gz", "ef" * 20)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_lock(tmp_path, [GEM, REPOSITORY])
    assert read_lock(tmp_path) == (GEM, REPOSITORY)
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOCK_FILE]


def test_a_lock_without_themes_is_no_file(tmp_path: Path) -> None:
    write_lock(tmp_path, [GEM])
    write_lock(tmp_path, [])
    assert list(tmp_path.iterdir()) == []
    assert read_lock(tmp_path) == ()


def test_a_record_takes_the_place_of_the_one_of_its_name() -> None:
    newer = ThemeRecord("minima", "2.5.2", "ef" * 32)
    assert with_record((REPOSITORY, GEM), newer) == (newer, REPOSITORY)


def test_each_content_has_a_folder_of_its_own() -> None:
    assert REPOSITORY.folder_name == "owner+theme-0.10-cdcdcdcdcdcd"
    assert GEM.folder_name != ThemeRecord("minima", "2.5.1", "cd" * 32).folder_name


@pytest.mark.parametrize("text", ["themes:\n", "", "# nothing\n"])
def test_an_empty_lock_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_FILE).write_text(text)
    assert read_lock(tmp_path) == ()


@pytest.mark.parametrize("text", ["themes: 1", "themes: [a]", "themes: [", "- {name: x, version: '1'}", "\t"])
def test_a_damaged_lock_is_told_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_FILE).write_text(text)
    with pytest.raises(ThemeError) as caught:
        read_lock(tmp_path)
    assert caught.value.diagnostic.location is not None
    assert caught.value.diagnostic.location.path == LOCK_FILE


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "../evil"),
        ("name", "a/b/c"),
        ("name", ".hidden"),
        ("name", 1),
        ("version", ".."),
        ("version", "a/../../b"),
        ("version", "/etc"),
        ("version", "a b"),
        ("sha256", "../x"),
        ("sha256", "AB" * 32),
        ("sha256", None),
        ("commit", "not a commit"),
    ],
)
def test_values_that_could_name_another_folder_are_refused(key: str, value: object) -> None:
    with pytest.raises(ThemeError, match=f"`{key}` cannot be"):
        record_of({**GEM.as_mapping(), key: value}, Location(LOCK_FILE))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("themes:- nvrioshacm1.\n[]{}'\"&*!\t#/"), max_size=60))
def test_any_text_is_a_lock_or_a_problem_with_a_place(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK_FILE).write_text(text)
    try:
        records = read_lock(tmp_path)
    except ThemeError as error:
        place = error.diagnostic.location
        assert place is not None
        assert place.path == LOCK_FILE
    else:
        assert all(record.name for record in records)
