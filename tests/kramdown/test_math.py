"""Formulas, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "block",
        "$$ a < b $$",
        "\\[a &lt; b\\]\n",
    ),
    (
        "lines",
        "$$\na\n\nb\n$$",
        "\\[a\n\nb\\]\n",
    ),
    (
        "inline",
        "a $$b & c$$ d",
        "<p>a \\(b &amp; c\\) d</p>\n",
    ),
    (
        "not alone",
        "$$a$$ b",
        "<p>\\(a\\) b</p>\n",
    ),
    (
        "escaped",
        "\\$$a$$",
        "<p>\\(a\\)</p>\n",
    ),
    (
        "dollars",
        "$a$",
        "<p>$a$</p>\n",
    ),
    (
        "attributes",
        "$$a$$\n{:.b}\n\nc $$d$${:.e}",
        '<div class="b">\\[a\\]\n</div>\n\n<p>c <span class="e">$d$</span></p>\n',
    ),
    (
        "pipes",
        "$$a | b$$",
        "\\[a | b\\]\n",
    ),
    (
        "in an item",
        "- $$a$$",
        "<ul>\n  <li>\n\\[a\\]\n  </li>\n</ul>\n",
    ),
    (
        "unclosed",
        "$$a",
        "<p>$$a</p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_formula_is_handed_to_mathjax(text: str, html: str) -> None:
    assert render(text) == html
