"""Code spans, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "`a`",
        "<p><code>a</code></p>\n",
    ),
    (
        "double",
        "`` a`b ``",
        "<p><code>a`b</code></p>\n",
    ),
    (
        "spaces stay",
        "` a`",
        "<p>` a`</p>\n",
    ),
    (
        "lonely",
        "` a `",
        "<p>` a `</p>\n",
    ),
    (
        "unclosed",
        "`a",
        "<p>`a</p>\n",
    ),
    (
        "longer run closes",
        "`a``",
        "<p><code>a</code>`</p>\n",
    ),
    (
        "html",
        '`<b> & "`',
        '<p><code>&lt;b&gt; &amp; "</code></p>\n',
    ),
    (
        "newline",
        "`a\nb`",
        "<p><code>a\nb</code></p>\n",
    ),
    (
        "backslash",
        "`a\\`",
        "<p><code>a\\</code></p>\n",
    ),
    (
        "attributes",
        "`a`{:.b}",
        '<p><code class="b">a</code></p>\n',
    ),
    (
        "language",
        "`a`{:.language-ruby}",
        '<p><code class="language-ruby">a</code></p>\n',
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_code_is_between_backticks(text: str, html: str) -> None:
    assert render(text) == html
