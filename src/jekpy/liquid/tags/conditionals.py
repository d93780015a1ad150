"""`{% if %}`, `{% unless %}` and `{% case %}`.

Source: Liquid 4.0.4, lib/liquid/tags/if.rb, unless.rb, case.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from jinja2 import nodes

from jekpy.liquid.conditions import (
    Comparison,
    Condition,
    InvalidConditionError,
    parse_condition_lax,
    parse_condition_strict,
)
from jekpy.liquid.expressions import QUOTED_FRAGMENT, Literal, parse_expression
from jekpy.liquid.lexer import SPACE
from jekpy.liquid.values import equals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.liquid.compiler import Compiler
    from jekpy.liquid.expressions import Expression, Filtered
    from jekpy.liquid.parser import Parser
    from jekpy.liquid.survey import Survey
    from jekpy.liquid.tree import Body, Node, TagMarkup

__all__ = ["Branch", "Case", "If"]

MAX_SWITCH: Final = 100
"""With more literals than this a `case` is no chain of Python's `elif`, which nests."""

_CASE = re.compile(f"({QUOTED_FRAGMENT})", re.ASCII)
_WHEN = re.compile(
    rf"({QUOTED_FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)({QUOTED_FRAGMENT}.*))?", re.ASCII | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A body and the condition for it, None for `else`."""

    condition: Condition | None
    body: Body
    offset: int


@dataclass(frozen=True, slots=True)
class If:
    """The branches of `if` or `unless`: the first whose condition holds prints."""

    branches: tuple[Branch, ...]
    negated: bool
    """Whether the first condition is that of `unless`."""
    offset: int
    blank: bool
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node with all its branches. Raises LiquidSyntaxError."""
        branches = []
        delimiter: TagMarkup | None = markup
        while delimiter is not None:
            condition = None if delimiter.name == "else" else _condition(delimiter, parser)
            offset = delimiter.offset
            body, delimiter = parser.body(markup, "elsif", "else")
            branches.append(Branch(condition, body, offset))
        blank = all(branch.body.blank for branch in branches)
        return cls(tuple(branches), markup.name == "unless", markup.offset, blank)

    def children(self) -> Sequence[Node]:
        """Return the nodes of all branches."""
        return [node for branch in self.branches for node in branch.body.nodes]

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return what the conditions compare."""
        return [it for branch in self.branches if branch.condition for it in branch.condition.expressions()]

    def compile(self, compiler: Compiler) -> None:
        """Print the first branch whose condition holds."""
        self._compile(compiler, 0)

    def survey(self, survey: Survey) -> None:
        """Tell of all conditions and bodies."""
        for branch in self.branches:
            if branch.condition is not None:
                survey.tests(branch.condition)
            survey.body(branch.body.nodes)

    def _compile(self, compiler: Compiler, start: int) -> None:
        """Compile the branches from `start` on: as one `if`, or nested where a test needs statements."""
        tests, bodies, otherwise = list[nodes.Expr](), [], list[nodes.Node]()
        places = list[int]()
        for index in range(start, len(self.branches)):
            branch = self.branches[index]
            body = compiler.block(branch.body, silent=self.blank)
            if branch.condition is None:
                otherwise = body
                break
            compiler.offset = branch.offset
            places.append(compiler.position)
            with compiler.collect() as before:
                test = compiler.test(branch.condition)
            if before and tests:
                with compiler.collect() as otherwise:
                    self._compile(compiler, index)
                break
            compiler.statements.extend(before)
            tests.append(nodes.Not(test) if self.negated and index == 0 else test)
            bodies.append(body)
        if not tests:
            compiler.statements.extend(otherwise)
            return
        more = [nodes.If(test, body, [], []) for test, body in zip(tests[1:], bodies[1:], strict=True)]
        for elsif, place in zip(more, places[1:], strict=False):
            elsif.lineno = place
        compiler.offset = self.branches[start].offset
        compiler.emit(nodes.If(tests[0], bodies[0], more, otherwise))


def _condition(markup: TagMarkup, parser: Parser) -> Condition:
    try:
        return parser.by_mode(markup.text, markup.offset, parse_condition_strict, parse_condition_lax)
    except InvalidConditionError:
        raise parser.error(
            "Syntax Error in tag 'if' - Valid syntax: if [expression]", markup.offset
        ) from None


@dataclass(frozen=True, slots=True)
class When:
    """The values of one `when`, and its body; no values for `else`."""

    values: tuple[Expression, ...] | None
    body: Body


@dataclass(frozen=True, slots=True)
class Case:
    """A value and what it is compared with: *every* `when` that equals it prints."""

    value: Expression
    branches: tuple[When, ...]
    offset: int
    blank: bool
    dynamic: bool = False

    @classmethod
    def parse(cls, markup: TagMarkup, parser: Parser) -> Self:
        """Return the node with all its branches. Raises LiquidSyntaxError."""
        match = _CASE.search(markup.text)
        if match is None:
            raise parser.error("Syntax Error in 'case' - Valid syntax: case [condition]", markup.offset)
        before, delimiter = parser.body(markup, "when", "else")
        blank, branches = before.blank, []
        while delimiter is not None:
            values = None if delimiter.name == "else" else _when(delimiter, parser)
            if values is None and delimiter.text.strip(SPACE):
                raise parser.error(
                    "Syntax Error in tag 'case' - Valid else condition: {% else %} (no parameters) ",
                    delimiter.offset,
                )
            body, delimiter = parser.body(markup, "when", "else")
            blank = blank and body.blank
            branches.append(When(values, body))
        return cls(parse_expression(match[1]), tuple(branches), markup.offset, blank)

    def children(self) -> Sequence[Node]:
        """Return the nodes of all branches."""
        return [node for branch in self.branches for node in branch.body.nodes]

    def expressions(self) -> Sequence[Expression | Filtered]:
        """Return the value and all that it is compared with."""
        return [self.value, *(value for branch in self.branches for value in branch.values or ())]

    def compile(self, compiler: Compiler) -> None:
        """Print the branches that equal the value, else the first `else` (after which nothing prints)."""
        if self._is_switch():
            self._compile_switch(compiler)
            return
        hit, leaves = compiler.keep(nodes.Const(False)), False
        for branch in self.branches:
            if branch.values is None:
                body = compiler.block(branch.body, silent=self.blank)
                done = [nodes.Assign(hit, nodes.Const(None)), *body]
                compiler.emit(
                    nodes.If(nodes.Compare(hit, [nodes.Operand("eq", nodes.Const(False))]), done, [], [])
                )
                continue
            with compiler.collect() as found:
                leaves = self._compile_when(compiler, branch.values, branch.body, hit) or leaves
            is_open = nodes.Compare(hit, [nodes.Operand("ne", nodes.Const(None))])
            compiler.emit(nodes.If(is_open, found, [], []))
        if leaves:
            compiler.check_interrupt()

    def survey(self, survey: Survey) -> None:
        """Tell of all values and bodies."""
        survey.reads(*self.expressions())
        for branch in self.branches:
            survey.body(branch.body.nodes)

    def _compile_when(
        self, compiler: Compiler, values: Sequence[Expression], body: Body, hit: nodes.Expr
    ) -> bool:
        """Add the tests of one `when`. Its body prints once for each of its values that equals.

        Return whether `break` may leave it.
        """
        count = compiler.keep(nodes.Const(()))
        for value in values:
            with compiler.collect() as found:
                compiler.assign(count, nodes.Add(count, nodes.Const((None,))))
                compiler.assign(hit, nodes.Const(True))
            compiler.emit(nodes.If(self._test(compiler, value), found, [], []))
        with compiler.collect() as repeated:
            leaves = compiler.part(body, silent=self.blank)
        compiler.emit(nodes.For(compiler.internal("time"), count, repeated, [], None, False))
        return leaves

    def _test(self, compiler: Compiler, value: Expression) -> nodes.Expr:
        return compiler.test(Condition((Comparison(self.value, "==", value),)))

    def _is_switch(self) -> bool:
        """Tell whether at most one branch can print: the values are different literals, `else` is last."""
        values: list[object] = []
        for index, branch in enumerate(self.branches):
            if branch.values is None:
                return index == len(self.branches) - 1 and len(values) == len(set(values))
            for value in branch.values:
                if not isinstance(value, Literal) or not _is_distinct(value.value):
                    return False
                values.append(value.value)
        return len(values) == len(set(values)) and len(values) <= MAX_SWITCH

    def _compile_switch(self, compiler: Compiler) -> None:
        if self.branches and self.branches[0].values is None:
            compiler.statements.extend(compiler.block(self.branches[0].body, silent=self.blank))
            return
        left = compiler.keep(compiler.expression(self.value))
        tests, otherwise = list[nodes.If](), list[nodes.Node]()
        for branch in self.branches:
            body = compiler.block(branch.body, silent=self.blank)
            if branch.values is None:
                otherwise = body
                break
            tests.append(nodes.If(self._one_of(compiler, left, branch.values), body, [], []))
        if not tests:
            compiler.statements.extend(otherwise)
            return
        compiler.emit(nodes.If(tests[0].test, tests[0].body, tests[1:], otherwise))

    @staticmethod
    def _one_of(compiler: Compiler, left: nodes.Expr, values: Sequence[Expression]) -> nodes.Expr:
        """Return the test for one of some literals; those that Python compares as Ruby does in one go."""
        literals = [value.value for value in values if isinstance(value, Literal)]
        texts = tuple(value for value in literals if isinstance(value, str))
        others = [value for value in literals if not isinstance(value, str)]
        tests: list[nodes.Expr] = []
        tests += [compiler.call(equals, left, nodes.Const(value)) for value in others]
        if texts:
            operand = (
                nodes.Operand("eq", nodes.Const(texts[0]))
                if len(texts) == 1
                else nodes.Operand("in", nodes.Const(texts))
            )
            tests.append(nodes.Compare(left, [operand]))
        result = tests[0]
        for test in tests[1:]:
            result = nodes.Or(result, test)
        return result


def _is_distinct(value: object) -> bool:
    """Tell whether a literal equals only itself: a text, an integer, nil; not `empty`, a boolean, a float."""
    return value is None or (isinstance(value, str) and bool(value)) or type(value) is int


def _when(markup: TagMarkup, parser: Parser) -> tuple[Expression, ...]:
    values = []
    rest: str | None = markup.text
    while rest is not None:
        match = _WHEN.search(rest)
        if match is None:
            raise parser.error(
                "Syntax Error in tag 'case' - Valid when condition: "
                "{% when [condition] [or condition2...] %}",
                markup.offset,
            )
        values.append(parse_expression(match[1]))
        rest = match[2]
    return tuple(values)
