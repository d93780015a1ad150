"""A long run of random edits under `jekpy serve`, to find changes missed and memory growing.

    python -m benchmarks.soak [--minutes 30] [--pages 200] [--seed 1]

A site in the built-in theme is generated and served on loopback, with the live reload that a browser would
listen to. Edit after edit is made as people and tools make them, and each must be told of and served before
the next: bodies, titles, includes, data, stylesheets, the configuration, new, renamed and deleted pages,
editors that write beside and rename, fifty files at once, pages that cannot be built and are mended. At the
end the destination is compared with a clean build. Printed are the edits, those that were missed, how long
from save to event, and the resident memory of the server and of the programs that it runs, after a tenth of
the time and at the end.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import scaling

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 30.0


@dataclass
class Server:
    """`jekpy serve` on a site, and the events that it sends."""

    process: subprocess.Popen[str]
    address: str
    events: queue.Queue[str] = field(default_factory=queue.Queue)

    @classmethod
    def start(cls, source: Path, destination: Path) -> Server:
        """Start a server on a port of its own choice, and listen."""
        command = [sys.executable, "-m", "jekpy", "serve", "-s", str(source), "-d", str(destination)]
        environment = {**os.environ, "JEKYLL_ENV": "production"}
        process = subprocess.Popen(
            [*command, "-P", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            if "Server address" in line:
                address = line.split()[-1].rstrip("/")
            if "Server running" in line:
                break
        server = cls(process, address)
        threading.Thread(target=lambda: [None for _ in process.stdout or ()], daemon=True).start()
        listening = urllib.request.urlopen(f"{address}/__jekpy__/events", timeout=60)
        threading.Thread(target=server._listen, args=(listening,), daemon=True).start()
        return server

    def _listen(self, lines: object) -> None:
        for line in lines:  # type: ignore[attr-defined]
            if line.startswith(b"event: "):
                self.events.put(line.decode().split()[1])

    def page(self, path: str) -> str:
        """Return what the server answers, "" when there is no such page."""
        try:
            with urllib.request.urlopen(self.address + path) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            return ""

    def kilobytes(self) -> int:
        """Return the resident memory of the process and its children."""
        process = str(self.process.pid)
        command = ["ps", "-o", "rss=", "-p", process, "--ppid", process]
        shown = subprocess.run(command, capture_output=True, text=True, check=True)
        return sum(map(int, shown.stdout.split()))


@dataclass
class Author:
    """Makes edits, and knows what each must lead to: a page that then has, or has not, a text in it."""

    source: Path
    random: random.Random
    count: int = 0

    def edit(self) -> tuple[str, str, bool, str]:
        """Make an edit; return its name, the path to look at, and what text must, or must not, be there."""
        self.count += 1
        kinds: list[Callable[[str], tuple[str, bool, str]]] = [
            self.body, self.body, self.body, self.title, self.beside, self.new, self.delete, self.include,
            self.data, self.style, self.config, self.many, self.broken,
        ]  # fmt: skip
        kind = self.random.choice(kinds)
        return kind.__name__, *kind(f"soak{self.count}mark")

    def a_page(self) -> Path:
        """Return one of the site's lasting pages."""
        return self.random.choice(sorted(self.source.glob("part*/page*.md")))

    def url(self, page: Path) -> str:
        """Return the path under which a page is served."""
        return "/" + page.relative_to(self.source).with_suffix(".html").as_posix()

    def body(self, mark: str) -> tuple[str, bool, str]:
        """Write a page's last paragraph anew."""
        page = self.a_page()
        page.write_text(re.sub(r"\n\nsoak\w+\n\Z|\Z", f"\n\n{mark}\n", page.read_text(), count=1))
        return self.url(page), True, mark

    def title(self, mark: str) -> tuple[str, bool, str]:
        """Give a page another title, but for one that others name as their parent: every sidebar shows it."""
        page = self.random.choice(
            [page for page in sorted(self.source.glob("part*/page*.md")) if "\nparent: " in page.read_text()]
        )
        page.write_text(re.sub(r'(?m)^title: "(Page \d+).*"$', rf'title: "\1 {mark}"', page.read_text()))
        return self.url(self.a_page()), True, mark

    def beside(self, mark: str) -> tuple[str, bool, str]:
        """Write as many editors do: to a file beside, which then takes the place."""
        page = self.a_page()
        draft = page.with_name(f".{page.name}.new")
        draft.write_text(re.sub(r"\n\nsoak\w+\n\Z|\Z", f"\n\n{mark}\n", page.read_text(), count=1))
        draft.replace(page)
        return self.url(page), True, mark

    def new(self, mark: str) -> tuple[str, bool, str]:
        """Add a page, or rename one that was added."""
        added = sorted(self.source.glob("added/*.md"))
        path = self.source / f"added/{mark}.md"
        if len(added) > 10:
            added[0].rename(path)
            return self.url(added[0]), False, "<main"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: {mark}\nlayout: default\n---\n\nNew.\n")
        return self.url(path), True, mark

    def delete(self, mark: str) -> tuple[str, bool, str]:
        """Delete a page that was added."""
        added = sorted(self.source.glob("added/*.md"))
        if not added:
            return self.new(mark)
        added[-1].unlink()
        return self.url(added[-1]), False, "<main"

    def include(self, mark: str) -> tuple[str, bool, str]:
        """Change an include that every page uses."""
        (self.source / "_includes/footer_custom.html").write_text(f"<p>{mark}</p>\n")
        return self.url(self.a_page()), True, mark

    def data(self, mark: str) -> tuple[str, bool, str]:
        """Change a data file that one page reads."""
        (self.source / "_data/soak.yml").write_text(f"word: {mark}\n")
        return "/reader.html", True, mark

    def style(self, mark: str) -> tuple[str, bool, str]:
        """Change a part of a stylesheet."""
        (self.source / "_sass/part.scss").write_text(f".{mark} {{ color: red; }}\n")
        return "/css/soak.css", True, mark

    def config(self, mark: str) -> tuple[str, bool, str]:
        """Change the site's title."""
        (self.source / "_config.yml").write_text(f"title: Soak {mark}\ntheme: jekpy\n")
        return self.url(self.a_page()), True, mark

    def many(self, mark: str) -> tuple[str, bool, str]:
        """Save fifty pages at once."""
        pages = self.random.sample(sorted(self.source.glob("part*/page*.md")), 50)
        for page in pages:
            page.write_text(re.sub(r"\n\nsoak\w+\n\Z|\Z", f"\n\n{mark}\n", page.read_text(), count=1))
        return self.url(pages[-1]), True, mark

    def broken(self, mark: str) -> tuple[str, bool, str]:
        """Write a page that cannot be built, and a moment later mend it."""
        page = self.a_page()
        text = page.read_text()
        page.write_text(text + "\n{% nonsense %}\n")
        time.sleep(self.random.choice([0.0, 0.02, 1.0]))
        page.write_text(re.sub(r"\n\nsoak\w+\n\Z|\Z", f"\n\n{mark}\n", text, count=1))
        return self.url(page), True, mark


