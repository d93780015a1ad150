"""PHP, within HTML or alone.

Code begins in PHP unless its first tag of PHP opens.
Source: tokens observed of Rouge 4.7.0 (php).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, alternatives, include
from .markup import HTML
from .php_words import FUNCTIONS

__all__ = ["PHP"]

_KEYWORDS: Final = """
    __class__ __dir__ __file__ __function__ __line__ __method__ __namespace__ __trait__ abstract and array as
    break case catch clone const continue declare default die do echo else elseif empty enddeclare endfor
    endforeach endif endswitch endwhile eval exit final finally fn for foreach function global goto if include
    include_once instanceof insteadof isset list match new or parent print private protected public readonly
    require require_once return self static switch throw try unset var while xor yield __halt_compiler
"""
_CONSTANTS: Final = """
    e_all e_compile_error e_compile_warning e_core_error e_core_warning e_deprecated e_error e_notice e_parse
    e_recoverable_error e_strict e_user_deprecated e_user_error e_user_notice e_user_warning e_warning null
    php_bindir php_config_file_path php_datadir php_eol php_errmsg php_extension_dir php_libdir
    php_localstatedir php_os php_output_handler_cont php_output_handler_end php_output_handler_start php_self
    php_sysconfdir php_version false true default_include_path pear_install_dir pear_extension_dir
