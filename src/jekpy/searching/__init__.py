"""Searching: the static index of a built site, by Pagefind."""

from __future__ import annotations

from jekpy.searching.index import GivenUpError, language_of, search_index, searchable_part, searched_text
from jekpy.searching.shards import SEARCH_FOLDER, SHARDS_FILE, shard_folders, shards_file

__all__ = [
    "SEARCH_FOLDER",
    "SHARDS_FILE",
    "GivenUpError",
    "language_of",
    "search_index",
    "searchable_part",
    "searched_text",
    "shard_folders",
    "shards_file",
]
