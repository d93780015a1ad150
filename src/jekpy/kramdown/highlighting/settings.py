"""Files of settings, build files and command files: properties, INI, TOML, Docker, batch.

Source: tokens observed of Rouge 4.7.0 (properties, ini, toml, docker, batchfile).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words

__all__ = ["BATCH", "DOCKER", "INI", "PROPERTIES", "TOML"]

PROPERTIES: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"[#!].*\n?", "c"),
        Rule(r"([\w.-]+)([^\S\n]*)([=:])([^\S\n]*)", ("py", "", "p", ""), "value"),
        Rule(r"[\w.-]+|\S", "err"),
    ),
    "value": (
        Rule(r"(\\\n)([^\S\n]*)", ("se", "")),
        Rule(r"\n", "", "^"),
        Rule(r"\\.", "se"),
        Rule(r"[^\\\n]+|\\", "s"),
    ),
}

INI: Final[States] = {
    "root": (
        Rule(r"[#;].*\n?", "c"),
        Rule(r"\s+", "w"),
        Rule(r"\[[^\]\n]*\]", "nn"),
        Rule(r"([\w.-]+)([^\S\n]*)(=)([^\S\n]*)", ("py", "w", "p", "w"), "value"),
        Rule(r"\S+", "na"),
    ),
    "value": (
        Rule(r"\n", "", "^"),
        Rule(r"[^\S\n]+", "w"),
        Rule(r"\\(?s:.)?", "se"),
        Rule(r'"[^"\\]*"', "s"),
        Rule(r"'[^'\\\n]*'", "s"),
        Rule(r"[^\\\n]+", "s"),
    ),
}

_TOML_VALUE: Final = (
    Rule(r"#.*", "c"),
    Rule(r"true|false", "kc"),
    Rule(r"(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d[^\s,\]}]*", "ld"),
    Rule(r"[-+]?(?:inf|nan)\b", "mf"),
    Rule(r"0x[0-9a-fA-F_]+", "mh"),
    Rule(r"0o[0-7_]+", "mo"),
    Rule(r"0b[01_]+", "mb"),
    Rule(r"[-+]?\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)", "mf"),
    Rule(r"[-+]?\d[\d_]*", "mi"),
    Rule(r'"""', "s", "lines"),
    Rule(r"'''(?s:.*?)(?:'''|\Z)", "s"),
    Rule(r'"', "s", "string"),
    Rule(r"'[^'\n]*'?", "s"),
    Rule(r"\[", "p", "list"),
    Rule(r"\{", "p", "table"),
)

TOML: Final[States] = {
    "root": (
        Rule(r"#.*", "c"),
        Rule(r"\[\[?|\]\]?", "k"),
        Rule(r"(?<=[\[\w.\"'])[^\S\n]+(?=[^=#\n]{0,200}\])", "w"),
        Rule(r"\s+", ""),
        Rule(r"\.(?=[^=\n]{0,200}\])", "k"),
        Rule(r"\.", "p"),
        Rule(r'"[^"\n]*"|\'[^\'\n]*\'', "s"),
        Rule(r"[\w-]+", "n"),
        Rule(r"=", "o", "value"),
    ),
    "value": (
        Rule(r"\n", "", "^"),
        Rule(r"[^\S\n]+(?=#|$)", ""),
        Rule(r"[^\S\n]+", "w"),
        *_TOML_VALUE,
        Rule(r"-[\w-]+", "n"),
    ),
    "list": (
        Rule(r"\s+", ""),
        Rule(r"\]", "p", "^"),
        Rule(r",", "p"),
        Rule(r"\d{4}-\d\d-\d\d(?![T ]\d)", "mi"),
        *_TOML_VALUE,
        Rule(r"[\w-]+", "n"),
    ),
    "table": (
        Rule(r"[^\S\n]+", "w"),
        Rule(r"\}", "p", "^"),
        Rule(r"[,=.]", "p"),
        *_TOML_VALUE,
        Rule(r"[\w-]+", "n"),
    ),
    "lines": (Rule(r'"""', "s", "^"), Rule(r"\\(?s:.)", "se"), Rule(r'[^"\\]+|["\\]', "s")),
    "string": (Rule(r"\\.", "se"), Rule(r'["\n]', "s", "^"), Rule(r'[^"\\\n]+', "s")),
}

