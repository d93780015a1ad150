"""Slugs and titles made from file names and front matter.

Source: Jekyll 4.4.1, lib/jekyll/utils.rb (slugify, titleize_slug).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["slugify", "titleize"]

_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_ASCII: Final = re.compile(r"[^A-Za-z0-9]+")
_LINE_EDGE_HYPHEN: Final = re.compile(r"^-|-$", re.MULTILINE)
_KEPT_CATEGORIES: Final = frozenset({"Mn", "Mc", "Me", "Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
_PRETTY_PUNCTUATION: Final = frozenset("._~!$&'()+,;=@")
_PRETTY_ASCII: Final = re.compile(r"[^A-Za-z0-9._~!$&'()+,;=@]+")

# Source: i18n 1.10.0, lib/i18n/backend/transliterator.rb: what decomposing does not give.
_LATIN: Final = {
    "×": "x", "Æ": "AE", "Ð": "D", "Ø": "O", "Þ": "Th", "ß": "ss", "æ": "ae", "ð": "d", "ø": "o",
    "þ": "th", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k",
    "Ŀ": "L", "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Œ": "OE", "œ": "oe",
    "Ŧ": "T", "ŧ": "t",
}  # fmt: skip


def slugify(text: str, mode: str | None = None, *, cased: bool = False) -> str:
    """Return `text` as a slug.

    `mode` is one of `raw`, `default` (also None), `pretty`, `ascii`, `latin`; with any other the text is
    only put in lower case. `cased` keeps capitals.
    """
    slug = _replace_with_hyphens(text, mode or "default")
    if slug is None:
        return text if cased else text.lower()
    slug = _LINE_EDGE_HYPHEN.sub("", slug)
    return slug if cased else slug.lower()


def _replace_with_hyphens(text: str, mode: str) -> str | None:
    match mode:
        case "raw":
            return _SPACE.sub("-", text)
        case "default":
            return _hyphenate(text)
        case "pretty":
            return _hyphenate(text, pretty=True)
        case "ascii":
            return _ASCII.sub("-", text)
        case "latin":
            return _hyphenate(_transliterate(text))
        case _:
            return None


def _hyphenate(text: str, *, pretty: bool = False) -> str:
    """Replace each run of characters that are no letter, mark or digit by one hyphen.

    A `pretty` slug keeps some punctuation.
    """
    if text.isascii():
        return (_PRETTY_ASCII if pretty else _ASCII).sub("-", text)
    kept = _PRETTY_PUNCTUATION if pretty else frozenset[str]()
    out: list[str] = []
    for char in text:
        if char in kept or unicodedata.category(char) in _KEPT_CATEGORIES:
            out.append(char)
        elif not out or out[-1] != "":
            out.append("")  # stands for the hyphen, so that a kept "-" could not be taken for one
    return "".join(part or "-" for part in out)


def _transliterate(text: str) -> str:
    return "".join(char if char.isascii() else _transliterate_char(char) for char in text)


def _transliterate_char(char: str) -> str:
    if char in _LATIN:
        return _LATIN[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() and "À" <= char <= "ž" else "?"


def titleize(slug: str) -> str:
    """Return the title that a file name's slug stands for: `my-FOO_bar` gives `My Foo_bar`."""
    return " ".join(part.capitalize() for part in _split_like_ruby(slug))


def _split_like_ruby(slug: str) -> list[str]:
    """Split on hyphens; empty parts at the end are dropped, as Ruby's String#split does."""
    parts = slug.split("-")
    while parts and not parts[-1]:
        parts.pop()
    return parts
