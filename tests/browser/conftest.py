"""Built sites, served on this machine, and a browser that tells what went wrong on a page."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from jekpy.build import build, build_site
from jekpy.config import load_config
from jekpy.searching import shards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
REPOSITORY = Path(__file__).parents[2]
OWN_SITE = REPOSITORY / "tests" / "sites" / "theme"
SEED_SITE = REPOSITORY.parent / "shared" / "seed" / "site"


WORDS = [
    *("apricot", "banana", "cherry", "damson", "elder", "fig", "grape", "hazel"),
    *("ivy", "juniper", "kumquat", "lemon", "mango", "nutmeg", "orange", "app"),
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the theme's own test site, which lies below a base URL."""
    root = tmp_path_factory.mktemp("own")
    build(OWN_SITE, root / "notes")
    with served(root) as address:
        yield f"{address}/notes"


@pytest.fixture(scope="session")
def sharded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site below a base URL, whose search index has several shards."""
    root = tmp_path_factory.mktemp("sharded")
    for number in range(16):
        front = f"---\nlayout: default\ntitle: Page {number}\nnav_order: {number}\n---\n"
        (root / f"p{number}.md").write_text(f"{front}Common, and {WORDS[number]}.\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "LEAST_PAGES", 2)
        patch.setattr(shards, "LEAST_SHARDS", 2)
        build(root, root / "_site/notes", baseurl="/notes", theme="jekpy", title="Shards")
    with served(root / "_site") as address:
        yield f"{address}/notes"


@pytest.fixture(scope="session")
def split_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site with a menu that lacks what is folded away."""
    root = tmp_path_factory.mktemp("split")
    build(OWN_SITE, root / "notes", nav_split=True)
    with served(root) as address:
        yield f"{address}/notes"


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real site, which names a theme that this one stands in for."""
    if not SEED_SITE.exists():
        pytest.skip(f"no site at {SEED_SITE}")
    root = tmp_path_factory.mktemp("seed")
    build_site(load_config(SEED_SITE, root), use_cache=False)  # nothing is written into what is not ours
    with served(root) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages by `open_page(url, width=..., ...)`, each as a reader of its own.

    The test fails when one of them logs an error or asks another machine for anything.
    """
    pages: list[Page] = []
    complaints: list[str] = []

    def opened(url: str, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        host = urlsplit(url).netloc

        def on_request(wanted: str) -> None:
            if urlsplit(wanted).scheme in {"http", "https"} and urlsplit(wanted).netloc != host:
                complaints.append(f"asks another machine for {wanted}")

        def on_console(kind: str, text: str, place: str) -> None:
            if kind in {"error", "warning"} and not place.endswith("/favicon.ico"):
                complaints.append(f"{kind}: {text}")

        page.on("request", lambda request: on_request(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: on_console(message.type, message.text, message.location.get("url", "")),
        )
        pages.append(page)
        page.goto(url)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert complaints == []
