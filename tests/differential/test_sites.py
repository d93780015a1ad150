"""Small sites, each about one group of rules, compared with what real Jekyll made of them.

`tests/sites/NAME/source` is the site, `expected` its output by Jekyll at 2026-01-01T00:00:00Z. Where Jekyll
is installed, that output is made once more and must still be the same. It is of Jekyll 4.3.1 on kramdown 2.4
and Psych, so the sites keep to what is the same in 4.4.1: no footnotes, no `10:30`, no key `null`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.build import build
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Mapping

SITES: Final = Path(__file__).parent.parent / "sites"
NAMES: Final = sorted(path.parent.name for path in SITES.glob("*/expected"))
TOOLS: Final = ("jekyll", "faketime")

DIFFERENCES: Final[Mapping[str, str]] = {}
"""Sites that come out differently, with the reason."""


@pytest.fixture
def source(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Give a copy of a site's source, since a build may keep a cache in it."""
    return Path(shutil.copytree(SITES / request.param / "source", tmp_path / "source"))


def each_site(differences: Mapping[str, str]) -> pytest.MarkDecorator:
    """Run a test for each site, given by its name and by a copy of its source."""
    return pytest.mark.parametrize(
        ("name", "source"),
        [
            pytest.param(
                name,
                name,
                id=name,
                marks=[pytest.mark.xfail(reason=differences[name])] if name in differences else [],
            )
            for name in NAMES
        ],
        indirect=["source"],
    )


@each_site(DIFFERENCES)
def test_a_site_comes_out_byte_for_byte_as_from_jekyll(name: str, source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    assert_same(files_below(tmp_path / "out"), files_below(SITES / name / "expected"))


@pytest.mark.differential
@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="needs jekyll and faketime on this machine"
)
@each_site({})
def test_the_expected_output_is_what_jekyll_makes(name: str, source: Path, tmp_path: Path) -> None:
    subprocess.run(
        [
            *("faketime", "-f", "2026-01-01 00:00:00"),
            *("jekyll", "build", "--source", source, "--destination", tmp_path / "out", "--quiet"),
            "--disable-disk-cache",
        ],
        env={
            **os.environ,
            "TZ": "UTC",
            "LANG": "C.UTF-8",
            "NO_FAKE_STAT": "1",
            "JEKYLL_NO_BUNDLER_REQUIRE": "1",
        },
        check=True,
        capture_output=True,
    )
    assert_same(files_below(tmp_path / "out"), files_below(SITES / name / "expected"))


def assert_same(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> None:
    """Compare two trees: first their paths, then each file, as text where it is text."""
    assert sorted(found) == sorted(expected)
    for path, content in expected.items():
        assert found[path].decode("utf-8", "replace") == content.decode("utf-8", "replace"), path
        assert found[path] == content


def test_every_site_has_a_source() -> None:
    assert NAMES
    assert all((SITES / name / "source").is_dir() for name in NAMES)
