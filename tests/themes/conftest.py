"""A theme folder and a home of their own for each test, so that none sees the machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give an environment without gems, and with an empty theme folder."""
    (tmp_path / "no-gems").mkdir()
    return {
        "HOME": str(tmp_path / "home"),
        "GEM_PATH": str(tmp_path / "no-gems"),
        "JEKPY_THEMES": str(tmp_path / "themes"),
    }
