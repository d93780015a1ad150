"""Languages that describe data and machines: HCL, Terraform, Protocol Buffers, GraphQL.

Source: tokens observed of Rouge 4.7.0 (hcl, terraform, protobuf, graphql).
"""

from __future__ import annotations

from typing import Final

from .machine import Include, Rule, States, Words, include

__all__ = ["GRAPHQL", "HCL", "PROTOBUF", "TERRAFORM"]


def _hcl(words: Words, inside: tuple[Rule, ...]) -> States:
    """Return the states of a language with these words; `inside` is what strings hold besides text."""
    code: tuple[Rule | Include, ...] = (
        Rule(r"\s+", ""),
        Rule(r"(?://|#).*", "c1"),
        Rule(r"/\*(?s:.*?)\*/", "cm"),
        Rule(r'"', "s2", "string"),
        Rule(r"\d+\.\d+(?:[eE][-+]?\d+)?", "mf"),
        Rule(r"\d+", "mi"),
        Rule(r"([A-Za-z_$][\w-]*)(\s*)(=)(?!=)", ("@word", "", "o")),
        Rule(r"[A-Za-z_$][\w-]*", words),
        Rule(r"(<<-?)(\s*)(?=[A-Za-z])", ("o", "")),
        Rule(r"&&|\|\||!=|[-+!?:<>]", "o"),
        Rule(r"\{", "p", "braces"),
    )
    nested = (
        Rule(r"\[", "p", "brackets"),
        Rule(r"\(", "p", "parentheses"),
        Rule(r"[,.*/%=]", "p"),
    )
    inline = (Rule(r"/(?![/*])|[*%]|==?", "o"), *code, *nested)
    return {
        "root": (Rule(r"/(?![/*])|[*%]|==", "o"), Rule(r"\[", "p", "brackets"), *code),
        "word": (Rule(r".+", words),),
        "braces": (Rule(r"\}", "p", "^"), Rule(r"/(?![/*])|[*%]|==", "o"), *code, *nested),
        "brackets": (Rule(r"\]", "p", "^"), *code, *nested),
        "parentheses": (Rule(r"\)", "p", "^"), *inline),
        "string": (Rule(r'"', "s2", "^"), *inside, Rule(r'[^"\\$]+|\$', "s2")),
        "filled": (Rule(r"\}", "p", "^"), *inline),
    }


HCL: Final[States] = _hcl(Words.of("nx", kc="false null true"), ())
TERRAFORM: Final[States] = _hcl(
    Words.of(
        "nx",
        kc="false null true",
        kd="local var",
        k="data module output provider resource terraform variable",
    ),
    (Rule(r"\$\{", "p", "filled"), Rule(r"\\(?s:.)", "se")),
)

_PROTOBUF_WORDS: Final = Words.of(
    "n",
    kc="false true",
    kd="enum extend group message service",
    k="""
    ctype default extensions import max oneof option optional packed repeated required returns rpc to
    """,
    kt="""
    bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64
    """,
    mf="inf nan",
)

PROTOBUF: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1"),
        Rule(r"/\*(?s:.*?)\*/", "cm"),
        Rule(r"(package)(\s+)([A-Za-z_]\w*)", ("kn", "", "nn")),
        Rule(r"(message|extend)(\s+)([A-Za-z_]\w*)", ("kd", "", "nc")),
        Rule(r'"(?:\\.|[^"\\\n])*"' + r"|'(?:\\.|[^'\\\n])*'", "s"),
        Rule(r"0[xX][0-9a-fA-F]+", "mh"),
        Rule(r"\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+|\d+[eE][-+]?\d+", "mf"),
        Rule(r"0[0-7]+", "mo"),
        Rule(r"\d+", "mi"),
        Rule(r"(group)(\s+)([A-Za-z_]\w*)", ("kd", "", "n")),
        Rule(rf"(?!(?:{'|'.join(_PROTOBUF_WORDS.classes)})\b)[A-Za-z_][\w.]*(?=\s*=)", "na"),
        Rule(r"[A-Za-z_][\w.]*", _PROTOBUF_WORDS),
        Rule(r"[-=:.<+]", "o"),
        Rule(r"[(){}\[\],;]", "p"),
    ),
}

