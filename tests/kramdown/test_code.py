"""Code blocks, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "indented",
        "    a\n    b",
        "<pre><code>a\nb\n</code></pre>\n",
    ),
    (
        "a tab",
        "\ta",
        "<pre><code>a\n</code></pre>\n",
    ),
    (
        "blank lines inside",
        "    a\n\n      b",
        "<pre><code>a\n\n  b\n</code></pre>\n",
    ),
    (
        "lazy line",
        "    a\nb",
        "<pre><code>a b\n</code></pre>\n",
    ),
    (
        "lazy list marker",
        "    a\n- b",
        "<pre><code>a - b\n</code></pre>\n",
    ),
    (
        "ended by a tag",
        "    a\n<div>b</div>",
        "<pre><code>a\n</code></pre>\n<div>b</div>\n",
    ),
    (
        "language by class",
        "    a\n{: .language-ruby}",
        '<pre><code class="language-ruby">a\n</code></pre>\n',
    ),
    (
        "fence",
        "```\na\n```",
        "<pre><code>a\n</code></pre>\n",
    ),
    (
        "fence with a word",
        "```ruby\na\n```",
        '<pre><code class="language-ruby">a\n</code></pre>\n',
    ),
    (
        "tildes",
        "~~~\na\n~~~",
        "<pre><code>a\n</code></pre>\n",
    ),
    (
        "two words are no fence",
        "``` a b\nc\n```",
        "<p><code>a b\nc\n</code></p>\n",
    ),
    (
        "closed by a longer fence",
        "```\na\n`````",
        "<pre><code>a\n</code></pre>\n",
    ),
    (
        "closed by a shorter fence",
        "````\na\n```",
        '<pre><code class="language-`">a\n</code></pre>\n',
    ),
    (
        "unclosed",
        "```\na",
        "<p>```\na</p>\n",
    ),
    (
        "indented fence",
        "  ```\n  a\n  ```",
        "<pre><code>  a\n</code></pre>\n",
    ),
    (
        "fence in text",
        "a\n```\nb\n```\nc",
        "<p>a</p>\n<pre><code>b\n</code></pre>\n<p>c</p>\n",
    ),
    (
        "question mark",
        "```a?b=1\nc\n```",
        '<pre><code class="language-a">c\n</code></pre>\n',
    ),
    (
        "html is escaped",
        '```\n<a> & "b"\n```',
        '<pre><code>&lt;a&gt; &amp; "b"\n</code></pre>\n',
    ),
    (
        "empty fence",
        "```\n```",
        "<pre><code>\n</code></pre>\n",
    ),
    (
        "white space shown",
        "    a\tb  \n{: .show-whitespaces}",
        (
            '<pre class="show-whitespaces"><code>a<span class="ws-tab">\t</span>b<sp'
            'an class="ws-space-r">&#8901;</span><span class="ws-space-r">&#8901;</span>\n'
            "</code></pre>\n"
        ),
    ),
    (
        "mixed fence",
        "``~\na\n``~",
        "<pre><code>a\n</code></pre>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_code_is_kept_as_it_is(text: str, html: str) -> None:
    assert render(text) == html
