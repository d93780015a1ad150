"""Moments from front matter values and from file names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.model.dates import moment, parse_moment, zone_named

if TYPE_CHECKING:
    from jekpy.errors import Diagnostic

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2020, 6, 2), "2020-06-02T00:00:00-04:00"),
        (datetime(2020, 6, 2, 1, tzinfo=UTC), "2020-06-01T21:00:00-04:00"),
        (datetime(2020, 6, 2, 1), "2020-06-02T01:00:00-04:00"),  # noqa: DTZ001 - a time without a zone is local
        ("2020-06-02 01:00", "2020-06-02T01:00:00-04:00"),
        ("2020-06-02 01:00:30 +0200", "2020-06-01T19:00:30-04:00"),
        ("2020-06-02 1:05 PM", "2020-06-02T13:05:00-04:00"),
        ("12:00 AM 2020-06-02", "2020-06-02T00:00:00-04:00"),
        ("2020-06-02 01:00 PST", "2020-06-02T05:00:00-04:00"),
        ("June 2, 2020", "2020-06-02T00:00:00-04:00"),
        ("2 Jun 2020 10:00", "2020-06-02T10:00:00-04:00"),
        ("02.06.2020", "2020-06-02T00:00:00-04:00"),
        ("2020/6/2", "2020-06-02T00:00:00-04:00"),
        ("20200602", "2020-06-02T00:00:00-04:00"),
        ("20-6-2", "2020-06-02T00:00:00-04:00"),
        ("70-6-2", "1970-06-02T00:00:00-04:00"),
        ("2020.06.02", "2020-06-02T00:00:00-04:00"),
        ("2020-06-31", "2020-07-01T00:00:00-04:00"),
        ("2021-02-31", "2021-03-03T00:00:00-05:00"),
        ("2020-06-02 24:00", "2020-06-03T00:00:00-04:00"),
        ("10:30", "2026-01-01T10:30:00-05:00"),
    ],
)
def test_a_value_stands_for_a_moment_in_the_sites_zone(value: object, shown: str) -> None:
    found = moment(value, NEW_YORK, NOW)
    assert found is not None
    assert found.isoformat() == shown


@pytest.mark.parametrize("value", [None, True, [], {}, "soon", "", "2020-13-01", "2020-02-32", "9999999"])
def test_what_is_no_date_stands_for_none(value: object) -> None:
    assert moment(value, UTC, NOW) is None


@given(st.text(alphabet="0123456789-/.: TZ+apmJanFeb", max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    found = parse_moment(text, NEW_YORK, NOW)
    assert found is None or found.tzinfo is NEW_YORK


def test_the_zone_is_the_named_one_else_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    assert zone_named("Asia/Kolkata", fail) == ZoneInfo("Asia/Kolkata")
    assert zone_named(None, fail) == ZoneInfo("UTC")
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert zone_named("", fail) == ZoneInfo("Asia/Tokyo")
    monkeypatch.delenv("TZ")
    assert zone_named(None, fail) is not None


def fail(warning: Diagnostic) -> None:
    raise AssertionError(warning)


@pytest.mark.parametrize(
    ("rule", "winter", "summer"),
    [
        ("UTC+8", "-0800 UTC", "-0800 UTC"),
        ("<+0530>-5:30", "+0530 +0530", "+0530 +0530"),
        ("CST-8", "+0800 CST", "+0800 CST"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "+0100 CET", "+0200 CEST"),
    ],
)
def test_a_zone_may_be_a_rule(rule: str, winter: str, summer: str) -> None:
    zone = zone_named(rule, fail)
    assert f"{datetime(2020, 1, 1, tzinfo=zone):%z %Z}" == winter
    assert f"{datetime(2020, 7, 1, tzinfo=zone):%z %Z}" == summer


@pytest.mark.parametrize(
    "name", ["Nowhere/Land", "Asia/Beijing", "../../etc/passwd", "/etc/passwd", "\0", "a" * 300, "UTC+x"]
)
def test_a_zone_that_does_not_exist_is_told_of_and_stands_for_utc(name: str) -> None:
    warnings: list[Diagnostic] = []
    zone = zone_named(name, warnings.append)
    assert f"{datetime(2020, 1, 1, tzinfo=zone):%z}" == "+0000"
    assert "there is no time zone named" in warnings[0].cause
