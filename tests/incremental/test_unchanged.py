"""Builds that are over at a glance, and those that must not be."""

from __future__ import annotations

import importlib
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import jekpy
from jekpy.cli import main
from jekpy.model import file_facts
from tests.support.archives import THEME, a_gem, a_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "_config.yml": "title: Still\n",
    "index.md": "---\ntitle: Home\nlayout: page\n---\nHello.\n",
    "css/site.scss": "---\n---\n@use 'colors';\n",
    "_sass/_colors.scss": "body { color: red }\n",
    "_layouts/page.html": "{{ content }}{% include foot.html %}",
    "_includes/foot.html": "Foot",
    "_data/people.yml": "first: Ann\n",
    "image.png": "not really",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was built, all of whose files count as old."""
    monkeypatch.setattr(file_facts, "TICK_NS", -(10**18))
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    jekpy.build(tmp_path)
    return tmp_path


def test_warnings_are_repeated_at_a_glance(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "css/old.scss").write_text("---\n---\n@import 'colors';\n")
    (site / "odd.html").write_text("---\n---\n{{ 'a' | upcase b c }}\n")
    (site / "lost.md").write_text("---\nlayout: none_such\n---\n")
    (site / "_config.yml").write_text("title: Still\ntimezone: Mars/Phobos\n")
    first = jekpy.build(site)
    codes = {found.code for found in first.warnings}
    assert codes == {"time-zone", "sass-import", "liquid-syntax", "layout-missing"}
    assert jekpy.build(site).warnings == first.warnings
    assert not reads_the_site(site, monkeypatch)


def reads_the_site(source: Path, monkeypatch: pytest.MonkeyPatch, **config: object) -> bool:
    """Build, and tell whether the site was read for it."""
    module = importlib.import_module("jekpy.build")
    prepare, calls = module.prepare, []

    def noted(*arguments: object) -> object:
        calls.append(arguments)
        return prepare(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(module, "prepare", noted)
        jekpy.build(source, None, **config)
    return bool(calls)


def test_a_build_that_changes_nothing_reads_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = jekpy.build(site)
    assert not reads_the_site(site, monkeypatch)
    assert (first.pages, first.files, first.written, first.rendered) == (2, 4, (), 0)
    assert dict(first.reasons) == {"/": "", "/css/site.css": ""}


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: replace(site / "index.md", "Hello", "Jello"),
        lambda site: replace(site / "_config.yml", "Still", "Stilt"),
        lambda site: replace(site / "_sass/_colors.scss", "red", "tan"),
        lambda site: replace(site / "_includes/foot.html", "Foot", "Food"),
        lambda site: replace(site / "_layouts/page.html", "content", "page"),
        lambda site: replace(site / "_data/people.yml", "Ann", "Eve"),
        lambda site: replace(site / "image.png", "really", "greatly"),
        lambda site: os.utime(site / "image.png", (1, 1)),
        lambda site: (site / "more.md").write_text("---\n---\nMore.\n"),
        lambda site: (site / "image.png").unlink(),
        lambda site: (site / "image.png").rename(site / "other.png"),
        lambda site: (site / "_site/index.html").unlink(),
        lambda site: replace(site / "_site/index.html", "Hello", "Jello"),
        lambda site: (site / "_site/stray.html").write_text("stray"),
        lambda site: shutil.rmtree(site / "_site"),
    ],
)
def test_any_change_to_a_file_is_seen(
    site: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path], object]
) -> None:
    edit(site)
    assert reads_the_site(site, monkeypatch)
    assert not reads_the_site(site, monkeypatch)


def test_other_settings_are_seen(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads_the_site(site, monkeypatch, title="Other")
    assert reads_the_site(site, monkeypatch)
    monkeypatch.setenv("JEKYLL_ENV", "production")
    assert reads_the_site(site, monkeypatch)
    assert not reads_the_site(site, monkeypatch)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("broken.md", "---\ntitle: [\n---\n"),  # warns before it is a page
        ("_plugins/own.py", "from jekpy.plugins import Plugin\nplugin = Plugin('own')\n"),
        ("_config.yml", "plugins: [jekyll-last-modified-at]\n"),
        ("_config.yml", "data_dir: ../elsewhere\n"),
    ],
)
def test_what_files_do_not_tell_is_not_skipped(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(text)
    assert reads_the_site(site, monkeypatch)
    assert reads_the_site(site, monkeypatch)


def test_a_page_that_reads_the_clock_is_rendered_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    jekpy.build(site)
    assert not reads_the_site(site, monkeypatch)
    (site / "clock.md").write_text("---\n---\n{{ site.time }}\n")
    jekpy.build(site)
    assert reads_the_site(site, monkeypatch)


def test_a_folder_that_is_a_link_is_not_vouched_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = site.parent / f"{site.name}-outside"
    outside.mkdir()
    (site / "linked").symlink_to(outside)
    jekpy.build(site)
    assert reads_the_site(site, monkeypatch)


def test_a_document_appears_when_it_is_due(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "_config.yml").write_text("collections: { notes: { output: true } }\n")
    (site / "_notes").mkdir()
    (site / "_notes/one.md").write_text("---\ndate: 2030-01-01 00:00:00 +0000\n---\nAt last.\n")
    jekpy.build(site)
    assert not reads_the_site(site, monkeypatch)
    (record,) = (site / ".jekpy-cache").glob("*.last.json")
    assert json.loads(record.read_text())["due"] == 1893456000
    record.write_text(record.read_text().replace("1893456000", "1767000000"))
    assert reads_the_site(site, monkeypatch)


def test_files_as_young_as_the_clock_is_coarse_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_config.yml").write_text("title: Young\n")
    jekpy.build(tmp_path)
    assert reads_the_site(tmp_path, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(file_facts, "TICK_NS", -(10**18))
        jekpy.build(tmp_path)
    assert not reads_the_site(tmp_path, monkeypatch)


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"key": 1}', "\x00"])
def test_a_damaged_record_counts_as_none(site: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    (record,) = (site / ".jekpy-cache").glob("*.last.json")
    record.write_text(damage)
    assert reads_the_site(site, monkeypatch)


@pytest.fixture
def themes(site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of themes, with one that the site's lock file names."""
    folder = tmp_path_factory.mktemp("themes")
    gem = folder / "theme.gem"
    gem.write_bytes(a_gem("minima", "2.5.1"))
    monkeypatch.setenv("JEKPY_THEMES", str(folder))
    (site / "_config.yml").write_text("theme: minima\n")
    command = ["theme", "install", "minima", "--from", str(gem), "--source", str(site)]
    assert CliRunner().invoke(main, command).exit_code == 0
    return folder


