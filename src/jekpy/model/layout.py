"""A layout: a template that pages and documents are set in.

Source: Jekyll 4.4.1, lib/jekyll/layout.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Dialect", "Layout"]

Dialect = Literal["liquid", "jinja"]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A layout as read. `name` is its path below the layouts' folder without extension; `path` its file."""

    name: str
    path: str
    ext: str
    front_matter: Mapping[str, object]
    body: str
    body_line: int
    dialect: Dialect = "liquid"
