"""YAML with the types that Ruby's SafeYAML gives to plain scalars.

Parsed by libyaml, as in Ruby. A plain scalar (also a key) may become an integer, a float, nil, a boolean, a
date or a time; a quoted one stays text. What Ruby does by accident, sites have come to rely on: `on:` is the
key True, `010` is 8, `1:30` is 90.0.

Source: Jekyll 4.4.1 on SafeYAML 1.0.5, lib/safe_yaml/transform/ and psych_handler.rb.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

import yaml

from jekpy.errors import Diagnostic, FrontMatterError, Location

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["hashable", "load_yaml", "typed_scalar"]

_DEEPEST: Final = 200
"""How deep lists and mappings may nest; what reads them later goes down by recursion."""

_BINARY_TAGS: Final = frozenset({"!binary", "tag:yaml.org,2002:binary"})
_MERGE: Final = "<<"

_SEPARATORS: Final = str.maketrans("", "", "_,")
_INTEGER: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_OCTAL: Final = re.compile(r"0[0-7]+")
_HEXADECIMAL: Final = re.compile(r"[-+]?0[xX][0-9a-fA-F]+")
_BINARY: Final = re.compile(r"[-+]?0b[01]+")
_SEXAGESIMAL: Final = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?")
_SPECIAL_FLOATS: Final = {
    **dict.fromkeys((".inf", ".Inf", ".INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_WORDS: Final = {
    "": None, "~": None, "null": None, "yes": True, "on": True, "true": True, "no": False, "off": False,
    "false": False,
}  # fmt: skip
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|\s+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(\.[0-9]*)?"
    r"\s*(Z|[-+][0-9]{1,2}(?::?[0-9]{2})?)?"
)


def load_yaml(text: str, path: str = "", *, first_line: int = 1) -> object:
    """Return the first document of `text` as plain data; None when there is no document.

    `path` and `first_line` (the line of `path` where `text` starts, from 1) place the errors.
    Raises FrontMatterError for text that is not YAML.
    """
    assembly = _Assembly()
    loader = None
    try:
        loader = yaml.CSafeLoader(text)
        while not assembly.finished:
            event = loader.get_event()
            if event is None:
                break
            assembly.take(event)
    except yaml.YAMLError as error:
        raise _located(error, text, path, first_line) from error
    except UnicodeEncodeError as error:
        place = Location(path, first_line + text.count("\n", 0, error.start))
        fix = "save the file as UTF-8, or set `encoding` to what it is saved as"
        raise FrontMatterError("the text is not valid UTF-8", place, fix) from error
    except (TypeError, ValueError) as error:
        raise FrontMatterError(str(error), Location(path, first_line)) from error
    finally:
        if loader is not None:
            loader.dispose()
    return assembly.result


class _Assembly:
    """Builds the value from the parser's events, with SafeYAML's order of doing things.

    A container is put in its place when it opens, so that `<<: {a: 1}` merges nothing; and a nil key counts
    as no key yet, so that the values after it move up by one.
    """

    def __init__(self) -> None:
        self.result: object = None
        self.finished = False
        self._begun = False
        self._anchors: dict[str, object] = {}
        self._stack: list[list[object] | dict[object, object]] = []
        self._key: object = None

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        match event:
            case yaml.ScalarEvent():
                quoted = event.implicit[1]
                value = _scalar(event.value, event.tag) if not quoted else event.value
                self._add(value, event.anchor)
            case yaml.AliasEvent():
                value = self._anchors.get(event.anchor or "")
                if any(value is container for container in self._stack):
                    raise ValueError(f"`*{event.anchor}` stands inside the very value that it names")
                self._add(typed_scalar(value) if isinstance(value, str) else value, None)
            case yaml.MappingStartEvent():
                self._open({}, event.anchor)
            case yaml.SequenceStartEvent():
                self._open([], event.anchor)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()
            case yaml.DocumentEndEvent() | yaml.StreamEndEvent():
                self.finished = True

    def _open(self, container: list[object] | dict[object, object], anchor: str | None) -> None:
        self._add(container, anchor)
        self._stack.append(container)
        if len(self._stack) > _DEEPEST:
            raise ValueError(f"lists and mappings nest deeper than {_DEEPEST} levels")

    def _add(self, value: object, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = value
        if not self._begun:
            self._begun = True
            self.result = value
            return
        container = self._stack[-1]
        if isinstance(container, list):
            container.append(value)
        elif self._key is None:
            self._key = value
        else:
            self._put(container, self._key, value)
            self._key = None

    @staticmethod
    def _put(container: dict[object, object], key: object, value: object) -> None:
        if key == _MERGE:
            if not isinstance(value, dict):
                raise TypeError(
                    "only one mapping can be merged with `<<`, given as an alias such as `*defaults`"
                )
            container.update(value)
        else:
            container[hashable(key)] = value


def hashable(key: object) -> object:
    """Return `key`, a list as a tuple, and a mapping, which nothing could look up, as its text."""
    if isinstance(key, list):
        return tuple(hashable(item) for item in key)
    return str(key) if isinstance(key, dict) else key


def _scalar(value: str, tag: str | None) -> object:
    if tag in _BINARY_TAGS:
        try:
            return base64.b64decode(value).decode("utf-8", "surrogateescape")
        except binascii.Error as error:
            raise ValueError(f"this is not base64: {error}") from error
    return typed_scalar(value)


def typed_scalar(text: str) -> object:
    """Return the value that a plain scalar stands for: int, float, None, bool, date, datetime, or `text`."""
    trimmed = text.strip()
    first = trimmed[:1]
    if first and (first in "0123456789+-._,"):
        for convert in (_integer, _float, _moment):
            value = convert(trimmed)
            if value is not None:
                return value
        return text
    word = trimmed.lower()
    return _WORDS.get(word, text)


_BASES: Final[tuple[tuple[re.Pattern[str], Callable[[str], int]], ...]] = (
    (_INTEGER, int),
    (_OCTAL, lambda text: int(text, 8)),
    (_HEXADECIMAL, lambda text: int(text, 16)),
    (_BINARY, lambda text: int(text, 2)),
)


def _integer(text: str) -> int | None:
    digits = text.translate(_SEPARATORS)
    return next((convert(digits) for pattern, convert in _BASES if pattern.fullmatch(digits)), None)


def _float(text: str) -> float | None:
    if text in _SPECIAL_FLOATS:
        return _SPECIAL_FLOATS[text]
    if _FLOAT.fullmatch(text):
        if text.endswith("_"):
            raise ValueError(f"invalid value for Float(): {text!r}")
        return float(text.replace("_", ""))
    if _SEXAGESIMAL.fullmatch(text):
        value = 0.0
        for part in text.split(":"):
            value = value * 60 + float(part)
        return -value if text.startswith("-") else value  # the sign counts twice upstream
    return None


def _moment(text: str) -> date | datetime | None:
    """Return the date or time; one that no calendar has is None, and so stays text."""
    try:
        if match := _DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _TIME.fullmatch(text):
            year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
            micro = int((match[7] or ".")[1:].ljust(6, "0")[:6])
            if hour == 24 and minute == second == 0:
                return datetime(year, month, day, tzinfo=_offset(match[8])) + timedelta(days=1)
            return datetime(
                year, month, day, hour, minute, 59 if second == 60 else second, micro, _offset(match[8])
            )
    except (ValueError, OverflowError):
        return None
    return None


def _offset(text: str | None) -> timezone:
    if not text or text == "Z":
        return timezone(timedelta(0))
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if text[0] == "-" else delta)


def _located(error: yaml.YAMLError, text: str, path: str, first_line: int) -> FrontMatterError:
    """Return the parser's error at its place in the user's file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    cause = getattr(error, "problem", None) or str(error).partition("\n")[0]
    context = getattr(error, "context", None)
    line = mark.line if mark is not None else 0
    column = mark.column + 1 if mark is not None else None
    lines = text.splitlines()
    return FrontMatterError(
        Diagnostic(
            FrontMatterError.code,
            f"this is not valid YAML: {cause}" + (f" ({context})" if context else ""),
            Location(path, first_line + line, column),
            fix="put quotes around a value that contains ': ' or starts with one of @ ` % & * ! | > [ {",
            line_text=lines[line] if line < len(lines) else "",
        )
    )
