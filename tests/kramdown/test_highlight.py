"""Highlighted code: Rouge's markup around Pygments' tokens."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from jekpy.kramdown import Options, convert, highlight_figure
from jekpy.kramdown.highlight import highlight_tokens


def block(
    code: str, classes: str = "language-plaintext highlighter-rouge", css_class: str = "highlight"
) -> str:
    pre = f'<div class="highlight"><pre class="{css_class}"><code>{code}</code></pre></div>'
    return f'<div class="{classes}">{pre}</div>\n'


def table(numbers: str, code: str, gutter: str, cell: str) -> str:
    left = f'<td class="{gutter} gl"><pre class="lineno">{numbers}</pre></td>'
    right = f'<td class="{cell}"><pre>{code}</pre></td>'
    return f'<table class="rouge-table"><tbody><tr>{left}{right}</tr></tbody></table>'


def figure(code: str, language: str, css_name: str | None = None) -> str:
    attributes = f'class="language-{css_name or language}" data-lang="{language}"'
    return f'<figure class="highlight"><pre><code {attributes}>{code}</code></pre></figure>'


RUBY = '<span class="n">x</span>'
NUMBERED = {"block": {"line_numbers": True, "start_line": 3}}


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("```\na < b\n```", {}, block("a &lt; b\n")),
        ("```Ruby\na\n```", {}, '<pre><code class="language-Ruby">a\n</code></pre>\n'),
        ("```ruby\nx\n```\n{:.foo}", {}, block(f"{RUBY}\n", "language-ruby foo highlighter-rouge")),
        ("`a`", {}, '<p><code class="language-plaintext highlighter-rouge">a</code></p>\n'),
        (
            "`x`{:.k .language-ruby}",
            {},
            f'<p><code class="language-ruby k language-ruby highlighter-rouge">{RUBY}</code></p>\n',
        ),
        ("`x`{:.language-Ruby}", {}, '<p><code class="language-Ruby">x</code></p>\n'),
        ("`a`\n\n    b", {"guess_lang": False}, "<p><code>a</code></p>\n\n<pre><code>b\n</code></pre>\n"),
        ("`a`", {"syntax_highlighter": "nil"}, "<p><code>a</code></p>\n"),
        ("`a`", {"syntax_highlighter_opts": {"default_lang": "nosuch"}}, "<p><code>a</code></p>\n"),
        ("`a`", {"syntax_highlighter_opts": {"disable": True}}, "<p><code>a</code></p>\n"),
        ("`a`", {"syntax_highlighter_opts": {"span": {"disable": True}}}, "<p><code>a</code></p>\n"),
        ("    a", {"syntax_highlighter_opts": {"css_class": "foo"}}, block("a\n", css_class="foo")),
        (
            "    a\n    b",
            {"syntax_highlighter_opts": NUMBERED},
            block(table("3\n4\n", "a\nb\n", "rouge-gutter", "rouge-code")),
        ),
        (
            "    a",
            {"syntax_highlighter_opts": {"wrap": False}},
            '<div class="language-plaintext highlighter-rouge">a\n</div>\n',
        ),
        ("```guess\na\n```", {}, block("a\n", "language-guess highlighter-rouge")),
    ],
)
def test_code_is_wrapped_as_rouge_wraps_it(text: str, options: dict[str, Any], expected: str) -> None:
    assert convert(text, Options.jekyll(options)).html == expected


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("ruby", "puts 1\n", ["nb puts", " ", "mi 1", "\n"]),
        ("conf", "option = <b>\n", ["option = &lt;b&gt;\n"]),
        ("json", '{"a": 1}', ["p {", 'nl "a"', "p :", "w  ", "mi 1", "p }"]),
        ("php", "$a = new B;", ["nv $a", " ", "o =", " ", "k new", " ", "nc B", "p ;"]),
        ("javascript", "\n\na", ["\n\n", "nx a"]),
    ],
)
def test_tokens_have_rouges_class_names(language: str, code: str, expected: list[str]) -> None:
    found = highlight_tokens(language, code)
    spans = [re.sub(r"\A(\w{1,2}) (?=.)", r'<span class="\1">', part) for part in expected]
    assert found == "".join(f"{span}</span>" if span.startswith("<span") else span for span in spans)


@pytest.mark.parametrize(
    "language", ["python", "ruby", "json", "yaml", "html", "shell", "console", "diff", "viml"]
)
def test_no_character_of_the_code_is_lost(language: str) -> None:
    code = "\n  a: 'b' # c\n\t$ d | e\n\n<f g=\"h\">&amp;</f>\n\n"
    assert html.unescape(re.sub(r"</?span[^>]*>", "", highlight_tokens(language, code))) == code


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"code": "\na\n", "language": "text"}, figure("a", "text")),
        ({"code": "x", "language": "c++"}, figure('<span class="n">x</span>', "c++", "c--")),
        ({"code": "a <", "language": "nosuch"}, figure("a &lt;", "nosuch")),
        (
            {"code": "a\nb", "language": "text", "line_numbers": True},
            figure(table("1\n2\n", "a\nb\n", "gutter", "code"), "text"),
        ),
        (
            {"code": "a\nb", "language": "text", "marked_lines": [2]},
            figure('a\n<span class="hll">b\n</span>', "text"),
        ),
        (
            {"code": "/* a\nb */", "language": "c", "marked_lines": [1]},
            figure(
                '<span class="hll"><span class="cm">/* a</span>\n</span><span class="cm">b */</span>', "c"
            ),
        ),
    ],
)
def test_a_figure_is_written_as_by_jekylls_highlight_tag(arguments: dict[str, Any], expected: str) -> None:
    assert highlight_figure(**arguments) == expected
