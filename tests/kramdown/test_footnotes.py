"""Footnotes, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "one",
        "a[^1]\n\n[^1]: b",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "repeated",
        "a[^1] b[^1]\n\n[^1]: c",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup> b<sup id="fnref:1:1"><a href="#fn:1" cl'
            'ass="footnote" rel="footnote" role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>c\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a>\u00a0<a href="#fnref:1:1" class="reversefootnote" role="doc'
            '-backlink">&#8617;<sup>2</sup></a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "order of use",
        "a[^b] c[^a]\n\n[^a]: d\n[^b]: e",
        (
            '<p>a<sup id="fnref:b"><a href="#fn:b" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup> c<sup id="fnref:a"><a href="#fn:a" clas'
            's="footnote" rel="footnote" role="doc-noteref">2</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:b">\n'
            '      <p>e\u00a0<a href="#fnref:b" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n    <li id="fn:a">\n'
            '      <p>d\u00a0<a href="#fnref:a" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "blocks",
        "a[^1]\n\n[^1]: b\n\n    - c",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            "      <p>b</p>\n\n      <ul>\n        <li>c</li>\n      </ul>\n"
            '      <p><a href="#fnref:1" class="reversefootnote" role="doc-backlink'
            '">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "only code",
        "a[^1]\n\n[^1]:\n        b",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n\n'
            "      <pre><code>b\n</code></pre>\n"
            '      <p><a href="#fnref:1" class="reversefootnote" role="doc-backlink'
            '">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "undefined",
        "a[^1]",
        "<p>a[^1]</p>\n",
    ),
    (
        "unused",
        "[^1]: a",
        "",
    ),
    (
        "in a footnote",
        "a[^1]\n\n[^1]: b[^2]\n[^2]: c",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>b<sup id="fnref:2"><a href="#fn:2" class="footnote" rel="foot'
            'note" role="doc-noteref">2</a></sup>\u00a0<a href="#fnref:1" class="reverse'
            'footnote" role="doc-backlink">&#8617;</a></p>\n    </li>\n    <li id="fn:2">\n'
            '      <p>c\u00a0<a href="#fnref:2" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "last definition wins",
        "a[^1]\n\n[^1]: b\n[^1]: c",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>c\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
    (
        "place",
        "a[^1]\n\n* x\n{:footnotes}\n\nb\n\n[^1]: c",
        (
            '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" '
            'role="doc-noteref">1</a></sup></p>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>c\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n\n<p>b</p>\n\n'
        ),
    ),
    (
        "in a heading",
        "# a[^1]\n\n* x\n{:toc}\n\n[^1]: b",
        (
            '<h1 id="a">a<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="fo'
            'otnote" role="doc-noteref">1</a></sup></h1>\n\n<ul id="markdown-toc">\n'
            '  <li><a href="#a" id="markdown-toc-a">a</a></li>\n</ul>\n\n'
            '<div class="footnotes" role="doc-endnotes">\n  <ol>\n    <li id="fn:1">\n'
            '      <p>b\u00a0<a href="#fnref:1" class="reversefootnote" role="doc-backli'
            'nk">&#8617;</a></p>\n    </li>\n  </ol>\n</div>\n'
        ),
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_footnotes_are_numbered_as_they_are_used(text: str, html: str) -> None:
    assert render(text) == html
