"""Typography, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "quotes",
        "\"a\" 'b'",
        "<p>“a” ‘b’</p>\n",
    ),
    (
        "nested",
        "\"'a' b\"",
        "<p>“‘a’ b”</p>\n",
    ),
    (
        "apostrophes",
        "don't 'tis '80s rock 'n' roll",
        "<p>don’t ‘tis ’80s rock ‘n’ roll</p>\n",
    ),
    (
        "after code",
        "`a`'s",
        "<p><code>a</code>’s</p>\n",
    ),
    (
        "after a link",
        '[a](b)\'s "[c](d)"',
        '<p><a href="b">a</a>’s “<a href="d">c</a>”</p>\n',
    ),
    (
        "after brackets",
        '("a") ["b"] {\'c\'}',
        "<p>(“a”) [“b”] {‘c’}</p>\n",
    ),
    (
        "inches",
        "5'10\"",
        "<p>5’10”</p>\n",
    ),
    (
        "triple",
        '"""a"""',
        '<p>”"”a”””</p>\n',
    ),
    (
        "before emphasis",
        "\"*a*\" '_b_'",
        "<p>“<em>a</em>” ‘<em>b</em>’</p>\n",
    ),
    (
        "lonely",
        "a \" b ' c",
        "<p>a “ b ‘ c</p>\n",
    ),
    (
        "dashes",
        "a -- b --- c----d",
        "<p>a – b — c—-d</p>\n",
    ),
    (
        "dots",
        "a... ....",
        "<p>a… ….</p>\n",
    ),
    (
        "guillemets",
        "<< a >> <<b>>",
        "<p>«\u00a0a\u00a0» «b»</p>\n",
    ),
    (
        "escaped",
        '\\"a\\" \\-\\- \\...',
        '<p>"a" -- ...</p>\n',
    ),
    (
        "escaped guillemets",
        "\\<<a\\>>",
        "<p>&lt;&lt;a&gt;&gt;</p>\n",
    ),
    (
        "line breaks",
        "a  \nb\\\\\nc\\\nd",
        "<p>a<br />\nb<br />\nc<br />\nd</p>\n",
    ),
    (
        "four spaces",
        "a    \nb",
        "<p>a  <br />\nb</p>\n",
    ),
    (
        "escapes",
        "\\* \\a \\& \\~ \\/",
        "<p>* \\a \\&amp; ~ \\/</p>\n",
    ),
    (
        "after an element",
        '<b>a</b>\'s "<i>b</i>"',
        "<p><b>a</b>’s “<i>b</i>”</p>\n",
    ),
    (
        "quote at a line's start",
        'a\n"b"',
        "<p>a\n“b”</p>\n",
    ),
    (
        "possessive plural",
        'the dogs\' "s"',
        "<p>the dogs’ “s”</p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_quotes_dashes_and_dots_become_symbols(text: str, html: str) -> None:
    assert render(text) == html
