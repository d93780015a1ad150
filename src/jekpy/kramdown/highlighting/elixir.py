"""Elixir.

Source: tokens observed of Rouge 4.7.0 (elixir).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["ELIXIR"]

_WORDS: Final = Words.of(
    "n",
    k="""
    after case catch cond def defdelegate defexception defguard defimpl defmacro defmacrop defmodule defp
    defprotocol defrecord defstruct do else end exit fn if raise receive rescue throw try unless
    """,
    ow="and in not or when xor",
    kn="import quote require super unquote use",
    bp="__MODULE__ __DIR__ __ENV__ __CALLER__",
)

_BRACKETS: Final = {"round": "()", "square": "[]", "curly": "{}", "angle": "<>"}
_INTERPOLATION: Final = Rule(r"#\{", "si", "interpolation")

_CODE: Final = (
    Rule(r"\s+", ""),
    Rule(r"#.*", "c1"),
    Rule(r'"""(?s:.*?)(?:"""|\Z)', "sd"),
    Rule(r"'''(?s:.*?)(?:'''|\Z)", "sd"),
    Rule(r'"', "s2", "double"),
    Rule(r"'", "s1", "single"),
    Rule(r':"', "ss", "symbol"),
    Rule(r":'(?:[^\\']|\\.)*'", "ss"),
    Rule(r"(?:do|else|after|rescue|catch)(?=:)", "k"),
    Rule(r"[^\W\d]\w*[?!]?:(?=\s)", "ss"),
    Rule(r":(?:[^\W\d][\w@]*[?!]?|<<>>|%\{\}|\{\}|<>|=>|->|[-+*/<>=!&|^~.]+)(?<!:)", "ss"),
    Rule(r"@[^\W\d]\w*[?!]?", "nv"),
    Rule(r"&\d+", "nv"),
    Rule(r"[A-Z]\w*|(?:true|false|nil)\b", "no"),
    Rule(r"!?[^\W\d]\w*[?!]?", _WORDS),
    Rule(r"0x[0-9a-fA-F]+", "mh"),
    Rule(r"0b[01]+", "mb"),
    Rule(r"0o[0-7]+", "mo"),
    Rule(r"\d[\d_]*\.\d[\d_]*(?:[eE][-+]?\d+)?", "mf"),
    Rule(r"\d[\d_]*", "mi"),
    Rule(r"\?\w", "sx"),
    *(
        Rule(rf"~{letter}\{brackets[0]}", token, f"{name}_{token}")
        for name, brackets in _BRACKETS.items()
        for letter, token in (("[rR]", "sr"), ("[A-Za-z]", "sx"))
    ),
    Rule(r"~[rR](?P<mark>[/|\"'])(?:[^\\\n]|\\.)*?(?P=mark)\w*", "sr"),
    Rule(r"~[A-Za-z](?P<other>[/|\"'])(?:[^\\\n]|\\.)*?(?P=other)\w*", "sx"),
    Rule(r"~(?=[A-Za-z]{2,}[\"'])", "err"),
    Rule(r"%\{|::|\\\\|[%(){}\[\],;:]", "p"),
    Rule(r"\.\.\.?>?|<<|>>|[-+*/<>=!&|^~.]+", "o"),
    Rule(r"\\", "p"),
)


def _sigils() -> dict[str, list[Rule]]:
    """Return the states inside sigils in brackets, which nest."""
    states = {}
    for name, brackets in _BRACKETS.items():
        opening, closing = (f"\\{bracket}" for bracket in brackets)
        for token in ("sx", "sr"):
            states[f"{name}_{token}"] = [
                Rule(r"\\.", token),
                Rule(opening, token, f"{name}_{token}"),
                Rule(rf"{closing}\w*", token, "^"),
                _INTERPOLATION,
                Rule(rf"[^\\{opening}{closing}#]+|#", token),
            ]
    return states


ELIXIR: Final[States] = {
    "root": _CODE,
    "interpolation": (Rule(r"\}", "si", "^"), include("nested")),
    "braces": (Rule(r"\}", "p", "^"), include("nested")),
    "nested": (Rule(r"%?\{", "p", "braces"), *_CODE),
    "double": (Rule(r"\\.", "se"), Rule(r'"', "s2", "^"), _INTERPOLATION, Rule(r'[^\\"#]+|[#\\]', "s2")),
    "single": (Rule(r"\\.", "se"), Rule(r"'", "s1", "^"), _INTERPOLATION, Rule(r"[^\\'#]+|[#\\]", "s1")),
    "symbol": (Rule(r'"', "ss", "^"), _INTERPOLATION, Rule(r'\\.|[^\\"#]+|[#\\]', "ss")),
    **_sigils(),
}
