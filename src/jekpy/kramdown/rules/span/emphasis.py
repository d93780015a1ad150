"""Emphasis: `*em*`, `_em_`, `**strong**`, `__strong__`.

Source: kramdown 2.5.2, parser/kramdown/emphasis.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from jekpy.kramdown.characters import SPACES, is_alnum, is_alpha
from jekpy.kramdown.span import EM, STRONG, Stop

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["emphasis"]


def emphasis(state: SpanState) -> bool:
    """Take emphasis, or its opening characters as text.

    A doubled character is strong emphasis; where that has no end, its second character is tried as the
    content of plain emphasis.
    """
    src, pos = state.src, state.pos
    char = src[pos]
    size = 2 if src.startswith(char, pos + 1) else 1
    flag = STRONG if size == 2 else EM
    after = src[pos + size : pos + size + 1]
    is_literal = state.flags & flag or (after and after in SPACES) or (char == "_" and _in_word(state, pos))
    if is_literal or not (
        _emphasis(state, pos + size, char * size, flag)
        or (flag == STRONG and state.kind != "em" and _emphasis(state, pos + 1, char, EM))
    ):
        state.text(src[pos : pos + size])
        state.pos = pos + size
    return True


def _emphasis(state: SpanState, start: int, delimiter: str, flag: int) -> bool:
    """Parse the content at `start` up to the delimiter; append the element if there is one.

    Where the end was sought in vain before, from a place that passed `start`, it is not sought again.
    """
    failed = state.failed.setdefault((delimiter, state.flags), set())
    failed_at_start = state.failed.setdefault((f"start {delimiter}", state.flags), set())
    if start in failed or start in failed_at_start or state.find(delimiter, start) < 0:
        return False
    kind = "em" if flag == EM else "strong"
    state.pos = start
    level = state.enter(kind, flag)
    warnings = state.doc.warnings
    known = len(warnings)
    stop = Stop(delimiter[0], _EM_STOPS[delimiter] if flag == EM else _STRONG_STOPS[delimiter])
    if not state.md.inline.run(state, stop, failed=failed):  # type: ignore[attr-defined]
        state.leave(level)
        failed_at_start.add(start)
        del warnings[known:]  # what is wrong in the content is found again when it is read as text
        return False
    token = Token(kind, kind, 0, children=state.leave(level))
    token.markup = delimiter
    state.push(token)
    state.pos += len(delimiter)
    return True


def _in_word(state: SpanState, pos: int) -> bool:
    """Tell whether the text before `pos` ends like a word: letters, perhaps a hyphen or underscores after."""
    src = state.src
    start, end = state.memo.get("_", (0, -1))
    if not start < pos <= end:
        start = pos
        while start and src[start - 1] == "_":
            start -= 1
        end = pos
        while src.startswith("_", end):
            end += 1
        state.memo["_"] = (start, end)
    before = start - 1
    if before < 0:
        return False
    return is_alpha(src[before]) or (src[before] == "-" and before > 0 and is_alpha(src[before - 1]))


def _has_content(state: SpanState) -> bool:
    """Tell whether the delimiter at the current position has something, and no white space, before it."""
    return bool(state.buffer or state.children) and state.src[state.pos - 1] not in SPACES


def _ends_star(state: SpanState) -> bool:
    src, pos = state.src, state.pos
    return (not src.startswith("**", pos) or src.startswith("***", pos)) and _has_content(state)


def _ends_underscore(state: SpanState) -> bool:
    src, pos = state.src, state.pos
    if src.startswith("__", pos) and not src.startswith("___", pos):
        return False
    return not is_alnum(src[pos + 1 : pos + 2] or " ") and _has_content(state)


def _ends_double_star(state: SpanState) -> bool:
    return state.src.startswith("**", state.pos) and _has_content(state)


def _ends_double_underscore(state: SpanState) -> bool:
    src, pos = state.src, state.pos
    return src.startswith("__", pos) and not is_alnum(src[pos + 2 : pos + 3] or " ") and _has_content(state)


_EM_STOPS = {"*": _ends_star, "_": _ends_underscore}
_STRONG_STOPS = {"**": _ends_double_star, "__": _ends_double_underscore}
