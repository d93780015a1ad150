"""Code spans. Source: kramdown 2.5.2, parser/kramdown/codespan.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.characters import SPACES

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["code_span"]

_RUN: Final = re.compile("`+")


def code_span(state: SpanState) -> bool:
    """Take code between two runs of backticks of the same length; the second may be part of a longer one."""
    src, pos = state.src, state.pos
    run = _RUN.match(src, pos)
    if run is None:
        return False
    start, delimiter = run.end(), run[0]
    is_single = len(delimiter) == 1
    lonely = is_single and (pos == 0 or src[pos - 1] in SPACES) and start < state.end and src[start] in SPACES
    end = -1 if lonely else state.find(delimiter, start)
    if end < 0:
        state.text(delimiter)
        state.pos = start
        return True
    code = src[start:end]
    if not is_single:
        code = code.removeprefix(" ")
        code = code.removesuffix(" ")
    token = Token("code_inline", "code", 0)
    token.content = code
    token.markup = delimiter
    state.push(token)
    state.pos = end + len(delimiter)
    return True
