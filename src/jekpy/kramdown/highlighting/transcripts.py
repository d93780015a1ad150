"""Texts in lines of different kinds: differences, HTTP messages, sessions with a shell or with Ruby.

Source: tokens observed of Rouge 4.7.0 (diff, http, console, irb).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .machine import Rule, merged

if TYPE_CHECKING:
    from collections.abc import Callable

    from .machine import Lexer, States, Token

__all__ = ["DIFF", "console", "http", "irb"]

DIFF: Final[States] = {
    "root": (
        Rule(r"[+>].*\n?", "gi"),
        Rule(r"---\n", "p"),
        Rule(r"[-<].*\n?", "gd"),
        Rule(r"!.*\n?", "gs"),
        Rule(r"(?:diff|[Ii]ndex).*\n?", "gh"),
        Rule(r"=.*\n?", "gh"),
        Rule(r"(@@.*?@@)(.*\n?)", ("p", "")),
        Rule(r"\w.*\n?", "p"),
        Rule(r".+\n?", ""),
    )
}

_METHODS: Final = "GET|POST|PUT|DELETE|HEAD|OPTIONS|TRACE|PATCH|QUERY|CONNECT"
_REQUEST: Final = re.compile(rf"({_METHODS})( +)([^\s]+)( +)(HTTP)(/)(\d(?:\.\d)?)([^\S\n]*(?:\n|\Z))")
_RESPONSE: Final = re.compile(r"(HTTP)(/)(\d(?:\.\d)?)( +)(\d{3})(?:( +)([^\s][^\n]*))?(\s*?(?:\n|\Z))")
_HEADER: Final = re.compile(r"([^\s:]+)( *)(:)( *)([^\n]*[^\s])(\s*?(?:\n|\Z))")
_CONTINUATION: Final = re.compile(r"([\t ]+[^\n]+)(\n|\Z)")
_BODIES: Final = frozenset({"json", "html", "javascript", "yaml"})


def http(code: str, language: Callable[[str], Lexer | None]) -> list[Token]:
    """Return the tokens of an HTTP message; its body is in the language that `Content-Type` names."""
    if match := _REQUEST.match(code):
        names: tuple[str, ...] = ("nf", "", "nn", "", "k", "o", "m", "")
    elif match := _RESPONSE.match(code):
        names = ("k", "o", "m", "", "m", "", "ne", "")
    else:
        return merged([("err", code)])
    tokens = [(name, match[group] or "") for group, name in enumerate(names, 1)]
    kind = ""
    position = match.end()
    while position < len(code) and code[position] != "\n":
        if match := _HEADER.match(code, position):
            names = ("na", "", "p", "", "s", "")
            if match[1].lower() == "content-type":
                kind = match[5].split(";")[0].strip().rpartition("/")[2].rpartition("+")[2]
        elif match := _CONTINUATION.match(code, position):
            names = ("s", "")
        else:
            break
        tokens += [(name, match[group] or "") for group, name in enumerate(names, 1)]
        position = match.end()
    if code.startswith("\n", position):
        tokens.append(("", "\n"))
        position += 1
    body = code[position:]
    inner = language(kind) if kind in _BODIES else None
    return merged([*tokens, *(inner(body) if inner else [("", body)])])


_PROMPT: Final = re.compile(r"([^$#>;\n]*[$#>;])([^\S\n]*)(.*\n?)")
_LEFT_OUT: Final = re.compile(r"\s*<?\.{3,}>?\s*")


def console(code: str, shell: Lexer) -> list[Token]:
    """Return the tokens of a shell session: lines with a prompt hold commands, the others output."""
    tokens: list[Token] = []
    for line in code.splitlines(keepends=True):
        if _LEFT_OUT.fullmatch(line):
            tokens.append(("c", line))
            continue
        match = _PROMPT.match(line)
        if match is None:
            tokens.append(("go", line))
            continue
        blank = match[2]
        command = match[3]
        if not command.strip():
            blank, command = blank + command, ""
        tokens += [("gp", match[1]), ("w", blank), *shell(command)]
    return merged(tokens)


_RUBY_PROMPT: Final = re.compile(r"((?:.*?(?:irb|pry).*?[>\"*]|.*?[>\"*]>))([^\S\n]*)(.*\n?)")
_RUBY_ERROR: Final = re.compile(r"[A-Z]\w*Error: ")


def irb(code: str, ruby: Lexer, value: Lexer) -> list[Token]:
    """Return the tokens of a session with Ruby: `ruby` cuts what was typed, `value` what it came to.

    A value goes on until the next prompt, as does the report of an error.
    """
    tokens: list[Token] = []
    for kind, text in _ruby_parts(code):
        if kind == "typed" and (match := _RUBY_PROMPT.match(text)):
            line = match[3]
            blank = match[2] if line.strip() else match[2] + line
            tokens += [("gp", match[1]), ("w", blank), *(ruby(line) if line.strip() else [])]
        elif kind == "value":
            tokens += value(text)
        else:
            tokens.append((kind, text))
    return merged(tokens)


def _ruby_parts(code: str) -> list[tuple[str, str]]:
    """Return the lines of a session with their kinds, a value or the report of an error in one piece."""
    parts: list[tuple[str, str]] = []
    kind = "value"
    for line in code.splitlines(keepends=True):
        if _RUBY_PROMPT.match(line):
            parts.append(("typed", line))
            kind = "go"
            continue
        if kind == "go" and line.startswith("=>"):
            kind = "value"
            parts.append((kind, line))
            continue
        if kind == "go" and _RUBY_ERROR.match(line):
            kind = "gr"
        if kind != "go" and parts and parts[-1][0] == kind:
            parts[-1] = (kind, parts[-1][1] + line)
        else:
            parts.append((kind, line))
    return parts
