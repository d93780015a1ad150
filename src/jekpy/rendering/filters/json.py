"""Values as JSON, and as Ruby shows them.

Source: Jekyll 4.4.1, lib/jekyll/filters.rb (jsonify, inspect), lib/jekyll/drops/drop.rb; Ruby's json.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from jekpy.errors import LiquidRenderError
from jekpy.liquid.drop import Drop
from jekpy.liquid.values import filter_s, inspect, to_s

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["inspect_value", "to_json"]

_MAX_DEPTH = 100


def to_json(value: object, *, indent: str | None = None) -> str:
    """Return the value as compact JSON, or on lines of their own with `indent`.

    Raises LiquidRenderError for NaN and infinities, and for what nests deeper than 100.
    """
    return "".join(_write(value, "", indent, 0))


def _write(value: object, margin: str, indent: str | None, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise LiquidRenderError(f"nesting of {depth} is too deep")
    if isinstance(value, Drop):
        value = value.to_json_value(depth)
    if isinstance(value, Mapping):
        members = ((_text(filter_s(key)) + (": " if indent else ":"), value[key]) for key in value)
        yield from _members("{", members, "}", margin, indent, depth)
    elif isinstance(value, (list, tuple)):
        yield from _members("[", (("", item) for item in value), "]", margin, indent, depth)
    else:
        yield _scalar(value)


def _members(
    opening: str,
    members: Iterator[tuple[str, object]],
    closing: str,
    margin: str,
    indent: str | None,
    depth: int,
) -> Iterator[str]:
    inner = margin + (indent or "")
    between = f",\n{inner}" if indent else ","
    yield opening
    if indent:
        yield "\n"
    for index, (key, member) in enumerate(members):
        yield (between if index else inner) + key
        yield from _write(member, inner, indent, depth + 1)
    yield f"\n{margin}{closing}" if indent else closing


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, float) and not math.isfinite(value):
        raise LiquidRenderError(f"{to_s(value)} not allowed in JSON")
    if isinstance(value, (bool, int, float)):
        return to_s(value)
    return _text(to_s(value))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def inspect_value(value: object) -> str:
    """Return what Ruby's `inspect` gives: of a drop its JSON, of an array of drops their names."""
    if isinstance(value, Drop):
        return to_s(value) if value.acts_as_hash else to_json(value, indent="  ")
    return inspect(value)
