r"""Classes of characters as Ruby's regular expressions see them.

Python's `\w` and `isalpha` differ from Ruby's `[[:alpha:]]` and `\p{Word}` for combining marks and
numbers, and its `strip` eats more than Ruby's. Measured with Ruby 3.1 (Unicode 13.0).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["SPACES", "STRIP", "is_alnum", "is_alpha", "strip_non_words", "words"]

SPACES: Final = " \t\n\r\f\v"
r"""What Ruby's `\s` matches."""

STRIP: Final = SPACES + "\0"
"""What Ruby's `strip` takes away."""

_WORD_CATEGORIES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_ALPHA_CATEGORIES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_CIRCLED_LETTERS: Final = re.compile(
    "[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)
_NON_WORD_ASCII: Final = re.compile(r"[^\w\- \t]", re.ASCII)


@lru_cache(maxsize=4096)
def is_alpha(char: str) -> bool:
    """Tell whether Ruby's `[[:alpha:]]` matches `char`: letters, letter numbers, vowel signs."""
    if char.isascii():
        return char.isalpha()
    category = unicodedata.category(char)
    if category in _ALPHA_CATEGORIES or _CIRCLED_LETTERS.match(char):
        return True
    # Marks count as letters where Unicode calls them alphabetic: vowel signs do, viramas and accents do not.
    return category == "Mc" or (category == "Mn" and unicodedata.combining(char) == 0)


@lru_cache(maxsize=4096)
def is_alnum(char: str) -> bool:
    """Tell whether Ruby's `[[:alnum:]]` matches `char`: `[[:alpha:]]` and decimal digits."""
    return is_alpha(char) or unicodedata.category(char) == "Nd"


def _is_word(char: str) -> bool:
    return unicodedata.category(char) in _WORD_CATEGORIES or _CIRCLED_LETTERS.match(char) is not None


def strip_non_words(text: str) -> str:
    r"""Return `text` without what is neither `\p{Word}`, nor `-`, space or tab."""
    if text.isascii():
        return _NON_WORD_ASCII.sub("", text)
    return "".join([char for char in text if char in "- \t" or _is_word(char)])


def words(text: str) -> frozenset[str]:
    """Return the words of `text`: a set of names is easier to read as running text."""
    return frozenset(text.split())
