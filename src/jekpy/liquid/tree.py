"""The tree of a Liquid template: text, output and tags.

A node compiles itself into Jinja's nodes, by the `Compiler` that it is given. `blank` nodes put out nothing
of their own but white space; a block of nothing else is silent. `dynamic` nodes run code that may read any
variable by its name, so that the variables around them have to stand in the scope.

Source: Liquid 4.0.4, lib/liquid/block_body.rb, tag.rb, block.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.survey import Survey

__all__ = ["Body", "Node", "Output", "TagClass", "TagMarkup", "Text", "walk"]


class Node(Protocol):
    """A part of a template. `offset` is where it starts in the source, from 0."""

    @property
    def offset(self) -> int:
        """Where it starts."""
        ...

    @property
    def blank(self) -> bool:
        """Whether it puts out nothing but white space."""
        ...

    @property
    def dynamic(self) -> bool:
        """Whether code that it runs may read any variable by name."""
        ...

    def children(self) -> Sequence[Node]:
        """Return the nodes directly inside."""
        ...

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the expressions of this node itself."""
        ...

    def compile(self, compiler: Compiler) -> None:
        """Add to `compiler` the statements that render this node."""
        ...


@dataclass(frozen=True, slots=True)
class TagMarkup:
    """A tag as written: `{% name text %}`; `offset` is that of the brace."""

    name: str
    text: str
    offset: int


class TagClass(Protocol):
    """Makes the node of one tag."""

    def parse(self, markup: TagMarkup, parser: Parser) -> Node:
        """Return the node for `markup`; a block takes its body from `parser`."""
        ...


@dataclass(frozen=True, slots=True)
class Body:
    """Nodes in order."""

    nodes: tuple[Node, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether all of it is blank."""
        return all(node.blank for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Text:
    """Text outside of all delimiters, or in `raw`."""

    text: str
    offset: int
    fixed: bool = False
    """Whether `{%-` behind it leaves it as it is, which holds for `raw`."""
    dynamic: bool = False

    @property
    def blank(self) -> bool:
        """Whether it is white space (Ruby's: not NUL, not U+00A0); of `raw`, whether it is empty."""
        if self.fixed:
            return not self.text
        return not self.text.strip("\t\n\v\f\r ")

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Put the text out."""
        compiler.text(self.text)

    def survey(self, survey: Survey) -> None:
        """Tell nothing."""


@dataclass(frozen=True, slots=True)
class Output:
    """`{{ value | filters }}`."""

    value: Filtered
    offset: int
    blank: bool = False
    dynamic: bool = False

    @classmethod
    def of(cls, value: Filtered, offset: int) -> Self:
        """Return the node of an output at `offset`."""
        return cls(value, offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the value."""
        return (self.value,)

    def compile(self, compiler: Compiler) -> None:
        """Put the value out as text."""
        compiler.output(compiler.text_of(self.value))

    def survey(self, survey: Survey) -> None:
        """Tell of the value."""
        survey.reads(self.value)


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes and all that are inside them."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children()))
