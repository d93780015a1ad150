"""HTML blocks: elements, comments, end tags.

An element's content is parsed as blocks, as spans, or taken raw: tags, comments and text up to its end tag,
without any Markdown. Raw content is written at once, as a string; an element with a `markdown` attribute in
it is a block of its own again.
Source: kramdown 2.5.2, parser/kramdown/html.rb; parser/html.rb (handle_html_start_tag, parse_raw_html).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.block import BlockState
from jekpy.kramdown.document import shown
from jekpy.kramdown.html_tags import (
    MARKDOWN_ATTRIBUTE,
    VOID_TAGS,
    ContentModel,
    close_tag,
    closing_tag,
    content_model,
    is_known,
    known_name,
    open_tag,
    read_attributes,
)
from jekpy.kramdown.native import to_native
from jekpy.kramdown.patterns import SPAN_TAGS
from jekpy.kramdown.raw_html import FlatContent, RawContent, TreeContent

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["html"]

_START: Final = re.compile(r" {0,3}(?=<)")
_REST_OF_LINE: Final = re.compile(r"[ \t]*\n")
_NO_BODY: Final = frozenset({"script", "style"})


def html(state: BlockState) -> bool:
    """Take an HTML comment, an element that is not one of running text, or the end tag of the one around."""
    src, pos = state.src, state.pos
    start = _START.match(src, pos)
    if start is None:
        return False
    if src.startswith("<!--", pos):
        return _comment(state)
    if tag := open_tag(src, start.end()):
        if tag[1].lower() in SPAN_TAGS:
            return False
        _element(state, tag)
        if state.doc.options.html_to_native:
            to_native(state.tokens[-1])
        return True
    tag = close_tag(src, start.end())
    if (
        tag is None
        or state.element is None
        or tag[1].lower() in SPAN_TAGS
        or state.element.tag != tag[1].lower()
    ):
        return False
    state.pos = tag.end()
    state.stopped = True
    return True


def _comment(state: BlockState) -> bool:
    end = state.find("-->", state.pos + 4)
    if end < 0:
        return False
    token = Token("html_comment", "", 0, block=True)
    token.content = state.src[state.pos : end + 3]
    state.tokens.append(token)
    state.pos = end + 3
    _skip_rest_of_line(state)
    return True


def _skip_rest_of_line(state: BlockState) -> None:
    rest = _REST_OF_LINE.match(state.src, state.pos)
    if rest is not None:
        state.pos = rest.end()


def _start(state: BlockState, tag: re.Match[str], kind: Callable[[str, str], Token]) -> Token:
    """Return the element that an opening tag begins; its `markup` is "/" if it has no body."""
    name = known_name(tag[1])
    token = kind("html_block", name)
    token.attrs = read_attributes(
        tag[2],
        name,
        lambda key: state.warn(f"Duplicate HTML attribute '{key}' - overwriting previous one", tag.start()),
    )
    if (tag[3] and name not in _NO_BODY) or name in VOID_TAGS:
        token.markup = "/"
    state.pos = tag.end()
    return token


def _model(state: BlockState, token: Token, *, in_raw: bool) -> ContentModel:
    """Return how the element's content is to be parsed, and take its `markdown` attribute away."""
    model: ContentModel = "raw"
    if not in_raw and state.doc.options.parse_block_html:
        model = content_model(token.tag)
    asked = MARKDOWN_ATTRIBUTE.get(str(token.attrs.pop("markdown", None)))
    if asked is not None:
        model = content_model(token.tag) if asked == "default" else asked
    return model


def _element(state: BlockState, tag: re.Match[str]) -> None:
    """Append the element that begins with `tag`, and parse its content."""
    token = _start(state, tag, state.block)
    state.tokens.append(token)
    if token.tag in _NO_BODY:
        token.info = "raw"
        content: RawContent = TreeContent(token) if state.doc.options.html_to_native else FlatContent(token)
        _verbatim(state, token.tag, content)
        content.finish()
        token.info = _model(state, token, in_raw=False)
        return
    _content(state, token, in_raw=False)


