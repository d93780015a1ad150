"""Liquid 4.0.4 as a dialect of Jinja2.

A template of either dialect compiles to Python; both share one environment, one set of filters and tags, and
may include each other. This package knows nothing of sites.

What it offers is imported when it is first asked for: the values of Liquid are used where no template is
compiled, and Jinja takes long to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jekpy.liquid.context import Limits, RenderContext
    from jekpy.liquid.custom import block_tag, inline_tag
    from jekpy.liquid.drop import Drop
    from jekpy.liquid.engine import Engine, Template
    from jekpy.liquid.filtering import pass_context, pass_registers
    from jekpy.liquid.rendering import render
    from jekpy.liquid.sources import Loader, Source

__all__ = [
    "Drop",
    "Engine",
    "Limits",
    "Loader",
    "RenderContext",
    "Source",
    "Template",
    "block_tag",
    "inline_tag",
    "pass_context",
    "pass_registers",
    "render",
]

_HOMES: Final = {
    "Drop": "drop",
    "Engine": "engine",
    "Limits": "context",
    "Loader": "sources",
    "RenderContext": "context",
    "Source": "sources",
    "Template": "engine",
    "block_tag": "custom",
    "inline_tag": "custom",
    "pass_context": "filtering",
    "pass_registers": "filtering",
    "render": "rendering",
}
"""The module of each name."""


def __getattr__(name: str) -> object:
    """Return what the package offers under a name. Raises AttributeError."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
