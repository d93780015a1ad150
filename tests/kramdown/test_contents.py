"""Table of contents, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "* x\n{:toc}\n\n# a\n## b\n### c\n# d",
        (
            '<ul id="markdown-toc">\n  <li><a href="#a" id="markdown-toc-a">a</a>    <ul>\n'
            '      <li><a href="#b" id="markdown-toc-b">b</a>        <ul>\n'
            '          <li><a href="#c" id="markdown-toc-c">c</a></li>\n        </ul>\n'
            '      </li>\n    </ul>\n  </li>\n  <li><a href="#d" id="markdown-toc-d">d</a></li>\n'
            '</ul>\n\n<h1 id="a">a</h1>\n<h2 id="b">b</h2>\n<h3 id="c">c</h3>\n'
            '<h1 id="d">d</h1>\n'
        ),
    ),
    (
        "ordered",
        "1. x\n{:toc}\n\n# a",
        (
            '<ol id="markdown-toc">\n  <li><a href="#a" id="markdown-toc-a">a</a></li>\n</ol>\n'
            '\n<h1 id="a">a</h1>\n'
        ),
    ),
    (
        "left out",
        "* x\n{:toc}\n\n# a\n{:.no_toc}\n# b",
        (
            '<ul id="markdown-toc">\n  <li><a href="#b" id="markdown-toc-b">b</a></li>\n</ul>\n'
            '\n<h1 class="no_toc" id="a">a</h1>\n<h1 id="b">b</h1>\n'
        ),
    ),
    (
        "own id",
        "* x\n{:toc #y .z}\n\n# a",
        ('<ul id="y" class="z">\n  <li><a href="#a" id="y-a">a</a></li>\n</ul>\n\n<h1 id="a">a</h1>\n'),
    ),
    (
        "skipped levels",
        "* x\n{:toc}\n\n### a\n# b\n### c\n## d",
        (
            '<ul id="markdown-toc">\n  <li><a href="#a" id="markdown-toc-a">a</a></li>\n'
            '  <li><a href="#b" id="markdown-toc-b">b</a>    <ul>\n'
            '      <li><a href="#c" id="markdown-toc-c">c</a></li>\n'
            '      <li><a href="#d" id="markdown-toc-d">d</a></li>\n    </ul>\n  </li>\n</ul>\n\n'
            '<h3 id="a">a</h3>\n<h1 id="b">b</h1>\n<h3 id="c">c</h3>\n<h2 id="d">d</h2>\n'
        ),
    ),
    (
        "links and code",
        "* x\n{:toc}\n\n# a [b](c) `d`",
        (
            '<ul id="markdown-toc">\n'
            '  <li><a href="#a-b-d" id="markdown-toc-a-b-d">a b <code>d</code></a></li>\n</ul>\n'
            '\n<h1 id="a-b-d">a <a href="c">b</a> <code>d</code></h1>\n'
        ),
    ),
    (
        "nothing",
        "* x\n{:toc}",
        "",
    ),
    (
        "second one is a list",
        "* x\n{:toc}\n\n* y\n{:toc}\n\n# a",
        (
            '<ul id="markdown-toc">\n  <li><a href="#a" id="markdown-toc-a">a</a></li>\n</ul>\n'
            '\n<ul>\n  <li>y</li>\n</ul>\n\n<h1 id="a">a</h1>\n'
        ),
    ),
    (
        "in a quote",
        "> * x\n> {:toc}\n\n# a",
        (
            '<blockquote>\n<ul id="markdown-toc">\n'
            '  <li><a href="#a" id="markdown-toc-a">a</a></li>\n</ul>\n</blockquote>\n\n'
            '<h1 id="a">a</h1>\n'
        ),
    ),
    (
        "headings in lists",
        "* x\n{:toc}\n\n- # a",
        (
            '<ul id="markdown-toc">\n  <li><a href="#a" id="markdown-toc-a">a</a></li>\n</ul>\n'
            '\n<ul>\n  <li>\n    <h1 id="a">a</h1>\n  </li>\n</ul>\n'
        ),
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_the_contents_list_the_headings(text: str, html: str) -> None:
    assert render(text) == html
