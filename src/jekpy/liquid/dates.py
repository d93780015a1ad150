"""Times as Ruby's `strftime` writes them.

Source: Ruby 3.1, strftime.c.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import LiquidRenderError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MONTHS", "aware", "strftime"]

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


# Printing

_UNFINISHED = re.compile(r"(?<!%)(?:%%)*%[-0^#_:\d]*\Z", re.ASCII)
_DIRECTIVE = re.compile(r"%([-0^#_]*)(\d{1,4})?(:{0,3})([a-zA-Z%])", re.ASCII)


def aware(value: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """Return `value` with a zone: its own, else `zone`, else that of the process."""
    if value.tzinfo is not None:
        return value
    return value.replace(tzinfo=zone) if zone is not None else value.astimezone()


def strftime(value: dt.date, pattern: str, zone: dt.tzinfo | None = None) -> str:
    """Return `value` written by `pattern`; what Ruby does not know in it stays as it stands."""
    moment = aware(value, zone) if isinstance(value, dt.datetime) else _midnight(value)
    if isinstance(value, dt.datetime) and _UNFINISHED.search(pattern):
        raise LiquidRenderError(f"invalid format: {pattern}", fix="write %% for a percent sign")

    def replace(match: re.Match[str]) -> str:
        return _directive(moment, match, is_date=not isinstance(value, dt.datetime))

    return _DIRECTIVE.sub(replace, pattern)


def _midnight(value: dt.date) -> dt.datetime:
    return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)


def _directive(moment: dt.datetime, match: re.Match[str], *, is_date: bool) -> str:
    flags, width, colons, letter = match.groups()
    if colons and letter != "z":
        return match[0]
    if letter == "z":
        return _offset(moment, flags, int(width or 0), len(colons))
    if letter in "LN":
        return _fraction(moment, int(width or (3 if letter == "L" else 9)))
    if letter in _COMPOUND:
        text, pad, least = strftime(moment, _COMPOUND[letter]), " ", 0
    elif letter in _NUMBERS:
        number, pad, least = _NUMBERS[letter](moment), *_PADDING.get(letter, ("0", 2))
        return _number(number, flags, pad, least if width is None else int(width))
    elif letter == "Z" and is_date:
        text, pad, least = "+00:00", " ", 0
    elif letter in _TEXTS:
        text, pad, least = _TEXTS[letter](moment), " ", 0
    else:
        return match[0]
    return _text(text, letter, flags, pad, int(width or least))


def _number(number: int, flags: str, pad: str, least: int) -> str:
    for flag in flags:
        pad = {"-": "", "0": "0", "_": " "}.get(flag, pad)
    digits = str(abs(number))
    if number < 0:
        return f"-{digits.rjust(least - 1, '0')}" if pad == "0" else f"-{digits}".rjust(least, pad or " ")
    return digits.rjust(least, pad) if pad else digits


def _text(text: str, letter: str, flags: str, pad: str, least: int) -> str:
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if letter in "pZ" else text.upper()
    pad = "0" if "0" in flags else pad
    return text if "-" in flags else text.rjust(least, pad)


def _fraction(moment: dt.datetime, digits: int) -> str:
    return f"{moment.microsecond:06d}".ljust(digits, "0")[:digits]


def _offset(moment: dt.datetime, flags: str, width: int, colons: int) -> str:
    seconds = int((moment.utcoffset() or dt.timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    tail = {0: f"{minutes:02d}", 1: f":{minutes:02d}"}.get(colons, f":{minutes:02d}:{rest:02d}")
    sign = "-" if seconds < 0 else "+"
    least = max(width - len(tail) - 1, 1 if "_" in flags else 2)
    if "_" in flags:
        return f"{sign}{hours}".rjust(least + 1) + tail
    return f"{sign}{str(hours).rjust(least, '0')}{tail}"


def _week(moment: dt.datetime, first_day: int) -> int:
    weekday = (moment.isoweekday() - first_day) % 7
    return (moment.timetuple().tm_yday + 6 - weekday) // 7


_NUMBERS: Final[dict[str, Callable[[dt.datetime], int]]] = {
    "Y": lambda t: t.year,
    "C": lambda t: t.year // 100,
    "y": lambda t: t.year % 100,
    "m": lambda t: t.month,
    "d": lambda t: t.day,
    "e": lambda t: t.day,
    "j": lambda t: t.timetuple().tm_yday,
    "H": lambda t: t.hour,
    "k": lambda t: t.hour,
    "I": lambda t: t.hour % 12 or 12,
    "l": lambda t: t.hour % 12 or 12,
    "M": lambda t: t.minute,
    "S": lambda t: t.second,
    "G": lambda t: t.isocalendar().year,
    "g": lambda t: t.isocalendar().year % 100,
    "V": lambda t: t.isocalendar().week,
    "U": lambda t: _week(t, 0),
    "W": lambda t: _week(t, 1),
    "u": lambda t: t.isoweekday(),
    "w": lambda t: t.isoweekday() % 7,
    "s": lambda t: int(t.timestamp() // 1),
}
_PADDING: Final = {
    "Y": ("0", 4),
    "G": ("0", 4),
    "e": (" ", 2),
    "k": (" ", 2),
    "l": (" ", 2),
    "j": ("0", 3),
    "u": ("0", 1),
    "w": ("0", 1),
    "s": ("0", 1),
}


def _zone_name(moment: dt.datetime) -> str:
    """Return the zone's name; "" for a fixed offset, which has none in Ruby."""
    if moment.tzinfo is dt.UTC:
        return "UTC"
    if isinstance(moment.tzinfo, dt.timezone):
        name = moment.tzname() or ""
        return "" if name.startswith("UTC") else name
    return moment.tzname() or ""


_TEXTS: Final[dict[str, Callable[[dt.datetime], str]]] = {
    "A": lambda t: DAYS[t.isoweekday() % 7],
    "a": lambda t: DAYS[t.isoweekday() % 7][:3],
    "B": lambda t: MONTHS[t.month - 1],
    "b": lambda t: MONTHS[t.month - 1][:3],
    "h": lambda t: MONTHS[t.month - 1][:3],
    "p": lambda t: "AM" if t.hour < 12 else "PM",
    "P": lambda t: "am" if t.hour < 12 else "pm",
    "Z": _zone_name,
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}
_COMPOUND: Final = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "v": "%e-%^b-%Y",
    "X": "%H:%M:%S",
    "x": "%m/%d/%y",
}
