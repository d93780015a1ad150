"""`jekpy doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from jekpy.cli import main

if TYPE_CHECKING:
    from click.testing import Result

    from tests.support.sites import MakeSite, SiteFolder

SOUND = {"_config.yml": "url: https://example.com\n", "index.html": "---\n---\nhi"}


def run(site: SiteFolder, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--source", str(site.source), *arguments])


def test_a_sound_site_gets_one_line_and_status_0(make_site: MakeSite) -> None:
    result = run(make_site(SOUND))
    assert (result.exit_code, result.output.count("\n")) == (0, 1)
    assert "looks fine" in result.output


def test_nothing_is_written(make_site: MakeSite) -> None:
    site = make_site(SOUND)
    run(site)
    assert sorted(path.name for path in site.source.iterdir()) == sorted(SOUND)


def test_findings_are_counted_and_give_status_1(make_site: MakeSite) -> None:
    result = run(make_site({**SOUND, "a.html": "---\n---\n{% include b.html %}", "c.md": "text"}))
    assert result.exit_code == 1
    assert "a.html:3:1: error[include-missing]: there is no include named 'b.html'" in result.output
    assert "  fix: create _includes/b.html" in result.output
    assert result.output.endswith("2 findings.\n")


def test_what_may_be_meant_so_is_a_note_that_counts_only_when_strict(make_site: MakeSite) -> None:
    site = make_site({**SOUND, "_drafts/d.md": "---\ndate: 2020-01-01\n---\n"})
    result = run(site)
    assert result.exit_code == 0
    assert "note: _drafts: 1 draft will not show" in result.output
    assert run(site, "--strict").exit_code == 1
    assert "note:" not in run(site, "--drafts").output


def test_a_site_that_cannot_be_configured_is_told(make_site: MakeSite) -> None:
    result = run(make_site({"_config.yml": "a: [\n"}))
    assert result.exit_code == 1
    assert "_config.yml:" in result.output
    assert "Traceback" not in result.output
