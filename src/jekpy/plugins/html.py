"""HTML read and written again as libxml2 does it, for the plugins of Jekyll that go through Nokogiri.

Source: observed with Nokogiri on libxml2 2.9.14, HTML::DocumentFragment.parse and to_html; libxml2,
HTMLparser.c (htmlAutoClose, htmlAutoCloseOnClose), HTMLtree.c (htmlNodeDumpFormatOutput).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "Node", "Raw", "Text", "elements", "parse_fragment", "text_of", "to_html"]

_VOID: Final = frozenset(
    ("area", "base", "basefont", "br", "col", "frame", "hr", "img", "input", "isindex", "link", "meta",
     "param")
)  # fmt: skip
_BLOCK: Final = frozenset(
    ("address", "area", "base", "blockquote", "caption", "center", "col", "colgroup", "dd", "dir", "div",
     "dl", "dt", "fieldset", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
     "isindex", "legend", "li", "link", "menu", "meta", "noframes", "noscript", "ol", "optgroup", "option",
     "p", "param", "pre", "style", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
"""The elements of HTML 4 that get line breaks around what they hold."""

_HEADING_ENDS: Final = "fieldset form li p table"
_CLOSED_BY: Final = {
    element: frozenset(others.split())
    for element, others in {
        "a": "a fieldset table td th",
        "address": "dd dl dt form li ul",
        "b": "center p td th",
        "big": "p",
        "caption": "col colgroup tbody tfoot thead tr",
        "colgroup": "colgroup tbody tfoot thead tr",
        "dd": "dt",
        "dir": "dd dl dt form ul",
        "dl": "form li",
        "dt": "dd dl",
        "font": "center td th",
        "form": "form",
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING_ENDS),
        "i": "center p td th",
        "legend": "fieldset",
        "li": "li",
        "menu": "dd dl dt form ul",
        "ol": "form ul",
        "option": "optgroup option",
        "p": "address blockquote caption center col colgroup dd dir div dl dt fieldset form frameset h1 h2 "
        "h3 h4 h5 h6 hr li menu ol p pre table tbody td tfoot th title tr ul",
        "pre": "dd dl dt fieldset form li table ul",
        "s": "p",
        "small": "p",
        "span": "td th",
        "strike": "p",
        "tbody": "tbody tfoot",
        "td": "tbody td tfoot th tr",
        "tfoot": "tbody",
        "th": "tbody td tfoot th tr",
        "thead": "tbody tfoot",
        "tr": "tbody tfoot tr",
        "tt": "p",
        "u": "p td th",
        "ul": "address form menu ol pre",
    }.items()
}
"""Which start tags end an open element."""

_PRIORITY: Final = {"div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180,
                    "table": 190}  # fmt: skip
"""An end tag cannot close an element of higher priority than its own, 100 where none is given."""

_TOKEN: Final = re.compile(
    r"<!--(?P<comment>.*?)-->"
    r"|<!(?P<declaration>[A-Za-z][^>]*)>"
    r"|<\?(?P<instruction>[^>]*)>"
    r"|</(?P<end>[A-Za-z][^\s/>]*)[^>]*>"
    r"""|<(?P<start>[A-Za-z][^\s/><]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?P<closed>/?)>""",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?P<name>[^\s=/"'<>]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)
_REFERENCE: Final = re.compile(r"&(?:#[xX](?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>\w+));")
_CONTROLS: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")
_ADDRESSES: Final = ("href", "action", "src")
_KEPT_IN_ADDRESSES: Final = "!~*'()@/:=?;#%&,+<>"
_SCAFFOLD: Final = ("html", "head", "body")


@dataclass(slots=True, eq=False)
class Text:
    """A run of text, its character references resolved."""

    text: str


@dataclass(slots=True, eq=False)
class Raw:
    """What is written as it was read: a comment, an instruction, the inside of a script."""

    source: str


@dataclass(slots=True, eq=False)
class Element:
    """An element. Attributes are in their order; one without a value has None. No name: the fragment."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parent: Element | None = None


Node = Text | Raw | Element


# -- reading ----------------------------------------------------------------------------------------------


def parse_fragment(source: str) -> Element:
    """Return the nodes of a piece of HTML in an element without a name. Never raises."""
    reader = _Reader()
    pos = 0
    while pos < len(source):
        match = _TOKEN.search(source, pos)
        if match is None:
            break
        reader.text(source[pos : match.start()])
        pos = match.end()
        name = reader.token(match)
        if name in ("script", "style"):
            end = re.compile(rf"</{name}", re.IGNORECASE).search(source, pos)
            stop = end.start() if end else len(source)
            if stop > pos:
                reader.open.children.append(Raw(source[pos:stop]))
            pos = stop
    reader.text(source[pos:])
    return reader.root


