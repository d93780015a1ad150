"""JavaScript and TypeScript.

What a slash, a brace or a name before a colon is depends on what stands before it. Rouge's notion of that is
simple, and kept: where a value is due (`operand`) a brace opens an object; after `;` or a brace (`statement`)
a name before a colon is a label; brackets and line ends mean nothing.
Source: tokens observed of Rouge 4.7.0 (javascript, typescript).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, alternatives

__all__ = ["JAVASCRIPT", "TYPESCRIPT"]

_START: Final = r"(?:[^\W\d]|\$)"
_NAME: Final = rf"(?:{_START}|#(?=[^\W\d]))\w*"
_CONSTANTS: Final = "Infinity NaN false null true undefined"
_BUILTINS: Final = """
    Array ArrayBuffer Boolean DataView Date Error Float32Array Float64Array Function Int16Array Int32Array
    Int8Array Map Math Number Object Packages Promise Proxy Reflect RegExp Set String Symbol Uint16Array
    Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent document encodeURI
    encodeURIComponent eval global isFinite isNaN navigator netscape parseFloat parseInt self sun window
"""
_TYPED_BUILTINS: Final = """
    Capitalize ConstructorParameters Exclude Extract InstanceType Lowercase NonNullable Omit OmitThisParameter
    Parameters Partial Pick Readonly Record Required ReturnType ThisParameterType ThisType Uncapitalize
    Uppercase
"""
_KEYWORDS: Final = """
    async await break case catch continue debugger default delete do else export finally for from if import in
    instanceof new of return super switch this throw try typeof void while yield
"""
_DECLARATIONS: Final = "const constructor extends function get let set static var with"
_RESERVED: Final = "enum implements interface package private protected public"
_TYPED_KEYWORDS: Final = "implements is namespace private protected public readonly static"
_TYPED_DECLARATIONS: Final = "const constructor extends function get let set var with abstract type"
_TYPED_RESERVED: Final = "any declare enum interface keyof module number package string"

_SPACE: Final = (
    Rule(r"\s+", ""),
    Rule(r"<!--", "c"),
    Rule(r"//.*", "c1"),
    Rule(r"/\*(?s:.*?)(?:\*/|\Z)", "cm"),
)
_CALLED: Final = r"[ \t]*(?=\([^)]{0,4000}\))"
"""What makes a name that of a function: parentheses. They are looked for over a bounded length."""
_NOTHING: Final = Rule(r"", "", "^")


def _states(words: Words, operand_words: str, *, typed: bool) -> States:
    """Return the states of a language with these words; a value is due after `operand_words`.

    `typed` tells TypeScript.
    """
    keywords = "|".join(word for word, name in words.classes.items() if name == "k")
    label = rf"({_START}\w*)(\??)(\s*)(:)" if typed else rf"({_START}\w*)()(\s*)(:)"
    code = [
        *_SPACE,
        *([Rule(r"(?:as|satisfies)\b\s+", "kd")] if typed else []),
        Rule(r"\?\?=?|(?:(?!<!--)[-+*%&|<>=!~^])+|/=?", "o", "operand"),
        Rule(r"[(\[,]", "p", "operand"),
        Rule(r"[;{}]", "p", "statement"),
        Rule(r"\?\.", "p"),
        Rule(r"\?", "p", "choice operand"),
        Rule(r"[)\].:]", "p"),
        Rule(r"(@)(\w*)", ("p", "nd"), "operand"),
        Rule(rf"(function)(\s+)({_START}\w*)", ("kd", "", "nf")),
        Rule(r"function\b(?=\()", "kd"),
        Rule(r"(class)(\s+)", ("kd", ""), "class"),
        Rule(r"class\b(?!\()", "kd"),
        Rule(rf"[$_]*[A-Z\u00c0-\u00de\u0410-\u042f]\w*{_CALLED}", "nc"),
        Rule(rf"(?:{keywords}){_CALLED}", "k"),
        Rule(rf"{_NAME}{_CALLED}", "nf"),
        Rule(rf"(?:{alternatives(operand_words)})\b", words, "operand"),
        Rule(_NAME, words),
        Rule(r"0[xX][0-9a-fA-F]+", "mh"),
        Rule(r"0[oO][0-7]+", "mo"),
        Rule(r"0[bB][01]+", "mb"),
        Rule(r"\d+\.\d+(?:[eE]\d+)?[fd]?", "mf"),
        Rule(r"\d+", "mi"),
        Rule(r"'", "dl", "single"),
        Rule(r'"', "dl", "double"),
        Rule(r"`", "s2", "template"),
    ]
    value = [*_SPACE, Rule(r"/(?![/*])", "sr", "^regex"), Rule(r"\{", "p", "^object"), _NOTHING]
    return {
        "root": [Rule(r"\A\s*#!.*\n", "cp"), *code],
        "operand": value,
        "statement": [*_SPACE, Rule(rf"(?!case\b){label}", ("nl", "p", "", "p"), "^operand"), *value],
        "object": [
            Rule(r"\{", "p", "object"),
            Rule(r"\}", "p", "^statement"),
            Rule(rf"({_START}\w*)(\s*)(:)", ("na", "", "p"), "operand"),
            *code,
        ],
        "choice": [Rule(r":", "p", "^operand"), *code],
        "class": [
            Rule(rf"({_START}\w*)(\s+)(extends)(\s+)", ("nc", "", "kd", "")),
            Rule(rf"{_START}\w*", "nc", "^"),
        ],
        "single": [Rule(r"\\[nrt'\\]?", "se"), Rule(r"'", "dl", "^"), Rule(r"[^\\']+", "s1")],
        "double": [Rule(r'\\[nrt"\\]?', "se"), Rule(r'"', "dl", "^"), Rule(r'[^\\"]+', "s2")],
        "template": [
            Rule(r"`", "s2", "^"),
            Rule(r"\$\{", "p", "filled"),
            Rule(r"\\[`$\\]", "se"),
            Rule(r"[^`$\\]+|[$\\]", "s2"),
        ],
        "filled": [Rule(r"\}", "p", "^"), *code],
        "regex": [
            Rule(r"/[gimuy]*", "sr", "^"),
            Rule(r"\[\^?(?!\n)", "se", "regex_class"),
            Rule(r"\\.|\{[\d,]+\}|\(\?[:=<!]|(?:\?|[()])(?!\n)", "se"),
            Rule(r"[^/\\\[()?{\n]+(?!\n)|\{(?!\n)", "sr"),
            Rule(r".?(?:\n|\Z)", "err", "^"),
        ],
        "regex_class": [
            Rule(r"\\.|/", "se"),
            Rule(r"\](?!\n)", "se", "^"),
            Rule(r"[^/\]\\\n]+(?!\n)", "sr"),
            Rule(r"", "", "^"),
        ],
    }


JAVASCRIPT: Final[States] = _states(
    Words.of("nx", k=_KEYWORDS, kd=f"class {_DECLARATIONS}", kc=_CONSTANTS, nb=_BUILTINS, kr=_RESERVED),
    f"{_KEYWORDS} {_DECLARATIONS}",
    typed=False,
)

TYPESCRIPT: Final[States] = _states(
    Words.of(
        "nx",
        k=f"{_KEYWORDS} {_TYPED_KEYWORDS}",
        kd=f"class {_TYPED_DECLARATIONS}",
        kc=_CONSTANTS,
        kr=_TYPED_RESERVED,
        nb=f"{_BUILTINS} {_TYPED_BUILTINS}",
    ),
    f"{_KEYWORDS} {_TYPED_KEYWORDS} {_TYPED_DECLARATIONS}",
    typed=True,
)
