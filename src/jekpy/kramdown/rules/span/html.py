"""HTML in running text. Source: kramdown 2.5.2, parser/kramdown/html.rb, parse_span_html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.document import shown
from jekpy.kramdown.escaping import escape_all
from jekpy.kramdown.html_tags import (
    BLOCK_TAGS,
    MARKDOWN_ATTRIBUTE,
    VOID_TAGS,
    close_tag,
    closing_tag,
    content_model,
    is_known,
    is_name_start,
    known_name,
    open_tag,
    read_attributes,
)
from jekpy.kramdown.native import to_native
from jekpy.kramdown.span import Stop

if TYPE_CHECKING:
    from jekpy.kramdown.span import SpanState

__all__ = ["html"]

_NEWLINES: Final = re.compile(r"\n+")
_CDATA: Final = "<![CDATA["


def html(state: SpanState) -> bool:
    """Take an element with its content, a comment, a CDATA section; tags that fit nowhere become text."""
    src, pos = state.src, state.pos
    following = src[pos + 1 : pos + 2]
    if following == "!":
        if not src.startswith(("<!--", _CDATA), pos):
            return False
        _comment_or_cdata(state)
    elif following == "/":
        tag = close_tag(src, pos)
        if tag is None:
            _literal(state)
        else:
            state.warn(f"Found invalidly used HTML closing tag for '{shown(tag[1])}'")
            state.text(tag[0])
            state.pos = tag.end()
    elif is_name_start(following):
        tag = open_tag(src, pos)
        if tag is None:
            _literal(state)
        else:
            _tag(state, tag)
    else:
        return False
    return True


def _literal(state: SpanState) -> None:
    state.text("<")
    state.pos += 1


def _comment_or_cdata(state: SpanState) -> None:
    src, pos = state.src, state.pos
    if src.startswith("<!--", pos):
        end = state.find("-->", pos + 4)
        if end >= 0:
            token = Token("html_comment", "", 0)
            token.content = src[pos : end + 3]
            state.push(token)
            state.pos = end + 3
            return
    else:
        end = state.find("]]>", pos + len(_CDATA))
        if end >= 0:
            state.text(escape_all(src[pos + len(_CDATA) : end]))
            state.pos = end + 3
            return
    _literal(state)


def _tag(state: SpanState, tag: re.Match[str]) -> None:
    name = known_name(tag[1])
    if name in BLOCK_TAGS:
        state.warn(f"Found block HTML tag '{name}' in span-level text")
        state.text(tag[0])
        state.pos = tag.end()
        return
    token = Token("html_inline", name, 0)
    attrs = read_attributes(
        tag[2], name, lambda key: state.warn(f"Duplicate HTML attribute '{key}' - overwriting previous one")
    )
    for key, value in attrs.items():
        if "\n" in str(value):
            attrs[key] = _NEWLINES.sub(" ", str(value))
    token.attrs = attrs
    parsed = _is_parsed(state, token)
    token.info = "span" if parsed else "raw"
    state.pos = tag.end()
    if not (tag[3] or name in VOID_TAGS):
        _content(state, token, parsed=parsed)
    state.push(token)
    if state.doc.options.html_to_native:
        to_native(token)


def _is_parsed(state: SpanState, token: Token) -> bool:
    """Tell whether the element's content is parsed as spans; its `markdown` attribute is taken away."""
    is_raw = content_model(token.tag) == "raw"
    asked = MARKDOWN_ATTRIBUTE.get(str(token.attrs.pop("markdown", None)))
    if asked == "block":
        state.warn("Cannot use block-level parsing in span-level HTML tag - using default mode")
    if asked in {"span", "raw"}:
        return asked == "span"
    if asked == "default":
        return not is_raw
    return not (is_raw or state.raw) and state.doc.options.parse_span_html


def _content(state: SpanState, token: Token, *, parsed: bool) -> None:
    """Parse the content up to the end tag, or to the end of the text where there is none."""
    closing = closing_tag(token.tag, any_case=is_known(token.tag))
    start = state.pos
    stop = Stop("<", lambda at: closing.match(at.src, at.pos) is not None)
    level = state.enter("html", raw=not parsed)
    if state.md.inline.run(state, stop, None if parsed else ("html",)):  # type: ignore[attr-defined]
        end = closing.match(state.src, state.pos)
        state.pos = end.end() if end is not None else state.pos
    else:
        state.warn(f"Found no end tag for '{token.tag}' - auto-closing it", start)
        if state.pos < state.end:
            state.text(state.src[state.pos :])
        state.pos = state.end
    token.children = state.leave(level)
