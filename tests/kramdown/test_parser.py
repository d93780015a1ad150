"""The parser as a library: own rules, tokens, the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jekpy.errors import ConversionError, JekpyError
from jekpy.kramdown import Options, convert, parser, to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.kramdown.block import BlockState
    from jekpy.kramdown.span import SpanState


def test_a_parser_is_a_markdown_it() -> None:
    md = parser(Options.jekyll())
    assert isinstance(md, MarkdownIt)
    assert md.render("# a") == '<h1 id="a">a</h1>\n'


def test_a_span_rule_of_ones_own_is_found_by_its_first_character() -> None:
    def mention(state: SpanState) -> bool:
        name = state.src[state.pos + 1 :].split(" ", 1)[0]
        if not name:
            return False
        token = Token("mention", "", 0)
        token.content = name
        state.push(token)
        state.pos += 1 + len(name)
        return True

    def write_mention(_: Any, tokens: Sequence[Token], idx: int, *_rest: Any) -> str:
        return f"<b>{tokens[idx].content}</b>"

    md = parser()
    md.inline.ruler.push("mention", mention, {"alt": ["@"]})  # type: ignore[arg-type]
    md.add_render_rule("mention", write_mention)
    assert md.render("a @b *c @d* @") == "<p>a <b>b</b> <em>c <b>d*</b></em> @</p>\n".replace(
        "<em>c <b>d*</b></em>", "*c <b>d*</b>"
    )


def test_a_block_rule_of_ones_own_comes_where_it_is_put() -> None:
    def banner(state: BlockState) -> bool:
        if not state.src.startswith("!!!", state.pos):
            return False
        end = state.src.index("\n", state.pos)
        state.push("hr", "hr").attrs["title"] = state.src[state.pos + 3 : end]
        state.pos = end + 1
        return True

    md = parser()
    md.block.ruler.before("paragraph", "banner", banner, {"alt": ["!"]})  # type: ignore[arg-type]
    assert md.render("!!!a\n\n!b") == '<hr title="a" />\n\n<p>!b</p>\n'


def test_a_rule_can_be_replaced_and_counts_inside_lists_too() -> None:
    def line(state: BlockState) -> bool:
        end = state.src.index("\n", state.pos)
        state.push("html_raw").content = f"<q>{state.src[state.pos : end]}</q>\n"
        state.pos = end + 1
        return True

    md = parser()
    md.block.ruler.at("paragraph", line)  # type: ignore[arg-type]
    assert md.render("a\n\n- b") == "<q>a</q>\n\n<ul>\n  <li>\n<q>b</q>\n  </li>\n</ul>\n"


def test_a_rule_can_be_disabled() -> None:
    md = parser()
    md.disable(["smart_quotes", "emphasis", "table"])
    assert md.render('"a" *b*\n\nc | d') == '<p>"a" *b*</p>\n\n<p>c | d</p>\n'


def test_tokens_hold_their_blocks_and_say_their_lines() -> None:
    tokens = parser().parse("a\n\n- b\n- c\n\n> d")
    assert [(token.type, token.map) for token in tokens] == [
        ("paragraph", [0, 1]),
        ("blank", [1, 2]),
        ("list", [2, 3]),
        ("blank", [4, 5]),
        ("blockquote", [5, 6]),
    ]
    items = tokens[2].children or []
    assert [(item.type, item.map) for item in items] == [("list_item", [2, 3]), ("list_item", [3, 4])]


def test_running_text_is_written_without_a_paragraph() -> None:
    md = parser()
    assert md.renderInline("# *a* `b`") == "# <em>a</em> <code>b</code>"
    assert [token.type for token in md.parseInline("*a* b")[0].children or ()] == ["em", "text"]


def test_an_environment_keeps_what_the_renderer_needs() -> None:
    md = parser()
    env: dict[str, Any] = {"mine": 1}
    tokens = md.parse("a[^1]\n\n[^1]: b", env)
    html = md.renderer.render(tokens, md.options, env)
    assert html.endswith("</ol>\n</div>\n")
    assert html == md.renderer.render(tokens, md.options, env)
    assert env["kramdown"]["mine"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "> " * 300 + "a",
        "- " * 300 + "a",
        '<div markdown="1">\n' * 300,
        "<b>" * 300,
        "[^a]: " * 300,
        "![" * 300 + "]",
    ],
)
def test_text_nested_too_deep_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ConversionError, match="nested more than"):
        convert(text)


def test_raw_html_may_nest_to_any_depth() -> None:
    html = to_html("<div>" * 20_000)
    assert html.count("<div>") == html.count("</div>") == 20_000


def test_raw_html_that_is_made_native_may_not() -> None:
    with pytest.raises(JekpyError, match="nested more than"):
        to_html("<div>" * 20_000, html_to_native=True)


def test_a_stack_that_is_nearly_used_up_gives_an_error_of_jekpys_own() -> None:
    def descend(depth: int) -> str:
        return descend(depth - 1) if depth else to_html("> " * 90 + "a")

    with pytest.raises(ConversionError, match="Python stack"):
        descend(800)


@pytest.mark.parametrize("options", [Options(), Options(html_to_native=True)])
def test_a_reference_to_no_character_stays_as_it_is(options: Options) -> None:
    text = f"<i>&#{'9' * 5000}; &#xD800;</i>"
    html = convert(text, options).html
    assert "&#xD800;" in html or "&amp;#xD800;" in html
