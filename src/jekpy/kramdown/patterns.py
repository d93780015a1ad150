r"""The patterns that several rules share.

Ruby's `\s`, `\d` and `\w` are ASCII, so every pattern is compiled with `re.ASCII`; where Ruby's
`[[:alpha:]]` stands, a group switches to Unicode. All are used with `match` at a position, which is what
Ruby's `^` means in kramdown's scanner: it also matches at the pointer in the middle of a line.
Source: kramdown 2.5.2, parser/kramdown/*.rb; kramdown-parser-gfm 1.1.0, parser/gfm.rb.
"""

from __future__ import annotations

import re
from typing import Final

from .characters import MARKS, NUMBERS, words

__all__ = [
    "ATTRIBUTES",
    "ATX_START",
    "BLANK",
    "BOUNDARY",
    "DEFINITION_MARKER",
    "EOB",
    "EXTENSION",
    "HR",
    "HTML_CLOSE_TAG",
    "HTML_NAME",
    "HTML_TAG",
    "IAL",
    "INDENTED_CODE",
    "LAZY_STOP",
    "LIST_MARKER",
    "NAME",
    "PARAGRAPH_END",
    "PARAGRAPH_END_LAZY",
    "QUOTE_END",
    "SPAN_TAGS",
]

SPAN_TAGS: Final = words(
    """a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc
    rp rt rtc ruby samp select small span strong sub sup time tt u var"""
)
"""HTML elements that stand in running text."""

NAME: Final = r"\w[\w-]*"
"""The name of a footnote, an attribute list or a reference to one."""

_NAME_START: Final = rf"(?:(?u:[^\W\d{NUMBERS}])|[{MARKS}])"
HTML_NAME: Final = rf"(?:{_NAME_START}(?u:[-\w.{MARKS}])*+:)?{_NAME_START}(?u:[-\w.{MARKS}])*+"
"""The name of an HTML element or attribute."""

_NOT_SPAN: Final = rf"(?!(?:{'|'.join(sorted(SPAN_TAGS))}|script)(?u:\b))"
_OPEN: Final = rf"<{_NOT_SPAN}{_NAME_START}"
_CLOSE: Final = rf"</{_NOT_SPAN}{HTML_NAME}\s*>"
ATTRIBUTES: Final = r"(?!\})[^}\\]{0,999}+(?:\\\}?[^}\\]{0,999}+){0,99}"
"""What stands between the braces of an attribute list: anything but `}`, unless escaped.

kramdown sets no bound to its length; this one keeps thousands of unclosed braces from reading on and on.
"""
_LAZY_ATTRIBUTES: Final = r"[^}\\]{0,999}?(?:\\\}?[^}\\]{0,999}?){0,99}?"
_BLANK: Final = r"[ \t\r\f\v]*\n"
_EOB: Final = r"\^[ \t\r\f\v]*\n"
_IAL: Final = rf" {{0,3}}\{{:(?![:/])(?:{ATTRIBUTES})\}}[ \t\r\f\v]*\n"
_LIST: Final = r" {0,3}(?:[+*-]|\d+\.)[\t| ]"
_DEFINITION: Final = r" {0,3}:[\t| ]"
_LAZY: Final = rf"\Z|{_BLANK}|{_EOB}| {{0,3}}(?:{_CLOSE}|{_OPEN})|{_IAL}"

BLANK: Final = re.compile(r"(?:\s*\n)+", re.ASCII)
EOB: Final = re.compile(_EOB)
IAL: Final = re.compile(rf" {{0,3}}\{{:(?![:/])({ATTRIBUTES})\}}[ \t\r\f\v]*\n", re.ASCII)
EXTENSION: Final = rf"\{{::(\w+)(?:\s({_LAZY_ATTRIBUTES})|)(/)?\}}|\{{:/({NAME})?\}}"
"""`{::name attributes}`, `{::name attributes /}` or `{:/name}`: groups name, attributes, slash, stop name."""
HR: Final = re.compile(
    r" {0,3}(?:\*[ \t]*+\*[ \t]*+\*[* \t]*+|-[ \t]*+-[ \t]*+-[- \t]*+|_[ \t]*+_[ \t]*+_[_ \t]*+)\n"
)
BOUNDARY: Final = re.compile(rf"\Z|{_BLANK}|{_EOB}|{_IAL}", re.ASCII)
"""What may follow a block that must end on a boundary."""
LIST_MARKER: Final = re.compile(_LIST, re.ASCII)
DEFINITION_MARKER: Final = re.compile(_DEFINITION)
ATX_START: Final = r"#{1,6}[\t ]"

QUOTE_END: Final = re.compile(rf"\n(?={_LAZY})", re.ASCII)
"""The newline at which a quote ends: what follows it is blank, or can only be a new block."""
PARAGRAPH_END_LAZY: Final = re.compile(rf"\n(?={_LAZY}|{_DEFINITION})", re.ASCII)
"""The newline at which a paragraph ends: kramdown's own rule."""
PARAGRAPH_END: Final = re.compile(
    rf"\n(?=\Z|{_BLANK}|{_EOB}|{ATX_START}"
    rf"| {{0,3}}(?:[+*:-][\t| ]|\d+\.[\t| ]|>|[~`]{{3}}|{_CLOSE}|{_OPEN})|{_IAL})",
    re.ASCII,
)
"""The newline at which a paragraph ends: the rule of the GFM parser's quirk `paragraph_end`."""

LAZY_STOP: Final = rf"(?:\{{:(?![:/])(?:{ATTRIBUTES})\}}[ \t\r\f\v]*\n|{_CLOSE}|{_OPEN})"
"""What no lazy line of a list begins with, after its indentation."""

INDENTED_CODE: Final = (
    r"(?:(?>\s*\n)?(?:(?:\t| {4})[ \t]*+\S.*\n)++"
    rf"(?:(?!{_IAL}|{_EOB}| {{0,3}}(?:{_CLOSE}|{_OPEN}))[ \t]*+\S.*\n)*+)*+"
)
"""Indented lines, blank lines between them, and lazy lines after them."""

HTML_TAG: Final = re.compile(
    rf"""<({HTML_NAME})((?:\s++{HTML_NAME}(?:\s*+=\s*+(?:(?u:\w)++|"[^"]*+"|'[^']*+'))?+)*+)\s*+(/)?>""",
    re.ASCII,
)
"""An opening tag: groups name, attributes, closing slash."""
HTML_CLOSE_TAG: Final = re.compile(rf"</({HTML_NAME})\s*>", re.ASCII)
