"""`{% increment %}`, `{% decrement %}`, `{% cycle %}` and `{% ifchanged %}`: tags that remember.

What they remember ends with the render. Source: Liquid 4.0.4, lib/liquid/tags/increment.rb, decrement.rb,
cycle.rb, ifchanged.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jinja2 import nodes

from jekpy.liquid import runtime
from jekpy.liquid.expressions import QUOTED_FRAGMENT, Filtered, Literal, parse_expression
from jekpy.liquid.lexer import SPACE
from jekpy.liquid.values import inspect, to_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.tree import Body, Node, TagMarkup

__all__ = ["Counter", "Cycle", "IfChanged"]

_NAMED = re.compile(rf"({QUOTED_FRAGMENT})\s*:\s*(.*)", re.ASCII | re.DOTALL)
_SIMPLE = re.compile(QUOTED_FRAGMENT, re.ASCII)
_VALUE = re.compile(rf"\s*({QUOTED_FRAGMENT})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Counter:
    """`increment` prints and then adds 1; `decrement` subtracts 1 and then prints."""

    name: str
    step: int
    offset: int
    blank: bool = False
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node."""
        del parser
        return cls(markup.text.strip(SPACE), 1 if markup.name == "increment" else -1, markup.offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Print the counter, and move it."""
        value = compiler.method("count", nodes.Const(self.name), nodes.Const(self.step))
        if self.step < 0:
            value = nodes.Sub(value, nodes.Const(1))
        compiler.output(compiler.call(to_s, value))


@dataclass(frozen=True, slots=True)
class Cycle:
    """Prints one of its values after the other.

    Cycles share their turn when their names are equal, and nameless ones when they list the same literals;
    one that lists a variable has a turn of its own.
    """

    name: Expression
    values: tuple[Expression, ...]
    offset: int
    blank: bool = False
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError without a value."""
        named = _NAMED.match(markup.text)
        if named is not None:
            return cls(parse_expression(named[1]), _values(named[2]), markup.offset)
        if _SIMPLE.match(markup.text) is None:
            raise parser.error(
                "Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]",
                markup.offset,
            )
        values = _values(markup.text)
        if all(isinstance(value, Literal) for value in values):
            name = inspect([value.value for value in values if isinstance(value, Literal)])
        else:
            name = f"{parser.name}:{markup.offset}"
        return cls(Literal(name), values, markup.offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the name and the values."""
        return [self.name, *self.values]

    def compile(self, compiler: Compiler) -> None:
        """Print the value whose turn it is."""
        name = compiler.keep(compiler.expression(self.name))
        turn = compiler.keep(compiler.call(runtime.turn_of, compiler.context, name))
        for index, value in enumerate(self.values):
            with compiler.collect() as found:
                compiler.output(compiler.text_of(Filtered(value)))
            is_turn = nodes.Compare(turn, [nodes.Operand("eq", nodes.Const(index))])
            compiler.emit(nodes.If(is_turn, found, [], []))
        compiler.run(runtime.next_turn, compiler.context, name, turn, nodes.Const(len(self.values)))


def _values(markup: str) -> tuple[Expression, ...]:
    found = (_VALUE.search(part) for part in markup.split(","))
    parsed = (parse_expression(match[1]) for match in found if match is not None)
    return tuple(value for value in parsed if value != Literal(None))


@dataclass(frozen=True, slots=True)
class IfChanged:
    """Prints its body when that differs from what an `ifchanged` printed last."""

    body: Body
    offset: int
    blank: bool
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node. Raises LiquidSyntaxError."""
        body, _ = parser.body(markup)
        return cls(body, markup.offset, body.blank)

    def children(self) -> Sequence[Node]:
        """Return the body."""
        return self.body.nodes

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Print the body if it changed."""
        text, interrupted = compiler.capture(self.body)
        shown = compiler.keep(compiler.call(runtime.changed, compiler.context, text))
        if not self.blank:
            compiler.output(shown)
        if interrupted:
            compiler.check_interrupt()
