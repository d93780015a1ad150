"""Filters for text.

Source: Liquid 4.0.4, lib/liquid/standardfilters.rb; Ruby 3.1, String and CGI.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus, unquote_to_bytes

from jekpy.errors import LiquidRenderError
from jekpy.liquid.lexer import SPACE
from jekpy.liquid.values import MAX_TEXT, check_text, filter_s, require_integer, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STRING_FILTERS"]

_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_ESCAPE = str.maketrans(_HTML)
_ESCAPE_ONCE = re.compile(r"""["><']|&(?!(?:[a-zA-Z]+|#\d+);)""", re.ASCII)
_BLOCKS = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>", re.DOTALL)
_TAGS = re.compile(r"<.*?>", re.DOTALL)
_BACKSLASH = re.compile(r"\\(?:k<([^>]*)>|(.))", re.DOTALL)
_KEEP: Final = "-_.~"


def append(value: object, text: object) -> str:
    """Return both as one text."""
    return filter_s(value) + filter_s(text)


def prepend(value: object, text: object) -> str:
    """Return both as one text, `text` first."""
    return filter_s(text) + filter_s(value)


def capitalize(value: object) -> str:
    """Return the text with its first letter in upper case and all others in lower case."""
    text = filter_s(value)
    return text[:1].title() + text[1:].lower()


def upcase(value: object) -> str:
    """Return the text in upper case."""
    return filter_s(value).upper()


def downcase(value: object) -> str:
    """Return the text in lower case."""
    return filter_s(value).lower()


def strip(value: object) -> str:
    """Return the text without white space at its ends."""
    return filter_s(value).strip(SPACE)


def lstrip(value: object) -> str:
    """Return the text without white space at its start."""
    return filter_s(value).lstrip(SPACE)


def rstrip(value: object) -> str:
    """Return the text without white space at its end."""
    return filter_s(value).rstrip(SPACE)


def strip_newlines(value: object) -> str:
    """Return the text in one line."""
    return filter_s(value).replace("\r\n", "").replace("\n", "")


def newline_to_br(value: object) -> str:
    """Return the text with `<br />` before each newline."""
    return filter_s(value).replace("\n", "<br />\n")


def strip_html(value: object) -> str:
    """Return the text without tags, comments, scripts and styles."""
    return _TAGS.sub("", _BLOCKS.sub("", filter_s(value)))


def escape(value: object) -> str | None:
    """Return the text with the characters that HTML gives a meaning escaped."""
    return None if value is None else filter_s(value).translate(_ESCAPE)


def escape_once(value: object) -> str:
    """Return what `escape` does, leaving what is escaped already."""
    return _ESCAPE_ONCE.sub(lambda match: _HTML[match[0]], filter_s(value))


def url_encode(value: object) -> str | None:
    """Return the text as a value of a form, a space as `+`."""
    if value is None:
        return None
    return quote_plus(filter_s(value), safe=_KEEP, errors="surrogatepass").replace("%7E", "~")


def url_decode(value: object) -> str | None:
    """Return the text that `url_encode` encoded; raises LiquidRenderError for bytes that are no UTF-8."""
    if value is None:
        return None
    try:
        return unquote_to_bytes(filter_s(value).replace("+", " ")).decode()
    except UnicodeError:
        raise LiquidRenderError("invalid byte sequence in UTF-8") from None


def replace(value: object, pattern: object, replacement: object = "") -> str:
    """Return the text with every `pattern` replaced; backslashes in `replacement` are Ruby's."""
    return _substitute(filter_s(value), filter_s(pattern), filter_s(replacement), 0)


def replace_first(value: object, pattern: object, replacement: object = "") -> str:
    """Return the text with the first `pattern` replaced, as `replace` does."""
    return _substitute(filter_s(value), filter_s(pattern), filter_s(replacement), 1)


def remove(value: object, pattern: object) -> str:
    """Return the text without `pattern`."""
    return filter_s(value).replace(filter_s(pattern), "")


def remove_first(value: object, pattern: object) -> str:
    """Return the text without the first `pattern`."""
    return filter_s(value).replace(filter_s(pattern), "", 1)


def _substitute(text: str, pattern: str, replacement: str, count: int) -> str:
    """Replace as Ruby's `gsub` and `sub` do with a plain pattern."""
    if len(text) * len(replacement) > MAX_TEXT:  # else it is not long enough to count, however often
        check_text(text.count(pattern) * len(replacement))
    if "\\" not in replacement:
        return text.replace(pattern, replacement, count or -1)

    def expand(match: re.Match[str]) -> str:
        return _BACKSLASH.sub(lambda escape: _expand(escape, match), replacement)

    return re.sub(re.escape(pattern), expand, text, count=count)


def _expand(escape: re.Match[str], match: re.Match[str]) -> str:
    if escape[1] is not None:
        raise LiquidRenderError(f"undefined group name reference: {escape[1]}")
    char = escape[2]
    if char.isdecimal() and char.isascii():
        return match[0] if char == "0" else ""
    return {
        "&": match[0],
        "`": match.string[: match.start()],
        "'": match.string[match.end() :],
        "\\": "\\",
        "+": "",
    }.get(char, escape[0])


def split(value: object, pattern: object) -> list[str]:
    """Return the parts of the text between the `pattern`; empty ones at the end are dropped."""
    text, separator = filter_s(value), filter_s(pattern)
    if separator == " ":
        return words_of(text)
    parts = text.split(separator) if separator else list(text)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def truncate(value: object, length: object = 50, ending: object = "...") -> str | None:
    """Return the text cut to `length` characters, `ending` included."""
    if value is None:
        return None
    text, tail, count = filter_s(value), filter_s(ending), require_integer(length)
    if len(text) <= count:
        return text
    return text[: max(count - len(tail), 0)] + tail


def truncatewords(value: object, count: object = 15, ending: object = "...") -> object:
    """Return the first `count` words; `ending` follows even when there are just as many."""
    if value is None:
        return None
    words, most = words_of(filter_s(value)), max(require_integer(count) - 1, 0)
    if len(words) <= most:
        return value
    return " ".join(words[: most + 1]) + filter_s(ending)


STRING_FILTERS: Final[Mapping[str, object]] = {
    "append": append,
    "capitalize": capitalize,
    "downcase": downcase,
    "escape": escape,
    "escape_once": escape_once,
    "h": escape,
    "lstrip": lstrip,
    "newline_to_br": newline_to_br,
    "prepend": prepend,
    "remove": remove,
    "remove_first": remove_first,
    "replace": replace,
    "replace_first": replace_first,
    "rstrip": rstrip,
    "split": split,
    "strip": strip,
    "strip_html": strip_html,
    "strip_newlines": strip_newlines,
    "truncate": truncate,
    "truncatewords": truncatewords,
    "upcase": upcase,
    "url_decode": url_decode,
    "url_encode": url_encode,
}
