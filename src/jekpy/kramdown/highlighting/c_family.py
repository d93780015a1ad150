"""C and C++.

A name with parentheses is a function's where words stand before it and `;` or `{` behind; but not within
braces. What stands before and between is cut again, in the state `code`.
Source: tokens observed of Rouge 4.7.0 (c, cpp).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["CPP", "C"]

_TYPES: Final = """
    FILE _Bool char double float int int16_t int32_t int64_t int8_t intptr_t long off_t signed size_t time_t
    uint16_t uint32_t uint64_t uint8_t uintptr_t unsigned void
"""

_C_WORDS: Final = Words.of(
    "n",
    k="""
    _Alignas _Alignof _Atomic _Generic _Imaginary _Noreturn _Static_assert _Thread_local auto break case
    const continue default do else enum extern for goto if register restricted return sizeof static struct
    switch typedef union virtual volatile while
    """,
    kr="__asm __declspec __restrict inline restrict thread typename",
    kt=f"""{_TYPES}
    DIR _Complex char16_t char32_t clock_t div_t fpos_t int_fast16_t int_fast32_t int_fast64_t int_fast8_t
    int_least16_t int_least32_t int_least64_t int_least8_t intmax_t jmp_buf ldiv_t mbstate_t ptrdiff_t short
    sig_atomic_t ssize_t uint_fast16_t uint_fast32_t uint_fast64_t uint_fast8_t uint_least16_t
    uint_least32_t uint_least64_t uint_least8_t uintmax_t va_list wchar_t wctrans_t wctype_t wint_t
    """,
    nb="NULL false true",
)

_CPP_WORDS: Final = Words.of(
    "n",
    k="""
    alignas alignof asm auto break case catch char8_t class co_await co_return co_yield concept const
    const_cast consteval constexpr constinit continue decltype default delete do dynamic_cast else enum
    explicit export extern final for friend goto if import module mutable namespace new noexcept operator
    override private protected public register reinterpret_cast requires return sizeof static static_assert
    static_cast struct switch template this thread_local throw try typedef typeid typename union using
    virtual volatile while
    """,
    kr="__asm __declspec __restrict inline restrict thread",
    kt=f"{_TYPES} bool char16_t char32_t wchar_t",
    nb="NULL false nullptr true",
)

_NOT_CALLED: Final = r"[^;]{0,2000}?"
_BLANKS: Final = (
    Rule(r"//.*", "c1"),
    Rule(r"/(?:\\\n)?\*(?s:.*?)\*(?:\\\n)?/", "cm"),
    Rule(r"\n|[^\S\n]+", ""),
)


def _states(words: Words, numbers: tuple[Rule, ...], first: tuple[Rule, ...], *, nests: bool) -> States:
    """Return the states of a language of the family; `nests` tells whether braces nest, as they do in C.

    Where they do not, the first closing brace leaves the body, and one that closes nothing is no error.
    """
    code = (
        *_BLANKS,
        Rule(r'(?:L|u8?|U)?"', "s", "string"),
        Rule(r"(?:L|u8?|U)?'(?:\\.|\\[0-7]{1,3}|\\x[a-fA-F0-9]{1,2}|[^\\'\n])'", "sc"),
        *numbers,
        Rule(r"(case\b)((?:'\\?.'|[^:\n]|::)*?)(:)(?!:)", ("k", "@code", "p")),
        Rule(r"[A-Za-z_]\w*", words),
        Rule(r"\*/", "err"),
        Rule(r"[-+*/%&|^~!<>=?:]+", "o"),
        Rule(r"[()\[\],.;{]", "p"),
        Rule(r"\}", "err" if nests else "p"),
    )
    called = rf"([\w*][\w*\s]{{0,200}}?[\s*])([A-Za-z_]\w*)(\s*)(\({_NOT_CALLED}\))(\s*)(?=[;{{])"
    return {
        "root": (
            Rule(r"\A(\s*)([A-Za-z_]\w*:)(?!:)", ("", "nl")),
            include("lines"),
            *first,
            Rule(called, ("@code", "nf", "", "@code", "")),
            Rule(r"\{", "p", "body"),
            include("code"),
        ),
        "body": (
            include("lines"),
            *first,
            Rule(r"^([^\S\n]*)([A-Za-z_]\w*:)(?!:)", ("", "nl")),
            Rule(r"\{", "p", "body" if nests else ""),
            Rule(r"\}", "p", "^"),
            include("code"),
        ),
        "code": code,
        "lines": (
            Rule(r"^[^\S\n]*#if[^\S\n]+0\b", "c", "unused"),
            Rule(
                r"^([^\S\n]*)(#include)([^\S\n]*)(<[^>\n]+>|\"[^\"\n]+\")(.*)(\n?)",
                ("", "cp", "", "cpf", "c1", "cp"),
            ),
            Rule(r"^([^\S\n]*)(#)", ("", "cp"), "macro"),
        ),
        "macro": (
            Rule(r"\n", "cp", "^"),
            Rule(r"/\*(?s:.*?)\*/", "cm"),
            Rule(r"(?:[^\n/\\]|/(?!\*)|\\.)+", "cp"),
            Rule(r"\\\n|.", "cp"),
        ),
        "unused": (
            Rule(r"^\s*#if.*\n?", "c", "unused_deeper"),
            Rule(r"^\s*#(?:elif|else)\b", "c", "^"),
            Rule(r"^\s*#endif\b.*\n?", "c", "^"),
            Rule(r".+\n?|\n", "c"),
        ),
        "unused_deeper": (
            Rule(r"^\s*#if.*\n?", "c", "unused_deeper"),
            Rule(r"^\s*#endif\b.*\n?", "c", "^"),
            Rule(r".+\n?|\n", "c"),
        ),
        "string": (
            Rule(r'"', "s", "^"),
            Rule(r"\\(?:[\\abfnrtv\"']|x[a-fA-F0-9]{2,4}|[0-7]{1,3})", "se"),
            Rule(r'(?:[^\\"\n]|\\[^\\abfnrtv\"\'x0-7])+|\\', "s"),
        ),
    }


C: Final[States] = _states(
    _C_WORDS,
    (
        Rule(r"(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+[lL]*", "mf"),
        Rule(r"0[xX][0-9a-fA-F]+[lLuU]*", "mh"),
        Rule(r"0[0-7]+[lLuU]*", "mo"),
        Rule(r"\d+[lLuU]*", "mi"),
    ),
    (),
    nests=True,
)

_TYPE_NAME: Final = r"((?:class|struct)\b)"

CPP: Final[States] = {
    **_states(
        _CPP_WORDS,
        (
            Rule(r"0[xX][0-9a-fA-F]+(?:'[0-9a-fA-F]+)*[lLuU]*", "mh"),
            Rule(r"\d+(?:'\d+)*(?:\.\d+(?:'\d+)*)?(?:h|min|s|ms|us|ns|d|y|il|if|i)\b", "mx"),
            Rule(r"0[bB][01]+(?:'[01]+)*", "mb"),
            Rule(r"(?:\d+(?:'\d+)*\.(?:\d+(?:'\d+)*)?|\.\d+(?:'\d+)*)(?:[eEpP][+-]?\d+)?[fFlLuU]?", "mf"),
            Rule(r"\d+(?:'\d+)*[eE][+-]?\d+[fFlLuU]?", "mf"),
            Rule(r"0[0-7]+[lLuU]*", "mo"),
            Rule(r"\d+(?:'\d+)*[lLuU]*", "mi"),
        ),
        (
            Rule(r"(?:class|struct)\b", "k", "type_name"),
            Rule(r"template\b", "k", "template"),
            Rule(r'(?:L|u8?|U)?R"(?P<mark>[^()\\\s]{0,16})\((?s:.*?)\)(?P=mark)"', "s"),
        ),
        nests=False,
    ),
    "type_name": (*_BLANKS, Rule(r"[A-Za-z_]\w*", "nc", "^"), Rule(r"", "", "^")),
    "template": (
        Rule(r"(typename\b)(\s*)(\.\.\.)?", ("k", "", "o"), "type_name"),
        Rule(r"(class|struct)(\s*)(\.\.\.)", ("k", "", "o"), "type_name"),
        Rule(r"[>;]", "p", "^"),
        include("root"),
    ),
}