class _Reader:
    """Builds the tree; `open` is the innermost open element."""

    def __init__(self) -> None:
        self.root = Element("")
        self.open = self.root

    def text(self, source: str) -> None:
        """Append text."""
        if source:
            siblings = self.open.children
            text = _CONTROLS.sub("", _resolved(source))
            if siblings and isinstance(siblings[-1], Text):
                siblings[-1].text += text
            else:
                siblings.append(Text(text))

    def token(self, match: re.Match[str]) -> str:
        """Take a tag or another piece of markup; return the name of the element that it opened, if any."""
        if match["comment"] is not None or match["instruction"] is not None:
            self.open.children.append(Raw(match[0]))
        elif match["end"] is not None:
            self._end(match["end"].lower())
        elif match["start"] is not None:
            return self._start(match["start"].lower(), match["attributes"], closed=bool(match["closed"]))
        return ""

    def _start(self, name: str, attributes: str, *, closed: bool) -> str:
        if name in _SCAFFOLD:
            return ""
        while name in _CLOSED_BY.get(self.open.name, ()):
            self._close()
        element = Element(name, _attributes(attributes), [], self.open)
        self.open.children.append(element)
        if closed or name in _VOID:
            return ""
        self.open = element
        return name

    def _end(self, name: str) -> None:
        priority = _PRIORITY.get(name, 100)
        at: Element | None = self.open
        while at is not None and at.name != name:
            if _PRIORITY.get(at.name, 100) > priority:
                return
            at = at.parent
        if at is None:
            return
        while self.open is not at:
            self._close()
        self._close()

    def _close(self) -> None:
        self.open = self.open.parent or self.root


def _attributes(source: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = next((match[kind] for kind in ("double", "single", "bare") if match[kind] is not None), None)
        found.setdefault(match["name"].lower(), None if value is None else _resolved(value))
    return found


def _resolved(source: str) -> str:
    return _REFERENCE.sub(_character, source) if "&" in source else source


def _character(match: re.Match[str]) -> str:
    name = match["name"]
    if name is not None:
        code = 39 if name == "apos" else name2codepoint.get(name)
    else:
        code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    valid = code is not None and 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid and code is not None else match[0]


# -- looking ----------------------------------------------------------------------------------------------


def elements(root: Element) -> Iterator[Element]:
    """Give every element below `root` in the order of the document."""
    stack = list(reversed(root.children))
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            yield node
            stack.extend(reversed(node.children))


def text_of(element: Element) -> str:
    """Return all text inside an element."""
    parts: list[str] = []
    stack: list[Node] = list(reversed(element.children))
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Element):
            stack.extend(reversed(node.children))
    return "".join(parts)


# -- writing ----------------------------------------------------------------------------------------------


def to_html(root: Element) -> str:
    """Return the HTML of what is inside `root`, with line breaks where libxml2 puts some."""
    out: list[str] = []
    stack: list[_Pending] = _queued(root)
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            out.append(entry)
            continue
        node, following, parent = entry
        if isinstance(node, Element):
            _write_element(node, following, parent, out, stack)
        else:
            out.append(_escaped(node.text) if isinstance(node, Text) else node.source)
    return "".join(out)


_Pending = str | tuple[Node, Node | None, str]
"""What is still to be written: text as it is, or a node with what follows it and its parent's name."""


def _queued(element: Element) -> list[_Pending]:
    """Return the children of an element, last first."""
    following = [*element.children[1:], None]
    pairs = zip(element.children, following, strict=False)
    queued: list[_Pending] = [(node, after, element.name) for node, after in pairs]
    return queued[::-1]


def _write_element(
    element: Element,
    following: Node | None,
    parent: str,
    out: list[str],
    stack: list[_Pending],
) -> None:
    name = element.name
    block = name in _BLOCK
    out.append(
        f"<{name}{''.join(_attribute(name, key, value) for key, value in element.attributes.items())}>"
    )
    breaks_after = (
        block and following is not None and _is_no_text(following) and parent != "" and parent[0] != "p"
    )
    after = "\n" if breaks_after else ""
    if name in _VOID or (name == "li" and not element.children):
        out.append(after)
        return
    children = element.children
    several = block and len(children) > 1 and name[0] != "p"
    if several and _is_no_text(children[0]):
        out.append("\n")
    before = "\n" if several and _is_no_text(children[-1]) else ""
    stack.append(f"{before}</{name}>{after}")
    stack.extend(_queued(element))


def _is_no_text(node: Node) -> bool:
    return not isinstance(node, Text)


def _attribute(element: str, name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    if name in _ADDRESSES or (element == "a" and name == "name"):
        value = quote(value.lstrip(" \t\r\n"), safe=_KEPT_IN_ADDRESSES)
    text = _escaped(value)
    if '"' not in text:
        return f' {name}="{text}"'
    return f" {name}='{text}'" if "'" not in text else f' {name}="{text.replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
