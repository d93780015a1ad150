from __future__ import annotations

import json
from collections import Counter

import hypothesis.strategies as st
import pytest
from hypothesis import given

from jekpy.searching import SEARCH_FOLDER, shard_folders, shards, shards_file

URLS = st.lists(st.text(min_size=1), unique=True, max_size=60)


def folders(count: int, *languages: str) -> list[str]:
    named = [languages[number % len(languages)] for number in range(count)]
    return shard_folders([(f"/part/page{number}.html", language) for number, language in enumerate(named)])


@pytest.mark.parametrize(
    ("pages", "count"),
    [(0, 0), (1, 1), (511, 1), (512, 8), (1023, 8), (1024, 16), (2000, 16), (50000, 16)],
)
def test_the_number_of_shards_follows_from_the_number_of_pages(pages: int, count: int) -> None:
    found = Counter(folders(pages, "en"))
    assert len(found) == count
    assert all(pages / count / 2 < size < pages / count * 2 for size in found.values())


@pytest.mark.parametrize("languages", [("en", "de"), ("en", ""), ("en", "en-us")])
def test_pages_in_several_languages_are_one_shard(languages: tuple[str, ...]) -> None:
    assert set(folders(600, *languages)) == {SEARCH_FOLDER}


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("/", "pagefind/6/"),
        ("/a.html", "pagefind/3/"),
        ("/\udcff", "pagefind/1/"),
        ("/c.html", "pagefind/2/"),
    ],
)
def test_the_shard_of_a_url_is_the_same_in_every_process(url: str, folder: str) -> None:
    others = [(f"/part/page{number}.html", "en") for number in range(1024)]
    assert shard_folders([*others, (url, "en")])[-1] == folder


@given(URLS, st.text(min_size=1))
def test_a_page_more_moves_no_other_unless_the_number_of_shards_changes(urls: list[str], more: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "LEAST_PAGES", 4)
        patch.setattr(shards, "LEAST_SHARDS", 2)
        before = shard_folders([(url, "en") for url in urls])
        after = shard_folders([(url, "en") for url in (*urls, more)])
    assert SEARCH_FOLDER in after
    if len(after) not in (8, 16, 32):  # so many pages have twice the shards
        assert together(urls, before) == together(urls, after)


def together(urls: list[str], folders: list[str]) -> set[frozenset[str]]:
    """Give the groups of URLs that share a folder."""
    pairs = list(zip(urls, folders, strict=False))
    return {frozenset(url for url, other in pairs if other == folder) for folder in folders} - {frozenset()}


def test_the_file_names_the_shards_beside_the_first() -> None:
    assert json.loads(shards_file(["pagefind/3/", "pagefind/", "pagefind/12/"])) == ["12/", "3/"]
    assert json.loads(shards_file([SEARCH_FOLDER])) == []
