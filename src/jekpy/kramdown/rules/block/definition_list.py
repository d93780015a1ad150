"""Definition lists. Source: kramdown 2.5.2, parser/kramdown/list.rb, parse_definition_list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.patterns import BLANK, DEFINITION_MARKER, EOB

from .list_items import expand_tabs, item_attributes, item_patterns, read_first_line

if TYPE_CHECKING:
    from jekpy.kramdown.block import BlockState

__all__ = ["definition_list"]

_WIDEST_MARKER_INDENT: Final = 3
_DEFAULT_INDENT: Final = 4


@lru_cache(maxsize=8)
def _marker(widest_indent: int) -> re.Pattern[str]:
    """Return the pattern of a definition's first line: the colon with its indentation, and the rest."""
    return re.compile(rf"( {{0,{widest_indent}}}:)([\t| ].*\n)")


def definition_list(state: BlockState) -> bool:
    """Take definitions; the paragraph before them is the terms, one a line."""
    tokens = state.tokens
    if DEFINITION_MARKER.match(state.src, state.pos) is None or not _follows_terms(tokens):
        return False
    as_paragraph = tokens[-1].type == "blank"
    if as_paragraph:
        tokens.pop()
    terms = tokens.pop()
    token = state.block("definition_list", "dl")
    token.map = terms.map
    token.children = [_term(state, line) for line in terms.content.split("\n")]
    token.meta.pop("ial", None)
    if "ial" in terms.meta:
        token.meta["ial"] = terms.meta["ial"]
    last = _read_definitions(state, token.children, as_paragraph)
    _append(tokens, token)
    if last is not None:
        tokens.append(last)
    return True


def _follows_terms(tokens: list[Token]) -> bool:
    """Tell whether the last block is a paragraph, perhaps with one empty line after it."""
    if not tokens:
        return False
    last = tokens[-1]
    if last.type == "paragraph":
        return True
    return (
        len(tokens) > 1 and last.type == "blank" and last.content == "\n" and tokens[-2].type == "paragraph"
    )


def _term(state: BlockState, line: str) -> Token:
    token = Token("definition_term", "dt", 0, block=True)
    token.content = item_attributes(state, token, line)
    return token


def _read_definitions(state: BlockState, children: list[Token], as_paragraph: bool) -> Token | None:
    """Read the definitions into `children`; return the blank lines at the end of the last one."""
    src, end, pos = state.src, state.end, state.pos
    marker = _marker(_WIDEST_MARKER_INDENT)
    any_script = state.any_script()
    patterns = item_patterns(_DEFAULT_INDENT, any_script)
    texts: list[list[str]] = []
    definitions: list[Token] = []
    blank = False
    while pos < end:
        if start := marker.match(src, pos):
            token = Token("definition", "dd", 0, block=True)
            line = state.line_at(pos)
            token.map = [line - 1, line]
            token.meta["paragraph"] = as_paragraph
            text, indentation = read_first_line(start.end(1) - pos, start[2])
            patterns = item_patterns(indentation, any_script)
            marker = _marker(min(_WIDEST_MARKER_INDENT, indentation - 1))
            texts.append([item_attributes(state, token, text)])
            definitions.append(token)
            as_paragraph = blank = False
            pos = start.end()
        elif src[pos] == "^" and EOB.match(src, pos):
            break
        elif (line_ := patterns.content.match(src, pos)) or (
            not blank and (line_ := patterns.lazy.match(src, pos))
        ):
            text = expand_tabs(line_[0])
            texts[-1].append(text.removeprefix(patterns.indent))
            as_paragraph = blank = False
            pos = line_.end()
        elif lines := BLANK.match(src, pos):
            as_paragraph = blank = True
            texts[-1].append(lines[0])
            pos = lines.end()
        else:
            break
    state.pos = pos
    children.extend(definitions)
    return _parse_definitions(state, definitions, texts)


def _parse_definitions(state: BlockState, definitions: list[Token], texts: list[list[str]]) -> Token | None:
    last: Token | None = None
    for token, text in zip(definitions, texts, strict=True):
        inside: list[Token] = []
        token.children = inside
        state.parse_inside("".join(text), inside, token.map[0] + 1 if token.map else 1)
        if not inside:
            continue
        last = inside.pop() if inside[-1].type == "blank" else None
        if inside and inside[0].type == "paragraph" and not token.meta["paragraph"]:
            if len(inside) > 1:
                inside[0].content += "\n"
            inside[0].hidden = True
    return last


def _append(tokens: list[Token], token: Token) -> None:
    """Append a definition list, or make it part of the one before it."""
    last = tokens[-1] if tokens else None
    if last is not None and last.type == "blank":
        last = tokens[-2] if len(tokens) > 1 else None
    if last is not None and last.type == "definition_list" and last.children is not None:
        if tokens[-1] is not last:
            tokens.pop()
        last.children.extend(token.children or ())
    else:
        tokens.append(token)
