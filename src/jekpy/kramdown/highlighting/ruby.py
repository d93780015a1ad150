"""Ruby.

Source: tokens observed of Rouge 4.7.0 (ruby).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["RUBY", "RUBY_VALUE"]

_WORDS: Final = Words.of(
    "n",
    k="""
    BEGIN END alias begin break case class def do else elsif end ensure for if in next raise redo rescue
    retry return super then undef unless until when while yield
    """,
    kp="""
    attr catch extend false include loop module_function nil private protected public throw true __FILE__
    __LINE__
    """,
    ow="and or not",
    nb="""
    __id__ __send__ abort ancestors at_exit attr_accessor attr_reader attr_writer autoload binding
    callcc caller chomp chop class_eval class_variables clone const_defined? const_get const_missing
    const_set constants display dup eval exec exit fail fork format freeze getc gets global_variables
    gsub gsub! hash id included_modules inspect instance_eval instance_method instance_methods
    instance_variable_get instance_variable_set instance_variables lambda load local_variables method
    method_missing methods module_eval name object_id open p print printf private_class_method
    private_instance_methods private_methods proc protected_instance_methods protected_methods
    public_class_method public_instance_methods public_methods putc puts rand readline readlines require
    scan select self send set_trace_func singleton_methods sleep split sprintf srand sub sub! syscall
    system taint test to_a to_s trace_var trap untaint untrace_var warn
    """,
)

_BRACKETS: Final = {"round": "()", "square": "[]", "curly": "{}", "angle": "<>"}


def _percent_states() -> dict[str, list[Rule]]:
    """Return the states inside literals such as `%w[a b]`, whose brackets nest."""
    states = {}
    for name, brackets in _BRACKETS.items():
        opening, closing = (f"\\{bracket}" for bracket in brackets)
        for token in ("sx", "sr"):
            states[f"{name}_{token}"] = [
                Rule(r"\\.", token),
                Rule(opening, token, f"{name}_{token}"),
                Rule(rf"{closing}\w*", token, "^"),
                Rule(r"#\{", "si", "interpolation"),
                Rule(rf"[^\\{opening}{closing}#]+|#", token),
            ]
    return states


_BEFORE_VALUE: Final = "|".join(
    ["^", r"(?<=[=~(,!|&{;\[])", *(rf"(?<=\b{word} )" for word in ("if", "when", "and", "or", "unless"))]
)
"""What shows that a slash opens a regular expression."""

_CODE: Final = (
    Rule(r"\s+", ""),
    Rule(r"^=begin\b(?s:.*?)(?:^=end.*|\Z)", "cm"),
    Rule(r"^__END__\n(?s:.*)", "cp"),
    Rule(r"#.*", "c1"),
    Rule(
        r"(<<[-~]?)(?P<quote>[\"'`]?)(?P<mark>[A-Za-z_]\w*)((?P=quote))"
        r"([^\n]*)(\n(?s:.*?))(?:^(\s*(?P=mark))$|\Z)",
        ("o", "no", "no", "no", "@root", "@here", "no"),
    ),
    Rule(r"(module)(\s+)([\w:]+)", ("k", "", "nn")),
    Rule(r"(class)(\s+)([A-Z][\w:]*)", ("k", "", "nc")),
    Rule(r"(def)(\s+)(self)(\.)([^\W\d]\w*[?!=]?|[-+*/%<>=!~^&|\[\]]+)", ("k", "", "nc", "o", "nf")),
    Rule(r"(def)(\s+)([^\W\d]\w*(?:[?!]|=(?=\())?|[-+*/%<>=!~^&|\[\]]+)", ("k", "", "nf")),
    Rule(r"(?:include|extend|module_function|loop)\b", "kp"),
    Rule(r"[^\W\d]\w*[?!]?:(?!:)\s*", "ss"),
    Rule(r":(?!!~)(?:[^\W\d]\w*[?!]?|[-+*/%<>=!~^&|]+|\[\]=?)", "ss"),
    Rule(r":'(?:[^\\']|\\.)*'", "ss"),
    Rule(r':"', "ss", "symbol"),
    Rule(r"defined\?", "k"),
    Rule(r"(::)(\s*)([A-Z]\w*)", ("o", "", "no")),
    Rule(r"(\.)(\s*)([^\W\d]\w*[?!]?)", ("p", "", "nf")),
    Rule(r"[A-Z]\w*", "no"),
    Rule(r"[^\W\d]\w*[?!]?(?![\w])", _WORDS),
    Rule(r"@@\w+", "vc"),
    Rule(r"@\w+", "vi"),
    Rule(r"\$(?:\w+|.)", "vg"),
    Rule(r"0[xX][0-9a-fA-F_]+", "mh"),
    Rule(r"0[bB][01_]+", "mb"),
    Rule(r"\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)", "mf"),
    Rule(r"\d[\d_]*", "mi"),
    Rule(r"'", "s1", "single"),
    Rule(r'"', "s2", "double"),
    Rule(r"`", "sb", "backticks"),
    Rule(rf"(?:{_BEFORE_VALUE})/(?![ =])|(?<=[=~(,] )/", "sr", "regex"),
    Rule(r"(?<![\w)\]}])\?[^\s\w](?!\w)|(?<![\w)\]}])\?\w\b", "sc"),
    *(
        Rule(rf"(?<![\w)\]}}])%{letters}\{brackets[0]}", token, f"{name}_{token}")
        for name, brackets in _BRACKETS.items()
        for letters, token in (("r", "sr"), ("[wWqQiIxs]?", "sx"))
    ),
    Rule(r"[()\[\]{},;?:]|\.(?![.@])", "p"),
    Rule(r"\.\.\.?|\.|::|=>|->|[-+*/%<>=!~^&|]+", "o"),
)

_INTERPOLATION: Final = Rule(r"#\{", "si", "interpolation")

RUBY: Final[States] = {
    "root": _CODE,
    "interpolation": (Rule(r"\}", "si", "^"), include("nested")),
    "braces": (Rule(r"\}", "p", "^"), include("nested")),
    "nested": (Rule(r"\{", "p", "braces"), *_CODE),
    "single": (Rule(r"\\[\\']", "se"), Rule(r"'", "s1", "^"), Rule(r"[^\\']+|\\", "s1")),
    "double": (Rule(r"\\.", "se"), Rule(r'"', "s2", "^"), _INTERPOLATION, Rule(r'[^\\"#]+|[#\\]', "s2")),
    "backticks": (Rule(r"\\.", "se"), Rule(r"`", "sb", "^"), _INTERPOLATION, Rule(r"[^\\`#]+|[#\\]", "sb")),
    "symbol": (Rule(r'"', "ss", "^"), _INTERPOLATION, Rule(r'\\.|[^\\"#]+|[#\\]', "ss")),
    "regex": (Rule(r"/\w*", "sr", "^"), _INTERPOLATION, Rule(r"\\.|[^\\/#]+|[#\\]", "sr")),
    "here": (Rule(r"\\.", "se"), _INTERPOLATION, Rule(r"[^\\#]+|[#\\]", "sh")),
    **_percent_states(),
}

RUBY_VALUE: Final[States] = {
    **RUBY,
    "root": (
        Rule(r"\A=>", "p"),
        Rule(r"(#<)([A-Z]\w*)", ("kt", "no"), "shown"),
        Rule(r"#<", "kt", "shown"),
        *_CODE,
    ),
    "shown": (
        Rule(r"(:)(0x[0-9a-f]+)", ("p", "mh")),
        Rule(r">", "kt", "^"),
        Rule(r"#<", "kt", "shown"),
        *_CODE,
    ),
}
"""What `irb` shows of a value."""
