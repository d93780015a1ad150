"""Attribute lists and extensions on lines of their own: `{: }`, `{:name: }`, `{::name}...{:/}`.

Source: kramdown 2.5.2, parser/kramdown/extensions.rb, parse_block_extensions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.attributes import AttributeList, parse_attributes
from jekpy.kramdown.extensions import Extension, read_extension, set_options
from jekpy.kramdown.patterns import ATTRIBUTES, EXTENSION, IAL, NAME

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["extension"]

_START: Final = re.compile(r" {0,3}\{:")
_DEFINITION: Final = re.compile(rf" {{0,3}}\{{:({NAME}):({ATTRIBUTES})\}}\s*?\n", re.ASCII)
_EXTENSION: Final = re.compile(rf" {{0,3}}(?:{EXTENSION})\s*?\n", re.ASCII)
_DEFINITIONS: Final = frozenset({"link_definition", "abbreviation_definition", "footnote_definition"})


@lru_cache(maxsize=16)
def _stop(name: str) -> re.Pattern[str]:
    """Return the pattern of an extension's stop tag, alone on a line."""
    return re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}} *\n", re.MULTILINE)


def extension(state: BlockState) -> bool:
    """Take an attribute list, the definition of one, or an extension."""
    src, pos = state.src, state.pos
    if not _START.match(src, pos):
        return False
    if match := _DEFINITION.match(src, pos):
        _read(state, match[2], state.doc.attribute_lists.setdefault(match[1], AttributeList()))
        state.push("boundary").info = "attribute_definition"
        state.pos = match.end()
        return True
    if match := _EXTENSION.match(src, pos):
        return _extension(state, match)
    if match := IAL.match(src, pos):
        _attach(state, match)
        return True
    return False


def _read(state: BlockState, text: str, into: AttributeList) -> None:
    if not parse_attributes(text, into):
        state.warn(f"No or invalid attributes found in IAL/ALD content: {text}")


def _attach(state: BlockState, match: re.Match[str]) -> None:
    """Give an attribute list to the block before it, or keep it for the next one."""
    last = state.tokens[-1] if state.tokens else None
    if last is None or last.type == "blank" or (last.type == "boundary" and last.info not in _DEFINITIONS):
        if state.pending is None:
            state.pending = AttributeList()
        _read(state, match[1], state.pending)
        state.pos = match.end()
        return
    _read(state, match[1], last.meta.setdefault("ial", AttributeList()))
    state.pos = match.end()
    if IAL.match(state.src, state.pos) is None:
        state.push("boundary").info = "attributes"


def _extension(state: BlockState, start: re.Match[str]) -> bool:
    """Run an extension; leave the text where it is when there is none such, or nothing that ends it."""
    found = read_extension(state, start, _stop, keep_newline=False)
    if found is None:
        return False
    return _run(state, found)


def _run(state: BlockState, found: Extension) -> bool:
    if found.name == "options":
        set_options(state.doc, found.attributes.values, state.line_at(state.pos))
        state.push("boundary").info = "extension"
    elif found.body is not None:
        token = Token("comment" if found.name == "comment" else "raw", "", 0, block=True)
        state.tokens.append(token)
        token.content = found.body
        token.info = found.attributes.values.get("type", "")
    state.pos = found.end
    return True
