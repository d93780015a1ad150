"""The shell's language.

Source: tokens observed of Rouge 4.7.0 (shell).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, alternatives, include

__all__ = ["BUILTINS", "KEYWORDS", "SHELL"]

KEYWORDS: Final = "if|fi|else|while|do|done|for|then|return|function|case|select|continue|until|esac|elif|in"

BUILTINS: Final = """
    alias bg bind break builtin caller cd command compgen complete declare dirs disown echo enable eval
    exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd pushd
    pwd read readonly set shift shopt source suspend test time times trap true type typeset ulimit umask
    unalias unset wait cat tac nl od base32 base64 fmt pr fold head tail split csplit wc sum cksum b2sum
    md5sum sha1sum sha224sum sha256sum sha384sum sha512sum sort shuf uniq comm ptx tsort cut paste join
    tr expand unexpand ls dir vdir dircolors cp dd install mv rm shred link ln mkdir mkfifo mknod
    readlink rmdir unlink chown chgrp chmod touch df du stat sync truncate printf yes expr tee basename
    dirname pathchk mktemp realpath stty printenv tty id logname whoami groups users who date arch nproc
    uname hostname hostid uptime chcon runcon chroot env nice nohup stdbuf timeout sleep factor numfmt
    seq tar grep sed awk sudo gzip gunzip
"""

SHELL: Final[States] = {
    "root": (
        Rule(r"#.*", "c"),
        Rule(
            r"""(<<[-~]?)([^\S\n]*)(["'\\]?)(?P<mark>\w+)(?s:(.*?))"""
            r"""(?:^([^\S\n]*(?P=mark)\s*(?:\n|\Z))|\Z)""",
            ("o", "", "sh", "no", "@here", "no"),
        ),
        include("basic"),
        include("data"),
    ),
    "case": (
        Rule(r"esac\b", "k", "^"),
        Rule(r"\)", "p", "branch"),
        Rule(r"\|", "p"),
        include("root"),
    ),
    "branch": (Rule(r";;", "p", "^"), Rule(r"esac\b", "k", "^^"), include("root")),
    "basic": (
        Rule(r"case\b", "k", "case"),
        Rule(rf"\b(?:{alternatives(KEYWORDS)})\s*\b", "k"),
        Rule(rf"\b(?:{alternatives(BUILTINS)})\s*\b(?![-.])", "nb"),
        Rule(r"\.(?=\s)", "nb"),
        Rule(r"(?a:\w+)(?==)", "nv"),
        Rule(r"\|\||&&|>>|<<<?|[\[\]{}()!=>]", "o"),
        Rule(r"(?a:-[-\w]+)", "nt"),
    ),
    "data": (
        Rule(r"\s+", ""),
        Rule(r"\\.?", "se"),
        Rule(r'\$?"', "s2", "double"),
        Rule(r"\$'", "s1", "ansi"),
        Rule(r"'[^']*'?", "s1"),
        Rule(r"\*+", "k"),
        Rule(r";+", "p"),
        include("interpolation"),
        Rule(r"<|[^=*\s{}()$\"'`\\;<]+", ""),
    ),
    "interpolation": (
        Rule(r"\$\(\(", "k", "arithmetic"),
        Rule(r"\$\(", "si", "parentheses"),
        Rule(r"\$\{#?", "k", "braces"),
        Rule(r"`", "sb", "backticks"),
        Rule(r"\$(?:\w+|#?.)", "nv"),
    ),
    "double": (
        Rule(r'"', "s2", "^"),
        Rule(r"\\.?", "se"),
        Rule(r'\$#?(?="|\Z)', "s2"),
        include("interpolation"),
        Rule(r'[^"`\\$]+', "s2"),
    ),
    "ansi": (Rule(r"\\.?", "se"), Rule(r"[^\\']+", "s1"), Rule(r"'", "s1", "^")),
    "here": (
        Rule(r"\\.?", "se"),
        Rule(r"`", "sh"),
        include("interpolation"),
        Rule(r"[^$\\`]+", "sh"),
    ),
    "parentheses": (Rule(r"\)", "si", "^"), include("root")),
    "backticks": (Rule(r"`", "sb", "^"), include("root")),
    "braces": (
        Rule(r"\}", "k", "^"),
        Rule(r":-", "k"),
        Rule(r"(?a:\w+)", "nv"),
        Rule(r"[^}:\"'`$\\]+", "p"),
        include("root"),
    ),
    "arithmetic": (
        Rule(r"\)\)", "k", "^"),
        Rule(r"[-+*/%^|&!]|\*\*|\|\|", "o"),
        Rule(r"\d+#\w+|\d+", "m"),
        include("root"),
    ),
}
