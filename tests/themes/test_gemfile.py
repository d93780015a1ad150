"""What a Gemfile and its lock file say of a gem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.themes.gemfile import GemPin, gem_pin

if TYPE_CHECKING:
    from pathlib import Path

SUM = "ab" * 32
LOCK = f"""\
GIT
  remote: https://git.example/other.git
  specs:
    other (1.0)

GEM
  remote: https://gems.example/
  specs:
    jekyll (4.4.1)
      minima (~> 1.0)
    minima (2.5.1)
      jekyll (>= 3.5, < 5.0)

PLATFORMS
  ruby

CHECKSUMS
  jekyll (4.4.1) sha256={"cd" * 32}
  minima (2.5.1) sha256={SUM}

BUNDLED WITH
   2.6.2
"""


@pytest.mark.parametrize(
    ("gemfile", "lock", "pin"),
    [
        ("", "", GemPin()),
        ("", LOCK, GemPin("2.5.1", SUM, (), "https://gems.example/")),
        (
            "source 'https://a.example'\ngem 'minima', '~> 2.5', \">= 2.5.1\", group: :x\n",
            "",
            GemPin("", "", ("~> 2.5", ">= 2.5.1"), "https://a.example"),
        ),
        ('source "https://a.example" do\n  gem("minima", "2.5.1")\nend\n', "",
         GemPin("", "", ("2.5.1",), "https://a.example")),
        ("# gem 'minima', '1'\ngem 'minimal'\n", "", GemPin()),
    ],
)  # fmt: skip
def test_a_pin_holds_what_the_files_say(tmp_path: Path, gemfile: str, lock: str, pin: GemPin) -> None:
    (tmp_path / "Gemfile").write_text(gemfile)
    (tmp_path / "Gemfile.lock").write_text(lock)
    assert gem_pin(tmp_path, "minima") == pin


def test_without_the_files_nothing_is_pinned(tmp_path: Path) -> None:
    assert gem_pin(tmp_path, "minima") == GemPin()


def test_a_gem_from_git_keeps_its_version_but_names_no_gem_server_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "Gemfile.lock").write_text(LOCK)
    assert gem_pin(tmp_path, "other").version == "1.0"


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "Gemfile").write_bytes(b"\xff\xfegem 'minima'")
    assert gem_pin(tmp_path, "minima") == GemPin()
