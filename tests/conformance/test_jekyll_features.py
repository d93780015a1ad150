"""Jekyll's own scenarios: whole small sites, a command, and everything that must come out of it."""

from __future__ import annotations

import base64
import re
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from jekpy.cli import main
from tests.support.conformance import cases_of
from tests.support.sites import files_below

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.conformance import Case

SET: Final = "jekyll_features.jsonl"

CACHES: Final = (".jekyll-cache/", ".jekpy-cache/", ".sass-cache/")

DIFFERENCES: Final[dict[str, str]] = {}
"""Scenarios that come out differently, with the reason."""

OWN_WORDS: Final[dict[str, str]] = {}
"""What jekpy says where the scenario expects Jekyll's own words: a regular expression for each."""


@pytest.mark.parametrize("case", cases_of(SET, DIFFERENCES, wanted=lambda case: case["id"] != "skipped"))
def test_a_scenario_comes_out_as_in_jekyll(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for run in (case, *case.get("then", ())):
        prepare(folder, run)
        carry_out(folder, run, OWN_WORDS.get(case["id"]))


def prepare(folder: Path, run: Case) -> None:
    """Write what a run finds in its folder."""
    for path in run.get("deleted", ()):
        target = folder / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
    for path in run.get("dirs", ()):
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path, content in run["files"].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_bytes(content))
    for path, target in run.get("symlinks", {}).items():
        link = folder / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)


def as_bytes(content: object) -> bytes:
    return base64.b64decode(content["base64"]) if isinstance(content, dict) else str(content).encode()


def carry_out(folder: Path, run: Case, own_words: str | None) -> None:
    """Run the command and compare what it did with what it should have done."""
    before = files_without_caches(folder)
    result = CliRunner().invoke(main, run["command"].split())
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    after = files_without_caches(folder)
    if run.get("exit"):
        assert ("zero" if result.exit_code == 0 else "nonzero") == run["exit"], result.output
    varying = set(run.get("output_varies", ()))
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    expected = {path: as_bytes(content) for path, content in run["output"].items()}
    assert set(changed) == set(expected) | varying, result.output
    assert {path: changed[path] for path in expected} == expected
    assert sorted(set(before) - set(after)) == sorted(run.get("removed", ()))
    for expectation in run["expect"]:
        if not str(expectation["file"]).startswith(CACHES):
            check_file(folder / expectation["file"], expectation)
    for expectation in run["expect_output"]:
        check_text(result.output, {"matches": own_words} if own_words else expectation)


def files_without_caches(folder: Path) -> dict[str, bytes]:
    return {
        path: content for path, content in files_below(folder).items() if not path.startswith(CACHES)
    }


def check_file(path: Path, expectation: Case) -> None:
    if "exists" in expectation:
        exists = path.is_dir() if expectation.get("kind") == "dir" else path.exists()
        assert exists is expectation["exists"], path
    else:
        check_text(path.read_text("utf-8"), expectation)


def check_text(text: str, expectation: Case) -> None:
    if "contains" in expectation:
        assert expectation["contains"] in text
    if "not_contains" in expectation:
        assert expectation["not_contains"] not in text
    if "matches" in expectation:
        assert re.search(expectation["matches"], text, re.DOTALL | re.MULTILINE), text
    if "not_matches" in expectation:
        assert not re.search(expectation["not_matches"], text, re.DOTALL | re.MULTILINE)
    if "equals" in expectation:
        found = text.strip() if expectation.get("strip") else text
        assert found == expectation["equals"]
