from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.theme.page_html import page_parts, table_of_contents, with_heading_anchors, with_table_wrappers

ANCHOR = (
    '<a href="#one" class="anchor-heading" aria-labelledby="one">'
    '<svg viewBox="0 0 16 16" aria-hidden="true"><use xlink:href="#svg-link"></use></svg></a> '
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="one">One</h2>', f'<h2 id="one">{ANCHOR}One</h2>'),
        ("<h2 id='one'>One</h2>", f"<h2 id='one'>{ANCHOR}One</h2>"),
        ('<H3 class="x" id=one>One</H3>', f'<H3 class="x" id=one>{ANCHOR}One</H3>'),
        ('<h1 id="one">\n<em>One</em>\n</h1>', f'<h1 id="one">{ANCHOR}\n<em>One</em>\n</h1>'),
        ('<h2 class="a no_anchor" id="one">One</h2>', None),
        ("<h2>One</h2>", None),
        ('<h2 data-id="one">One</h2>', None),
        ('<h2 id="">One</h2>', None),
        ('<hr id="one"><header id="one">One</header>', None),
        ('<pre><h2 id="one">One</h2></pre>', None),
        ('<!-- <h2 id="one">One</h2> -->', None),
        ('<script>"<h2 id=\\"one\\">One</h2>"</script>', None),
        ('<h2 id="one">never closed', None),
    ],
)
def test_headings_with_an_id_get_an_anchor(html: str, expected: str | None) -> None:
    assert with_heading_anchors(html) == (html if expected is None else expected)


def test_a_heading_without_an_id_does_not_take_the_one_before() -> None:
    assert with_heading_anchors('<h2 id="one">One</h2>\n<h2>Two</h2>').endswith("\n<h2>Two</h2>")


def test_anchors_are_set_once() -> None:
    once = with_heading_anchors('<h2 id="one">One</h2>')
    assert with_heading_anchors(once) == once


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<table class="x">\n<tr></tr></table>',
            '<div class="table-wrapper"><table class="x">\n<tr></tr></table></div>',
        ),
        ("<pre><table></table></pre>", None),
        ("<script>'<table></table>'</script>", None),
        ("<tablet></tablet>", None),
    ],
)
def test_tables_are_wrapped(html: str, expected: str | None) -> None:
    assert with_table_wrappers(html) == (html if expected is None else expected)


def contents(html: str, deepest: int = 3) -> list[object]:
    """The table of contents as nested lists of ids."""

    def ids(entries: object) -> list[object]:
        assert isinstance(entries, list)
        return [[entry["id"], *ids(entry["children"])] for entry in entries]

    return ids(table_of_contents(html, deepest))


def headings(*pairs: tuple[int, str]) -> str:
    return "\n".join(f'<h{level} id="{name}">{name}</h{level}>' for level, name in pairs)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (headings((1, "t"), (2, "a"), (3, "b"), (3, "c"), (2, "d")), [["a", ["b"], ["c"]], ["d"]]),
        (headings((3, "a"), (2, "b"), (4, "c")), [["a"], ["b"]]),
        ('<h2 id="a" class="no_toc">A</h2><h2>B</h2><h2 id="c"><img src="x"></h2>', []),
        ('<h2 id="table-of-contents">Table of contents</h2><h2 id="a">A</h2>', [["a"]]),
        ("", []),
    ],
)
def test_contents_nest(html: str, expected: list[object]) -> None:
    assert contents(html) == expected


def test_contents_go_as_deep_as_asked() -> None:
    html = headings((2, "a"), (3, "b"), (4, "c"))
    assert contents(html, 2) == [["a"]]
    assert contents(html, 4) == [["a", ["b"], ["c"]]]


def test_titles_keep_code_and_lose_links_and_footnotes() -> None:
    html = (
        '<h2 id="a">The <a href="/x"><code>x</code></a> &amp; <em>y</em><sup id="fnref:1"><a>1</a></sup></h2>'
    )
    assert table_of_contents(html)[0]["title"] == "The <code>x</code> &amp; <em>y</em>"


def test_page_parts_are_all_of_it_in_one_pass() -> None:
    parts = page_parts('<h1 id="t">T</h1><h2 id="one">One</h2><table></table>')
    assert parts["titled"] is True
    assert parts["toc"] == table_of_contents('<h2 id="one">One</h2>')
    assert str(parts["html"]).endswith(
        f'<h2 id="one">{ANCHOR}One</h2><div class="table-wrapper"><table></table></div>'
    )
    assert ANCHOR not in str(page_parts('<h2 id="one">One</h2>', False)["html"])
    assert page_parts(None) == {"html": "", "toc": [], "titled": False}


@given(st.text(alphabet='<>/!-=" ah12prebltscdi\n', max_size=200))
def test_all_that_is_added_can_be_taken_away_again(html: str) -> None:
    dressed = str(page_parts(html)["html"])
    added = r'<a href="#[^"]*" class="anchor-heading".*?</svg></a> |<div class="table-wrapper">|</div>'
    assert re.sub(added, "", dressed, flags=re.DOTALL) == html


@pytest.mark.parametrize(
    "text",
    ["<!--", "<pre", "<h2 ", '<h2 id="a">', "<table ", '<h2 id="a"><sup></h2>', "<h1><h2><h3>", "<h2 id=a><"],
)
def test_repeated_beginnings_take_no_more_than_linear_time(text: str) -> None:
    started = time.perf_counter()
    page_parts(text * 40_000)
    assert time.perf_counter() - started < 5
