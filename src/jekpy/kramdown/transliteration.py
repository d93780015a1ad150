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
_LATIN_FORMS: Final = [
    "α",
    "a",
    "β",
    "b",
    "γ",
    "g",
    "δ",
    "d",
    "ε",
    "e",
    "ζ",
    "z",
    "η",
    "e",
    "θ",
    "th",
    "ι",
    "i",
    "κ",
    "k",
    "λ",
    "l",
    "μ",
    "m",
    "ν",
    "n",
    "ξ",
    "x",
    "ο",
    "o",
    "π",
    "p",
    "ρ",
    "r",
    "ς",
    "s",
    "σ",
    "s",
    "τ",
    "t",
    "υ",
    "u",
    "φ",
    "ph",
    "χ",
    "kh",
    "ψ",
    "ps",
    "ω",
    "o",
    "а",
    "a",
    "б",
    "b",
    "в",
    "v",
    "г",
    "g",
    "д",
    "d",
    "е",
    "e",
    "ж",
    "zh",
    "з",
    "z",
    "и",
    "i",
    "й",
    "i",
    "к",
    "k",
    "л",
    "l",
    "м",
    "m",
    "н",
    "n",
    "о",
    "o",
    "п",
    "p",
    "р",
    "r",
    "с",
    "s",
    "т",
    "t",
    "у",
    "u",
    "ф",
    "f",
    "х",
    "kh",
    "ц",
    "ts",
    "ч",
    "ch",
    "ш",
    "sh",
    "щ",
    "shch",
    "ъ",
    "'",
    "ы",
    "y",
    "ь",
    "'",
    "э",
    "e",
    "ю",
    "iu",
    "я",
    "ia",
]
_OTHER_SCRIPTS: Final = dict(zip(_LATIN_FORMS[::2], _LATIN_FORMS[1::2], strict=True))


def transliterate(text: str) -> str:
    """Return `text` in ASCII; a character that has no ASCII form is a `?`."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _ascii(char) for char in text)


def _ascii(char: str) -> str:
    lower = char.lower()
    found = _LETTERS.get(char) or _OTHER_SCRIPTS.get(lower)
    if found:
        return found if char == lower or char in _LETTERS else found.capitalize()
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
    return plain or "?"
