"""Links and images: `[text](url "title")`, `[text][id]`, `[id]`, with `!` before them for images.

Source: kramdown 2.5.2, parser/kramdown/link.rb, parse_link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from jekpy.kramdown.attributes import apply_attributes
from jekpy.kramdown.characters import STRIP
from jekpy.kramdown.document import shown
from jekpy.kramdown.rules.block.link_definition import normalize_link_id
from jekpy.kramdown.span import LINK, Stop

from .escape import ESCAPED

if TYPE_CHECKING:
    from jekpy.kramdown.document import LinkDefinition
    from jekpy.kramdown.span import SpanState

__all__ = ["link"]

_START: Final = re.compile(r"!?\[(?=[^^])")
_LONGEST_ID: Final = 2000
"""No definition has a longer id; so brackets within brackets cost no more than their number."""
_ID: Final = re.compile(r"\s*?\[([^\]]+)?\]", re.ASCII)
_PAREN: Final = re.compile(r"(\()|(\))|\s(?=['\"])", re.ASCII)
_ANGLE_URL: Final = re.compile(r"\(<(.*?)>")
_TITLE: Final = re.compile(r"\s*?([\"'])", re.ASCII)
_TITLE_ENDS: Final = {quote: re.compile(rf"{quote}\s*\)", re.ASCII) for quote in "\"'"}


class _Brackets:
    """Counts the brackets in a link's text: a stop test for the span parser.

    `pairs` are the brackets that matched on the way, `open` those still open, the link's own first.
    """

    __slots__ = ("images", "open", "pairs")

    def __init__(self, start: int) -> None:
        self.open = [start]
        self.pairs: list[tuple[int, int]] = []
        self.images = 0

    def settle(self, state: SpanState) -> None:
        """Forget the bracket of an image that has been built since: it was consumed with it."""
        if state.images > self.images:
            self.images = state.images
            self.open.pop()

    def found(self, state: SpanState) -> bool:
        """Tell whether the bracket at the current position closes the link's own."""
        self.settle(state)
        pos = state.pos
        if state.src[pos] == "]":
            start = self.open.pop()
            self.pairs.append((start, pos))
            return not self.open
        self.open.append(pos + (2 if state.src[pos] == "!" else 1))
        return False


def link(state: SpanState) -> bool:
    """Take a link or an image, or its opening bracket as text."""
    opening = _START.match(state.src, state.pos)
    if opening is None:
        return False
    if state.find("]", state.pos) < 0:
        _brackets_as_text(state)
        return True
    is_image = len(opening[0]) == 2
    if (not is_image and state.flags & LINK) or not _link(state, opening.end(), is_image=is_image):
        state.text(opening[0])
        state.pos = opening.end()
    return True


def _brackets_as_text(state: SpanState) -> None:
    """Take a bracket as text, with those after it: none of them is ever closed."""
    end = state.pos + 1
    while state.src.startswith("[", end):
        end += 1
    state.text(state.src[state.pos : end])
    state.pos = end


def _link(state: SpanState, start: int, *, is_image: bool) -> bool:
    """Append the link whose text begins at `start`, if it is one."""
    failed = state.failed.setdefault(("[", state.flags), set())
    if start in failed:
        return False
    pairs: dict[int, int] = state.memo.setdefault(f"[ {state.flags | LINK}", {})
    if start in pairs and not _may_be_link(state, start, pairs[start]):
        return False
    kind, tag = ("image", "img") if is_image else ("link", "a")
    brackets = _Brackets(start)
    state.pos = start
    level = state.enter(kind, LINK)
    warnings = state.doc.warnings
    known = len(warnings)
    is_closed = state.md.inline.run(state, Stop("[]!", brackets.found))  # type: ignore[attr-defined]
    brackets.settle(state)
    children = state.leave(level)
    pairs.update(brackets.pairs)
    if not is_closed:
        failed.update(brackets.open)
        del warnings[known:]  # what is wrong in the text is found again when it is read without the bracket
        return False
    token = Token(kind, tag, 0, children=children)
    end = state.pos
    inside = warnings[known:]
    del warnings[known:]
    if not _target(state, token, start, end):
        return False
    warnings.extend(inside)
    if is_image:
        state.images += 1
        token.children = None
    state.push(token)
    return True


