"""`{% for %}`, `{% tablerow %}`, `{% break %}` and `{% continue %}`.

Source: Liquid 4.0.4, lib/liquid/tags/for.rb, table_row.rb, break.rb, continue.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from jinja2 import nodes

from jekpy.liquid import runtime
from jekpy.liquid.codegen import TRUTHY
from jekpy.liquid.compiler import LoopNames
from jekpy.liquid.expressions import (
    QUOTED_FRAGMENT,
    TAG_ATTRIBUTE,
    Literal,
    MarkupError,
    StrictParser,
    parse_expression,
)
from jekpy.liquid.kept_loops import turns_of
from jekpy.liquid.programs import lookups_of
from jekpy.liquid.survey import UnseenError, is_simple_forloop
from jekpy.liquid.tree import Body, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered, Lookup
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.survey import Survey
    from jekpy.liquid.tree import Node, TagMarkup

__all__ = ["For", "Interrupt", "TableRow"]

_FOR = re.compile(rf"([\w-]+)\s+in\s+({QUOTED_FRAGMENT}+)\s*(reversed)?", re.ASCII)
_TABLE_ROW = re.compile(rf"(\w+)\s+in\s+({QUOTED_FRAGMENT}+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heading:
    """`variable in collection reversed limit:n offset:n`."""

    variable: str
    collection: str
    reversed: bool = False
    limit: Expression | None = None
    offset: Expression | None = None
    continues: bool = False
    """Whether `offset:continue` was written."""

    @property
    def name(self) -> str:
        """What `forloop.name` prints, and under which `offset:continue` finds where the loop before ended."""
        return f"{self.variable}-{self.collection}"


def _heading(variable: str, collection: str, is_reversed: bool, attributes: Mapping[str, str]) -> Heading:
    limit, offset = attributes.get("limit"), attributes.get("offset")
    return Heading(
        variable,
        collection,
        is_reversed,
        None if limit is None else parse_expression(limit),
        None if offset is None else parse_expression(offset),
        offset == "continue",
    )


def _strict_heading(markup: str) -> Heading:
    parser = StrictParser(markup)
    variable = parser.consume("id")
    if parser.take_name("in") is None:
        raise MarkupError("For loops require an 'in' clause")
    collection = parser.expression()
    is_reversed = parser.take_name("reversed") is not None
    attributes = {}
    while parser.sees("id", "colon"):
        attribute = parser.take_name("limit", "offset")
        if attribute is None:
            raise MarkupError("Invalid attribute in for loop. Valid attributes are limit and offset")
        parser.consume("colon")
        attributes[attribute] = parser.expression()
    parser.end()
    return _heading(variable, collection, is_reversed, attributes)


def _lax_heading(markup: str) -> Heading | None:
    match = _FOR.match(markup)
    if match is None:
        return None
    return _heading(match[1], match[2], match[3] is not None, dict(TAG_ATTRIBUTE.findall(markup)))


@dataclass(frozen=True, slots=True)
class For:
    """A loop, its body, and what prints when there is nothing to loop over."""

    heading: Heading
    body: Body
    otherwise: Body
    offset: int
    blank: bool
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError.

        A second `else` ends the loop, as in Liquid, so that its `endfor` is one too many.
        """
        heading = parser.by_mode(markup.text, markup.offset, _strict_heading, _lax_heading)
        if heading is None:
            raise parser.error(
                "Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]", markup.offset
            )
        body, delimiter = parser.body(markup, "else")
        otherwise, blank = Body(), body.blank
        if delimiter is not None:
            otherwise, delimiter = parser.body(markup, "else")
            blank = blank and otherwise.blank
            otherwise = Body() if delimiter is not None else otherwise
        return cls(heading, body, otherwise, markup.offset, blank)

    def children(self) -> Sequence[Node]:
        """Return the nodes of both bodies."""
        return [*self.body.nodes, *self.otherwise.nodes]

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the collection, the limit and the offset."""
        heading = self.heading
        found = (parse_expression(heading.collection), heading.limit, heading.offset)
        return [expression for expression in found if expression is not None]

    def compile(self, compiler: Compiler) -> None:
        """Loop, or print what stands for nothing."""
        members = compiler.keep(self._members(compiler))
        is_dynamic = compiler.is_dynamic(self.body.nodes) or _needs_object(self.body.nodes)
        survey = compiler.survey(self.body, self.heading.variable)
        with compiler.collect() as found:
            if survey is not None:
                self._compile_kept(compiler, members, survey, is_dynamic=is_dynamic)
            elif is_dynamic:
                self._compile_dynamic(compiler, members)
            else:
                self._compile_local(compiler, members)
        otherwise = compiler.block(self.otherwise, silent=self.blank)
        compiler.emit(nodes.If(members, found, [], otherwise))
        if any(node.dynamic or isinstance(node, TableRow) for node in walk(self.body.nodes)):
            compiler.check_interrupt()

    def _members(self, compiler: Compiler) -> nodes.Expr:
        heading = self.heading
        collection = compiler.expression(parse_expression(heading.collection))
        name = nodes.Const(heading.name)
        if heading.limit is None and heading.offset is None:
            found = compiler.call(runtime.whole, compiler.context, name, collection)
        else:
            limit = compiler.expression(heading.limit or Literal(None))
            offset: nodes.Expr = nodes.ImportedName("jekpy.liquid.values.MISSING")
            if not heading.continues:
                offset = compiler.expression(heading.offset or Literal(None))
            found = compiler.call(runtime.segment, compiler.context, name, collection, offset, limit)
        return compiler.call(runtime.backwards, found) if heading.reversed else found

    def _compile_local(self, compiler: Compiler, members: nodes.Expr) -> None:
        """Compile a loop whose variables only its own body can read."""
        item = compiler.temporary()
        uses_index = _uses_forloop(self.body.nodes)
        index = compiler.temporary() if uses_index else nodes.Const(0)
        source = compiler.call(enumerate, members) if uses_index else members
        target = nodes.Tuple([index, item], "store") if uses_index else item
        names = {self.heading.variable: item}
        with compiler.loop_body(names, LoopNames(index, members)):
            body = compiler.block(self.body, silent=self.blank)
        compiler.emit(nodes.For(target, source, body, [], None, False))

    def _compile_dynamic(self, compiler: Compiler, members: nodes.Expr) -> None:
        """Compile a loop whose variables stand in the scope too."""
        heading = self.heading
        variable, item = nodes.Const(heading.variable), compiler.temporary()
        loop = compiler.keep(
            compiler.call(runtime.enter_loop, compiler.context, variable, nodes.Const(heading.name), members)
        )
        names = {"forloop": loop, heading.variable: item}
        with compiler.loop_body(names, None):
            with compiler.collect() as body:
                compiler.assign(nodes.Getitem(compiler.internal("scope"), variable, "store"), item)
            body.extend(compiler.block(self.body, silent=self.blank))
        steps = nodes.Call(nodes.Getattr(loop, "each", "load"), [], [], None, None)
        compiler.emit(nodes.For(item, steps, body, [], None, False))
        compiler.run(runtime.leave_loop, compiler.context, variable)

    def _compile_kept(
        self, compiler: Compiler, members: nodes.Expr, survey: Survey, *, is_dynamic: bool
    ) -> None:
        """Compile a loop whose turns may be kept for other renders."""
        heading = self.heading
        variable, item, index = nodes.Const(heading.variable), compiler.temporary(), compiler.temporary()
        with compiler.put_aside(survey):
            turns = compiler.keep(compiler.call(turns_of, compiler.context, *compiler.kept(members, survey)))
            loop: LoopNames | None = LoopNames(index, members)
            names: dict[str, nodes.Expr] = {heading.variable: item}
            if is_dynamic:
                entered = compiler.call(
                    runtime.enter_loop, compiler.context, variable, nodes.Const(heading.name), members
                )
                names["forloop"] = compiler.keep(entered)
                loop, index = None, nodes.Getattr(names["forloop"], "index0", "store")
            with compiler.loop_body(names, loop), compiler.collect() as body:
                if is_dynamic:
                    compiler.assign(nodes.Getitem(compiler.internal("scope"), variable, "store"), item)
                compiler.statements.extend(compiler.block(self.body, silent=False))
        pieces = nodes.Call(nodes.Getattr(turns, "pieces", "load"), [], [], None, None)
        each = nodes.Call(nodes.Getattr(turns, "each", "load"), [], [], None, None)
        turn = nodes.CallBlock(pieces, [], [], body)
        compiler.emit(nodes.For(nodes.Tuple([index, item], "store"), each, [turn], [], None, False))
        if is_dynamic:
            compiler.run(runtime.leave_loop, compiler.context, variable)
        compiler.output(nodes.Call(nodes.Getattr(turns, "text", "load"), [], [], None, None))

    def survey(self, survey: Survey) -> None:
        """Tell of what it goes over, and of both bodies. Raises UnseenError if it goes on from another."""
        if self.heading.continues:
            raise UnseenError
        survey.reads(*self.expressions())
        with survey.loop(self.heading.variable, self.heading.name):
            survey.body(self.body.nodes)
        survey.body(self.otherwise.nodes)


def _lookups(found: Sequence[Node]) -> list[Lookup]:
    """Return every variable that these nodes read."""
    return [lookup for node in walk(found) for lookup in lookups_of(node.expressions())]


def _uses_forloop(found: Sequence[Node]) -> bool:
    return any(lookup.name == "forloop" for lookup in _lookups(found))


def _needs_object(found: Sequence[Node]) -> bool:
    """Tell whether some use of `forloop` is more than one of its simple keys."""
    for lookup in _lookups(found):
        if lookup.name is not None and not isinstance(lookup.name, str):
            return True
        if lookup.name == "forloop" and not is_simple_forloop(lookup):
            return True
    return False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A loop that prints rows and cells of an HTML table."""

    variable: str
    collection: Expression
    attributes: Mapping[str, Expression]
    body: Body
    offset: int
    blank: bool
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node; raises LiquidSyntaxError."""
        match = _TABLE_ROW.search(markup.text)
        if match is None:
            raise parser.error(
                "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
                markup.offset,
            )
        attributes = {key: parse_expression(value) for key, value in TAG_ATTRIBUTE.findall(markup.text)}
        body, _ = parser.body(markup)
        return cls(match[1], parse_expression(match[2]), attributes, body, markup.offset, body.blank)

    def children(self) -> Sequence[Node]:
        """Return the nodes of a cell."""
        return self.body.nodes

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the collection and the attributes."""
        return [self.collection, *self.attributes.values()]

    def compile(self, compiler: Compiler) -> None:
        """Print the rows; nothing for nil and false."""
        collection = compiler.keep(compiler.expression(self.collection))
        variable, item = nodes.Const(self.variable), compiler.temporary()
        arguments = [
            compiler.expression(self.attributes[name]) if name in self.attributes else nodes.Const(None)
            for name in ("offset", "limit", "cols")
        ]
        has_limit = nodes.Const("limit" in self.attributes)
        with compiler.collect() as found:
            row = compiler.keep(
                compiler.call(
                    runtime.enter_row, compiler.context, variable, collection, *arguments, has_limit
                )
            )
            names = {"tablerowloop": row, self.variable: item}
            with compiler.loop_body(names, compiler.loop), compiler.collect() as cell:
                compiler.assign(nodes.Getitem(compiler.internal("scope"), variable, "store"), item)
                self._put_out(compiler, nodes.Getattr(row, "cell_start", "load"))
                with compiler.outside_loop():
                    leaves = compiler.boundary(self.body, silent=self.blank, in_table=True)
                self._put_out(compiler, nodes.Getattr(row, "cell_end", "load"))
            self._put_out(compiler, nodes.Const('<tr class="row1">\n'))
            steps = nodes.Call(nodes.Getattr(row, "each", "load"), [], [], None, None)
            compiler.emit(nodes.For(item, steps, cell, [], None, False))
            self._put_out(compiler, nodes.Const("</tr>\n"))
            compiler.run(runtime.leave_row, compiler.context, variable)
            if leaves:
                compiler.check_interrupt()
        is_there = nodes.Test(collection, TRUTHY, [], [], None, None)
        compiler.emit(nodes.If(is_there, found, [], []))

    def _put_out(self, compiler: Compiler, value: nodes.Expr) -> None:
        if not self.blank:
            compiler.output(value)


@dataclass(frozen=True, slots=True)
class Interrupt:
    """`break` or `continue`."""

    kind: str
    offset: int
    blank: bool = False
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node."""
        del parser
        return cls(markup.name, markup.offset)

    def children(self) -> Sequence[Node]:
        """Return nothing."""
        return ()

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return nothing."""
        return ()

    def compile(self, compiler: Compiler) -> None:
        """Leave the loop or its iteration."""
        compiler.interrupt(self.kind)

    def survey(self, survey: Survey) -> None:
        """Tell nothing: turns that leave their loop are not kept."""
