"""`jekpy serve` and an open tab: what an edit on disk does to the page that one is reading."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = "---\ntitle: Home\nlayout: default\nnav_order: 1\n---\n\n# Home\n\n" + "A long text.\n\n" * 200


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "site"
    source.mkdir()
    (source / "_config.yml").write_text("title: Live\n")
    (source / "index.md").write_text(LONG)
    return source


@pytest.fixture
def address(source: Path) -> Iterator[str]:
    command = [
        sys.executable,
        "-u",
        "-m",
        "jekpy",
        "serve",
        "-s",
        str(source),
        "-d",
        str(source.parent / "out"),
    ]
    with subprocess.Popen([*command, "-P", "0"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for line in server.stdout:
            found = re.search(r"Server address: (\S+)", line)
            if found:
                yield found[1]
                break
        server.terminate()


def test_a_tab_follows_the_source(address: str, source: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(address)
    page.wait_for_timeout(300)  # until it listens
    page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")

    (source / "index.md").write_text(LONG + "\n## Fresh\n")
    page.wait_for_selector("#fresh", state="attached")
    page.wait_for_function("Math.abs(scrollY - 900) < 5")

    (source / "index.md").write_text(LONG + "\n{% nonsense %}\n")
    page.wait_for_selector("#jekpy-error-overlay")
    assert "Unknown tag 'nonsense'" in page.inner_text("#jekpy-error-overlay")
    assert page.locator("#fresh").count() == 1

    (source / "index.md").write_text(LONG + "\n## Fresh\n")
    page.wait_for_selector("#jekpy-error-overlay", state="detached")


def test_a_stylesheet_is_swapped_without_a_reload(
    address: str, source: Path, open_page: Callable[..., Page]
) -> None:
    page = open_page(address)
    page.wait_for_timeout(300)
    page.evaluate("window.stillHere = true")
    (source / "_sass/custom").mkdir(parents=True)
    (source / "_sass/custom/custom.scss").write_text("body { background: rgb(1, 2, 3) !important; }")
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.stillHere") is True


def test_a_page_with_a_policy_of_its_own_follows_too(
    address: str, source: Path, open_page: Callable[..., Page]
) -> None:
    policy = "default-src 'none'; script-src https://example.org; connect-src https://example.org"
    html = f'---\n---\n<html><head><meta http-equiv="Content-Security-Policy" content="{policy}"></head>'
    (source / "strict.html").write_text(html + "<body><p id='old'></p></body></html>")
    page = open_page(address)
    page.wait_for_timeout(1000)  # until it is built
    page.goto(address + "strict.html")
    page.wait_for_selector("#old", state="attached")
    page.wait_for_timeout(300)
    (source / "strict.html").write_text(html + "<body><p id='new'></p></body></html>")
    page.wait_for_selector("#new", state="attached")
