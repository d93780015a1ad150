"""Jekyll's filters, in a site."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

import jekpy
from jekpy.errors import JekpyError
from jekpy.rendering.filters.jekyll import JEKYLL_FILTERS

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

DATA = {
    "ps": [
        {"n": "ada", "k": 1, "t": ["x", "y"], "m": {"c": 2}},
        {"n": "bob", "k": "1", "t": "x", "m": {"c": 1}},
        {"n": "cy", "k": None, "d": dt.date(2020, 1, 2)},
    ],
    "words": ["b", "a"],
    "h": {"x": {"n": 1}, "y": {"n": 2}},
    "when": dt.datetime(2020, 1, 2, 10, 11, 12, tzinfo=dt.UTC),
    "nested": ["x", ["y", "z"], "w"],
}
CONFIG = {"url": "https://ex.org", "baseurl": "/base", "timezone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # picking
        ("ps | where: 'n', 'ada' | size", "1"),
        ("ps | where: 'k', 1 | size", "2"),
        ("ps | where: 't', 'x' | size", "2"),
        ("ps | where: 'k', nil | map: 'n' | join", "cy"),
        ("ps | where: 'm.c', 2 | map: 'n' | join", "ada"),
        ("ps | where: 'd', '2020-01-02' | map: 'n' | join", "cy"),
        ("h | where: 'n', 2 | size", "1"),
        ("'text' | where: 'n', 2", "text"),
        ("ps | where_exp: 'p', 'p.m.c > 1 or p.n == page.name' | map: 'n' | join", "ada"),
        ("nil | where_exp: 'p', 'p'", ""),
        ("ps | find: 'n', 'bob' | map: 'k' | join", "1"),
        ("ps | find: 'n', 'nobody'", ""),
        ("ps | find_exp: 'p', \"p.n contains 'b'\" | map: 'n' | join", "bob"),
        ("ps | group_by: 'k' | map: 'name' | join: ','", "1,"),
        ("ps | group_by: 'k' | map: 'size' | join: ','", "2,1"),
        ("ps | group_by_exp: 'p', 'p.n | size' | map: 'name' | join: ','", "3,2"),
        # ordering
        ("ps | sort: 'm.c' | map: 'n' | join", "bob ada cy"),
        ("ps | sort: 'k' | map: 'n' | join", "cy ada bob"),
        ("ps | sort: 'k', 'last' | map: 'n' | join", "ada bob cy"),
        ("words | sort | join", "a b"),
        ("words | push: 'c' | unshift: 'z' | join", "z b a c"),
        ("words | pop | join", "b"),
        ("words | shift: 2 | size", "0"),
        ("words | sample: 2 | sort | join", "a b"),
        # URLs
        ("'/a b/é.html' | relative_url", "/base/a%20b/%C3%A9.html"),
        ("'a/../b' | relative_url", "/base/b"),
        ("'' | relative_url", "/base"),
        ("'#f' | relative_url", "/base/#f"),
        ("'mailto:a@b.c' | relative_url", "mailto:a@b.c"),
        ("'//cdn/x' | relative_url", "/base//cdn/x"),
        ("'x?a=b c&d#é' | relative_url", "/base/x?a=b%20c&d#%C3%A9"),
        ("'/x' | absolute_url", "https://ex.org/base/x"),
        ("'http://o.org/p' | absolute_url", "http://o.org/p"),
        ("nil | absolute_url", ""),
        ("'/a/index.html' | strip_index", "/a/"),
        # dates
        ("when | date_to_xmlschema", "2020-01-02T11:11:12+01:00"),
        ("when | date_to_rfc822", "Thu, 02 Jan 2020 11:11:12 +0100"),
        ("when | date_to_string", "02 Jan 2020"),
        ("when | date_to_string: 'ordinal', 'US'", "Jan 2nd, 2020"),
        ("'2021-03-11' | date_to_long_string: 'ordinal'", "11th March 2021"),
        ("'' | date_to_string", ""),
        # text
        ("'The _config.yml file' | slugify", "the-config-yml-file"),
        ("'The _config.yml file' | slugify: 'pretty'", "the-_config.yml-file"),
        ("'<a href=\"x\">&' | xml_escape", "&lt;a href=&quot;x&quot;&gt;&amp;"),
        ("'a b&c' | cgi_escape", "a+b%26c"),
        ("'a b/é?x=[1]' | uri_escape", "a%20b/%C3%A9?x=[1]"),
        ("' a \n b ' | normalize_whitespace", "a b"),
        ("'one two 三四' | number_of_words: 'cjk'", "4"),
        ("'one two' | number_of_words", "2"),
        ("true | to_integer", "1"),
        ("'7x' | to_integer", "7"),
        ("words | array_to_sentence_string: 'or'", "b or a"),
        ("nested | array_to_sentence_string", "x, y, z, and w"),
        ("'*a*' | markdownify | strip", "<p><em>a</em></p>"),
        ("'\"a\"' | smartify", "“a”"),
        # values
        ("ps | first | jsonify", '{"n":"ada","k":1,"t":["x","y"],"m":{"c":2}}'),
        ("1.50 | jsonify", "1.5"),
        ("nil | inspect", "nil"),
        ("words | inspect", "[&quot;b&quot;, &quot;a&quot;]"),
    ],
)
def test_filters(expression: str, expected: str) -> None:
    assert jekpy.render("{{ " + expression + " }}", DATA, config=CONFIG) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("nil | sort", "Cannot sort a null object."),
        ("ps | sort: 'n', 'middle'", "Invalid nils order: 'middle'"),
        ("ps | where_exp: 'p', 'p | size'", "Expected end_of_string but found pipe"),
        ("'nonsense' | date_to_string", "Invalid Date: '\"nonsense\"' is not a valid datetime."),
        ("5 | cgi_escape", "no implicit conversion of Integer into String"),
        ("words | pop: 'x'", "invalid integer"),
        ("nil | array_to_sentence_string", "undefined method `join' for nil"),
        ("words | where: 'n'", "wrong number of arguments (given 2, expected 3)"),
    ],
)
def test_filters_refuse(expression: str, message: str) -> None:
    with pytest.raises(JekpyError) as caught:
        jekpy.render("{{ " + expression + " }}", DATA)
    assert message in caught.value.diagnostic.cause


def test_every_filter_says_what_it_does() -> None:
    assert all(function.__doc__ for function in JEKYLL_FILTERS.values())


SITE = {
    "_posts/2020-01-02-one.md": "---\ntitle: One\ntags: [x]\n---\none\n",
    "_posts/2021-01-02-two.md": "---\ntitle: Two\n---\ntwo\n",
    "page.md": "---\ntitle: P\n---\npage\n",
    "static.txt": "s",
}

ONE = "Jekyll::Document _posts/2020-01-02-one.md collection=posts"


def test_a_document_as_json_has_its_neighbours_but_not_for_ever(make_site: MakeSite) -> None:
    text = jekpy.render("{{ site.posts.last | jsonify }}", source=make_site(SITE).source)
    post = json.loads(text)
    assert list(post)[:4] == ["name", "tags", "output", "id"]
    assert post["next"]["title"] == "Two"
    assert post["next"]["previous"]["title"] == "One"
    assert "content" in post["next"]["previous"]
    assert "content" not in post["next"]["previous"]["next"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("site.posts | where: 'title', 'One' | inspect", f"[#&lt;{ONE}&gt;]"),
        ("site.pages | inspect", "[#&lt;Jekyll::Page @relative_path=&quot;page.md&quot;&gt;]"),
        (
            "site.static_files | inspect",
            "[#&lt;Jekyll::StaticFile @relative_path=&quot;/static.txt&quot;&gt;]",
        ),
        ("site.tags", f'{{"x"=>[#<{ONE}>]}}'),
        ("site.pages", "page\n"),
        ("site.posts", "two\none\n"),
        ("site", "Jekyll::Drops::SiteDrop"),
        ("site.posts | sort | map: 'title' | join", "One Two"),
        ("site.pages | where: 'title', 'P' | map: 'url'", "/page.html"),
        ("site.posts | where_exp: 'p', 'p.tags contains \"x\"' | map: 'title'", "One"),
        ("site.posts.first | relative_url", "/2021/01/02/two.html"),
    ],
)
def test_what_a_site_holds_in_filters(make_site: MakeSite, expression: str, expected: str) -> None:
    assert jekpy.render("{{ " + expression + " }}", source=make_site(SITE).source) == expected
