"""Tags of one's own, written once for both dialects.

    @dataclass(frozen=True)
    class Shout:
        words: str

        @classmethod
        def parse(cls, markup: str) -> Self:
            return cls(markup)

        def render(self, context: RenderContext) -> str:
            return f"{context.evaluate(self.words)}!"

    engine = Engine(tags={"shout": inline_tag(Shout)})

In Liquid and in Jinja, `{% shout page.title %}` hands `page.title` to `parse`. A block tag gets the output of
its body as well: `render(self, context, body)`, and is added by `block_tag`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from jekpy.errors import JekpyError, LiquidSyntaxError
from jekpy.liquid.lexer import SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.context import RenderContext
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.tree import Body, Node, TagMarkup

__all__ = ["BlockTag", "CustomTag", "InlineTag", "block_tag", "inline_tag", "run_block_tag", "run_inline_tag"]


class InlineTag(Protocol):
    """A tag without a body, as written in one place."""

    def render(self, context: RenderContext) -> str:
        """Return what stands in the tag's place."""
        ...


class BlockTag(Protocol):
    """A tag with a body, as written in one place."""

    def render(self, context: RenderContext, body: str) -> str:
        """Return what stands in the place of the tag and its body, whose output is `body`."""
        ...


@dataclass(frozen=True, slots=True)
class CustomTag:
    """A kind of tag: how its markup becomes an object that renders, and whether it has a body."""

    make: Callable[[str], Any]
    is_block: bool

    def parse(self, markup: TagMarkup, parser: Parser) -> CustomNode:
        """Return the node of one such tag. Raises LiquidSyntaxError."""
        text = markup.text.strip(SPACE)
        try:
            self.make(text)
        except (JekpyError, ValueError) as error:
            problem = error.diagnostic if isinstance(error, JekpyError) else None
            cause, fix = (problem.cause, problem.fix) if problem else (str(error), "")
            raise parser.error(cause, markup.offset, fix) from error
        body = parser.body(markup)[0] if self.is_block else None
        return CustomNode(markup.name, text, body, markup.offset)


def inline_tag(kind: type[Any]) -> CustomTag:
    """Return the tag whose markup `kind.parse` turns into an `InlineTag`."""
    return CustomTag(kind.parse, is_block=False)


def block_tag(kind: type[Any]) -> CustomTag:
    """Return the tag whose markup `kind.parse` turns into a `BlockTag`."""
    return CustomTag(kind.parse, is_block=True)


@dataclass(frozen=True, slots=True)
class CustomNode:
    """A tag of one's own in a template."""

    name: str
    text: str
    body: Body | None
    offset: int
    dynamic: bool = True

    @property
    def blank(self) -> bool:
        """Whether it is a block of nothing but white space, which prints nothing."""
        return self.body is not None and self.body.blank

    def children(self) -> Sequence[Node]:
        """Return the body."""
        return self.body.nodes if self.body is not None else ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing: only the tag itself knows."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Print what the tag gives."""
        from jinja2 import nodes

        arguments = [compiler.context, nodes.Const(self.name), nodes.Const(self.text)]
        if self.body is None:
            compiler.output(compiler.call(run_inline_tag, *arguments))
            compiler.check_interrupt()
            return
        body, interrupted = compiler.capture(self.body)
        shown = compiler.keep(compiler.call(run_block_tag, *arguments, body))
        if not self.blank:
            compiler.output(shown)
        if interrupted:
            compiler.check_interrupt()


def run_inline_tag(context: RenderContext, name: str, markup: str) -> str:
    """Return what the tag `name` gives."""
    text: str = _tag(context, name, markup).render(context)
    return text


def run_block_tag(context: RenderContext, name: str, markup: str, body: str) -> str:
    """Return what the block `name` gives."""
    text: str = _tag(context, name, markup).render(context, body)
    return text


def _tag(context: RenderContext, name: str, markup: str) -> Any:
    objects = context.engine.tag_objects
    found = objects.get((name, markup))
    if found is None:
        kind = context.engine.own_tags.get(name)
        if not isinstance(kind, CustomTag):
            raise LiquidSyntaxError(f"the tag '{name}' is for Liquid templates only")
        found = objects[name, markup] = kind.make(markup)
    return found
