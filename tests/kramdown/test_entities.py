"""Entities, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "names",
        "&copy; &nbsp;|&eacute;",
        (
            "<table>\n  <tbody>\n    <tr>\n      <td>© \u00a0</td>\n      <td>é</td>\n    </tr>\n"
            "  </tbody>\n</table>\n"
        ),
    ),
    (
        "markup",
        "&amp; &lt; &gt; &quot;",
        '<p>&amp; &lt; &gt; "</p>\n',
    ),
    (
        "numbers",
        "&#169; &#xA9; &#38; &#39;",
        "<p>© © &#38; '</p>\n",
    ),
    (
        "windows",
        "&#150;",
        "<p>–</p>\n",
    ),
    (
        "unknown",
        "&foo; &half; & a&b",
        "<p>&amp;foo; &amp;half; &amp; a&amp;b</p>\n",
    ),
    (
        "in an address",
        "[a](b&copy;c)",
        '<p><a href="b&copy;c">a</a></p>\n',
    ),
    (
        "swapped",
        "&lang;&rang;",
        "<p>〉〈</p>\n",
    ),
    (
        "in code",
        "`&copy;`",
        "<p><code>&amp;copy;</code></p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_a_reference_becomes_its_character(text: str, html: str) -> None:
    assert render(text) == html
