"""Putting outputs into the destination and cleaning it up."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jekpy.errors import JekpyError
from jekpy.writing import Staged, clean_destination, conflicts, contents_of, staging_for
from jekpy.writing.swapping import swap
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.support.sites import MakeSite


def deliver(destination: Path, outputs: Mapping[str, bytes]) -> list[str]:
    """Write outputs as a build does, and return the paths that were written."""
    with staging_for(destination) as staging:
        staged = [staging.put(path, content, path) for path, content in outputs.items()]
        return list(staging.deliver(staged))


def test_outputs_are_written_with_their_folders(tmp_path: Path) -> None:
    out = tmp_path / "new" / "_site"
    assert deliver(out, {"a.html": b"a", "d/e/b.html": b"b"}) == ["a.html", "d/e/b.html"]
    assert files_below(out) == {"a.html": b"a", "d/e/b.html": b"b"}
    assert stat.S_IMODE((out / "a.html").stat().st_mode) == 0o644


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    deliver(tmp_path, {"a": b"one", "b": b"two"})
    before = (tmp_path / "a").stat()
    assert deliver(tmp_path, {"a": b"one", "b": b"TWO"}) == ["b"]
    assert (tmp_path / "a").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("count", [3, 200])
def test_few_or_many_are_replaced_alike(count: int, tmp_path: Path) -> None:
    old = {f"{number % 7}/{number}.html": b"old %d" % number for number in range(count)}
    new = {path: content.replace(b"old", b"newer") for path, content in old.items()} | {"more/x.html": b"x"}
    deliver(tmp_path, old)
    with staging_for(tmp_path, contents_of(tmp_path)) as staging:
        written = staging.deliver([staging.put(path, content, path) for path, content in new.items()])
        assert written == tuple(new)
        assert {path: (tmp_path / path).read_bytes() for path in new} == new
    assert files_below(tmp_path) == new


def test_two_files_swap_places_or_stay_where_they_are(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("one")
    assert not swap(str(one), str(other))
    other.write_text("other")
    swapped = swap(str(one), str(other))
    assert (one.read_text(), other.read_text()) == (("other", "one") if swapped else ("one", "other"))


def test_nothing_changes_before_all_is_delivered(tmp_path: Path) -> None:
    deliver(tmp_path, {"a": b"old"})
    with staging_for(tmp_path) as staging:
        staged = staging.put("a", b"new", "a")
        assert (tmp_path / "a").read_bytes() == b"old"
        staging.deliver([staged])
    assert files_below(tmp_path) == {"a": b"new"}


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    deliver(tmp_path / "there", {"a": b"old"})
    for name in ("there", "not-there"):
        with pytest.raises(JekpyError):
            put_and_fail(tmp_path / name)
    assert files_below(tmp_path) == {"there/a": b"old"}
    assert not (tmp_path / "not-there").exists()


def put_and_fail(destination: Path) -> None:
    with staging_for(destination) as staging:
        staging.put("a", b"new", "a")
        raise JekpyError("a page is at fault")


def test_a_copy_keeps_mode_and_time_and_is_made_once(tmp_path: Path) -> None:
    origin = tmp_path / "run.sh"
    origin.write_text("#!")
    origin.chmod(0o755)
    os.utime(origin, ns=(10**18, 10**18))
    out = tmp_path / "out"
    for expected in (True, False):
        with staging_for(out) as staging:
            assert bool(staging.deliver([staging.copy("x/run.sh", origin, "run.sh")])) is expected
    copied = (out / "x/run.sh").stat()
    assert (stat.S_IMODE(copied.st_mode), copied.st_mtime_ns) == (0o755, 10**18)


def test_a_link_is_copied_as_the_file_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "link").symlink_to("a")
    out = tmp_path / "out"
    with staging_for(out) as staging:
        staging.deliver([staging.copy("link", tmp_path / "link", "link")])
    assert not (out / "link").is_symlink()
    assert (out / "link").read_text() == "a"


def test_a_file_that_is_gone_when_it_is_copied_is_named(tmp_path: Path) -> None:
    with (
        staging_for(tmp_path / "out") as staging,
        pytest.raises(JekpyError, match=r"gone\.txt.*cannot be read"),
    ):
        staging.copy("gone.txt", tmp_path / "gone.txt", "gone.txt")


def test_a_name_too_long_for_the_disk_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "", "a.md": f"---\npermalink: /{'x' * 300}/\n---\n"})
    assert "x" * 300 in str(site.failure())


@pytest.mark.parametrize(
    ("there", "made", "keep", "removed"),
    [
        (["a", "b"], ["a"], [], ["b"]),
        (["d/a", "d/b"], ["d/a"], [], ["d/b"]),
        (["d/a", "e/f/b"], ["d/a"], [], ["e"]),
        ([".hidden", ".d/x"], [], [], [".d", ".hidden"]),
        ([".git/x", ".svn/y", "a"], [], [".git", ".svn"], ["a"]),
        (["css/a", "css-old/b", "js/c"], [], ["css"], ["js"]),
        (["d/keep/a", "d/b"], [], ["d/keep"], ["d/b"]),
        (["d/keep/a", "d/b"], [], ["/d/keep/"], ["d/b"]),
        (["a"], [], [""], ["a"]),
        (["was-folder/x"], ["was-folder"], [], ["was-folder"]),
        (["was-file"], ["was-file/x"], [], ["was-file"]),
    ],
)
def test_what_does_not_belong_there_is_removed(
    there: list[str], made: list[str], keep: list[str], removed: list[str], tmp_path: Path
) -> None:
    for path in there:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    assert sorted(clean_destination(contents_of(tmp_path, keep), made, keep)) == removed
    assert not any((tmp_path / path).exists() for path in removed)


def test_cleaning_up_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "x").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to(tmp_path / "precious")
    assert clean_destination(contents_of(out), [], []) == ["link"]
    assert (tmp_path / "precious" / "x").exists()


def test_contents_are_told_as_a_build_changes_them(tmp_path: Path) -> None:
    for path in ("old/a", "old/deep/b", "kept/c", ".git/objects/d"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / "kept" / "dead").symlink_to("nothing")
    contents = contents_of(tmp_path, [".git"])
    assert set(contents.files) == {"old/a", "old/deep/b", "kept/c", "kept/dead"}
    removed = clean_destination(contents, ["kept/c", "new/deep/e"], [".git"])
    deliver(tmp_path, {"new/deep/e": b"x", "kept/c": b"y"})
    contents = contents.without(removed).with_written(["new/deep/e", "kept/c"])
    fresh = contents_of(tmp_path, [".git"])
    assert contents.files == fresh.files
    assert sorted(contents.folders) == sorted(fresh.folders)


def test_cleaning_up_what_is_not_there_removes_nothing(tmp_path: Path) -> None:
    assert clean_destination(contents_of(tmp_path / "nope"), [], []) == []


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["a", "b"], []),
        (["a", "a"], ["a (from 0, 1)"]),
        (["a", "a/b"], ["a would have to be a file and a folder"]),
        (["a/b", "a/c"], []),
    ],
)
def test_outputs_that_get_in_each_others_way_are_told(paths: list[str], told: list[str]) -> None:
    found = conflicts([Staged(path, str(number), None) for number, path in enumerate(paths)])
    assert len(found) == len(told)
    assert all(text in warning.cause for text, warning in zip(told, found, strict=True))


def test_a_file_becomes_a_folder_and_back(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "", "test": "file"})
    site.build()
    (site.source / "test").unlink()
    site.add({"test/a.txt": "folder"})
    site.build()
    assert site.outputs() == {"test/a.txt": "folder"}
    (site.source / "test" / "a.txt").unlink()
    (site.source / "test").rmdir()
    site.add({"test": "file"})
    site.build()
    assert site.outputs() == {"test": "file"}


def test_of_two_outputs_in_one_place_the_last_counts(make_site: MakeSite) -> None:
    site = make_site(
        {
            "_config.yml": "permalink: /same.html",
            "a.html": "---\npermalink: /same.html\n---\npage",
            "_posts/2020-01-01-p.html": "---\n---\npost",
        }
    )
    report = site.build()
    assert site.outputs() == {"same.html": "post"}
    assert [warning.code for warning in report.warnings] == ["destination-conflict"]


def test_the_folder_of_another_build_stays_while_that_one_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import os; print(os.getpid())"]
    over = subprocess.run(command, capture_output=True, text=True, check=True)
    folders = {who: tmp_path / f".jekpy-staging-{who}-x" for who in (os.getppid(), int(over.stdout))}
    for folder in folders.values():
        folder.mkdir()
    with staging_for(tmp_path) as staging:
        clean_destination(contents_of(tmp_path), [], staging.in_use())
        assert staging.folder.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [folders[os.getppid()].name]
