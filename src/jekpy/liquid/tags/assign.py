"""`{% assign name = value | filters %}` and `{% capture name %}...{% endcapture %}`.

Both write to the outermost scope. Source: Liquid 4.0.4, lib/liquid/tags/assign.rb, capture.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.survey import Survey
    from jekpy.liquid.tree import Body, Node, TagMarkup

__all__ = ["Assign", "Capture"]

VARIABLE: Final = r"((?:\(?[\w\-.\[\]]\)?)+)"
_ASSIGN = re.compile(rf"{VARIABLE}\s*=\s*(.*)\s*", re.ASCII | re.DOTALL)
_CAPTURE = re.compile(VARIABLE, re.ASCII)


@dataclass(frozen=True, slots=True)
class Assign:
    """A variable and its new value."""

    name: str
    value: Filtered
    offset: int
    blank: bool = True
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError without a name and `=`."""
        match = _ASSIGN.search(markup.text)
        if match is None:
            raise parser.error(
                "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]", markup.offset
            )
        return cls(match[1], parser.filtered(match[2], markup.offset), markup.offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the value."""
        return (self.value,)

    def compile(self, compiler: Compiler) -> None:
        """Set the variable."""
        value = compiler.filtered(self.value)
        if compiler.may_be_long(self.value):
            value = compiler.method("state.bounded", value)
        compiler.store(self.name, value)

    def survey(self, survey: Survey) -> None:
        """Tell of the value and the variable."""
        survey.reads(self.value)
        survey.sets(self.name)


@dataclass(frozen=True, slots=True)
class Capture:
    """A variable and the body whose output it gets."""

    name: str
    body: Body
    offset: int
    blank: bool = True
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError without a name."""
        match = _CAPTURE.search(markup.text)
        if match is None:
            raise parser.error("Syntax Error in 'capture' - Valid syntax: capture [var]", markup.offset)
        return cls(match[1], parser.body(markup)[0], markup.offset)

    def children(self) -> Sequence[Node]:
        """Return the body."""
        return self.body.nodes

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Set the variable to what the body puts out."""
        captured, interrupted = compiler.capture(self.body)
        compiler.store(self.name, captured)
        if interrupted:
            compiler.check_interrupt()

    def survey(self, survey: Survey) -> None:
        """Tell of the body and the variable."""
        survey.body(self.body.nodes)
        survey.sets(self.name)
