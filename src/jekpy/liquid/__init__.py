"""Liquid 4.0.4 as a dialect of Jinja2.

A template of either dialect compiles to Python; both share one environment, one set of filters and tags, and
may include each other. This package knows nothing of sites.
"""

from __future__ import annotations

from jekpy.liquid.context import Limits, Loader, RenderContext, Source
from jekpy.liquid.custom import block_tag, inline_tag
from jekpy.liquid.drop import Drop
from jekpy.liquid.engine import Engine, Template
from jekpy.liquid.filtering import pass_context, pass_registers
from jekpy.liquid.rendering import render

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
