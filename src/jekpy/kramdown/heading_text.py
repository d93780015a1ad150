"""The text of a heading as its id is made from it, and the ids.

Source: kramdown-parser-gfm 1.1.0, parser/gfm.rb (update_raw_text, generate_gfm_header_id); kramdown 2.5.2,
parser/kramdown.rb (update_raw_text), converter/base.rb (basic_generate_id).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .characters import strip_non_words
from .entities import entity_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

__all__ = ["gfm_id", "gfm_text", "kramdown_id", "kramdown_text"]

_VALUES: Final = frozenset({"text", "code_inline", "math_inline", "entity"})
_SPACED_GUILLEMETS: Final = {"laquo_space": "«\u00a0", "raquo_space": "\u00a0»"}
_BEFORE_LETTERS: Final = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_NOT_IN_ID: Final = re.compile(r"[^a-zA-Z0-9 -]")


def gfm_text(tokens: Iterable[Token]) -> str:
    """Return the text of spans with code, formulas and symbols in it."""
    parts: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in _VALUES:
            parts.append(token.content)
        elif kind in {"smart_quote", "symbol"}:
            name = token.content
            found = entity_by_name(name)
            parts.append(found.char if found is not None else _SPACED_GUILLEMETS.get(name, ""))
        elif token.children:
            parts.append(gfm_text(token.children))
    return "".join(parts)


def gfm_id(text: str) -> str:
    """Return the id of a heading before duplicates are numbered. Ruby's lower case has no final sigma."""
    lower = text.lower() if text.isascii() else "".join([char.lower() for char in text])
    return strip_non_words(lower).replace(" ", "-").replace("\t", "-")


def kramdown_text(tokens: Iterable[Token]) -> str:
    """Return the plain text of spans."""
    return "".join(
        token.content if token.type == "text" else kramdown_text(token.children or ()) for token in tokens
    )


def kramdown_id(text: str) -> str:
    """Return the id that kramdown's own parser makes: an ASCII letter, then letters, digits and hyphens."""
    return _NOT_IN_ID.sub("", _BEFORE_LETTERS.sub("", text)).replace(" ", "-").lower()
