"""JavaScript and TypeScript.

What a slash, a brace or a name before a colon is depends on what stands before it. So inside each kind of
bracket there are three states: `start`, where a statement or a key may begin; `operand`, where a value is
due; `after`, where an operator is.
Source: tokens observed of Rouge 4.7.0 (javascript, typescript).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, alternatives

__all__ = ["JAVASCRIPT", "TYPESCRIPT"]

_LABELS: Final = {"block": "nl", "object": "na", "list": ""}
"""The kinds of brackets, and the class of a name before a colon in each."""

_NAME: Final = r"#?[$A-Za-z_\u0080-\uffff][$\w]*"
_CONSTANTS: Final = "Infinity NaN false null true undefined"
_BUILTINS: Final = """
    Array ArrayBuffer Boolean DataView Date Error Float32Array Float64Array Function Map Math Number Object
    Promise Proxy Reflect RegExp Set String Symbol Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI
    decodeURIComponent document encodeURI encodeURIComponent eval global isFinite isNaN parseFloat parseInt
    self window
"""
_KEYWORDS: Final = """
    async await break case catch continue debugger default delete do else export finally for from if import in
    instanceof new of return switch throw try typeof void while yield
"""
_DECLARATIONS: Final = "const constructor get let set static var with"
_TYPED_KEYWORDS: Final = "implements is namespace private protected public readonly static"
_TYPED_DECLARATIONS: Final = "const constructor get let set var with abstract type"


def _in_brackets(kind: str, words: Words, operand_words: str, *, typed: bool) -> dict[str, list[Rule]]:
    """Return the three states inside brackets of one kind.

    After `operand_words` a value is due; `typed` tells TypeScript.
    """
    start, operand, after = f"^{kind}_start", f"^{kind}_operand", f"^{kind}_after"
    label = _LABELS[kind]
    called = Words({word: name for word, name in words.classes.items() if name in {"k", "kc", "kr"}}, "nf")
    blanks = [
        Rule(r"//.*", "c1"),
        Rule(r"/\*(?s:.*?)(?:\*/|\Z)", "cm"),
        Rule(r"[^\S\n]+", ""),
    ]
    rest = [
        *([Rule(r"as +(?=[(\w])", "kd", operand)] if typed else []),
        Rule(r"(function)(\s*\*?\s*)([$\w]+)", ("kd", "", "nf"), after),
        Rule(r"function\b(?! +\()", "kd", after),
        Rule(r"function +(?=\()", "nf", after),
        Rule(r"(?:super|this)\b", "k", after),
        Rule(r"(\??\.)(\s*)([A-Z][$\w]* *)(?=\()", ("p", "", "nc"), after),
        Rule(rf"(\??\.)(\s*)((?:{alternatives(_KEYWORDS)}) *)(?=\()", ("p", "", "k"), after),
        Rule(r"(\??\.)(\s*)([$\w]+ *)(?=\()", ("p", "", "nf"), after),
        Rule(r"class\b", "kd", f"{after} name"),
        Rule(r"extends\b", "kd", after),
        Rule(r"(?:else|do|try|finally)\b", "k", start),
        Rule(r"(?:if|for|while|switch|catch|async|await|return) +(?=\()", "k", operand),
        Rule(rf"(?:{alternatives(operand_words)})\b(?! *\()", words, operand),
        Rule(r"[A-Z][$\w]* *(?=\()", "nc", after),
        Rule(r"0[xX][0-9a-fA-F]+", "mh", after),
        Rule(r"0[oO][0-7]+", "mo", after),
        Rule(r"0[bB][01]+", "mb", after),
        Rule(r"\d+\.\d+(?:[eE][-+]?\d+)?", "mf", after),
        Rule(r"\d+", "mi", after),
        Rule(_NAME + r" *(?=\()", called, after),
        Rule(_NAME, words, after),
        Rule(r"'", "dl", f"{after} single"),
        Rule(r'"', "dl", f"{after} double"),
        Rule(r"`", "s2", f"{after} template"),
        Rule(r"(@)(\w+)", ("p", "nd"), after),
        Rule(r"[(\[]", "p", f"{after} list_operand"),
        Rule(r"[)\]}]", "p", "^"),
        Rule(r";", "p", start),
        Rule(r",", "p", start if kind == "object" else operand),
        Rule(r"=>(?=\s*\{)", "o", start),
        Rule(r"\?(?!\?)\.?|:", "p", operand),
        Rule(r"\.+", "p", after),
        Rule(r"\?\?|[-+*%&|<>=!~^]+|/", "o", operand),
    ]
    value = [*blanks, Rule(r"\n\s*", ""), Rule(r"/(?![/*])", "sr", f"{after} regex")]
    block = Rule(r"\{", "p", f"{start} block_start")
    literal = Rule(r"\{", "p", f"{after} object_start")
    labelled = Rule(rf"({_NAME})( *)(\??:)(?!:)", (label, "", "p"), operand)
    return {
        f"{kind}_start": [*value, *([labelled] if label else []), block, *rest],
        f"{kind}_operand": [*value, literal, *rest],
        f"{kind}_after": [*blanks, Rule(r"\n\s*", "", start), block, *rest],
    }


def _states(words: Words, operand_words: str, *, typed: bool) -> States:
    """Return the states of a language with these words."""
    states = {
        "root": [Rule(r"\A#!.*\n", "cp", "block_start"), Rule(r"", "", "block_start")],
        "name": [
            Rule(
                r"([^\S\n]+)([$\w]+)([^\S\n]+)(extends)([^\S\n]+)([$\w]+)",
                ("", "nc", "", "kd", "", "nc"),
                "^",
            ),
            Rule(r"([^\S\n]+)([$\w]+)", ("", "nc"), "^"),
            Rule(r"", "", "^"),
        ],
        "single": [Rule(r"\\.?", "se"), Rule(r"'", "dl", "^"), Rule(r"[^\\']+", "s1")],
        "double": [Rule(r"\\.?", "se"), Rule(r'"', "dl", "^"), Rule(r'[^\\"]+', "s2")],
        "template": [
            Rule(r"`", "s2", "^"),
            Rule(r"\$\{", "p", "list_operand"),
            Rule(r"\\.|[^`$\\]+|[$\\]", "s2"),
        ],
        "regex": [
            Rule(r"/\w*", "sr", "^"),
            Rule(r"\[", "se", "regex_class"),
            Rule(r"\\.|[()]", "se"),
            Rule(r"[^/\\\[()\n]+(?!\n)", "sr"),
            Rule(r".?(?:\n|\Z)", "err", "^"),
        ],
        "regex_class": [
            Rule(r"\\.|/", "se"),
            Rule(r"\]", "se", "^"),
            Rule(r"[^/\]\\\n]+", "sr"),
            Rule(r"", "", "^"),
        ],
    }
    for kind in _LABELS:
        states |= _in_brackets(kind, words, operand_words, typed=typed)
    return states


JAVASCRIPT: Final[States] = _states(
    Words.of("nx", k=f"{_KEYWORDS}", kd=_DECLARATIONS, kc=_CONSTANTS, nb=_BUILTINS),
    f"{_KEYWORDS} {_DECLARATIONS}",
    typed=False,
)

TYPESCRIPT: Final[States] = _states(
    Words.of(
        "nx",
        k=f"{_KEYWORDS} {_TYPED_KEYWORDS}",
        kd=_TYPED_DECLARATIONS,
        kc=_CONSTANTS,
        kr="any declare enum interface keyof module number package string",
        nb=f"{_BUILTINS} Record",
    ),
    f"{_KEYWORDS} {_TYPED_KEYWORDS} {_TYPED_DECLARATIONS}",
    typed=True,
)
