"""The table of real sites: what counts as the same, and a run from end to end."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.sites.comparing import compare, same_document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("<p a='1' b='2'>x</p>", '<p b="2"  a="1">\n x </p>', True),
        ("<p>&amp;&mdash;</p>", "<p>&#38;—</p>", True),
        ("<br />", "<br>", True),
        ("<!DOCTYPE html><!-- a -->", "<!doctype html><!--a-->", True),
        ('<code><span class="k">if</span> x</code>', "<code>if x</code>", True),
        ("<pre><code>a\n b</code></pre>", "<pre><code>a b</code></pre>", False),
        ("<p>a<span>b</span></p>", "<p>ab</p>", False),
        ("<p>a b</p>", "<p>ab</p>", False),
        ("<p>a</p><p></p>", "<p>a</p>", False),
        ('<p class="a">x</p>', '<p class="b">x</p>', False),
        ("<a><![CDATA[<b  c='1'>]]></a>", '<a><![CDATA[<b c="1">]]></a>', True),
        ("<a><![CDATA[<b>]]></a>", "<a><![CDATA[<i>]]></a>", False),
    ],
)
def test_documents_that_say_the_same(left: str, right: str, *, same: bool) -> None:
    assert same_document(left, right) is same


def test_files_are_the_same_or_missing_or_extra(tmp_path: Path) -> None:
    wanted, found = tmp_path / "wanted", tmp_path / "found"
    files = {
        "same.html": (
            '<meta name="generator" content="Jekyll v4.4.1">',
            '<meta name="generator" content="x">',
        ),
        "document.html": ("<p>a</p>", "<p>a</p>\n"),
        "style.css": ("a{}", "a {}"),
        "sub/gone.xml": ("x", None),
        "more.txt": (None, "x"),
    }
    for path, texts in files.items():
        for folder, text in zip((wanted, found), texts, strict=True):
            if text is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text)
    verdicts = compare(wanted, found).verdicts
    assert verdicts == {
        "document.html": "document",
        "more.txt": "extra",
        "same.html": "same",
        "style.css": "differs",
        "sub/gone.xml": "missing",
    }


def test_a_table_has_a_row_for_each_site(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text("---\n---\nHello\n")
    (tmp_path / "two" / "broken.md").write_text("---\n---\n{% nothing %}\n")
    stand_in = tmp_path / "stand_in.py"
    stand_in.write_text(
        "import pathlib, sys\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--destination') + 1])\n"
        "out.mkdir(parents=True)\n"
        "(out / 'index.html').write_text('<p>Hello</p>')\n"
        "(out / 'more.html').write_text('<p>More</p>')\n"
    )
    command = [sys.executable, "-m", "benchmarks.sites", str(tmp_path), "--only", "one", "two"]
    done = subprocess.run(
        [*command, "--jekyll", f"{sys.executable} {stand_in}"], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[2].startswith("| one | - | 2 | 1 | 0 | 1 | 0 |")
    assert lines[3].startswith("| two | - | jekpy fails: ")
    assert lines[4] == "| all | | 2 | 1 (50.00%) | 0 (0.00%) | 1 | 0 | | |"
    assert "one, missing: more.html" in done.stdout
