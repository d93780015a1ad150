"""Python.

Source: tokens observed of Rouge 4.7.0 (python).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["PYTHON"]

_WORDS: Final = Words.of(
    "n",
    k="""
    as assert async await break case continue del elif else except exec finally for from global if
    import lambda match nonlocal pass print raise return try while with yield
    """,
    bp="Ellipsis False None True",
    nb="""
    ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
    BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning
    EnvironmentError Exception FileExistsError FileNotFoundError FloatingPointError FutureWarning
    GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError
    IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
    NotADirectoryError NotImplemented NotImplementedError OSError OverflowError OverflowWarning
    PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError
    ResourceWarning RuntimeError RuntimeWarning StandardError StopAsyncIteration StopIteration
    SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning
    VMSError ValueError Warning WindowsError ZeroDivisionError __import__ abs aiter all any apply
    basestring bin bool breakpoint buffer bytearray bytes callable chr classmethod cmp coerce compile
    complex delattr dict dir divmod enumerate eval execfile exit file filter float format frozenset
    getattr globals hasattr hash help hex id input int intern isinstance issubclass iter len list locals long
    map max memoryview min next object oct open ord pow property range raw_input reduce reload repr
    reversed round set setattr slice sorted staticmethod str sum super tuple type unichr unicode vars
    xrange zip
    """,
)

_QUOTES: Final = {"single": "'", "double": '"', "long_single": "'''", "long_double": '"""'}


def _strings() -> dict[str, list[Rule]]:
    """Return the states inside strings: plain ones, raw ones, and those with fields in braces."""
    states: dict[str, list[Rule]] = {}
    escape = Rule(r"\\(?:\n|[\\'\"abfnrtv]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3})", "se")
    for name, quote in _QUOTES.items():
        rest = [Rule(r"['\"]", "sh"), Rule(r"[^\\'\"{]+|\\.|(?s:.)", "s")]
        close = [Rule(quote, "sh", "^")]
        field = [Rule(r"\{\{", "s"), Rule(r"\{", "si", "field")]
        states[name] = [*close, escape, *rest]
        states[f"raw_{name}"] = [*close, Rule(r"\\.", "s"), *rest]
        states[f"format_{name}"] = [*close, escape, *field, *rest]
        states[f"raw_format_{name}"] = [*close, *field, *rest]
    return states


def _openings() -> list[Rule]:
    """Return the rules that open strings, by prefix; those with three quotes go first."""
    prefixes = {
        "raw_format_": "[rR][fF]|[fF][rR]",
        "format_": "[fF]",
        "raw_": "[bB]?[rR]|[rR][bB]",
        "": "[bBuU]?",
    }
    return [
        Rule(rf"({prefix})({quote})", ("sa", "sh"), f"{kind}{name}")
        for name, quote in reversed(_QUOTES.items())
        for kind, prefix in prefixes.items()
    ]


PYTHON: Final[States] = {
    "root": (
        Rule(r"\n+", ""),
        Rule(r"[^\S\n]+", ""),
        Rule(r"#.*\n?", "c1"),
        *_openings(),
        Rule(r"\.\.\.(?=\s*$)", "bp"),
        Rule(r"@[A-Za-z_][\w.]*", "nd"),
        Rule(r"(?:in|is|and|or|not)\b", "ow"),
        Rule(r"(from)((?:[^\S\n]|\\\n)+)([\w.]+)((?:[^\S\n]|\\\n)+)(import)\b", ("kn", "", "n", "", "kn")),
        Rule(r"(import)((?:[^\S\n]|\\\n)+)([\w.]+)", ("kn", "", "n")),
        Rule(r"(def)((?:[^\S\n])+)(\w+)", ("k", "", "nf")),
        Rule(r"(class)((?:[^\S\n])+)(\w+)", ("k", "", "nc")),
        Rule(r"[A-Z]\w*[^\S\n]*(?=\()", "nc"),
        Rule(r"[^\W\d]\w*[^\S\n]*(?=\()", "nf"),
        Rule(r"(?:match|case)(?=[^\S\n]*[=:),])", "n"),
        Rule(r"[^\W\d]\w*", _WORDS),
        Rule(r"0[xX][0-9a-fA-F_]+", "mh"),
        Rule(r"0[bB][01_]+", "mb"),
        Rule(r"0[oO]?[0-7_]+(?![.\w])", "mo"),
        Rule(r"(?:\d[\d_]*\.[\d_]*(?:[eE][-+]?\d+)?|\d[\d_]*[eE][-+]?\d+)[jJ]?|\d[\d_]*[jJ]", "mf"),
        Rule(r"\d[\d_]*", "mi"),
        Rule(r"->|[-+*/%@&|^~<>=]+|!=", "o"),
        Rule(r"[()\[\]{},:;.]", "p"),
        Rule(r"\\", ""),
    ),
    "field": (
        Rule(r"(?:![rsa])?:?\}", "si", "^"),
        Rule(r"![rsa]:?|:(?!=)", "si", "format"),
        include("root"),
    ),
    "format": (Rule(r"\}", "si", "^^"), Rule(r"\{", "si", "field"), include("root")),
    **_strings(),
}
