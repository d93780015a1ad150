"""What the digest of the program depends on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jekpy.incremental import program

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_program_is_known_by_its_files_but_not_by_what_python_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PROGRAM_FOLDER", tmp_path)
    found = []
    for name in ("a.py", "inside/b.html", "__pycache__/a.pyc", "inside/__pycache__/c.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        found.append(program.program_digest.__wrapped__())
    assert len({*found[:3]}) == 2
    assert found[1] == found[2] == found[3]
    os.utime(tmp_path / "inside/b.html", (0, 0))
    assert program.program_digest.__wrapped__() != found[3]
