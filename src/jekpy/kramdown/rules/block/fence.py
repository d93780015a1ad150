"""Fenced code.

kramdown reads a fence with one pattern: an opening run, perhaps one word, lines, and a closing line of the
same run, which may be longer. When no line closes the whole run, its beginning is tried as a shorter
fence, and the rest of it becomes part of the word; without any closing line there is no fence.
Source: kramdown-parser-gfm 1.1.0, parser/gfm.rb (FENCED_CODEBLOCK_MATCH); kramdown 2.5.2,
parser/kramdown/codeblock.rb.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.kramdown.characters import SPACES

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["fence"]

_RUN: Final = re.compile(r" {0,3}((`+|~+)[`~]*)")
_RUN_OF_TILDES: Final = re.compile(r"(~+)")
_INFO: Final = re.compile(r"\s*?(?:(\S+?)(?:\?\S*)?)?\s*?\n", re.ASCII)
_SHORTEST: Final = 3


class _Fence(NamedTuple):
    """Where a fence's parts are: `word` is the whole word after it, `language` the part before a `?`."""

    word: str
    language: str
    body_start: int
    body_end: int
    end: int


@lru_cache(maxsize=64)
def _closing(run: str, indent: str) -> re.Pattern[str]:
    """Return the pattern of the lines that close the fence `run`."""
    return re.compile(rf"^{indent}{re.escape(run)}{re.escape(run[-1])}*[ \t\r\f\v]*\n", re.MULTILINE)


def fence(state: BlockState) -> bool:
    """Take fenced code."""
    gfm = state.doc.options.input == "GFM"
    start = (_RUN if gfm else _RUN_OF_TILDES).match(state.src, state.pos)
    if start is None or len(start[1]) < _SHORTEST:
        return False
    found = _find(state, start.start(1), start[1], " {0,3}" if gfm else "")
    if found is None:
        return False
    token = state.push("fence", "code")
    token.content = state.src[found.body_start : found.body_end]
    if found.word:
        token.info = found.word
        token.attrs["class"] = f"language-{found.language}"
    state.pos = found.end
    return True


def _find(state: BlockState, pos: int, run: str, indent: str) -> _Fence | None:
    """Return the longest fence that the run at `pos` opens and some line closes."""
    for length in _lengths(state, pos, run, indent):
        opening = _INFO.match(state.src, pos + length)
        if opening is None:
            continue
        closing = _closing(run[:length], indent).search(state.src, opening.end())
        if closing is not None:
            word = state.src[pos + length : opening.end()].strip(SPACES)
            return _Fence(word, opening[1] or "", opening.end(), closing.start(), closing.end())
    return None


def _lengths(state: BlockState, pos: int, run: str, indent: str) -> list[int]:
    """Return the lengths at which the beginning of `run` may be a fence, the longest first.

    A closing line that is shorter than the run closes only the run's beginning, so the longest closing
    line further down says how long it may be; where there is none, nothing needs to be tried.
    """
    uniform = len(run) - len(run.lstrip(run[0]))
    longest = min(uniform, _longest_closing(state, run[0], indent, pos))
    lengths = [longest] if longest >= _SHORTEST else []
    return lengths if uniform == len(run) else [len(run), *lengths]


def _longest_closing(state: BlockState, char: str, indent: str, pos: int) -> int:
    """Return the length of the longest run of `char` alone on a line that begins after `pos`, or 0.

    The lines are found once for a text, so that thousands of unclosed fences take no longer than one.
    """
    key = f"fence {char}"
    if key not in state.memo:
        lines = list(re.finditer(rf"^{indent}({char}{{3,}})[ \t\r\f\v]*\n", state.src, re.MULTILINE))
        longest = list(accumulate((len(line[1]) for line in reversed(lines)), max))[::-1]
        state.memo[key] = ([line.start() for line in lines], longest)
    starts, longest = state.memo[key]
    index = bisect_right(starts, pos)
    return longest[index] if index < len(longest) else 0
