"""Link definitions: `[id]: url "title"`. Source: kramdown 2.5.2, parser/kramdown/link.rb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jekpy.kramdown.document import LinkDefinition, shown

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["link_definition", "normalize_link_id"]

_START: Final = re.compile(r" {0,3}\[([^\n\]]+)\]:[ \t]*")
_TITLE_LINE: Final = re.compile(r"""[ \t]*(["'])(.+)\1[ \t]*\n""")
_QUOTED: Final = re.compile(r"""[ \t]+["']""")
_SPACES: Final = re.compile(r"\s+", re.ASCII)


def normalize_link_id(text: str) -> str:
    """Return `text` as link ids are compared: in lower case, with single spaces; Ruby has no final sigma."""
    if "\n" in text or "  " in text or "\t" in text or not text.isascii():
        text = _SPACES.sub(" ", text)
        return "".join([char.lower() for char in text])
    return text.lower()


class _Target(NamedTuple):
    """What stands after `[id]:`, and where it ends."""

    url: str
    title: str | None
    end: int


def link_definition(state: BlockState) -> bool:
    """Take a definition. It writes nothing; the last one of an id counts."""
    start = _START.match(state.src, state.pos)
    if start is None:
        return False
    target = _target(state.src, start.end())
    if target is None:
        return False
    link_id = normalize_link_id(start[1])
    definitions = state.doc.link_definitions
    if link_id in definitions:
        state.warn(f"Duplicate link ID '{shown(link_id)}' - overwriting")
    token = state.push("boundary")
    token.info = "link_definition"
    definitions[link_id] = LinkDefinition(target.url, target.title, token)
    state.pos = target.end
    return True


def _target(src: str, pos: int) -> _Target | None:
    """Return the address at `pos` with its title, which may stand on the next line."""
    newline = src.find("\n", pos)
    line = src[pos:newline].rstrip(" \t")
    if not line:
        return None
    if line[0] == "<":
        bracket = line.find(">")
        while bracket > 0:
            rest = _after_address(src, line, bracket + 1, newline)
            if rest is not None:
                return _Target(line[1:bracket], *rest)
            bracket = line.find(">", bracket + 1)
    space = _title_start(line)
    if space:
        rest = _after_address(src, line, space, newline)
        target = None if rest is None else _Target(line[:space], *rest)
    else:
        target = _Target(line, *_next_line_title(src, newline))
    return None if target is None or _QUOTED.search(target.url) else target


def _title_start(line: str) -> int:
    """Return where the white space before a title in `line` begins, or 0: the title ends with the line."""
    if line[-1] not in "\"'":
        return 0
    for gap in _QUOTED.finditer(line, 1):
        if gap.end() < len(line) - 1 and gap[0][-1] == line[-1]:
            return gap.start()
    return 0


def _after_address(src: str, line: str, end: int, newline: int) -> tuple[str | None, int] | None:
    """Return the title after an address that ends at `end` of `line`, and where all of it ends."""
    rest = line[end : end + 1]
    if not rest:
        return _next_line_title(src, newline)
    if rest in " \t":
        title = line[end:].lstrip(" \t")
        if len(title) > 2 and title[0] in "\"'" and title[-1] == title[0]:
            return title[1:-1], newline + 1
    return None


def _next_line_title(src: str, newline: int) -> tuple[str | None, int]:
    """Return the title that stands alone on the line after `newline`, if any, and the end of all."""
    title = _TITLE_LINE.match(src, newline + 1)
    return (None, newline + 1) if title is None else (title[2], title.end())
