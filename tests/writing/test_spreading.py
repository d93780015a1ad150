from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from jekpy.writing.spreading import spread_subfolders

if TYPE_CHECKING:
    from pathlib import Path


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_folder_is_marked_as_the_top_of_a_tree_and_stays_what_else_it_was(tmp_path: Path) -> None:
    folder = str(tmp_path)
    if not shutil.which("lsattr") or said("stat", "-f", "-c", "%T", folder).strip() != "ext2/ext3":
        pytest.skip("the mark is of ext4 alone, and lsattr shows it")
    said("chattr", "+A", folder)
    before = said("lsattr", "-d", folder).split()[0]
    spread_subfolders(folder)
    assert "T" not in before
    assert {*said("lsattr", "-d", folder).split()[0]} == {*before, "T"}


def test_where_there_is_no_such_mark_nothing_happens(tmp_path: Path) -> None:
    spread_subfolders("/proc/self")
    spread_subfolders(str(tmp_path / "gone"))
