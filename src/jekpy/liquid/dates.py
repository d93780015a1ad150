"""Dates and times as Ruby has them: `strftime`, and `Time.parse` on loosely written text.

Source: Ruby 3.1, strftime.c, date_parse.c (Date._parse), lib/time.rb (Time.parse, make_time).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import LiquidRenderError
from jekpy.liquid.lexer import SPACE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["aware", "parse_time", "strftime"]

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
    least = max(width - len(tail) - 1, 1 if "-" in flags or "_" in flags else 2)
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


# Reading

_MONTH_NAMES: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "bst": 1, "msk": 3,
    "jst": 9, "ist": 5.5,
}  # fmt: skip
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^-\d\s']*"
_TIME = re.compile(
    r"""
    (?<!\d) (?P<hour>\d{1,2}) \s* (?:
        : \s* (?P<minute>\d{2}) (?: \s*:\s* (?P<second>\d{2}) (?:[,.](?P<fraction>\d+))? )?
        (?P<half> \s* [ap](?:\.m\.|m)\b )?
      | (?P<only> \s* [ap](?:\.m\.|m)\b ) )
    (?P<zone> \s* (?: [-+]\d{1,2}(?::?\d{2})?(?::?\d{2})?\b
        | (?<![a-z])(?:[a-z]{3,4}|z)\b(?:[-+]\d{1,2}(?::?\d{2})?)? ) )?
    """,
    re.VERBOSE | re.ASCII,
)
_EUROPEAN = re.compile(
    rf"(?<!\d)'?(\d+)[^-\d\s]*\s*(?:of\s+)?{_MONTH}(?:\s*,?\s*(c(?:e|\.e\.)|bce|ad|bc)?\s*('?-?\d+))?",
    re.ASCII,
)
_AMERICAN = re.compile(rf"\b{_MONTH}\s*('?\d+)[^-\d\s']*(?:\s*,?\s*('?-?\d+))?", re.ASCII)
_ISO = re.compile(r"([-+]?\d{2,})-(\d{1,2})-(\d{1,2})(?!\d)|(?<!\d)(\d{4})-(\d{2})(?![-\d])", re.ASCII)
_VMS = re.compile(rf"(?<!\d)('?-?\d+)-{_MONTH}-('?-?\d+)", re.ASCII)
_SLASHES = re.compile(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?", re.ASCII)
_DOTS = re.compile(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)", re.ASCII)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+(\d{{4}})", re.ASCII)
_MONTH_ONLY = re.compile(rf"\b{_MONTH}", re.ASCII)
_DIGITS = re.compile(r"(?<!\d)(\d{2,14})(?:t(\d{2,6}))?(z|[-+]\d{1,4})?(?!\d)", re.ASCII)
_ISO_TIME = re.compile(r"(?<=\d)t(?=\d{1,2}:)", re.ASCII)


def parse_time(text: str, zone: dt.tzinfo | None, now: dt.datetime) -> dt.datetime | None:
    """Return the time that `text` tells, or None; what it leaves out at the front is taken from `now`.

    `zone` is for texts without one of their own; None is that of the process.
    """
    text = _ISO_TIME.sub(" ", text.lower().strip(SPACE))
    clock, offset = None, None
    match = _TIME.search(text)
    if match is not None and (match["minute"] or match["only"]):
        clock = _clock(match)
        offset = _parse_offset((match["zone"] or "").strip())
        text = f"{text[: match.start()]} {text[match.end() :]}"
    day = _parse_day(text)
    if day is None and clock is None:
        return None
    if isinstance(day, dt.datetime):
        return aware(day, offset or zone)
    return _complete(day or (None, None, None), clock, offset or zone, now)


def _clock(match: re.Match[str]) -> tuple[int, int, int, int]:
    hour = int(match["hour"])
    half = match["half"] or match["only"]
    if half:
        hour = hour % 12 + (12 if half.strip().startswith("p") else 0)
    fraction = int((match["fraction"] or "").ljust(6, "0")[:6])
    return hour, int(match["minute"] or 0), int(match["second"] or 0), fraction


def _parse_offset(text: str) -> dt.tzinfo | None:
    if not text:
        return None
    if text in {"z", "utc"}:
        return dt.UTC
    match = re.fullmatch(r"([a-z]*)(?:([-+])(\d{1,2}):?(\d{2})?:?(\d{2})?)?", text)
    if match is None:
        return None
    name, sign, hours, minutes, seconds = match.groups()
    if not sign:
        return dt.timezone(dt.timedelta(hours=_ZONES[name])) if name in _ZONES else None
    delta = dt.timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if delta >= dt.timedelta(days=1):
        return None
    return dt.timezone(-delta if sign == "-" else delta)


Day = tuple[int | None, int | None, int | None]


def _parse_day(text: str) -> Day | dt.datetime | None:
    """Return year, month and day as far as `text` has them. The order of the forms is Ruby's."""
    for pattern, reader in _FORMS:
        match = pattern.search(text)
        if match is not None:
            return reader(match)
    return None


