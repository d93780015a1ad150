"""Ruby.

A slash, a percent sign or a question mark opens a literal where a value is due (`value`), and some do after a
name and a blank (`called`); after anything else they are operators.
Source: tokens observed of Rouge 4.7.0 (ruby).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, alternatives, include

__all__ = ["RUBY", "RUBY_VALUE"]

_KEYWORDS: Final = """
    BEGIN END alias begin break case class def do else elsif end ensure for if in next raise redo rescue
    retry return super then undef unless until when while yield
"""
_PSEUDO_KEYWORDS: Final = """
    alias_method attr catch extend false include loop module_function nil private protected public throw true
    __FILE__ __LINE__
"""
_BUILTINS: Final = """
    __id__ __send__ abort ancestors at_exit attr_accessor attr_reader attr_writer autoload binding
    callcc caller chomp chop class_eval class_variables clone const_get const_missing const_set constants
    display dup eval exec exit fail fork format freeze getc gets global_variables gsub hash id
    included_modules inspect instance_eval instance_method instance_methods instance_variable_get
    instance_variable_set instance_variables lambda load local_variables method method_missing methods
    module_eval name object_id open p print printf private_class_method private_instance_methods
    private_methods proc protected_instance_methods protected_methods public_class_method
    public_instance_methods public_methods putc puts rand readline readlines require require_relative scan
    select self send set_trace_func singleton_methods sleep split sprintf srand sub syscall system taint
    test to_a to_s trace_var trap untaint untrace_var warn
"""
_ASKING: Final = r"""
    autoload\? block_given\? const_defined\? eql\? equal\? frozen\? instance_of\? is_a\? iterator\? kind_of\?
    method_defined\? private_method_defined\? protected_method_defined\? public_method_defined\? respond_to\?
    tainted\? chomp! chop! exit! gsub! sub!
