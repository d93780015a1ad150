"""What the tests of the kramdown dialect share: rendering without highlighting, and tables of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jekpy.kramdown import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

__all__ = ["cases", "render"]


def render(text: str, **options: Any) -> str:
    """Give the HTML of a text without highlighted code; newlines in it do not break lines."""
    chosen = {"hard_wrap": False, "syntax_highlighter": None, **options}
    return to_html(text, parser=chosen.pop("input", "GFM"), **chosen)


def cases(table: Iterable[tuple[str, str, str]]) -> list[ParameterSet]:
    """Give a table of names, texts and HTML as parameters."""
    return [pytest.param(text, html, id=name) for name, text, html in table]