_DOCKER_KEYWORDS: Final = (
    "MAINTAINER|CMD|EXPOSE|ENV|ADD|ENTRYPOINT|VOLUME|WORKDIR|COPY|LABEL|ARG|STOPSIGNAL|SHELL|USER|HEALTHCHECK"
)

DOCKER: Final[States] = {
    "root": (
        Rule(r"\s+", ""),
        Rule(r"#.*", "c"),
        Rule(
            r"(?i:(FROM)([^\S\n]+)(\S[^\n]*?)([^\S\n]+)(AS)(\s+)(\S+))", ("k", "w", "s", "w", "k", "w", "s")
        ),
        Rule(r"(?i:(FROM)\b)(.*)", ("k", "s")),
        Rule(r"(?i:(ONBUILD)(\s+))", ("k", "w")),
        Rule(r"(?i:RUN\s+)", "k", "command"),
        Rule(rf"(?i:({_DOCKER_KEYWORDS})\b)(.*)", ("k", "s")),
        Rule(r".+", ""),
    ),
    "command": (Rule(r"\\\n", "se"), Rule(r"\n", "", "^"), Rule(r"[^\\\n]+|\\", "@shell")),
}

_BATCH_WORDS: Final = Words.of(
    "kd",
    fold=True,
    k="if else for in do goto call exit",
    kd="set setlocal endlocal enabledelayedexpansion disabledelayedexpansion",
    ow="exist defined not equ neq lss leq gtr geq errorlevel cmdextversion",
    kr="nul con prn aux com1 lpt1",
    na="on off enableextensions enabledelayedexpansion",
    nb="""
    attrib assoc bcdedit cacls cd chcp chdir chkdsk cls cmd color comp compact convert copy curl del dir
    diskpart doskey driverquery echo endlocal erase expand fc find findstr format fsutil ftype gpresult
    graftabl help hostname icacls ipconfig label md mkdir mklink mode more move net netsh netstat
    nslookup openfiles path pause ping popd print prompt pushd rd recover reg ren rename replace rmdir
    robocopy route sc schtasks setlocal setx shift shutdown sort start subst systeminfo taskkill
    tasklist telnet time timeout title tracert tree type typeperf ver verify vol wmic xcopy where whoami
    date choice cipher clip ftp break curl.exe
    """,
)

BATCH: Final[States] = {
    "root": (
        Rule(r"^[^\S\n]*(?:::|(?i:@?rem)\b).*", "c"),
        Rule(r"(?i:rem)\b.*", "c"),
        Rule(r":\w+", "nl"),
        Rule(r"@(?i:echo)\b|\s+", ""),
        Rule(r"%%?~?\w*[a-z](?!\w)(?!%)|%~?\d", "vm"),
        Rule(r"%\w[^%\n]*%|![^!\s]+!", "nv"),
        Rule(r'"', "s2", "double"),
        Rule(r"'[^'\n]*'?", "s1"),
        Rule(r"(?:--?|/)[A-Za-z?]+(?:-[A-Za-z]+)*\s*", "na"),
        Rule(r"\d+(?!\w)", "m"),
        Rule(r"[A-Za-z_]\w*(?:\.exe)?", _BATCH_WORDS),
        Rule(r"[<>&|=()*+!{}@?,;-]+", "o"),
        Rule(r"[^\s%!\"'<>&|=()*+{}@?,;-]+|.", ""),
    ),
    "double": (Rule(r'["\n]', "s2", "^"), Rule(r"%\w[^%\n]*%", "nv"), Rule(r'[^"%\n]+|%', "s2")),
}
