"""Java, C#, Go and Rust.

Source: tokens observed of Rouge 4.7.0 (java, csharp, go, rust).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, alternatives, include

__all__ = ["CSHARP", "GO", "JAVA", "RUST"]

_BLOCK_COMMENT: Final = r"/\*(?s:.*?)(?:\*/|\Z)"

_JAVA_KEYWORDS: Final = """
    assert break case catch continue default do else finally for goto if instanceof new return switch
    this throw try while
"""
_JAVA_WORDS: Final = Words.of(
    "n",
    kd="""
    abstract class const enum extends final implements interface native private protected public
    record static strictfp super synchronized throws transient volatile
    """,
    kt="""
    boolean byte char double float int long short var void
    """,
    kc="""
    false null true
    """,
    kn="""
    import package
    """,
)

JAVA: Final[States] = {
    "root": (
        Rule(r"[^\S\n]+", ""),
        Rule(r"//.*", "c1"),
        Rule(_BLOCK_COMMENT, "cm"),
        Rule(rf"(?:{alternatives(_JAVA_KEYWORDS)})\b", "k"),
        Rule(
            r"(\s*(?a:(?:[A-Za-z_][\w.\[\]<>]{0,200}\s+){1,12}?))((?a:[A-Za-z_]\w*))(\s*)(?=\()",
            ("@root", "nf", ""),
        ),
        Rule(r"\s+", ""),
        Rule(r"(import|package)(\s+)([\w.]+\*?)", ("kn", "", "nn")),
        Rule(r"@\w+", "nd"),
        Rule(r"(?:class|interface|record)\b", "kd", "class"),
        Rule(r"((?<!\.)\.)([A-Za-z_$]\w*)", ("o", "na")),
        Rule(r"[^\W\d]\w*:", "nl"),
        Rule(r"[A-Z][A-Z0-9_]*(?!\w)", "no"),
        Rule(r"[A-Z]\w*", "nc"),
        Rule(r"[^\W\d]\w*", _JAVA_WORDS),
        Rule(r"\$\w*", "n"),
        Rule(r"0[xX][0-9a-fA-F_]+", "mh"),
        Rule(r"0[bB][01_]+", "mb"),
        Rule(r"\d[\d_]*\.[\d_]+(?:[eE]\d+)?[fd]?", "mf"),
        Rule(r"0[0-7_]+", "mo"),
        Rule(r"\d[\d_]*L?", "mi"),
        Rule(r'"""(?s:.*?)(?:"""|\Z)', "sh"),
        Rule(r'"(?:[^\\"\n]|\\.)*"?', "s"),
        Rule(r"'(?:[^\\'\n]|\\(?:u[0-9a-fA-F]{4}|.))'", "sc"),
        Rule(r"[-+*/%<>=!~^&|?:;,.()\[\]{}]", "o"),
    ),
    "class": (Rule(r"\s+", ""), Rule(r"[^\W\d]\w*", "nc", "^")),
}

_GO_WORDS: Final = Words.of(
    "n",
    k="""
    break case chan const continue default defer else fallthrough for func go goto if import interface
    map package range return select struct switch type var
    """,
    kt="""
    bool byte complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint
    uint16 uint32 uint64 uint8 uintptr
    """,
    nb="""
    append cap close complex copy delete imag len make new panic print println real recover
    """,
    no="""
    false iota nil true
    """,
)

GO: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(rf"//.*|{_BLOCK_COMMENT}", "c"),
        Rule(r"[^\W\d]\w*", _GO_WORDS),
        Rule(r"0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?i?|\.\d+", "m"),
        Rule(r"`[^`]*`?", "s"),
        Rule(r'"', "s", "string"),
        Rule(r"'(?:[^\\'\n]|\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.))'", "sc"),
        Rule(r"\.\.\.|[-+*/%<>=!~^&|?:.]", "o"),
        Rule(r"[;,()\[\]{}]", "p"),
    ),
    "string": (Rule(r"\\.", "se"), Rule(r'"', "s", "^"), Rule(r'[^\\"\n]+', "s"), Rule(r"\n", "s", "^")),
}

_CSHARP_WORDS: Final = Words.of(
    "n",
    k="""
    abstract add alias and as ascending async await base break by case catch checked class const
    continue default delegate descending do else enum equals event explicit extern false finally fixed
    for foreach from get global goto group if implicit in init interface internal into is join let
    lock nameof namespace new notnull null on operator orderby out override params partial private
    protected public readonly record ref remove return sealed set sizeof stackalloc static struct
    switch this throw true try typeof unchecked unmanaged unsafe using value virtual void volatile
    when where while with yield
    """,
    kt="""
    bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint
    ulong ushort var
    """,
)

_CSHARP_CALLED_LIKE: Final = """
    if for foreach while switch return catch using lock typeof nameof sizeof await new throw in is and or when
    where default base this fixed checked unchecked
"""

CSHARP: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"//.*", "c1"),
        Rule(_BLOCK_COMMENT, "cm"),
        Rule(
            r"^[^\S\n]*#[^\S\n]*(?:define|elif|else|endif|endregion|error|if|line|pragma|region|undef|warning).*\n?",
            "cp",
        ),
        Rule(r"(namespace|using)(\s+)(?!\()(?!var\b)([\w.]+)", ("k", "", "nn")),
        Rule(r"(?:class|struct|record|interface)\b", "k", "class"),
        Rule(rf"(?!(?:{alternatives(_CSHARP_CALLED_LIKE)})\b)[^\W\d]\w*(?=\s*\()", "nf"),
        Rule(r"[^\W\d]\w*", _CSHARP_WORDS),
        Rule(r"0[xX][0-9a-fA-F]+[lLuU]*|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?[fFdDmMlLuU]*", "m"),
        Rule(r'(?:\$@|@\$)"', "s", "filled"),
        Rule(r'@"(?:[^"]|"")*"?', "s"),
        Rule(r'\$"', "s", "filled"),
        Rule(r'"(?:[^\\"\n]|\\.)*"?', "s"),
        Rule(r"'(?:[^\\'\n]|\\(?:u[0-9a-fA-F]{4}|.))'", "sc"),
        Rule(r"[-+*/%<>=!~^&|?:;,.()\[\]{}]", "p"),
    ),
    "class": (Rule(r"\s+", ""), Rule(r"[^\W\d]\w*", "nc", "^")),
    "filled": (
        Rule(r"\{\{|\}\}", "s"),
        Rule(r"\{", "p", "field"),
        Rule(r'"', "s", "^"),
        Rule(r'[^{}"\\]+|\\.|[}\\]', "s"),
    ),
    "field": (Rule(r"\}", "p", "^"), include("root")),
}

_RUST_WORDS: Final = Words.of(
    "n",
    k="""
    Self abstract as async await become box break const continue crate do dyn else enum extern false
    final fn for if impl in let loop macro match mod move mut override priv pub ref return self static
    struct super trait true try type typeof union unsafe unsized use virtual where while yield
    """,
    nb="""
    Arc AsMut AsRef Box Clone Copy Default DoubleEndedIterator Drop Eq Err ExactSizeIterator Extend Fn
    FnMut FnOnce From Index Into IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result
    Send Sized Some String Sync ToOwned ToString Unpin Vec bool char drop f32 f64 i128 i16 i32 i64 i8
    isize str u128 u16 u32 u64 u8 usize
    """,
)

_RUST_KEYWORDS: Final = " ".join(word for word, name in _RUST_WORDS.classes.items() if name == "k")

RUST: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"//[/!].*", "cd"),
        Rule(r"//.*", "c1"),
        Rule(_BLOCK_COMMENT, "cm"),
        Rule(r"#!?\[", "nd", "attribute"),
        Rule(r"(fn)(\s+)(\w+)(?=\()", ("k", "", "nf")),
        Rule(r"[^\W\d]\w*!(?!=)", "nd"),
        Rule(r"\.await\b", "k"),
        Rule(r"\.[^\W\d]\w*(?=\()", "nf"),
        Rule(r"\.[^\W\d]\w*", "py"),
        Rule(r"(?<![.\d])\.\d+", "na"),
        Rule(r"(?:b?r(?P<hash>#*)\"(?s:.*?)(?:\"(?P=hash)|\Z))", "s"),
        Rule(r'b?"', "s", "string"),
        Rule(r"b?'(?:[^\\'\n]|\\(?:u\{[^}]*\}|x[0-9a-fA-F]{2}|.))'", "sc"),
        Rule(r"'\w+|\$\w+(?::\w+)?", "nv"),
        Rule(rf"(?:{alternatives(_RUST_KEYWORDS)})\b", "k"),
        Rule(r"[^\W\d]\w*(?=::)", "nn"),
        Rule(r"[^\W\d]\w*(?=\()", "nf"),
        Rule(r"[^\W\d]\w*", _RUST_WORDS),
        Rule(r"\d[\d_]*\.\d[\d_]*(?:[eE][-+]?\d+)?(?:f32|f64)?", "mf"),
        Rule(r"0[xob][\da-fA-F_]+\w*|\d[\d_]*(?:[iu](?:8|16|32|64|128|size))?", "mi"),
        Rule(r"=>|->", "k"),
        Rule(r"::|\|\||[|;:,()\[\]{}]", "p"),
        Rule(r"\.\.[.=]?|[-+*/%<>=!~^&?@]", "o"),
        Rule(r"\.", "p"),
    ),
    "attribute": (
        Rule(r"\[", "nd", "attribute"),
        Rule(r"\]", "nd", "^"),
        Rule(r'"', "s", "string"),
        Rule(r"\s+", ""),
        Rule(r'[^\s"\[\]]+', "nd"),
    ),
    "string": (Rule(r"\\(?:u\{[^}]*\}|.)", "se"), Rule(r'"', "s", "^"), Rule(r'[^\\"]+|\\', "s")),
}
