"""Makefiles: lines of their own kind, and the shell's language within them.

Source: tokens observed of Rouge 4.7.0 (make).
"""

from __future__ import annotations

from typing import Final

from .machine import Include, Rule, States, alternatives, include
from .shell import BUILTINS, KEYWORDS, SHELL

__all__ = ["MAKE"]

_FUNCTIONS: Final = """
    abspath addprefix addsuffix and basename call dir error eval file filter filter-out findstring firstword
    flavor foreach if join lastword notdir or origin override patsubst realpath shell sort strip subst suffix
    value warning wildcard word wordlist words
"""


def _calls() -> dict[str, list[Rule | Include]]:
    """Return the states inside `$(...)`, in a call or outside one, with those of the strings in each.

    A bracket that closes a call does so even within a string, which goes on outside the call.
    """
    states: dict[str, list[Rule | Include]] = {}
    for call, outside in (("call", ""), ("inner_call", "_in_call")):
        inside = "_in_call" if call == "call" else "_in_inner_call"
        states[call] = [
            Rule(r"[)}]", "p", "^"),
            Rule(r"\$\$?[({]", "p", "inner_call"),
            Rule(r"'", "s1", f"single{inside}"),
            Rule(r'"', "s2", f"double{inside}"),
            include("shell"),
            Rule(r"\n", ""),
        ]
        states[f"single{inside}"] = [Rule(r"[)}]", "p", f"^^single{outside}"), *_SINGLE]
        states[f"double{inside}"] = [Rule(r"[)}]", "p", f"^^double{outside}"), *_DOUBLE]
    return states


_SINGLE: Final = (
    Rule(r"'", "s1", "^"),
    Rule(r"\$\$?[({]", "p", "single_call"),
    Rule(r"[^'$)}]+|[$)}]", "s1"),
)
_DOUBLE: Final = (
    Rule(r'"', "s2", "^"),
    Rule(r"\\.?", "se"),
    Rule(r"\$\$?[({]", "p", "double_call"),
    include("interpolation"),
    Rule(r'[^"`\\$)}]+|[)}]', "s2"),
)
_LINES: Final = (
    Rule(r"#.*(?:\n|\Z)", "c"),
    Rule(r"([s-]?include)\b(.*)", ("k", "sx")),
    Rule(r"export(?:[^\S\n]+(?=\w+[^\S\n]*[:?+!]?=))|(?:un)?export\b", "k", "condition"),
    Rule(r"(?:ifdef|ifndef|ifeq|ifneq|define)\b", "k", "condition"),
    Rule(r"(?:else|endif|endef)\b", "k"),
    Rule(r"((?:[\w.-]|\$[({][^)}\n]{0,200}[)}]){1,100}+)([^\S\n]*)([?+!:]?=)", ("nv", "", "o"), "value"),
    Rule(r"(\"[^\"\n]{0,300}\"|[^\s:=#\"][^:=#\"\n]{0,300}+)(::?)([^\S\n]*)", ("nl", "o", ""), "needed"),
    Rule(rf"(\$[({{])({alternatives(_FUNCTIONS)})(?=\s)", ("nf", "nb"), "value call"),
    Rule(r"override\b", "nb"),
    Rule(r"\S", "err"),
)

MAKE: Final[States] = {
    **SHELL,
    **_calls(),
    "root": (Rule(r"\s+", ""), *_LINES),
    "condition": (
        Rule(r"[^\S\n]+", ""),
        Rule(r"#.*\n?", "c", "^"),
        Rule(r"\n", "", "^"),
        Rule(r"(?=\w+[^\S\n]*[:?+!]?=)", "", "^"),
        Rule(r"[^\s#][^\n#]*", "nv"),
    ),
    "needed": (
        Rule(r"\n", "", "^recipe"),
        Rule(r"\\\n", ""),
        Rule(r"#", "c"),
        Rule(r"[^\\#\n]+|\\", "nf"),
    ),
    "recipe": (
        Rule(r"(\t)(#.*)", ("", "c")),
        Rule(r"(?:ifdef|ifndef|ifeq|ifneq)\b", "k", "condition"),
        Rule(r"(?:else|endif)\b", "k"),
        Rule(r"(\t)([@-]?)", ("", "p"), "value"),
        Rule(r"[^\S\n]*\n", ""),
        Rule(r"", "", "^"),
    ),
    "value": (Rule(r"\n", "", "^"), include("shell")),
    "shell": (
        Rule(r"(\\)(\n)", ("se", "")),
        Rule(r"[^\S\n]+", ""),
        Rule(r"(?<![^\s;])#[^\n]*?(?=\\\n|$)", "c"),
        Rule(r"'", "s1", "single"),
        include("interpolation"),
        Rule(rf"\b(?:{KEYWORDS})[^\S\n]*\b", "k"),
        Rule(rf"\b(?:{alternatives(BUILTINS)})[^\S\n]*\b(?![-.])", "nb"),
        Rule(r"\.(?=[^\S\n])", "nb"),
        Rule(r"\.[^=*\s{}()$\"'`\\;<]*", ""),
        include("basic"),
        include("data"),
    ),
    "interpolation": (
        Rule(r"\$\$?[({]", "p", "call"),
        Rule(r"\$\$|\$(?:\w+|[^\s\w])|\$", "nv"),
        Rule(r"`", "sb", "backticks"),
    ),
    "single": _SINGLE,
    "double": _DOUBLE,
    "single_call": (Rule(r"[)}]", "p", "^"), Rule(r"\$[({]", "p", "single_call"), Rule(r"[^)}$]+|\$", "s1")),
    "double_call": (Rule(r"[)}]", "p", "^"), Rule(r"\$[({]", "p", "double_call"), Rule(r"[^)}$]+|\$", "s2")),
}
