"""Smart quotes. Source: kramdown 2.5.2, parser/kramdown/smart_quotes.rb (SQ_RULES).

A quote mark is judged with the character before it, when that has not been taken by another rule. Ten
patterns are tried in order; most quotes are decided by that character alone: a closing quote follows
anything but white space and opening brackets. The patterns are asked where it is itself a quote mark, or
where there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.characters import SPACES

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["smart_quotes"]

_QUOTES: Final = "\"'"
_PUNCTUATION: Final = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
_BEFORE_OPENING: Final = frozenset(SPACES + "[{(-")
_DECADE: Final = re.compile(r"'(?=\d\ds)", re.ASCII)
_WORD: Final = re.compile(r"\w", re.ASCII)

_RULES: Final = tuple(
    (re.compile(pattern, re.ASCII | re.DOTALL), parts)
    for pattern, parts in (
        (r"(\"|')(?=[_*]{1,2}\S)", ("open 1",)),
        (rf"(\"|')(?={_PUNCTUATION}(?!\.\.)(?u:\B))", ("close 1",)),
        (r"(\s?)\"'(?=\w)", ("text", "ldquo", "lsquo")),
        (r"(\s?)'\"(?=\w)", ("text", "lsquo", "ldquo")),
        (r"(\s?)'(?=\d\ds)", ("text", "rsquo")),
        (r"(\s)('|\")(?=\w)", ("text", "open 2")),
        (r"([^ \\\t\r\n\[{(-])('|\")", ("text", "close 2")),
        (r"(\"|')(?=\s|s(?u:\b)|$)", ("close 1",)),
        (r"(.?)'", ("text", "lsquo")),
        (r"(.?)\"", ("text", "ldquo")),
    )
)


def smart_quotes(state: SpanState) -> bool:
    """Take a quote mark, with the character before it."""
    src, pos = state.src, state.pos
    before = src[pos]
    if before in _QUOTES:
        _by_rules(state)
        return True
    quote = src[pos + 1 : pos + 2]
    if not quote or quote not in _QUOTES or before == "\\":
        return False
    if before in "\f\v" or (before in SPACES and src[pos + 2 : pos + 3] in {'"', "'"}):
        _by_rules(state)
        return True
    if before not in _BEFORE_OPENING or (quote == "'" and before in SPACES and _DECADE.match(src, pos + 1)):
        name = "rdquo" if quote == '"' else "rsquo"
    else:
        name = "ldquo" if quote == '"' else "lsquo"
    state.text(before)
    _append(state, name)
    state.pos = pos + 2
    return True


def _by_rules(state: SpanState) -> None:
    """Take what the first fitting pattern takes."""
    for pattern, parts in _RULES:
        match = pattern.match(state.src, state.pos)
        if match is None:
            continue
        for part in parts:
            if part == "text":
                if match[1]:
                    state.text(match[1])
            elif part[-1].isdigit():
                mark = "dquo" if match[int(part[-1])] == '"' else "squo"
                _append(state, ("l" if part.startswith("open") else "r") + mark)
            else:
                _append(state, part)
        state.pos = match.end()
        return


def _append(state: SpanState, name: str) -> None:
    """Append a quote: its character, or a token where characters are not joined to the text."""
    if state.doc.joins_characters:
        state.char(state.doc.quote_chars[name])
    else:
        token = Token("smart_quote", "", 0)
        token.content = name
        state.push(token)