def _target(state: SpanState, token: Token, start: int, end: int) -> bool:
    """Give `token`, whose text stands between `start` and `end`, its address; False where there is none."""
    src = state.src
    explicit = _ID.match(src, end + 1)
    if explicit is not None or not src.startswith("(", end + 1):
        definition = _definition(state, start, end, explicit)
        if definition is None:
            return False
        element = definition.element
        if element is not None and "ial" in element.meta:
            token.meta["ial"] = element.meta["ial"]
            apply_attributes(token.attrs, element.meta["ial"], state.doc.attribute_lists)
        url, title = definition.url, definition.title
        state.pos = end + 1 if explicit is None else explicit.end()
    else:
        inline = _inline_target(state, end + 1)
        if inline is None:
            return False
        url, title, state.pos = inline
    if token.type == "link":
        token.attrs["href"] = url
    else:
        token.attrs["src"] = url
        token.attrs["alt"] = ESCAPED.sub(r"\1", src[start:end])
    if title is not None:
        token.attrs["title"] = title
    return True


def _may_be_link(state: SpanState, start: int, end: int) -> bool:
    """Tell whether a text with known brackets can be a link: an address follows, or a definition exists."""
    explicit = _ID.match(state.src, end + 1)
    if explicit is None and state.src.startswith("(", end + 1):
        return True
    return _definition(state, start, end, explicit) is not None


def _definition(
    state: SpanState, start: int, end: int, explicit: re.Match[str] | None
) -> LinkDefinition | None:
    """Return the definition that the id after the text, or else the text itself, names."""
    definitions = state.doc.link_definitions
    if explicit is not None and explicit[1] is not None:
        return definitions.get(normalize_link_id(explicit[1]))
    text = state.src[start : min(end, start + _LONGEST_ID)]
    link_id = normalize_link_id(ESCAPED.sub(r"\1", text))
    definition = definitions.get(link_id)
    if definition is None:
        state.warn(f"No link definition for link ID '{shown(link_id)}' found", start)
    return definition


def _inline_target(state: SpanState, pos: int) -> tuple[str, str | None, int] | None:
    """Return the address in parentheses at `pos`, its title, and where they end."""
    src = state.src
    if state.find(")", pos) < 0:
        return None
    angle = _ANGLE_URL.match(src, pos) if src.startswith("(<", pos) and state.find(">", pos) > 0 else None
    if angle is not None:
        url, pos = angle[1], angle.end()
        if src.startswith(")", pos):
            return url, None, pos + 1
    else:
        url, pos, is_closed = _plain_url(state, pos)
        if is_closed:
            return url, None, pos
    quote = _TITLE.match(src, pos)
    if quote is None:
        return None
    stop = state.search(_TITLE_ENDS[quote[1]], quote.end() + 1)
    if stop is None:
        return None
    return url, src[quote.end() : stop.start()], stop.end()


def _plain_url(state: SpanState, pos: int) -> tuple[str, int, bool]:
    """Return the address after the parenthesis at `pos`, where it stops, and whether a parenthesis closed it.

    Parentheses in it must balance; white space before a quote ends it too.
    """
    src = state.src
    hopeless: set[int] = state.memo.setdefault("(", set())
    if pos in hopeless:
        return "", state.end, False
    start = pos
    opened: list[int] = []
    while stop := _PAREN.search(src, pos):
        pos = stop.end()
        if stop[2]:
            opened.pop()
            if not opened:
                return src[start + 1 : pos - 1].strip(STRIP), pos, True
        elif stop[1]:
            opened.append(stop.start())
        else:
            break
    else:
        hopeless.update(opened)
    return src[start + 1 : pos - 1].strip(STRIP), pos, False
