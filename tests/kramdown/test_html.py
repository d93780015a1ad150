"""HTML, as kramdown 2.5.2 writes them."""

from __future__ import annotations

from typing import Final

import pytest

from tests.support.markdown import cases, render

# Each case: what it shows, the text, the HTML.
CASES: Final = (
    (
        "raw block",
        "<div>\n*a*\n</div>",
        "<div>\n*a*\n</div>\n",
    ),
    (
        "parsed block",
        '<div markdown="1">\n*a*\n</div>',
        "<div>\n  <p><em>a</em></p>\n</div>\n",
    ),
    (
        "span content",
        '<div markdown="span">*a*</div>',
        "<div><em>a</em></div>\n",
    ),
    (
        "block content of a paragraph",
        '<p markdown="block">\n- a\n</p>',
        "<p>\n  <ul>\n    <li>a</li>\n  </ul>\n</p>\n",
    ),
    (
        "attributes",
        "<DIV Class=a data-x='\"' hidden>b</DIV>",
        '<div class="a" data-x="&quot;" hidden="">b</div>\n',
    ),
    (
        "a name in other letters, and what is no letter",
        "<º>\n\na <¹> <①>",
        "<º>\n\na &lt;¹&gt; &lt;①&gt;\n</º>\n",
    ),
    (
        "a paragraph before an element with a name in other letters",
        "a\n<é>b</é>",
        "<p>a</p>\n<é>b</é>\n",
    ),
    (
        "a paragraph before what is no letter",
        "a\n<²>b",
        "<p>a\n&lt;²&gt;b</p>\n",
    ),
    (
        "an item before an element with a name in other letters",
        "* a\n<é>b</é>",
        "<ul>\n  <li>a</li>\n</ul>\n<é>b</é>\n",
    ),
    (
        "an item before what is no letter",
        "* a\n<²>",
        "<ul>\n  <li>a\n&lt;²&gt;</li>\n</ul>\n",
    ),
    (
        "a quote before an end tag in other letters",
        "> a\n</é>",
        "<blockquote>\n  <p>a</p>\n</blockquote>\n<p>&lt;/é&gt;</p>\n",
    ),
    (
        "attributes in other letters, and what is no letter",
        "<a é=1 b='ü'>c</a> <a ²=1>",
        '<p><a é="1" b="ü">c</a> &lt;a ²=1&gt;</p>\n',
    ),
    (
        "unclosed",
        "<div>\na",
        "<div>\na\n</div>\n",
    ),
    (
        "wrong end tag",
        "<div>\n</p>\n</div>",
        "<div>\n&lt;/p&gt;\n</div>\n",
    ),
    (
        "text after",
        "<div>a</div> *b*",
        "<div>a</div>\n<p><em>b</em></p>\n",
    ),
    (
        "void",
        "<hr>\na",
        "<hr />\n\n<p>a</p>\n",
    ),
    (
        "self closed",
        "<div/>\na",
        "<div />\n\n<p>a</p>\n",
    ),
    (
        "script",
        "<script>\na < b\n</script>\nc",
        "<script>\na < b\n</script>\n\n<p>c</p>\n",
    ),
    (
        "comment",
        "<!-- a\n\nb -->\nc",
        "<!-- a\n\nb -->\n<p>c</p>\n",
    ),
    (
        "indented comment",
        " <!-- a -->",
        "<p><!-- a --></p>\n",
    ),
    (
        "nested raw",
        "<div><p>a</p>\n<ul><li>b</ul></div>",
        "<div><p>a</p>\n<ul><li>b&lt;/ul&gt;&lt;/div&gt;\n</li></ul></div>\n",
    ),
    (
        "parsed in raw",
        '<table>\n<tr>\n<td markdown="block">\n\n- a\n\n</td>\n</tr>\n</table>',
        (
            "<table>\n<tr>\n<td>\n\n      <ul>\n        <li>a</li>\n      </ul>\n\n    </td>\n</tr>\n"
            "</table>\n"
        ),
    ),
    (
        "unknown element",
        '<x-y Z="1">*a*</x-y>',
        '<x-y Z="1">*a*</x-y>\n',
    ),
    (
        "entities in raw",
        "<div>&amp; & &lt; < ></div>",
        "<div>&amp; &amp; &lt; &lt; &gt;</div>\n",
    ),
    (
        "not a tag",
        "<div a=1-2>",
        "<p>&lt;div a=1-2&gt;</p>\n",
    ),
    (
        "processing instruction",
        "<?php a ?>",
        "<p>&lt;?php a ?&gt;</p>\n",
    ),
    (
        "cdata in a block",
        "<div><![CDATA[<b>]]></div>",
        "<div>&lt;b&gt;</div>\n",
    ),
    (
        "span",
        "a <b>*c*</b>",
        "<p>a <b><em>c</em></b></p>\n",
    ),
    (
        "raw span",
        "a <code>*c* & <i>d</i></code>",
        "<p>a <code>*c* &amp; <i>d</i></code></p>\n",
    ),
    (
        "unclosed span",
        "a <b>c",
        "<p>a <b>c</b></p>\n",
    ),
    (
        "crossed spans",
        "<b><i>a</b></i>",
        "<p><b><i>a&lt;/b&gt;</i></b></p>\n",
    ),
    (
        "block tag in text",
        "a <div>b</div>",
        "<p>a &lt;div&gt;b&lt;/div&gt;</p>\n",
    ),
    (
        "end tag alone",
        "a </b>",
        "<p>a &lt;/b&gt;</p>\n",
    ),
    (
        "comment in text",
        "a <!-- *b* --> c",
        "<p>a <!-- *b* --> c</p>\n",
    ),
    (
        "cdata in text",
        "a <![CDATA[<b>]]>",
        "<p>a &lt;b&gt;</p>\n",
    ),
    (
        "markdown zero",
        '<b markdown="0">*a*</b>',
        "<p><b>*a*</b></p>\n",
    ),
    (
        "newline in an attribute",
        'a <b class="c\nd">e</b>',
        '<p>a <b class="c d">e</b></p>\n',
    ),
    (
        "break",
        "a<br>b",
        "<p>a<br />b</p>\n",
    ),
    (
        "empty span",
        "<span/>",
        "<p><span></span></p>\n",
    ),
    (
        "end tag in a paragraph of an element",
        '<div markdown="1">*a*</div>',
        "<div>\n  <p><em>a</em>&lt;/div&gt;</p>\n</div>\n",
    ),
    (
        "in an item",
        '- <div markdown="1">\n  *a*\n  </div>',
        "<ul>\n  <li>\n    <div>\n      <p><em>a</em></p>\n    </div>\n  </li>\n</ul>\n",
    ),
    (
        "blank lines between block and text",
        '<div markdown="1">\n\n*a*\n\n</div>\n\nb',
        "<div>\n\n  <p><em>a</em></p>\n\n</div>\n\n<p>b</p>\n",
    ),
    (
        "time is a span",
        "<time>*a*</time> b",
        "<p><time>*a*</time> b</p>\n",
    ),
    (
        "details",
        '<details markdown="1">\n<summary>*a*</summary>\n\nb\n\n</details>',
        "<details>\n  <summary>*a*</summary>\n\n  <p>b</p>\n\n</details>\n",
    ),
)


@pytest.mark.parametrize(("text", "html"), cases(CASES))
def test_html_is_parsed_and_written_again(text: str, html: str) -> None:
    assert render(text) == html
