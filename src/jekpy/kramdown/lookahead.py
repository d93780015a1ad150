"""Looking ahead in a text again and again, without reading it again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re

__all__ = ["Lookahead"]


class Lookahead:
    """A text with the last answer to each question about what comes next in it.

    A rule may need something far ahead (a closing tag, a second pair of dollars) each time it is tried. Where
    it comes, or that it never comes, is found once and stays true until the parser has passed that place.
    `memo` also keeps what rules find out about the whole text.
    """

    __slots__ = ("memo", "src")

    def __init__(self, src: str, memo: dict[str, Any] | None = None) -> None:
        self.src = src
        self.memo: dict[str, Any] = {} if memo is None else memo

    def find(self, needle: str, pos: int) -> int:
        """Return where `needle` occurs first at or after `pos`, or -1."""
        asked, found = self.memo.get(needle, (-1, -2))
        if not (asked <= pos and (pos <= found or found == -1)):
            found = self.src.find(needle, pos)
            self.memo[needle] = (pos, found)
        return int(found)

    def search(self, pattern: re.Pattern[str], pos: int) -> re.Match[str] | None:
        """Return the first match of `pattern` at or after `pos`."""
        key = f"search {pattern.pattern}"
        asked, found = self.memo.get(key, (-1, False))
        if found is False or not (asked <= pos and (found is None or pos <= found.start())):
            found = pattern.search(self.src, pos)
            self.memo[key] = (pos, found)
        match: re.Match[str] | None = found
        return match
