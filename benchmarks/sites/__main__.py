"""Real sites, built by Jekyll and by jekpy: how many of their pages agree, and how long it takes.

    python -m benchmarks.sites FOLDER [--only NAME ...] [--jekyll COMMAND] [--keep OUT] [--list N]

Each folder in FOLDER is a site, as it would be given to `jekyll build --source`; none is changed. Both clocks
stand at 2026-01-01T00:00:00Z, Jekyll's by `faketime`. Plugins and themes must be there for both, and the
files should not be of today, since sitemaps print when they were changed. The table is in Markdown, one row a
site: its commit where it is a checkout, its pages (HTML and XML), how many of them agree, how many of these
are the same byte for byte, the files that jekpy did not write and those that it should not have, and the
seconds that each took, from a fresh process, without a cache. The files that differ are listed after it.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.sites.comparing import compare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.sites.comparing import Comparison

_MOMENT: Final = "2026-01-01 00:00:00"
_ENVIRONMENT: Final = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "SOURCE_DATE_EPOCH": "1767225600",
    "NO_FAKE_STAT": "1",
    "JEKYLL_NO_BUNDLER_REQUIRE": "1",
}
_HEAD: Final = """\
| site | commit | pages | agree | byte for byte | missing | extra | Jekyll | jekpy |
|---|---|---:|---:|---:|---:|---:|---:|---:|"""


@dataclass(frozen=True, slots=True)
class Built:
    """A site that one program built, or `error`, the last that it said."""

    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one site."""

    name: str
    commit: str
    jekyll: Built
    jekpy: Built
    comparison: Comparison | None

    def counts(self) -> tuple[int, int, int, int, int]:
        """Return the numbers of pages, of those that agree, of the same bytes, of missing and extra files."""
        if self.comparison is None:
            return 0, 0, 0, 0, 0
        found = self.comparison
        same, document = len(found.pages("same")), len(found.pages("document"))
        whole = same + document + len(found.pages("differs", "missing"))
        return whole, same + document, same, len(found.files("missing")), len(found.files("extra"))

    def shown(self) -> str:
        """Return the row of the table."""
        error = self.jekyll.error or self.jekpy.error
        if error:
            who = "Jekyll" if self.jekyll.error else "jekpy"
            return f"| {self.name} | {self.commit} | {who} fails: {error} |"
        cells = [*self.counts(), f"{self.jekyll.seconds:.1f} s", f"{self.jekpy.seconds:.1f} s"]
        return f"| {self.name} | {self.commit} | {' | '.join(map(str, cells))} |"


def built(command: Sequence[str], source: Path, destination: Path, environment: Mapping[str, str]) -> Built:
    """Build a site from a fresh process."""
    whole = [*command, "--source", str(source), "--destination", str(destination)]
    started = time.perf_counter()
    done = subprocess.run(
        whole, cwd=source, env={**os.environ, **environment}, capture_output=True, check=False
    )
    seconds = time.perf_counter() - started
    lines = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()
    return Built(seconds, "" if done.returncode == 0 else (lines[-1] if lines else "no word"))


def commit_of(source: Path) -> str:
    """Return the short name of a checkout's commit, else a dash."""
    done = subprocess.run(
        ["git", "-C", source, "rev-parse", "--short=9", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else "-"


def row(source: Path, name: str, jekyll: Sequence[str], out: Path) -> Row:
    """Build one site with both, into folders of `out`, and compare."""
    wanted, found = out / name / "jekyll", out / name / "jekpy"
    for folder in (wanted, found):
        shutil.rmtree(folder, ignore_errors=True)
    faketime = ["faketime", "-f", _MOMENT] if shutil.which("faketime") else []
    theirs = built([*faketime, *jekyll, "build", "--disable-disk-cache"], source, wanted, _ENVIRONMENT)
    ours = built([sys.executable, "-m", "jekpy", "build", "--no-cache"], source, found, _ENVIRONMENT)
    comparison = None if theirs.error or ours.error else compare(wanted, found)
    return Row(name, commit_of(source), theirs, ours, comparison)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these sites alone")
    parser.add_argument("--jekyll", default="jekyll", metavar="COMMAND", help="what runs Jekyll")
    parser.add_argument("--keep", type=Path, metavar="OUT", help="leave the built sites there")
    parser.add_argument("--list", type=int, default=20, metavar="N", help="list at most N files of a site")
    args = parser.parse_args()
    names = args.only or sorted(path.name for path in args.folder.iterdir() if path.is_dir())
    rows = []
    print(_HEAD, flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            source = (args.folder / name).resolve()
            rows.append(row(source, name, shlex.split(args.jekyll), args.keep or Path(scratch)))
            print(rows[-1].shown(), flush=True)
    _print_total(rows)
    for one in rows:
        _print_differences(one, args.list)


def _print_total(rows: Sequence[Row]) -> None:
    columns = zip(*[row.counts() for row in rows], strict=True)
    pages, agree, same, missing, extra = (sum(column) for column in columns)
    if pages:
        shares = f"{agree} ({agree / pages:.2%}) | {same} ({same / pages:.2%})"
        print(f"| all | | {pages} | {shares} | {missing} | {extra} | | |")


def _print_differences(row: Row, most: int) -> None:
    if row.comparison is None:
        return
    for verdict in ("missing", "extra", "differs"):
        paths = row.comparison.files(verdict)
        if paths:
            rest = f", and {len(paths) - most} more" if len(paths) > most else ""
            print(f"\n{row.name}, {verdict}: {', '.join(paths[:most])}{rest}")


if __name__ == "__main__":
    main()
