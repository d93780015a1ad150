"""Attribute lists, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "block",
        "a\n{: #b .c .d e=\"f\" g='h'}",
        '<p id="b" class="c d" e="f" g="h">a</p>\n',
    ),
    (
        "span",
        "*a*{:.b} `c`{:#d}",
        '<p><em class="b">a</em> <code id="d">c</code></p>\n',
    ),
    (
        "before",
        "{:.a}\nb",
        '<p class="a">b</p>\n',
    ),
    (
        "lost in a blank line",
        "{:.a}\n\nb",
        "\n<p>b</p>\n",
    ),
    (
        "between",
        "a\n\n{:.b}\n\nc",
        '<p>a</p>\n\n<p class="b">c</p>\n',
    ),
    (
        "after text",
        "a {:.b}",
        "<p>a {:.b}</p>\n",
    ),
    (
        "definition",
        '{:a: .b c="d"}\n\ne\n{: a .f}',
        '\n<p class="b f" c="d">e</p>\n',
    ),
    (
        "definition later",
        "e\n{: a}\n\n{:a: .b}",
        '<p class="b">e</p>\n\n',
    ),
    (
        "class replaced",
        'a\n{: .b class="c" .d}',
        '<p class="c d">a</p>\n',
    ),
    (
        "escapes",
        'a\n{: b="c\\"d\\}e"}',
        '<p b="c&quot;d}e">a</p>\n',
    ),
    (
        "separator",
        "*a*{::}*b*",
        "<p><em>a</em><em>b</em></p>\n",
    ),
    (
        "two in a row",
        "a\n{:.b}\n{:#c}",
        '<p class="b" id="c">a</p>\n',
    ),
    (
        "nothing valid",
        "a\n{:!}",
        "<p>a</p>\n",
    ),
    (
        "empty braces",
        "a\n{:}",
        "<p>a\n{:}</p>\n",
    ),
    (
        "on a list item and a list",
        "- a\n{:.b}\n\nc",
        '<ul class="b">\n  <li>a</li>\n</ul>\n\n<p>c</p>\n',
    ),
    (
        "on a quote",
        "> a\n{:.b}",
        '<blockquote class="b">\n  <p>a</p>\n</blockquote>\n',
    ),
    (
        "unknown reference",
        "a\n{: b}",
        "<p>a</p>\n",
    ),
    (
        "self reference is not followed for ever",
        "{:a: b}\n{:b: .c}\n\nd\n{:a}",
        '\n<p class="c">d</p>\n',
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_an_attribute_list_goes_to_what_stands_before_it(text: str, html: str) -> None:
    assert render(text) == html
