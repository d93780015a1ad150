"""HTML elements as kramdown's own, for the option `html_to_native`.

`<em>` becomes emphasis, `<ul>` a list, a regular `<table>` a table; white space that means nothing goes.
Source: kramdown 2.5.2, parser/html.rb, ElementConverter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from .characters import SPACES, STRIP, words
from .entities import REFERENCE, entity_by_name, referenced_entity
from .html_tags import content_model
from .native_tables import is_simple_table, settle_table
from .patterns import SPAN_TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["to_native"]

_NO_TEXT: Final = words("html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup")
_WRAP_TEXT: Final = words(
    """body section nav article aside header footer address div li dd blockquote figure figcaption fieldset
    form"""
)
_NO_BLANKS: Final = _WRAP_TEXT | {"td", "th"}
_STRIP: Final = words(
    """address article aside blockquote body caption dd div dl dt fieldset figcaption form footer header h1 h2
    h3 h4 h5 h6 legend li nav p section td th"""
)
_SIMPLE: Final[Mapping[str, str]] = {
    "em": "em", "strong": "strong", "blockquote": "blockquote", "hr": "hr", "br": "br", "img": "image",
    "p": "paragraph", "thead": "table_section", "tbody": "table_section", "tfoot": "table_section",
    "tr": "table_row", "td": "table_cell", "th": "table_cell", "ul": "list", "ol": "list",
    "dl": "definition_list", "li": "list_item", "dt": "definition_term", "dd": "definition",
}  # fmt: skip
_SPANS: Final = frozenset(
    {"em", "strong", "br", "image", "link", "code_inline", "math_inline", "html_inline"}
)
_NEITHER: Final = frozenset({"bare", "boundary", "html_raw", "text"})
_HTML: Final = frozenset({"html_block", "html_inline"})
_QUOTES: Final = frozenset({"lsquo", "rsquo", "ldquo", "rdquo"})
_SYMBOLS: Final = frozenset({"mdash", "ndash", "hellip", "laquo", "raquo"})
_BLANKS: Final = re.compile(r"\s+", re.ASCII)
_HIGHLIGHTER: Final = re.compile(r"\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*", re.ASCII)
_LANGUAGE: Final = re.compile(r"\blanguage-\S+", re.ASCII)
_MATH: Final = re.compile(r"\bmath/tex\b")
_CDATA: Final = re.compile(r"\A(?:%\s*)?<!\[CDATA\[\n?(.*?)(?:\s%)?\]\]>\Z", re.DOTALL | re.ASCII)


def to_native(token: Token) -> None:
    """Turn an HTML element, and those in it, into kramdown's own elements where there are such."""
    _convert(token, convert=True, keep_text=False, parent=None)


def _convert(token: Token, *, convert: bool, keep_text: bool, parent: Token | None) -> None:
    """Turn `token` into a native element; with `convert` false, it stays HTML with everything in it."""
    if token.type == "html_comment":
        token.block = parent is None or content_model(parent.tag) != "span"
        return
    if token.type not in _HTML:
        return
    token.meta.pop("ial", None)
    name = token.tag
    special = _SPECIAL.get(name)
    if convert and special is not None:
        special(token)
        return
    if convert and name in _NO_TEXT:
        token.children = [child for child in token.children or () if child.type != "text"]
    if convert and name in _SIMPLE:
        _become(token, _SIMPLE[name])
        _children(token, convert=True, keep_text=keep_text)
    else:
        _stay(token, convert=convert, keep_text=keep_text)
    if convert:
        _tidy(token, name)


def _become(token: Token, kind: str) -> None:
    """Make `token` an element of another kind; nothing of how it was parsed remains."""
    token.type = kind
    token.info = token.markup = ""
    token.hidden = False
    token.block = kind not in _SPANS


def _stay(token: Token, *, convert: bool, keep_text: bool = False) -> None:
    """Keep `token` an HTML element, with the content model that its name has."""
    if token.content and token.children is None:
        token.children = [_token("bare", token.content)]
    token.info = content_model(token.tag) if convert else "raw"
    token.type = "html_inline" if token.tag in SPAN_TAGS else "html_block"
    token.block = token.type == "html_block"
    token.markup = ""
    _children(token, convert=convert, keep_text=keep_text)


def _children(token: Token, *, convert: bool = True, keep_text: bool = False) -> None:
    """Convert what `token` holds; its text is split at character references."""
    if token.children is None:
        return
    children: list[Token] = []
    for child in token.children:
        if child.type == "text":
            children.extend(_split_text(child.content, keep_blanks=keep_text or not convert))
        else:
            _convert(child, convert=convert, keep_text=keep_text, parent=token)
            children.append(child)
    is_raw = token.type in _HTML and token.info == "raw"
    for child in children:
        if child.type in {"html_block", "html_comment"}:
            child.hidden = is_raw
    token.children = children


def _split_text(text: str, *, keep_blanks: bool) -> list[Token]:
    """Return text as tokens: character references become entities, quotes and symbols."""
    if not keep_blanks:
        text = _BLANKS.sub(" ", text)
    tokens: list[Token] = []
    pos = 0
    while match := REFERENCE.search(text, pos):
        tokens.append(_token("text", text[pos : match.start()]))
        entity, pos = _reference(match)
        tokens.append(entity)
    tokens.append(_token("text", text[pos:]))
    return [token for token in tokens if token.content or token.type != "text"]


