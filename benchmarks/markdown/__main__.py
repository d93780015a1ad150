"""Conversion of real Markdown pages: the kramdown dialect beside CommonMark and Ruby's kramdown.

    python benchmarks/markdown [--rounds 3] [--file CASES.jsonl] [--no-ruby]

Each program converts all pages of the file in one process, as often as there are rounds; the table shows the
best round in CPU seconds, and the rate. Where code is highlighted, each round begins with an empty cache.
Ruby needs the gems kramdown, kramdown-parser-gfm and rouge. The pages are the conformance data's, beside the
repository's folder; any file with a JSON object on each line will do, with the text under "input".
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from jekpy.kramdown import Kramdown, Options
from jekpy.kramdown.highlight import highlight_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
PAGES = HERE.parents[2] / "shared" / "conformance" / "markdown_real.jsonl"


class Timing(NamedTuple):
    """A program's best round, in CPU seconds."""

    program: str
    seconds: float


def best_round(convert: Callable[[str], object], pages: Sequence[str], rounds: int) -> float:
    """Return the CPU seconds of the fastest round over all pages."""
    times = []
    for _ in range(rounds):
        highlight_tokens.cache_clear()
        start = time.process_time()
        for page in pages:
            convert(page)
        times.append(time.process_time() - start)
    return min(times)


def python_timings(pages: Sequence[str], rounds: int) -> list[Timing]:
    """Return the timings of the programs in this process. Lexers are loaded before the clock runs."""
    commonmark = MarkdownIt("commonmark").enable("table")
    plain = Kramdown(Options.jekyll({"syntax_highlighter": None}))
    highlighted = Kramdown(Options.jekyll())
    for page in pages:
        highlighted.convert(page)
    return [
        Timing("markdown-it-py, commonmark with tables", best_round(commonmark.render, pages, rounds)),
        Timing("jekpy.kramdown, no highlighting", best_round(plain.convert, pages, rounds)),
        Timing("jekpy.kramdown, highlighted", best_round(highlighted.convert, pages, rounds)),
    ]


def ruby_timings(file: Path, rounds: int) -> list[Timing]:
    """Return the timings of Ruby's kramdown, or none where Ruby or a gem is missing."""
    ruby = shutil.which("ruby")
    if ruby is None:
        return []
    command = [ruby, str(HERE / "run_ruby.rb"), str(file), str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"Ruby's kramdown is left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return []
    found = json.loads(done.stdout)
    return [
        Timing(f"kramdown {found['kramdown']}, no highlighting", found["plain"]),
        Timing(f"kramdown {found['kramdown']} with Rouge {found['rouge']}", found["highlighted"]),
    ]


def table(timings: Sequence[Timing], characters: int) -> str:
    """Return the timings as a Markdown table; the first one is what the others are compared with."""
    lines = ["| program | CPU seconds | million characters a second | rate |", "|---|--:|--:|--:|"]
    first = timings[0].seconds
    for program, seconds in timings:
        rate = characters / seconds / 1e6
        lines.append(f"| {program} | {seconds:.3f} | {rate:.2f} | {first / seconds:.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Convert, and print the table."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--file", type=Path, default=PAGES)
    arguments.add_argument("--no-ruby", action="store_true")
    chosen = arguments.parse_args()
    if not chosen.file.is_file():
        arguments.error(f"no pages at {chosen.file}; name a file with --file")
    with chosen.file.open(encoding="utf-8") as lines:
        pages = [json.loads(line)["input"] for line in lines]
    characters = sum(map(len, pages))
    timings = python_timings(pages, chosen.rounds)
    if not chosen.no_ruby:
        timings += ruby_timings(chosen.file, chosen.rounds)
    print(f"{len(pages)} pages, {characters:,} characters; Python {platform.python_version()}\n")
    print(table(timings, characters))
    return 0


if __name__ == "__main__":
    sys.exit(main())
