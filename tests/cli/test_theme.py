"""`jekpy theme`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jekpy.cli import main
from tests.support.archives import THEME, a_gem, a_repository, serving

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.support.sites import MakeSite, SiteFolder

GEM = a_gem("minima", "2.5.1")
FILES = {
    "/info/minima": b"---\n2.5.1 |ruby:>= 0\n",
    "/gems/minima-2.5.1.gem": GEM,
    "/owner/theme/archive/HEAD.tar.gz": a_repository(),
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no-gems").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GEM_PATH", str(tmp_path / "no-gems"))
    monkeypatch.setenv("JEKPY_THEMES", str(tmp_path / "themes"))


def run(site: SiteFolder, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["theme", *arguments, "--source", str(site.source)])


def test_what_the_configuration_names_is_installed_and_used(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"_config.yml": "theme: minima\n", "index.html": "---\nlayout: default\n---\nhi"})
    with serving(FILES) as server:
        monkeypatch.setenv("JEKPY_GEMS_URL", server.url)
        result = run(site, "install")
    assert result.exit_code == 0, result.output
    assert "Installed minima 2.5.1 in " in result.output
    assert "To use it" not in result.output
    site.build()
    assert site.outputs()["index.html"] == "<main>hi</main>"


@pytest.mark.parametrize(
    ("theme", "flag"), [("minima", "--gems"), ("minima@2.5.1", "--gems"), ("owner/theme", "--repositories")]
)
def test_a_theme_is_installed_by_name(make_site: MakeSite, theme: str, flag: str) -> None:
    site = make_site({"_config.yml": ""})
    with serving(FILES) as server:
        result = run(site, "install", theme, flag, server.url)
    assert result.exit_code == 0, result.output
    assert f"Fetching {server.url}/" in result.output
    key = "remote_theme" if "/" in theme else "theme"
    assert f"To use it, write `{key}: {theme.removesuffix('@2.5.1')}` in _config.yml." in result.output


@pytest.mark.parametrize("arguments", [["x.gem"], ["minima", "--from", "x.gem"], ["--from", "x.gem"]])
def test_a_gem_file_is_installed(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.gem").write_bytes(GEM)
    result = run(make_site({}), "install", *arguments)
    assert result.exit_code == 0, result.output
    assert "Installed minima 2.5.1" in result.output


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ([], "the site names no theme"),
        (["a b"], "names no theme"),
        (["nowhere.gem"], "cannot be read"),
        (["minima", "--gems", "file:///"], "no address on the web"),
        (["minima"], "no gem server is named"),
    ],
)
def test_what_cannot_be_installed_is_told_with_status_1(
    make_site: MakeSite, arguments: list[str], cause: str
) -> None:
    result = run(make_site({"_config.yml": ""}), "install", *arguments)
    assert result.exit_code == 1
    assert cause in result.output
    assert "Traceback" not in result.output


def test_a_site_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["theme", "list", "--source", str(tmp_path / "gone")])
    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_the_list_marks_what_the_site_uses_and_tells_what_it_lacks(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({})
    assert "no themes are installed" in run(site, "list").output
    (tmp_path / "x.gem").write_bytes(GEM)
    run(site, "install", str(tmp_path / "x.gem"))
    assert run(site, "list").output == "*  minima  2.5.1  x.gem\n"
    monkeypatch.setenv("JEKPY_THEMES", str(tmp_path / "another machine"))
    assert "minima 2.5.1 is not installed; run `jekpy theme install`" in run(site, "list").output


def test_a_theme_is_removed(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({})
    (tmp_path / "x.gem").write_bytes(a_gem("minima", "2.5.1", THEME))
    run(site, "install", str(tmp_path / "x.gem"))
    assert run(site, "remove", "minima").output == "Removed minima 2.5.1\n"
    again = run(site, "remove", "minima")
    assert again.exit_code == 1
    assert "no theme 'minima' is installed" in again.output
