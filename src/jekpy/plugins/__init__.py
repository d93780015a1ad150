"""Plugins: the well-known ones of Jekyll, one module each, under the names that sites list in `plugins:`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.config import Config
    from jekpy.plugins.api import Generator

__all__ = ["generators"]

_GENERATORS: Final[Mapping[str, str]] = {
    "jekyll-paginate": "jekpy.plugins.paginate",
}
"""The modules with a `generate` function, by the plugin's name, in the order in which they run."""


def generators(config: Config) -> tuple[Generator, ...]:
    """Return the generators of the plugins that the site lists."""
    listed = config.strings("plugins")
    return tuple(import_module(module).generate for name, module in _GENERATORS.items() if name in listed)
