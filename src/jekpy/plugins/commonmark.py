"""jekyll-commonmark: `markdown: CommonMark`, by markdown-it-py.

Source: jekyll-commonmark 1.4.0, lib/jekyll-commonmark.rb, html_renderer.rb; cmark-gfm 0.29.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from markdown_it.token import Token

from jekpy.errors import Diagnostic, nearest
from jekpy.plugins.api import Plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

    from jekpy.config import Config

__all__ = ["commonmark", "plugin"]

_OPTIONS: Final = (
    "DEFAULT", "SOURCEPOS", "UNSAFE", "VALIDATE_UTF8", "SMART", "LIBERAL_HTML_TAG", "FOOTNOTES",
    "STRIKETHROUGH_DOUBLE_TILDE", "HARDBREAKS", "NOBREAKS", "GITHUB_PRE_LANG",
    "TABLE_PREFER_STYLE_ATTRIBUTES", "FULL_INFO_STRING",
)  # fmt: skip
_UNSUPPORTED: Final = {
    "FOOTNOTES": "footnotes stay as they are written",
    "SOURCEPOS": "no element tells where it comes from",
}
_EXTENSIONS: Final = ("autolink", "strikethrough", "table", "tagfilter", "tasklist")
_TASK: Final = re.compile(r"\[([ xX])\](?=\s)")
_ADDRESS: Final = re.compile(
    r"(?<![\w@.])(?:(?:https?://|ftp://|www\.)[^\s<]+|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))", re.ASCII
)
_FILTERED_TAG: Final = re.compile(
    r"<(?=(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s/>]|\Z))",
    re.IGNORECASE,
)
_OMITTED: Final = "<!-- raw HTML omitted -->"


def commonmark(config: Config, warn: Callable[[Diagnostic], None]) -> Callable[[str], str]:
    """Return the function from CommonMark to HTML that the key `commonmark` asks for."""
    given = config.mapping("commonmark")
    options = {name.upper() for name in _valid(given.get("options"), _OPTIONS, "option", warn)}
    for option in sorted(options & _UNSUPPORTED.keys()):
        cause = f"CommonMark: {option} is not supported, so {_UNSUPPORTED[option]}"
        warn(
            Diagnostic("commonmark", cause, fix="use `markdown: kramdown`, or do without", severity="warning")
        )
    extensions = set(_valid(given.get("extensions"), _EXTENSIONS, "extension", warn))
    markdown = _parser(options, extensions)

    def convert(text: str) -> str:
        return str(markdown.render(text))

    return convert


def _valid(value: object, known: Sequence[str], kind: str, warn: Callable[[Diagnostic], None]) -> list[str]:
    """Return the names in a list that are known; tell of the others."""
    names = [str(name) for name in value] if isinstance(value, list) else []
    found = []
    for name in names:
        if name.upper() in known or name in known:
            found.append(name)
            continue
        near = nearest(name.upper() if kind == "option" else name, known)
        cause = f"CommonMark: {name} is not a valid {kind}"
        warn(Diagnostic("commonmark", cause, fix=f"did you mean {near}?" if near else "", severity="warning"))
    return found


def _parser(options: set[str], extensions: set[str]) -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True, "breaks": "HARDBREAKS" in options})
    for extension in extensions & {"table", "strikethrough"}:
        markdown.enable(extension)
    if "SMART" in options:
        markdown.options["typographer"] = True
        markdown.enable(["replacements", "smartquotes"])
    if "NOBREAKS" in options and "HARDBREAKS" not in options:
        markdown.add_render_rule("softbreak", lambda *_: " ")
    if "tasklist" in extensions:
        markdown.core.ruler.after("inline", "tasklist", _mark_tasks)
    if "autolink" in extensions:
        markdown.core.ruler.after("inline", "autolink_text", _link_addresses)
    if "tagfilter" in extensions:
        markdown.add_render_rule("html_block", _filtered)
        markdown.add_render_rule("html_inline", _filtered)
    if "UNSAFE" not in options:
        markdown.add_render_rule("html_block", _omitted_block)
        markdown.add_render_rule("html_inline", _omitted)
    markdown.add_render_rule("html_checkbox", _checkbox)
    markdown.add_render_rule("s_open", lambda *_: "<del>")
    markdown.add_render_rule("s_close", lambda *_: "</del>")
    pre_lang = "GITHUB_PRE_LANG" in options

    def code(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
        return _code_block(tokens[index], pre_lang=pre_lang)

    for name in ("fence", "code_block"):
        markdown.add_render_rule(name, code)
    for name in ("th_open", "td_open"):
        markdown.add_render_rule(name, _aligned)
    return markdown


def _omitted(*_arguments: Any) -> str:
    return _OMITTED


def _omitted_block(*_arguments: Any) -> str:
    return f"{_OMITTED}\n"


def _filtered(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    """Return raw HTML with the tags that GitHub does not allow made text."""
    return _FILTERED_TAG.sub("&lt;", tokens[index].content)


def _mark_tasks(state: StateCore) -> None:
    """Make checkboxes of `[ ]` and `[x]` at the start of list items."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open" or not inline.children:
            continue
        first = inline.children[0]
        match = _TASK.match(first.content) if first.type == "text" else None
        if match is not None:
            box = Token("html_checkbox", "input", 0)
            checked = "" if match[1] == " " else 'checked="" '
            box.content = f'<input type="checkbox" {checked}disabled="" />'
            first.content = first.content[3:]
            inline.children.insert(0, box)


def _checkbox(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return tokens[index].content


def _link_addresses(state: StateCore) -> None:
    """Make links of the addresses in the text of each block."""
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_linked(block.children))


def _linked(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type != "text" or depth:
            yield token
            continue
        end = 0
        for match in _ADDRESS.finditer(token.content):
            address = _trimmed(match[0])
            yield _text(token.content[end : match.start()])
            scheme = "http://" if address.startswith("www.") else "mailto:" if match["mail"] else ""
            opening = Token("link_open", "a", 1, attrs={"href": scheme + address})
            yield from (opening, _text(address), Token("link_close", "a", -1))
            end = match.start() + len(address)
        yield _text(token.content[end:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _trimmed(address: str) -> str:
    """Return an address without the punctuation at its end. Source: GFM 0.29, extended autolinks."""
    while True:
        shorter = address.rstrip("?!.,:*_~'\"")
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _aligned(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    """Return the start tag of a table's cell, its alignment as cmark writes it."""
    token = tokens[index]
    style = str(token.attrGet("style") or "")
    side = style.removeprefix("text-align:")
    return f'<{token.tag} align="{side}">' if side else f"<{token.tag}>"


def _code_block(token: Token, *, pre_lang: bool) -> str:
    """Return a block of code, highlighted as elsewhere in the site."""
    from jekpy.kramdown.highlight import highlight_tokens

    language = token.info.split()[0] if token.info.split() else ""
    outer = f"language-{language} highlighter-rouge" if language else "highlighter-rouge"
    data = f' data-lang="{escape(language)}"' if language else ""
    on_pre, on_code = (data, "") if pre_lang else ("", data)
    code = highlight_tokens(language.lower(), token.content)
    return (
        f'<div class="{outer}"><div class="highlight"><pre class="highlight"{on_pre}><code{on_code}>'
        f"{code}</code></pre></div></div>\n"
    )


plugin: Final = Plugin(
    "jekyll-commonmark", markdown_dialects={"CommonMark": commonmark}, reads_anything=False
)
