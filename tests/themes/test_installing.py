"""Installing themes: fetched, verified, unpacked, locked."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jekpy.errors import ThemeError
from jekpy.themes.installed import InstalledTheme, installed_themes
from jekpy.themes.installing import Sources, gem_request, install, remove
from jekpy.themes.records import LOCK_FILE, read_lock
from jekpy.themes.requests import Request, parse_request
from tests.support.archives import COMMIT, THEME, a_gem, a_repository, serving, tar_gz
from tests.support.sites import files_below

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GEM = a_gem("minima", "2.5.1", needs=["jekyll-feed"])
OTHER = a_gem("minima", "2.5.1", {**THEME, "evil.txt": ""})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def put(site: Path, environment: dict[str, str]) -> Callable[..., InstalledTheme]:
    """Give the function that installs for the site, from a server or a file."""

    def run(text: str, gems: str = "", *, file: Path | None = None, **more: Any) -> InstalledTheme:
        request = gem_request(file) if file and not text else parse_request(text)
        return install(request, site, Sources(gems, gems, file), environment=environment, **more)

    return run


def gem_files(
    version: str = "2.5.1", content: bytes = GEM, *, checksum: str | None = None
) -> dict[str, bytes]:
    named = hashlib.sha256(content).hexdigest() if checksum is None else checksum
    return {
        "/info/minima": f"---\n1.0 |checksum:{'0' * 64}\n{version} |checksum:{named}\n".encode(),
        f"/gems/minima-{version}.gem": content,
    }


def written(tmp_path: Path, content: bytes, name: str = "x.gem") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


# -- what is asked for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("minima", Request("minima")),
        ("minima@2.5.1", Request("minima", "2.5.1")),
        ("just-the-docs", Request("just-the-docs")),
        ("Owner/Theme.x", Request("owner/theme.x")),
        ("owner/theme@v1.0", Request("owner/theme", "v1.0")),
        ("owner/theme@feature/x", Request("owner/theme", "feature/x")),
        ("https://git.example/owner/theme@main", Request("owner/theme", "main", "https://git.example")),
    ],
)
def test_a_theme_is_asked_for_by_name_or_by_repository(text: str, request_: Request) -> None:
    assert parse_request(text) == request_


@pytest.mark.parametrize(
    "text", ["", "../x", "a/b/c", "a b", "a@", "/x", "owner/../x", "a/b@../c", "-x", "a/b@"]
)
def test_what_names_no_theme_is_refused(text: str) -> None:
    with pytest.raises(ThemeError, match="names no theme"):
        parse_request(text)


# -- gems ------------------------------------------------------------------------------------------


def test_a_gem_is_fetched_unpacked_and_locked(put: Callable[..., InstalledTheme], site: Path) -> None:
    with serving(gem_files()) as server:
        found = put("minima", server.url)
    assert sorted(files_below(found.theme.root)) == sorted(THEME)
    assert (found.theme.name, found.theme.version) == ("minima", "2.5.1")
    assert found.record.dependencies == ("jekyll-feed",)
    (locked,) = read_lock(site)
    assert locked.sha256 == hashlib.sha256(GEM).hexdigest()
    assert locked.origin == f"{server.url}/gems/minima-2.5.1.gem"


def test_a_gem_file_needs_no_server(put: Callable[..., InstalledTheme], tmp_path: Path, site: Path) -> None:
    found = put("", file=written(tmp_path, GEM))
    assert [one.name for one in read_lock(site)] == ["minima"]
    assert installed_themes(found.folder.parent) == [found]


def test_a_locked_theme_that_is_there_is_not_fetched_again(
    put: Callable[..., InstalledTheme], tmp_path: Path
) -> None:
    first = put("", file=written(tmp_path, GEM))
    with serving({}) as server:
        assert put("minima", server.url) == first
        assert server.asked == []


def test_the_locked_version_is_fetched_although_there_is_a_newer(
    put: Callable[..., InstalledTheme], tmp_path: Path, environment: dict[str, str]
) -> None:
    put("", file=written(tmp_path, GEM))
    environment["JEKPY_THEMES"] = str(tmp_path / "another machine")
    newer = a_gem("minima", "3.0")
    files = {**gem_files("3.0", newer), "/gems/minima-2.5.1.gem": GEM}
    with serving(files) as server:
        assert put("minima", server.url).record.version == "2.5.1"
        assert put("minima", server.url, update=True).record.version == "3.0"


def test_another_content_than_the_locked_one_is_refused(
    put: Callable[..., InstalledTheme], tmp_path: Path, site: Path, environment: dict[str, str]
) -> None:
    put("", file=written(tmp_path, GEM))
    before = (site / LOCK_FILE).read_bytes()
    environment["JEKPY_THEMES"] = str(tmp_path / "another machine")
    with serving(gem_files(content=OTHER)) as server, pytest.raises(ThemeError, match="checksum") as caught:
        put("minima", server.url)
    assert str(caught.value.diagnostic.location) == LOCK_FILE
    assert (site / LOCK_FILE).read_bytes() == before
    assert installed_themes(Path(environment["JEKPY_THEMES"])) == []
    assert (
        put("", file=written(tmp_path, OTHER), update=True).record.sha256 == hashlib.sha256(OTHER).hexdigest()
    )


def test_the_checksum_and_the_version_of_gemfile_lock_count(
    put: Callable[..., InstalledTheme], site: Path
) -> None:
    lock = "GEM\n  remote: {}/\n  specs:\n    minima (2.5.1)\n\nCHECKSUMS\n  minima (2.5.1) sha256={}\n"
    good = hashlib.sha256(GEM).hexdigest()
    newer = gem_files("3.0", a_gem("minima", "3.0"))
    with serving({**newer, "/gems/minima-2.5.1.gem": GEM}) as server:
        (site / "Gemfile.lock").write_text(lock.format(server.url, "0" * 64))
        with pytest.raises(ThemeError, match="checksum") as caught:
            put("minima")
        assert str(caught.value.diagnostic.location) == "Gemfile.lock"
        (site / "Gemfile.lock").write_text(lock.format(server.url, good))
        assert put("minima").record.version == "2.5.1"


def test_another_content_than_the_server_names_is_refused(put: Callable[..., InstalledTheme]) -> None:
    with serving(gem_files(checksum="0" * 64)) as server, pytest.raises(ThemeError, match="damaged"):
        put("minima", server.url)


@pytest.mark.parametrize("content", [a_gem("other", "2.5.1"), a_gem("minima", "2.5.0")])
def test_a_gem_under_the_name_of_another_is_refused(
    put: Callable[..., InstalledTheme], content: bytes
) -> None:
    with serving(gem_files(content=content)) as server, pytest.raises(ThemeError, match="not minima"):
        put("minima", server.url)


@pytest.mark.parametrize(("name", "version"), [("../evil", "1.0"), ("minima", "../../evil"), ("a/b", "1")])
def test_a_gem_cannot_name_a_folder_elsewhere(
    put: Callable[..., InstalledTheme], tmp_path: Path, name: str, version: str
) -> None:
    with pytest.raises(ThemeError):
        put("", file=written(tmp_path, a_gem(name, version)))
    assert not list(tmp_path.rglob("evil*"))


def test_an_evil_gem_leaves_nothing_behind(
    put: Callable[..., InstalledTheme], tmp_path: Path, site: Path
) -> None:
    evil = a_gem("minima", "1.0", data=tar_gz({**THEME, "../../evil": "x"}))
    with pytest.raises(ThemeError, match="outside of its folder"):
        put("", file=written(tmp_path, evil))
    assert files_below(tmp_path / "themes") == {}
    assert files_below(site) == {}


def test_what_has_no_part_of_a_theme_is_refused(put: Callable[..., InstalledTheme], tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="is no theme"):
        put("", file=written(tmp_path, a_gem("rake", "13.0", {"lib/rake.rb": ""})))


def test_the_built_in_theme_needs_no_installing(put: Callable[..., InstalledTheme]) -> None:
    with pytest.raises(ThemeError, match="comes with jekpy"):
        put("jekpy")


# -- repositories ----------------------------------------------------------------------------------

GEMSPEC: Mapping[str, str] = {"theme.gemspec": 'spec.add_runtime_dependency "jekyll-seo-tag"\n'}


def test_a_repository_is_fetched_at_its_branch_and_locked_at_its_commit(
    put: Callable[..., InstalledTheme], site: Path
) -> None:
    path = "/owner/theme/archive/main.tar.gz"
    with serving({path: a_repository({**THEME, **GEMSPEC})}) as server:
        found = put("owner/theme@main", server.url)
    assert (found.theme.name, found.theme.is_remote) == ("theme", True)
    assert found.record.dependencies == ("jekyll-seo-tag",)
    (locked,) = read_lock(site)
    assert (locked.version, locked.commit) == ("main", COMMIT)


def test_a_locked_repository_is_fetched_at_its_commit_whatever_the_branch_is_now(
    put: Callable[..., InstalledTheme], tmp_path: Path, environment: dict[str, str]
) -> None:
    now = a_repository({**THEME, "new.txt": ""})
    with serving({"/owner/theme/archive/HEAD.tar.gz": a_repository()}) as server:
        first = put("owner/theme", server.url)
        environment["JEKPY_THEMES"] = str(tmp_path / "another machine")
        server.files = {f"/owner/theme/archive/{COMMIT}.tar.gz": a_repository(top="theme-0123")}
        assert put("owner/theme", server.url).record.sha256 == first.record.sha256
        server.files = {"/owner/theme/archive/HEAD.tar.gz": now}
        assert put("owner/theme", server.url, update=True).record.sha256 != first.record.sha256


def test_a_repository_whose_files_changed_is_refused(
    put: Callable[..., InstalledTheme], tmp_path: Path, environment: dict[str, str]
) -> None:
    put("owner/theme@v1", file=written(tmp_path, a_repository(), "x.tar.gz"))
    environment["JEKPY_THEMES"] = str(tmp_path / "another machine")
    changed = written(tmp_path, a_repository({**THEME, "new.txt": ""}), "x.tar.gz")
    with pytest.raises(ThemeError, match="checksum"):
        put("owner/theme@v1", file=changed)


# -- the theme folder ------------------------------------------------------------------------------


def test_a_theme_is_removed_from_the_machine_and_from_the_lock(
    put: Callable[..., InstalledTheme], tmp_path: Path, site: Path, environment: dict[str, str]
) -> None:
    put("", file=written(tmp_path, GEM))
    kept = put("", file=written(tmp_path, a_gem("other", "1.0")))
    assert [one.record.name for one in remove(Request("minima"), site, environment)] == ["minima"]
    assert [one.name for one in read_lock(site)] == ["other"]
    assert installed_themes(Path(environment["JEKPY_THEMES"])) == [kept]


def test_what_is_not_installed_cannot_be_removed(site: Path, environment: dict[str, str]) -> None:
    with pytest.raises(ThemeError, match="no theme 'minima' is installed"):
        remove(Request("minima"), site, environment)


def test_damaged_records_and_strange_folders_are_no_themes(
    put: Callable[..., InstalledTheme], tmp_path: Path
) -> None:
    found = put("", file=written(tmp_path, GEM))
    folder = found.folder.parent
    for name, text in (("a", "["), ("b", "name: x"), ("c", (found.folder / "record.yml").read_text())):
        (folder / name).mkdir()
        (folder / name / "record.yml").write_text(text)
    assert installed_themes(folder) == [found]


def test_installing_again_mends_what_was_broken(put: Callable[..., InstalledTheme], tmp_path: Path) -> None:
    found = put("", file=written(tmp_path, GEM))
    (found.theme.root / "_layouts/default.html").write_text("broken")
    put("", file=written(tmp_path, GEM), update=True)
    assert (found.theme.root / "_layouts/default.html").read_text() == THEME["_layouts/default.html"]


def test_a_theme_folder_that_cannot_be_made_is_told(
    put: Callable[..., InstalledTheme], tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "file").write_text("")
    environment["JEKPY_THEMES"] = str(tmp_path / "file/themes")
    with pytest.raises(ThemeError, match="cannot be written") as caught:
        put("", file=written(tmp_path, GEM))
    assert "JEKPY_THEMES" in caught.value.diagnostic.fix