def _reference(match: re.Match[str]) -> tuple[Token, int]:
    """Return the token for a character reference, and where the text goes on."""
    name = match[1]
    if name in _QUOTES:
        return _token("smart_quote", name), match.end()
    if name in _SYMBOLS:
        return _token("symbol", name), match.end()
    found = referenced_entity(match)
    token = _token("entity", "&" if found is None else found.char)
    token.info = "amp" if found is None else found.name or ""
    if found is None:
        return token, match.start() + 1
    token.markup = match[0]
    return token, match.end()


def _token(kind: str, content: str) -> Token:
    token = Token(kind, "", 0)
    token.content = content
    return token


def _is_block(token: Token) -> bool:
    return token.block and token.type not in _NEITHER


def _tidy(token: Token, name: str) -> None:
    """Take away the white space that means nothing in `name`, and put text between blocks into paragraphs."""
    children = token.children
    if not children:
        return
    if name in _STRIP:
        if children[0].type == "text":
            children[0].content = children[0].content.lstrip(STRIP)
        if children[-1].type == "text":
            children[-1].content = children[-1].content.rstrip(STRIP)
    if name in _NO_BLANKS:
        last = len(children) - 1
        children = [
            child
            for index, child in enumerate(children)
            if child.type != "text"
            or child.content.strip(STRIP)
            or not (index in {0, last} or (_is_block(children[index - 1]) and _is_block(children[index + 1])))
        ]
    token.children = _wrapped(children) if name in _WRAP_TEXT else children


def _wrapped(children: list[Token]) -> list[Token]:
    """Return blocks with the spans between them in transparent paragraphs."""
    wrapped: list[Token] = []
    paragraph: Token | None = None
    for child in children:
        if _is_block(child):
            wrapped.append(child)
            paragraph = None
            continue
        if paragraph is None:
            paragraph = Token("paragraph", "p", 0, children=[], block=True, hidden=True)
            wrapped.append(paragraph)
        if paragraph.children is not None:
            paragraph.children.append(child)
    return wrapped


def _plain_text(token: Token) -> str:
    """Return the text in an element."""
    if token.type == "text":
        return token.content
    return "".join(_plain_text(child) for child in token.children or ())


def _emphasis(token: Token) -> None:
    text = _plain_text(token)
    if text and (text[0] in SPACES or text[-1] in SPACES):
        _stay(token, convert=False)
        return
    kind = "strong" if token.tag in {"b", "strong"} else "em"
    _become(token, kind)
    token.tag = kind
    _children(token)


def _link(token: Token) -> None:
    if token.attrs.get("href"):
        _become(token, "link")
        _children(token)
    else:
        _stay(token, convert=False)


def _heading(token: Token) -> None:
    _become(token, "heading")
    if token.children is not None:
        token.content = _plain_text(token)
    _children(token)


def _textarea(token: Token) -> None:
    _stay(token, convert=True, keep_text=True)


def _code(token: Token) -> None:
    """Make `<code>` a code span and `<pre>` a code block, of the text in them."""
    code = _code_text(_plain_text(token))
    if token.tag == "code":
        _become(token, "code_inline")
        if "class" in token.attrs:
            token.attrs["class"] = _HIGHLIGHTER.sub("", str(token.attrs["class"]))
    else:
        inner = token.children[0] if token.children and len(token.children) == 1 else None
        _become(token, "code_block")
        if inner is not None and inner.tag == "code":
            language = _LANGUAGE.search(str(inner.attrs.get("class", "")))
            if language:
                token.attrs["class"] = f"{language[0]} {token.attrs.get('class', '')}".rstrip(STRIP)
    token.content = code
    token.children = None


def _code_text(raw: str) -> str:
    """Return the text of code with its character references resolved."""
    parts: list[str] = []
    for token in _split_text(raw, keep_blanks=True):
        if token.type in {"smart_quote", "symbol"}:
            entity = entity_by_name(token.content)
            parts.append(entity.char if entity is not None else "")
        else:
            parts.append(token.content)
    return "".join(parts)


def _script(token: Token) -> None:
    """Make a script that is a formula one."""
    kind = str(token.attrs.get("type", ""))
    if not _MATH.search(kind) or not token.children:
        _stay(token, convert=True)
        return
    formula = token.children[0].content
    cdata = _CDATA.match(formula)
    _become(token, "math_block" if "mode=display" in kind else "math_inline")
    token.content = cdata[1] if cdata else formula
    token.children = None
    del token.attrs["type"]


def _table(token: Token) -> None:
    """Make a regular table one of kramdown's."""
    if not is_simple_table(token):
        _stay(token, convert=False)
        return
    token.children = [child for child in token.children or () if child.type != "text"]
    _children(token)
    _become(token, "table")
    settle_table(token)


_SPECIAL: Final[Mapping[str, Callable[[Token], None]]] = {
    "a": _link,
    "b": _emphasis,
    "code": _code,
    "em": _emphasis,
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "h5": _heading,
    "h6": _heading,
    "i": _emphasis,
    "pre": _code,
    "script": _script,
    "strong": _emphasis,
    "table": _table,
    "textarea": _textarea,
}
