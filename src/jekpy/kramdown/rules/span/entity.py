"""Character references: `&name;`, `&#38;`, `&#x26;`.

Source: kramdown 2.5.2, parser/kramdown/html_entity.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from jekpy.kramdown.entities import REFERENCE, referenced_entity

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["entity"]


def entity(state: SpanState) -> bool:
    """Take a reference; an unknown name's ampersand stands for itself."""
    match = REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    state.pos = match.end()
    found = referenced_entity(match)
    if found is None:
        if match[1] is not None:
            state.push(Token("entity", "", 0, content="&", info="amp"))
            state.text(match[0][1:])
        else:
            state.text(match[0])
        return True
    if state.doc.joins_characters and not found.char.isascii():
        state.char(found.char)
    else:
        token = Token("entity", "", 0)
        token.content, token.info, token.markup = found.char, found.name or "", match[0]
        state.push(token)
    return True
