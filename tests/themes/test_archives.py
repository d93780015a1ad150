"""Unpacking archives, honest ones and others."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jekpy.errors import ThemeError
from jekpy.themes.archives import Limits, open_gem, unpack
from tests.support.archives import COMMIT, THEME, a_gem, a_repository, a_tar, tar_gz
from tests.support.sites import files_below

if TYPE_CHECKING:
    from pathlib import Path


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def link(name: str, target: str) -> tarfile.TarInfo:
    return member(name, tarfile.SYMTYPE, target)


def test_files_come_out_as_they_went_in(tmp_path: Path) -> None:
    found = unpack(tar_gz(THEME), tmp_path, "x.tar.gz")
    assert files_below(tmp_path) == {path: text.encode() for path, text in THEME.items()}
    assert found.files == len(THEME)
    assert (tmp_path / "assets/style.css").stat().st_mtime == 1_700_000_000


def test_the_folder_around_a_repository_is_left_away_and_its_commit_is_known(tmp_path: Path) -> None:
    found = unpack(a_repository(), tmp_path, "x.tar.gz", strip_folder=True)
    assert sorted(files_below(tmp_path)) == sorted(THEME)
    assert found.commit == COMMIT


def test_the_checksum_of_a_repository_is_that_of_its_files_not_of_its_archive(tmp_path: Path) -> None:
    sums = set()
    for number, level in enumerate((1, 9)):
        folder = tmp_path / str(number)
        folder.mkdir()
        packed = gzip.compress(a_tar({f"top{number}/{path}": text for path, text in THEME.items()}), level)
        sums.add(unpack(packed, folder, "x", strip_folder=True).sha256)
    assert len(sums) == 1


@pytest.mark.parametrize("change", [{"_layouts/default.html": "other"}, {"new.txt": ""}])
def test_the_checksum_of_a_repository_tells_changes(tmp_path: Path, change: dict[str, str]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before = unpack(tar_gz(THEME), tmp_path / "a", "x")
    assert unpack(tar_gz({**THEME, **change}), tmp_path / "b", "x").sha256 != before.sha256


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "/etc/x", "a\\..\\x", "C:/x", "..", "a/.."])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(ThemeError, match="outside of its folder"):
        unpack(tar_gz({name: "evil"}), inside, "x.gem")
    assert files_below(tmp_path) == {}


@pytest.mark.parametrize("target", ["../x", "/etc/passwd", "a/../../x", "..\\x", ".."])
def test_no_link_leads_out(tmp_path: Path, target: str) -> None:
    with pytest.raises(ThemeError, match="leads outside"):
        unpack(tar_gz({}, [link("evil", target)]), tmp_path, "x.gem")


def test_no_hard_link_leads_out(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="outside of its folder"):
        unpack(tar_gz({}, [member("evil", tarfile.LNKTYPE, "../x")]), tmp_path, "x.gem")


def test_links_inside_become_copies(tmp_path: Path) -> None:
    more = [
        link("_includes/a.svg", "../assets/a.svg"),
        link("b.svg", "_includes/a.svg"),
        member("c.svg", tarfile.LNKTYPE, "assets/a.svg"),
        link("nowhere", "gone"),
        link("round", "about"),
        link("about", "round"),
        link("folder", "assets"),
    ]
    unpack(tar_gz({"assets/a.svg": "svg"}, more), tmp_path, "x.gem")
    assert files_below(tmp_path) == dict.fromkeys(
        ("_includes/a.svg", "assets/a.svg", "b.svg", "c.svg"), b"svg"
    )
    assert not [path for path in tmp_path.rglob("*") if path.is_symlink()]


def test_a_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    packed = gzip.compress(a_tar({}, [link("a", "b")])[:-1024] + a_tar({"a/evil": "x"}))
    unpack(packed, inside, "x.gem")
    assert files_below(outside) == {}


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_devices_and_pipes_are_refused(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(ThemeError, match="neither a file nor a folder"):
        unpack(tar_gz({}, [member("evil", kind)]), tmp_path, "x.gem")


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    packed = tar_gz({"zeros": b"\0" * 3_000_000})
    assert len(packed) < 10_000
    with pytest.raises(ThemeError, match="too large"):
        unpack(packed, tmp_path, "x.gem", limits=Limits(total_bytes=1_000_000))
    assert sum(len(content) for content in files_below(tmp_path).values()) <= 1_000_000


def test_many_links_to_one_file_are_counted_too(tmp_path: Path) -> None:
    packed = tar_gz({"a": b"x" * 100_000}, [link(f"l{number}", "a") for number in range(20)])
    with pytest.raises(ThemeError, match="too large"):
        unpack(packed, tmp_path, "x.gem", limits=Limits(total_bytes=1_000_000))


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="more than 2 files"):
        unpack(tar_gz({"a": "", "b": "", "c": ""}), tmp_path, "x.gem", limits=Limits(entries=2))


@pytest.mark.parametrize("files", [{"a": "", "a/b": ""}, {"a/b": "", "a": ""}])
def test_a_path_that_is_file_and_folder_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(ThemeError, match="as a file and as a folder"):
        unpack(tar_gz(files), tmp_path, "x.gem")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), noise=st.binary(max_size=40), packed=st.booleans())
def test_damage_of_any_kind_is_told_as_such(tmp_path: Path, cut: int, noise: bytes, *, packed: bool) -> None:
    whole = a_tar(THEME)
    damaged = gzip.compress(whole)[:cut] + noise if packed else gzip.compress(whole[:cut] + noise)
    with suppress(ThemeError):
        unpack(damaged, tmp_path, "x.gem")


# -- gems ------------------------------------------------------------------------------------------


def test_a_gem_tells_its_name_version_checksum_and_what_it_needs_to_run() -> None:
    content = a_gem("minima", "2.5.1", needs=["jekyll", "jekyll-feed"])
    gem = open_gem(content, "x.gem")
    assert (gem.name, gem.version) == ("minima", "2.5.1")
    assert gem.sha256 == hashlib.sha256(content).hexdigest()
    assert gem.dependencies == ("jekyll", "jekyll-feed")


def test_a_gem_whose_own_checksums_are_wrong_is_damaged() -> None:
    with pytest.raises(ThemeError, match=r"the SHA256 of its data\.tar\.gz"):
        open_gem(a_gem("minima", "2.5.1", wrong_checksum=True), "x.gem")


@pytest.mark.parametrize("content", [b"", b"not a gem", a_tar({"other": "x"}), a_tar({"metadata.gz": b"x"})])
def test_what_is_no_gem_is_refused(content: bytes) -> None:
    with pytest.raises(ThemeError, match=r"x\.gem"):
        open_gem(content, "x.gem")


@pytest.mark.parametrize("metadata", [b"", b"- a", b"a: [", b"a: " + b"[" * 5000, b"\xff"])
def test_metadata_that_cannot_be_read_is_told(metadata: bytes) -> None:
    content = a_tar({"metadata.gz": gzip.compress(metadata), "data.tar.gz": tar_gz({})})
    with pytest.raises(ThemeError, match=r"x\.gem"):
        open_gem(content, "x.gem")


def test_metadata_without_end_is_refused() -> None:
    bomb = gzip.compress(b"a: " + b" " * 6_000_000)
    with pytest.raises(ThemeError, match="too large"):
        open_gem(a_tar({"metadata.gz": bomb, "data.tar.gz": b""}), "x.gem")
