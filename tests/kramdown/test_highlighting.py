"""Code is cut into tokens as Rouge cuts it: its output for short snippets of each language."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekpy.kramdown.highlight import highlight_tokens
from jekpy.kramdown.highlighting.catalogue import lexer
from jekpy.kramdown.highlighting.machine import Machine, Rule, Words, merged

LANGUAGES = [
    "apache",
    "batchfile",
    "c",
    "console",
    "coq",
    "cpp",
    "csharp",
    "css",
    "diff",
    "docker",
    "elixir",
    "erlang",
    "go",
    "graphql",
    "hcl",
    "html",
    "http",
    "ini",
    "irb",
    "java",
    "javascript",
    "json",
    "jsonc",
    "kotlin",
    "liquid",
    "lua",
    "make",
    "markdown",
    "nginx",
    "php",
    "properties",
    "protobuf",
    "python",
    "r",
    "ruby",
    "rust",
    "sass",
    "scala",
    "scss",
    "shell",
    "sql",
    "swift",
    "terraform",
    "toml",
    "typescript",
    "viml",
    "xml",
    "yaml",
]
CASES = [
    json.loads(line) for line in (Path(__file__).parent / "highlighted.jsonl").read_text("utf-8").splitlines()
]
"""Made by Rouge 4.7.0 from snippets written for this table."""


@pytest.mark.parametrize("language", sorted({case["language"] for case in CASES}))
def test_tokens_and_classes_are_rouges(language: str) -> None:
    for case in CASES:
        if case["language"] == language:
            assert highlight_tokens(language, case["code"]) == case["html"]


PIECES = st.sampled_from(
    [
        *"aA1 \n\"'`{}()[]<>/*#$%\\:=é",
        *("    ", "- ", "a: |\n", "<<a\n", "{{", "{% raw %}", "```\n", "${", "#{", "<!--", "<script>"),
    ]
)


def test_a_language_loads_its_own_tables_alone() -> None:
    code = (
        "import sys\n"
        "from jekpy.kramdown import to_html\n"
        "to_html('a')\n"
        "before = {*sys.modules}\n"
        "to_html('```scss\\na { b: c }\\n```')\n"
        "room = 'jekpy.kramdown.highlighting'\n"
        "print(any(name.startswith(room) for name in before))\n"
        "print(*sorted(name.rpartition('.')[2] for name in sys.modules if name.startswith(room + '.')))\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "False\ncatalogue machine style_words styles\n"


@pytest.mark.parametrize("language", LANGUAGES)
@given(code=st.lists(PIECES, max_size=30).map("".join))
def test_no_text_is_lost_whatever_it_is(language: str, code: str) -> None:
    found = lexer(language)
    assert found is not None
    tokens = found(code)
    assert "".join(text for _, text in tokens) == code
    assert all(text and not name.startswith("@") for name, text in tokens)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["\n", "`", "~", "a", "a.", "[", "<", '"', "<<a\n", "${", "/*", "{{", "#{", "- "]
)
def test_time_grows_with_the_text_only(language: str, piece: str) -> None:
    found = lexer(language)
    assert found is not None
    start = time.process_time()
    found(piece * (12_000 // len(piece)))
    assert time.process_time() - start < 2


def test_a_machine_follows_its_tables() -> None:
    machine = Machine(
        {
            "root": (
                Rule(r"\w+", Words.of("n", fold=True, k="if else")),
                Rule(r"(<)(\w*)", ("p", "@inner"), "inside"),
            ),
            "inside": (Rule(r">", "p", "^"), Rule(r" ", "")),
            "inner": (Rule(r"\d", "m"),),
        }
    )
    assert machine("IF<1> x!") == [
        ("k", "IF"),
        ("p", "<"),
        ("m", "1"),
        ("p", ">"),
        ("err", " "),
        ("n", "x"),
        ("err", "!"),
    ]


def test_neighbours_of_one_class_are_joined() -> None:
    assert merged([("a", "1"), ("", ""), ("a", "2"), ("", " ")]) == [("a", "12"), ("", " ")]
