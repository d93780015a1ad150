"""Links and images, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "inline",
        "[a](b)",
        '<p><a href="b">a</a></p>\n',
    ),
    (
        "title",
        '[a](b "c")',
        '<p><a href="b" title="c">a</a></p>\n',
    ),
    (
        "single quotes",
        "[a](b 'c')",
        '<p><a href="b" title="c">a</a></p>\n',
    ),
    (
        "quotes in a title",
        '[a](b "c "d" e")',
        '<p><a href="b" title="c &quot;d&quot; e">a</a></p>\n',
    ),
    (
        "angle brackets",
        "[a](<b c>)",
        '<p><a href="b c">a</a></p>\n',
    ),
    (
        "parentheses",
        "[a](b(c)d)",
        '<p><a href="b(c)d">a</a></p>\n',
    ),
    (
        "space in the address",
        "[a](b c)",
        '<p><a href="b c">a</a></p>\n',
    ),
    (
        "empty",
        "[](a) [b]()",
        '<p><a href="a"></a> <a href="">b</a></p>\n',
    ),
    (
        "space before the address",
        "[a] (b)",
        "<p>[a] (b)</p>\n",
    ),
    (
        "brackets",
        "[a [b] c](d)",
        '<p><a href="d">a [b] c</a></p>\n',
    ),
    (
        "escaped bracket",
        "[a \\] b](c)",
        '<p><a href="c">a ] b</a></p>\n',
    ),
    (
        "link in a link",
        "[a [b](c) d](e)",
        '<p><a href="e">a [b](c) d</a></p>\n',
    ),
    (
        "image",
        '![a *b*](c "d")',
        '<p><img src="c" alt="a *b*" title="d" /></p>\n',
    ),
    (
        "image in a link",
        "[![a](b)](c)",
        '<p><a href="c"><img src="b" alt="a" /></a></p>\n',
    ),
    (
        "emphasis across",
        "[*a](b)*",
        "<p>[<em>a](b)</em></p>\n",
    ),
    (
        "code first",
        "[a`](b)`",
        "<p>[a<code>](b)</code></p>\n",
    ),
    (
        "reference",
        "[a][b]\n\n[b]: c",
        '<p><a href="c">a</a></p>\n\n',
    ),
    (
        "implicit",
        "[a] [a][]\n\n[a]: b",
        '<p><a href="b">a</a>[]</p>\n\n',
    ),
    (
        "case and space",
        "[A\nb]\n\n[a B]: c",
        '<p><a href="c">A\nb</a></p>\n\n',
    ),
    (
        "reference across space",
        "[a] [b]\n\n[b]: c",
        '<p><a href="c">a</a></p>\n\n',
    ),
    (
        "undefined",
        "[a][b] [c]",
        "<p>[a][b] [c]</p>\n",
    ),
    (
        "definition with title",
        "[a]\n\n[a]: b 'c'",
        '<p><a href="b" title="c">a</a></p>\n\n',
    ),
    (
        "title on the next line",
        '[a]\n\n[a]: b\n  "c"',
        '<p><a href="b" title="c">a</a></p>\n\n',
    ),
    (
        "last definition wins",
        "[a]\n\n[a]: b\n[a]: c",
        '<p><a href="c">a</a></p>\n\n',
    ),
    (
        "address in angle brackets",
        '[a]\n\n[a]: <b c> "d"',
        '<p><a href="b c" title="d">a</a></p>\n\n',
    ),
    (
        "definition with attributes",
        '[a]{:.x}\n\n[a]: b\n{:.y title="z"}',
        '<p><a class="y x" title="z" href="b">a</a></p>\n\n',
    ),
    (
        "quote in an address is no definition",
        '[a]: b "c" d',
        "<p>[a]: b “c” d</p>\n",
    ),
    (
        "no address",
        "[a]:\nb",
        "<p>[a]:\nb</p>\n",
    ),
    (
        "definition in a quote",
        "> [a]: b\n\n[a]",
        '<blockquote>\n</blockquote>\n\n<p><a href="b">a</a></p>\n',
    ),
    (
        "standalone image",
        "![a](b){:standalone .c}",
        ('<figure class="c">\n  <img src="b" alt="a" />\n  <figcaption>a</figcaption>\n</figure>\n'),
    ),
    (
        "unbalanced",
        "[a](b",
        "<p>[a](b</p>\n",
    ),
    (
        "ampersands",
        "[a](b?c&d&amp;e)",
        '<p><a href="b?c&amp;d&amp;e">a</a></p>\n',
    ),
    (
        "automatic",
        "<http://a.b?c&d> <a@b.c> <mailto:a@b.c> <irc://a>",
        (
            '<p><a href="http://a.b?c&amp;d">http://a.b?c&amp;d</a> <a href="mailto'
            ':a@b.c">a@b.c</a> <a href="mailto:a@b.c">a@b.c</a> &lt;irc://a&gt;</p>\n'
        ),
    ),
    (
        "bare address",
        "http://a.b",
        "<p>http://a.b</p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_link_has_its_address(text: str, html: str) -> None:
    assert render(text) == html
