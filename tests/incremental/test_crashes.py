"""A build that is killed: the next one gives the bytes of a clean build, and the store opens.

`JEKPY_TEST_KILLS=200` kills as many builds of each site as that; a handful are killed otherwise.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from jekpy.build import build_site
from jekpy.config import load_config
from tests.support.sites import files_below

if TYPE_CHECKING:
    from pathlib import Path

KILLS: Final = int(os.environ.get("JEKPY_TEST_KILLS", "8"))
PAGES: Final = 40

CONFIGS: Final = {
    "own layout": "title: Kill\ntheme: false\n",
    "built-in theme": "title: Kill\ntheme: jekpy\n",
}


def write_site(root: Path, config: str, mark: str) -> None:
    """Write a site, all of whose pages are rendered again for another mark."""
    root.mkdir(exist_ok=True)
    (root / "_config.yml").write_text(config)
    if "jekpy" not in config:
        (root / "_layouts").mkdir(exist_ok=True)
        titles = "{% for page in site.pages %}{{ page.title }}{% endfor %}"
        (root / "_layouts/default.html").write_text(f"<p>{mark}</p>{titles}{{{{ content }}}}")
    for number in range(PAGES):
        head = f"---\nlayout: default\ntitle: Page {number} {mark}\n---\n\n"
        (root / f"page{number}.md").write_text(f"{head}# {mark} {number}\n\n{'Words. ' * 200}\n")


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS.keys())
def test_after_a_build_that_is_killed_at_any_moment_the_next_is_exact(tmp_path: Path, config: str) -> None:
    source, destination, clean = tmp_path / "site", tmp_path / "out", tmp_path / "clean"
    command = [sys.executable, "-m", "jekpy", "build", "-q", "-s", str(source), "-d", str(destination)]
    write_site(source, config, "start")
    began = time.perf_counter()
    subprocess.run(command, check=True)
    longest = time.perf_counter() - began
    moments = random.Random(1)
    for kill in range(KILLS):
        write_site(source, config, f"round {kill}")
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.2, 1.1) * longest)
        process.kill()
        process.wait()
        report = build_site(load_config(source, destination))
        build_site(load_config(source, clean), use_cache=False)
        assert files_below(destination) == files_below(clean)
        assert report.warnings == ()
    assert build_site(load_config(source, destination)).rendered == 0