"""
_BRACKETS: Final = {"round": "()", "square": "[]", "curly": "{}", "angle": "<>"}
_INTERPOLATION: Final = (Rule(r"#\{", "si", "interpolation"), Rule(r"#(?:\$|@@?)[^\W\d]\w*", "si"))
_FLAGS: Final = "[mixounse]*"
_KINDS: Final = {"sr": "r", "sx": "[WQIx]?", "raw": "[wqis]"}
"""What stands between a percent sign and the delimiter, by what the literal is."""


def _percent_states() -> dict[str, list[Rule]]:
    """Return the states inside literals such as `%w[a b]`, whose brackets nest."""
    states = {
        "delimited_sr": [Rule(r"\\.", "se"), *_INTERPOLATION, Rule(r"[^\\#]+|[\\#]", "sr")],
        "delimited_sx": [Rule(r"\\.", "se"), *_INTERPOLATION, Rule(r"[^\\#]+|[\\#]", "sx")],
        "delimited_raw": [Rule(r"\\[^\w\s]", "se"), Rule(r"[^\\]+|\\", "sx")],
    }
    for name, brackets in _BRACKETS.items():
        opening, closing = (f"\\{bracket}" for bracket in brackets)
        for kind in _KINDS:
            token = "sr" if kind == "sr" else "sx"
            flags = _FLAGS if kind == "sr" else ""
            states[f"{name}_{kind}"] = [
                Rule(rf"\\[{opening}{closing}\\]" if kind == "raw" else r"\\.", "se"),
                Rule(opening, token, f"{name}_{kind}"),
                Rule(rf"{closing}{flags}", token, "^"),
                *([] if kind == "raw" else _INTERPOLATION),
                Rule(rf"[^\\{opening}{closing}#]+|[\\#]", token),
            ]
    return states


def _percent(lead: str, plain: str, leave: str) -> list[Rule]:
    """Return the rules of literals after a percent sign.

    `lead` is a pattern of what stands before them, `plain` one of the delimiters allowed without a letter.
    """
    rules = []
    for kind, letters in _KINDS.items():
        token = "sr" if kind == "sr" else "sx"
        rules += [
            Rule(rf"({lead})(%{letters}\{brackets[0]})", ("", token), f"{leave}{name}_{kind}")
            for name, brackets in _BRACKETS.items()
        ]
        mark = f"mark_{kind}"
        delimiter = rf"(?:(?<=%){plain}|(?<!%)(?:[^\w\s]|[ ](?=[^\n]* )))"
        if letters == "r":
            flags, delimiter = _FLAGS, r"(?:[^\w\s]|[ ](?=[^\n]* ))"
        else:
            flags = ""
        rules.append(
            Rule(
                rf"({lead})(%{letters})(?P<{mark}>{delimiter})((?s:(?:\\.|(?!(?P={mark})).)*))"
                rf"((?:(?P={mark}){flags})?)",
                ("", token, token, f"@delimited_{kind}", token),
                leave,
            )
        )
    return rules


_CODE: Final = (
    Rule(r"[ \t\r\f\v]+(?!\n)", ""),
    Rule(r"^=begin\b(?s:.*?)(?:^=end.*|\Z)", "cm"),
    Rule(r"^__END__\n(?s:.*)", "cp"),
    Rule(r"[ \t\r\f\v\n]+", "", "value"),
    Rule(r"#.*", "c1"),
    Rule(
        r"(<<[-~]?)(?P<quote>[\"'`]?)(?P<mark>[A-Za-z_]\w*)((?P=quote))"
        r"([^\n]*)(\n(?s:.*?))(?:^([ \t]*(?P=mark))$|\Z)",
        ("o", "no", "no", "no", "@code", "@here", "no"),
    ),
    Rule(r"(module)(\s+)([\w:]+)", ("k", "", "nn")),
    Rule(r"(class)(\s+)((?:[A-Z]\w*::)+[A-Z]\w*)(\s+)([A-Z]\w*)", ("k", "", "nc", "", "nc")),
    Rule(r"(class)(\s+)([A-Z][\w:]*)", ("k", "", "nc")),
    Rule(r"(def)(\s+)([^\W\d]\w*)(\.)([^\W\d]\w*[?!]?|[-+*/%<>=!~^&|\[\]`]+)", ("k", "", "nc", "o", "nf")),
    Rule(r"(def)(\s+)([^\W\d]\w*[?!]?|[-+*/%<>=!~^&|\[\]`]+)", ("k", "", "nf")),
    Rule(r"(?![A-Z])[^\W\d]\w*[?!]?:\s+", "ss", "value"),
    Rule(
        r":(?:@{0,2}[^\W\d]\w*[?!]?|\*\*|<=>|<<|>>|<=?|===?|[~%/&|^`]|-@|\[\]=?)",
        "ss",
    ),
    Rule(r":'(?:[^\\']|\\.)*'", "ss"),
    Rule(r':"', "ss", "symbol"),
    Rule(r"defined\?", "k", "value"),
    Rule(r"(::)(\s*)([A-Z]\w*)", ("o", "", "no"), "called"),
    Rule(r"::", "o"),
    Rule(r"(\.)(\s*)([^\W\dA-Z]\w*[?!]?|[-*%&^`~+,/\[<>=])", ("p", "", "nf"), "called"),
    Rule(rf"(?:{alternatives(_KEYWORDS)})\b", "k", "value"),
    Rule(rf"(?:{alternatives(_PSEUDO_KEYWORDS)})\b", "kp", "value"),
    Rule(r"(?:and|not|or)\b", "ow", "value"),
    Rule(rf"{alternatives(_ASKING)}|(?:{alternatives(_BUILTINS)})\b", "nb", "called"),
    Rule(r"[A-Z]\w*", "no", "called"),
    Rule(r"[^\W\d]\w*[?!]", "n", "value"),
    Rule(r"[^\W\d]\w*", "n", "called"),
    Rule(r"@@[^\W\d]\w*", "vc"),
    Rule(r"@[^\W\d]\w*", "vi"),
    Rule(r"\$(?:\w+|-\w|[^\w\s])", "vg"),
    Rule(r"0[xX][0-9a-fA-F_]+", "mh"),
    Rule(r"0[bB][01_]+", "mb"),
    Rule(r"\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)", "mf"),
    Rule(r"0[0-7_]+(?!\d)", "mo"),
    Rule(r"\d[\d_]*", "mi"),
    Rule(r"'", "s1", "single"),
    Rule(r'"', "s2", "double"),
    Rule(r"`", "sb", "backticks"),
    Rule(r"[)\]]|\\", "p"),
    Rule(r"[(\[,;?:]", "p", "value"),
    Rule(r"\.\.\.?|=>|->|[-+*/<>=!~^&|]+|%=?", "o", "value"),
    Rule(r"\.", "o"),
)

RUBY: Final[States] = {
    "root": (Rule(r"", "", "code value"),),
    "code": (Rule(r"\{", "p", "value"), Rule(r"\}", "p"), *_CODE),
    "value": (
        Rule(r"(?![\s/%?])", "", "^"),
        Rule(r"[ \t\r\f\v\n]+", ""),
        Rule(r"/", "sr", "regex"),
        *_percent("", r"(?:[^\w\s]|[ ](?=[^\n]* ))", ""),
        Rule(r"\?(?:\\[^\s]|[^\s\w:](?!\w)|\w(?!\w))", "sc"),
        Rule(r"", "", "^"),
    ),
    "called": (
        Rule(r"(?![ \t]+[/%])", "", "^"),
        Rule(r"([ \t]+)(/)(?![\s=])", ("", "sr"), "^regex"),
        *_percent(r"[ \t]+", r"[^\w\s=]", "^"),
        Rule(r"", "", "^"),
    ),
    "interpolation": (Rule(r"\}", "si", "^"), include("code")),
    "single": (Rule(r"\\(?s:.)", "s1"), Rule(r"'", "s1", "^"), Rule(r"[^\\']+|\\", "s1")),
    "double": (
        Rule(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", "se"),
        Rule(r'"', "s2", "^"),
        *_INTERPOLATION,
        Rule(r'[^\\"#]+|[#\\]', "s2"),
    ),
    "backticks": (Rule(r"\\.", "se"), Rule(r"`", "sb", "^"), *_INTERPOLATION, Rule(r"[^\\`#]+|[#\\]", "sb")),
    "symbol": (
        Rule(r'"', "ss", "^"),
        Rule(r"\\.", "se"),
        *_INTERPOLATION,
        Rule(r'[^\\"#]+|[#\\]', "ss"),
    ),
    "regex": (Rule(rf"/{_FLAGS}", "sr", "^"), *_INTERPOLATION, Rule(r"\\[^#\n]|[^\\/#]+|[#\\]", "sr")),
    "here": (Rule(r"\\.", "se"), *_INTERPOLATION, Rule(r"[^\\#]+|[#\\]", "sh")),
    **_percent_states(),
}

RUBY_VALUE: Final[States] = {
    **RUBY,
    "root": (
        Rule(r"\A=>", "p"),
        Rule(r"(#<)([A-Z]\w*)", ("kt", "no"), "shown"),
        Rule(r"#<", "kt", "shown"),
        include("code"),
    ),
    "shown": (
        Rule(r"(:)(0x[0-9a-f]+)", ("p", "mh")),
        Rule(r">", "kt", "^"),
        Rule(r"#<", "kt", "shown"),
        include("code"),
    ),
}
"""Values as `inspect` shows them."""
