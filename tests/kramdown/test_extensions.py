"""Extensions, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "comment",
        "{::comment}\na *b*\n{:/comment}",
        "<!-- a *b* -->\n",
    ),
    (
        "comment in text",
        "a {::comment}b{:/} c",
        "<p>a <!-- b --> c</p>\n",
    ),
    (
        "nothing in a comment",
        "a{::comment /}b",
        "<p>ab</p>\n",
    ),
    (
        "nomarkdown",
        "{::nomarkdown}\n*a* <b>\n{:/}",
        "*a* <b>\n",
    ),
    (
        "nomarkdown in text",
        "a {::nomarkdown}*b*{:/} c",
        "<p>a *b* c</p>\n",
    ),
    (
        "for another format",
        '{::nomarkdown type="latex"}\na\n{:/}',
        "",
    ),
    (
        "options",
        '{::options auto_ids="false" /}\n\n# a',
        "\n<h1>a</h1>\n",
    ),
    (
        "unknown",
        "{::foo}\na\n{:/foo}",
        "<p>{::foo}\na\n{:/foo}</p>\n",
    ),
    (
        "no end",
        "{::comment}\na",
        "<p>{::comment}\na</p>\n",
    ),
    (
        "end alone",
        "a {:/} b",
        "<p>a {:/} b</p>\n",
    ),
    (
        "inside a paragraph",
        "a\n{::comment}\nb\n{:/}",
        "<p>a\n<!-- \nb\n --></p>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_an_extension_does_what_its_name_says(text: str, html: str) -> None:
    assert render(text) == html
