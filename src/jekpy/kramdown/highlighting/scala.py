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
_CLASS_NAME: Final = rf"(?:`[^`\n]+`|[$A-Za-z_][$\w]*(?:(?<=_){_OPERATOR}+)?|{_OPERATOR}+)"
_WORDS: Final = Words.of(
    "n",
    k="""
    abstract case catch class def do else extends final finally for forSome if implicit import lazy match new
    object override package private protected requires return sealed this throw trait try type val var while
    with yield _
    """,
    kc="true false null",
)

_IDENTIFIER: Final = r"(?:[^\W\d_]|\$)[\w$]*"
_TYPE_NAME: Final = rf"(?:{_IDENTIFIER}|[^\s\w\[\](){{}},;=#\"'`$]+)"

SCALA: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1"),
        Rule(r"/\*", "cm", "comment"),
        Rule(rf"(class|trait|object)(\s+)(?={_CLASS_NAME})", ("k", ""), "class"),
        Rule(
            rf"(def)([^\S\n]+)(`[^`\n]+`|[$\w]+(?:(?<=_){_OPERATOR}+)?|{_OPERATOR}+)",
            ("k", "", "nf"),
        ),
        Rule(r"(val)([^\S\n]+)([$\w]+|`[^`\n]+`)", ("k", "", "nv")),
        Rule(r"(import|package)([^\S\n]+)([$\w.]+)", ("k", "", "nn")),
        Rule(r"type\b(?= )", "k", "type"),
        Rule(r"@[$A-Za-z_]\w*", "nd"),
        Rule(r"this\b(?=\.)", "k"),
        Rule(r"[$A-Za-z_][$\w]*(?=\.(?:\$|[^\W\d]))", "nv"),
        Rule(r"(\.)([$A-Za-z_][$\w]*)", ("o", "py")),
        Rule(r"[$_A-Z][$_A-Za-z][$\w]*(?<!_)", "nc"),
        Rule(r"0[xX][0-9a-fA-F]+", "mh"),
        Rule(r"\d+\.\d*(?:[eE][-+]?\d+)?[fFdD]?|\d+[fFdD]", "mf"),
        Rule(r"\d+L?", "mi"),
        Rule(r"[$A-Za-z_\u0080-\u218f\u2200-\uffff][$\w]*(?=\s*\()(?<!\b_)", "nf"),
        Rule(r"_(?!\w)", "k"),
        Rule(rf"[^\W\d][$\w]*_{_OPERATOR}+", "n"),
        Rule(r"[^\W\d][$\w]*|\$", _WORDS),
        Rule(r"`[^`\n]+`", "n"),
        Rule(rf":(?!{_OPERATOR})", "k", "type"),
        Rule(r"(?:=>|<-|<:|>:|<%|[=#@⇒])(?=[\s\w]|\Z)", "k"),
        Rule(r'"""(?s:.*?)(?:"""+|\Z)', "s"),
        Rule(r'"(?:[^\\"]|\\(?s:.))*"', "s"),
        Rule(r"'(?:[^\\'\n]|\\(?:u[0-9a-fA-F]{4}|.))'", "sc"),
        Rule(r"'[A-Za-z_]\w*", "ss"),
        Rule(r"\[", "o", "brackets"),
        Rule(rf"{_OPERATOR}+|\.+|[(){{}},;\\]", "o"),
    ),
    "comment": (Rule(r"/\*", "cm", "comment"), Rule(r"\*/", "cm", "^"), Rule(r"[^*/]+|[*/]", "cm")),
    "class": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1", "^"),
        Rule(rf"({_CLASS_NAME})(\s*)(\[)", ("nc", "", "o"), "brackets"),
        Rule(_CLASS_NAME, "nc", "^"),
        Rule(r"(?=[({])", "", "^"),
    ),
    "type": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1", "^"),
        Rule(rf"([$\w.]+(?:(?<=_){_OPERATOR}+)?)([ \t]*)(\[)", ("kt", "", "o"), "^brackets"),
        Rule(r"[({]", "o", "type"),
        Rule(r"=>?|[,;)}]", "o", "^"),
        Rule(rf"(?:{_IDENTIFIER}(?:\.{_IDENTIFIER})*|`[^`\n]+`)(?=[ \t]*\n)", "kt", "^"),
        include("type_names"),
    ),
    "type_names": (
        Rule(r"<:|>:|<%|#|_|⇒", "k"),
        Rule(r"(?:type|forSome)\b", "k"),
        Rule(r"([$\w.]+\.)(type)\b", ("kt", "k")),
        Rule(r"`[^`\n]+`", "kt"),
        Rule(_TYPE_NAME, "kt"),
    ),
    "brackets": (
        Rule(r"\s+|,", ""),
        Rule(r"\[", "o", "brackets"),
        Rule(r"\(", "o", "tuple"),
        Rule(r"\{", "o", "type"),
        Rule(r"\]", "o", "^"),
        Rule(r"=>", "k"),
        Rule(r"=", "kt"),
        include("type_names"),
    ),
    "tuple": (
        Rule(r"\)", "o", "^"),
        Rule(r"\s+|,", ""),
        Rule(r"\[", "o", "brackets"),
        Rule(r"\(", "o", "tuple"),
        Rule(r"=>?", "o"),
        include("type_names"),
    ),
}