"""
_WORDS: Final = Words.of(
    "n",
    fold=True,
    k=_KEYWORDS,
    kc=_CONSTANTS,
    kd="class enum extends implements interface trait",
    kn="namespace use",
)
_CALLED: Final = Words({**_WORDS.classes, **dict.fromkeys(FUNCTIONS.split(), "nb")}, "nf", fold=True)
_NAME: Final = r"(?u:[^\W\d]\w*)"
_QUALIFIED: Final = rf"\\?{_NAME}(?:\\{_NAME})*"
_TAG: Final = Rule(r"<\?(?:php\b|=)?", "cp", "php")
_MODIFIERS: Final = "abstract final private protected public readonly static var"

_BASE: Final = (
    Rule(r"\s+", ""),
    Rule(r"//.*|#(?!\[).*", "c1"),
    Rule(r"/\*\*(?!/)(?s:.*?)\*/", "cd"),
    Rule(r"/\*(?s:.*?)\*/", "cm"),
)

PHP: Final[States] = {
    **HTML,
    "root": (
        Rule(r"\A(?=(?:(?!\?>)(?s:.))*?<\?)", "", "html"),
        Rule(r"", "", "html php"),
    ),
    "html": (_TAG, Rule(r"[^<&]+|&(?![#\w]+;)", ""), *HTML["root"][1:]),
    "attributes": (_TAG, *HTML["attributes"]),
    "double": (_TAG, Rule(r'"', "s", "^"), Rule(r'[^"<]+|<', "s")),
    "single": (_TAG, Rule(r"'", "s", "^"), Rule(r"[^'<]+|<", "s")),
    "value": (
        Rule(r'"', "s", "^double"),
        Rule(r"'", "s", "^single"),
        Rule(r"[^\s>]+", "s", "^"),
        Rule(r"", "", "^"),
    ),
    "php": (
        Rule(r"\?>", "cp", "^"),
        include("code"),
    ),
    "code": (
        *_BASE,
        Rule(r"<<<[^\S\n]*(?P<quote>[\"']?)(?P<mark>\w+)(?P=quote)\n(?s:.*?)^[^\S\n]*(?P=mark)\b;?", "sh"),
        Rule(r"#\[[^\n]*\](?=[^\S\n]*$)", "na"),
        Rule(r"\$+" + _NAME, "nv"),
        Rule(r"'(?:\\(?s:.)|[^\\'])*'", "s1"),
        Rule(r"`[^`]*`", "sb"),
        Rule(r'"', "s2", "string"),
        Rule(r"0[xX][0-9a-fA-F_]+", "mh"),
        Rule(r"0[bB][01_]+", "mb"),
        Rule(r"0[oO]?[0-7_]+(?![\d.])", "mo"),
        Rule(r"(?:\d[\d_]*)?\.(?:\d[\d_]*)?(?:(?<=\d)[eE][-+]?\d+)?", "mf"),
        Rule(r"\d[\d_]*", "mi"),
        Rule(rf"(?i:(namespace)(\s+)({_QUALIFIED}))", ("kn", "", "nn")),
        Rule(r"(?i:(use)(\s+)(function|const)\b(\s+))", ("kn", "", "k", "")),
        Rule(r"(?i:(use)(\s*)(?=\())", ("k", "")),
        Rule(rf"(enum)(\s+)({_NAME})(\s*)(:)(\s*)({_NAME})", ("kd", "", "nc", "", "p", "", "kt")),
        Rule(
            rf"(?i:(class|interface|trait|enum)(\s+)(?!(?:extends|implements)\b)({_NAME}))", ("kd", "", "nc")
        ),
        Rule(rf"(?i:(function)(\s+)(&?)(\s*)({_NAME})(\s*)(\())", ("k", "", "o", "", "n", "", "p"), "type"),
        Rule(r"(?i:(function|fn)(\s*)(\())", ("k", "", "p"), "type"),
        Rule(r"(?i:(new)(\s+)(self|static|parent)\b)", ("k", "", "nc")),
        Rule(rf"(new)(\s+)(?!class\b)({_QUALIFIED})", ("k", "", "nc")),
        Rule(rf"(?i:const)(?=\s+{_NAME}\s+[A-Za-z])", "k", "member"),
        Rule(rf"(?i:(const)(\s+)({_NAME}))", ("k", "", "no")),
        Rule(r"(case)(\s+)([A-Z]\w*)(?=\s*[;=])", ("k", "", "no")),
        Rule(r"(?i:private|protected|public)\b", "k", "member"),
        Rule(r"(::)(\s*)(class)\b", ("o", "", "n")),
        Rule(rf"(\??->)(\s*)({_NAME})(?=\s*\()", ("o", "", "@call")),
        Rule(rf"(\??->)(\s*)({_NAME})", ("o", "", "@named")),
        Rule(rf"(::)(\s*)({_NAME})(?=\s*\()", ("o", "", "@call")),
        Rule(rf"({_QUALIFIED}\\)(\{{)", ("nn", "p")),
        Rule(rf"{_NAME}(?!\\)(?=\s*\()", _CALLED),
        Rule(rf"{_QUALIFIED}(?=\s*\()", "@called"),
        Rule(_QUALIFIED, "@named"),
        Rule(r"[-~!%^&*+=|:.<>/?@]+", "o"),
        Rule(r"[()\[\]{};,]", "p"),
    ),
    "call": (Rule(r".+", _CALLED),),
    "called": (Rule(r".+", "nf"),),
    "named": (
        Rule(rf"(?i:(?:{alternatives(' '.join(_WORDS.classes))})\Z)", _WORDS),
        Rule(r"(?:.*\\)?[A-Z][A-Z0-9_]+\Z", "no"),
        Rule(r"(?:.*\\)?(?u:[A-Z]\w*)\Z", "nc"),
        Rule(r".+", "n"),
    ),
    "type": (
        *_BASE,
        Rule(rf"(?i:{alternatives(_MODIFIERS)})(?=\s)", "k"),
        Rule(rf"\??{_NAME}(?=[\s|])", "kt", "^parameters"),
        Rule(r"(?=[$&.)])", "", "^parameters"),
        Rule(r"", "", "^"),
    ),
    "parameters": (
        Rule(rf"(\))(\s*)(:)(\s*)(\??{_NAME})(?!\\)", ("p", "", "p", "", "kt"), "^"),
        Rule(r"\)", "p", "^"),
        Rule(r",", "p", "^type"),
        Rule(r"[(\[]", "p", "brackets"),
        include("code"),
    ),
    "brackets": (Rule(r"[)\]]", "p", "^"), Rule(r"[(\[]", "p", "brackets"), include("code")),
    "member": (
        *_BASE,
        Rule(rf"(?i:{alternatives(_MODIFIERS)})(?=\s)", "k"),
        Rule(r"(?=(?i:const|function|class|enum|interface|trait)\b)", "", "^"),
        Rule(rf"\??{_NAME}(?=[\s|;])", "kt", "^"),
        Rule(r"", "", "^"),
    ),
    "string": (
        Rule(r'"', "s2", "^"),
        Rule(r"\\(?:[nrtvef\\$\"]|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u\{[0-9a-fA-F]+\})", "se"),
        Rule(rf"\${_NAME}(?:\[[^\]\n]*\]|->{_NAME})?", "nv"),
        Rule(r"\{(?=\$)", "si", "filled"),
        Rule(r'[^"\\$\{]+|[\\$\{]', "s2"),
    ),
    "filled": (Rule(r"\}", "si", "^"), include("code")),
}
