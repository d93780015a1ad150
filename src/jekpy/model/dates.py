"""Dates as Jekyll reads them: from front matter, file names and the `time` key.

A moment is an aware `datetime`. Source: Jekyll 4.4.1, lib/jekyll/utils.rb (parse_date); Ruby 3.1, Time.parse.
"""

from __future__ import annotations

import io
import os
import re
import struct
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jekpy.errors import Diagnostic, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["moment", "parse_moment", "zone_named"]

_RULE: Final = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)[+-]?\d{1,2}[\x21-\x7e]*\Z")
_LETTERS: Final = re.compile(r"[A-Za-z]*")


def zone_named(name: str | None, warn: Callable[[Diagnostic], None]) -> tzinfo:
    """Return the zone that times are shown in: `name` (the `timezone` key), else `TZ`, else the system's.

    A name is one of the tz database (`Europe/Berlin`) or a rule (`UTC+8`, which is eight hours behind).
    `warn` hears of one that is neither; it stands for UTC. Source: POSIX, TZ; glibc, tzset(3).
    """
    name = name or os.environ.get("TZ", "").removeprefix(":")
    if not name:
        return _system_zone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = _zone_by_rule(name)
    if zone is None:
        warn(_unknown_zone(name))
        return timezone(timedelta(0), name=_LETTERS.match(name)[0] or "UTC")  # type: ignore[index]
    return zone


def _zone_by_rule(rule: str) -> tzinfo | None:
    """Return the zone of a rule such as `UTC+8` or `EST5EDT,M3.2.0,M11.1.0`; None where it is none.

    The rule is given to ZoneInfo as the last line of a file that holds nothing else. Source: RFC 8536, 3.
    """
    if not _RULE.match(rule):
        return None
    header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 1)
    block = header + bytes(6) + b"\0"
    try:
        return ZoneInfo.from_file(io.BytesIO(block + block + b"\n" + rule.encode() + b"\n"))
    except ValueError:
        return None


def _unknown_zone(name: str) -> Diagnostic:
    import zoneinfo

    near = nearest(name, zoneinfo.available_timezones())
    return Diagnostic(
        "time-zone",
        f"there is no time zone named {name!r}, so times are in UTC",
        fix=f"did you mean {near}?" if near else "use a name such as Europe/Berlin",
        severity="warning",
    )


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
    from jekpy.liquid.times import parse_time

    found = parse_time(text, zone, now)
    return None if found is None else found.astimezone(zone)
