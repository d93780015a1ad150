"""Swift and Kotlin.

Source: tokens observed of Rouge 4.7.0 (swift, kotlin).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["KOTLIN", "SWIFT"]

_SWIFT_WORDS: Final = Words.of(
    "n",
    k="""
    Self Type as associativity async autoreleasepool await break case catch consume continue default defer
    didSet discard do each else fallthrough for get guard if in infix inout is isolated left mutating new
    none nonmutating operator override precedencegroup prefix postfix repeat rethrows return right self set
    super switch throw throws try unowned weak where while willSet
    """,
    kc="false nil true",
    kd="""
    actor any associatedtype borrowing class consuming convenience deinit distributed dynamic enum extension
    fileprivate final func import indirect init internal lazy let macro nonisolated open optional package
    private protocol public required some static struct subscript typealias var
    """,
)
_SWIFT_LABEL: Final = Words(
    {
        word: name
        for word, name in _SWIFT_WORDS.classes.items()
        if word in {"default", "self", "super", "nil", "true", "false"}
    },
    "nv",
)

SWIFT: Final[States] = {
    "root": (
        Rule(r"^([^\S\n]*)(#(?:if|elseif|else|endif|include|available)\b.*)", ("", "cp")),
        Rule(r"\n|[^\S\n]+", ""),
        Rule(r"//.*", "c1"),
        Rule(r"/\*", "cm", "comment"),
        Rule(r"#(?:elseif\b.*|else\b|endif\b)", "cp"),
        Rule(r"(?:(?<!<)#)?/(?![\s/*=])[^\n]*(?<![\s/])/(?!/)#?", "sr"),
        Rule(r"#[A-Za-z]\w*", "k"),
        Rule(r"@[A-Za-z_]\w*", "kd"),
        Rule(r'"', "s", "string"),
        Rule(r"'(?:\\.|[^\\'\n])'", "sc"),
        Rule(r"0x[\da-fA-F_]+(?:\.[\da-fA-F_]+)?(?:p[-+]?\d+)?", "mh"),
        Rule(r"0b[01_]+", "mb"),
        Rule(r"0o[0-7_]+", "mo"),
        Rule(r"\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d[\d_]*)?|[eE][-+]?\d[\d_]*)", "mf"),
        Rule(r"\d[\d_]*", "mi"),
        Rule(r"\$\d+", "nv"),
        Rule(r"(`)([^`\n]+)(`)", ("p", "nv", "p")),
        Rule(r"as[?!]", "k"),
        Rule(r"unowned\((?:safe|unsafe)\)", "kd"),
        Rule(r"(let|var)(\s*)(\()", ("k", "", "p"), "tuple"),
        Rule(r"(let|var)(\s+)([a-zA-Z_]\w*)", ("k", "", "nv")),
        Rule(r"(?:init|subscript)\b(?=[?!]?\()", "nf"),
        Rule(r"~?[A-Z]\w*", Words.of("kt", k="Self Type")),
        Rule(r"[$a-z_]\w*(?=\s*:)", _SWIFT_LABEL),
        Rule(r"[$a-z_]\w*(?=\()", Words.of("nf", k="if for while switch guard repeat")),
        Rule(r"(?:await|repeat|in|return)(?= \()", "nf"),
        Rule(r"(func)(\s+)([a-z_]\w*)(?=\s*\()", ("kd", "", "nf")),
        Rule(r"[$a-z_]\w*", _SWIFT_WORDS),
        Rule(r"[-/=+*%<>!&|^.~]+", "o"),
        Rule(r"[(){}\[\],:;?\\]", "p"),
    ),
    "tuple": (Rule(r"\s+", ""), Rule(r",", "p"), Rule(r"[A-Za-z_]\w*", "nv"), Rule(r"", "", "^")),
    "comment": (Rule(r"/\*", "cm", "comment"), Rule(r"\*/", "cm", "^"), Rule(r"[^*/]+|[*/]", "cm")),
    "string": (
        Rule(r'"', "s", "^"),
        Rule(r"\\\(", "se", "interpolation"),
        Rule(r"\\(?:[\\0nrt'\"]|u\{[0-9a-fA-F]{1,8}\})", "se"),
        Rule(r'[^\\"]+|\\', "s"),
    ),
    "interpolation": (Rule(r"\)", "se", "^"), include("nested")),
    "parentheses": (Rule(r"\)", "p", "^"), include("nested")),
    "nested": (Rule(r"\(", "p", "parentheses"), include("root")),
}

_KOTLIN_WORDS: Final = Words.of(
    "n",
    k="""
    abstract annotation as break by catch companion const constructor continue crossinline do dynamic else
    enum external false final finally for fun get if import in inline inner internal is lateinit noinline null
    open operator out override package private protected public reified return sealed set super suspend
    tailrec this throw true try typealias typeof vararg when where while yield infix data
    """,
    kd="class interface object val var",
)

_KOTLIN_NAME: Final = r"(?u:[^\W\d]|`)(?u:[\w`-])*"
_KOTLIN_BASE: Final = (
    Rule(r"\s+", ""),
    Rule(r"//.*", "c1"),
    Rule(r"/\*", "cm", "comment"),
)

KOTLIN: Final[States] = {
    "root": (
        *_KOTLIN_BASE,
        Rule(r"(package|import)(\s+)([\w.*]+)", ("k", "", "nn")),
        Rule(r"(companion)(\s+)(object)\b", ("k", "", "k")),
        Rule(r"(?<=::)class\b", "k"),
        Rule(r"((?:data\s+)?(?:class|interface|object)\b)(\s*)", ("kd", ""), "type"),
        Rule(r"(?:val|var)(?=\s*\()", "kd", "properties"),
        Rule(r"(?:val|var)\b", "kd", "property"),
        Rule(
            rf"(fun)(\s+)(<[^\n]{{0,200}}?>\s+)?([a-z`_](?u:[\w`])*|{_KOTLIN_NAME}(?=\s*[<(]))(?!\.)",
            ("k", "", "@root", "nf"),
        ),
        Rule(r"@[A-Z]\w*|(?<=\w)@\w+|[A-Za-z]\w*@(?!\w)", "nd"),
        Rule(r'"""(?s:.*?)"""', "s"),
        Rule(r'"(?:\\.|[^"\\\n])*"', "s"),
        Rule(r"'(?:\\u[0-9a-fA-F]{4}|\\.|[^'\\\n])'", "sc"),
        Rule(r"0[xX][0-9a-fA-F_]+[uU]?L?", "mh"),
        Rule(r"0[bB][01_]+[uU]?L?", "mb"),
        Rule(r"\d[\d_]*\.\d[\d_]*(?:[eE][-+]?\d+)?[fF]?|\d[\d_]*(?:[eE][-+]?\d+[fF]?|[fF])", "mf"),
        Rule(r"\d[\d_]*[uU]?L?", "mi"),
        Rule(rf"(?!(?:{'|'.join(_KOTLIN_WORDS.classes)})\b)[a-z_][\w-]*(?=\s*[({{])", "nf"),
        Rule(r"([A-Z]\w*)(<)", ("nc", "p"), "generic"),
        Rule(r"[A-Z]\w*", "nc"),
        Rule(_KOTLIN_NAME, _KOTLIN_WORDS),
        Rule(r"\.\.<?|\?\.|!!|\?:|::", "o"),
        Rule(r"[-+*/%=<>!&|?:;,.(){}\[\]~^]", "p"),
    ),
    "comment": SWIFT["comment"],
    "generic": (
        Rule(r"\s+", ""),
        Rule(r"<", "p", "generic"),
        Rule(r">", "p", "^"),
        Rule(r"(?:in|out|reified)\b", "k"),
        Rule(r"[A-Z]\w*", "nc"),
        Rule(r"[,:?.]", "p"),
    ),
    "type": (Rule(r"[A-Z_]\w*", "nc", "^"), Rule(r"(?=[{(])", "", "^"), Rule(r".|\n", "err")),
    "property": (Rule(r"\s+", ""), Rule(rf"{_KOTLIN_NAME}", "py", "^"), Rule(r"", "", "^")),
    "properties": (
        Rule(r"\s+", ""),
        Rule(r"\(", "p"),
        Rule(r",", "p"),
        Rule(r"\)", "p", "^"),
        Rule(r"(:)(\s*)([A-Z]\w*)", ("p", "", "nc")),
        Rule(_KOTLIN_NAME, "py"),
        Rule(r"", "", "^"),
    ),
}
