"""From the tree of a Liquid template to Jinja's nodes: bodies, variables, `break` and `continue`.

Whether a loop's variable can be a plain Python variable is decided here: it can, unless something in the loop
may read variables by their names (`is_dynamic`).

Python nests loops 20 deep and indents 100 deep at most, Liquid nests blocks 100 deep. Blocks deeper than
`MAX_NESTING` become functions of their own (`Block` nodes), and then all variables stand in the scope.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from jekpy.liquid.conditions import Condition
from jekpy.liquid.expression_compiler import ExpressionCompiler, LoopNames
from jekpy.liquid.expressions import Filtered, Lookup
from jekpy.liquid.filtering import describe
from jekpy.liquid.survey import shown, survey_of
from jekpy.liquid.tree import Output, Text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jekpy.liquid.expressions import FilterCall
    from jekpy.liquid.survey import Survey
    from jekpy.liquid.tree import Body, Node

__all__ = ["Compiler", "LoopNames"]

MAX_NESTING: Final = 6


@dataclass(slots=True)
class Compiler(ExpressionCompiler):
    """Gathers the statements of one template. Nodes of the tree call its methods to add theirs."""

    moving: frozenset[str] | None = None
    """Keys that are read nowhere but where the template says so; None where no turns of loops are kept."""
    everything_dynamic: bool = False
    in_loop: bool = False
    _depth: int = 0
    _kept: int = 0
    _blocks: list[nodes.Block] = field(default_factory=list)

    # Whole templates

    def template(self, body: Body) -> nodes.Template:
        """Return the tree for Jinja to compile."""
        self.everything_dynamic = _height(body) > MAX_NESTING
        with self.collect() as found:
            self.prologue()
            self.boundary(body)
        return nodes.Template([*found, *self._blocks], lineno=1)

    def prologue(self) -> None:
        """Begin a function: give the scope and its reader short names."""
        self.assign(self.internal("scope"), nodes.Getattr(self.context, "scope", "load"))
        self.assign(self.internal("get"), nodes.Getattr(self.internal("scope"), "get", "load"))
        self.assign(self.internal("special"), nodes.Getattr(self.context, "special", "load"))
        self.assign(self.internal("interrupts"), nodes.Getattr(self.context, "interrupts", "load"))

    # Bodies

    def add(self, body: Body, *, checked: bool = False) -> None:
        """Add the statements of all nodes in the same Python block, `checked` for `break` after each tag."""
        for node in body.nodes:
            self.offset = node.offset
            self._add_node(node)
            if checked and not isinstance(node, (Text, Output)):
                self.check_interrupt()

    def _add_node(self, node: Node) -> None:
        """Add the statements of a node; with `show_errors`, they are guarded."""
        if not self.show_errors or isinstance(node, Text):
            node.compile(self)
            return
        with self.collect() as found:
            node.compile(self)
        if not found:
            return
        guarded = nodes.Scope(found)
        self.emit(nodes.AssignBlock(self.temporary(), None, [guarded]) if self.silent else guarded)

    def block(self, body: Body, *, silent: bool) -> list[nodes.Node]:
        """Return the statements of a body inside another; `silent` ones drop their text."""
        offset, was_silent = self.offset, self.silent
        self._depth += 1
        self.silent = was_silent or silent
        with self.collect() as found:
            if self._depth % MAX_NESTING == 0:
                self._call_block(body)
            else:
                self.add(body)
        self._depth -= 1
        self.offset, self.silent = offset, was_silent
        return found

    def _call_block(self, body: Body) -> bool:
        """Make a function of a deep body, and call it; return whether `break` may leave it."""
        name = f"deep{len(self._blocks) + 1}"
        block = nodes.Block(name, [], False, False, lineno=self.position)
        self._blocks.append(block)
        names, loop, self.names, self.loop = self.names, self.loop, {}, None
        with self.collect() as found:
            self.prologue()
            leaves = self.boundary(body)
        self.names, self.loop, block.body = names, loop, found
        call = nodes.Call(self.internal(f"block_{name}"), [self.context], [], None, None)
        self.output(self.method("state.concat", call))
        if leaves:
            self.check_interrupt()
        return leaves

    def boundary(self, body: Body, *, silent: bool | None = None, in_table: bool = False) -> bool:
        """Add a body that `break` and `continue` leave as a whole, with the interrupt noted for the outside.

        Return whether that can happen: then `check_interrupt` has to follow. With `in_table` it goes on where
        one before it was left, up to its first tag, as the cells of a table do.
        """
        was_silent = self.silent
        self.silent = was_silent if silent is None else silent
        with self.collect() as found, self.outside_loop():
            self.add(body, checked=in_table)
        self.silent = was_silent
        leaves = self.may_leave(found)
        if leaves:
            self.emit(nodes.For(self.internal("once"), nodes.Const((None,)), found, [], None, False))
        else:
            self.statements.extend(found)
        return leaves

    @contextmanager
    def outside_loop(self) -> Iterator[None]:
        """Compile what is inside as if no loop were around: `break` notes an interrupt."""
        was, self.in_loop = self.in_loop, False
        try:
            yield
        finally:
            self.in_loop = was

    @contextmanager
    def loop_body(self, names: Mapping[str, nodes.Expr], loop: LoopNames | None) -> Iterator[None]:
        """Compile what is inside as the body of a Python loop with these variables."""
        before = self.names, self.loop, self.in_loop, self.aside, self.watched
        self.names, self.loop, self.in_loop = {**self.names, **names}, loop, True
        self.aside = {lookup: place for lookup, place in self.aside.items() if lookup.name not in names}
        self.watched = self.watched & self.aside.keys()
        try:
            yield
        finally:
            self.names, self.loop, self.in_loop, self.aside, self.watched = before

    # Loops whose turns are kept

    def survey(self, body: Body, variable: str) -> Survey | None:
        """Return what the body of a loop over `variable` depends on; None if its turns are not to be kept."""
        if self.moving is None or body.blank:
            return None
        return survey_of(body.nodes, variable, self.filters, self.moving)

    @contextmanager
    def put_aside(self, survey: Survey) -> Iterator[None]:
        """Compile what is inside as a loop with that survey; its values from around stand in the scope."""
        sides = [side for outcome in survey.outcomes for side in (outcome.left, outcome.right)]
        lookups = [*survey.values, *survey.compared, *(it for it in sides if isinstance(it, Lookup))]
        before = self.aside, self.watched, self.carried
        self._kept += 1
        found = {
            lookup: f"\0{self._kept} {shown(lookup)}"  # no variable is called so
            for lookup in lookups
            if lookup not in self.aside
        }
        for lookup, place in found.items():
            target = nodes.Getitem(self.internal("scope"), nodes.Const(place), "store")
            self.assign(target, self.expression(lookup))
        self.aside, self.watched = {**self.aside, **found}, {*self.watched, *survey.watched}
        self.carried = self.carried | survey.carried
        try:
            yield
        finally:
            self.aside, self.watched, self.carried = before

    def kept(self, members: nodes.Expr, survey: Survey) -> list[nodes.Expr]:
        """Return what tells which of a loop's turns are kept: the arguments of `turns_of`."""
        outcomes = [self.test(Condition((outcome,))) for outcome in survey.outcomes]
        watched = [(nodes.Const(self.aside[it]), self.expression(it)) for it in survey.watched]
        return [
            nodes.Tuple([self.internal("owner"), nodes.Const(self._kept)], "load"),
            members,
            nodes.Tuple([*map(self.expression, survey.values), *outcomes], "load"),
            nodes.Tuple([nodes.Tuple([name, value], "load") for name, value in watched], "load"),
            nodes.Const((tuple(sorted(survey.assigned)), tuple(sorted(survey.loops)))),
        ]

    @staticmethod
    def may_leave(found: Sequence[nodes.Node]) -> bool:
        """Tell whether these statements may leave the Python loop that they stand in."""
        return any(map(_leaves, found))

    def capture(self, body: Body, *, silent: bool = False) -> tuple[nodes.Expr, bool]:
        """Add the statements of a body; return the text that it gives, and whether `break` may leave it.

        Then `check_interrupt` has to follow what uses the text.
        """
        offset, was_silent, self.silent = self.offset, self.silent, silent
        self._depth += 1
        with self.collect() as found:
            if self._depth % MAX_NESTING == 0:
                with self.outside_loop():
                    leaves = self._call_block(body)
                once = nodes.For(self.internal("once"), nodes.Const((None,)), [*found], [], None, False)
                found[:] = [once]
            else:
                leaves = self.boundary(body)
        self._depth -= 1
        self.offset, self.silent = offset, was_silent
        target = self.temporary()
        self.emit(nodes.AssignBlock(target, None, found))
        return target, leaves

    def part(self, body: Body, *, silent: bool) -> bool:
        """Add a body after which others go on even if `break` leaves it, up to their own first tag.

        Return whether that can happen: then `check_interrupt` has to follow the last of them.
        """
        offset, was_silent = self.offset, self.silent
        self._depth += 1
        self.silent = was_silent or silent
        if self._depth % MAX_NESTING == 0:
            with self.collect() as found, self.outside_loop():
                leaves = self._call_block(body)
            self.emit(nodes.For(self.internal("once"), nodes.Const((None,)), found, [], None, False))
        else:
            leaves = self.boundary(body, in_table=True)
        self._depth -= 1
        self.offset, self.silent = offset, was_silent
        return leaves

    # Interrupts

    def interrupt(self, kind: str) -> None:
        """Add `break` or `continue`: of the loop around, else of the whole template."""
        if self.in_loop:
            self.emit(nodes.Break() if kind == "break" else nodes.Continue())
            return
        self.emit(nodes.ExprStmt(self.method("interrupts.append", nodes.Const(kind))))
        self.emit(nodes.Break())

    def check_interrupt(self) -> None:
        """Add what goes on after a part that may have been left by `break` or `continue`."""
        found: list[nodes.Node]
        if self.in_loop:
            with self.collect() as found:
                kind = self.method("interrupts.pop")
                is_break = nodes.Compare(kind, [nodes.Operand("eq", nodes.Const("break"))])
                self.emit(nodes.If(is_break, [nodes.Break()], [], [nodes.Continue()]))
        else:
            found = [nodes.Break()]
        self.emit(nodes.If(self.internal("interrupts"), found, [], []))

    # Variables

    def store(self, name: str, value: nodes.Expr) -> None:
        """Add the assignment of a variable of the template."""
        value = self.keep(value)
        is_special = nodes.Compare(nodes.Const(name), [nodes.Operand("in", self.internal("special"))])
        with self.collect() as slow:
            self.emit(nodes.ExprStmt(self.method("assign", nodes.Const(name), value)))
        with self.collect() as fast:
            self.assign(nodes.Getitem(self.internal("scope"), nodes.Const(name), "store"), value)
        self.emit(nodes.If(is_special, slow, [], fast))

    def is_dynamic(self, found: Sequence[Node]) -> bool:
        """Tell whether running these nodes may read any variable by its name."""
        if self.everything_dynamic:
            return True
        for node in walk(found):
            if node.dynamic:
                return True
            for expression in node.expressions():
                if isinstance(expression, Filtered) and any(map(self._reads_scope, expression.filters)):
                    return True
        return False

    def _reads_scope(self, call: FilterCall) -> bool:
        function = self.filters.get(call.name)
        return function is not None and describe(function).reads_scope


def _height(body: Body) -> int:
    """Return how deep the blocks of a template nest."""
    height, level = 0, list(body.nodes)
    while level:
        height += 1
        level = [child for node in level for child in node.children()]
    return height


def _leaves(statement: nodes.Node) -> bool:
    """Tell whether a statement may leave the loop that it stands in."""
    stack = [statement]
    while stack:
        node = stack.pop()
        if isinstance(node, (nodes.Break, nodes.Continue)):
            return True
        if not isinstance(node, nodes.For):
            stack.extend(node.iter_child_nodes())
    return False
