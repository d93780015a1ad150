"""Attribute lists after spans, and extensions in running text.

Source: kramdown 2.5.2, parser/kramdown/extensions.rb, parse_span_extensions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.attributes import AttributeList, apply_attributes, merge_attributes, parse_attributes
from jekpy.kramdown.document import shown
from jekpy.kramdown.extensions import read_extension, set_options
from jekpy.kramdown.patterns import ATTRIBUTES, EXTENSION

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["extension"]

_EXTENSION: Final = re.compile(EXTENSION, re.ASCII)
_LIST: Final = re.compile(rf"\{{:({ATTRIBUTES})\}}")


@lru_cache(maxsize=16)
def _stop(name: str) -> re.Pattern[str]:
    """Return the pattern of an extension's stop tag."""
    return re.compile(rf"\{{:/(?:{name})?\}}")


def extension(state: SpanState) -> bool:
    """Take an attribute list, which must follow a span, or an extension; anything else is a brace."""
    src, pos = state.src, state.pos
    if not src.startswith("{:", pos):
        return False
    if state.find("}", pos) >= 0:
        if src.startswith(("{::", "{:/"), pos) and (start := _EXTENSION.match(src, pos)):
            return _extension(state, start)
        if match := _LIST.match(src, pos):
            if not state.ends_with_text():
                _attach(state, match)
                return True
            state.warn("Found span IAL after text - ignoring it")
    state.text("{")
    state.pos = pos + 1
    return True


def _attach(state: SpanState, match: re.Match[str]) -> None:
    """Give an attribute list to the span before it."""
    given = AttributeList()
    if match[1] and not parse_attributes(match[1], given):
        state.warn(f"No or invalid attributes found in IAL/ALD content: {shown(match[1])}")
    state.pos = match.end()
    if state.buffer:
        return  # a quote or an entity, whose attributes nobody sees
    token = state.children[-1]
    merge_attributes(token.meta.setdefault("ial", AttributeList()), given)
    apply_attributes(token.attrs, given, state.doc.attribute_lists)


def _extension(state: SpanState, start: re.Match[str]) -> bool:
    """Run an extension; where there is none such, or nothing that ends it, take a brace."""
    found = read_extension(state, start, _stop, keep_newline=True)
    if found is None:
        state.text("{")
        state.pos += 1
        return True
    if found.name == "options":
        set_options(state.doc, found.attributes.values, state.line)
    elif found.body is not None:
        token = Token("comment" if found.name == "comment" else "raw", "", 0)
        token.content = found.body
        token.info = found.attributes.values.get("type", "")
        state.push(token)
    state.pos = found.end
    return True
