"""Filters for text."""

from __future__ import annotations

import pytest

from jekpy.errors import LiquidError, LiquidLimitError
from jekpy.liquid import render


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'a' | append: 1 }}", "a1"),
        ("{{ a | append: a }}", "[1, nil][1, nil]"),
        ("{{ 'a' | prepend: 'b' }}", "ba"),
        ("{{ 'hELLO wORLD' | capitalize }}", "Hello world"),
        ("{{ 'straße' | upcase }}", "STRASSE"),
        ("{{ 'ÄÖ' | downcase }}", "äö"),
        ("[{{ sp | strip }}][{{ sp | lstrip }}][{{ sp | rstrip }}]", "[x\xa0][x\xa0 \n][\t x\xa0]"),
        ("{{ nl | strip_newlines }}", "ab\rc"),
        ("{{ nl | newline_to_br }}", "a<br />\nb\r\r<br />\nc"),
        ("{{ '<script>x</script><b class=\"q\">y</b><!-- z --><' | strip_html }}", "y<"),
        ("{{ '<a href=\"x\">&</a>' | escape }}", "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;"),
        ('{{ "it\'s" | h }}', "it&#39;s"),
        ("[{{ nil | escape }}]", "[]"),
        ("{{ '&amp; & &#39; &#x27; &frac12;' | escape_once }}", "&amp; &amp; &#39; &amp;#x27; &amp;frac12;"),
        ("{{ 'a b*~é' | url_encode }}", "a+b%2A~%C3%A9"),
        ("{{ 'a+b%20c' | url_decode }}", "a b c"),
        ("{{ 'aXbX' | replace: 'X', '-' }} {{ 'aXbX' | replace_first: 'X', '-' }}", "a-b- a-bX"),
        ("{{ 'ab' | replace: '', '-' }}", "-a-b-"),
        ("{{ 'abc' | replace: 'b', \"[\\0\\&\\1\\`\\'\\\\]\" }}", "a[bbac\\]c"),
        ("{{ 'abab' | remove: 'b' }} {{ 'abab' | remove_first: 'b' }}", "aa aab"),
        ("{{ 'a,b,,' | split: ',' | size }}", "2"),
        ("{{ ',a' | split: ',' | size }}", "2"),
        ("{{ '  a \n b ' | split: ' ' | join: '-' }}", "a-b"),
        ("{{ 'abc' | split: '' | join: '-' }}", "a-b-c"),
        ("{{ nil | split: ',' | size }}", "0"),
        (
            "{{ 'abcdef' | truncate: 5 }}|{{ 'abc' | truncate: 3 }}|{{ 'abcdef' | truncate: 2 }}",
            "ab...|abc|...",
        ),
        ("{{ 'abcdef' | truncate: 4, '' }}", "abcd"),
        ("{{ 'a  b c' | truncatewords: 3 }}|{{ 'a  b' | truncatewords: 3 }}", "a b c...|a  b"),
        ("{{ 'a b' | truncatewords: 0 }}", "a..."),
    ],
)
def test_text_filters(template: str, expected: str) -> None:
    data = {"a": [1, None], "sp": "\t x\xa0 \n", "nl": "a\nb\r\r\nc"}
    assert render(template, data) == expected


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ 'a' | append }}", "wrong number of arguments (given 1, expected 2)"),
        ("{{ 'a' | truncate: 1, 2, 3 }}", "wrong number of arguments (given 4, expected 1..3)"),
        ("{{ 'a' | truncate: nil }}", "invalid integer"),
        ("{{ '%ff' | url_decode }}", "invalid byte sequence in UTF-8"),
        ("{{ 'a' | replace: 'a', '\\k<x>' }}", "undefined group name reference: x"),
    ],
)
def test_text_filters_refuse(template: str, message: str) -> None:
    with pytest.raises(LiquidError) as caught:
        render(template, {})
    assert caught.value.diagnostic.cause == message


def test_a_replacement_that_grows_without_end_ends_in_a_limit() -> None:
    with pytest.raises(LiquidLimitError):
        render("{{ s | replace: '', s }}", {"s": "x" * 100_000})
