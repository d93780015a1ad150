"""Times: what loosely written text tells, and how patterns write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from jekpy.errors import LiquidRenderError
from jekpy.liquid.dates import strftime
from jekpy.liquid.times import parse_time

NOW = dt.datetime(2026, 5, 17, 12, 34, 56, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02", "2020-01-02 00:00:00 +0000"),
        ("2020-01-02 10:11:12", "2020-01-02 10:11:12 +0000"),
        ("2020-01-02T10:11:12Z", "2020-01-02 10:11:12 +0000"),
        ("2020-01-02 10:11:12 +0230", "2020-01-02 10:11:12 +0230"),
        ("2020-01-02 10:11:12.5 EST", "2020-01-02 10:11:12 -0500"),
        ("2020-032", "2020-02-01 00:00:00 +0000"),
        ("10:00 2020-05-06", "2020-05-06 10:00:00 +0000"),
        ("6 Sep '21", "2021-09-06 00:00:00 +0000"),
        ("Sep 31 2020", "2020-10-01 00:00:00 +0000"),
        ("10:00 CEST", "2026-05-17 10:00:00 +0000"),
        ("March 14, 2016", "2016-03-14 00:00:00 +0000"),
        ("14 mar 2016", "2016-03-14 00:00:00 +0000"),
        ("March 2020", "2020-03-01 00:00:00 +0000"),
        ("5/6/2020", "2020-06-05 00:00:00 +0000"),
        ("Jan 5", "2026-01-05 00:00:00 +0000"),
        ("10:30", "2026-05-17 10:30:00 +0000"),
        ("3pm", "2026-05-17 15:00:00 +0000"),
        ("12:05 am", "2026-05-17 00:05:00 +0000"),
        ("20200102", "2020-01-02 00:00:00 +0000"),
        ("20200102101112", "2020-01-02 10:11:12 +0000"),
        ("Fri, 03 Jan 2020 10:00:00 GMT", "2020-01-03 10:00:00 +0000"),
        ("2020-01-02 24:00:00", "2020-01-03 00:00:00 +0000"),
    ],
)
def test_text_tells_a_time(text: str, expected: str) -> None:
    found = parse_time(text, dt.UTC, NOW)
    assert found is not None
    assert strftime(found, "%Y-%m-%d %H:%M:%S %z") == expected


@pytest.mark.parametrize("text", ["", "hello", "2020-13-45", "99:99", "2020-05", "Friday"])
def test_other_text_tells_none(text: str) -> None:
    assert parse_time(text, dt.UTC, NOW) is None


def test_text_without_a_zone_is_local() -> None:
    found = parse_time("2021-07-01 10:00", ZoneInfo("Europe/Paris"), NOW)
    assert found is not None
    assert found.isoformat() == "2021-07-01T10:00:00+02:00"


MOMENT = dt.datetime(2020, 3, 7, 4, 5, 6, 789000, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("%Y %C %y %G %g", "2020 20 20 2020 20"),
        ("%m %-m %_m %^b %B %h", "03 3  3 MAR March Mar"),
        ("%d %-d %e %j", "07 7  7 067"),
        ("%H %k %I %l %M %S", "04  4 04  4 05 06"),
        ("%p %P %#p", "AM am am"),
        ("%L %3N %6N %N", "789 789 789000 789000000"),
        ("%z %:z %::z", "-0500 -05:00 -05:00:00"),
        ("%Z", "EST"),
        ("%A %a %^a %u %w", "Saturday Sat SAT 6 6"),
        ("%U %W %V", "09 09 10"),
        ("%s", "1583571906"),
        ("%D %F %T %R %r", "03/07/20 2020-03-07 04:05:06 04:05 04:05:06 AM"),
        ("%c|%x|%X|%v", "Sat Mar  7 04:05:06 2020|03/07/20|04:05:06| 7-MAR-2020"),
        ("%%%n%t", "%\n\t"),
        ("%5d %05e %-5d", "00007 00007 7"),
        ("%10A|%-B", "  Saturday|March"),
        ("%Q %+ %E %:d", "%Q %+ %E %:d"),
        ("no directive é", "no directive é"),
    ],
)
def test_patterns(pattern: str, expected: str) -> None:
    assert strftime(MOMENT, pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"), [("%Z %z", "+00:00 +0000"), ("%s", "1577923200"), ("%H", "00"), ("%", "%")]
)
def test_a_date_is_midnight(pattern: str, expected: str) -> None:
    assert strftime(dt.date(2020, 1, 2), pattern) == expected


def test_a_zone_of_fixed_offset_has_no_name() -> None:
    moment = dt.datetime(2020, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert strftime(moment, "[%Z]") == "[]"


@pytest.mark.parametrize("pattern", ["%", "a%%%", "%-", "%10"])
def test_an_unfinished_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises(LiquidRenderError, match="invalid format"):
        strftime(MOMENT, pattern)
