"""Rebuilds after single edits, from a fresh process each, as ratios to a clean build.

    python -m benchmarks.rebuild [--pages 2000] [--runs 3] [--site FOLDER --page PATH]

The site is generated: `--pages` pages in jekpy's built-in theme, the whole sidebar on each, with search; or
`--site` names a real one, of which a copy is edited (`--page`: the page to edit, relative to it). After each
edit the build is timed; then the edit is taken back and built again. Builds from nothing by one process and
by two follow. Jekyll's own incremental mode and Hugo, where they are installed, build the plain site of
`scaling.py` after the same edits. Figures are medians of wall-clock seconds.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import scaling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def edit_body(page: Path) -> None:
    """Add a sentence to a page."""
    page.write_text(page.read_text() + "\nOne more sentence.\n")


def edit_title(page: Path) -> None:
    """Give a page another title."""
    page.write_text(re.sub(r"(?m)^title: *\"?", r"\g<0>New ", page.read_text(), count=1))


def edit_include(page: Path) -> None:
    """Change an include that this page alone uses."""
    include = (
        next(folder for folder in page.parents if (folder / "_config.yml").exists()) / "_includes/once.html"
    )
    include.write_text(include.read_text() + "<p>more</p>\n")


def edit_nothing(page: Path) -> None:
    """Leave all as it is."""


SETTLED_SECONDS = 2.5
"""A file that changed within the last tick of the coarsest clock is not known by its times; wait for it."""

EDITS: Mapping[str, Callable[[Path], None]] = {
    "nothing changed": edit_nothing,
    "one page's body": edit_body,
    "one page's title": edit_title,
    "an include of one page": edit_include,
}


def timed(command: list[str]) -> float:
    """Return how long a command takes."""
    environment = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "1", "LANG": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have compiled modules after their first run
    started = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def prepare(source: Path, page: Path) -> None:
    """Let one page use an include of its own."""
    (source / "_includes").mkdir(exist_ok=True)
    (source / "_includes/once.html").write_text("<p>once</p>\n")
    page.write_text(page.read_text() + "\n{% include once.html %}\n")
    time.sleep(SETTLED_SECONDS)


def measure(
    name: str, source: Path, page: Path, command: list[str], clean: Callable[[], None], runs: int
) -> None:
    """Print the seconds of a clean build, and of a build after each edit."""
    cleans = []
    for _ in range(runs):
        clean()
        cleans.append(timed(command))
    whole = statistics.median(cleans)
    print(f"{name}\n  {'clean build':26s}{whole:8.2f} s", flush=True)
    for label, edit in EDITS.items():
        if edit is edit_include and not (source / "_includes/once.html").exists():
            continue
        taken = []
        for _ in range(runs):
            kept = {
                path: path.read_bytes() for path in (page, source / "_includes/once.html") if path.exists()
            }
            edit(page)
            taken.append(timed(command))
            for path, content in kept.items():
                path.write_bytes(content)
            time.sleep(SETTLED_SECONDS)
            timed(command)
        middle = statistics.median(taken)
        print(f"  {label:26s}{middle:8.2f} s   1/{whole / middle:.1f} of a clean build", flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--page", type=Path)
    args = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; median of {args.runs}")
    with tempfile.TemporaryDirectory() as scratch:
        source, out = Path(scratch, "site"), Path(scratch, "out")
        if args.site:
            shutil.copytree(args.site, source, symlinks=True)
            page = source / args.page
        else:
            source.mkdir()
            scaling.theme_site(source, args.pages)
            page = source / "part0/page7.md"
        prepare(source, page)

        def clean_jekpy() -> None:
            shutil.rmtree(source / ".jekpy-cache", ignore_errors=True)
            shutil.rmtree(out, ignore_errors=True)

        jekpy = [sys.executable, "-m", "jekpy", "build", "-q", "-s", str(source), "-d", str(out)]
        measure(
            "jekpy, built-in theme" if not args.site else "jekpy", source, page, jekpy, clean_jekpy, args.runs
        )
        measure_jobs(jekpy, out, args.runs)
    if not args.site:
        measure_peers(args.pages, args.runs)


def measure_jobs(jekpy: list[str], out: Path, runs: int) -> None:
    """Print the seconds of a build from nothing by one process and by two.

    The last line tells what the machine can give: two builds of one process each, at once, as a ratio to one
    after the other.
    """

    def clean_seconds(*flags: str) -> float:
        taken = []
        for _ in range(runs):
            shutil.rmtree(out, ignore_errors=True)
            taken.append(timed([*jekpy, "--no-cache", *flags]))
        return statistics.median(taken)

    alone = clean_seconds("--jobs", "1")
    shared = clean_seconds("--jobs", "2")
    print(f"  {'no cache, --jobs 1':26s}{alone:8.2f} s")
    print(f"  {'no cache, --jobs 2':26s}{shared:8.2f} s   {alone / shared:.2f} times the speed of one")
    taken = []
    for _ in range(runs):
        folders = [out, out.with_name("out2")]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        commands = [[*jekpy[:-1], str(folder), "--no-cache", "--jobs", "1"] for folder in folders]
        with ThreadPoolExecutor(2) as pool:
            taken.append(max(pool.map(timed, commands)))
    both = statistics.median(taken)
    print(
        f"  {'two such builds at once':26s}{both:8.2f} s   {2 * alone / both:.2f}, the most there is to gain"
    )


def measure_peers(pages: int, runs: int) -> None:
    """Measure jekpy, Jekyll's incremental mode and Hugo on the plain site."""
    for contender in scaling.contenders():
        if "plain" not in contender.name:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            source, out = Path(scratch, "site"), Path(scratch, "out")
            source.mkdir()
            contender.write_site(source, pages)
            page = next(source.rglob("page7.md"))
            command = contender.command(source, out)
            if contender.program == "jekyll":
                command.append("--incremental")

            def clean(source: Path = source, out: Path = out) -> None:
                for path in (out, source / ".jekpy-cache", source / ".jekyll-cache"):
                    shutil.rmtree(path, ignore_errors=True)
                (source / ".jekyll-metadata").unlink(missing_ok=True)

            measure(
                contender.name, source, page, command, clean, 1 if contender.program == "jekyll" else runs
            )


if __name__ == "__main__":
    main()
