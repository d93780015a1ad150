"""Searching: the static index of a built site, by Pagefind."""

from __future__ import annotations

from jekpy.searching.index import SEARCH_FOLDER, GivenUpError, search_index, searchable_part

__all__ = ["SEARCH_FOLDER", "GivenUpError", "search_index", "searchable_part"]
