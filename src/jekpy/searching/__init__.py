"""Searching: the static index of a built site, by Pagefind.

What asks Pagefind is `jekpy.searching.index`, apart from what every page needs.
"""

from __future__ import annotations

from jekpy.searching.shards import SEARCH_FOLDER, SHARDS_FILE, shard_folders, shards_file
from jekpy.searching.text import language_of, searchable_part, searched_text

__all__ = [
    "SEARCH_FOLDER",
    "SHARDS_FILE",
    "language_of",
    "searchable_part",
    "searched_text",
    "shard_folders",
    "shards_file",
]
