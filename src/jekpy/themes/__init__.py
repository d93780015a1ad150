"""Themes: the built-in one, and those that a site names: finding, fetching and verifying them."""

from __future__ import annotations

from jekpy.themes.finding import FoundTheme, built_in_theme, find_theme, has_search

__all__ = ["FoundTheme", "built_in_theme", "find_theme", "has_search"]
