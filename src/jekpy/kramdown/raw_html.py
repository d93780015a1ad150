"""Where the raw content of an HTML element goes: into strings as it will be written, or into a tree."""

from __future__ import annotations

from typing import Protocol

from markdown_it.token import Token

from jekpy.errors import ConversionError

from .attributes import write_attributes
from .block import MAX_NESTING
from .escaping import escape_text

__all__ = ["FlatContent", "RawContent", "TreeContent"]


class RawContent(Protocol):
    """Takes raw content piece by piece."""

    def text(self, text: str) -> None:
        """Take text, in which character references stay."""

    def verbatim(self, text: str) -> None:
        """Take text that is not escaped: a script or a style sheet."""

    def markup(self, text: str) -> None:
        """Take a comment or a processing instruction."""

    def open(self, token: Token) -> None:
        """Take the start of an element; it has no body if its `markup` is "/"."""

    def close(self, name: str) -> None:
        """Take the end of the element opened last."""

    def element(self, token: Token) -> None:
        """Take an element whose content is parsed."""

    def finish(self) -> None:
        """Make the pieces the children of the outermost element."""


class FlatContent:
    """Writes raw content down at once: no indentation changes it, so nested elements need no tokens."""

    def __init__(self, root: Token) -> None:
        self._root = root
        self._children: list[Token] = []
        self._parts: list[str] = []
        self._depth = 0

    def text(self, text: str) -> None:
        """Take text, in which character references stay."""
        self._parts.append(escape_text(text))

    def verbatim(self, text: str) -> None:
        """Take text that is not escaped."""
        self._parts.append(text)

    markup = verbatim

    def open(self, token: Token) -> None:
        """Take the start of an element."""
        slash = " /" if token.markup else ""
        self._parts.append(f"<{token.tag}{write_attributes(token.attrs)}{slash}>")
        if not slash:
            self._depth += 1

    def close(self, name: str) -> None:
        """Take the end of an element; that of the outermost one is written by the renderer."""
        if self._depth:
            self._parts.append(f"</{name}>")
            self._depth -= 1

    def element(self, token: Token) -> None:
        """Take an element whose content is parsed; its indentation counts the raw elements around it."""
        self._flush()
        token.level = self._depth
        token.hidden = True
        self._children.append(token)

    def _flush(self) -> None:
        if self._parts:
            token = Token("html_raw", "", 0, block=True)
            token.content = "".join(self._parts)
            self._children.append(token)
            self._parts = []

    def finish(self) -> None:
        """Make the pieces the children of the outermost element."""
        self._flush()
        self._root.children = self._children


class TreeContent:
    """Keeps raw content as a tree of tokens, for `html_to_native`."""

    def __init__(self, root: Token) -> None:
        self._open = [root]
        root.children = []

    def _add(self, kind: str, content: str) -> None:
        token = Token(kind, "", 0, block=True)
        token.content = content
        self._children().append(token)

    def _children(self) -> list[Token]:
        children = self._open[-1].children
        if children is None:
            children = self._open[-1].children = []
        return children

    def text(self, text: str) -> None:
        """Take text; runs of it are joined."""
        children = self._children()
        if children and children[-1].type == "text":
            children[-1].content += text
        else:
            self._add("text", text)

    def verbatim(self, text: str) -> None:
        """Take text that is not escaped."""
        self._add("html_raw", text)

    def markup(self, text: str) -> None:
        """Take a comment or a processing instruction."""
        self._add("html_comment", text)

    def open(self, token: Token) -> None:
        """Take the start of an element."""
        token.hidden = True
        token.info = "raw"
        token.children = []
        self._children().append(token)
        if not token.markup:
            self._open.append(token)
            if len(self._open) > MAX_NESTING:
                raise ConversionError(
                    f"HTML elements are nested more than {MAX_NESTING} deep",
                    fix="leave out the option html_to_native",
                )

    def close(self, name: str) -> None:  # noqa: ARG002
        """Take the end of the element opened last."""
        if len(self._open) > 1:
            self._open.pop()

    def element(self, token: Token) -> None:
        """Take an element whose content is parsed."""
        token.hidden = True
        self._children().append(token)

    def finish(self) -> None:
        """Leave the tree as it is."""
