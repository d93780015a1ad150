"""The configuration as a value: the time that a session keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.sites import MakeSite


@pytest.mark.parametrize(
    ("later", "title", "keeps"),
    [
        (timedelta(hours=3), "a", True),
        (timedelta(hours=3), "b", False),
        (timedelta(days=1), "a", False),
    ],
)
def test_a_session_keeps_its_time_for_a_day_and_a_configuration(
    later: timedelta, title: str, keeps: bool, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    first = make_site({"_config.yml": "title: a\ntimezone: UTC"}).config()
    fresh = replace(first.with_values(title=title), time=first.time + later, now=first.now + later)
    config = fresh.in_session(first)
    assert config.time == (first.time if keeps else fresh.time)
    assert config.now == fresh.now
