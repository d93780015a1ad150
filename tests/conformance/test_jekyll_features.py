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

NOT_MADE: Final = {
    ".jekyll-cache": "jekpy's own cache is .jekpy-cache",
    ".foo-cache": "jekpy's own cache is .jekpy-cache",
    ".jekyll-metadata": "jekpy does not go by times of files",
}
"""What Jekyll writes beside the site and jekpy does not, with the reason."""

OWN_CACHE: Final = ".jekpy-cache"

DIFFERENCES: Final = {
    "create_sites/blank-site": "a blank site of jekpy's own words: other text in the same files",
}
"""Scenarios that come out differently, with the reason."""

WITHOUT_THEME: Final = {
    "site_configuration/arbitrary-file-reads-via-layouts": "the home page asks for a lost layout",
}
"""Scenarios in which the built-in theme would step in; here it is ruled out."""

OWN_WORDS: Final = {
    "highlighting/marking-a-single-line-in-a-ruby-code-block-with-invalid-syntax": (
        r"error\[liquid-\w+\]: Syntax Error for mark_lines"
    ),
    "permalinks/using-the-same-permalink-twice": (
        r"shared by multiple files.*amazing\.html \(from .*awesome\.md.*cool\.md.*"
        r"puppies/2009/03/27/rover\.html \(from .*rover"
    ),
    "rendering/rendering-a-site-with-parentheses-in-its-path-name": r"read: .*render: .*write: ",
    "rendering/when-receiving-bad-liquid": r"error\[liquid",
    "rendering/when-receiving-a-liquid-syntax-error-in-included-file": (
        r"_includes/invalid\.html:1:1: error\[liquid-syntax\]: .*INVALID"
    ),
    "rendering/when-receiving-a-generic-liquid-error-in-included-file": (
        r"_includes/invalid\.html:1:1: error\[liquid-render\]: wrong number of arguments .*needed by"
    ),
    "rendering/rendering-a-custom-site-containing-a-file-with-a-non-existent-liquid-variable": (
        r"index\.html:\d+(:\d+)?: error\[liquid-render\]: undefined variable author"
    ),
    "rendering/rendering-a-custom-site-containing-a-file-with-a-non-existent-liquid-filter": (
        r"index\.html:\d+(:\d+)?: error\[liquid-render\]: undefined filter foobar"
    ),
}
"""What jekpy says where the scenario expects Jekyll's own words: a regular expression for each."""


@pytest.mark.parametrize("case", cases_of(SET, DIFFERENCES, wanted=lambda case: case["id"] != "skipped"))
def test_a_scenario_comes_out_as_in_jekyll(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    if case["id"] in WITHOUT_THEME:
        case["files"]["_config.yml"] += "\ntheme: false\n"
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
    before = files_of(folder)
    result = CliRunner().invoke(main, run["command"].split())
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    after = files_of(folder)
    if run.get("exit"):
        assert ("zero" if result.exit_code == 0 else "nonzero") == run["exit"], result.output
    varying = set(run.get("output_varies", ()))
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    expected = {path: as_bytes(content) for path, content in run["output"].items()}
    assert set(changed) == set(expected) | varying, result.output
    assert {path: changed[path] for path in expected} == expected
    assert sorted(set(before) - set(after)) == sorted(run.get("removed", ()))
    for expectation in run["expect"]:
        if expectation["file"].partition("/")[0] not in NOT_MADE:
            check_file(folder / expectation["file"], expectation)
    for expectation in run["expect_output"]:
        check_text(result.output, {"matches": own_words} if own_words else expectation)


def files_of(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder but for jekpy's own cache."""
    found = files_below(folder)
    return {path: content for path, content in found.items() if OWN_CACHE not in path.split("/")}


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
