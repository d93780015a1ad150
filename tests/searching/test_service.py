from __future__ import annotations

from pathlib import Path

import pytest

from jekpy.errors import JekpyError
from jekpy.searching.service import Service


def asked(times: int) -> list[object]:
    """What the service says to as many pages."""
    service = Service(lambda: True)
    page = {"type": "AddFile", "index_id": 0, "url": "/", "file_contents": "Apple " * 5000}
    try:
        service.ask([{"type": "NewIndex", "config": {}}, *[page] * times])
        return [answer["type"] for answer in service.answers()]
    finally:
        service.close()


def test_each_request_is_answered_in_order() -> None:
    assert asked(3) == ["NewIndex", *["IndexedFile"] * 3]


def test_what_the_service_refuses_is_told() -> None:
    service = Service(lambda: True)
    service.ask([{"type": "GetFiles", "index_id": 7}])
    with pytest.raises(JekpyError, match="Invalid index"):
        list(service.answers())
    service.close()


def test_a_missing_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jekpy.searching.service._installed", lambda: iter(()))
    with pytest.raises(JekpyError, match=r"search-missing.*\n.*search_enabled"):
        Service(lambda: True)


def test_a_program_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "pagefind"))
    with pytest.raises(JekpyError, match=r"search-failed.*No such file"):
        Service(lambda: True)


@pytest.mark.parametrize("script", ["echo no such service; exit 1", "echo '!!!,'; exec sleep 5", "exit 0"])
def test_a_failing_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(JekpyError, match="search-failed"):
        asked(50)
