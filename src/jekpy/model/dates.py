"""Dates as Jekyll reads them: from front matter, file names and the `time` key.

A moment is an aware `datetime`. Source: Jekyll 4.4.1, lib/jekyll/utils.rb (parse_date); Ruby 3.1, Time.parse.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jekpy.errors import ConfigError, FrontMatterError, nearest

__all__ = ["moment", "parse_moment", "zone_named"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?P<zone>z\b|utc\b|gmt\b|[a-z]{3,4}\b|[-+]\d{2}:?\d{2}|[-+]\d{1,2}\b)?",
    re.IGNORECASE,
)
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>-?\d{4,})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<sign>[/.])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]*(?P<year>\d{{4}})?",
        rf"{_MONTH}[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)[\s,]*(?P<year>\d{{4}})?",
        r"(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>\d{4})",
        r"(?P<year>\d{2})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"\b(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?:t|\b)",
        rf"{_MONTH}\s*(?P<year>\d{{4}})",
    )
)
_ZONES: Final = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
                 "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "jst": 9, "ist": 5.5}  # fmt: skip


def zone_named(name: str | None) -> tzinfo:
    """Return the zone that times are shown in: `name` (the `timezone` key), else `TZ`, else the system's.

    Raises ConfigError for a name that the tz database does not have.
    """
    name = name or os.environ.get("TZ", "").removeprefix(":")
    if not name:
        return _system_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        import zoneinfo

        near = nearest(name, zoneinfo.available_timezones())
        raise ConfigError(
            f"there is no time zone named {name!r}",
            fix=f"did you mean {near}?" if near else "use a name such as Europe/Berlin",
        ) from None


def _system_zone() -> tzinfo:
    try:
        with open("/etc/localtime", "rb") as file:  # noqa: PTH123 - ZoneInfo takes a file object
            return ZoneInfo.from_file(file)
    except (OSError, ValueError):
        return datetime.now().astimezone().tzinfo or UTC


def moment(value: object, zone: tzinfo, now: datetime) -> datetime | None:
    """Return the moment that a front matter value stands for, in `zone`; None when it stands for none.

    Dates and texts without a zone are local; YAML times carry their own. `now` gives what a text leaves out.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if value is None or isinstance(value, bool | list | dict):
        return None
    return parse_moment(str(value), zone, now)


def parse_moment(text: str, zone: tzinfo, now: datetime) -> datetime | None:
    """Return the moment that `text` names, in `zone`, or None when it names none."""
    found = next((match for pattern in _DATES if (match := pattern.search(text))), None)
    rest = text[: found.start()] + " " + text[found.end() :] if found else text
    clock = _TIME.search(rest)
    if found is None and clock is None:
        return None
    today = now.astimezone(zone)
    year, month, day = _date_parts(found, today) if found else (today.year, today.month, today.day)
    try:
        if clock is None:
            return _day(year, month, day, zone)
        hour, minute, second, micro = _clock_parts(clock)
        offset = _offset(clock["zone"], zone)
        base = _day(year, month, day, offset)  # an hour of 24 is the next day's midnight
        whole = (
            base + timedelta(hours=hour, minutes=minute)
            if hour == 24
            else base.replace(hour=hour, minute=minute)
        )
        return (whole + timedelta(seconds=second, microseconds=micro)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _day(year: int, month: int, day: int, zone: tzinfo) -> datetime:
    """Return the start of a day; a 31st that the month does not have is a day of the next, as in Ruby."""
    if not 1 <= day <= 31:
        raise ValueError("no month has such a day")
    return datetime(year, month, 1, tzinfo=zone) + timedelta(days=day - 1)


def _date_parts(found: re.Match[str], today: datetime) -> tuple[int, int, int]:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("year") else today.year
    if groups.get("year") and len(groups["year"]) == 2:
        year += 2000 if year < 69 else 1900
    name = groups.get("month")
    month = _MONTHS.index(name.lower()) + 1 if name else int(groups["number"])
    return year, month, int(groups.get("day") or 1)


def _clock_parts(clock: re.Match[str]) -> tuple[int, int, int, int]:
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    micro = int((clock["fraction"] or ".0")[1:].ljust(6, "0")[:6])
    return hour, int(clock["minute"]), int(clock["second"] or 0), micro


def _offset(text: str | None, zone: tzinfo) -> tzinfo:
    if not text:
        return zone
    if text[0] in "+-":
        digits = text[1:].replace(":", "")
        hours, minutes = (int(digits[:2]), int(digits[2:] or 0)) if len(digits) > 2 else (int(digits), 0)
        delta = timedelta(hours=hours, minutes=minutes)
        return timezone(-delta if text[0] == "-" else delta)
    hours_east = _ZONES.get(text.lower())
    return zone if hours_east is None else timezone(timedelta(hours=hours_east))


def require_moment(value: object, zone: tzinfo, now: datetime, path: str, place: str) -> datetime:
    """Return `moment(...)`, or raise FrontMatterError that names the document and where the date stands."""
    found = moment(value, zone, now)
    if found is None:
        raise FrontMatterError(
            f"Invalid date '{value}': Document '{path}' does not have a valid date in the {place}.",
            fix="write it as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS +0000",
        )
    return found
