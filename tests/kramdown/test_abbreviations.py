"""Abbreviations, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "HTML a HTML\n\n*[HTML]: b",
        '<p><abbr title="b">HTML</abbr> a <abbr title="b">HTML</abbr></p>\n\n',
    ),
    (
        "longest",
        "HTML5\n\n*[HTML]: a\n*[HTML5]: b",
        '<p><abbr title="b">HTML5</abbr></p>\n\n',
    ),
    (
        "not in a word",
        "xHTML HTMLx HTML-x\n\n*[HTML]: a",
        '<p>xHTML HTMLx <abbr title="a">HTML</abbr>-x</p>\n\n',
    ),
    (
        "not in code",
        "`HTML` HTML\n\n*[HTML]: a",
        '<p><code>HTML</code> <abbr title="a">HTML</abbr></p>\n\n',
    ),
    (
        "words",
        "a b a  b a\nb\n\n*[a b]: c",
        ('<p><abbr title="c">a b</abbr> <abbr title="c">a  b</abbr> <abbr title="c">a\nb</abbr></p>\n\n'),
    ),
    (
        "empty",
        "HTML\n\n*[HTML]:",
        "<p><abbr>HTML</abbr></p>\n\n",
    ),
    (
        "attributes",
        "HTML\n\n*[HTML]: a\n{:.b}",
        '<p><abbr class="b" title="a">HTML</abbr></p>\n\n',
    ),
    (
        "in a link",
        "[HTML](HTML)\n\n*[HTML]: a",
        '<p><a href="HTML"><abbr title="a">HTML</abbr></a></p>\n\n',
    ),
    (
        "after another",
        "A A,A\n\n*[A]: b",
        ('<p><abbr title="b">A</abbr> <abbr title="b">A</abbr>,<abbr title="b">A</abbr></p>\n\n'),
    ),
    (
        "with symbols",
        ".NET a.NET\n\n*[.NET]: b",
        '<p><abbr title="b">.NET</abbr> a.NET</p>\n\n',
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_an_abbreviation_is_marked_wherever_it_is_a_word(text: str, html: str) -> None:
    assert render(text) == html
