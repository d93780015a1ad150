"""Watching: which changes count, how a burst is told, and that none is lost."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from watchdog.events import (
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer

from jekpy.build import build_site
from jekpy.config import load_config
from jekpy.incremental.memory import Memory
from jekpy.serving.rebuilding import Rebuilder
from jekpy.serving.watching import EVENTS, Changes, SourceWatch, is_watched
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.build import BuildReport
    from jekpy.config import Config
    from jekpy.errors import JekpyError
    from tests.support.sites import MakeSite, SiteFolder

PATIENCE_SECONDS: Final = 10.0
LONGER_THAN_A_BURST_SECONDS: Final = 0.3


@pytest.mark.parametrize(
    ("path", "watched"),
    [
        ("a.md", True),
        ("_config.yml", True),
        ("_data/a.yml", True),
        ("_site/a.html", False),
        ("_site", False),
        (".jekpy-cache/x", False),
        (".jekyll-cache/x", False),
        (".sass-cache/x", False),
        (".git/index", False),
        ("sub/.git/index", False),
        ("a.md~", False),
        (".a.md.swp", False),
        ("4913", False),
        (".DS_Store", False),
        ("node_modules/x.js", False),
        ("drafts/a.md", False),
        ("drafts-new/a.md", True),
    ],
)
def test_what_cannot_change_the_site_is_not_watched(path: str, watched: bool, make_site: MakeSite) -> None:
    config = make_site({"_config.yml": "exclude: [drafts/]"}).config()
    assert is_watched(str(config.source / path), config) is watched


@pytest.mark.parametrize("path", ["vendor/a/x.md", "vendor/a", "vendor", "_config.yml"])
def test_what_is_included_is_watched_although_its_folder_is_excluded(path: str, make_site: MakeSite) -> None:
    config = make_site({"_config.yml": "exclude: [vendor]\ninclude: [vendor/a]"}).config()
    assert is_watched(str(config.source / path), config)
    assert not is_watched(str(config.source / "vendor/b/x.md"), config)


def test_what_lies_beside_the_site_is_not_watched(make_site: MakeSite) -> None:
    config = make_site({"_config.yml": ""}).config()
    assert not is_watched(str(config.source.parent / "beside.md"), config)
    assert not is_watched(f"{config.source}-too/a.md", config)


def test_a_configuration_is_watched_although_it_is_excluded(make_site: MakeSite) -> None:
    config = make_site({"_config.yml": "exclude: [_config.yml]"}).config()
    assert is_watched(str(config.source / "_config.yml"), config)


def test_a_burst_is_told_as_one(tmp_path: Path) -> None:
    changes = Changes(lambda _path: True)
    names = [str(tmp_path / f"{number}.md") for number in range(50)]
    for name in names:
        changes.on_any_event(FileModifiedEvent(name))
    assert sorted(map(str, changes.wait())) == sorted(names)


def test_what_comes_while_the_burst_goes_on_belongs_to_it(tmp_path: Path) -> None:
    changes = Changes(lambda _path: True)
    changes.on_any_event(FileModifiedEvent(str(tmp_path / "a")))
    later = threading.Timer(0.005, changes.on_any_event, [FileModifiedEvent(str(tmp_path / "b"))])
    later.start()
    assert {path.name for path in changes.wait()} == {"a", "b"}


def test_a_burst_without_end_is_told_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jekpy.serving.watching._LONGEST_BURST_SECONDS", 0.2)
    changes = Changes(lambda _path: True)
    over = threading.Event()

    def write_on() -> None:
        while not over.wait(0.01):
            changes.on_any_event(FileModifiedEvent(str(tmp_path / "log")))

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        began = time.monotonic()
        assert changes.wait()
        assert time.monotonic() - began < PATIENCE_SECONDS / 2
    finally:
        over.set()
        writer.join()


def test_a_move_tells_of_both_places(tmp_path: Path) -> None:
    changes = Changes(lambda _path: True)
    changes.on_any_event(FileMovedEvent(str(tmp_path / "old"), str(tmp_path / "new")))
    assert {path.name for path in changes.wait()} == {"old", "new"}


def test_what_happens_to_files_is_heard_and_reading_is_not(tmp_path: Path) -> None:
    changes = Changes(lambda _path: True)
    for name in ("read", "changed", "touched", "old", "gone"):
        (tmp_path / name).write_text("x")
    observer = Observer()
    observer.schedule(changes, str(tmp_path), recursive=True, event_filter=EVENTS)
    observer.start()
    try:
        (tmp_path / "read").read_text()
        (tmp_path / "changed").write_text("y")
        os.utime(tmp_path / "touched")
        (tmp_path / "old").rename(tmp_path / "new")
        (tmp_path / "gone").unlink()
        (tmp_path / "folder").mkdir()
        wanted = {"changed", "touched", "old", "new", "gone", "folder"}
        heard: set[str] = set()
        until = time.monotonic() + PATIENCE_SECONDS
        while not wanted <= heard and time.monotonic() < until:
            heard |= {path.name for path in changes.wait(0.1)}
    finally:
        observer.stop()
        observer.join()
    assert heard == wanted


def test_what_is_not_wanted_wakes_nobody(tmp_path: Path) -> None:
    changes = Changes(lambda path: path.endswith(".md"))
    changes.on_any_event(FileCreatedEvent(str(tmp_path / "a.txt")))
    changes.on_any_event(FileCreatedEvent(str(tmp_path / "a.md")))
    assert {path.name for path in changes.wait()} == {"a.md"}


def test_stopping_lets_the_waiter_go_with_nothing() -> None:
    changes = Changes(lambda _path: True)
    threading.Timer(0.02, changes.stop).start()
    assert changes.wait() == frozenset()


class Watched:
    """A site that is being watched, with what its builds told."""

    def __init__(
        self, site: SiteFolder, *, during_build: Callable[[int], None] = lambda _count: None
    ) -> None:
        self.reports: list[BuildReport] = []
        self.errors: list[JekpyError] = []
        self.renewed = 0
        self._during_build = during_build
        self._told = threading.Condition()
        self._builds = 0
        self._memory = Memory()
        self._rebuilder = Rebuilder(site.config, self._build, built=self._built, failed=self._failed)
        self._thread = threading.Thread(target=self._rebuilder.run)

    def __enter__(self) -> Watched:
        self._rebuilder.build()
        self._thread.start()
        assert self._rebuilder.watching.wait(PATIENCE_SECONDS)
        return self

    def __exit__(self, *_error: object) -> None:
        self._rebuilder.stop()
        self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive()

    def _build(self, config: Config, wants_search: Callable[[], bool]) -> BuildReport:
        report = build_site(config, self, wants_search=wants_search, memory=self._memory)
        with self._told:
            self.renewed += not report.search_is_old
            self._told.notify_all()
        return report

    def step(self, name: str) -> None:
        if name == "write":
            self._builds += 1
            self._during_build(self._builds)

    def rendered(self, done: int, total: int) -> None:
        pass

    def _built(self, report: BuildReport) -> None:
        with self._told:
            self.reports.append(report)
            self._told.notify_all()

    def _failed(self, error: JekpyError) -> None:
        with self._told:
            self.errors.append(error)
            self._told.notify_all()

    def wait_for(self, builds: int = 0, failures: int = 0, search: int = 0) -> None:
        """Wait for so many reports, errors, and builds with search after the one that starts it all."""

        def is_there() -> bool:
            # Two builds with search come first: the caller's, and that of what changed before the watch.
            searched = self.renewed >= 2 + search if search else True
            return len(self.reports) >= builds and len(self.errors) >= failures and searched

        with self._told:
            assert self._told.wait_for(is_there, PATIENCE_SECONDS)


def page(text: str) -> dict[str, str | bytes]:
    return {"a.html": f"---\n---\n{text}"}


def test_a_change_is_built_and_others_are_not(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add(page("two"))
        watched.wait_for(builds=2)
        assert site.outputs()["a.html"] == "two"
        site.add({".jekpy-cache/x": "x", "a.html~": "x", "node_modules/x.js": "x"})
        (site.destination / "by-hand.txt").write_text("x")
        time.sleep(LONGER_THAN_A_BURST_SECONDS)
        assert len(watched.reports) == 2


def test_many_changes_at_once_are_few_builds(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add({f"{number}.txt": "x" for number in range(30)})
        watched.wait_for(builds=2)
        time.sleep(LONGER_THAN_A_BURST_SECONDS)
        assert len(watched.reports) <= 3  # one, but for a machine so busy that it writes with pauses
        assert len(site.outputs()) == 31


def test_a_change_during_a_build_is_not_lost(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})

    def edit(build: int) -> None:
        if build == 1:  # all is read and rendered by now
            time.sleep(LONGER_THAN_A_BURST_SECONDS / 3)
            site.add(page("two"))

    with Watched(site, during_build=edit) as watched:
        watched.wait_for(builds=2)
        assert site.outputs()["a.html"] == "two"


def test_a_build_that_fails_leaves_the_site_and_the_watch_goes_on(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add(page("{% nope %}"))
        watched.wait_for(failures=1)
        assert site.outputs()["a.html"] == "one"
        site.add({"_config.yml": "a: [1"})
        watched.wait_for(failures=2)
        site.add({"_config.yml": "title: x", **page("two")})
        watched.wait_for(builds=2)
        assert site.outputs()["a.html"] == "two"


def test_the_search_index_follows_in_a_quiet_moment(make_site: MakeSite) -> None:
    def text(word: str) -> dict[str, str | bytes]:
        return {"index.md": f"---\nlayout: default\ntitle: Home\n---\n{word}\n"}

    site = make_site({"_config.yml": "theme: jekpy", **text("apple")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add(text("bramble"))
        watched.wait_for(builds=2)
        assert b"bramble" in (site.destination / "index.html").read_bytes()
        assert watched.reports[1].search_is_old
        watched.wait_for(search=1)
        assert files_below(site.destination) == clean(site)
        assert len(watched.reports) == 2  # nobody is told: no page has changed


def test_what_others_did_to_the_destination_is_mended_in_a_quiet_moment(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", "b.txt": "b", "c.html": "---\n---\nc", **page("one")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add(page("two"))
        watched.wait_for(builds=2)
        (site.destination / "b.txt").unlink()
        (site.destination / "c.html").write_text("other")
        (site.destination / "d.txt").write_text("not of the site")
        site.add(page("three"))
        watched.wait_for(builds=4)
        assert files_below(site.destination) == clean(site)


def clean(site: SiteFolder) -> dict[str, bytes]:
    """Give the files of a clean build of the site."""
    elsewhere = replace(site.config(), destination=site.source.parent / "clean")
    build_site(elsewhere, use_cache=False)
    return files_below(elsewhere.destination)


def test_an_edit_of_the_configuration_counts_at_once(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: one", **page("{{ site.title }}")})
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        site.add({"_config.yml": "title: two"})
        watched.wait_for(builds=2)
        assert site.outputs()["a.html"] == "two"


def test_a_session_keeps_its_time_but_not_what_is_in_the_future(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    site = make_site(
        {
            "_config.yml": "collections: {notes: {output: true}}",
            "time.html": "---\n---\n{{ site.time | date: '%s' }}",
            "_notes/undated.html": "---\n---\n{{ page.date | date: '%s' }}",
            **page("one"),
        }
    )
    with Watched(site) as watched:
        watched.wait_for(builds=1)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225660")
        site.add({"_posts/2026-01-01-new.html": "---\ndate: 2026-01-01 00:00:30 +0000\n---\nnew"})
        watched.wait_for(builds=2)
        outputs = site.outputs()
        assert outputs["2026/01/01/new.html"] == "new"
        assert outputs["time.html"] == outputs["notes/undated.html"] == "1767225600"
        assert watched.reports[1].rendered == 1


def wait_for_output(site: SiteFolder, path: str, text: str | None) -> None:
    """Wait until a build has made the output `text`, or has removed it if it is None."""
    output, end = site.destination / path, time.monotonic() + PATIENCE_SECONDS

    def found() -> str | None:
        with suppress(FileNotFoundError):
            return output.read_text()
        return None

    while found() != text:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_folder_that_comes_is_watched_and_so_is_one_in_its_place(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})
    with Watched(site):
        for text in ("new", "edited", None, "another", "edited", None):
            if text is None:
                shutil.rmtree(site.source / "folder")
            else:
                site.add({"folder/below/a.txt": text})
            wait_for_output(site, "folder/below/a.txt", text)


def test_a_folder_is_watched_once_it_is_not_excluded_any_more(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "exclude: [drafts]", "drafts/a.txt": "one", **page("one")})
    with Watched(site) as watched:
        site.add({"drafts/a.txt": "two"})
        time.sleep(LONGER_THAN_A_BURST_SECONDS)
        assert len(watched.reports) == 1
        site.add({"_config.yml": "exclude: []"})
        wait_for_output(site, "drafts/a.txt", "two")
        site.add({"drafts/a.txt": "three"})
        wait_for_output(site, "drafts/a.txt", "three")


def test_what_links_lead_to_is_watched(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"_config.yml": "title: x", **page("one")})
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "notes/deep").mkdir(parents=True)
    for name in ("notes/deep/a.txt", "logo.txt", "later.txt"):
        (elsewhere / name).write_text("one")
    (site.source / "sub").mkdir()
    (site.source / "sub/notes").symlink_to(elsewhere / "notes")
    (site.source / "logo.txt").symlink_to(elsewhere / "logo.txt")
    with Watched(site):
        (elsewhere / "notes/deep/a.txt").write_text("two")
        wait_for_output(site, "sub/notes/deep/a.txt", "two")
        (elsewhere / "new").write_text("two")
        (elsewhere / "new").replace(elsewhere / "logo.txt")  # as editors save
        wait_for_output(site, "logo.txt", "two")
        (site.source / "later.txt").symlink_to(elsewhere / "later.txt")
        wait_for_output(site, "later.txt", "one")
        (elsewhere / "later.txt").write_text("two")
        wait_for_output(site, "later.txt", "two")
        (site.source / "logo.txt").unlink()
        wait_for_output(site, "logo.txt", None)
        (elsewhere / "later.txt").write_text("three")
        wait_for_output(site, "later.txt", "three")


def test_a_configuration_outside_of_the_site_is_watched(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({**page("{{ site.title }}")})
    shared = tmp_path / "shared.yml"
    shared.write_text("title: one")
    rebuilder = Rebuilder(
        lambda: load_config(site.source, files=[str(shared)]),
        lambda config, wants_search: build_site(config, wants_search=wants_search),
        built=lambda _report: None,
        failed=lambda _error: None,
    )
    rebuilder.build()
    thread = threading.Thread(target=rebuilder.run)
    thread.start()
    try:
        assert rebuilder.watching.wait(PATIENCE_SECONDS)
        shared.write_text("title: two")
        wait_for_output(site, "a.html", "two")
    finally:
        rebuilder.stop()
        thread.join(PATIENCE_SECONDS)


def test_an_error_that_stays_is_reported_once(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", **page("{% nope %}")})
    with Watched(site) as watched:
        assert len(watched.errors) == 1
        site.add(page("one"))
        watched.wait_for(builds=1)


def test_a_folder_that_cannot_be_watched_is_told_and_the_others_are_watched(tmp_path: Path) -> None:
    told: list[JekpyError] = []
    for name in ("big", "small"):
        (tmp_path / name).mkdir()

    class Limited(type(Observer())):  # type: ignore[misc]
        def schedule(self, handler: object, path: str, **options: object) -> object:
            if path.endswith("big"):
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            return super().schedule(handler, path, **options)

    observer, changes = Limited(), Changes(lambda _path: True)
    observer.start()
    try:
        SourceWatch(observer, changes, tmp_path, told.append).start()
        (tmp_path / "small/a").write_text("x")
        assert {path.name for path in changes.wait(PATIENCE_SECONDS)} == {"a"}
    finally:
        observer.stop()
        observer.join()
    assert ["big cannot be watched: inotify watch limit reached" in str(error) for error in told] == [True]
