"""The filter `date`."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from jekpy.liquid import Engine

NOW = dt.datetime(2026, 5, 17, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'now' | date: '%F'", "2026-05-17"),
        ("'Today' | date: '%F'", "2026-05-17"),
        ("0 | date: '%F %H'", "1970-01-01 01"),
        ("'1577836800' | date: '%F'", "2020-01-01"),
        ("d | date: '%-d %B'", "2 January"),
        ("t | date: '%H:%M %z'", "10:00 +0000"),
        ("'March 14, 2016' | date: '%b %d, %y %Z'", "Mar 14, 16 CET"),
        ("'hello' | date: '%Y'", "hello"),
        ("nil | date: '%Y'", ""),
        ("1.5 | date: '%Y'", "1.5"),
        ("d | date: ''", "2020-01-02"),
        ("d | date: nil", "2020-01-02"),
    ],
)
def test_dates(expression: str, expected: str) -> None:
    template = Engine().compile("{{ " + expression + " }}", "t")
    data = {"d": dt.date(2020, 1, 2), "t": dt.datetime(2020, 1, 2, 10, tzinfo=dt.UTC)}
    assert template.render(data, {"now": NOW, "timezone": ZoneInfo("Europe/Berlin")}) == expected
