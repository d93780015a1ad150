"""Front matter: where it ends, and what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.errors import FrontMatterError, JekpyError
from jekpy.frontmatter import (
    has_front_matter,
    load_yaml,
    parse_front_matter,
    split_front_matter,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (b"---\n", True),
        (b"---  \t\n", True),
        (b"---\r\n", True),
        (b"---", False),
        (b"----\n", False),
        (b"--- # x\n", False),
        (b"\n---\n", False),
        (b"\xef\xbb\xbf---\n", False),
        (b"", False),
    ],
)
def test_a_first_line_of_hyphens_starts_front_matter(start: bytes, found: bool) -> None:
    assert has_front_matter(start) is found


@pytest.mark.parametrize(
    ("text", "header", "body", "header_line", "body_line"),
    [
        ("---\na: 1\n---\nbody\n", "a: 1\n", "body\n", 2, 4),
        ("---\na: 1\n...\nbody\n", "a: 1\n", "body\n", 2, 4),
        ("---\na: 1\n---\n\n  \nbody\n", "a: 1\n", "body\n", 2, 6),
        ("---\na: 1\n---\n\n  body\n", "a: 1\n", "  body\n", 2, 5),
        ("---\n---\nbody", "", "body", 2, 3),
        ("---\n\n---\nbody", "", "body", 3, 4),
        ("---\n---", "", "", 2, 2),
        ("---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n", 2, 4),
        ("---\na: 1\n  ---\n---\nb", "a: 1\n  ---\n", "b", 2, 5),
        ("---\na: 1\nnever closed\n", None, "---\na: 1\nnever closed\n", 1, 1),
        ("no header\n---\n", None, "no header\n---\n", 1, 1),
        ("", None, "", 1, 1),
    ],
)
def test_a_file_is_cut_after_its_front_matter(
    text: str, header: str | None, body: str, header_line: int, body_line: int
) -> None:
    split = split_front_matter(text)
    assert (split.header, split.body) == (header, body)
    assert (split.header_line, split.body_line) == (header_line, body_line)


@given(st.text(alphabet="-.\n\r a:[]", max_size=40))
def test_a_cut_text_is_the_end_of_the_whole_from_its_line_on(text: str) -> None:
    split = split_front_matter(text)
    assert text.endswith(split.body)
    assert text[: len(text) - len(split.body)].count("\n") == split.body_line - 1


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert told(lambda: parse_front_matter(f"---\n{text}\n---\n", "a.md")).partition(":")[0] in ("", "a.md")


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("---\na: b: c\n---\n", "p.md:2:5", "a: b: c"),
        ("---\n\n\na: 1\nb: [1\n---\n", "p.md:6:1", ""),
        ("---\nok: 1\n\tb: 1\n---\n", "p.md:3:1", "\tb: 1"),
        ("---\na: @x\n---\n", "p.md:2:4", "a: @x"),
        ("---\na: &x 1\nb: 'open\n---\n", "p.md:4:1", ""),
    ],
)
def test_what_is_no_yaml_is_told_at_its_line_of_the_file(text: str, place: str, line: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        parse_front_matter(text, "p.md")
    assert str(caught.value.diagnostic.location).startswith(place)
    assert caught.value.diagnostic.line_text == line
    assert caught.value.diagnostic.fix


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 20_000, id="open lists"),
        pytest.param("{a: " * 5_000, id="open mappings"),
        pytest.param("[" * 5_000 + "]" * 5_000, id="deep lists"),
        pytest.param("a: &a [*a]\n", id="a list in itself"),
        pytest.param("? [a, {b: c}]\n: d\n", id="keys that are no text"),
        pytest.param("a: !ruby/object:Kernel {b: c}\n", id="a tag"),
        pytest.param("a: !!python/object/apply:os.system ['true']\n", id="a tag of Python's"),
        pytest.param("a: 1" + "0" * 5_000 + "\n", id="a number with many digits"),
        pytest.param("a: 0x" + "f" * 5_000 + "\n", id="a hexadecimal number with many digits"),
        pytest.param("a: 1.0e+999999\n", id="a number out of range"),
        pytest.param("a: 9999-12-31 24:00:00\n", id="the end of time"),
        pytest.param("a: 2020-01-01 00:00:00 +99:99\n", id="an offset that no zone has"),
        pytest.param("a: " + "1:" * 2_000 + "1\n", id="a long sexagesimal number"),
        pytest.param("a: &a x\nb: &b [*a, *a]\nc: &c [*b, *b]\n", id="aliases of aliases"),
    ],
)
def test_hostile_yaml_is_read_or_refused(text: str) -> None:
    assert told(lambda: load_yaml(text, "d.yml")).partition(":")[0] in ("", "d.yml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 300 + "]" * 300, "deeper than 200 levels"),
        ("a: &a {b: *a}", "inside the very value"),
        ("a: 1.5_", "Float"),
        ("a: !!binary abcde", "base64"),
        ("<<: [1]", "only one mapping"),
    ],
)
def test_what_no_program_could_use_is_refused_with_a_reason(text: str, words: str) -> None:
    assert words in told(lambda: load_yaml(text, "d.yml"))


def told(read: Callable[[], object]) -> str:
    """Return what an error says; an empty text when there is none."""
    try:
        read()
    except JekpyError as error:
        return str(error)
    return ""
