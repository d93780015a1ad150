"""Reading loosely written times, as Ruby's `Time.parse` does.

The text is searched for one form after the other, in Ruby's order; what a form takes is gone for the next.
Years, months and days may stand in any order: `_sort_parts` tells them apart by their length.

Source: Ruby 3.1, ext/date/date_parse.c (date__parse, s3e), lib/time.rb (Time.parse, make_time, zone_offset).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jekpy.liquid.dates import MONTHS, aware

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["parse_time"]

_NUMBERS: Final = {name[:3].lower(): str(number) for number, name in enumerate(MONTHS, 1)}
_MONTH: Final = f"({'|'.join(_NUMBERS)})"
_ERA: Final = r"(?:c(?:e|\.e\.)|bce|b\.c\.e\.|a(?:d|\.d\.)|bc|b\.c\.)?"
_HALF: Final = r"[ap](?:m\b|\.m\.)"

_OTHER = re.compile(r"[^-+',./:@0-9a-z\[\]]+")
_WEEKDAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*")
_TIME = re.compile(
    rf"""
    ( (?: \d+\s*:\s*\d+ (?:\s*:\s*\d+(?:[,.]\d*)?)? | \d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)? ) (?:\s*{_HALF})?
    | \d+\s*{_HALF} )
    (?: \s* ( (?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?
             | [a-z.\s]+(?:standard|daylight)\stime\b
             | [a-z]+(?:\sdst)?\b ) )?
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(
    r"(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?"
)
_OFFSET = re.compile(r"([-+])(\d\d):?(\d\d)(?::?(\d\d))?|([-+])(\d\d)")
_ZONES: Final = {
    "utc": 0, "z": 0, "ut": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip


@dataclass(slots=True)
class _Parts:
    """What has been found of a time, each None as long as it is not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_of_year: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    microsecond: int = 0
    zone: str = ""


@lru_cache(maxsize=4096)  # templates that sort and compare by date read the same few again and again
def parse_time(text: str, zone: dt.tzinfo | None, now: dt.datetime) -> dt.datetime | None:
    """Return the time that `text` tells, or None; what it leaves out at the front is taken from `now`.

    `zone` is for texts without one of their own; None is that of the process.
    """
    parts = _Parts()
    rest = _WEEKDAY.sub(" ", _OTHER.sub(" ", text.lower()), count=1)
    clock = _TIME.search(rest)
    if clock is not None:
        _read_clock(parts, clock)
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    for pattern, read in _FORMS:
        match = pattern.search(rest)
        if match is not None:
            read(parts, match)
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
            break
    _read_lone_number(parts, rest)
    return _moment(parts, zone, now)


def _read_clock(parts: _Parts, match: re.Match[str]) -> None:
    clock = _CLOCK.match(match[1])
    if clock is None:
        return
    hour = int(clock[1])
    if clock[5]:
        hour = hour % 12 + (12 if clock[5] == "p" else 0)
    parts.hour = hour
    parts.minute = int(clock[2]) if clock[2] else None
    parts.second = int(clock[3]) if clock[3] else None
    parts.microsecond = _fraction(clock[4])
    parts.zone = match[2] or ""


def _fraction(digits: str | None) -> int:
    return int((digits or "").ljust(6, "0")[:6])


def _read_lone_number(parts: _Parts, rest: str) -> None:
    """Take a number of one or two digits that is all that is left for the day, or the hour."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*", rest)
    if match is None:
        return
    number = int(match[1])
    if parts.hour is not None and parts.day is None and 1 <= number <= 31:
        parts.day = number
    elif parts.day is not None and parts.hour is None and number <= 24:
        parts.hour = number


# Days


def _set_day(parts: _Parts, year: str | None, month: str | None, day: str | None) -> None:
    """Note a year, month and day, in whichever of the three places they stand."""
    year, month, day = _sort_parts(year, month, day)
    if year is not None:
        parts.year = _year(year)
    if month is not None:
        parts.month = _leading(month)
    if day is not None:
        parts.day = _leading(day)


def _sort_parts(
    year: str | None, month: str | None, day: str | None
) -> tuple[str | None, str | None, str | None]:
    if year is not None and month is not None and day is None:
        year, month, day = None, year, month
    if year is None and day is not None and _is_year(day):
        year, day = day, None
    if year is not None and re.fullmatch(r"'?[-+]?\d+\D+", year):
        year, day = day, year
    if month is not None and _is_year(month):
        year, month, day = month, day, year
    if day is not None and _is_year(day):
        year, day = day, year
    return year, month, day


def _is_year(part: str) -> bool:
    """Tell whether a part is no month or day: it has an apostrophe, or more than two characters."""
    return part.startswith("'") or (len(part) > 2 and not re.fullmatch(r"\d{1,2}[a-z]+", part))


def _leading(part: str) -> int:
    match = re.search(r"\d+", part)
    return int(match[0]) if match else 0


def _year(part: str) -> int:
    """Return the year; of two digits without a sign, the one near us."""
    match = re.search(r"([-+]?)(\d+)", part)
    if match is None:
        return 0
    number = int(match[1] + match[2])
    return _near(number) if not match[1] and len(match[2]) <= 2 else number


def _near(year: int) -> int:
    return year + (1900 if year >= 69 else 2000)


def _european(parts: _Parts, match: re.Match[str]) -> None:
    _set_day(parts, match[3], _NUMBERS[match[2]], match[1])


def _american(parts: _Parts, match: re.Match[str]) -> None:
    _set_day(parts, match[3], _NUMBERS[match[1]], match[2])


def _in_order(parts: _Parts, match: re.Match[str]) -> None:
    _set_day(parts, match[1], match[2], match[3])


def _vms(parts: _Parts, match: re.Match[str]) -> None:
    _set_day(parts, match[3], _NUMBERS[match[2]], match[1])


def _vms_month_first(parts: _Parts, match: re.Match[str]) -> None:
    _set_day(parts, match[3], _NUMBERS[match[1]], match[2])


def _ordinal_day(parts: _Parts, match: re.Match[str]) -> None:
    year = int(match[1])
    parts.year, parts.day_of_year = (_near(year) if len(match[1]) == 2 else year), int(match[2])


def _year_only(parts: _Parts, match: re.Match[str]) -> None:
    parts.year = _year(match[1])


def _month_only(parts: _Parts, match: re.Match[str]) -> None:
    parts.month = int(_NUMBERS[match[1]])


def _day_only(parts: _Parts, match: re.Match[str]) -> None:
    parts.day = int(match[1])


def _digits(parts: _Parts, match: re.Match[str]) -> None:
    """Note a run of digits, by their number."""
    sign, digits, time, fraction, zone = match.groups()
    if fraction is not None and time is None:
        _digits_of_clock(parts, digits)
    elif len(digits) in {3, 5, 7}:
        parts.day_of_year = int(digits[-3:])
        if len(digits) > 3:
            year = int(sign + digits[:-3])
            parts.year = _near(year) if len(digits) == 5 and not sign else year
    else:
        _digits_of_day(parts, sign, digits)
    if time is not None:
        _note(
            parts, ("hour", "minute", "second"), [int(time[at : at + 2]) for at in range(0, len(time) - 1, 2)]
        )
    if fraction is not None:
        parts.microsecond = _fraction(fraction)
    if zone:
        parts.zone = zone


def _note(parts: _Parts, names: Sequence[str], numbers: Sequence[int]) -> None:
    """Note numbers as the parts of these names, as far as there are any."""
    for name, number in zip(names, numbers, strict=False):
        setattr(parts, name, number)


def _digits_of_clock(parts: _Parts, digits: str) -> None:
    """Note digits before a fraction: they end in seconds."""
    numbers = [int(digits[max(at - 2, 0) : at]) for at in range(len(digits), 0, -2)]
    _note(parts, ("second", "minute", "hour", "day"), numbers)


def _digits_of_day(parts: _Parts, sign: str, digits: str) -> None:
    if len(digits) == 2:
        parts.day = int(digits)
    elif len(digits) == 4:
        parts.month, parts.day = int(digits[:2]), int(digits[2:])
    elif len(digits) == 6:
        year = int(sign + digits[:2])
        parts.year = year if sign else _near(year)
        parts.month, parts.day = int(digits[2:4]), int(digits[4:])
    else:
        parts.year = int(sign + digits[:4])
        numbers = [int(digits[at : at + 2]) for at in range(4, len(digits) - 1, 2)]
        _note(parts, ("month", "day", "hour", "minute", "second"), numbers)


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[_Parts, re.Match[str]], None]], ...]] = (
    (
        re.compile(rf"('?\d+)[^-\d\s]*\s*{_MONTH}[^-\d\s']*(?:\s*{_ERA}\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?"),
        _european,
    ),
    (re.compile(rf"\b{_MONTH}[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*{_ERA}\s*('?-?\d+))?"), _american),
    (re.compile(r"('?[-+]?\d+)-(\d+)-('?-?\d+)"), _in_order),
    (re.compile(rf"('?-?\d+)-{_MONTH}[^-/.]*-('?-?\d+)"), _vms),
    (re.compile(rf"\b{_MONTH}[^-/.]*-('?-?\d+)(?:-('?-?\d+))?"), _vms_month_first),
    (re.compile(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?"), _in_order),
    (re.compile(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)"), _in_order),
    (re.compile(r"\b(\d{2}|\d{4})-(\d{3})\b"), _ordinal_day),
    (re.compile(r"'(\d+)\b"), _year_only),
    (re.compile(rf"\b{_MONTH}\S*"), _month_only),
    (re.compile(r"(\d+)(?:st|nd|rd|th)\b"), _day_only),
    (
        re.compile(r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b)?"),
        _digits,
    ),
)
"""The forms of a day, in the order in which they are tried."""


# Together


def _moment(parts: _Parts, zone: dt.tzinfo | None, now: dt.datetime) -> dt.datetime | None:
    """Return the moment; what stands before the first part given is that of `now`, the rest begins."""
    given = (parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second)
    if all(part is None for part in (*given, parts.day_of_year)) and not parts.microsecond:
        return None
    zone = _zone_of(parts.zone) or zone
    local = now.astimezone(zone)
    if parts.day_of_year is not None:
        year = local.year if parts.year is None else parts.year
        return _from_day_of_year(parts, year, zone)
    present = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    filled = list(given)
    for index, part in enumerate(given):
        if part is not None:
            break
        filled[index] = present[index]
    year, month, day, hour, minute, second = (
        default if part is None else part for part, default in zip(filled, (0, 1, 1, 0, 0, 0), strict=True)
    )
    return _made(year, month, day, (hour, minute, second, parts.microsecond), zone)


def _from_day_of_year(parts: _Parts, year: int, zone: dt.tzinfo | None) -> dt.datetime | None:
    clock = (parts.hour or 0, parts.minute or 0, parts.second or 0, parts.microsecond)
    first = _made(year, 1, 1, clock, zone)
    days = parts.day_of_year or 0
    if first is None or not 1 <= days <= 366:
        return None
    return (first.replace(tzinfo=None) + dt.timedelta(days=days - 1)).replace(tzinfo=first.tzinfo)


def _made(
    year: int, month: int, day: int, clock: tuple[int, int, int, int], zone: dt.tzinfo | None
) -> dt.datetime | None:
    """Return the moment; the 31st of a short month is in the next, and 24:00 and :60 are allowed."""
    hour, minute, second, microsecond = clock
    if not 1 <= day <= 31 or minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    try:
        start = dt.datetime(year, month, 1)  # noqa: DTZ001 - given its zone below
        span = dt.timedelta(
            days=day - 1, hours=hour, minutes=minute, seconds=second, microseconds=microsecond
        )
        return aware(start + span, zone)
    except (ValueError, OverflowError):
        return None


def _zone_of(name: str) -> dt.tzinfo | None:
    """Return the zone of a name or an offset; None where Ruby knows none, and so takes the time for local."""
    if name in {"utc", "z"}:
        return dt.UTC
    if name in _ZONES:
        return dt.timezone(dt.timedelta(hours=_ZONES[name]))
    match = _OFFSET.fullmatch(name)
    if match is None:
        return None
    sign, hours = match[1] or match[5], int(match[2] or match[6])
    delta = dt.timedelta(hours=hours, minutes=int(match[3] or 0), seconds=int(match[4] or 0))
    if delta >= dt.timedelta(days=1):
        return None
    return dt.timezone(-delta if sign == "-" else delta)
