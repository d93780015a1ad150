from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest

from jekpy.searching import SEARCH_FOLDER, searchable_part, searched_text
from jekpy.searching.index import GivenUpError, Indexing, search_index
from jekpy.searching.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable


def html(text: str, *, marked: bool = True, language: str = "en") -> str:
    mark = " data-pagefind-body" if marked else ""
    return f'<html lang="{language}"><body><nav>menu</nav><main{mark}><h1>{text}</h1></main></body></html>'


Pages = list[tuple[str, str]]


def parts(pages: Pages) -> Pages:
    return [(url, searched_text(part)) for url, page in pages if (part := searchable_part(page)) is not None]


def index(pages: Pages) -> dict[str, bytes]:
    """The files of an index that is one shard."""
    return dict(search_index({SEARCH_FOLDER: parts(pages)}))[SEARCH_FOLDER]


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


def test_languages_are_in_order_whatever_order_pagefind_has_them_in() -> None:
    languages = ["pt", "en", "fr", "de", "it", "es", "nl"]
    pages = [(f"/{language}/", html("Text", language=language)) for language in languages]
    told = json.loads(index(pages)["pagefind/pagefind-entry.json"])
    assert list(told["languages"]) == sorted(languages)


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
    made = dict(search_index(shards, jobs=jobs))
    assert made == {folder: dict(search_index({folder: pages}))[folder] for folder, pages in shards.items()}
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
    assert not list(search_index({}))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_index_that_is_not_wanted_any_more_is_given_up(jobs: int) -> None:
    pages = [(f"/{number}.html", html("words " * 2000)) for number in range(300)]
    with pytest.raises(GivenUpError):
        list(search_index({SEARCH_FOLDER: pages, "pagefind/1/": pages}, lambda: False, jobs))


def pages_of(words: dict[str, str]) -> Pages:
    return parts([(url, html(text)) for url, text in words.items()])


@pytest.mark.parametrize(
    ("before", "after", "is_made"),
    [
        ({"/a/": "Apple", "/b/": "Pear"}, {"/a/": "Apple", "/b/": "Pear"}, True),
        ({"/a/": "Apple", "/b/": "Pear"}, {"/a/": "Plum", "/b/": "Pear"}, True),
        ({"/a/": "", "/b/": "Pear"}, {"/a/": "Plum", "/b/": "Pear"}, True),
        ({"/a/": "Apple", "/b/": "Pear"}, {"/a/": "", "/b/": "Cherry"}, True),
        ({"/b/": "Pear"}, {"/a/": "Apple", "/b/": "Pear"}, False),
        ({"/a/": "Apple", "/b/": "Pear"}, {"/b/": "Pear"}, False),
        ({"/a/": "Apple", "/b/": "Pear"}, {"/b/": "Pear", "/a/": "Apple"}, False),
    ],
)
def test_an_index_that_was_begun_with_other_texts_is_as_if_made_anew(
    before: dict[str, str], after: dict[str, str], is_made: bool
) -> None:
    shards = {SEARCH_FOLDER: pages_of(after), "pagefind/1/": pages_of({"/c/": "Cherry"})}
    with Indexing({SEARCH_FOLDER: pages_of(before)}, lambda: True, 1) as begun:
        assert begun.can_make(SEARCH_FOLDER, shards[SEARCH_FOLDER]) is is_made
        assert dict(search_index(shards, begun=begun)) == dict(search_index(shards))


def test_of_two_pages_at_one_url_none_is_given_again() -> None:
    before, after = ([("/a/", html(text)), ("/a/", html("Pear"))] for text in ("Apple", "Plum"))
    with Indexing({SEARCH_FOLDER: before}, lambda: True, 1) as begun:
        assert not begun.can_make(SEARCH_FOLDER, after)


def test_an_index_may_be_begun_in_vain() -> None:
    pages = [(f"/{number}/", html("words " * 2000)) for number in range(300)]
    with Indexing({SEARCH_FOLDER: pages}, lambda: True, 2):
        pass


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_index_of_which_not_all_is_taken_leaves_no_program_behind(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Service] = []

    class Noted(Service):
        def __init__(self, is_wanted: Callable[[], bool]) -> None:
            super().__init__(is_wanted)
            started.append(self)

    monkeypatch.setattr("jekpy.searching.index.Service", Noted)
    shards = {f"pagefind/{number}/": pages_of({f"/{number}/": "Apple"}) for number in range(4)}
    made = search_index(shards, jobs=jobs)
    next(made)
    made.close()
    assert started
    assert all(service._program.poll() is not None for service in started)
