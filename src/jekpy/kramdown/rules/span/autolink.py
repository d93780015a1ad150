"""Automatic links: `<https://...>`, `<mail@address>`. Source: kramdown 2.5.2, parser/kramdown/autolink.rb."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.characters import MARKS

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["autolink"]

_NAME: Final = rf"(?u:[-\w.{MARKS}])+"
_ADDRESS: Final = re.compile(r"<((?:mailto|https?|ftps?):.+?)>")


@cache  # compiled by the first that asks: large classes take a while
def _mail_address() -> re.Pattern[str]:
    return re.compile(rf"<({_NAME}@{_NAME})>")


def autolink(state: SpanState) -> bool:
    """Take an address in angle brackets. An e-mail address is linked with `mailto:` and shown without."""
    src, pos = state.src, state.pos
    end = state.find(">", pos)
    if end < 0:
        return False
    match = _ADDRESS.match(src, pos)
    has_scheme = match is not None
    if match is None and src.find("@", pos, end) >= 0:
        match = _mail_address().match(src, pos)
    if match is None:
        return False
    address = match[1]
    token = Token("link", "a", 0, {"href": address if has_scheme else f"mailto:{address}"})
    text = Token("text", "", 0)
    text.content = address.removeprefix("mailto:")
    token.children = [text]
    token.info = "auto"
    state.push(token)
    state.pos = match.end()
    return True
