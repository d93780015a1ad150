"""Headings, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "atx",
        "# a",
        '<h1 id="a">a</h1>\n',
    ),
    (
        "six levels",
        "###### a",
        '<h6 id="a">a</h6>\n',
    ),
    (
        "seven hashes are text",
        "####### a",
        "<p>####### a</p>\n",
    ),
    (
        "a space is needed",
        "#a",
        "<p>#a</p>\n",
    ),
    (
        "closing hashes go",
        "# a ##",
        '<h1 id="a">a</h1>\n',
    ),
    (
        "one run of closing hashes",
        "# a ## #",
        '<h1 id="a-">a ##</h1>\n',
    ),
    (
        "no space before closing hashes",
        "# a#",
        '<h1 id="a">a#</h1>\n',
    ),
    (
        "explicit id",
        "# a {#b}",
        '<h1 id="b">a</h1>\n',
    ),
    (
        "explicit id after closing hashes",
        "# a # {#b}",
        '<h1 id="b">a</h1>\n',
    ),
    (
        "indented is text",
        " # a",
        "<p># a</p>\n",
    ),
    (
        "setext one",
        "a\n===",
        '<h1 id="a">a</h1>\n',
    ),
    (
        "setext two",
        "a\n-",
        '<h2 id="a">a</h2>\n',
    ),
    (
        "setext needs a boundary",
        "a\nb\n---",
        "<p>a\nb\n—</p>\n",
    ),
    (
        "setext takes one line and a pipe",
        "a | b\n---",
        '<h2 id="a--b">a | b</h2>\n',
    ),
    (
        "repeated ids are numbered",
        "# a\n# a\n# a",
        '<h1 id="a">a</h1>\n<h1 id="a-1">a</h1>\n<h1 id="a-2">a</h1>\n',
    ),
    (
        "an explicit id is not counted",
        "# b {#a}\n\n# a",
        '<h1 id="a">b</h1>\n\n<h1 id="a">a</h1>\n',
    ),
    (
        "an id keeps letters of all scripts",
        "# Ünï 日本 ½ x²",
        '<h1 id="ünï-日本--x">Ünï 日本 ½ x²</h1>\n',
    ),
    (
        "punctuation goes from ids",
        "# a.b, (c) & d_e-f",
        '<h1 id="ab-c--d_e-f">a.b, (c) &amp; d_e-f</h1>\n',
    ),
    (
        "an id of nothing",
        "# !\n\n# !",
        '<h1>!</h1>\n\n<h1 id="-1">!</h1>\n',
    ),
    (
        "code and links count for ids",
        "# `a b` [c](d) ![e](f)",
        '<h1 id="a-b-c-"><code>a b</code> <a href="d">c</a> <img src="f" alt="e" /></h1>\n',
    ),
    (
        "attribute list below",
        "# a\n{: .b}",
        '<h1 class="b" id="a">a</h1>\n',
    ),
    (
        "in a quote",
        "> # a",
        '<blockquote>\n  <h1 id="a">a</h1>\n</blockquote>\n',
    ),
    (
        "in an element ids are ascii",
        '<div markdown="1">\n# ä b 1\n</div>',
        '<div>\n  <h1 id="b-1">ä b 1</h1>\n</div>\n',
    ),
    (
        "entity in an id",
        "# a &amp; b &copy;",
        '<h1 id="a--b-">a &amp; b ©</h1>\n',
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_heading_has_its_level_and_its_id(text: str, html: str) -> None:
    assert render(text) == html
