from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from jekpy.errors import JekpyError
from jekpy.searching import (
    SEARCH_FOLDER,
    GivenUpError,
    language_of,
    search_index,
    searchable_part,
    searched_text,
)


def html(text: str, *, marked: bool = True) -> str:
    mark = " data-pagefind-body" if marked else ""
    return f'<html lang="en"><body><nav>menu</nav><main{mark}><h1>{text}</h1></main></body></html>'


Pages = list[tuple[str, str]]


def parts(pages: Pages) -> Pages:
    return [(url, searched_text(part)) for url, page in pages if (part := searchable_part(page)) is not None]


def index(pages: Pages) -> dict[str, bytes]:
    """The files of an index that is one shard."""
    return search_index({SEARCH_FOLDER: parts(pages)})[SEARCH_FOLDER]


def fragments(files: dict[str, bytes]) -> dict[str, str]:
    """The text that is indexed for each URL."""
    found = {}
    for path, content in files.items():
        if path.startswith("pagefind/fragment/"):
            data = json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
            found[data["url"]] = data["content"]
    return found


def test_equal_pages_give_equal_bytes() -> None:
    pages = [(f"/{number}/", html(f"Page {number} of many")) for number in range(40)]
    assert index(pages) == index(pages)


def test_only_the_marked_part_of_marked_pages_is_found() -> None:
    files = index([("/a/", html("Apple")), ("/b/", html("Bramble", marked=False))])
    assert fragments(files) == {"/a/": "Apple."}


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/a/",
        "/a.html",
        "/a",
        "/a/index.html",
        "/.hidden/a.html",
        "/é.html",
        "/%C3%A9/",
        "/../a.html",
        "/x y/",
    ],
)
def test_a_page_is_found_under_its_own_url(url: str) -> None:
    assert fragments(index([(url, html("Apple")), ("/other/", html("Pear"))]))[url] == "Apple."


def test_urls_that_differ_in_case_alone_are_two_pages() -> None:
    files = index([("/a.html", html("Apple")), ("/A.html", html("Pear"))])
    assert fragments(files) == {"/a.html": "Apple.", "/A.html": "Pear."}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p>a<em>b</em><a href="#">c</a> <code class="x"><span>d</span> e</code></p>', "Apple. abc d e."),
        ("<p>a <span data-pagefind-ignore>b</span> c</p>", "Apple. a c."),
        ('<h2 id="part">Part</h2><img alt="Picture">', "Apple. Part."),
    ],
)
def test_the_text_of_a_page_is_found(body: str, found: str) -> None:
    files = index([("/a/", html("Apple").replace("</main>", f"{body}</main>"))])
    assert fragments(files) == {"/a/": found}


def test_lists_of_contents_are_not_found() -> None:
    lists = (
        '<ul id="markdown-toc"><li>Cherry</li></ul><p>Damson</p>'
        "<!-- no search --><h2>Table of contents</h2><ul><li>Elder</li></ul><!-- /no search -->"
    )
    files = index([("/a/", html("Apple").replace("</main>", f"{lists}</main>"))])
    assert fragments(files) == {"/a/": "Apple. Damson."}


def test_the_files_that_the_theme_needs_and_no_ready_made_box() -> None:
    names = set(index([("/a/", html("Apple"))]))
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= names
    assert not [name for name in names if "-ui" in name]


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_each_shard_is_made_as_it_would_be_alone_and_one_has_the_program(jobs: int) -> None:
    shards = {
        folder: parts([(f"/{word}/", html(word)), (f"/{word} 2/", html(word))])
        for folder, word in (("pagefind/3/", "Apple"), ("pagefind/", "Pear"), ("pagefind/12/", "Plum"))
    }
    made = search_index(shards, jobs=jobs)
    assert list(made) == list(shards)
    assert made == {folder: search_index({folder: pages})[folder] for folder, pages in shards.items()}
    assert {
        folder: sorted(name for name in files if re.search(r"\.js$|wasm", name))
        for folder, files in made.items()
    } == {
        "pagefind/3/": [],
        "pagefind/": [
            "pagefind/pagefind-worker.js",
            "pagefind/pagefind.js",
            "pagefind/wasm.en.pagefind",
            "pagefind/wasm.unknown.pagefind",
        ],
        "pagefind/12/": [],
    }


def test_no_shard_gives_no_files() -> None:
    assert search_index({}) == {}


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="en-US"><body>', "en-us"),
        ("<!doctype html><HTML class=a lang=de>", "de"),
        ("<html><body lang='fr'>", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_page_is_that_of_its_root(page: str, language: str) -> None:
    assert language_of(page) == language


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_index_that_is_not_wanted_any_more_is_given_up(jobs: int) -> None:
    pages = [(f"/{number}.html", html("words " * 2000)) for number in range(300)]
    with pytest.raises(GivenUpError):
        search_index({SEARCH_FOLDER: pages, "pagefind/1/": pages}, lambda: False, jobs)


def test_a_missing_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jekpy.searching.index._installed", lambda: iter(()))
    with pytest.raises(JekpyError, match=r"search-missing.*\n.*search_enabled"):
        index([("/a/", html("Apple"))])


@pytest.mark.parametrize("script", ["echo no such service; exit 1", "echo '!!!,'; exec sleep 5", "exit 0"])
def test_a_failing_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(JekpyError, match="search-failed"):
        index([(f"/{number}/", html("Apple " * 5000)) for number in range(50)])
