"""From the expressions of a Liquid template to Jinja's nodes: values, filters, conditions.

What is known while compiling is decided here and not while running: which filter is meant, whether it makes
text, which key a constant is. What is left becomes calls of `jekpy.liquid.runtime`.

Each node's `lineno` is the place of its tag, line and column (`position_of`): so the table that Jinja keeps
for its tracebacks leads from a line of Python to the very tag.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from jekpy.errors import nearest
from jekpy.liquid import runtime
from jekpy.liquid.codegen import TRUTHY
from jekpy.liquid.expressions import EMPTY, Filtered, Literal, Lookup, MethodLiteral, Range
from jekpy.liquid.filtering import describe
from jekpy.liquid.kept_loops import carried, matches
from jekpy.liquid.positions import position_of
from jekpy.liquid.survey import EQUALITIES
from jekpy.liquid.values import contains, equals, is_empty, to_s, truthy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jekpy.liquid.conditions import Comparison, Condition
    from jekpy.liquid.expressions import Expression, FilterCall, Key
    from jekpy.liquid.lexer import LineMap

__all__ = ["ExpressionCompiler", "LoopNames"]

MAX_CHAIN: Final = 24
"""How many filters, keys or comparisons one Python expression takes: its brackets nest 200 deep at most."""


@dataclass(frozen=True, slots=True)
class LoopNames:
    """The Python variables of a loop that needs no `forloop` object: its index, and what it goes over."""

    index: nodes.Expr
    members: nodes.Expr


@dataclass(slots=True)
class ExpressionCompiler:
    """Gathers statements, and makes the expressions in them."""

    filters: Mapping[str, Callable[..., object]]
    lines: LineMap
    strict_filters: bool = False
    strict_variables: bool = False
    show_errors: bool = False
    statements: list[nodes.Node] = field(default_factory=list)
    names: dict[str, nodes.Expr] = field(default_factory=dict)
    loop: LoopNames | None = None
    """The loop around what is being compiled, where its `forloop` needs no object."""
    silent: bool = False
    offset: int = 0
    aside: dict[Lookup, str] = field(default_factory=dict)
    """Lookups whose values stand in the scope, under these names, for the loop that is being compiled."""
    watched: set[Lookup] = field(default_factory=set)
    """Those whose comparisons are to be noted."""
    carried: set[str] = field(default_factory=set)
    """Variables that a turn of that loop may read before it sets them."""
    _temporaries: int = 0

    # Statements

    @contextmanager
    def collect(self) -> Iterator[list[nodes.Node]]:
        """Gather the statements made inside into a list of their own."""
        outer, self.statements = self.statements, []
        try:
            yield self.statements
        finally:
            self.statements = outer

    @property
    def position(self) -> int:
        """The place of the tag that is being compiled, as one number."""
        return position_of(*self.lines.place(self.offset))

    def emit(self, statement: nodes.Node) -> None:
        """Add a statement."""
        statement.lineno = self.position
        self.statements.append(statement)

    def assign(self, target: nodes.Expr, value: nodes.Expr) -> None:
        """Add `target = value`."""
        self.emit(nodes.Assign(target, value))

    def keep(self, value: nodes.Expr) -> nodes.Expr:
        """Add an assignment to a new Python variable; return that."""
        target = self.temporary()
        self.assign(target, value)
        return target

    def call(self, function: Callable[..., object], *arguments: nodes.Expr) -> nodes.Expr:
        """Return the call of a function of a module."""
        name = nodes.ImportedName(f"{function.__module__}.{function.__qualname__}")
        return nodes.Call(name, list(arguments), [], None, None, lineno=self.position)

    def run(self, function: Callable[..., object], *arguments: nodes.Expr) -> None:
        """Add the call of a function for what it does."""
        self.emit(nodes.ExprStmt(self.call(function, *arguments)))

    @property
    def context(self) -> nodes.Expr:
        """The render context."""
        return nodes.ContextReference()

    def method(self, path: str, *arguments: nodes.Expr) -> nodes.Expr:
        """Return the call of a method of the context, such as `state.check_time`."""
        target: nodes.Expr = self.context
        for name in path.split("."):
            target = nodes.Getattr(target, name, "load")
        return nodes.Call(target, list(arguments), [], None, None, lineno=self.position)

    def temporary(self) -> nodes.Expr:
        """Return a new Python variable."""
        self._temporaries += 1
        return self.internal(f"v{self._temporaries}")

    @staticmethod
    def internal(name: str) -> nodes.Expr:
        """Return the Python variable `name`, as Jinja's parser makes its own."""
        node: nodes.InternalName = object.__new__(nodes.InternalName)
        nodes.Node.__init__(node, name)
        return node

    def text(self, text: str) -> None:
        """Put out text, unless the block is silent."""
        if text and not self.silent:
            self._put_out(nodes.TemplateData(text, lineno=self.position))

    def output(self, value: nodes.Expr) -> None:
        """Put out an expression that gives text."""
        self._put_out(value)

    def _put_out(self, value: nodes.Expr) -> None:
        value.lineno = self.position
        if self.statements and isinstance(self.statements[-1], nodes.Output):
            self.statements[-1].nodes.append(value)
        else:
            self.emit(nodes.Output([value]))

    # Expressions

    def value(self, expression: Expression) -> nodes.Expr:
        """Return the value that a variable gets from an expression; of `empty` and `blank` that is ""."""
        if isinstance(expression, Literal) and isinstance(expression.value, MethodLiteral):
            return nodes.Const("")
        return self.expression(expression)

    def expression(self, expression: Expression) -> nodes.Expr:
        """Return what an expression stands for."""
        if isinstance(expression, Literal):
            return self._literal(expression.value)
        if isinstance(expression, Range):
            return self.call(
                runtime.number_range, self.expression(expression.start), self.expression(expression.stop)
            )
        return self._lookup(expression)

    def _literal(self, value: object) -> nodes.Expr:
        if isinstance(value, MethodLiteral):
            return self.call(runtime.special_value, nodes.Const(value.name))
        if isinstance(value, range):
            return self.call(runtime.number_range, nodes.Const(value.start), nodes.Const(value.stop - 1))
        return nodes.Const(value)

    def _lookup(self, lookup: Lookup) -> nodes.Expr:
        keys = lookup.keys
        aside = self.aside.get(lookup)
        if aside is not None:
            return nodes.Getitem(self.internal("scope"), nodes.Const(aside), "load")
        if lookup.name == "forloop" and self.loop is not None and keys:
            inline = self._forloop(self.loop.index, self.loop.members, keys[0])
            if inline is not None:
                return self._keys(inline, keys[1:])
        return self._keys(self._variable(lookup.name), keys)

    def _variable(self, name: str | Expression | None) -> nodes.Expr:
        if isinstance(name, str):
            known = self.names.get(name)
            if known is not None:
                return known
            if name in self.carried:
                return self.call(carried, self.context, nodes.Const(name))
            found: nodes.Expr = nodes.Const(name)
        elif name is None:
            found = nodes.Const(None)
        else:
            found = self.expression(name)
        if self.strict_variables:
            return self.call(runtime.read, self.context, found)
        return nodes.Call(self.internal("get"), [found], [], None, None)

    def _keys(self, value: nodes.Expr, keys: Sequence[Key]) -> nodes.Expr:
        if len(keys) > MAX_CHAIN:
            names = nodes.List([self.expression(key.value) for key in keys])
            return self.call(runtime.strict_dig if self.strict_variables else runtime.dig, value, names)
        for key in keys:
            if key.command and not self.strict_variables and isinstance(key.value, Literal):
                value = self.call(_COMMANDS[str(key.value.value)], value)
            else:
                value = self.call(self._reader(key), value, self.expression(key.value))
        return value

    def _reader(self, key: Key) -> Callable[..., object]:
        if key.command:
            return runtime.strict_command
        if isinstance(key.value, Literal) and isinstance(key.value.value, str):
            return runtime.strict_key if self.strict_variables else runtime.key
        return runtime.strict_item if self.strict_variables else runtime.item

    @staticmethod
    def _forloop(index: nodes.Expr, members: nodes.Expr, key: Key) -> nodes.Expr | None:
        """Return what a key of `forloop` is in terms of the loop's index, where that can be said."""
        name = key.value.value if isinstance(key.value, Literal) else None
        length = nodes.Call(nodes.Getattr(members, "__len__", "load"), [], [], None, None)
        one = nodes.Const(1)
        is_first = nodes.Compare(index, [nodes.Operand("eq", nodes.Const(0))])
        is_last = nodes.Compare(nodes.Add(index, one), [nodes.Operand("eq", length)])
        return {
            "index": nodes.Add(index, one),
            "index0": index,
            "rindex": nodes.Sub(length, index),
            "rindex0": nodes.Sub(nodes.Sub(length, index), one),
            "first": is_first,
            "last": is_last,
            "length": length,
        }.get(name if isinstance(name, str) else "")

    # Filters

    def text_of(self, filtered: Filtered) -> nodes.Expr:
        """Return the value after its filters, as text."""
        value, is_text = self._filtered(filtered)
        if is_text:
            return value
        if isinstance(value, nodes.Const):
            return nodes.Const(to_s(value.value))
        return self.call(to_s, value)

    def filtered(self, filtered: Filtered) -> nodes.Expr:
        """Return the value after its filters."""
        return self._filtered(filtered)[0]

    def _filtered(self, filtered: Filtered) -> tuple[nodes.Expr, bool]:
        """Return the value, and whether it is sure to be text."""
        if filtered.value is None:
            return nodes.Const(None), False
        value = self.expression(filtered.value) if filtered.filters else self.value(filtered.value)
        is_text = isinstance(filtered.value, Literal) and isinstance(filtered.value.value, str)
        for index, call in enumerate(filtered.filters, 1):
            value, is_text = self._filter(value, is_text, call)
            if index % MAX_CHAIN == 0:
                value = self.keep(value)
        return value, is_text

    def may_be_long(self, filtered: Filtered) -> bool:
        """Tell whether the filters may make more of a value than it is."""
        if not filtered.filters:
            return False
        function = self.filters.get(filtered.filters[-1].name)
        return function is None or not describe(function).gives_number

    def _filter(self, value: nodes.Expr, is_text: bool, call: FilterCall) -> tuple[nodes.Expr, bool]:
        function = self.filters.get(call.name)
        if function is None:
            if not self.strict_filters:
                evaluated = [self.expression(it) for it in call.arguments if isinstance(it, Range)]
                return (self.call(runtime.unfiltered, value, *evaluated) if evaluated else value), is_text
            near = nearest(call.name, self.filters)
            fix = f"did you mean '{near}'?" if near else ""
            message = nodes.Const(f"undefined filter {call.name}")
            return self.call(runtime.fail, message, nodes.Const(fix), value), False
        signature = describe(function)
        arguments = [self.expression(argument) for argument in call.arguments]
        if call.keywords and not signature.keywords:
            pairs = [nodes.Pair(nodes.Const(name), self.expression(it)) for name, it in call.keywords]
            arguments.append(nodes.Dict(pairs))
        wrong = signature.mismatch(1 + len(arguments))
        if wrong:
            return self.call(runtime.fail, nodes.Const(wrong), nodes.Const(""), value, *arguments), False
        arguments.insert(0, value)
        if signature.wants_context:
            arguments.insert(0, self.context)
        if signature.importable and not signature.keywords:
            return self.call(function, *arguments), signature.gives_text
        known = nodes.EnvironmentAttribute("liquid_filters")
        target = nodes.Getitem(known, nodes.Const(call.name), "load")
        keywords = []
        if signature.keywords:
            keywords = [nodes.Keyword(name, self.expression(it)) for name, it in call.keywords]
        return nodes.Call(target, arguments, keywords, None, None), signature.gives_text

    # Conditions

    def test(self, condition: Condition) -> nodes.Expr:
        """Return a Python condition; of a long one, statements that find it out come first."""
        tests = [self._comparison(comparison) for comparison in condition.comparisons]
        if len(tests) > MAX_CHAIN:
            return self._long_test(tests, condition)
        result = tests[-1]
        for test, relation in zip(reversed(tests[:-1]), reversed(condition.relations), strict=True):
            result = nodes.And(test, result) if relation == "and" else nodes.Or(test, result)
        return result

    def _long_test(self, tests: Sequence[nodes.Expr], condition: Condition) -> nodes.Expr:
        result = self.temporary()
        with self.collect() as found:
            for test, relation in zip(tests, [*condition.relations, None], strict=True):
                self.assign(result, test)
                if relation is not None:
                    stop = nodes.Not(result) if relation == "and" else result
                    self.emit(nodes.If(stop, [nodes.Break()], [], []))
        self.emit(nodes.For(self.internal("once"), nodes.Const((None,)), found, [], None, False))
        return result

    def _comparison(self, comparison: Comparison) -> nodes.Expr:
        left = self.expression(comparison.left)
        if comparison.operator is None or comparison.right is None:
            if isinstance(left, nodes.Const):
                return nodes.Const(truthy(left.value))
            if isinstance(left, nodes.Compare):
                return left
            return nodes.Test(left, TRUTHY, [], [], None, None)
        operator = comparison.operator
        if comparison.right == _EMPTY and operator in EQUALITIES:
            test = self.call(is_empty, left)
            return test if operator == "==" else nodes.Not(test)
        right = self.expression(comparison.right)
        if operator in EQUALITIES:
            names = self._watched_name(comparison.left), self._watched_name(comparison.right)
            if any(names):
                test = self.call(matches, self.context, nodes.Const(names), left, right)
            else:
                test = self._equality(left, right)
            return test if operator == "==" else nodes.Not(test)
        function = _OPERATORS.get(operator)
        if function is None:
            message = nodes.Const(f"Unknown operator {operator}")
            return self.call(runtime.fail, message, nodes.Const(_OPERATOR_FIX), left, right)
        return self.call(function, left, right)

    def _watched_name(self, side: Expression) -> str:
        """Return the name under which a side of a comparison is watched, "" if it is not."""
        return self.aside[side] if isinstance(side, Lookup) and side in self.watched else ""

    def _equality(self, left: nodes.Expr, right: nodes.Expr) -> nodes.Expr:
        """Return `left == right`, by Python's own `==` where a literal makes that the same."""
        if isinstance(left, nodes.Const) and isinstance(right, nodes.Const):
            return nodes.Const(truthy(equals(left.value, right.value)))
        for one, other in ((left, right), (right, left)):
            if isinstance(other, nodes.Const):
                if other.value is None or isinstance(other.value, bool):
                    return nodes.Test(one, f"is {other.value}", [], [], None, None)
                if (isinstance(other.value, str) and other.value) or _is_plain_number(other.value):
                    return nodes.Compare(left, [nodes.Operand("eq", right)])
        return self.call(equals, left, right)


_COMMANDS: Final[dict[str, Callable[..., object]]] = {
    "size": runtime.size_of,
    "first": runtime.first_of,
    "last": runtime.last_of,
}
_OPERATOR_FIX: Final = "compare by ==, !=, <, >, <=, >= or contains"
_OPERATORS: Final[dict[str, Callable[..., object]]] = {
    "<": runtime.less,
    ">": runtime.more,
    "<=": runtime.at_most,
    ">=": runtime.at_least,
    "contains": contains,
}


_EMPTY: Final = Literal(EMPTY)


def _is_plain_number(value: object) -> bool:
    """Tell whether Python and Ruby agree on what equals this number: Python's true equals 1."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value not in {0, 1}