def write_site(source: Path, pages: int) -> None:
    """Write the site that is edited."""
    source.mkdir()
    scaling.theme_site(source, pages)
    for path, text in {
        "_config.yml": "title: Soak\ntheme: jekpy\n",
        "_includes/footer_custom.html": "<p>foot</p>\n",
        "_data/soak.yml": "word: none\n",
        "_sass/part.scss": ".none { color: red; }\n",
        "css/soak.scss": '---\n---\n@use "part";\n',
        "reader.md": "---\nlayout: default\ntitle: Reader\n---\n\n{{ site.data.soak.word }}\n",
    }.items():
        (source / path).parent.mkdir(exist_ok=True)
        (source / path).write_text(text)


def is_served(server: Server, path: str, text: str, *, wanted: bool) -> bool:
    """Wait until a page has the text, or has it no more; tell whether that came to pass."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while (text in server.page(path)) != wanted:
        if time.monotonic() > give_up:
            return False
        try:
            server.events.get(timeout=0.5)
        except queue.Empty:
            continue
    return True


def differences(left: Path, right: Path) -> list[str]:
    """Return the paths that differ between two folders."""

    def files(root: Path) -> dict[str, bytes]:
        return {
            path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
        }

    one, other = files(left), files(right)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def main() -> None:
    """Run the soak."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source, out, clean = (Path(scratch, name) for name in ("site", "out", "clean"))
        write_site(source, args.pages)
        server = Server.start(source, out)
        author = Author(source, random.Random(args.seed))
        began = time.monotonic()
        seconds: dict[str, list[float]] = {}
        missed: list[str] = []
        memory: list[int] = []
        while (passed := time.monotonic() - began) < args.minutes * 60:
            saved = time.monotonic()
            name, path, wanted, text = author.edit()
            if is_served(server, path, text, wanted=wanted):
                seconds.setdefault(name, []).append(time.monotonic() - saved)
            else:
                missed.append(f"{name} at {path}: {text}")
            if passed > args.minutes * 6:
                memory.append(server.kilobytes())
            time.sleep(author.random.choice([0.0, 0.1, 0.3, 1.0]))
        time.sleep(5)  # the search index follows in a quiet moment
        server.process.terminate()
        server.process.wait()
        command = [sys.executable, "-m", "jekpy", "build", "-q", "--no-cache", "-s", str(source)]
        environment = {**os.environ, "JEKYLL_ENV": "production"}
        subprocess.run([*command, "-d", str(clean)], check=True, env=environment)
        different = differences(out, clean)
    print(f"{author.count} edits in {args.minutes:g} minutes, {args.pages} pages; {len(missed)} missed")
    for line in missed[:10]:
        print(f"  missed: {line}")
    for name, taken in sorted(seconds.items()):
        print(
            f"  {name:8s}{len(taken):6d} edits, {statistics.median(taken):6.2f} s from save to page, median"
        )
    tenth = max(len(memory) // 10, 1)
    first, last = statistics.median(memory[:tenth]), statistics.median(memory[-tenth:])
    print(f"memory: {first / 1024:.0f} MB, at the end {last / 1024:.0f} MB ({last / first - 1:+.1%})")
    print(f"beside a clean build, {len(different)} files differ", *different[:10])
    sys.exit(1 if missed or different else 0)


if __name__ == "__main__":
    main()
