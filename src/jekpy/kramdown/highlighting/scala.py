"""Scala.

A colon, a square bracket or `type` opens a type, which lasts until something that no type holds; Rouge's
notion of that is simple, and kept.
Source: tokens observed of Rouge 4.7.0 (scala).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["SCALA"]

_OPERATOR: Final = r"[-+*/%<>=!~^&|?:#@\\\u2190-\u21ff]"
_WORDS: Final = Words.of(
    "n",
    k="""
    abstract case catch class def do else extends final finally for forSome if implicit import lazy match new
    object override package private protected requires return sealed this throw trait try type val var while
    with yield _
    """,
    kc="true false null",
)

_TYPE_NAME: Final = r"[^\s\[\](){},;=#\"'`_][^\s\[\](){},;=#\"'`]*"

SCALA: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1"),
        Rule(r"/\*", "cm", "comment"),
        Rule(r"(class|trait|object)([^\S\n]+)([$\w]+)", ("k", "", "nc")),
        Rule(
            rf"(def)([^\S\n]+)(`[^`\n]+`|[$\w]+(?:(?<=_){_OPERATOR}+)?|{_OPERATOR}+)",
            ("k", "", "nf"),
        ),
        Rule(r"(val)([^\S\n]+)([$\w]+|`[^`\n]+`)", ("k", "", "nv")),
        Rule(r"(import|package)([^\S\n]+)([$\w.]+)", ("k", "", "nn")),
        Rule(r"type\b(?= )", "k", "type"),
        Rule(r"@[$A-Za-z_]\w*", "nd"),
        Rule(r"this\b(?=\.)", "k"),
        Rule(r"[$A-Za-z_][$\w]*(?=\.[$\w])", "nv"),
        Rule(r"(\.)([$A-Za-z_][$\w]*)", ("o", "py")),
        Rule(r"[$A-Z][$\w]+", "nc"),
        Rule(r"0[xX][0-9a-fA-F]+", "mh"),
        Rule(r"\d+\.\d*(?:[eE][-+]?\d+)?[fFdD]?|\d+[fFdD](?!\w)", "mf"),
        Rule(r"\d+L?", "mi"),
        Rule(r"[$A-Za-z_\u0080-\u218f\u2200-\uffff][$\w]*(?= *\()(?<!\b_)", "nf"),
        Rule(r"_(?!\w)", "k"),
        Rule(rf"[^\W\d][$\w]*_{_OPERATOR}+", "n"),
        Rule(r"[^\W\d][$\w]*|\$", _WORDS),
        Rule(r"`[^`\n]+`", "n"),
        Rule(rf":(?!{_OPERATOR})", "k", "type"),
        Rule(rf"(?:=>|<-|<:|>:|<%|[=#@])(?!{_OPERATOR})", "k"),
        Rule(r'"""(?s:.*?)(?:"""+|\Z)', "s"),
        Rule(r'"(?:[^\\"\n]|\\.)*"', "s"),
        Rule(r"'(?:[^\\'\n]|\\(?:u[0-9a-fA-F]{4}|.))'", "sc"),
        Rule(r"'[A-Za-z_]\w*", "ss"),
        Rule(r"\[", "o", "brackets"),
        Rule(rf"{_OPERATOR}+|\.+|[(){{}}\],;\\]", "o"),
    ),
    "comment": (Rule(r"/\*", "cm", "comment"), Rule(r"\*/", "cm", "^"), Rule(r"[^*/]+|[*/]", "cm")),
    "type": (Rule(r"\s+", ""), Rule(r"(?=\S)", "", "^in_type")),
    "in_type": (
        Rule(r"[^\S\n]+", ""),
        Rule(r"//.*", "c1", "^"),
        Rule(r"\[", "o", "^brackets"),
        Rule(r"\(", "o", "^parentheses"),
        Rule(r"=>?|[,;)\]{}]", "o", "^"),
        include("type_names"),
        Rule(r"", "", "^"),
    ),
    "type_names": (
        Rule(r"<:|>:|<%|#|_|:(?=\s)", "k"),
        Rule(r"([$\w.]+\.)(type)\b", ("kt", "k")),
        Rule(r"`[^`\n]+`", "kt"),
        Rule(_TYPE_NAME, "kt"),
    ),
    "brackets": (
        Rule(r"\s+|,", ""),
        Rule(r"\[", "o", "brackets"),
        Rule(r"\(", "o", "tuple"),
        Rule(r"\]", "o", "^"),
        Rule(r"=>?", "k"),
        include("type_names"),
        Rule(r"", "", "^"),
    ),
    "tuple": (Rule(r"\)", "o", "^"), Rule(r"\s+|,", ""), include("in_tuple")),
    "parentheses": (Rule(r"\)", "o", "^"), Rule(r"\s+", ""), Rule(r",", "o"), include("in_tuple")),
    "in_tuple": (
        Rule(r"\[", "o", "brackets"),
        Rule(r"\(", "o", "parentheses"),
        Rule(r"=>?", "o"),
        include("type_names"),
        Rule(r"", "", "^"),
    ),
}
