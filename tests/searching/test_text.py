from __future__ import annotations

import pytest

from jekpy.searching import language_of


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="en-US"><body>', "en-us"),
        ("<!doctype html><HTML class=a lang=de>", "de"),
        ("<html><body lang='fr'>", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_page_is_that_of_its_root(page: str, language: str) -> None:
    assert language_of(page) == language