def _european(match: re.Match[str]) -> Day:
    return _year(match[4]) if match[4] else None, _MONTH_NAMES[match[2]], int(match[1])


def _american(match: re.Match[str]) -> Day:
    first = match[2]
    if len(first) > 2 and match[3] is None:
        return _year(first), _MONTH_NAMES[match[1]], None
    return _year(match[3]) if match[3] else None, _MONTH_NAMES[match[1]], int(first.strip("'"))


def _iso(match: re.Match[str]) -> Day:
    if match[4]:
        return int(match[4]), int(match[5]), None
    year, month, day = match[1], match[2], match[3]
    return _year(year), int(month), int(day)


def _vms(match: re.Match[str]) -> Day:
    return _year(match[3]), _MONTH_NAMES[match[2]], int(match[1].strip("'-"))


def _by_separator(match: re.Match[str]) -> Day:
    first, second, third = match[1], int(match[2].strip("'")), match[3]
    if third is None:
        return None, int(first.strip("'-")), second
    if len(first.strip("'-")) > 2 or first.startswith("'"):
        return _year(first), second, int(third.strip("'-"))
    if len(third.strip("'-")) > 2:
        return _year(third), second, int(first.strip("'-"))
    return _year(first), second, int(third.strip("'-"))


def _digits(match: re.Match[str]) -> Day | dt.datetime | None:
    digits = match[1]
    parts = [int(digits[i : i + 2]) for i in range(0, len(digits), 2)]
    if len(digits) == 2:
        return None, None, parts[0]
    if len(digits) == 4:
        return None, parts[0], parts[1]
    if len(digits) == 6:
        return _year(digits[:2]), parts[1], parts[2]
    if len(digits) in {8, 12, 14}:
        year, rest = int(digits[:4]), [int(digits[i : i + 2]) for i in range(4, len(digits), 2)]
        if len(rest) == 2:
            return year, rest[0], rest[1]
        try:
            clock = (*rest[2:], 0, 0, 0)
            return dt.datetime(  # noqa: DTZ001 - the caller gives it its zone
                year, rest[0], rest[1], clock[0], clock[1], clock[2]
            )
        except ValueError:
            return None
    return None


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Day | dt.datetime | None]], ...]] = (
    (_EUROPEAN, _european),
    (_AMERICAN, _american),
    (_ISO, _iso),
    (_VMS, _vms),
    (_SLASHES, _by_separator),
    (_DOTS, _by_separator),
    (_MONTH_ONLY, lambda match: (None, _MONTH_NAMES[match[1]], None)),
    (_DIGITS, _digits),
)


def _year(text: str) -> int:
    """Return the year; of two digits, the one near us."""
    digits = text.lstrip("'+")
    number = int(digits)
    if len(digits) <= 2 and number >= 0:
        return number + (1900 if number >= 69 else 2000)
    return number


def _complete(
    day: Day, clock: tuple[int, int, int, int] | None, zone: dt.tzinfo | None, now: dt.datetime
) -> dt.datetime | None:
    """Return the moment; what stands before the first part given is that of `now`, the rest begins."""
    local = now.astimezone(zone)
    year, month, mday = day
    if year is None:
        year = local.year
        if month is None:
            month = local.month
            if mday is None:
                mday = local.day
    hour, minute, second, microsecond = clock or (0, 0, 0, 0)
    extra = dt.timedelta()
    if (hour, minute, second) == (24, 0, 0):
        hour, extra = 0, dt.timedelta(days=1)
    if second == 60:
        second, extra = 59, dt.timedelta(seconds=1)
    try:
        moment = dt.datetime(  # noqa: DTZ001 - given its zone below
            year, month or 1, mday or 1, hour, minute, second, microsecond
        )
        return aware(moment + extra, zone)
    except (ValueError, OverflowError):
        return None
