"""Definition lists, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "a\n: b",
        "<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n</dl>\n",
    ),
    (
        "terms",
        "a\nb\n: c",
        "<dl>\n  <dt>a</dt>\n  <dt>b</dt>\n  <dd>c</dd>\n</dl>\n",
    ),
    (
        "definitions",
        "a\n: b\n: c",
        "<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n  <dd>c</dd>\n</dl>\n",
    ),
    (
        "blank before makes a paragraph",
        "a\n\n: b",
        "<dl>\n  <dt>a</dt>\n  <dd>\n    <p>b</p>\n  </dd>\n</dl>\n",
    ),
    (
        "two blanks are too many",
        "a\n\n\n: b",
        "<p>a</p>\n\n<p>: b</p>\n",
    ),
    (
        "paragraphs",
        "a\n: b\n\n  c",
        "<dl>\n  <dt>a</dt>\n  <dd>b\n\n    <p>c</p>\n  </dd>\n</dl>\n",
    ),
    (
        "lazy",
        "a\n: b\nc",
        "<dl>\n  <dt>a</dt>\n  <dd>b\nc</dd>\n</dl>\n",
    ),
    (
        "groups join",
        "a\n: b\n\nc\n: d",
        "<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n  <dt>c</dt>\n  <dd>d</dd>\n</dl>\n",
    ),
    (
        "attributes",
        "{:.a} b\n: {:.c} d\n{:.e}",
        '<dl class="e">\n  <dt class="a">b</dt>\n  <dd class="c">d</dd>\n</dl>\n',
    ),
    (
        "ids for terms",
        "{:auto_ids-x-}\nA b\n: c",
        '<dl>\n  <dt id="x-a-b">A b</dt>\n  <dd>c</dd>\n</dl>\n',
    ),
    (
        "code inside",
        "a\n:     b",
        "<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n</dl>\n",
    ),
    (
        "no term",
        ": a",
        "<p>: a</p>\n",
    ),
    (
        "marker ends it",
        "a\n: b\n^\n: c",
        "<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n</dl>\n<p>: c</p>\n",
    ),
    (
        "span in a term",
        "*a*\n: b",
        "<dl>\n  <dt><em>a</em></dt>\n  <dd>b</dd>\n</dl>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_definitions_follow_their_terms(text: str, html: str) -> None:
    assert render(text) == html
