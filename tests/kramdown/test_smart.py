"""Text made smart, as Jekyll's `smartify` filter does it."""

from __future__ import annotations

import pytest

from jekpy.kramdown import smartify


@pytest.mark.parametrize(
    ("text", "smart"),
    [
        (
            '"a" -- ... << b >> <i>"x"</i> &copy; *d*',
            "“a” – … «\u00a0b\u00a0» <i>“x”</i> © *d*",
        ),
        ('<div>"a"</div> "b"', '<div>"a"</div>\n “b”'),
        ("a & b < c", "a &amp; b &lt; c"),
        ("# a\n\n- b's", "# a\n\n- b’s"),
        ("a\\*b `c`", "a\\*b `c`"),
        ("'a'\n\n<p>b</p>\n\n'c'", "‘a’\n\n<p>b</p>\n\n‘c’"),
        ("", ""),
        ("a\n", "a"),
    ],
)
def test_quotes_and_symbols_become_smart_and_nothing_else_changes(text: str, smart: str) -> None:
    assert smartify(text) == smart
