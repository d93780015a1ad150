r"""Classes of characters as Ruby's regular expressions see them.

Python's `\w` and `isalpha` differ from Ruby's `[[:alpha:]]` and `\p{Word}` for combining marks and
numbers, and its `strip` eats more than Ruby's. Measured with Ruby 3.1 (Unicode 13.0).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

__all__ = ["MARKS", "NUMBERS", "SPACES", "STRIP", "is_alnum", "is_alpha", "strip_non_words", "words"]

SPACES: Final = " \t\n\r\f\v"
r"""What Ruby's `\s` matches."""

STRIP: Final = SPACES + "\0"
"""What Ruby's `strip` takes away."""

_MAX_CODE: Final = 0x10FFFF
_WORD_CATEGORIES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_ALPHA_CATEGORIES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_CIRCLED_LETTERS: Final = re.compile(
    "[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)
_ALPHABETIC_MARKS: Final = """
345 5b0-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-657 659-65f 670 6d6-6dc 6e1-6e4 6e7-6e8 6ed 711 730-73f
7a6-7b0 816-817 81b-823 825-827 829-82c 8d4-8df 8e3-8e9 8f0-903 93a-93b 93e-94c 94e-94f 955-957 962-963
981-983 9be-9c4 9c7-9c8 9cb-9cc 9d7 9e2-9e3 a01-a03 a3e-a42 a47-a48 a4b-a4c a51 a70-a71 a75 a81-a83
abe-ac5 ac7-ac9 acb-acc ae2-ae3 afa-afc b01-b03 b3e-b44 b47-b48 b4b-b4c b56-b57 b62-b63 b82 bbe-bc2
bc6-bc8 bca-bcc bd7 c00-c03 c3e-c44 c46-c48 c4a-c4c c55-c56 c62-c63 c81-c83 cbe-cc4 cc6-cc8 cca-ccc
cd5-cd6 ce2-ce3 d00-d03 d3e-d44 d46-d48 d4a-d4c d57 d62-d63 d81-d83 dcf-dd4 dd6 dd8-ddf df2-df3 e31
e34-e3a e4d eb1 eb4-eb9 ebb-ebc ecd f71-f81 f8d-f97 f99-fbc 102b-1036 1038 103b-103e 1056-1059 105e-1060
1062-1064 1067-106d 1071-1074 1082-108d 108f 109a-109d 1712-1713 1732-1733 1752-1753 1772-1773 17b6-17c8
1885-1886 18a9 1920-192b 1930-1938 1a17-1a1b 1a55-1a5e 1a61-1a74 1abf-1ac0 1b00-1b04 1b35-1b43 1b80-1b82
1ba1-1ba9 1bac-1bad 1be7-1bf1 1c24-1c36 1de7-1df4 24b6-24e9 2de0-2dff a674-a67b a69e-a69f a802 a80b
a823-a827 a880-a881 a8b4-a8c3 a8c5 a8ff a926-a92a a947-a952 a980-a983 a9b4-a9bf a9e5 aa29-aa36 aa43
aa4c-aa4d aa7b-aa7d aab0 aab2-aab4 aab7-aab8 aabe aaeb-aaef aaf5 abe3-abea fb1e 10376-1037a 10a01-10a03
10a05-10a06 10a0c-10a0f 10d24-10d27 10eab-10eac 11000-11002 11038-11045 11082 110b0-110b8 11100-11102
11127-11132 11145-11146 11180-11182 111b3-111bf 111ce-111cf 1122c-11234 11237 1123e 112df-112e8
11300-11303 1133e-11344 11347-11348 1134b-1134c 11357 11362-11363 11435-11441 11443-11445 114b0-114c1
115af-115b5 115b8-115be 115dc-115dd 11630-1163e 11640 116ab-116b5 1171d-1172a 1182c-11838 11930-11935
11937-11938 1193b-1193c 11940 11942 119d1-119d7 119da-119df 119e4 11a01-11a0a 11a35-11a39 11a3b-11a3e
11a51-11a5b 11a8a-11a97 11c2f-11c36 11c38-11c3e 11c92-11ca7 11ca9-11cb6 11d31-11d36 11d3a 11d3c-11d3d
11d3f-11d41 11d43 11d47 11d8a-11d8e 11d90-11d91 11d93-11d96 11ef3-11ef6 16f4f 16f51-16f87 16f8f-16f92
16ff0-16ff1 1bc9e 1e000-1e006 1e008-1e018 1e01b-1e021 1e023-1e024 1e026-1e02a 1e947 1f130-1f149
1f150-1f169 1f170-1f189
"""
"""Marks and circled letters that Unicode calls alphabetic, as ranges of code points.

Vowel signs are, accents are not.
"""

_OTHER_NUMBERS: Final = """
b2-b3 b9 bc-be 9f4-9f9 b72-b77 bf0-bf2 c78-c7e d58-d5e d70-d78 f2a-f33 1369-137c 17f0-17f9 19da 2070
2074-2079 2080-2089 2150-215f 2189 2460-249b 24ea-24ff 2776-2793 2cfd 3192-3195 3220-3229 3248-324f
3251-325f 3280-3289 32b1-32bf a830-a835 10107-10133 10175-10178 1018a-1018b 102e1-102fb 10320-10323
10858-1085f 10879-1087f 108a7-108af 108fb-108ff 10916-1091b 109bc-109bd 109c0-109cf 109d2-109ff
10a40-10a48 10a7d-10a7e 10a9d-10a9f 10aeb-10aef 10b58-10b5f 10b78-10b7f 10ba9-10baf 10cfa-10cff
10e60-10e7e 10f1d-10f26 10f51-10f54 10fc5-10fcb 11052-11065 111e1-111f4 1173a-1173b 118ea-118f2
11c5a-11c6c 11fc0-11fd4 16b5b-16b61 16e80-16e96 1d2e0-1d2f3 1d360-1d378 1e8c7-1e8cf 1ec71-1ecab
1ecad-1ecaf 1ecb1-1ecb4 1ed01-1ed2d 1ed2f-1ed3d 1f100-1f10c
"""
"""Superscripts, fractions, circled numbers and the like, as ranges of code points: no letters, no digits."""

_NON_WORD_ASCII: Final = re.compile(r"[^\w\- \t]", re.ASCII)


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    parts = (part.partition("-") for part in text.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in parts)


def _class_of(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARK_RANGES: Final = _ranges(_ALPHABETIC_MARKS)
MARKS: Final = _class_of(_MARK_RANGES)
r"""Alphabetic marks as part of a regular expression's character class: Python's `\w` does not match them."""
NUMBERS: Final = _class_of(_ranges(_OTHER_NUMBERS))
r"""Numbers that are no digits, likewise: Python's `\w` matches them, and Ruby's `[[:alpha:]]` does not."""


@lru_cache(maxsize=4096)
def is_alpha(char: str) -> bool:
    """Tell whether Ruby's `[[:alpha:]]` matches `char`: letters, letter numbers, vowel signs."""
    if char.isascii():
        return char.isalpha()
    if unicodedata.category(char) in _ALPHA_CATEGORIES:
        return True
    code = ord(char)
    index = bisect_right(_MARK_RANGES, (code, _MAX_CODE)) - 1
    return index >= 0 and code <= _MARK_RANGES[index][1]


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
