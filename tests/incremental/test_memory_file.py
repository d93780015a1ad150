"""What a build leaves on the disk for the next process is used where it can be trusted, and nowhere else."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from jekpy.build import build_site
from jekpy.errors import JekpyError
from jekpy.incremental import memory_file
from jekpy.model import file_facts
from jekpy.reading import files, known
from jekpy.themes.places import data_folder
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.sites import MakeSite, SiteFolder

FILES = {
    "_config.yml": "title: Theme\ntheme: jekpy\nsearch_enabled: false\n",
    "index.md": "---\nlayout: default\ntitle: Home\nnav_order: 1\n---\nHello.\n",
    "_posts/2024-01-01-first.md": "---\ntitle: First\n---\nText {{ page.title }}.\n",
    **{
        f"page{number}.md": f"---\nlayout: default\ntitle: Page {number}\n---\n{{% include once.html %}}\n"
        for number in range(60)
    },
    "_includes/once.html": "once\n",
}


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SiteFolder:
    """A site whose files count as old as soon as they are written, for a user of its own."""
    monkeypatch.setattr(file_facts, "TICK_NS", -(10**18))
    become_user(tmp_path / "home", monkeypatch)
    return make_site(FILES)


def become_user(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a home of one's own, on every platform."""
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed, as they are."""
    paths: list[str] = []
    read = files.read_template

    def noted(path: Path, shown: str, encoding: str, *, any_value: bool = False) -> object:
        if not shown.startswith("assets/"):  # the theme's
            paths.append(shown)
        return read(path, shown, encoding, any_value=any_value)

    monkeypatch.setattr(known, "read_template", noted)
    return paths


def kept_file(site: SiteFolder) -> Path:
    (found,) = site.source.glob(".jekpy-cache/*.memory")
    return found


def assert_is_as_clean(site: SiteFolder) -> None:
    found = files_below(site.destination)
    build_site(site.config(), use_cache=False)
    assert found == files_below(site.destination)


def test_the_next_process_parses_only_what_changed(site: SiteFolder, parsed: list[str]) -> None:
    build_site(site.config())
    parsed.clear()
    site.add({"page7.md": "---\nlayout: default\ntitle: Page 7\n---\nNew.\n"})
    build_site(site.config())
    assert parsed == ["page7.md"]
    assert_is_as_clean(site)


@pytest.mark.parametrize(
    "edit",
    [
        {"_config.yml": FILES["_config.yml"] + "permalink: pretty\n"},
        {"Gemfile": "group :jekyll_plugins do\n  gem 'jekyll-titles-from-headings'\nend\n"},
        {"_includes/once.html": "{% feed_meta %}", "Gemfile": "gem 'jekyll-feed', group: :jekyll_plugins\n"},
        {"_plugins/one.py": "from jekpy.plugins import Plugin\nplugin = Plugin('one')\n"},
        {"page7.md": "no page any more\n", "page8.md": "---\nlayout: default\n---\n"},
    ],
)
def test_whatever_changes_the_next_process_builds_as_one_without_memory(
    edit: dict[str, str], site: SiteFolder
) -> None:
    build_site(site.config())
    site.add(edit)
    build_site(site.config())
    assert_is_as_clean(site)
    for path in edit:
        if path in FILES:
            site.add({path: FILES[path]})
        else:
            (site.source / path).unlink()
    build_site(site.config())
    assert_is_as_clean(site)


def test_a_template_is_not_known_any_more_when_its_tags_are_gone(site: SiteFolder) -> None:
    site.add(
        {"_includes/once.html": "{% feed_meta %}", "Gemfile": "gem 'jekyll-feed', group: :jekyll_plugins\n"}
    )
    build_site(site.config())
    (site.source / "Gemfile").unlink()
    with pytest.raises(JekpyError, match="feed_meta"):
        build_site(site.config())


@pytest.mark.parametrize("zone", ["", "UTC+8", "Europe/Berlin", "no zone"])
def test_dates_are_kept_in_any_time_zone(
    zone: str, site: SiteFolder, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    site.add({"page1.md": "---\ndate: 2024-01-01 10:00:00\nwhen: 2024-01-01 10:00:00 +0300\n---\n"})
    build_site(site.config())
    parsed.clear()
    site.add({"page7.md": "New.\n", "_posts/2024-01-02-second.md": "---\n---\n{{ page.date }}\n"})
    build_site(site.config())
    assert parsed == ["_posts/2024-01-02-second.md"]
    assert_is_as_clean(site)


def test_front_matter_that_is_nested_deep_is_no_error(site: SiteFolder) -> None:
    site.add({"page1.md": f"---\nlist: {'[' * 300}{']' * 300}\n---\n"})
    build_site(site.config())
    assert_is_as_clean(site)


def test_a_small_edit_leaves_the_file_as_it_is_and_a_large_one_does_not(site: SiteFolder) -> None:
    build_site(site.config())
    before = kept_file(site).stat().st_ino
    site.add({"page7.md": FILES["page7.md"] + "More.\n"})
    build_site(site.config())
    assert kept_file(site).stat().st_ino == before
    site.add({f"page{number}.md": "---\ntitle: New\n---\n" for number in range(20)})
    build_site(site.config())
    assert kept_file(site).stat().st_ino != before
    assert_is_as_clean(site)


class Trap:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return pytest.fail, ("it was unpickled",)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def replace_pickle(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"\x80\x05")] + pickle.dumps(Trap()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: flip(path, 3),
        lambda path: flip(path, 40),
        lambda path: flip(path, -5),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(b""),
        replace_pickle,
    ],
    ids=["mark", "head", "end", "cut off", "empty", "by another"],
)
def test_what_this_user_did_not_write_is_not_read(
    spoil: Callable[[Path], object], site: SiteFolder, parsed: list[str]
) -> None:
    build_site(site.config())
    spoil(kept_file(site))
    parsed.clear()
    site.add({"page7.md": FILES["page7.md"] + "More.\n"})
    build_site(site.config())
    assert len(parsed) > len(FILES) - 3
    assert_is_as_clean(site)


def test_another_user_does_not_read_it(
    site: SiteFolder, parsed: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build_site(site.config())
    become_user(tmp_path / "other", monkeypatch)
    parsed.clear()
    site.add({"page7.md": FILES["page7.md"] + "More.\n"})
    build_site(site.config())
    assert len(parsed) > len(FILES) - 3


def test_without_a_place_for_the_key_nothing_is_kept(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(memory_file, "data_folder", lambda: tmp_path / "file")
    build_site(site.config())
    assert not list(site.source.glob(".jekpy-cache/*.memory"))


def test_the_key_is_for_its_user_alone(site: SiteFolder) -> None:
    build_site(site.config())
    assert (data_folder() / "key").stat().st_mode & 0o077 == 0
