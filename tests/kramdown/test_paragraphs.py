"""Paragraphs and blank lines, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one line",
        "a",
        "<p>a</p>\n",
    ),
    (
        "lines are kept as they are",
        "a\n  b   \n c",
        "<p>a\n  b <br />\n c</p>\n",
    ),
    (
        "leading and trailing white space goes",
        "   a  \nb  ",
        "<p>a<br />\nb</p>\n",
    ),
    (
        "an indented line continues it",
        "a\n    b",
        "<p>a\n    b</p>\n",
    ),
    (
        "a run of blank lines is one",
        "a\n\n\n\nb",
        "<p>a</p>\n\n<p>b</p>\n",
    ),
    (
        "a heading interrupts it",
        "a\n# b",
        '<p>a</p>\n<h1 id="b">b</h1>\n',
    ),
    (
        "a list interrupts it",
        "a\n- b",
        "<p>a</p>\n<ul>\n  <li>b</li>\n</ul>\n",
    ),
    (
        "any number interrupts it",
        "a\n14. b",
        "<p>a</p>\n<ol>\n  <li>b</li>\n</ol>\n",
    ),
    (
        "a quote interrupts it",
        "a\n> b",
        "<p>a</p>\n<blockquote>\n  <p>b</p>\n</blockquote>\n",
    ),
    (
        "a rule does not interrupt it",
        "a\n***",
        "<p>a\n***</p>\n",
    ),
    (
        "a fence that does not close goes on",
        "a\n```\nb",
        "<p>a\n```\nb</p>\n",
    ),
    (
        "a block element interrupts it",
        "a\n<div>b</div>",
        "<p>a</p>\n<div>b</div>\n",
    ),
    (
        "a span element does not",
        "a\n<span>b</span>",
        "<p>a\n<span>b</span></p>\n",
    ),
    (
        "a comment does not",
        "a\n<!-- b -->",
        "<p>a\n<!-- b --></p>\n",
    ),
    (
        "three spaces and a tab make bare text",
        "  \ta",
        "  \ta\n",
    ),
    (
        "the marker ends it",
        "a\n^\nb",
        "<p>a</p>\n<p>b</p>\n",
    ),
    (
        "a no-break space is text",
        "\u00a0",
        "<p>\u00a0</p>\n",
    ),
    (
        "carriage returns end lines",
        "a\rb\r\nc",
        "<p>a\nb\nc</p>\n",
    ),
    (
        "nothing",
        "",
        "\n",
    ),
    (
        "blank lines at the end",
        "a\n\n\n",
        "<p>a</p>\n\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_paragraph_takes_the_lines_that_belong_to_it(text: str, html: str) -> None:
    assert render(text) == html
