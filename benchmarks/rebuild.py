"""Rebuilds after single edits, from a fresh process each, as ratios to a clean build.

    python -m benchmarks.rebuild [--pages 2000] [--runs 3] [--site FOLDER --page PATH] [--no-peers]

The site is generated: `--pages` pages in jekpy's built-in theme, the whole sidebar on each, with search; or
`--site` names a real one, of which a copy is edited (`--page`: the page to edit, relative to it). After each
edit the build is timed; then the edit is taken back and built again. Builds from nothing by one process and
by two follow, and the time from an edit to the event that reloads the browser, under `jekpy serve`. Jekyll's
own incremental mode and Hugo, where they are installed, build the plain site of `scaling.py` after the same
edits, once. Figures are medians of wall-clock seconds.

Each build from nothing has a destination of its own: where thousands of files were just removed, some disks
are slow to make as many. Two thousand pages with their sidebars take half a gigabyte a time.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import queue
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import scaling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


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


def forget(path: Path) -> None:
    """Remove a folder or a file, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def measure(
    name: str,
    source: Path,
    page: Path,
    command: Callable[[Path], list[str]],
    destinations: Iterator[Path],
    runs: int,
) -> Path:
    """Print the seconds of a clean build, and of a build after each edit; return where that was built to.

    `command` builds into a destination.
    """
    time.sleep(SETTLED_SECONDS)
    cleans = []
    built = list(itertools.islice(destinations, runs))
    destination = built[-1]
    for place in built:
        for kept in (".jekpy-cache", ".jekyll-cache", ".jekyll-metadata"):
            forget(source / kept)
        cleans.append(timed(command(place)))
    whole = statistics.median(cleans)
    print(f"{name}\n  {'clean build':26s}{whole:8.2f} s", flush=True)
    for label, edit in EDITS.items():
        include = source / "_includes/once.html"
        if edit is edit_include and not include.exists():
            continue
        taken = []
        for _ in range(runs):
            time.sleep(SETTLED_SECONDS)
            before = {path: path.read_bytes() for path in (page, include) if path.exists()}
            edit(page)
            taken.append(timed(command(destination)))
            for path, content in before.items():
                path.write_bytes(content)
            time.sleep(SETTLED_SECONDS)
            timed(command(destination))
        middle = statistics.median(taken)
        print(f"  {label:26s}{middle:8.2f} s   1/{whole / middle:.1f} of a clean build", flush=True)
    return destination


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; median of {args.runs}")
    with tempfile.TemporaryDirectory() as scratch:
        source, destinations = Path(scratch, "site"), destinations_in(Path(scratch))
        if args.site:
            shutil.copytree(args.site, source, symlinks=True)
            page = source / args.page
        else:
            source.mkdir()
            scaling.theme_site(source, args.pages)
            page = source / "part0/page7.md"
        prepare(source, page)

        def jekpy(destination: Path, command: str = "build") -> list[str]:
            return [sys.executable, "-m", "jekpy", command, "-s", str(source), "-d", str(destination)]

        name = "jekpy" if args.site else "jekpy, built-in theme"
        built = measure(name, source, page, jekpy, destinations, args.runs)
        measure_serve(page, jekpy(built, "serve"), 4 * args.runs)
        measure_jobs(jekpy, destinations, args.runs)
    if not args.site and not args.no_peers:
        measure_peers(args.pages, args.runs)


def destinations_in(folder: Path) -> Iterator[Path]:
    """Give one place after another that was never built to."""
    return (folder / f"out{number}" for number in itertools.count())


def measure_serve(page: Path, command: list[str], edits: int) -> None:
    """Print the seconds from the moment a page is saved until the browser is told to load it again."""
    with subprocess.Popen(
        [*command, "-P", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        address = next(line.split()[-1] for line in server.stdout if "Server address" in line)
        heard: queue.Queue[float] = queue.Queue()
        drain = threading.Thread(target=list, args=(server.stdout,), daemon=True)
        drain.start()
        events = urllib.request.urlopen(urllib.parse.urljoin(address, "/__jekpy__/events"))

        def listen() -> None:
            for line in events:
                if line.startswith(b"event: built"):
                    heard.put(time.perf_counter())

        threading.Thread(target=listen, daemon=True).start()
        taken = []
        for _ in range(edits):
            time.sleep(SETTLED_SECONDS)
            saved = time.perf_counter()
            edit_body(page)
            taken.append(heard.get(timeout=600) - saved)
        server.terminate()
        drain.join()
    middle, worst = statistics.median(taken), max(taken)
    print(
        f"  {'serve, save to reload':26s}{middle:8.2f} s   the slowest of {edits}: {worst:.2f} s", flush=True
    )


def measure_jobs(jekpy: Callable[[Path], list[str]], destinations: Iterator[Path], runs: int) -> None:
    """Print the seconds of a build from nothing by one process and by two.

    The last line tells what the machine can give: two builds of one process each, at once, as a ratio to one
    after the other.
    """

    def clean_seconds(jobs: int) -> float:
        return timed([*jekpy(next(destinations)), "--no-cache", "--jobs", str(jobs)])

    pairs = [(clean_seconds(1), clean_seconds(2)) for _ in range(runs)]
    alone, shared = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    print(f"  {'no cache, --jobs 1':26s}{alone:8.2f} s")
    print(f"  {'no cache, --jobs 2':26s}{shared:8.2f} s   {alone / shared:.2f} times the speed of one")
    with ThreadPoolExecutor(2) as pool:
        both = statistics.median(max(pool.map(clean_seconds, (1, 1))) for _ in range(runs))
    print(
        f"  {'two such builds at once':26s}{both:8.2f} s   {2 * alone / both:.2f}, the most there is to gain"
    )


def measure_peers(pages: int, runs: int) -> None:
    """Measure jekpy, Jekyll's incremental mode and Hugo on the plain site."""
    for contender in scaling.contenders():
        if "plain" not in contender.name:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            source, destinations = Path(scratch, "site"), destinations_in(Path(scratch))
            source.mkdir()
            contender.write_site(source, pages)
            is_ours = contender.program == sys.executable

            def command(
                destination: Path, *, source: Path = source, contender: scaling.Contender = contender
            ) -> list[str]:
                flags = ["--incremental"] if contender.program == "jekyll" else []
                return [*contender.command(source, destination), *flags]

            page = next(source.rglob("page7.md"))
            measure(contender.name, source, page, command, destinations, runs if is_ours else 1)


if __name__ == "__main__":
    main()
