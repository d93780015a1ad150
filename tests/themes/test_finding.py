"""Which theme a site gets."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.errors import ThemeError
from jekpy.themes import FoundTheme, find_theme
from jekpy.themes.installing import Sources, install
from jekpy.themes.requests import parse_request
from tests.support.archives import a_gem, a_repository

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder

HOME: Final = "---\nlayout: default\n---\n"
PLAIN: Final = "---\ntitle: x\n---\n"


def found(site: SiteFolder, environment: dict[str, str], **values: object) -> FoundTheme:
    return find_theme(site.read(**values)[0], environment)


def gem(folder: Path, *names: str) -> None:
    for name in names:
        (folder / "gems" / name / "_layouts").mkdir(parents=True)


# -- sites that name none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "themed"),
    [
        ({"index.md": HOME}, True),
        ({"index.md": PLAIN}, False),
        ({"about.md": HOME, "index.md": PLAIN}, False),
        ({"a.md": "---\nlayout: default\nnav_order: 1\n---\n", "index.md": PLAIN}, True),
        ({"a.md": "---\nlayout: default\nparent: B\n---\n"}, True),
        ({"a.md": "---\nlayout: default\nhas_children: true\n---\n"}, True),
        ({"a.md": "---\nlayout: default\nnav_exclude: true\n---\n"}, True),
        ({"a.md": "---\nlayout: default\ngrand_parent: C\n---\n"}, True),
        ({"a.md": "---\nlayout: unknown\nnav_order: 1\n---\n"}, False),
        ({"a.md": "---\nnav_order: 1\n---\n"}, False),
        ({"index.md": HOME, "_layouts/default.html": "x"}, False),
        ({"index.md": HOME, "_config.yml": "theme: false\n"}, False),
        ({"index.md": HOME, "_config.yml": "theme:\n"}, True),
        ({"index.md": PLAIN, "_config.yml": "theme: jekpy\n"}, True),
        ({"a.md": "---\nnav_order: 1\n---\n",
          "_config.yml": "defaults:\n- scope: {path: ''}\n  values: {layout: default}\n"}, True),
    ],
)  # fmt: skip
def test_the_built_in_theme_steps_in_where_a_page_of_documentation_would_be_bare(
    make_site: MakeSite, environment: dict[str, str], files: dict[str, str], *, themed: bool
) -> None:
    theme = found(make_site({"_config.yml": "", **files}), environment).theme
    assert (theme is not None and theme.is_built_in) is themed
    assert (theme is None) is not themed


# -- gems ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "gemfile", "lock", "version", "notices"),
    [
        (["x-1.9", "x-1.10"], "", "", "1.10", 0),
        (["x-1.9", "x-2.0.rc1"], "", "", "1.9", 0),
        (["x-2.0.rc1"], "", "", "2.0.rc1", 0),
        (["x-1.9", "x-1.10", "x-y-3.0"], "gem 'x', '~> 1.9.0'", "", "1.9", 0),
        (["x-1.9", "x-1.10"], "", "    x (1.9)\n", "1.9", 0),
        (["x-1.10"], "", "    x (1.9)\n", "1.10", 1),
        (["x-1.10"], "gem 'x', '< 1'", "", "1.10", 1),
    ],
)
def test_the_version_of_a_gem_is_the_one_asked_for_else_the_newest(
    make_site: MakeSite,
    environment: dict[str, str],
    there: list[str],
    gemfile: str,
    lock: str,
    version: str,
    notices: int,
) -> None:
    gem(Path(environment["GEM_PATH"]), *there)
    files = {"_config.yml": "theme: x\n", "Gemfile": gemfile, "Gemfile.lock": f"GEM\n  specs:\n{lock}\n"}
    result = found(make_site(files), environment)
    assert result.theme is not None
    assert (result.theme.name, result.theme.version) == ("x", version)
    assert [notice.code for notice in result.notices] == ["theme-version"] * notices


def test_what_lies_in_the_site_comes_before_what_lies_on_the_machine(
    make_site: MakeSite, environment: dict[str, str]
) -> None:
    gem(Path(environment["GEM_PATH"]), "x-2.0")
    site = make_site({"_config.yml": "theme: x\n"})
    gem(site.source / "vendor", "x-1.0")
    theme = found(site, environment).theme
    assert theme is not None
    assert theme.root == site.source / "vendor/gems/x-1.0"


def test_an_installed_theme_is_found_by_any_site(
    make_site: MakeSite, tmp_path: Path, environment: dict[str, str]
) -> None:
    site = make_site({"_config.yml": "theme: minima\n"})
    (tmp_path / "x.gem").write_bytes(a_gem("minima", "2.5.1"))
    other = tmp_path / "other"
    other.mkdir()
    install(parse_request("minima"), other, Sources(file=tmp_path / "x.gem"), environment=environment)
    theme = found(site, environment).theme
    assert theme is not None
    assert (theme.name, theme.version, theme.is_remote) == ("minima", "2.5.1", False)


def test_the_lock_file_names_the_very_content(
    make_site: MakeSite, tmp_path: Path, environment: dict[str, str]
) -> None:
    site = make_site({"_config.yml": "theme: minima\n"})
    (tmp_path / "x.gem").write_bytes(a_gem("minima", "2.5.1"))
    request, sources = parse_request("minima"), Sources(file=tmp_path / "x.gem")
    first = install(request, site.source, sources, environment=environment)
    (tmp_path / "x.gem").write_bytes(a_gem("minima", "9.0"))
    install(parse_request("minima"), tmp_path, sources, environment=environment)
    assert found(site, environment).theme == replace(first.theme, is_locked=True)
    environment["JEKPY_THEMES"] = str(tmp_path / "another machine")
    with pytest.raises(ThemeError, match=r"minima 2\.5\.1 is not installed") as caught:
        found(site, environment)
    assert caught.value.diagnostic.fix == "get it with `jekpy theme install`"


# -- repositories ----------------------------------------------------------------------------------


def test_a_remote_theme_is_the_installed_repository(
    make_site: MakeSite, tmp_path: Path, environment: dict[str, str]
) -> None:
    site = make_site({"_config.yml": "remote_theme: Owner/Theme@v1\ntheme: other\n"})
    (tmp_path / "x.tar.gz").write_bytes(a_repository())
    install(
        parse_request("owner/theme@v1"),
        site.source,
        Sources(file=tmp_path / "x.tar.gz"),
        environment=environment,
    )
    theme = found(site, environment).theme
    assert theme is not None
    assert (theme.name, theme.version, theme.is_remote) == ("theme", "v1", True)
    with pytest.raises(ThemeError, match="could not be found"):
        found(site, environment, remote_theme="owner/theme@v2")


def test_without_a_version_a_gem_of_the_repository_s_name_will_do(
    make_site: MakeSite, environment: dict[str, str]
) -> None:
    gem(Path(environment["GEM_PATH"]), "minima-2.5.1")
    theme = found(make_site({"_config.yml": "remote_theme: jekyll/minima\n"}), environment).theme
    assert theme is not None
    assert (theme.name, theme.is_remote) == ("minima", False)


def test_the_configuration_of_a_remote_theme_is_not_the_site_s(
    make_site: MakeSite, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEKPY_THEMES", environment["JEKPY_THEMES"])
    files = {"_layouts/a.html": "", "_config.yml": "colour: red\n", "_data/d.yml": "x: 1\n"}
    site = make_site({"index.html": "---\n---\n{{ site.colour }}{{ site.data.d.x }}{{ site.theme }}"})
    (tmp_path / "x.tar.gz").write_bytes(a_repository(files))
    (tmp_path / "x.gem").write_bytes(a_gem("gem", "1.0", files))
    install(parse_request("o/r"), site.source, Sources(file=tmp_path / "x.tar.gz"), environment=environment)
    install(parse_request("gem"), site.source, Sources(file=tmp_path / "x.gem"), environment=environment)
    site.build(remote_theme="o/r")
    assert site.outputs()["index.html"] == "1r"
    site.build(theme="gem")
    assert site.outputs()["index.html"] == "red1gem"


# -- what is missing -------------------------------------------------------------------------------


@pytest.mark.parametrize("config", ["theme: nowhere\n", "remote_theme: owner/nowhere\n"])
def test_a_theme_that_is_nowhere_is_told_with_the_way_to_get_it(
    make_site: MakeSite, environment: dict[str, str], config: str
) -> None:
    with pytest.raises(ThemeError, match="nowhere' could not be found") as caught:
        found(make_site({"_config.yml": config}), environment)
    assert "jekpy theme install" in caught.value.diagnostic.fix
    assert "--from" in caught.value.diagnostic.fix


@pytest.mark.parametrize("name", ["../x", "/etc", "*", "a/b", "[", "**"])
def test_a_strange_name_is_a_theme_that_is_nowhere(
    make_site: MakeSite, environment: dict[str, str], name: str
) -> None:
    with pytest.raises(ThemeError, match="could not be found"):
        found(make_site({"_config.yml": ""}), environment, theme=name)


@pytest.mark.parametrize("name", ["minima", "a/b/c", "../theme"])
def test_a_remote_theme_that_is_no_repository_is_refused(
    make_site: MakeSite, environment: dict[str, str], name: str
) -> None:
    with pytest.raises(ThemeError):
        found(make_site({"_config.yml": ""}), environment, remote_theme=name)


@pytest.mark.parametrize(
    "config", ["theme: just-the-docs\n", "remote_theme: just-the-docs/just-the-docs@v0.8\n"]
)
def test_the_built_in_theme_stands_in_for_just_the_docs(
    make_site: MakeSite, environment: dict[str, str], config: str
) -> None:
    result = found(make_site({"_config.yml": config}), environment)
    assert result.theme is not None
    assert result.theme.is_built_in
    assert [notice.code for notice in result.notices] == ["theme-stand-in"]


@pytest.mark.differential
def test_gems_are_looked_for_where_ruby_looks() -> None:
    from shutil import which

    from jekpy.themes.places import ruby_gem_folders

    if which("gem") is None:
        pytest.skip("RubyGems is not installed")
    paths = subprocess.run(
        ["gem", "environment", "gempath"], capture_output=True, text=True, check=True
    ).stdout
    there = {Path(path, "gems") for path in paths.strip().split(":")}
    assert {path for path in there if path.is_dir()} <= set(ruby_gem_folders())
