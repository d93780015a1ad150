"""The folders in which themes are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekpy.themes.places import ruby_gem_folders, site_gem_folders, themes_folder


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/h"}, "linux", "/h/.local/share/jekpy/themes"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/data"}, "linux", "/data/jekpy/themes"),
        ({"HOME": "/h", "XDG_DATA_HOME": "relative"}, "linux", "/h/.local/share/jekpy/themes"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Application Support/jekpy/themes"),
        ({"HOME": "/h", "LOCALAPPDATA": "/local"}, "win32", "/local/jekpy/themes"),
        ({"USERPROFILE": "/u"}, "win32", "/u/AppData/Local/jekpy/themes"),
        ({"HOME": "/h", "JEKPY_THEMES": "/mine"}, "linux", "/mine"),
    ],
)
def test_themes_lie_where_the_platform_keeps_data_or_where_the_environment_says(
    environment: dict[str, str], platform: str, folder: str
) -> None:
    assert themes_folder(environment, platform) == Path(folder)


def test_gem_home_and_gem_path_are_rubys(tmp_path: Path) -> None:
    for name in ("home", "path", "user/.gem/ruby/3.3.0"):
        (tmp_path / name / "gems").mkdir(parents=True)
    environment = {"HOME": str(tmp_path / "user"), "GEM_HOME": str(tmp_path / "home")}
    default = tmp_path / "user/.gem/ruby/3.3.0/gems"
    assert ruby_gem_folders(environment)[:2] == [tmp_path / "home/gems", default]
    environment["GEM_PATH"] = str(tmp_path / "path")
    assert ruby_gem_folders(environment) == [tmp_path / "home/gems", tmp_path / "path/gems"]
    environment["GEM_PATH"] += ":"
    assert default in ruby_gem_folders(environment)


def test_the_site_has_gems_where_bundler_puts_them(tmp_path: Path) -> None:
    (tmp_path / "vendor/bundle/ruby/3.3.0/gems").mkdir(parents=True)
    (tmp_path / "vendor/gems").mkdir()
    assert site_gem_folders(tmp_path, {}) == [
        tmp_path / "vendor/bundle/ruby/3.3.0/gems",
        tmp_path / "vendor/gems",
    ]


@pytest.mark.parametrize(
    ("config", "environment"),
    [
        ('---\nBUNDLE_PATH: "gems here"\n', {}),
        ("", {"BUNDLE_PATH": "gems here"}),
        ("BUNDLE_PATH: gems here\n", {}),
    ],
)
def test_bundler_may_be_told_of_another_folder(
    tmp_path: Path, config: str, environment: dict[str, str]
) -> None:
    (tmp_path / "gems here/ruby/3.3.0/gems").mkdir(parents=True)
    (tmp_path / ".bundle").mkdir()
    (tmp_path / ".bundle/config").write_text(config)
    assert site_gem_folders(tmp_path, environment) == [tmp_path / "gems here/ruby/3.3.0/gems"]
