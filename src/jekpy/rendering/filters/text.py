"""Filters for text, and those that turn values into text.

Source: Jekyll 4.4.1, lib/jekyll/filters.rb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

from jekpy.errors import LiquidRenderError
from jekpy.liquid import pass_registers
from jekpy.liquid.expressions import ruby_int
from jekpy.liquid.filtering import unsteady
from jekpy.liquid.filters.arrays import join
from jekpy.liquid.lexer import SPACE
from jekpy.liquid.values import class_name, filter_s, inspect, to_integer
from jekpy.model.slugs import slugify as make_slug
from jekpy.rendering.filters.json import inspect_value, to_json
from jekpy.rendering.filters.urls import RESERVED, normalize_component
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid import RenderContext

__all__ = ["TEXT_FILTERS"]

_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_SPACES = re.compile(r"[ \t\n\v\f\r]+")
_WORDS = re.compile(r"[^\t\n\v\f\r ]+")
_CJK: Final = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"
    "\U00020000-\U0003134f"  # Han
    "\u3041-\u3096\u309d-\u309f\U0001b001-\U0001b11f\U0001f200"  # Hiragana
    "\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff6f\uff71-\uff9d"  # Katakana
    "\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7a3"
    "\ud7b0-\ud7fb\uffa0-\uffdc"  # Hangul
)


@cache  # compiled by the first that asks: large classes take a while
def _cjk_character() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]")


@cache
def _cjk_or_word() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]|[^{_CJK} \t\n\v\f\r]+")


def _convert(context: RenderContext, converter: str, text: str) -> str:
    converted: str = context.registers[REGISTER].convert(converter, text)
    return converted


@unsteady
@pass_registers
def markdownify(context: RenderContext, value: object) -> str:
    """Return the HTML of Markdown."""
    return _convert(context, "markdown", filter_s(value))


@pass_registers
def smartify(context: RenderContext, value: object) -> str:
    """Return the text with typographic quotes, dashes and ellipses."""
    return _convert(context, "smartypants", filter_s(value))


@unsteady
@pass_registers
def scssify(context: RenderContext, value: object) -> str:
    """Return the CSS of SCSS."""
    return _convert(context, "scss", filter_s(value))


@unsteady
@pass_registers
def sassify(context: RenderContext, value: object) -> str:
    """Return the CSS of indented Sass."""
    return _convert(context, "sass", filter_s(value))


def slugify(value: object, mode: object = None) -> str | None:
    """Return the text as a slug; the modes are those of `jekpy.model.slugs.slugify`."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise LiquidRenderError(f"undefined method `gsub' for {inspect(value)}:{class_name(value)}")
    return make_slug(value, None if mode is None else filter_s(mode))


def xml_escape(value: object) -> str:
    """Return the text with the characters that XML gives a meaning escaped."""
    return filter_s(value).translate(_XML)


def cgi_escape(value: object) -> str:
    """Return the text as a value of a form; raises LiquidRenderError for anything but text."""
    if not isinstance(value, str):
        raise LiquidRenderError(f"no implicit conversion of {class_name(value)} into String")
    return quote_plus(value, safe="-_.~")


def uri_escape(value: object) -> str | None:
    """Return the text with what no URL may have percent-encoded; what is encoded already stays."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise LiquidRenderError(f"Can't convert {class_name(value)} into String.")
    return normalize_component(value, RESERVED)


def normalize_whitespace(value: object) -> str:
    """Return the text with each run of white space as one space, and none at its ends."""
    return _SPACES.sub(" ", filter_s(value)).strip(SPACE)


def number_of_words(value: object, mode: object = None) -> int:
    """Return the number of words; "cjk" counts each Chinese, Japanese or Korean character as one.

    With "auto" it does so for a text that has any.
    """
    if not isinstance(value, str):
        raise LiquidRenderError(f"undefined method `split' for {inspect(value)}:{class_name(value)}")
    if mode == "cjk" or (mode == "auto" and _cjk_character().search(value)):
        return len(_cjk_or_word().findall(value))
    return len(_WORDS.findall(value))


def to_integer_of(value: object) -> int:
    """Return the value as an integer: the one that a text starts with, 1 for true, 0 for false and nil."""
    if isinstance(value, bool):
        return int(value)
    return ruby_int(value) if isinstance(value, str) else to_integer(value)


def array_to_sentence_string(value: object, connector: object = "and") -> str:
    """Return the items as prose: `a`, `a and b`, `a, b, and c`."""
    if not isinstance(value, (list, tuple)):
        if isinstance(value, str) and not value:
            return ""
        raise LiquidRenderError(f"undefined method `join' for {inspect(value)}:{class_name(value)}")
    joint = filter_s(connector)
    if len(value) <= 2:
        return f" {joint} ".join(map(filter_s, value))
    return f"{join(value[:-1], ', ')}, {joint} {filter_s(value[-1])}"


def jsonify(value: object) -> str:
    """Return the value as JSON. Raises LiquidRenderError for a number that JSON does not have."""
    return to_json(value)


def inspect_filter(value: object) -> str:
    """Return the value as Ruby would show it to a programmer, escaped for HTML."""
    return inspect_value(value).translate(_XML)


TEXT_FILTERS: Final[Mapping[str, object]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "cgi_escape": cgi_escape,
    "inspect": inspect_filter,
    "jsonify": jsonify,
    "markdownify": markdownify,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "sassify": sassify,
    "scssify": scssify,
    "slugify": slugify,
    "smartify": smartify,
    "to_integer": to_integer_of,
    "uri_escape": uri_escape,
    "xml_escape": xml_escape,
}
