"""Emphasis, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "em",
        "*a* _b_",
        "<p><em>a</em> <em>b</em></p>\n",
    ),
    (
        "strong",
        "**a** __b__",
        "<p><strong>a</strong> <strong>b</strong></p>\n",
    ),
    (
        "both",
        "***a***",
        "<p><strong><em>a</em></strong></p>\n",
    ),
    (
        "in a word",
        "a*b*c a_b_c",
        "<p>a<em>b</em>c a_b_c</p>\n",
    ),
    (
        "space after",
        "* a*",
        "<ul>\n  <li>a*</li>\n</ul>\n",
    ),
    (
        "space before the end",
        "*a *b*",
        "<p><em>a *b</em></p>\n",
    ),
    (
        "no em in em",
        "*_a_*",
        "<p><em>_a_</em></p>\n",
    ),
    (
        "strong falls back",
        "**a*",
        "<p><em>*a</em></p>\n",
    ),
    (
        "unbalanced",
        "*a**",
        "<p>*a**</p>\n",
    ),
    (
        "literal",
        "a * b _ c",
        "<p>a * b _ c</p>\n",
    ),
    (
        "across lines",
        "*a\nb*",
        "<p><em>a\nb</em></p>\n",
    ),
    (
        "underscore and hyphen",
        "a-_b_ -_c_",
        "<p>a-_b_ -<em>c</em></p>\n",
    ),
    (
        "digits",
        "1_a_ 2*3*4",
        "<p>1<em>a</em> 2<em>3</em>4</p>\n",
    ),
    (
        "double in double",
        "**a **b** c**",
        "<p><strong>a **b</strong> c**</p>\n",
    ),
    (
        "four",
        "****a****",
        "<p><strong>**a</strong>**</p>\n",
    ),
    (
        "empty",
        "** **",
        "<hr />\n",
    ),
    (
        "underscores in names",
        "snake_case_name __init__",
        "<p>snake_case_name <strong>init</strong></p>\n",
    ),
    (
        "strikethrough",
        "~~a~~ ~b~",
        "<p><del>a</del> ~b~</p>\n",
    ),
    (
        "no strikethrough",
        "~~ a~~ ~~b",
        "<p>~~ a~~ ~~b</p>\n",
    ),
    (
        "emphasis in strikethrough",
        "~~*a*~~",
        "<p><del><em>a</em></del></p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_emphasis_needs_an_end(text: str, html: str) -> None:
    assert render(text) == html
