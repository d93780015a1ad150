"""The renderer: kramdown's HTML, indentation included.

Rules have markdown-it's signature, `rule(tokens, idx, options, env)`, and are found by the type of the
token, so `MarkdownIt.add_render_rule` adds or replaces one. `env.indent` is the indentation of a block.
Source: kramdown 2.5.2, converter/html.rb.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from markdown_it.token import Token

from .attributes import AttributeList, write_attributes
from .characters import STRIP
from .document import ENV_KEY, Document, FootnoteUse
from .entities import Entity, entity_by_code, entity_by_name
from .escaping import escape_all, escape_text
from .heading_text import gfm_text, kramdown_id, kramdown_text
from .highlight import highlight
from .html_tags import VOID_TAGS
from .table_of_contents import contents_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.utils import OptionsDict

__all__ = ["Renderer"]

_STEP: Final = 2
_LANGUAGE: Final = re.compile(r"(?<!\w)language-(\S+)", re.ASCII)
_NO_TOC: Final = re.compile(r"\bno_toc\b")
_AUTO_IDS: Final = re.compile(r"auto_ids(?:-([\w-]+))?", re.ASCII)
_BLANKS: Final = re.compile(r"(^[ \t]+)|([ \t]+$)|[ \t]+", re.MULTILINE)
_CJK: Final = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003ffff]"
_SYMBOL_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "laquo_space": ("laquo", "nbsp"),
    "raquo_space": ("nbsp", "raquo"),
}
_QUOTE_INDEX: Final = {"lsquo": 0, "rsquo": 1, "ldquo": 2, "rdquo": 3}
_NBSP: Final = Entity("\u00a0", "nbsp")


@cache  # compiled by the first that asks: large classes take a while
def _cjk_break() -> re.Pattern[str]:
    return re.compile(rf"(?<={_CJK})\n(?={_CJK})")


class Renderer:
    """Writes tokens as kramdown writes its elements."""

    __output__: ClassVar[str] = "html"

    def __init__(self, parser: MarkdownIt | None = None) -> None:  # noqa: ARG002 - markdown-it hands itself over
        self.rules: dict[str, Callable[[Sequence[Token], int, OptionsDict, Any], str]] = {
            "abbreviation": self.abbreviation,
            "blank": self.blank,
            "blockquote": self.container,
            "br": self.br,
            "code_block": self.code_block,
            "code_inline": self.code_inline,
            "comment": self.comment,
            "definition": self.list_item,
            "definition_list": self.definition_list,
            "definition_term": self.definition_term,
            "em": self.inline_container,
            "entity": self.entity,
            "fence": self.code_block,
            "footnote_ref": self.footnote_ref,
            "heading": self.heading,
            "hr": self.hr,
            "html_block": self.html_block,
            "html_comment": self.html_comment,
            "html_inline": self.html_inline,
            "html_raw": self.html_raw,
            "image": self.image,
            "inline": self.inline,
            "link": self.inline_container,
            "list": self.list,
            "list_item": self.list_item,
            "math_block": self.math_block,
            "math_inline": self.math_inline,
            "paragraph": self.paragraph,
            "raw": self.raw,
            "smart_quote": self.smart_quote,
            "strong": self.inline_container,
            "symbol": self.symbol,
            "table": self.container,
            "table_cell": self.table_cell,
            "table_row": self.container,
            "table_section": self.container,
            "text": self.text,
        }

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: Any) -> str:
        """Return the HTML of a whole document, with its footnotes and its table of contents."""
        document: Document = env if isinstance(env, Document) else env[ENV_KEY]
        document.start_output()
        html = self.children(tokens, options, document)
        footnotes = self._footnotes(options, document)
        if document.footnotes_mark:
            html = html.replace(document.footnotes_mark, footnotes, 1)
        else:
            html += footnotes
        if document.toc is not None:
            html = html.replace(
                document.toc_mark, self._table_of_contents(document.toc, options, document), 1
            )
        return html

    def children(self, tokens: Sequence[Token], options: OptionsDict, env: Document) -> str:
        """Return the HTML of tokens one after the other, at the current indentation."""
        rules = self.rules
        if len(tokens) == 1:
            return rules[tokens[0].type](tokens, 0, options, env)
        parts = []
        for index, token in enumerate(tokens):
            parts.append(rules[token.type](tokens, index, options, env))
        return "".join(parts)

    def inside(self, token: Token, options: OptionsDict, env: Document) -> str:
        """Return the HTML of what `token` holds, one step further in."""
        tokens = token.children
        if not tokens:
            return ""
        env.indent += _STEP
        html = self.children(tokens, options, env)
        env.indent -= _STEP
        return html

    # Blocks

    def blank(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write a run of blank lines: one newline."""
        return "\n"

    def paragraph(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a paragraph: a transparent one is its content only, one with a standalone image a figure."""
        token = tokens[idx]
        children = token.children or ()
        if token.hidden:
            return self.inside(token, options, env)
        if len(children) == 1 and children[0].type == "image":
            given = children[0].meta.get("ial")
            if isinstance(given, AttributeList) and "standalone" in given.references:
                return self._figure(token, children[0], env)
        attrs = write_attributes(token.attrs) if token.attrs else ""
        return f"{' ' * env.indent}<p{attrs}>{self.inside(token, options, env)}</p>\n"

    def _figure(self, paragraph: Token, image: Token, env: Document) -> str:
        attrs, image_attrs = dict(paragraph.attrs), dict(image.attrs)
        for key in ("class", "id"):
            if key in image_attrs and key not in attrs:
                attrs[key] = image_attrs.pop(key)
        pad, inner = " " * env.indent, " " * (env.indent + _STEP)
        return (
            f"{pad}<figure{write_attributes(attrs)}>\n{inner}<img{write_attributes(image_attrs)} />\n"
            f"{inner}<figcaption>{image_attrs.get('alt', '')}</figcaption>\n{pad}</figure>\n"
        )

    def container(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a block whose content stands on lines of its own: quotes, lists, parts of tables."""
        token = tokens[idx]
        pad = " " * env.indent
        attrs = write_attributes(token.attrs) if token.attrs else ""
        return f"{pad}<{token.tag}{attrs}>\n{self.inside(token, options, env)}{pad}</{token.tag}>\n"

    def list(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a list, or mark the place of the contents or the footnotes that it stands for."""
        token = tokens[idx]
        given = token.meta.get("ial")
        if isinstance(given, AttributeList) and given.references:
            if env.toc is None and "toc" in given.references:
                env.toc = token
                return env.toc_mark
            if not env.footnotes_mark and "footnotes" in given.references:
                env.footnotes_mark = f"{env.toc_mark}footnotes"
                return env.footnotes_mark
        return self.container(tokens, idx, options, env)

    def list_item(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write an item of a list or a definition."""
        token = tokens[idx]
        pad = " " * env.indent
        attrs = write_attributes(token.attrs) if token.attrs else ""
        html = self.inside(token, options, env)
        if token.children and not (token.children[0].type == "paragraph" and token.children[0].hidden):
            return f"{pad}<{token.tag}{attrs}>\n{html}{pad}</{token.tag}>\n"
        return f"{pad}<{token.tag}{attrs}>{html}{pad if html.endswith(_NEWLINE) else ''}</{token.tag}>\n"

    def definition_term(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a term; the list may ask for an id made from its text."""
        token = tokens[idx]
        attrs = dict(token.attrs)
        if not attrs.get("id") and (prefix := env.term_prefix) is not None:
            to_text = gfm_text if env.options.input == "GFM" else kramdown_text
            attrs["id"] = (prefix + kramdown_id(to_text(token.children or ()))).lstrip(STRIP)
        return f"{' ' * env.indent}<dt{write_attributes(attrs)}>{self.inside(token, options, env)}</dt>\n"

    def definition_list(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a definition list."""
        given = tokens[idx].meta.get("ial")
        outer = env.term_prefix
        env.term_prefix = _term_prefix(given) if isinstance(given, AttributeList) else None
        html = self.container(tokens, idx, options, env)
        env.term_prefix = outer
        return html

    def heading(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a heading, and note it down for the table of contents."""
        token = tokens[idx]
        chosen = env.options
        attrs = token.attrs
        children = list(token.children or ())
        if chosen.auto_ids and "id" not in attrs:
            attrs = {**attrs, "id": env.heading_id(token.info)}
        level = int(token.tag[1])
        if "id" in attrs and level in chosen.toc_levels and not _NO_TOC.search(str(attrs.get("class", ""))):
            env.toc_headings.append((level, str(attrs["id"]), children))
        if chosen.header_links and attrs.get("id"):
            children.insert(0, Token("link", "a", 0, {"href": f"#{attrs['id']}"}))
        tag = f"h{min(max(level + chosen.header_offset, 1), 6)}"
        env.indent += _STEP
        html = self.children(children, options, env)
        env.indent -= _STEP
        return f"{' ' * env.indent}<{tag}{write_attributes(attrs)}>{html}</{tag}>\n"

    def hr(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a horizontal rule."""
        return f"{' ' * env.indent}<hr{write_attributes(tokens[idx].attrs)} />\n"

    def table_cell(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write a cell with its alignment; an empty one holds a no-break space."""
        token = tokens[idx]
        attrs = ""
        if token.info:
            style = f"{token.attrs['style']}; " if "style" in token.attrs else ""
            attrs = write_attributes({**token.attrs, "style": f"{style}text-align: {token.info}"})
        elif token.attrs:
            attrs = write_attributes(token.attrs)
        html = self.inside(token, options, env) or self._entity(_NBSP, "", env)
        return f"{' ' * env.indent}<{token.tag}{attrs}>{html}</{token.tag}>\n"

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write an HTML element. Within raw content it gets neither indentation nor a line of its own."""
        token = tokens[idx]
        name = token.tag
        in_raw = token.hidden
        outer = env.indent
        env.indent += _STEP * token.level
        pad = " " * env.indent
        html = self.inside(token, options, env)
        env.indent = outer
        if token.markup and token.info == "raw":
            body = " />"
        elif html and token.info != "block":
            body = f">{html}</{name}>"
        elif html:
            body = f">\n{html.removesuffix(_NEWLINE)}\n{pad}</{name}>"
        else:
            body = " />" if name in VOID_TAGS else f"></{name}>"
        element = f"<{name}{write_attributes(token.attrs)}{body}"
        return element if in_raw else f"{pad}{element}\n"

    def html_comment(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write an HTML comment."""
        token = tokens[idx]
        return f"{' ' * env.indent}{token.content}\n" if token.block and not token.hidden else token.content

    def comment(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a comment of kramdown's own."""
        token = tokens[idx]
        comment = f"<!-- {token.content} -->"
        return f"{' ' * env.indent}{comment}\n" if token.block else comment

    def raw(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write text that is meant for HTML as it is; leave out what is meant for other formats."""
        token = tokens[idx]
        if token.info and "html" not in token.info.split():
            return ""
        return f"{token.content}\n" if token.block else token.content

    def html_raw(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write raw content of an HTML element."""
        return tokens[idx].content

    def math_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a formula that stands alone, for MathJax."""
        token = tokens[idx]
        pad = " " * env.indent
        if env.options.math_engine is None:
            attrs = {**token.attrs, "class": f"{token.attrs.get('class', '')} kdmath".lstrip()}
            return f"{pad}<div{write_attributes(attrs)}>$$\n{token.content}\n$$</div>\n"
        formula = f"\\[{escape_all(token.content)}\\]\n"
        return f"{pad}<div{write_attributes(token.attrs)}>{formula}</div>\n" if token.attrs else formula

    def code_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write code, highlighted where its language is known."""
        token = tokens[idx]
        attrs = dict(token.attrs)
        language = _take_language(attrs)
        pad = " " * env.indent
        settings = env.block_highlighting
        html = None if settings is None else highlight(token.content, token.info or language, settings)
        if html is not None and settings is not None:
            _add_highlighter(attrs, language or settings.default_lang, env)
            return f"{pad}<div{write_attributes(attrs)}>{html}{pad}</div>\n"
        code = escape_all(token.content).removesuffix("\n")
        if re.search(r"\bshow-whitespaces\b", str(token.attrs.get("class", ""))):
            code = _BLANKS.sub(_show_blanks, code)
        code_attrs = {"class": f"language-{language}"} if language else {}
        return (
            f"{pad}<pre{write_attributes(attrs)}><code{write_attributes(code_attrs)}>{code}\n</code></pre>\n"
        )

    # Spans

    def inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write running text that stands alone."""
        return self.children(tokens[idx].children or (), options, env)

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write text."""
        text = tokens[idx].content
        if "&" in text or "<" in text or ">" in text:
            text = escape_text(text)
        return _cjk_break().sub("", text) if env.options.remove_line_breaks_for_cjk else text

    def inline_container(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write emphasis or a link."""
        token = tokens[idx]
        attrs = write_attributes(token.attrs) if token.attrs else ""
        return f"<{token.tag}{attrs}>{self.inside(token, options, env)}</{token.tag}>"

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Document) -> str:
        """Write an HTML element in running text."""
        token = tokens[idx]
        html = self.inside(token, options, env)
        attrs = write_attributes(token.attrs)
        if not html and token.tag in VOID_TAGS:
            return f"<{token.tag}{attrs} />"
        return f"<{token.tag}{attrs}>{html}</{token.tag}>"

    def br(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write a line break."""
        return "<br />"

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write an image."""
        return f"<img{write_attributes(tokens[idx].attrs)} />"

    def code_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a code span, highlighted where its language is known."""
        token = tokens[idx]
        attrs = token.attrs
        named = _LANGUAGE.search(str(attrs["class"])) if "class" in attrs else None
        language = named[1] if named else None
        settings = env.span_highlighting
        html = None if settings is None else highlight(token.content, language, settings)
        if html is None or settings is None:
            return f"<code{write_attributes(attrs)}>{escape_all(token.content)}</code>"
        if attrs:
            attrs = dict(attrs)
            _add_highlighter(attrs, language or settings.default_lang, env)
            return f"<code{write_attributes(attrs)}>{html}</code>"
        if env.code_opening is None:
            attrs = {}
            _add_highlighter(attrs, settings.default_lang, env)
            env.code_opening = f"<code{write_attributes(attrs)}>"
        return f"{env.code_opening}{html}</code>"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a footnote's marker; the first one gives it its number."""
        footnote = env.footnotes[tokens[idx].content]
        name = env.options.footnote_prefix + footnote.name
        use = env.footnote_uses.get(name)
        repeat = ""
        if use is None:
            use = FootnoteUse(footnote, env.options.footnote_nr + len(env.footnote_uses))
            env.footnote_uses[name] = use
            env.footnotes_in_order.append((name, use))
        else:
            use.repeats += 1
            repeat = f":{use.repeats}"
        text = env.options.footnote_link_text.replace("%s", str(use.number))
        return (
            f'<sup id="fnref:{name}{repeat}"><a href="#fn:{name}" class="footnote" rel="footnote" '
            f'role="doc-noteref">{text}</a></sup>'
        )

    def entity(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a character reference as `entity_output` wants it."""
        token = tokens[idx]
        return self._entity(Entity(token.content, token.info or None), token.markup, env)

    def _entity(self, entity: Entity, original: str, env: Document) -> str:
        output = env.options.entity_output
        is_markup = entity.char in '<>&"'
        if output == "as_char" and (entity.char == '"' or not is_markup):
            return entity.char
        if output in {"as_input", "as_char"} and original:
            return original
        if (output == "symbolic" or is_markup) and entity.name is not None:
            return f"&{entity.name};"
        return f"&#{ord(entity.char)};"

    def symbol(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a typographic symbol, or what the options have in its place."""
        name = tokens[idx].content
        replacement = env.options.typographic_symbols.get(name)
        if replacement is not None:
            return escape_text(replacement)
        entities = [entity_by_name(part) for part in _SYMBOL_NAMES.get(name, (name,))]
        return "".join(self._entity(entity, "", env) for entity in entities if entity is not None)

    def smart_quote(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a smart quote as the options have it."""
        chosen = env.options.smart_quotes[_QUOTE_INDEX[tokens[idx].content]]
        entity = entity_by_code(chosen) if isinstance(chosen, int) else entity_by_name(chosen)
        return "" if entity is None else self._entity(entity, "", env)

    def math_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: Document) -> str:
        """Write a formula, for MathJax."""
        token = tokens[idx]
        if env.options.math_engine is None:
            attrs = {**token.attrs, "class": f"{token.attrs.get('class', '')} kdmath".lstrip()}
            return f"<span{write_attributes(attrs)}>${token.content}$</span>"
        if token.attrs:
            return f"<span{write_attributes(token.attrs)}>${token.content}$</span>"
        return f"\\({escape_all(token.content)}\\)"

    def abbreviation(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: Document) -> str:
        """Write an abbreviation."""
        token = tokens[idx]
        return f"<abbr{write_attributes(token.attrs)}>{token.content}</abbr>"

    # The end of the document

    def _footnotes(self, options: OptionsDict, env: Document) -> str:
        """Return the list of the footnotes that are referred to; footnotes in them are added as they come."""
        items: list[str] = []
        for name, use in env.footnotes_in_order:  # which grows while footnotes are written
            items.append(self._footnote(name, use, options, env))
        if not items:
            return ""
        number = env.options.footnote_nr
        start = f' start="{number}"' if number != 1 else ""
        body = "".join(items)
        return f'<div class="footnotes" role="doc-endnotes">\n  <ol{start}>\n{body}  </ol>\n</div>\n'

    def _footnote(self, name: str, use: FootnoteUse, options: OptionsDict, env: Document) -> str:
        """Return a footnote's item: its blocks, and links back to where it is referred to."""
        item = Token(
            "list_item", "li", 0, {"id": f"fn:{name}"}, children=list(use.footnote.tokens), block=True
        )
        place, has_text = _backlink_place(item, inline=env.options.footnote_backlink_inline)
        text = env.options.footnote_backlink
        links = []
        if text:
            nbsp = self._entity(_NBSP, "", env)
            text = escape_text(text)
            links.append(_backlink(nbsp if has_text else "", name, text))
            links.extend(
                _backlink(nbsp, f"{name}:{index}", f"{text}<sup>{index + 1}</sup>")
                for index in range(1, use.repeats + 1)
            )
        own = place.children
        place.children = [*(own or ()), *links]
        env.indent = 2 * _STEP
        html = self.list_item([item], 0, options, env)
        place.children = own
        env.indent = 0
        return html

    def _table_of_contents(self, place: Token, options: OptionsDict, env: Document) -> str:
        """Return the table of contents, which stands where the list `place` stood."""
        contents = contents_list(place, env.toc_headings)
        if not contents.children:
            return ""
        env.indent = 0
        return self.container([contents], 0, options, env)


_NEWLINE: Final = "\n"


def _backlink_place(item: Token, *, inline: bool) -> tuple[Token, bool]:
    """Return the paragraph that takes the links back, the last one or a new one, and whether it has text."""
    children = item.children or []
    if children and (inline or children[-1].type == "paragraph"):
        parent = item
        while parent.children and parent.children[-1].type not in {"paragraph", "heading"}:
            parent = parent.children[-1]
        if parent.children:
            return parent.children[-1], True
    place = Token("paragraph", "p", 0, block=True)
    children.append(place)
    return place, False


def _backlink(space: str, name: str, text: str) -> Token:
    token = Token("raw", "", 0)
    token.content = f'{space}<a href="#fnref:{name}" class="reversefootnote" role="doc-backlink">{text}</a>'
    return token


def _term_prefix(given: AttributeList) -> str | None:
    """Return the prefix of the ids that a definition list wants for its terms, or None."""
    for reference in given.references:
        if match := _AUTO_IDS.match(reference):
            return match[1] or ""
    return None


def _take_language(attrs: dict[str, str | int | float]) -> str | None:
    """Return the language that the classes name, and take it away from them."""
    classes = str(attrs.get("class", ""))
    match = _LANGUAGE.search(classes)
    if match is None:
        return None
    rest = (classes[: match.start()] + classes[match.end() :]).strip(STRIP)
    if rest:
        attrs["class"] = rest
    else:
        del attrs["class"]
    return match[1]


def _add_highlighter(attrs: dict[str, str | int | float], language: str | None, env: Document) -> None:
    """Add the highlighter's class at the end, and the language's at the front."""
    classes = f"{attrs.get('class', '')} highlighter-{env.options.syntax_highlighter}".lstrip(STRIP)
    if language:
        named = _LANGUAGE.search(classes)
        if named is None or named.start():
            classes = f"language-{language} {classes}"
        else:
            classes = f"language-{language}{classes[named.end() :]}"
    attrs["class"] = classes


def _show_blanks(match: re.Match[str]) -> str:
    suffix = "-l" if match[1] else ("-r" if match[2] else "")
    return "".join(
        f'<span class="ws-tab{suffix}">\t</span>'
        if char == "\t"
        else f'<span class="ws-space{suffix}">&#8901;</span>'
        for char in match[0]
    )