def _content(state: BlockState, token: Token, *, in_raw: bool) -> None:
    """Parse the content of an element whose opening tag has been read."""
    model = token.info = _model(state, token, in_raw=in_raw)
    if model == "block":
        _skip_rest_of_line(state)
    if token.markup:
        return
    if model == "block":
        _blocks(state, token)
    elif model == "span":
        _spans(state, token)
    else:
        content: RawContent = TreeContent(token) if state.doc.options.html_to_native else FlatContent(token)
        _raw(state, token.tag, content)
        content.finish()
    if not in_raw:
        _skip_rest_of_line(state)


def _blocks(state: BlockState, token: Token) -> None:
    """Parse blocks in place, up to the end tag."""
    token.children = []
    inside = BlockState(state.src, state.md, state.doc, token.children, state.line_at(state.pos), state.pos)
    inside.element = token
    inside.memo = state.memo
    if not state.md.block.parse_blocks(inside):  # type: ignore[attr-defined]
        state.warn(f"Found no end tag for '{token.tag}' - auto-closing it")
    state.pos = inside.pos


def _spans(state: BlockState, token: Token) -> None:
    """Keep the text up to the next end tag for the span pass."""
    stop = closing_tag(token.tag, any_case=True).search(state.src, state.pos)
    if stop is None:
        state.warn(f"Found no end tag for '{token.tag}' - auto-closing it")
        token.content, state.pos = state.src[state.pos :], state.end
        return
    token.content, state.pos = state.src[state.pos : stop.start()], stop.end()


def _verbatim(state: BlockState, name: str, content: RawContent) -> None:
    """Take the text of a script or a style sheet as it is."""
    stop = closing_tag(name, any_case=True).search(state.src, state.pos)
    if stop is None:
        content.verbatim(state.src[state.pos :])
        state.warn(f"Found no end tag for '{name}' - auto-closing it")
        state.pos = state.end
        return
    content.verbatim(state.src[state.pos : stop.start()])
    state.pos = stop.end()


def _raw(state: BlockState, name: str, content: RawContent) -> None:
    """Read raw content up to the end tag of `name`; elements in it may nest to any depth."""
    src = state.src
    opened = [name]
    while opened and state.pos < state.end:
        pos = src.find("<", state.pos)
        if pos < 0:
            content.text(src[state.pos :])
            state.pos = state.end
            state.warn(f"Found no end tag for '{opened[-1]}' - auto-closing it")
            break
        if pos > state.pos:
            content.text(src[state.pos : pos])
        state.pos = pos
        if _markup(state, content):
            continue
        if tag := open_tag(src, pos):
            _raw_element(state, tag, content, opened)
        elif tag := close_tag(src, pos):
            if opened[-1] == (tag[1].lower() if is_known(opened[-1]) else tag[1]):
                content.close(opened.pop())
            else:
                content.text(tag[0])
                state.warn(f"Found invalidly used HTML closing tag for '{shown(tag[1])}' - ignoring it")
            state.pos = tag.end()
        else:
            content.text("<")
            state.pos = pos + 1
    while opened:
        content.close(opened.pop())


def _markup(state: BlockState, content: RawContent) -> bool:
    """Take a comment, a processing instruction or a CDATA section; tell whether there was one."""
    src, pos = state.src, state.pos
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")):
        if src.startswith(opening, pos):
            end = state.find(closing, pos + len(opening))
            if end < 0:
                return False
            if opening == "<![CDATA[":
                content.text(src[pos + len(opening) : end])
            else:
                content.markup(src[pos : end + len(closing)])
            state.pos = end + len(closing)
            return True
    return False


def _raw_element(state: BlockState, tag: re.Match[str], content: RawContent, opened: list[str]) -> None:
    """Take an element in raw content: raw itself, unless its `markdown` attribute says otherwise."""
    token = _start(state, tag, lambda kind, name: Token(kind, name, 0, block=True))
    name = token.tag
    if name in _NO_BODY:
        token.attrs.pop("markdown", None)
        content.open(token)
        _verbatim(state, name, content)
        content.close(name)
    elif _model(state, token, in_raw=True) == "raw":
        content.open(token)
        if not token.markup:
            opened.append(name)
    else:
        parsed = Token("html_block", name, 0, block=True)
        parsed.attrs, parsed.markup = read_attributes(tag[2], name, lambda _: None), token.markup
        content.element(parsed)
        _content(state, parsed, in_raw=True)
