r"""The patterns that several rules share.

Ruby's `\s`, `\d` and `\w` are ASCII, so every pattern is compiled with `re.ASCII`; where Ruby's
`[[:alpha:]]` stands, a group switches to Unicode. All are used with `match` at a position, which is what
Ruby's `^` means in kramdown's scanner: it also matches at the pointer in the middle of a line.

HTML's names may have letters of any script. The classes of those take milliseconds to compile, so they are
left out where a text has no such names: the patterns with names in them are asked for by `any_script`.
Source: kramdown 2.5.2, parser/kramdown/*.rb; kramdown-parser-gfm 1.1.0, parser/gfm.rb.
"""

from __future__ import annotations

import re
from functools import cache
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
    "FOREIGN_TAG",
    "HR",
    "IAL",
    "LIST_MARKER",
    "NAME",
    "SPAN_TAGS",
    "html_name",
    "indented_code",
    "lazy_stop",
    "paragraph_end",
    "paragraph_end_lazy",
    "quote_end",
]

SPAN_TAGS: Final = words(
    """a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc
    rp rt rtc ruby samp select small span strong sub sup time tt u var"""
)
"""HTML elements that stand in running text."""

NAME: Final = r"\w[\w-]*"
"""The name of a footnote, an attribute list or a reference to one."""

_ASCII_START: Final = "[A-Za-z_]"
_NAME_START: Final = rf"(?:(?u:[^\W\d{NUMBERS}])|[{MARKS}])"
_NOT_SPAN: Final = rf"(?!(?:{'|'.join(sorted(SPAN_TAGS))}|script)(?u:\b))"

FOREIGN_TAG: Final = re.compile(r"^ {0,3}</?[\w.:-]*[^\x00-\x7f]", re.ASCII | re.MULTILINE)
"""A tag at the start of a line whose name goes on beyond ASCII, if it is a name."""


def html_name(*, any_script: bool) -> str:
    """Return the pattern of the name of an HTML element or attribute."""
    start, rest = (_NAME_START, rf"(?u:[-\w.{MARKS}])") if any_script else (_ASCII_START, r"[-\w.]")
    return rf"(?:{start}{rest}*+:)?{start}{rest}*+"


def _tag(any_script: bool) -> str:
    """Return the pattern of the start of a tag of a block; it is to be used in a lookahead."""
    start = _NAME_START if any_script else _ASCII_START
    return rf"<(?:/(?={html_name(any_script=any_script)}\s*>))?{_NOT_SPAN}{start}"


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


def _lazy(any_script: bool) -> str:
    return rf"\Z|{_BLANK}|{_EOB}| {{0,3}}{_tag(any_script)}|{_IAL}"


@cache
def quote_end(any_script: bool) -> re.Pattern[str]:
    """Return the newline at which a quote ends: what follows it is blank, or can only be a new block."""
    return re.compile(rf"\n(?={_lazy(any_script)})", re.ASCII)


@cache
def paragraph_end_lazy(any_script: bool) -> re.Pattern[str]:
    """Return the newline at which a paragraph ends: kramdown's own rule."""
    return re.compile(rf"\n(?={_lazy(any_script)}|{_DEFINITION})", re.ASCII)


@cache
def paragraph_end(any_script: bool) -> re.Pattern[str]:
    """Return the newline at which a paragraph ends: the rule of the GFM parser's quirk `paragraph_end`."""
    return re.compile(
        rf"\n(?=\Z|{_BLANK}|{_EOB}|{ATX_START}"
        rf"| {{0,3}}(?:[+*:-][\t| ]|\d+\.[\t| ]|>|[~`]{{3}}|{_tag(any_script)})|{_IAL})",
        re.ASCII,
    )


def lazy_stop(any_script: bool) -> str:
    """Return the pattern of what no lazy line of a list begins with, after its indentation."""
    return rf"(?:\{{:(?![:/])(?:{ATTRIBUTES})\}}[ \t\r\f\v]*\n|{_tag(any_script)})"


def indented_code(any_script: bool) -> str:
    """Return the pattern of indented lines, blank lines between them, and lazy lines after them."""
    return (
        r"(?:(?>\s*\n)?(?:(?:\t| {4})[ \t]*+\S.*\n)++"
        rf"(?:(?!{_IAL}|{_EOB}| {{0,3}}{_tag(any_script)})[ \t]*+\S.*\n)*+)*+"
    )
