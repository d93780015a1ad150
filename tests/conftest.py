"""Fixtures that all tests share: a fixed clock, and sites written from one mapping of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.sites import EPOCH, SiteFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.support.sites import MakeSite


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every build happen at the same moment, in the same zone."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    monkeypatch.delenv("JEKYLL_ENV", raising=False)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Give a function that writes a site from its files, by path."""

    def make(files: Mapping[str, str | bytes]) -> SiteFolder:
        folder = SiteFolder(tmp_path / "site")
        folder.source.mkdir(exist_ok=True)
        folder.add(files)
        return folder

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser tests be the last: they leave a thread, beside which nothing can be forked."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
