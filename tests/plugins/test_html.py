"""HTML read and written again. What is expected was observed with Nokogiri on libxml2 2.9.14."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.plugins.html import elements, parse_fragment, text_of, to_html


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("a &amp; &copy; &foo; &copy x &#169; < b > \"q\" 'é'",
         "a &amp; © &amp;foo; &amp;copy x © &lt; b &gt; \"q\" 'é'"),
        ("<a href='x y&z=1&amp;q=é' title='a<b>\"é' data-x hidden=\"\">x</a>",
         "<a href=\"x%20y&amp;z=1&amp;q=%C3%A9\" title='a&lt;b&gt;\"é' data-x hidden=\"\">x</a>"),
        ("<p>a<p>b<div>c</p>d", "<p>a</p><p>b</p><div>cd</div>"),
        ("<ul>\n <li>a\n <li>b</ul>", "<ul>\n <li>a\n </li>\n<li>b</li>\n</ul>"),
        ("<br/><hr /><input checked value=x>", '<br><hr><input checked value="x">'),
        ('<script>if(a<b && c){"x"}</script><style>a>b{}</style>',
         '<script>if(a<b && c){"x"}</script><style>a>b{}</style>'),
        ("<!-- c --><!DOCTYPE html><?php x ?>", "<!-- c --><?php x ?>"),
        ("<div/>x<p/>y", "<div></div>x<p></p>y"),
        ("</p>x</div>y<b>c</i>d</b>", "xy<b>cd</b>"),
        ("<table><tr><td>a<tr><td>b</table>", "<table>\n<tr><td>a</td></tr>\n<tr><td>b</td></tr>\n</table>"),
        ("<div><h1>a</h1><p>b</p></div>", "<div>\n<h1>a</h1>\n<p>b</p>\n</div>"),
        ("<svg viewBox='0 0 1 1'><path D='x'/></svg>", '<svg viewbox="0 0 1 1"><path d="x"></path></svg>'),
        ("x<body class=a>y</body>z", "xyz"),
        ("a&lt;b&gt; &quot; &apos; &hellip;", "a&lt;b&gt; \" ' …"),
        ("<a name='é x'>z</a><input name='a b'>", '<a name="%C3%A9%20x">z</a><input name="a b">'),
        ("<p>a</p><p></p><li></li>x", "<p>a</p><p></p><li>x"),
        ("<b><p>x</b>y</p>", "<b></b><p>xy</p>"),
        ("<h1>a<a>b</a></h1>", "<h1>a<a>b</a>\n</h1>"),
        ("<p class=\"a\nb\" class=\"c\">x</p>", '<p class="a\nb">x</p>'),
        ("<select><option>a<option selected>b</select>",
         "<select><option>a</option>\n<option selected>b</option></select>"),
        ("a\bb", "ab"),
    ],
)  # fmt: skip
def test_html_comes_out_as_from_libxml2(source: str, written: str) -> None:
    assert to_html(parse_fragment(source)) == written


@given(st.text(alphabet="<>/!-?&;= '\"abpliu#x0\n", max_size=80))
def test_any_text_can_be_read(source: str) -> None:
    root = parse_fragment(source)
    assert to_html(parse_fragment(to_html(root))) is not None
    assert all(element.name for element in elements(root))


def test_deep_nesting_is_no_problem() -> None:
    source = "<div>" * 5000 + "x"
    assert text_of(parse_fragment(source)) == "x"
    assert to_html(parse_fragment(source)) == source + "</div>" * 5000
