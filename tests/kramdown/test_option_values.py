"""Options as they are read: names, coercion, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from jekpy.errors import ConfigError, Diagnostic
from jekpy.kramdown import Options, to_html


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("auto_ids", "false", False),
        ("auto_ids", "no", True),
        ("auto_ids", "", False),
        ("auto_ids", None, False),
        ("footnote_nr", "3", 3),
        ("toc_levels", "2..4", (2, 3, 4)),
        ("toc_levels", "1,3", (1, 3)),
        ("toc_levels", [2, 2, 3], (2, 3)),
        ("syntax_highlighter", "nil", None),
        ("syntax_highlighter", ":rouge", "rouge"),
        ("math_engine", None, None),
        ("smart_quotes", "39,39,quot,quot", (39, 39, "quot", "quot")),
        ("input", "GFM", "GFM"),
        ("input", "markdown", "kramdown"),
        ("gfm_quirks", "paragraph_end,no_auto_typographic", ("paragraph_end", "no_auto_typographic")),
        ("gfm_quirks", ["paragraph_end"], ("paragraph_end",)),
        ("link_defs", {"a": ["b", "c"]}, {"a": ("b", "c")}),
        ("syntax_highlighter_opts", "{default_lang: ruby}", {"default_lang": "ruby"}),
        (
            "syntax_highlighter_opts",
            {"default_lang": 1, "span": {"start_line": "2"}},
            {"default_lang": "1", "span": {"start_line": 2}},
        ),
        ("typographic_symbols", {":hellip": "..."}, {"hellip": "..."}),
    ],
)
def test_a_value_is_read_as_kramdown_reads_it(name: str, value: Any, read: Any) -> None:
    assert getattr(Options.from_mapping({name: value}), name) == read


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("toc_levels", "a..b", "write a range"),
        ("toc_levels", [7], "levels go from 1 to 6"),
        ("toc_levels", 3, "write a range"),
        ("footnote_nr", "x", ""),
        ("smart_quotes", "a,b", "name four entities"),
        ("smart_quotes", 5, "use a list"),
        ("input", "html", "use 'GFM' or 'kramdown'"),
        ("entity_output", "bold", "use one of as_char"),
        ("footnote_link_text", "x", "it needs a '%s'"),
        ("link_defs", {"a": "b"}, "each link definition is a list"),
        ("typographic_symbols", "x", "use a mapping"),
        ("syntax_highlighter_opts", "{", "it is not valid YAML"),
        ("syntax_highlighter_opts", {"line_format": "%s %s"}, "a format for one number"),
        ("syntax_highlighter_opts", {"block": {"line_format": "%"}}, "a format for one number"),
        ("syntax_highlighter_opts", {"start_line": "x"}, ""),
    ],
)
def test_a_value_that_kramdown_refuses_is_told_with_the_remedy(name: str, value: Any, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Options.from_mapping({name: value})
    assert caught.value.diagnostic.code == "kramdown-option"
    assert name in caught.value.diagnostic.cause
    assert told in caught.value.diagnostic.fix


def test_unknown_options_are_reported_with_the_nearest_known_one() -> None:
    reports: list[Diagnostic] = []
    options = Options.from_mapping({"auto_id": False, "zzz": 1, "line_width": 80}, reports.append)
    assert options == Options()
    assert [(report.cause, report.fix) for report in reports] == [
        ("kramdown has no option 'auto_id'", "did you mean 'auto_ids'?"),
        ("kramdown has no option 'zzz'", "remove it"),
    ]


def test_jekylls_options_are_kramdowns_with_its_own_defaults() -> None:
    options = Options.jekyll(
        {"guess_lang": False, "syntax_highlighter_opts": {"css_class": "x"}, "footnote_nr": 2}
    )
    assert not options.hard_wrap
    assert options.footnote_nr == 2
    assert options.syntax_highlighter_opts == {
        "default_lang": "plaintext",
        "guess_lang": False,
        "css_class": "x",
    }


def test_to_html_leaves_out_options_that_kramdown_does_not_know() -> None:
    assert to_html("a", enable_coderay=False) == "<p>a</p>\n"


def test_equal_options_have_equal_hashes() -> None:
    chosen = {
        "syntax_highlighter_opts": {"block": {"line_numbers": True}, "x": [1]},
        "link_defs": {"a": ["b"]},
    }
    assert hash(Options.from_mapping(chosen)) == hash(Options.from_mapping(chosen))
    assert hash(Options()) != hash(Options(auto_ids=False))
