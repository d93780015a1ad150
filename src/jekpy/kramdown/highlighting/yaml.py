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
        Rule(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.|\n)", "se"),
        Rule(r'"', "s", "^"),
        include("quoted"),
        Rule(r'[^\s\\"]+', "s"),
    ),
    "single": (Rule(r"'", "s", "^"), include("quoted"), Rule(r"[^\s']+", "s")),
}

_between_blocks: Final = Machine(_STATES)


def tokens(code: str) -> list[Token]:
    """Return the tokens of a YAML document."""
    found: list[Token] = []
    position = 0
    while header := _BLOCK_HEADER.search(code, position):
        lead = header["lead"]
        indent = len(lead) if header["key"] else len(lead.rstrip(" -"))
        found += _between_blocks(code[position : header.end()])
        position = header.end()
        while position < len(code) and (line := _BODY_LINE.match(code, position)):
            if line[2] is not None and len(line[1]) <= indent:
                break
            found += (("", line[1]), ("s", line[2] or ""), ("", line[3]))
            position = line.end()
    found += _between_blocks(code[position:])
    return merged(found)
