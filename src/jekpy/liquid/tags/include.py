"""Liquid's own `{% include 'name' with value, key: value %}`. Jekyll replaces it by its own.

Source: Liquid 4.0.4, lib/liquid/tags/include.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jinja2 import nodes

from jekpy.liquid import including
from jekpy.liquid.expressions import QUOTED_FRAGMENT, TAG_ATTRIBUTE, Literal, parse_expression
from jekpy.liquid.values import truthy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.tree import Node, TagMarkup

__all__ = ["Include"]

_SYNTAX = re.compile(rf"({QUOTED_FRAGMENT}+)(\s+(?:with|for)\s+({QUOTED_FRAGMENT}+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Include:
    """A template by name, a value that it gets under that name, and further variables for it."""

    name: Expression
    value: Expression | None
    attributes: tuple[tuple[str, Expression], ...]
    offset: int
    blank: bool = False
    dynamic: bool = True

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError without a name."""
        match = _SYNTAX.search(markup.text)
        if match is None:
            raise parser.error(
                "Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]",
                markup.offset,
            )
        value = None if match[3] is None else parse_expression(match[3])
        if isinstance(value, Literal) and not truthy(value.value):
            value = None
        attributes = {key: parse_expression(text) for key, text in TAG_ATTRIBUTE.findall(markup.text)}
        return cls(parse_expression(match[1]), value, tuple(attributes.items()), markup.offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the name, the value and the attributes."""
        return [self.name, *([self.value] if self.value else []), *(it for _, it in self.attributes)]

    def compile(self, compiler: Compiler) -> None:
        """Render the template in this one's place."""
        pairs = [nodes.Pair(nodes.Const(key), compiler.expression(it)) for key, it in self.attributes]
        value = nodes.ImportedName("jekpy.liquid.values.MISSING")
        compiler.output(
            compiler.call(
                including.partial,
                compiler.context,
                compiler.expression(self.name),
                value if self.value is None else compiler.expression(self.value),
                nodes.Dict(pairs),
            )
        )
        compiler.check_interrupt()
