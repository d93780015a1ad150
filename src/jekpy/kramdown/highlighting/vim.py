"""Vim's script.

Source: tokens observed of Rouge 4.7.0 (viml).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words
from .vim_words import COMMANDS, NAMES

__all__ = ["VIML"]

VIML: Final[States] = {
    "root": (
        Rule(r'^([^\S\n]*)(".*)', ("", "c")),
        Rule(r"^\s*\\", "se"),
        Rule(r"[^\S\n]+|\n", ""),
        Rule(r'"(?:\\.|[^"\\\n])*"', "s2"),
        Rule(r"'(?:''|[^'\n])*'", "s1"),
        Rule(r"/(?:\\.|[^\n/\\])*/", "sr"),
        Rule(r"[gsab]:\w+", "nv"),
        Rule(r"#[0-9a-fA-F]{6}\b", "mh"),
        Rule(r"-?\d+", "m"),
        Rule(r"[A-Za-z_]\w*", Words.of("", k=COMMANDS, nb=NAMES)),
        Rule(r"[-:=!<>()\[\]{},.|~+]", "p"),
        Rule(r".", ""),
    ),
}
