"""Expressions: literals, variables with their keys, ranges; and the strict and the lax way to parse them.

Liquid parses every expression twice over: the strict parser checks the words and writes the expression
anew without its blanks, then both ways end in the same patterns (`parse_expression`).

Source: Liquid 4.0.4, lib/liquid/expression.rb, variable_lookup.rb, range_lookup.rb, parser.rb, variable.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from jekpy.liquid.lexer import SPACE, UnexpectedCharacterError, Word, words

__all__ = [
    "BLANK",
    "EMPTY",
    "QUOTED_FRAGMENT",
    "TAG_ATTRIBUTE",
    "Expression",
    "FilterCall",
    "Filtered",
    "Key",
    "Literal",
    "Lookup",
    "MarkupError",
    "MethodLiteral",
    "Range",
    "StrictParser",
    "parse_expression",
    "parse_filtered_lax",
    "parse_filtered_strict",
    "ruby_float",
    "ruby_int",
]

QUOTED_FRAGMENT: Final = r"""(?:"[^"]*"|'[^']*'|(?:[^\s,|'"]|"[^"]*"|'[^']*')+)"""
TAG_ATTRIBUTE: Final = re.compile(rf"(\w+)\s*:\s*({QUOTED_FRAGMENT})", re.ASCII)

_INTEGER = re.compile(r"-?\d+", re.ASCII)
_FLOAT = re.compile(r"-?\d[\d.]+", re.ASCII)
_RANGE = re.compile(r"\((\S+)\.\.(\S+)\)", re.ASCII)
_SEGMENT = re.compile(r"\[[^\]]+\]|[\w-]+\??", re.ASCII)
_LEADING_INTEGER = re.compile(rf"[{SPACE}]*([+-]?\d+(?:_\d+)*)", re.ASCII)
_LEADING_FLOAT = re.compile(rf"[{SPACE}]*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)", re.ASCII)
_COMMANDS: Final = frozenset({"size", "first", "last"})
_MAX_DEPTH: Final = 100

_VALUE_AND_REST = re.compile(rf"({QUOTED_FRAGMENT})(.*)", re.ASCII | re.DOTALL)
_FILTERS = re.compile(r"\|\s*(.*)", re.ASCII | re.DOTALL)
_FILTER = re.compile(rf"(?:\s+|{QUOTED_FRAGMENT}|,)+", re.ASCII)
_FILTER_NAME = re.compile(r"\w+", re.ASCII)
_FILTER_ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{QUOTED_FRAGMENT})", re.ASCII)


class MarkupError(Exception):
    """An expression that the strict parser refuses; `str()` of it is Liquid's message."""


@dataclass(frozen=True, slots=True)
class MethodLiteral:
    """`empty` or `blank`: prints nothing, and compares by asking the other side."""

    name: str


EMPTY: Final = MethodLiteral("empty")
BLANK: Final = MethodLiteral("blank")


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the template."""

    value: object


@dataclass(frozen=True, slots=True)
class Lookup:
    """A variable and the keys behind it. `name` is an expression where it was written in brackets."""

    name: str | Expression | None
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One step into a value. `command` is set for `size`, `first` and `last` written with a dot."""

    value: Expression
    command: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """`(start..stop)`, both ends included."""

    start: Expression
    stop: Expression


Expression = Literal | Lookup | Range


@dataclass(frozen=True, slots=True)
class FilterCall:
    """`| name: arguments, key: value`."""

    name: str
    arguments: tuple[Expression, ...] = ()
    keywords: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Filtered:
    """A value and the filters it goes through; `value` is None where the markup has none."""

    value: Expression | None = None
    filters: tuple[FilterCall, ...] = field(default=())


_LITERALS: Final[dict[str, object]] = {
    "": None,
    "nil": None,
    "null": None,
    "true": True,
    "false": False,
    "blank": BLANK,
    "empty": EMPTY,
}


def parse_expression(markup: str) -> Expression:
    """Return the expression that `markup` stands for; anything that is no literal is a variable.

    Never raises. Source: Liquid 4.0.4, expression.rb, parse.
    """
    return _parse(markup, 0)


def _parse(markup: str, depth: int) -> Expression:
    if markup in _LITERALS:
        return Literal(_LITERALS[markup])
    if len(markup) > 1 and markup[0] == markup[-1] and markup[0] in "'\"":
        return Literal(markup[1:-1])
    if _INTEGER.fullmatch(markup):
        return Literal(_bounded_int(markup))
    if (match := _RANGE.fullmatch(markup)) and depth < _MAX_DEPTH:
        return _parse_range(match[1], match[2], depth + 1)
    if _FLOAT.fullmatch(markup):
        return Literal(ruby_float(markup))
    return _parse_lookup(markup, depth + 1)


def _parse_range(start: str, stop: str, depth: int) -> Expression:
    ends = _parse(start, depth), _parse(stop, depth)
    if isinstance(ends[0], Literal) and isinstance(ends[1], Literal):
        first, last = (_literal_end(end.value) for end in ends if isinstance(end, Literal))
        return Literal(range(first, last + 1))
    return Range(*ends)


def _literal_end(value: object) -> int:
    """Return `value.to_i`, which Liquid calls on the ends of a literal range."""
    if isinstance(value, str):
        return ruby_int(value)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0


def _parse_lookup(markup: str, depth: int) -> Lookup:
    segments = _SEGMENT.findall(markup)
    if not segments:
        return Lookup(None)
    first, *rest = segments
    name = _parse(first[1:-1], depth) if first[0] == "[" and depth < _MAX_DEPTH else first
    return Lookup(name, tuple(_key(segment, depth) for segment in rest))


