"""Whole builds of generated documentation sites, by jekpy and its peers, from a fresh process each.

    python -m benchmarks.scaling [--pages 10,100,1000] [--runs 3]

Two sites are generated. "plain": Markdown with headings, lists, tables and code, in a layout that lists all
pages in a sidebar; the same content for jekpy and Jekyll (one Liquid layout) and for Hugo (the same layout in
its own language). "theme": the same pages in jekpy's built-in theme, search index and all, which the peers
have no equal of here. Each figure is the median of the runs, in seconds of wall clock, after one run that is
not counted. jekpy's cache is removed before each run, and each has a destination of its own, as in
`rebuild.py`. jekpy is measured as it comes, filling its cache for the next build, and with --no-cache.
"""

from __future__ import annotations

import argparse
import functools
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORDS = [
    "site",
    "page",
    "layout",
    "content",
    "build",
    "folder",
    "template",
    "title",
    "order",
    "sidebar",
    "anchor",
    "render",
    "quick",
    "plain",
    "simple",
    "change",
    "reader",
    "writer",
    "markdown",
    "heading",
    "table",
    "figure",
    "search",
    "theme",
    "light",
    "dark",
    "index",
    "parent",
    "child",
    "section",
]

_PLAIN_LAYOUT = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ page.title }} - {{ site.title }}</title></head>
<body>
<nav><ul>
{% for item in site.pages %}{% if item.title %}<li{% if item.url == page.url %} class="active"{% endif %}>\
<a href="{{ item.url }}">{{ item.title }}</a></li>
{% endif %}{% endfor %}</ul></nav>
<main>{{ content }}</main>
</body>
</html>
"""

_HUGO_LAYOUT = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title></head>
<body>
<nav><ul>{{ $here := .RelPermalink }}
{{ range site.RegularPages }}<li{{ if eq .RelPermalink $here }} class="active"{{ end }}>\
<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
<main>{{ .Content }}</main>
</body>
</html>
"""


def body(number: int) -> str:
    """Return the Markdown of one page: about 3 KB, different for each number."""

    def words(count: int, start: int) -> str:
        return " ".join(
            _WORDS[(number * 7 + start + step * (1 + number % 5)) % len(_WORDS)] for step in range(count)
        )

    parts = [f"# Page {number}\n"]
    for section in range(4):
        start = section * 31
        parts.append(f"## {words(3, start).title()}\n")
        parts.append(f"{words(45, start)} **{words(2, start + 3)}** and `{words(1, start + 5)}`.\n")
        parts.append("\n".join(f"- {words(8, start + item)}" for item in range(4)) + "\n")
        parts.append(
            f"| {words(1, start)} | {words(1, start + 9)} |\n|---|---|\n"
            + "".join(f"| {words(3, start + row)} | {row} |\n" for row in range(3))
        )
        code = f'def section_{section}(page: int) -> str:\n    return f"{{page}} {words(2, start)}"'
        parts.append(f"```python\n{code}\n```\n")
    return "\n".join(parts)


def page(number: int, total: int, *, layout: bool) -> str:
    """Return one page with its front matter; of every twenty, the first is the parent of the others."""
    lines = [f'title: "Page {number}"', f"nav_order: {number}"]
    if number % 20:
        lines.append(f'parent: "Page {number - number % 20}"')
    if layout:
        lines.append("layout: default")
    assert number < total
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body(number)


def write_pages(folder: Path, total: int, *, layout: bool) -> None:
    """Write the pages below `folder`, a hundred in each subfolder."""
    for number in range(total):
        path = folder / f"part{number // 100}" / f"page{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number, total, layout=layout))


def plain_jekyll_site(folder: Path, total: int) -> None:
    """Write the plain site for Jekyll and jekpy."""
    write_pages(folder, total, layout=True)
    (folder / "_config.yml").write_text("title: Plain\n")
    (folder / "_layouts").mkdir()
    (folder / "_layouts/default.html").write_text(_PLAIN_LAYOUT)


def plain_hugo_site(folder: Path, total: int) -> None:
    """Write the plain site for Hugo."""
    write_pages(folder / "content", total, layout=False)
    (folder / "config.toml").write_text(
        'title = "Plain"\nbaseURL = "/"\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]\n'
        "[markup.highlight]\nnoClasses = false\n"
    )
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/_default/single.html").write_text(_HUGO_LAYOUT)


def theme_site(folder: Path, total: int) -> None:
    """Write the site in the built-in theme."""
    write_pages(folder, total, layout=True)
    (folder / "_config.yml").write_text("title: Theme\ntheme: jekpy\n")


@dataclass(frozen=True)
class Contender:
    """A program, the site it builds, and the command for a source and a destination."""

    name: str
    program: str
    write_site: Callable[[Path, int], None]
    command: Callable[[Path, Path], list[str]]


def contenders() -> Iterator[Contender]:
    """Give those that are installed."""

    def jekpy(source: Path, destination: Path) -> list[str]:
        return [sys.executable, "-m", "jekpy", "build", "-q", "-s", str(source), "-d", str(destination)]

    def uncached(source: Path, destination: Path) -> list[str]:
        return [*jekpy(source, destination), "--no-cache"]

    def jekyll(source: Path, destination: Path) -> list[str]:
        return ["jekyll", "build", "-q", "--disable-disk-cache", "-s", str(source), "-d", str(destination)]

    def hugo(source: Path, destination: Path) -> list[str]:
        return ["hugo", "--quiet", "-s", str(source), "-d", str(destination)]

    everyone = (
        Contender("jekpy, plain", sys.executable, plain_jekyll_site, jekpy),
        Contender("  without its cache", sys.executable, plain_jekyll_site, uncached),
        Contender("jekyll, plain", "jekyll", plain_jekyll_site, jekyll),
        Contender("hugo, plain", "hugo", plain_hugo_site, hugo),
        Contender("jekpy, theme", sys.executable, theme_site, jekpy),
        Contender("  without its cache", sys.executable, theme_site, uncached),
    )
    for contender in everyone:
        if shutil.which(contender.program):
            yield contender
        else:
            print(f"({contender.name}: not installed)")


def seconds(command: Callable[[Path], list[str]], source: Path, out: Path, runs: int) -> list[float]:
    """Return the wall-clock seconds of each counted run; `command` builds into a destination below `out`."""
    environment = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "1", "LANG": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users have compiled modules after their first run
    taken = []
    for run in range(runs + 1):
        shutil.rmtree(source / ".jekpy-cache", ignore_errors=True)
        started = time.perf_counter()
        subprocess.run(
            command(out / str(run)),
            check=True,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if run:
            taken.append(time.perf_counter() - started)
    return taken


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", default="10,100,1000")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    sizes = [int(size) for size in args.pages.split(",")]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; median of {args.runs}")
    print(f"{'':20s}" + "".join(f"{f'{size} pages':>22s}" for size in sizes))
    for contender in contenders():
        cells = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as scratch:
                source, out = Path(scratch, "site"), Path(scratch, "out")
                source.mkdir()
                out.mkdir()
                contender.write_site(source, size)
                command = functools.partial(contender.command, source)
                taken = statistics.median(seconds(command, source, out, args.runs))
                written = sum(1 for _ in (out / str(args.runs)).rglob("*.html"))
                assert written >= size, f"{contender.name} wrote {written} of {size} pages"
            cells.append(f"{f'{taken:.2f} s, {size / taken:,.0f}/s':>22s}")
        print(f"{contender.name:20s}" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
