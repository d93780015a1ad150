"""What holds for any text: it is converted or refused, its HTML is well formed, and it takes linear time."""

from __future__ import annotations

import contextlib
import re
import time
from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jekpy.errors import JekpyError
from jekpy.kramdown import Kramdown, Options
from jekpy.kramdown.characters import words
from jekpy.kramdown.html_tags import VOID_TAGS

PARSERS: Final = (
    Kramdown(Options.jekyll()),
    Kramdown(Options(syntax_highlighter=None)),
    Kramdown(
        Options(input="kramdown", parse_block_html=True, auto_id_stripping=True, entity_output="numeric")
    ),
)
NATIVE: Final = Kramdown(Options(input="kramdown", html_to_native=True))

PIECES: Final = (
    *sorted(
        words(
            """* ** _ __ ` `` ~~ [ ] ( ) ![ <b> </b> <div> </div> <br> <p> </p> <i> </i> <code> </code> <td>
            <table> <ul><li> &amp; &foo; " ' -- ... << >> $$ \\ | {:.c} {:#d} {:/} [a] [^1] [a](u)
            <http://x.y> a B é 日本 - + 1. # > : ^ = ~ ! . , ; ? @ { } {: {:: % & <"""
        )
    ),
    "\x00",
    "\u2028",
    "\ufeff",
    '[a](u "t")',
)
LINES: Final = (
    "\n", "\n\n", "\n    ", "\n  ", "  \n", "\\\n", "\n- ", "\n1. ", "\n> ", "\n# ", "\n```\n",
    "\n~~~ ruby\n", "\n---\n", "\n===\n", "\n: ", "\n| a | b |\n", "\n|--|:-:|\n", "\n{:.x}\n",
    "\n{:a: .k}\n", "\n[b]: /u 'x'\n", "\n[^1]: n\n", "\n^\n", "\n\t", "\n* x\n{:toc}\n", "\n- [ ] t",
    '\n<div markdown="1">\n', "\n</div>\n", " ", "\t",
)  # fmt: skip
TEXTS: Final = st.one_of(
    st.lists(st.sampled_from(PIECES + LINES), max_size=40).map("".join),
    st.lists(st.sampled_from(LINES + PIECES) | st.text(max_size=8), max_size=20).map("".join),
)


class Balance(HTMLParser):
    """Keeps the open elements of a document, and notes what is out of place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.wrong += [f"{name} has no value" for name, value in attrs if value is None]
        if tag in VOID_TAGS:
            self.wrong.append(f"<{tag}> is not closed")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave elements without a body alone."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if re.search(r"[<>]|&(?!\w)", data):
            self.wrong.append(f"{data!r} is not escaped")


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_converted_or_refused(text: str) -> None:
    for parser in (*PARSERS, NATIVE):
        try:
            html = parser.convert(text).html
        except JekpyError:
            continue
        assert isinstance(html, str)


def can_be_judged(text: str) -> bool:
    """Tell whether Python's reader of HTML sees what is there: to kramdown, `<º>` is an element."""
    return "nomarkdown" not in text and "::" not in text and re.search(r"</?[^\x00-\x7f]", text) is None


@given(TEXTS.filter(can_be_judged))
@settings(max_examples=400, deadline=None)
def test_what_is_written_is_well_formed(text: str) -> None:
    for parser in PARSERS:
        balance = Balance()
        balance.feed(parser.convert(text).html)
        balance.close()
        assert balance.open == []
        assert balance.wrong == []


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_html(text: str) -> None:
    parser = PARSERS[0]
    assert parser.convert(text) == parser.convert(text)


@pytest.mark.parametrize(
    "piece",
    [
        "[", "![a", "[]", "[a](", "[[a]]", "*a ", "**a ", "_", "__a ", "> ", "<div>", "<div>\n", '<a b="',
        "`", "`a", "|", "| a | b |\n", "{:", "{:\n", "{::a}", "{: .a}\n", "$$", "$$a", "- ", "- a\n",
        "[^1]: a\n\n[^1]\n\n", "```a\n", "```` a\n", '"', "~~a ", "a\n: b\n\n", "&", "\\", "<!--",
        "<http:",
    ],
)  # fmt: skip
def test_a_repeated_construct_takes_no_more_than_linear_time(piece: str) -> None:
    parser = PARSERS[0]

    def seconds(unit: str) -> float:
        text = unit * (60_000 // len(unit))
        times = []
        for _ in range(2):
            start = time.process_time()
            with contextlib.suppress(JekpyError):
                parser.convert(text)
            times.append(time.process_time() - start)
        return min(times)

    prose = "The quick brown fox doesn't jump over *the* lazy [dog](http://x.y), and that is that.\n\n"
    assert seconds(piece) < 40 * seconds(prose)
