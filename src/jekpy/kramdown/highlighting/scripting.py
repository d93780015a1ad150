"""Lua and R.

Source: tokens observed of Rouge 4.7.0 (lua, r).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words

__all__ = ["LUA", "R"]

_LUA_BUILTINS: Final = """
    assert collectgarbage coroutine.create coroutine.isyieldable coroutine.resume coroutine.running
    coroutine.status coroutine.wrap coroutine.yield debug.debug debug.gethook debug.getinfo
    debug.getlocal debug.getmetatable debug.getregistry debug.getupvalue debug.getuservalue
    debug.sethook debug.setlocal debug.setmetatable debug.setupvalue debug.setuservalue debug.traceback
    debug.upvalueid debug.upvaluejoin dofile error getmetatable gsub io.close io.flush io.input io.lines
    io.open io.output io.popen io.read io.stderr io.stdin io.stdout io.tmpfile io.type io.write ipairs
    load loadfile math.abs math.acos math.asin math.atan math.ceil math.cos math.deg math.exp math.floor
    math.fmod math.huge math.log math.max math.maxinteger math.min math.mininteger math.modf math.pi
    math.rad math.random math.randomseed math.sin math.sqrt math.tan math.tointeger math.type math.ult
    next os.clock os.date os.difftime os.execute os.exit os.getenv os.remove os.rename os.setlocale
    os.time os.tmpname package.config package.cpath package.loaded package.loadlib package.path
    package.preload package.searchers package.searchpath pairs pcall print rawequal rawget rawlen rawset
    require select setmetatable string.byte string.char string.dump string.find string.format
    string.gmatch string.gsub string.len string.lower string.match string.pack string.packsize
    string.rep string.reverse string.sub string.unpack string.upper table.concat table.insert table.move
    table.pack table.remove table.sort table.unpack tonumber tostring type utf8.char utf8.charpattern
    utf8.codepoint utf8.codes utf8.len utf8.offset xpcall
"""
_LUA_WORDS: Final = Words.of(
    "n",
    k="break do else elseif end for if in repeat return then until while",
    kd="local",
    kc="false nil true",
    ow="and not or",
    nb=_LUA_BUILTINS,
)
_LUA_LONG: Final = r"\[(?P<level>=*)\[(?s:.{0,8000}?)(?:\](?P=level)\])"

LUA: Final[States] = {
    "root": (
        Rule(r"\A#!.*", "cp"),
        Rule(r"--\[(?P<depth>=*)\[(?s:.{0,8000}?)(?:\](?P=depth)\])", "cm"),
        Rule(r"--.*", "c1"),
        Rule(r"\s+", ""),
        Rule(r"0[xX][0-9a-fA-F]+", "mh"),
        Rule(r"\d+[eE][-+]?\d+", "mf"),
        Rule(r"\d+", "mi"),
        Rule(_LUA_LONG, "s"),
        Rule(r"(function)(\s+)([A-Za-z_]\w*)(\.)([A-Za-z_]\w*)", ("k", "", "nc", "p", "nf")),
        Rule(r"(function)(\s+)([A-Za-z_]\w*)", ("k", "", "nf")),
        Rule(r"function\b", "k"),
        Rule(r"[A-Za-z_]\w*\.[A-Za-z_]\w*", "@dotted"),
        Rule(r"(?<=[\w])(\.)([A-Za-z_]\w*)", ("p", "n")),
        Rule(r"[A-Za-z_]\w*", _LUA_WORDS),
        Rule(r"'", "s1", "single"),
        Rule(r'"', "s2", "double"),
        Rule(r"\.\.\.?|[-+*/%^<>=~#]", "o"),
        Rule(r"[:;,.(){}\[\]]", "p"),
    ),
    "dotted": (
        Rule(rf"(?:{'|'.join(word for word in _LUA_BUILTINS.split() if '.' in word)})\Z", "nb"),
        Rule(r"\w+", "n"),
        Rule(r"\.", "p"),
    ),
    "single": (
        Rule(r"'", "s1", "^"),
        Rule(r"\\(?:[abfnrtv\\\"']|\d{1,3})", "se"),
        Rule(r"[^\\'\n]+|\\", "s1"),
    ),
    "double": (
        Rule(r'"', "s2", "^"),
        Rule(r"\\(?:[abfnrtv\\\"']|\d{1,3})", "se"),
        Rule(r'[^\\"\n]+|\\', "s2"),
    ),
}

_R_PRIMITIVES: Final = """
    Arg Conj Im Mod Re UseMethod abs acos acosh all any anyNA as.call as.character as.complex as.double
    as.environment as.integer as.logical as.numeric as.raw asin asinh atan atanh attr attributes baseenv
    browser c call ceiling class cos cosh cospi cummax cummin cumprod cumsum digamma dim dimnames
    emptyenv exp expression floor forceAndCall gamma gc.time globalenv interactive invisible is.array
    is.call is.character is.complex is.double is.environment is.finite is.function is.infinite
    is.integer is.language is.list is.logical is.matrix is.na is.name is.nan is.null is.numeric
    is.object is.pairlist is.raw is.recursive is.single is.symbol lazyLoadDBfetch length lgamma list log
    max min missing names nargs nzchar oldClass on.exit pos.to.env proc.time prod quote range rep return
    round seq.int seq_along seq_len sign signif sin sinh sinpi sqrt standardGeneric substitute sum
    switch tan tanh tanpi tracemem trigamma trunc unclass untracemem xtfrm
"""
_R_WORDS: Final = Words.of(
    "n",
    k="break else for function if in next repeat while",
    kc="FALSE Inf NA NA_character_ NA_complex_ NA_integer_ NA_real_ NULL NaN TRUE",
    nb="F LETTERS T letters month.abb month.name pi",
)

R: Final[States] = {
    "root": (
        Rule(r"#.*", "c1"),
        Rule(r"\s+", "w"),
        Rule(r'"(?:\\(?s:.)|[^"\\])*"?', "s2"),
        Rule(r"'(?:\\(?s:.)|[^'\\])*'?", "s1"),
        Rule(r"`[^`]*`", "n"),
        Rule(r"0[xX][0-9a-fA-F]+L?", "mh"),
        Rule(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?[Li]?", "m"),
        Rule(
            r"(?:[A-Za-z]|\.(?!\d))[\w.]*(?=\()",
            Words({**_R_WORDS.classes, **dict.fromkeys(_R_PRIMITIVES.split(), "nf")}, "n"),
        ),
        Rule(r"(?:[A-Za-z]|\.(?!\d))[\w.]*", _R_WORDS),
        Rule(r"%[^%\n]*%|<<?-|->>?|\|>|:{1,3}|==|[<>!]=|&&|\|\||[-+*/^=<>!&|~$@?]", "o"),
        Rule(r"[()\[\]{},;]", "p"),
    ),
}
