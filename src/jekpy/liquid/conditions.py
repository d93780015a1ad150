"""Conditions of `if`, `elsif`, `unless` and of filters like `where_exp`.

`and` and `or` have no precedence and group to the right: `a or b and c` is `a or (b and c)`.
Source: Liquid 4.0.4, lib/liquid/tags/if.rb, condition.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from jekpy.liquid.expressions import QUOTED_FRAGMENT, StrictParser, parse_expression

if TYPE_CHECKING:
    from jekpy.liquid.expressions import Expression

__all__ = [
    "Comparison",
    "Condition",
    "InvalidConditionError",
    "parse_condition_lax",
    "parse_condition_strict",
]

Relation = Literal["and", "or"]

_COMPARISON = re.compile(
    rf"({QUOTED_FRAGMENT})\s*([=!<>a-z_]+)?\s*({QUOTED_FRAGMENT})?", re.ASCII | re.DOTALL
)
_PIECES = re.compile(
    rf"""(?:\b(?:\s?and\s?|\s?or\s?)\b|(?:\s*(?!\b(?:\s?and\s?|\s?or\s?)\b)(?:{QUOTED_FRAGMENT}|\S+)\s*)+)""",
    re.ASCII,
)
_SPACE: Final = "\0\t\n\v\f\r "


class InvalidConditionError(Exception):
    """Markup that even the lax parser cannot take for a condition."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right`, or `left` alone."""

    left: Expression
    operator: str | None = None
    right: Expression | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons, and between each two of them what relates the first to all that follow."""

    comparisons: tuple[Comparison, ...]
    relations: tuple[Relation, ...] = ()

    def expressions(self) -> list[Expression]:
        """Return the expressions of all comparisons."""
        found = []
        for comparison in self.comparisons:
            found.append(comparison.left)
            if comparison.right is not None:
                found.append(comparison.right)
        return found


def parse_condition_strict(markup: str) -> Condition:
    """Return the condition that `markup` is; raises MarkupError."""
    parser = StrictParser(markup)
    comparisons, relations = [_comparison(parser)], list[Relation]()
    while (name := parser.take_name("and", "or")) is not None:
        relations.append("and" if name == "and" else "or")
        comparisons.append(_comparison(parser))
    parser.end()
    return Condition(tuple(comparisons), tuple(relations))


def _comparison(parser: StrictParser) -> Comparison:
    left = parse_expression(parser.expression())
    operator = parser.take("comparison")
    if operator is None:
        return Comparison(left)
    return Comparison(left, operator, parse_expression(parser.expression()))


def parse_condition_lax(markup: str) -> Condition:
    """Return the condition that `markup` may be; raises InvalidConditionError."""
    pieces = _PIECES.findall(markup)
    if not pieces:
        raise InvalidConditionError
    comparisons, relations = [_lax_comparison(pieces.pop())], list[Relation]()
    while pieces:
        operator = pieces.pop().strip(_SPACE)
        comparisons.append(_lax_comparison(pieces.pop() if pieces else ""))
        if operator not in {"and", "or"}:
            raise InvalidConditionError
        relations.append("and" if operator == "and" else "or")
    return Condition(tuple(reversed(comparisons)), tuple(reversed(relations)))


def _lax_comparison(text: str) -> Comparison:
    match = _COMPARISON.search(text)
    if match is None:
        raise InvalidConditionError
    left = parse_expression(match[1])
    if match[2] is None:
        return Comparison(left)
    return Comparison(left, match[2], parse_expression(match[3] or ""))