_GRAPHQL_BASE: Final = (
    Rule(r'^([^\S\n]*)(""")(\s*)((?s:.*?))(\s*)(""")', ("w", "s2", "w", "@markdown", "w", "s2")),
    Rule(r"\s+", "w"),
    Rule(r"#.*", "c"),
    Rule(r",", "p"),
)
_GRAPHQL_TYPES: Final = Words.of("n", nb="Boolean Float ID Int String")

GRAPHQL: Final[States] = {
    "root": (
        *_GRAPHQL_BASE,
        Rule(r"(?:query|mutation|subscription|fragment)\b", "k", "operation"),
        Rule(r"\{", "p", "selection"),
        Rule(r"(scalar)(\s+)(\w+)", ("k", "w", "n")),
        Rule(r"(?:type|interface|input|extend|schema|enum|union)\b", "k", "definition"),
    ),
    "operation": (
        *_GRAPHQL_BASE,
        Rule(r"on\b", "k"),
        Rule(r"(@\w+)(\()", ("k", "p"), "arguments"),
        Rule(r"\(", "p", "variables"),
        Rule(r"\{", "p", "^selection"),
        include("directive"),
        Rule(r"[A-Za-z_]\w*", "n"),
    ),
    "directive": (
        Rule(r"(@\w+)(\()", ("k", "p"), "arguments"),
        Rule(r"@\w+", "k"),
        Rule(r"\(", "p", "arguments"),
    ),
    "variables": (
        *_GRAPHQL_BASE,
        Rule(r"\)", "p", "^"),
        Rule(r"[:!\[\]]", "p"),
        Rule(r"\$\w+", "nv"),
        Rule(r"=", "p", "default"),
        Rule(r"[A-Za-z_]\w*", _GRAPHQL_TYPES),
    ),
    "default": (*_GRAPHQL_BASE[:-1], Rule(r"(?=[),$])", "", "^"), include("value")),
    "selection": (
        *_GRAPHQL_BASE,
        Rule(r"\}", "p", "^"),
        Rule(r"\{", "p", "selection"),
        Rule(r"(\.\.\.)(\s*)(on)\b", ("p", "w", "k")),
        Rule(r"\.\.\.", "p"),
        include("directive"),
        Rule(r":", "p"),
        Rule(r"[A-Za-z_]\w*", "n"),
    ),
    "arguments": (*_GRAPHQL_BASE, Rule(r"\)", "p", "^"), Rule(r":", "p"), include("value")),
    "value": (
        Rule(r'"(?:\\.|[^"\\\n])*"', "s2"),
        Rule(r"-?\d+\.\d+(?:[eE][-+]?\d+)?", "mf"),
        Rule(r"-?\d+", "mi"),
        Rule(r"\$\w+", "nv"),
        Rule(r"(?:true|false|null)\b", "kc"),
        Rule(r"\[", "p", "list"),
        Rule(r"\{", "p", "object"),
        Rule(r"[A-Za-z_]\w*", "n"),
    ),
    "list": (*_GRAPHQL_BASE, Rule(r"\]", "p", "^"), include("value")),
    "object": (*_GRAPHQL_BASE, Rule(r"\}", "p", "^"), Rule(r":", "p"), include("value")),
    "definition": (
        *_GRAPHQL_BASE,
        Rule(r"(?:type|interface|input|schema|enum|union|scalar|implements|extend)\b", "k"),
        Rule(r"(?:query|mutation|subscription|fragment)\b", "k", "^operation"),
        Rule(r"\{", "p", "^fields"),
        Rule(r"[=|]", "p"),
        Rule(r"[A-Za-z_]\w*", "n"),
    ),
    "fields": (
        *_GRAPHQL_BASE,
        Rule(r"\}", "p", "^"),
        Rule(r"\(", "p", "field_arguments"),
        Rule(r"[:!\[\]]", "p"),
        Rule(r"[A-Za-z_]\w*", _GRAPHQL_TYPES),
    ),
    "field_arguments": (
        *_GRAPHQL_BASE,
        Rule(r"\)", "p", "^"),
        Rule(r"=", "p", "default"),
        Rule(r"[:!\[\]]", "p"),
        Rule(r"[A-Za-z_]\w*", _GRAPHQL_TYPES),
    ),
}
