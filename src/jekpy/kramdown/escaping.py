"""Escaping of text, attribute values and code for HTML.

Source: kramdown 2.5.2, utils/html.rb, escape_html.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["escape_all", "escape_attribute", "escape_text"]

_BARE_AMPERSAND: Final = re.compile(r"&(?!(?:[\w:][\w.:-]*|#\d+|#x[0-9a-fA-F]+);)", re.ASCII)


def escape_attribute(text: str) -> str:
    """Return `text` for an attribute's value: character references in it stay."""
    if "&" in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def escape_text(text: str) -> str:
    """Return `text` as the text of an element: character references in it stay, quotes too."""
    if "&" in text:
        text = _BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def escape_all(text: str) -> str:
    """Return `text` with every `&`, `<` and `>` escaped, as in code."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
