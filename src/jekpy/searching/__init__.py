"""Searching: the static index of a built site, by Pagefind."""

from __future__ import annotations

from jekpy.searching.index import search_index, searchable_part

__all__ = ["search_index", "searchable_part"]
