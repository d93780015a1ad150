"""What kramdown warns about, and on which line."""

from __future__ import annotations

import pytest

from jekpy.kramdown import convert


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("a\n\n[b]", [(3, "No link definition for link ID 'b' found")]),
        ("[a]: b\n[a]: c", [(2, "Duplicate link ID 'a' - overwriting")]),
        ("a\n\n> b[^c]", [(3, "Footnote definition for 'c' not found")]),
        ("x\n\n[^a]: b", [(3, "Footnote definition for 'a' is unreferenced - ignoring")]),
        ("[^a]: b\n[^a]: c\n\nd[^a]", [(2, "Duplicate footnote name 'a' - overwriting")]),
        ("*[a]: b\n*[a]: c", [(2, "Duplicate abbreviation ID 'a' - overwriting")]),
        ("a\nb {:.c}", [(2, "Found span IAL after text - ignoring it")]),
        ("a\n{:!}", [(2, "No or invalid attributes found in IAL/ALD content: !")]),
        ("- a\n- {:!} b", [(2, "No or invalid attributes found in IAL/ALD content: !")]),
        ("a\n\nb <b>c", [(3, "Found no end tag for 'b' - auto-closing it")]),
        ("a </b>", [(1, "Found invalidly used HTML closing tag for 'b'")]),
        ("a <div>", [(1, "Found block HTML tag 'div' in span-level text")]),
        (
            '<b markdown="block">a</b>',
            [(1, "Cannot use block-level parsing in span-level HTML tag - using default mode")],
        ),
        ("<div>\na", [(3, "Found no end tag for 'div' - auto-closing it")]),
        ("<div>\n</p>\n</div>", [(2, "Found invalidly used HTML closing tag for 'p' - ignoring it")]),
        ('<div a="1" a="2"></div>', [(1, "Duplicate HTML attribute 'a' - overwriting previous one")]),
        ('<b a="1" a="2"></b>', [(1, "Duplicate HTML attribute 'a' - overwriting previous one")]),
        ("a {:/b} c", [(1, "Invalid extension stop tag for 'b' found - ignoring it")]),
        (
            "a {::b}c{:/} d",
            [
                (1, "Invalid extension with name 'b' specified - ignoring it"),
                (1, "Invalid extension stop tag found - ignoring it"),
            ],
        ),
        ("a {::comment} b", [(1, "No stop tag for extension 'comment' found - ignoring it")]),
        ('{::options x="1" /}', [(1, "Unknown kramdown option 'x'")]),
        ('{::options template="1" /}', [(1, "Option template may not be set inline")]),
        ('{::options toc_levels="x" /}', [(1, "the kramdown option 'toc_levels' cannot be 'x'")]),
        ("\n| a |\n|---|", [(2, "Found table without body - ignoring it")]),
        ("  \ta", [(1, "Warning: this should not occur - no block parser handled the line")]),
        ("*a", []),
        ("*a [b", []),
        ("[a [b] c", [(1, "No link definition for link ID 'b' found")]),
    ],
)
def test_a_warning_names_its_line(text: str, warnings: list[tuple[int, str]]) -> None:
    assert [(warning.line, warning.text) for warning in convert(text).warnings] == warnings


def test_a_warning_prints_its_line_first() -> None:
    assert str(convert("[b]").warnings[0]) == "line 1: No link definition for link ID 'b' found"
