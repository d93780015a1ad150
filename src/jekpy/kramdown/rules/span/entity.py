"""Character references: `&name;`, `&#38;`, `&#x26;`.

Source: kramdown 2.5.2, parser/kramdown/html_entity.rb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.entities import entity_by_code, entity_by_name

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["entity"]

_REFERENCE: Final = re.compile(r"&(?:([\w:][\w.:-]*)|#(\d+)|#x([0-9a-fA-F]+));", re.ASCII)
_LONGEST_CODE: Final = 12


def entity(state: SpanState) -> bool:
    """Take a reference; an unknown name's ampersand stands for itself."""
    match = _REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    name, decimal, hexadecimal = match.groups()
    state.pos = match.end()
    if name is not None:
        found = entity_by_name(name)
        if found is None:
            token = Token("entity", "", 0)
            token.content, token.info = "&", "amp"
            state.push(token)
            state.text(match[0][1:])
            return True
    else:
        digits = (decimal or hexadecimal).lstrip("0")
        base = 16 if decimal is None else 10
        found = entity_by_code(int(digits or "0", base)) if len(digits) <= _LONGEST_CODE else None
        if found is None:
            state.text(match[0])
            return True
    if state.doc.joins_characters and not found.char.isascii():
        state.char(found.char)
    else:
        token = Token("entity", "", 0)
        token.content, token.info, token.markup = found.char, found.name or "", match[0]
        state.push(token)
    return True
