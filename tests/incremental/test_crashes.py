"""A build that is killed: the next one gives the bytes of a clean build, and the store opens."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from jekpy.build import build_site
from jekpy.config import load_config

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 12


def write_site(root: Path, mark: str) -> None:
    (root / "_layouts").mkdir(parents=True, exist_ok=True)
    (root / "_config.yml").write_text("title: Kill\n")
    titles = "{% for page in site.pages %}{{ page.title }}{% endfor %}"
    (root / "_layouts/default.html").write_text(f"<p>{mark}</p>{titles}{{{{ content }}}}")
    for number in range(40):
        text = f"---\nlayout: default\ntitle: Page {number}\n---\n\n# {mark} {number}\n\n{'Words. ' * 200}\n"
        (root / f"page{number}.md").write_text(text)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_build_that_is_killed_at_any_moment_spoils_nothing(tmp_path: Path) -> None:
    source, destination, clean = tmp_path / "site", tmp_path / "out", tmp_path / "clean"
    command = [sys.executable, "-m", "jekpy", "build", "-q", "-s", str(source), "-d", str(destination)]
    write_site(source, "start")
    began = time.perf_counter()
    subprocess.run(command, check=True)
    longest = time.perf_counter() - began
    moments = random.Random(1)
    for kill in range(KILLS):
        write_site(source, f"round {kill}")
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.3, 1.0) * longest)
        process.kill()
        process.wait()
    report = build_site(load_config(source, destination))
    build_site(load_config(source, clean), use_cache=False)
    assert tree(destination) == tree(clean)
    assert report.warnings == ()
    assert build_site(load_config(source, destination)).rendered == 0
