"""CSS, SCSS and Sass.

In CSS a block of an at-rule holds properties if it begins with one, else rules. In SCSS a name before a colon
is a property if what follows is no letter.
Source: tokens observed of Rouge 4.7.0 (css, scss, sass).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include
from .style_words import COLORS, FUNCTIONS, PROPERTIES, VALUES

__all__ = ["CSS", "SASS", "SCSS"]

_LETTER: Final = r"(?u:[^\W\d]|-)"
_NAME: Final = rf"{_LETTER}(?u:[\w-])*"
_UNITS: Final = (
    "px|em|rem|ex|ch|vw|vh|vmin|vmax|in|cm|mm|pt|pc|s|ms|Hz|kHz|deg|grad|rad|turn|dpi|dpcm|dppx|fr|%"
)

_CSS_VALUES: Final = Words.of("n", fold=True, nb=VALUES, nx=COLORS, nf=FUNCTIONS, no="true false")
_CSS_PROPERTIES: Final = Words.of("py", nl=PROPERTIES)

_CSS_BASE: Final = (Rule(r"\s+", ""), Rule(r"/\*(?s:.*?)\*/", "c"))
_CSS_QUOTED: Final = (
    Rule(r'"(?:\\(?s:.)|[^"\\])*"', "s1"),
    Rule(r"'(?:\\(?s:.)|[^'\\])*'", "s2"),
)
_CSS_PROPERTY: Final = (
    Rule(
        r"((?:-(?:ms|webkit|moz|o|khtml|xv|wap|ah|apple|epub|hp|rim|tc|ro|atsc)-|mso-)[\w-]+)(\s*)(:)",
        ("nl", "", "p"),
        "^properties value",
    ),
    Rule(rf"({_NAME})(\s*)(:)", ("@property", "", "p"), "^properties value"),
)

CSS: Final[States] = {
    "root": (include("rules"),),
    "rules": (
        *_CSS_BASE,
        Rule(r"\{", "p", "properties"),
        Rule(rf"(?::+{_NAME})+", "nd"),
        Rule(rf"\.{_NAME}", "nc"),
        Rule(rf"#{_NAME}", "nf"),
        Rule(r"@[\w-]+", "k", "at"),
        Rule(_NAME, "nt"),
        Rule(r"\d+%", "m"),
        Rule(r"[~^*!%&\[\]()<>|+=@:;,./?]", "o"),
        *_CSS_QUOTED,
    ),
    "properties": (*_CSS_BASE, Rule(r"\}", "p", "^"), *_CSS_PROPERTY),
    "property": (Rule(r"[\w-]+", _CSS_PROPERTIES), Rule(r".", "py")),
    "value": (Rule(r";", "p", "^"), Rule(r"(?=\})", "", "^"), include("values")),
    "at": (
        Rule(r"\{", "p", "^block"),
        Rule(r";", "p", "^"),
        Rule(r"=", "o"),
        include("values"),
    ),
    "block": (
        Rule(r"\s+", ""),
        *_CSS_PROPERTY,
        Rule(r"", "", "^rules_in_block"),
    ),
    "rules_in_block": (Rule(r"\}", "p", "^"), include("rules")),
    "values": (
        *_CSS_BASE,
        Rule(r"#[0-9a-fA-F]{3,6}", "nx"),
        Rule(rf"-?(?:\d*\.)?\d+(?:(?:{_UNITS})(?![\w-])|%)?", "m"),
        Rule(r"!\s*important\b", "cp"),
        *_CSS_QUOTED,
        Rule(rf"--{_NAME}", "l"),
        Rule(rf"(?!-){_NAME}", _CSS_VALUES),
        Rule(r"[*+/-]", "o"),
        Rule(r"[()\[\]:.,]", "p"),
    ),
}

_SASS_VALUES: Final = Words.of("n", nb=VALUES, bp="true false")
_SASS_PROPERTIES: Final = Words.of("na", nl=PROPERTIES)

_SASS_INTERPOLATION: Final = Rule(r"#\{", "si", "interpolation")
_SASS_QUOTED: Final = (Rule(r'"', "s2", "double"), Rule(r"'", "s1", "single"))


def _sass_states(end: str, blank: str, inner: str, root: tuple[Rule, ...]) -> States:
    """Return the states of either notation.

    `end` ends a statement, `blank` may stand within one, `inner` within the name of a property.
    """
    return {
        "root": (
            *root,
            Rule(r"@(?:mixin|function)\b", "k", "definition"),
            Rule(r"@include\b", "k", "inclusion"),
            Rule(r"@for\b", "k", "loop"),
            Rule(r"@(?:import|if|else|elseif|each|while|return|media|debug|warn|error)\b", "k", "value"),
            Rule(r"@[\w-]+", "k", "selector"),
            Rule(r"(\$[\w-]+)([^\S\n]*)(:)", ("nv", "", "p"), "value"),
            Rule(rf"(?={_LETTER}[\w-]*{inner}[^\S\n]*:(?![:A-Za-z]))", "", "property"),
            Rule(r"(?=[^\s;{}])", "", "selector"),
        ),
        "property": (
            Rule(r"(?u:[\w-])+", _SASS_PROPERTIES),
            _SASS_INTERPOLATION,
            Rule(r"([^\S\n]*)(:)", ("", "p"), "^value"),
            Rule(r"", "", "^"),
        ),
        "selector": (
            Rule(rf"(?=[{end}])", "", "^"),
            Rule(blank, ""),
            _SASS_INTERPOLATION,
            Rule(r":", "nd", "nd"),
            Rule(r"\.", "nc", "nc"),
            Rule(r"#", "nn", "nn"),
            Rule(r"%", "nv", "nv"),
            Rule(r"&", "k"),
            Rule(r"[\w-]+", "nt"),
            Rule(r"[~^*!()\[\]<>|+=,/@]+", "o"),
            Rule(r";", "o"),
            *_SASS_QUOTED,
        ),
        **{
            name: (_SASS_INTERPOLATION, Rule(r"[\w-]+", name), Rule(r"", "", "^"))
            for name in ("nd", "nc", "nn", "nv")
        },
        **{
            name: (Rule(r"[^\S\n]+", ""), Rule(r"[\w-]+", token, "^value"), Rule(r"", "", "^value"))
            for name, token in (("definition", "nf"), ("inclusion", "nd"))
        },
        "loop": (Rule(r"(?:from|to|through)(?![\w-])", "ow"), include("value")),
        "value": (Rule(rf"(?=[{end}])", "", "^"), Rule(blank, ""), include("values")),
        "values": (
            Rule(r"\$[\w-]+", "nv"),
            Rule(r"url\(", "sx", "url"),
            Rule(r"[\w-]+(?=\s*\()", "nf"),
            Rule(r"(?:and|or|not)\b", "ow"),
            Rule(r"[A-Za-z_][\w-]*", _SASS_VALUES),
            Rule(r"#[A-Za-z0-9]{1,6}", "mh"),
            Rule(r"-?\d+(?:%|[A-Za-z]\w*)?", "m"),
            Rule(r"\.\d+(?:%|[A-Za-z]\w*)?", "mi"),
            _SASS_INTERPOLATION,
            Rule(r"[~^*!&%<>|+=@:,./?-]+", "o"),
            Rule(r"[\[\]()]", "p"),
            *_SASS_QUOTED,
        ),
        "interpolation": (Rule(r"\}", "si", "^"), Rule(r"\s+", ""), include("values")),
        "url": (
            Rule(r"\)", "sx", "^"),
            _SASS_INTERPOLATION,
            Rule(r"[^#)\\]+|\\.|[#\\]", "sx"),
        ),
        "double": (
            Rule(r'"', "s2", "^"),
            _SASS_INTERPOLATION,
            Rule(r'\\.|[^\\"#\n]+|#', "s2"),
        ),
        "single": (
            Rule(r"'", "s1", "^"),
            _SASS_INTERPOLATION,
            Rule(r"\\.|[^\\'#\n]+|#", "s1"),
        ),
    }


SCSS: Final[States] = _sass_states(
    ";{}",
    r"\s+",
    "",
    (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1"),
        Rule(r"/\*(?s:.*?)(?:\*/|\Z)", "cm"),
        Rule(r"[;{}]", "p"),
    ),
)

SASS: Final[States] = {
    **_sass_states(
        r"\n",
        r"[^\S\n]+",
        r"(?:#\{[^}\n]*\}[\w-]*)?",
        (
            Rule(r"^(?P<line> *)(//.*(?:\n(?P=line) +\S.*)*)", ("", "@line_comment")),
            Rule(r"^(?P<block> *)(/\*.*(?:\n(?P=block) +\S.*)*\n?)", ("", "@block_comment")),
            Rule(r"\s+", ""),
            Rule(r"=[\w-]+", "nf", "value"),
            Rule(r"\+[\w-]+", "nd", "value"),
            Rule(r"(@import)\b", ("k",), "import"),
            Rule(r"(:)([\w-]+)(?=\s)", ("na", "@old_property"), "value"),
        ),
    ),
    "old_property": (Rule(r".+", _SASS_PROPERTIES),),
    "import": (Rule(r"[^\S\n]+", ""), Rule(r"\S+", "s"), Rule(r"(?=\n)", "", "^")),
    "line_comment": (Rule(r"\n *", ""), Rule(r".+", "c1")),
    "block_comment": (Rule(r"^ +", ""), Rule(r"[^\n]*\n?", "cm")),
}