def _key(segment: str, depth: int) -> Key:
    if segment[0] == "[" and depth < _MAX_DEPTH:
        return Key(_parse(segment[1:-1], depth))
    return Key(Literal(segment), segment in _COMMANDS)


def ruby_int(text: str) -> int:
    """Return what Ruby's `String#to_i` gives: the integer that `text` starts with, else 0."""
    match = _LEADING_INTEGER.match(text)
    return _bounded_int(match[1]) if match else 0


def ruby_float(text: str) -> float:
    """Return what Ruby's `String#to_f` gives: the number that `text` starts with, else 0.0."""
    match = _LEADING_FLOAT.match(text)
    return float(match[1]) if match else 0.0


def _bounded_int(digits: str) -> int:
    """Return the integer; Python reads at most 4300 digits at once, Ruby any number."""
    try:
        return int(digits)
    except ValueError:
        return int(digits[:4000])


class StrictParser:
    """Reads the words of one expression, and raises MarkupError where they do not fit.

    Source: Liquid 4.0.4, parser.rb.
    """

    def __init__(self, markup: str) -> None:
        """Take the markup to read. Raises MarkupError for a character that no expression may have."""
        try:
            self._words = words(markup)
        except UnexpectedCharacterError as error:
            raise MarkupError(f"Unexpected character {error}") from None
        self._position = 0
        self._depth = 0

    def consume(self, kind: str) -> str:
        """Return the text of the next word, which must be of `kind`."""
        word = self._words[self._position]
        if word.kind != kind:
            raise MarkupError(f"Expected {kind} but found {word.kind}")
        self._position += 1
        return word.text

    def take(self, kind: str) -> str | None:
        """Return the text of the next word if it is of `kind`, else None and stay."""
        word = self._words[self._position]
        if word.kind != kind:
            return None
        self._position += 1
        return word.text

    def take_name(self, *names: str) -> str | None:
        """Return the next word if it is one of `names`, else None and stay."""
        word = self._words[self._position]
        if word.kind != "id" or word.text not in names:
            return None
        self._position += 1
        return word.text

    def sees(self, *kinds: str) -> bool:
        """Tell whether the next words are of these kinds."""
        ahead = self._words[self._position : self._position + len(kinds)]
        return [word.kind for word in ahead] == list(kinds)

    def expression(self) -> str:
        """Read one expression and return it written without blanks."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise MarkupError("Nesting too deep")
        word: Word = self._words[self._position]
        if word.kind == "id":
            text = self._variable()
        elif word.kind in {"string", "number"}:
            text = self.consume(word.kind)
        elif word.kind == "open_round":
            self.consume("open_round")
            start = self.expression()
            self.consume("dotdot")
            stop = self.expression()
            self.consume("close_round")
            text = f"({start}..{stop})"
        else:
            raise MarkupError(f"{_inspect(word)} is not a valid expression")
        self._depth -= 1
        return text

    def argument(self) -> str:
        """Read one argument of a filter, `value` or `key: value`."""
        keyword = ""
        if self.sees("id", "colon"):
            keyword = self.consume("id") + self.consume("colon") + " "
        return keyword + self.expression()

    def _variable(self) -> str:
        parts = []
        while True:
            parts.append(self.consume("id"))
            while self.take("open_square") is not None:
                parts.append(f"[{self.expression()}]")
                self.consume("close_square")
            if self.take("dot") is None:
                return "".join(parts)
            parts.append(".")

    def end(self) -> None:
        """Raise unless all is read."""
        self.consume("end_of_string")


def _inspect(word: Word) -> str:
    """Return the word as Ruby shows its token."""
    return f"[:{word.kind}]" if word.kind == "end_of_string" else f'[:{word.kind}, "{word.text}"]'


def parse_filtered_strict(markup: str) -> Filtered:
    """Return the value and filters of `markup`; raises MarkupError.

    Source: Liquid 4.0.4, variable.rb, strict_parse.
    """
    parser = StrictParser(markup)
    value = parse_expression(parser.expression())
    filters = []
    while parser.take("pipe") is not None:
        name = parser.consume("id")
        arguments = []
        if parser.take("colon") is not None:
            arguments.append(parser.argument())
            while parser.take("comma") is not None:
                arguments.append(parser.argument())
        filters.append(_filter_call(name, arguments))
    parser.end()
    return Filtered(value, tuple(filters))


def parse_filtered_lax(markup: str) -> Filtered:
    """Return what can be made of `markup`; never raises.

    Source: Liquid 4.0.4, variable.rb, lax_parse.
    """
    match = _VALUE_AND_REST.search(markup)
    if match is None:
        return Filtered()
    value = parse_expression(match[1])
    rest = _FILTERS.search(match[2])
    if rest is None:
        return Filtered(value)
    filters = []
    for text in _FILTER.findall(rest[1]):
        name = _FILTER_NAME.search(text)
        if name is not None:
            filters.append(_filter_call(name[0], _FILTER_ARGUMENT.findall(text)))
    return Filtered(value, tuple(filters))


def _filter_call(name: str, arguments: list[str]) -> FilterCall:
    positional: list[Expression] = []
    keywords: dict[str, Expression] = {}
    for argument in arguments:
        match = TAG_ATTRIBUTE.fullmatch(argument)
        if match:
            keywords[match[1]] = parse_expression(match[2])
        else:
            positional.append(parse_expression(argument))
    return FilterCall(name, tuple(positional), tuple(keywords.items()))
