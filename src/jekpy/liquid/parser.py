"""From the tokens of a template to its tree.

Source: Liquid 4.0.4, lib/liquid/block_body.rb, block.rb, document.rb, parser_switching.rb, locales/en.yml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from jekpy.errors import Diagnostic, LiquidSyntaxError, Location, nearest
from jekpy.liquid.expressions import Filtered, MarkupError, parse_filtered_lax, parse_filtered_strict
from jekpy.liquid.lexer import SPACE, LineMap, Token, tokenize
from jekpy.liquid.tree import Body, Node, Output, TagMarkup, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from jekpy.liquid.tree import TagClass

__all__ = ["ErrorMode", "Parser"]

ErrorMode = Literal["lax", "warn", "strict"]
Parsed = TypeVar("Parsed")

MAX_DEPTH: Final = 100
"""How deep blocks nest. Source: Liquid 4.0.4, block.rb, MAX_DEPTH."""

_TAG = re.compile(r"\{%-?\s*(\w+)\s*(.*?)-?%\}", re.ASCII | re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)


class Parser:
    """Reads one template. `warnings` gathers what the strict parser refused and the lax one took."""

    def __init__(
        self, source: str, name: str, tags: Mapping[str, TagClass], error_mode: ErrorMode, first_line: int = 1
    ) -> None:
        """Take the text of the template, its name for messages, and what its tags mean."""
        self.source = source
        self.name = name
        self.tags = tags
        self.error_mode = error_mode
        self.lines = LineMap.of(source, first_line)
        self.warnings: list[Diagnostic] = []
        self._tokens = list(tokenize(source))
        self._position = 0
        self._depth = 0
        self._trim = False

    # Problems

    def location(self, offset: int) -> Location:
        """Return the place of `offset`."""
        return Location(self.name, *self.lines.place(offset))

    def error(self, message: str, offset: int, fix: str = "") -> LiquidSyntaxError:
        """Return the error to raise for a problem at `offset`."""
        return LiquidSyntaxError(self._diagnostic(message, offset, fix))

    def _diagnostic(self, message: str, offset: int, fix: str = "") -> Diagnostic:
        found = Diagnostic(LiquidSyntaxError.code, message, self.location(offset), fix)
        start = self.source.rfind("\n", 0, offset) + 1
        end = self.source.find("\n", offset)
        return replace(found, line_text=self.source[start : end if end >= 0 else len(self.source)])

    def by_mode(
        self,
        markup: str,
        offset: int,
        strict: Callable[[str], Parsed],
        lax: Callable[[str], Parsed],
        shown: str | None = None,
    ) -> Parsed:
        """Parse `markup` by the strict or the lax way, or by one after the other, as the error mode says."""
        if self.error_mode == "lax":
            return lax(markup)
        try:
            return strict(markup)
        except MarkupError as error:
            message = f'{error} in "{markup.strip(SPACE) if shown is None else shown}"'
            if self.error_mode == "strict":
                raise self.error(message, offset) from None
            self.warnings.append(replace(self._diagnostic(message, offset), severity="warning"))
            return lax(markup)

    def filtered(self, markup: str, offset: int) -> Filtered:
        """Return the value and the filters of `markup`, as in `{{ }}`."""
        return self.by_mode(
            markup, offset, parse_filtered_strict, parse_filtered_lax, shown="{{" + markup + "}}"
        )

    # Reading

    def template(self) -> Body:
        """Return the whole template. Raises LiquidSyntaxError."""
        nodes, tag = self._nodes()
        if tag is None:
            return Body(nodes)
        if tag.name in {"else", "end"}:
            raise self.error(f"Unexpected outer '{tag.name}' tag", tag.offset)
        raise self._unknown_tag(tag)

    def body(self, opened: TagMarkup, *delimiters: str) -> tuple[Body, TagMarkup | None]:
        """Return what stands up to the end of the block `opened`, or up to one of its `delimiters`.

        The second part is that delimiter, None at the end. Raises LiquidSyntaxError.
        """
        if self._depth >= MAX_DEPTH:
            raise self.error("Nesting too deep", opened.offset)
        self._depth += 1
        nodes, tag = self._nodes()
        self._depth -= 1
        if tag is None:
            raise self.error(
                f"'{opened.name}' tag was never closed",
                opened.offset,
                f"close it with {{% end{opened.name} %}}",
            )
        if tag.name == f"end{opened.name}":
            return Body(nodes), None
        if tag.name in delimiters:
            return Body(nodes), tag
        raise self._misplaced(tag, opened)

    def skip(self, opened: TagMarkup) -> None:
        """Read over the block `opened`, as `comment` does: tags that do not exist are no problem."""
        if self._depth >= MAX_DEPTH:
            raise self.error("Nesting too deep", opened.offset)
        self._depth += 1
        while True:
            _, tag = self._nodes()
            if tag is None:
                raise self.error(f"'{opened.name}' tag was never closed", opened.offset)
            if tag.name == f"end{opened.name}":
                break
        self._depth -= 1

    def next_token(self) -> Token | None:
        """Return the next token as it stands, for blocks that read their body themselves."""
        if self._position >= len(self._tokens):
            return None
        self._position += 1
        return self._tokens[self._position - 1]

    def _nodes(self) -> tuple[tuple[Node, ...], TagMarkup | None]:
        """Return the nodes up to a tag that is none, and that tag; None at the end of the template."""
        nodes: list[Node] = []
        while (token := self.next_token()) is not None:
            if token.kind == "text":
                text = token.text.lstrip(SPACE) if self._trim else token.text
                self._trim = False
                nodes.append(Text(text, token.offset))
                continue
            self._trim_around(token, nodes)
            if token.kind == "output":
                nodes.append(self._output(token))
                continue
            markup = self._tag(token)
            tag = self.tags.get(markup.name)
            if tag is None:
                return tuple(nodes), markup
            nodes.append(tag.parse(markup, self))
        return tuple(nodes), None

    def _trim_around(self, token: Token, nodes: list[Node]) -> None:
        if token.text[2:3] == "-" and nodes and isinstance(nodes[-1], Text) and not nodes[-1].fixed:
            nodes[-1] = replace(nodes[-1], text=nodes[-1].text.rstrip(SPACE))
        self._trim = token.text[-3:-2] == "-"

    def _tag(self, token: Token) -> TagMarkup:
        match = _TAG.fullmatch(token.text)
        if match is None:
            raise self.error(
                f"Tag '{token.text}' was not properly terminated with regexp: /\\%\\}}/",
                token.offset,
                "a tag reads {% name ... %}; write {% raw %} before text that only looks like one",
            )
        return TagMarkup(match[1], match[2], token.offset)

    def _output(self, token: Token) -> Output:
        match = _OUTPUT.fullmatch(token.text)
        if match is None:
            raise self.error(
                f"Variable '{token.text}' was not properly terminated with regexp: /\\}}\\}}/",
                token.offset,
                "an output reads {{ ... }}; write {% raw %} before text that only looks like one",
            )
        return Output.of(self.filtered(match[1], token.offset), token.offset)

    def _misplaced(self, tag: TagMarkup, opened: TagMarkup) -> LiquidSyntaxError:
        if tag.name == "else":
            return self.error(f"{opened.name} tag does not expect 'else' tag", tag.offset)
        if tag.name.startswith("end"):
            end = f"end{opened.name}"
            return self.error(
                f"'{tag.name}' is not a valid delimiter for {opened.name} tags. use {end}",
                tag.offset,
                f"close {opened.name}, of line {self.location(opened.offset).line}, with {{% {end} %}} first",
            )
        return self._unknown_tag(tag)

    def _unknown_tag(self, tag: TagMarkup) -> LiquidSyntaxError:
        near = nearest(tag.name, _names(self.tags))
        return self.error(f"Unknown tag '{tag.name}'", tag.offset, f"did you mean '{near}'?" if near else "")


def _names(tags: Collection[str]) -> list[str]:
    return [*tags, *(f"end{name}" for name in tags), "else", "elsif", "when"]