@pytest.mark.usefixtures("themes")
def test_a_locked_theme_is_vouched_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jekpy.build(site)
    assert not reads_the_site(site, monkeypatch)


def test_a_locked_theme_whose_configuration_counts_is_vouched_for(
    site: Path, themes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = themes / "theme.tar.gz"
    archive.write_bytes(a_repository({**THEME, "_config.yml": "sass: { style: compressed }\n"}))
    (site / "_config.yml").write_text("remote_theme: owner/theme\n")
    command = ["theme", "install", "owner/theme", "--from", str(archive), "--source", str(site)]
    assert CliRunner().invoke(main, command).exit_code == 0
    jekpy.build(site)
    assert not reads_the_site(site, monkeypatch)


@pytest.mark.parametrize("found", ["theme/_layouts/default.html", "theme/_layouts/more.html", "record.yml"])
def test_a_locked_theme_that_changes_is_seen(
    site: Path, themes: Path, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jekpy.build(site)
    [folder] = themes.glob("minima*")
    with (folder / found).open("a") as file:
        file.write("# more")
    assert reads_the_site(site, monkeypatch)


@pytest.mark.usefixtures("themes")
def test_a_theme_that_no_lock_file_names_is_looked_for_each_time(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "_themes.lock.yml").unlink()
    jekpy.build(site)
    assert reads_the_site(site, monkeypatch)


def test_a_locked_theme_that_is_gone_is_missed(site: Path, themes: Path) -> None:
    jekpy.build(site)
    shutil.rmtree(themes)
    with pytest.raises(jekpy.JekpyError, match="is not installed"):
        jekpy.build(site)
