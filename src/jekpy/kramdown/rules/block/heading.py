"""Headings, ATX and setext. Source: kramdown 2.5.2, parser/kramdown/header.rb; gfm 1.1.0, parser/gfm.rb."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from jekpy.kramdown.characters import STRIP

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["atx_heading", "setext_heading"]

_ATX: Final = re.compile(r"(#{1,6})[\t ]*([^ \t].*)\n")
_ATX_GFM: Final = re.compile(r"(#{1,6})[\t ]+(.*)\n")
_CLOSING: Final = re.compile(r"(?<!\\)#+\Z")
_CLOSING_GFM: Final = re.compile(r"[\t ]#+\Z")
_SETEXT: Final = re.compile(r" {0,3}([^ \t].*)\n([-=])[-=]*[ \t\r\f\v]*\n")
_NAME_START: Final = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)


@cache  # compiled by the first that asks: large classes take a while
def _id() -> re.Pattern[str]:
    return re.compile(
        rf"[\t ]\{{#([{_NAME_START}][{_NAME_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*)\}}\Z"
    )


def atx_heading(state: BlockState) -> bool:
    """Take `# text`. The GFM parser wants a space after the hashes, kramdown's own a boundary before."""
    if state.doc.options.input == "GFM":
        quirk = "paragraph_end" in state.doc.options.gfm_quirks
        match, closing = _ATX_GFM.match(state.src, state.pos), _CLOSING_GFM if quirk else _CLOSING
        if match is None or not (quirk or state.starts_on_boundary()):
            return False
    else:
        match, closing = _ATX.match(state.src, state.pos), _CLOSING
        if match is None or not state.starts_on_boundary():
            return False
    text, explicit_id = _split_id(match[2])
    if text.endswith("#"):
        text = closing.sub("", text, 1).rstrip(STRIP)
    return _push(state, len(match[1]), text, explicit_id, match.end())


def setext_heading(state: BlockState) -> bool:
    """Take one line of text with a line of `=` or `-` below it."""
    src, pos = state.src, state.pos
    below = src.find("\n", pos) + 1
    if not src.startswith(("-", "="), below) or not state.starts_on_boundary():
        return False
    match = _SETEXT.match(src, pos)
    if match is None:
        return False
    text, explicit_id = _split_id(match[1])
    return _push(state, 2 if match[2] == "-" else 1, text, explicit_id, match.end())


def _split_id(text: str) -> tuple[str, str | None]:
    """Return a heading's text without the `{#id}` at its end, and that id."""
    text = text.rstrip(STRIP)
    explicit = _id().search(text) if text.endswith("}") else None
    if explicit is None:
        return text, None
    return text[: explicit.start()].rstrip(STRIP), explicit[1]


def _push(state: BlockState, level: int, text: str, explicit_id: str | None, end: int) -> bool:
    """Append a heading unless it has no text."""
    if not text:
        return False
    token = state.push("heading", f"h{level}")
    token.content = text
    if explicit_id is not None:
        token.attrs["id"] = explicit_id
    state.pos = end
    return True
