from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from jekpy.errors import JekpyError
from jekpy.searching import GivenUpError, search_index


def html(text: str, *, marked: bool = True) -> str:
    mark = " data-pagefind-body" if marked else ""
    return f'<html lang="en"><body><nav>menu</nav><main{mark}><h1>{text}</h1></main></body></html>'


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
    assert search_index(pages) == search_index(pages)


def test_only_the_marked_part_of_marked_pages_is_found() -> None:
    files = search_index([("/a/", html("Apple")), ("/b/", html("Bramble", marked=False))])
    assert fragments(dict(files)) == {"/a/": "Apple."}


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
    assert fragments(dict(search_index([(url, html("Apple")), ("/other/", html("Pear"))])))[url] == "Apple."


def test_urls_that_differ_in_case_alone_are_two_pages() -> None:
    files = search_index([("/a.html", html("Apple")), ("/A.html", html("Pear"))])
    assert fragments(dict(files)) == {"/a.html": "Apple.", "/A.html": "Pear."}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<p>a<em>b</em><a href="#">c</a> <code class="x"><span>d</span> e</code></p>', "Apple. abc d e."),
        ("<p>a <span data-pagefind-ignore>b</span> c</p>", "Apple. a c."),
        ('<h2 id="part">Part</h2><img alt="Picture">', "Apple. Part."),
    ],
)
def test_the_text_of_a_page_is_found(body: str, found: str) -> None:
    files = search_index([("/a/", html("Apple").replace("</main>", f"{body}</main>"))])
    assert fragments(dict(files)) == {"/a/": found}


def test_lists_of_contents_are_not_found() -> None:
    lists = (
        '<ul id="markdown-toc"><li>Cherry</li></ul><p>Damson</p>'
        "<!-- no search --><h2>Table of contents</h2><ul><li>Elder</li></ul><!-- /no search -->"
    )
    files = search_index([("/a/", html("Apple").replace("</main>", f"{lists}</main>"))])
    assert fragments(dict(files)) == {"/a/": "Apple. Damson."}


def test_without_any_mark_whole_pages_are_found() -> None:
    files = search_index([("/b/", html("Bramble", marked=False))])
    assert "Bramble" in fragments(dict(files))["/b/"]


def test_the_files_that_the_theme_needs_and_no_ready_made_box() -> None:
    names = set(search_index([("/a/", html("Apple"))]))
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= names
    assert not [name for name in names if "-ui" in name]


def test_nothing_to_find_gives_no_files() -> None:
    assert search_index([]) == {}


def test_an_index_that_is_not_wanted_any_more_is_given_up() -> None:
    with pytest.raises(GivenUpError):
        search_index([(f"/{number}.html", "<p>words</p>" * 2000) for number in range(300)], lambda: False)


def test_a_missing_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(JekpyError, match=r"search-missing.*\n.*search_enabled"):
        search_index([("/a/", html("Apple"))])


@pytest.mark.parametrize("script", ["echo no such service; exit 1", "echo '!!!,'; exec sleep 5", "exit 0"])
def test_a_failing_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind.service.get_executable", lambda: program)
    with pytest.raises(JekpyError, match="search-failed"):
        search_index([(f"/{number}/", html("Apple " * 5000)) for number in range(50)])
