"""Tables. Source: kramdown 2.5.2, parser/kramdown/table.rb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.characters import STRIP

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["table"]

_PIPE: Final = r"(?:\||.*?[^\\\n]\|)"
_START: Final = re.compile(rf" {{0,3}}(?=\S){_PIPE}", re.ASCII)
_LINE: Final = re.compile(rf"{_PIPE}.*\n")
_LEADING_PIPE: Final = re.compile(r"\s*\|", re.ASCII)
_SEPARATOR: Final = re.compile(r"(?=[^\n-]*-)[+|: \t-]*+\n")
_FOOTER_SEPARATOR: Final = re.compile(r"(?=[^\n=]*=)[+|: \t=]*+\n")
_ALIGNMENT: Final = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_HTML_CODE: Final = re.compile(r"(<code.*?>.*?</code>)")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_BACKTICKS: Final = re.compile(r"`+")


@dataclass(slots=True)
class _Table:
    """A table as it is read: finished sections, the rows since, the alignments, the widest row."""

    sections: list[Token] = field(default_factory=list)
    rows: list[Token] = field(default_factory=list)
    alignments: list[str] = field(default_factory=list)
    columns: int = 0
    has_footer: bool = False

    def close(self, tag: str) -> None:
        """Make a section of the rows since the last one."""
        self.sections.append(Token("table_section", tag, 0, children=self.rows, block=True))
        self.rows = []


def table(state: BlockState) -> bool:
    """Take lines with pipes between two boundaries; no header is needed."""
    src, pos = state.src, state.pos
    newline = src.find("\n", pos)
    if src.find("|", pos, newline) < 0 or not state.starts_on_boundary() or not _START.match(src, pos):
        return False
    token = state.block("table", "table")
    end = _end_of_lines(src, pos)
    if not state.ends_on_boundary(end) or not _has_pipes_outside_spans(state, pos, end):
        return False
    found = _read(state, pos, end)
    if all(section.tag != "tbody" for section in found.sections):
        state.warn("Found table without body - ignoring it")
        return False
    state.tokens.append(token)
    token.children = found.sections
    for section in found.sections:
        for row in section.children or ():
            _complete(row, found, is_head=section.tag == "thead")
    state.pos = end
    return True


def _end_of_lines(src: str, pos: int) -> int:
    """Return where the lines with a pipe end."""
    while line := _LINE.match(src, pos):
        pos = line.end()
    return pos


def _read(state: BlockState, pos: int, end: int) -> _Table:
    """Read the lines between `pos` and `end`: separators, footer separators and rows."""
    src = state.src
    found = _Table()
    leading_pipe = _LEADING_PIPE.match(src, pos) is not None
    if first := _SEPARATOR.match(src, pos):
        pos = first.end()
    while pos < end:
        if separator := _SEPARATOR.match(src, pos):
            _separate(found, separator[0])
            pos = separator.end()
        elif separator := _FOOTER_SEPARATOR.match(src, pos):
            if found.rows:
                found.close("tbody")
            found.has_footer = True
            pos = separator.end()
        else:
            newline = src.find("\n", pos)
            line = src[pos:newline].rstrip(" \t")
            found.rows.append(_row(state, line, found, leading_pipe=leading_pipe))
            pos = newline + 1
    if found.rows:
        found.close("tfoot" if found.has_footer else "tbody")
    return found


def _separate(found: _Table, line: str) -> None:
    """End a section at a separator: the first one ends the header and says how columns are aligned."""
    if not found.rows:
        return
    if found.alignments or found.has_footer:
        if not found.has_footer:
            found.close("tbody")
        return
    found.close("thead")
    for left, right in _ALIGNMENT.findall(line):
        found.alignments.append(("center" if right else "left") if left else ("right" if right else ""))


def _row(state: BlockState, line: str, found: _Table, *, leading_pipe: bool) -> Token:
    cells = _cells(state, line)
    if leading_pipe and not cells[0].strip(STRIP):
        del cells[0]
    if cells and not cells[-1].strip(STRIP):
        cells.pop()
    found.columns = max(found.columns, len(cells))
    children = [Token("table_cell", "td", 0, content=cell.strip(STRIP), block=True) for cell in cells]
    return Token("table_row", "tr", 0, children=children, block=True)


def _cells(state: BlockState, line: str) -> list[str]:
    """Split a line at its pipes, but not in code. A code span gets delimiters that fit what is in it."""
    if "`" not in line and "<code" not in line:
        return [cell.replace("\\|", "|") for cell in _CELL_END.split(line)]
    cells = [""]
    for index, part in enumerate(_HTML_CODE.split(line)):
        if index % 2:
            cells[-1] += part
            continue
        for token in state.md.inline.parse_only(part, state, ("code_span",)):  # type: ignore[attr-defined]
            if token.type == "text":
                first, *others = _CELL_END.split(token.content)
                cells[-1] += first.replace("\\|", "|")
                cells.extend(cell.replace("\\|", "|") for cell in others)
            else:
                delimiter = max(_BACKTICKS.findall(token.content), default="") + "`"
                pad = " " if len(delimiter) > 1 else ""
                cells[-1] += f"{delimiter}{pad}{token.content}{pad}{delimiter}"
    return cells


def _has_pipes_outside_spans(state: BlockState, pos: int, end: int) -> bool:
    """Tell whether every line still has a pipe when code and HTML in it are taken as units."""
    text = state.src[pos : end - 1]
    if "`" not in text and "<" not in text:
        return True
    on_line = False
    for token in state.md.inline.parse_only(text, state, ("code_span", "html")):  # type: ignore[attr-defined]
        value = token.tag if token.type == "html_inline" else token.content
        lines = value.rstrip("\n").split("\n") if value.strip("\n") else []
        if token.type == "code_inline":
            if len(lines) > 2 or (len(lines) == 2 and not on_line):
                break
            if len(lines) == 2:
                on_line = False
        else:
            if len(lines) > 1 and not on_line and not _LINE.match(lines[0] + "\n"):
                break
            on_line = (len(lines) <= 1 and on_line) or (
                bool(lines) and _LINE.match(lines[-1] + "\n") is not None
            )
    return on_line


def _complete(row: Token, found: _Table, *, is_head: bool) -> None:
    """Fill a row with empty cells up to the widest one, and say how each cell is aligned."""
    cells = row.children
    if cells is None:
        return
    cells.extend(Token("table_cell", "td", 0, block=True) for _ in range(found.columns - len(cells)))
    for index, cell in enumerate(cells):
        if is_head:
            cell.tag = "th"
        if index < len(found.alignments):
            cell.info = found.alignments[index]
