"""Horizontal rules, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "stars",
        "***",
        "<hr />\n",
    ),
    (
        "spaced",
        "* * *",
        "<hr />\n",
    ),
    (
        "hyphens",
        "---",
        "<hr />\n",
    ),
    (
        "underscores",
        "_ _ _",
        "<hr />\n",
    ),
    (
        "more",
        "- - - - -",
        "<hr />\n",
    ),
    (
        "two are none",
        "**",
        "<p>**</p>\n",
    ),
    (
        "with text",
        "--- a",
        "<p>— a</p>\n",
    ),
    (
        "after a heading",
        "# a\n---",
        '<h1 id="a">a</h1>\n<hr />\n',
    ),
    (
        "with attributes",
        "***\n{: .a}",
        '<hr class="a" />\n',
    ),
    (
        "four spaces are code",
        "    ***",
        "<pre><code>***\n</code></pre>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_rule_is_three_of_a_kind(text: str, html: str) -> None:
    assert render(text) == html
