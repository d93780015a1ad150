"""Block quotes, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "> a",
        "<blockquote>\n  <p>a</p>\n</blockquote>\n",
    ),
    (
        "lazy lines",
        "> a\nb",
        "<blockquote>\n  <p>a\nb</p>\n</blockquote>\n",
    ),
    (
        "a list after it belongs to it",
        "> a\n- b",
        "<blockquote>\n  <p>a</p>\n  <ul>\n    <li>b</li>\n  </ul>\n</blockquote>\n",
    ),
    (
        "nested",
        "> a\n> > b",
        "<blockquote>\n  <p>a</p>\n  <blockquote>\n    <p>b</p>\n  </blockquote>\n</blockquote>\n",
    ),
    (
        "two with a blank between",
        "> a\n\n> b",
        "<blockquote>\n  <p>a</p>\n</blockquote>\n\n<blockquote>\n  <p>b</p>\n</blockquote>\n",
    ),
    (
        "blank line inside",
        "> a\n>\n> b",
        "<blockquote>\n  <p>a</p>\n\n  <p>b</p>\n</blockquote>\n",
    ),
    (
        "code after a tab",
        ">\ta",
        "<blockquote>\n  <pre><code>a\n</code></pre>\n</blockquote>\n",
    ),
    (
        "empty",
        ">",
        "<blockquote>\n\n</blockquote>\n",
    ),
    (
        "heading inside",
        "> a\n---",
        '<blockquote>\n  <h2 id="a">a</h2>\n</blockquote>\n',
    ),
    (
        "the marker separates",
        "> a\n^\n> b",
        "<blockquote>\n  <p>a</p>\n</blockquote>\n<blockquote>\n  <p>b</p>\n</blockquote>\n",
    ),
    (
        "up to three spaces",
        "   > a",
        "<blockquote>\n  <p>a</p>\n</blockquote>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_quote_takes_its_lines(text: str, html: str) -> None:
    assert render(text) == html
