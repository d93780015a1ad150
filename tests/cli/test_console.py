"""What a command prints of one build after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from jekpy.build import BuildReport
from jekpy.cli.console import Console
from jekpy.errors import Diagnostic


def report(*causes: str) -> BuildReport:
    warnings = tuple(Diagnostic("odd", cause, severity="warning") for cause in causes)
    return BuildReport(Path("_site"), 3, 3, {}, (), (), warnings, 0.1)


def test_a_warning_is_printed_once_while_it_stays(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    told = []
    for causes in (("one",), ("one",), ("one", "two"), (), ("one",)):
        console.report(report(*causes))
        out, err = capsys.readouterr()
        told.append((err.split("\n")[:-1], out.rsplit(", ", 1)[1].strip()))
    assert told == [
        (["warning[odd]: one"], "1 warning."),
        ([], "1 warning (none new)."),
        (["warning[odd]: two"], "2 warnings (1 new)."),
        ([], "no warnings."),
        (["warning[odd]: one"], "1 warning."),
    ]
