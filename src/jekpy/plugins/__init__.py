"""Plugins: the well-known ones of Jekyll, one module each, and the site's own in Python.

    loaded = load_plugins(config, warn)          # before reading: what the site lists
    loaded = with_theme_plugins(loaded, theme)   # after: what its theme needs besides
    site = generate(site, loaded, tools)

The names that sites list stand in one table, `jekpy.plugins.names`; only the modules behind listed names are
imported. A plugin reaches the site through `jekpy.plugins.api.Plugin` alone.
"""

from __future__ import annotations

from jekpy.plugins.api import Generator, Plugin, Priority, SiteHook, TextConverter, Tools
from jekpy.plugins.loading import (
    are_built_in,
    load_plugins,
    see_only_the_site,
    warn_of_pagination,
    with_theme_plugins,
)
from jekpy.plugins.own import own_code
from jekpy.plugins.running import converters_of, extensions_of, generate, markdown_dialect

__all__ = [
    "Generator",
    "Plugin",
    "Priority",
    "SiteHook",
    "TextConverter",
    "Tools",
    "are_built_in",
    "converters_of",
    "extensions_of",
    "generate",
    "load_plugins",
    "markdown_dialect",
    "own_code",
    "see_only_the_site",
    "warn_of_pagination",
    "with_theme_plugins",
]
