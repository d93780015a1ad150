"""The part of a document that stands for it."""

from __future__ import annotations

import pytest

from jekpy.model.excerpt import excerpt_source


@pytest.mark.parametrize(
    ("body", "separator", "excerpt", "closed"),
    [
        ("one\n\ntwo", "\n\n", "one", False),
        ("one only", "\n\n", "one only", False),
        ("one\n\n", "\n\n", "one", False),
        ("one <!--more--> two", "<!--more-->", "one ", False),
        ("one\r\n\r\ntwo", "\n\n", "one\r\n\r\ntwo", False),
        ("{% if a %}x\n\ny{% endif %}", "\n\n", "{% if a %}x\n{% endif %}", True),
        (
            "{% for a in b %}{% if a %}x\n\ny",
            "\n\n",
            "{% for a in b %}{% if a %}x\n{% endif %}\n{% endfor %}",
            True,
        ),
        ("{%- raw -%}x\n\ny", "\n\n", "{%- raw -%}x\n{% endraw %}", True),
        ("{% assign a = 1 %}x\n\ny", "\n\n", "{% assign a = 1 %}x", False),
        ("see [x]\n\nmore\n\n[x]: /u\n[y]: /v", "\n\n", "see [x]\n\n[x]: /u", False),
        ("a[^1]\n\nmore\n\n[^1]: note", "\n\n", "a[^1]\n\n[^1]: note", False),
    ],
)
def test_an_excerpt_ends_at_the_separator_and_stands_alone(
    body: str, separator: str, excerpt: str, closed: bool
) -> None:
    assert excerpt_source(body, separator) == (excerpt, closed)
