"""Options, as kramdown 2.5.2 takes them."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.support.markdown import render

# Each case: what it shows, the text, the options, the HTML.
CASES: Final[tuple[tuple[str, str, dict[str, Any], str], ...]] = (
    (
        "hard wrap",
        "a\nb  \nc",
        {"hard_wrap": True},
        "<p>a<br />\nb  <br />\nc</p>\n",
    ),
    (
        "hard wrap at the end of a block",
        "- a\n  # b",
        {"hard_wrap": True},
        '<ul>\n  <li>a\n    <h1 id="b">b</h1>\n  </li>\n</ul>\n',
    ),
    (
        "no ids",
        "# a\n\n# b {#c}",
        {"auto_ids": False},
        '<h1>a</h1>\n\n<h1 id="c">b</h1>\n',
    ),
    (
        "id prefix",
        "# a",
        {"auto_id_prefix": "x-"},
        '<h1 id="x-a">a</h1>\n',
    ),
    (
        "header offset",
        "# a\n###### b",
        {"header_offset": 1},
        '<h2 id="a">a</h2>\n<h6 id="b">b</h6>\n',
    ),
    (
        "header links",
        "# a",
        {"header_links": True},
        '<h1 id="a"><a href="#a"></a>a</h1>\n',
    ),
    (
        "contents levels",
        "* x\n{:toc}\n\n# a\n## b",
        {"toc_levels": "2..3"},
        (
            '<ul id="markdown-toc">\n  <li><a href="#b" id="markdown-toc-b">b</a></li>\n</ul>\n'
            '\n<h1 id="a">a</h1>\n<h2 id="b">b</h2>\n'
        ),
    ),
    (
        "block html",
        "<div>\n*a*\n</div>",
        {"parse_block_html": True},
        "<div>\n  <p><em>a</em></p>\n</div>\n",
    ),
    (
        "no span html",
        "<b>*a*</b>",
        {"parse_span_html": False},
        "<p><b>*a*</b></p>\n",
    ),
    (
        "footnote number",
        "a[^1]\n\n[^1]: b",
        {"footnote_nr": 5},
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">5</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol start="5">\n'
            '    <li id="fn:1">\n'
            '      <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "footnote prefix",
        "a[^1]\n\n[^1]: b",
        {"footnote_prefix": "p"},
        (
            '<p>a<sup id="fnref:p1"><a href="#fn:p1" class="footnote" rel="footnote'
            '" role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:p1">\n'
            '      <p>b\u00a0<a href="#fnref:p1" class="reversefootnote" role="doc-backl'
            'ink">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "no backlink",
        "a[^1]\n\n[^1]: b",
        {"footnote_backlink": ""},
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            "      <p>b</p>\n    </li>\n  </ol>\n</div>\n"
        ),
    ),
    (
        "backlink inline",
        "a[^1]\n\n[^1]: > b",
        {"footnote_backlink_inline": True},
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            "      <blockquote>\n"
            '        <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-back'
            'link">&#8617;</a></p>\n      </blockquote>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "footnote text",
        "a[^1]\n\n[^1]: b",
        {"footnote_link_text": "(%s)"},
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">(1)</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "numeric entities",
        '&copy; "a" -- &lt; &#60;',
        {"entity_output": "numeric"},
        "<p>&#169; &#8220;a&#8221; &#8211; &lt; &nvlt;</p>\n",
    ),
    (
        "symbolic entities",
        '&copy; "a" -- &lt; &#60; &#200;',
        {"entity_output": "symbolic"},
        "<p>&copy; &ldquo;a&rdquo; &ndash; &lt; &nvlt; &Egrave;</p>\n",
    ),
    (
        "entities as input",
        '&copy; &#169; -- "a"',
        {"entity_output": "as_input"},
        "<p>&copy; &#169; &#8211; &#8220;a&#8221;</p>\n",
    ),
    (
        "straight quotes",
        "\"a\" 'b'",
        {"smart_quotes": "apos,apos,quot,quot"},
        "<p>\"a\" 'b'</p>\n",
    ),
    (
        "german quotes",
        "\"a\" 'b'",
        {"smart_quotes": "sbquo,lsquo,bdquo,ldquo"},
        "<p>„a“ ‚b‘</p>\n",
    ),
    (
        "own symbols",
        "a -- b... << c >>",
        {"typographic_symbols": {"ndash": "<->", "hellip": "..."}},
        "<p>a &lt;-&gt; b... «\u00a0c\u00a0»</p>\n",
    ),
    (
        "no math engine",
        "$$a$$\n\nb $$c$$",
        {"math_engine": None},
        '<div class="kdmath">$$\na\n$$</div>\n\n<p>b <span class="kdmath">$c$</span></p>\n',
    ),
    (
        "no typography",
        'a -- b... "c"',
        {"gfm_quirks": ["paragraph_end", "no_auto_typographic"]},
        "<p>a -- b... “c”</p>\n",
    ),
    (
        "no interruption",
        "a\n- b\n# c",
        {"gfm_quirks": []},
        "<p>a\n- b\n# c</p>\n",
    ),
    (
        "cjk lines",
        "日本\n語 a\nb",
        {"remove_line_breaks_for_cjk": True},
        "<p>日本語 a\nb</p>\n",
    ),
    (
        "link definitions",
        "[a] [b]",
        {"link_defs": {"a": ["u"], "B": ["v", "w"]}},
        '<p><a href="v" title="w">a</a></p>\n',
    ),
    (
        "kramdown's own headings",
        "#a\n\nb\n# c",
        {"input": "kramdown"},
        '<h1 id="a">a</h1>\n\n<p>b\n# c</p>\n',
    ),
    (
        "kramdown's own ids",
        "# 1. Ab c\n\n# !\n\n# !",
        {"input": "kramdown"},
        '<h1 id="ab-c">1. Ab c</h1>\n\n<h1 id="section">!</h1>\n\n<h1 id="section-1">!</h1>\n',
    ),
    (
        "kramdown's own fences",
        "```\na\n```\n\n~~~ b\nc\n~~~",
        {"input": "kramdown"},
        '<p><code>\na\n</code></p>\n\n<pre><code class="language-b">c\n</code></pre>\n',
    ),
    (
        "kramdown's own paragraphs",
        "a\n- b\n> c",
        {"input": "kramdown"},
        "<p>a\n- b\n&gt; c</p>\n",
    ),
    (
        "ids of stripped text",
        "# *a* `b` c",
        {"input": "kramdown", "auto_id_stripping": True},
        '<h1 id="a--c"><em>a</em> <code>b</code> c</h1>\n',
    ),
    (
        "native emphasis and links",
        '<b>a</b> <i>b</i> <a href="c">d</a> <em> e</em>',
        {"html_to_native": True},
        '<p><strong>a</strong> <em>b</em> <a href="c">d</a> <em> e</em></p>\n',
    ),
    (
        "native lists",
        "<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>",
        {"html_to_native": True},
        "<ul>\n  <li>a</li>\n  <li>\n    <p>b</p>\n  </li>\n</ul>\n",
    ),
    (
        "native headings and code",
        '<h2>a &amp; b</h2>\n<pre><code class="language-x">c &lt; d</code></pre>',
        {"html_to_native": True},
        '<h2 id="a--b">a &amp; b</h2>\n<pre><code class="language-x">c &lt; d\n</code></pre>\n',
    ),
    (
        "native table",
        '<table><tr><td style="text-align: right">a</td><td>b</td></tr></table>',
        {"html_to_native": True},
        (
            '<table>\n  <tbody>\n    <tr>\n      <td style="text-align: right">a</td>\n'
            "      <td>b</td>\n    </tr>\n  </tbody>\n</table>\n"
        ),
    ),
    (
        "not a simple table",
        "<table><tr><td><p>a</p></td></tr></table>",
        {"html_to_native": True},
        "<table><tr><td><p>a</p></td></tr></table>\n",
    ),
    (
        "native formula",
        '<script type="math/tex; mode=display">a</script>',
        {"html_to_native": True},
        "\\[a\\]\n\n",
    ),
)


@pytest.mark.parametrize(("text", "options", "html"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_an_option_changes_what_is_written(text: str, options: dict[str, Any], html: str) -> None:
    assert render(text, **options) == html
