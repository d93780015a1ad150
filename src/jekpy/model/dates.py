"""Dates as Jekyll reads them: from front matter, file names and the `time` key.

A moment is an aware `datetime`. Source: Jekyll 4.4.1, lib/jekyll/utils.rb (parse_date); Ruby 3.1, Time.parse.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jekpy.errors import ConfigError, nearest

__all__ = ["moment", "parse_moment", "zone_named"]


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
    from jekpy.liquid.times import parse_time

    found = parse_time(text, zone, now)
    return None if found is None else found.astimezone(zone)
