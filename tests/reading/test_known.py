"""Files that a process has read before are not parsed again as long as they stay as they are."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from jekpy.reading.known import KnownFiles

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = time.time() - 100


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return written(tmp_path / "page.md", "---\ntitle: One\n---\nBody.\n")


def written(path: Path, text: str, when: float = LONG_AGO) -> Path:
    path.write_text(text)
    os.utime(path, (when, when))
    return path


def forget_the_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time go by since the file's last change of any kind, which no program can set."""
    later = path.stat().st_ctime_ns + 10 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)


def test_a_file_that_stays_as_it_is_is_parsed_once(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_the_change(page, monkeypatch)
    known = KnownFiles()
    first = known.template(str(page), "page.md", "utf-8")
    assert first.front_matter == {"title": "One"}
    assert known.template(str(page), "page.md", "utf-8") is first
    assert known.starts_with_front_matter(str(page))
    assert known.starts_with_front_matter(str(page))


@pytest.mark.parametrize("when", [LONG_AGO, LONG_AGO + 1])
def test_a_file_that_changes_is_read_again(page: Path, when: float, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_the_change(page, monkeypatch)
    known = KnownFiles()
    known.template(str(page), "page.md", "utf-8")
    assert known.starts_with_front_matter(str(page))
    time.sleep(0.02)  # the next tick
    written(page, "+++\ntitle: Two\n---\nBody.\n", when)
    assert known.starts_with_front_matter(str(page))  # a build looks at a file once
    known.begin()
    assert known.template(str(page), "page.md", "utf-8").front_matter == {}
    assert not known.starts_with_front_matter(str(page))


def test_data_are_read_once_until_they_change(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_the_change(page, monkeypatch)
    known = KnownFiles()
    first = known.data(str(page), list)
    known.begin()
    assert known.data(str(page), list) is first
    time.sleep(0.02)  # the next tick
    written(page, "more of it")
    known.begin()
    assert known.data(str(page), list) is not first


def test_a_file_that_has_just_changed_is_not_known_yet(page: Path) -> None:
    known = KnownFiles()
    assert known.template(str(page), "page.md", "utf-8") is not known.template(str(page), "page.md", "utf-8")


def test_how_a_file_is_read_counts(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.write_bytes(b"---\ntitle: \xe4\n---\n")
    forget_the_change(page, monkeypatch)
    known = KnownFiles()
    assert known.template(str(page), "page.md", "latin-1").front_matter == {"title": "ä"}
    assert known.template(str(page), "page.md", "utf-8").warning is not None
