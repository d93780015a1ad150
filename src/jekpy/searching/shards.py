"""The shards of the search index: which pages are indexed together, and made anew when one is edited."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["SEARCH_FOLDER", "SHARDS_FILE", "shard_folders", "shards_file"]

SEARCH_FOLDER: Final = "pagefind/"
"""Where the index lies, relative to the destination: its first shard, and the folders of the others."""
SHARDS_FILE: Final = f"{SEARCH_FOLDER}shards.json"
"""What tells the browser which shards there are beside the first."""

LEAST_PAGES = 64
"""How many pages a shard has on average at least, where there are several."""
LEAST_SHARDS = 8
"""Fewer are not worth what shards cost the reader: more files to load, and a less exact order of results."""
_MOST_SHARDS: Final = 16
"""A reader's browser loads two files for each."""


def shard_folders(pages: Sequence[tuple[str, str]]) -> list[str]:
    """Return for each page, given by its URL and its language, the folder of its shard.

    The number of shards, a power of two, follows from the number of pages, and then a page's shard from its
    URL: another page moves none, but where the number of shards changes. Pages in several languages are one
    shard, since Pagefind searches another language where an index lacks the reader's. The first shard that
    has pages lies at the root of the index, with the program.
    """
    languages = {language for _url, language in pages}
    count = _shard_count(len(pages)) if len(languages) == 1 else 1
    numbers = [_hash(url) % count for url, _language in pages]
    first = min(numbers, default=0)
    return [SEARCH_FOLDER if number == first else f"{SEARCH_FOLDER}{number}/" for number in numbers]


def shards_file(folders: Iterable[str]) -> bytes:
    """Return the content of the file that names the shards beside the first, relative to its folder."""
    return json.dumps(
        sorted(folder.removeprefix(SEARCH_FOLDER) for folder in {*folders} - {SEARCH_FOLDER})
    ).encode()


def _shard_count(pages: int) -> int:
    shards = pages // LEAST_PAGES
    return 1 if shards < LEAST_SHARDS else min(1 << shards.bit_length() - 1, _MOST_SHARDS)


@lru_cache(maxsize=20_000)  # a build asks before its pages are rendered, and after
def _hash(url: str) -> int:
    """Return a number that is the same in every process, and as often even as odd."""
    found = hashlib.blake2b(url.encode("utf-8", "surrogateescape"), digest_size=4)
    return int.from_bytes(found.digest(), "big")
