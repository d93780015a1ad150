"""Text in ASCII letters, for `transliterated_header_ids`.

kramdown asks the stringex gem, whose tables cover whole scripts. Here the letters come from Unicode's
decompositions, and from a table for Latin, Greek and Cyrillic letters that have none.
Source of the rule: kramdown 2.5.2, utils/unidecoder.rb.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["transliterate"]

_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE", "ı": "i", "ŋ": "ng", "Ŋ": "NG",
}  # fmt: skip
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρςστυφχψω",
        "a b g d e z e th i k l m n x o p r s s t u ph kh ps o".split(),
        strict=True,
    )
)
_CYRILLIC: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ' y ' e iu ia".split(),
        strict=True,
    )
)


def transliterate(text: str) -> str:
    """Return `text` in ASCII; a character that has no ASCII form is a `?`."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _ascii(char) for char in text)


def _ascii(char: str) -> str:
    lower = char.lower()
    found = _LETTERS.get(char) or _GREEK.get(lower) or _CYRILLIC.get(lower)
    if found:
        return found if char == lower or char in _LETTERS else found.capitalize()
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
    return plain or "?"
