"""YAML.

Block scalars end by indentation, which no pattern can count: they are cut out first, and the tables see what
is between them.
Source: tokens observed of Rouge 4.7.0 (yaml).
"""

from __future__ import annotations

import re
from typing import Final

from .machine import Machine, Rule, States, Token, include, merged

__all__ = ["tokens"]

_BLOCK_HEADER: Final = re.compile(
    r"^(?P<lead> *(?:- +)*)(?P<key>[^\s#'\"\[{-][^\n#]*?:[ \t]+)?(?:[!&]\S+[ \t]+){0,2}"
    r"[|>][-+\d]*[ \t]*(?:#.*)?\n",
    re.MULTILINE,
)
_PLAIN: Final = r"(?:[^\s#'\"\[\]{}&*!|>%@`,?:-]|[-?:](?=\S))(?:[^\n:#]|:(?=\S)|(?<=\S)#)*"
_CONTINUED: Final = re.compile(
    rf"^(?!(?:---|\.\.\.)\s)(?P<lead> *(?:- +)*)(?P<key>[^\s#'\"\[{{-][^\n#]*?:[ \t]+)?{_PLAIN}\n"
    r"(?=\n*(?P<deeper> +)(?:- |[%@`]|[^\s#][^\n]*?:\s))",
    re.MULTILINE,
)
"""A line that ends in a plain scalar, before a deeper one that looks like something else."""
_KEY_ALONE: Final = re.compile(r"(?P<lead> *(?:- +)*)[^\s#-][^\n]*:[ \t]*\n\Z")
_BODY_LINE: Final = re.compile(r"( *)(\S.*)?(\n|\Z)")
_PROPERTIES: Final = (
    Rule(r"!\S*", "kt"),
    Rule(r"&[^\s,\[\]{}]+", "nl"),
    Rule(r"\*[^\s,\[\]{}]+", "nv"),
)
_QUOTES: Final = (Rule(r'"', "s2", "double"), Rule(r"'", "s1", "single"))

_STATES: Final[States] = {
    "root": (
        Rule(r"\n+", ""),
        Rule(r" *\t+", "err"),
        Rule(r" +", ""),
        Rule(r"#.*", "c1"),
        Rule(r"^(?:---|\.\.\.)(?=\s|\Z)", "nn"),
        Rule(r"[-?:](?=\s|\Z)", "pi"),
        Rule(r"^[\]}]", "err", "value"),
        Rule(r"(?=[\]}])", "", "plain"),
        *_PROPERTIES,
        Rule(r"([^\s#,?\[\]{}\"'%][^#,?\[\]{}\"'\n]*)(:)(?=\s|\Z)", ("na", "pi"), "value"),
        Rule(r"(?=\S)", "", "value"),
    ),
    "value": (
        Rule(r"([ \t]+)(#.*)", ("", "c1")),
        Rule(r"[ \t]*\n", "", "^"),
        Rule(r"[ \t]+", ""),
        Rule(r":(?=\s|\Z)|[%@`\]}]", "err"),
        Rule(r"[|>][-+\d]*(?=[ \t]*(?:#.*)?$)", "pi"),
        Rule(r"[\[{]", "pi", "flow"),
        *_QUOTES,
        *_PROPERTIES,
        Rule(r"(?=\S)", "", "^plain"),
    ),
    "plain": (
        Rule(r"([ \t]+)(#.*)", ("", "c1")),
        Rule(r"[ \t]*\n", "", "^"),
        Rule(r"[ \t]+(?=\S)", "s"),
        Rule(r"[ \t]+", ""),
        Rule(r":(?=\s|\Z)", "err", "^value"),
        Rule(r"(?:true|false|null)\b", "kc"),
        Rule(r"(?:0|[1-9]\d*)(?:\.\d+)?(?=$|[ \t]+#)", "m"),
        Rule(r"(?:[^\s:]|:(?!\s|\Z))+", "s"),
    ),
    "flow": (
        Rule(r"\s+", ""),
        Rule(r"(?<!\S)#.*", "c1"),
        Rule(r"[\[{]", "pi", "flow"),
        Rule(r"[\]}]", "pi", "^"),
        Rule(r"[,?:]", "pi"),
        Rule(r"[%@`]", "err"),
        *_QUOTES,
        *_PROPERTIES,
        Rule(r"(?:[^\s,:?\[\]{}#]|(?<=\S)#| +(?=[^\s,:?\[\]{}#]))+", "nv"),
    ),
    "quoted": (
        Rule(r"[ \t]*\n[ \t]*", ""),
        Rule(r"[ \t]+", "nv"),
    ),
    "double": (
        Rule(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[\\ \t\"0abefnrtvLNP_\n])", "se"),
        Rule(r"\\", "err"),
        Rule(r'"', "s", "^"),
        include("quoted"),
        Rule(r'[^\s\\"]+', "s"),
    ),
    "single": (Rule(r"'", "s", "^"), include("quoted"), Rule(r"[^\s']+", "s")),
}

_between_blocks: Final = Machine(_STATES)
_continuation: Final = Machine(
    {**_STATES, "root": (Rule(r"\n+", ""), Rule(r" +", ""), Rule(r"(?=\S)", "", "plain"))}
)


def tokens(code: str) -> list[Token]:
    """Return the tokens of a YAML document."""
    found: list[Token] = []
    position = 0
    while header := _BLOCK_HEADER.search(code, position):
        lead = header["lead"]
        indent = len(lead) if header["key"] else len(lead.rstrip(" -"))
        found += _without_blocks(code[position : header.end()])
        position = header.end()
        while position < len(code) and (line := _BODY_LINE.match(code, position)):
            if line[2] is not None and len(line[1]) <= indent:
                break
            found += (("", line[1]), ("s", line[2] or ""), ("", line[3]))
            position = line.end()
    found += _without_blocks(code[position:])
    return merged(found)


def _without_blocks(code: str) -> list[Token]:
    """Return the tokens of lines without block scalars. Plain ones go on for as long as lines are deeper."""
    found: list[Token] = []
    start = position = 0
    while header := _CONTINUED.search(code, position):
        position = header.end()
        indent = _indent(header, code)
        if indent is None or len(header["deeper"]) <= indent:
            continue
        found += _between_blocks(code[start:position])
        start = position
        while position < len(code) and (line := _BODY_LINE.match(code, position)):
            if line[2] is not None and len(line[1]) <= indent:
                break
            position = line.end()
            if " #" in line[0] or line[0].rstrip().endswith(":"):
                break
        found += _continuation(code[start:position])
        start = position
    return found + _between_blocks(code[start:])


def _indent(header: re.Match[str], code: str) -> int | None:
    """Return how deep the collection is that holds the plain scalar of a line, None for not known."""
    lead = header["lead"]
    if header["key"]:
        return len(lead)
    if "-" in lead:
        return lead.rindex("-")
    line_start = code.rfind("\n", 0, max(header.start() - 1, 0)) + 1
    above = code[line_start : header.start()]
    if not above:
        return 0
    key = _KEY_ALONE.fullmatch(above)
    return len(key["lead"]) if key else None
