"""What the body of a loop reads and sets, found out before it runs: whether its turns can be kept.

A loop in a layout runs on page after page, and most of its turns put out the same on each: only the entry of
the page at hand looks different. Here it is settled what a turn depends on besides its item:

    values    variables from around the loop whose value counts in some way
    outcomes  comparisons of two such variables, of which only the outcome counts
    watched   variables that are only ever asked whether they equal something of the loop's own (`page.url ==
              item.url`): all of them that equal nothing in a turn are alike to it
    carried   variables that the body sets, and may read before: a turn that does depends on those before it

`kept_loops.py` does the rest. A loop that does what cannot be seen here (a tag of one's own, an include, a
counter) runs as it stands.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from jekpy.liquid.expressions import Filtered, Literal, Lookup
from jekpy.liquid.filtering import describe
from jekpy.liquid.programs import lookups_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jekpy.liquid.conditions import Comparison, Condition
    from jekpy.liquid.expressions import Expression
    from jekpy.liquid.tree import Node

__all__ = ["EQUALITIES", "Survey", "Surveyed", "UnseenError", "is_simple_forloop", "shown", "survey_of"]

EQUALITIES: Final = frozenset({"==", "!=", "<>"})
_LEAST_WORK: Final = 2
"""Loops that do less than this in a turn are as quick as they can be."""


class UnseenError(Exception):
    """A part of the loop may do what nobody can tell beforehand."""


@runtime_checkable
class Surveyed(Protocol):
    """A node that can tell what it reads and sets."""

    def survey(self, survey: Survey) -> None:
        """Tell it. Raises UnseenError."""
        ...


@dataclass(slots=True)
class Survey:
    """What the nodes of a loop's body tell of themselves, one after the other.

    `bound` are the variables of this loop and those inside it, `settable` all that its body may set; `known`
    are those of them that were surely set by now. `moving` are keys that are not to be read beforehand.
    """

    filters: Mapping[str, Callable[..., object]]
    moving: frozenset[str]
    bound: set[str]
    settable: frozenset[str] = frozenset()
    known: set[str] = field(default_factory=set)
    work: int = 0
    assigned: set[str] = field(default_factory=set)
    """All variables that a turn may set."""
    loops: set[str] = field(default_factory=set)
    """The names under which the loops inside note where they ended."""
    carried: set[str] = field(default_factory=set)
    values: dict[Lookup, None] = field(default_factory=dict)
    compared: dict[Lookup, None] = field(default_factory=dict)
    outcomes: dict[Comparison, None] = field(default_factory=dict)
    _depth: int = 0

    @property
    def watched(self) -> list[Lookup]:
        """Return the variables that are compared, and used for nothing else."""
        return [lookup for lookup in self.compared if lookup not in self.values]

    # What nodes tell

    def body(self, nodes: Sequence[Node]) -> None:
        """Go through nodes; what they set is not sure to be set after them. Raises UnseenError."""
        known = set(self.known)
        self._depth += 1
        for node in nodes:
            if not isinstance(node, Surveyed):
                raise UnseenError
            node.survey(self)
        self._depth -= 1
        self.known = known

    def reads(self, *expressions: Expression | Filtered) -> None:
        """Hear of expressions whose value counts. Raises UnseenError."""
        self.work += 1
        for expression in expressions:
            self._read(expression)

    def tests(self, condition: Condition) -> None:
        """Hear of a condition. Raises UnseenError."""
        for comparison in condition.comparisons:
            self._compare(comparison)

    def sets(self, name: str) -> None:
        """Hear of a variable that is set. Raises UnseenError for one of a loop."""
        if name in self.bound:
            raise UnseenError
        self.assigned.add(name)
        self.known.add(name)

    @contextmanager
    def loop(self, variable: str, name: str) -> Iterator[None]:
        """Go, for the `with` block, through a loop inside with this variable, of this name."""
        bound, self.bound = self.bound, {*self.bound, variable, "forloop"}
        self.loops.add(name)
        try:
            yield
        finally:
            self.bound = bound

    # What follows from it

    def _read(self, expression: Expression | Filtered) -> None:
        for call in expression.filters if isinstance(expression, Filtered) else ():
            function = self.filters.get(call.name)
            if function is not None and not describe(function).is_steady:
                raise UnseenError
        for lookup in lookups_of([expression]):
            self._look(lookup)

    def _look(self, lookup: Lookup) -> None:
        if not isinstance(lookup.name, str):
            raise UnseenError
        if lookup.name == "forloop" and not is_simple_forloop(lookup):
            raise UnseenError
        if self._is_own(lookup):
            return
        if _is_plain(lookup):
            self._take(lookup)
        self.values[lookup if _is_plain(lookup) else Lookup(lookup.name)] = None

    def _compare(self, comparison: Comparison) -> None:
        left, right = comparison.left, comparison.right
        self.work += 1
        if comparison.operator not in EQUALITIES or right is None:
            self._read(left)
            if right is not None:
                self._read(right)
            return
        free = [side for side in (left, right) if isinstance(side, Lookup) and self._is_free(side)]
        others = [side for side in (left, right) if side not in free]
        for side in free:
            self._take(side)
        if len(free) == 2:
            self.outcomes[comparison] = None
        elif len(free) == 1 and isinstance(others[0], Lookup):
            self.compared[free[0]] = None
            self._read(others[0])
        else:
            self._read(left)
            self._read(right)

    def _take(self, lookup: Lookup) -> None:
        """Take a value from around the loop before it runs. Raises UnseenError."""
        if not self.moving.isdisjoint(map(str, _parts(lookup)[1:])):
            raise UnseenError

    def _is_own(self, lookup: Lookup) -> bool:
        name = lookup.name
        if isinstance(name, str) and name in self.settable and name not in self.known | self.bound:
            if self._depth == 1:  # as good as each turn reads what the one before it set
                raise UnseenError
            self.carried.add(name)
            return True
        return name in self.bound or name in self.known

    def _is_free(self, lookup: Lookup) -> bool:
        """Tell whether this is a variable from around the loop, with plain keys."""
        return not self._is_own(lookup) and lookup.name != "forloop" and _is_plain(lookup)


def shown(lookup: Lookup) -> str:
    """Return a plain lookup as it is written: a name, and names behind it."""
    return ".".join(str(part) for part in _parts(lookup))


def _parts(lookup: Lookup) -> list[object]:
    return [
        lookup.name,
        *(key.value.value if isinstance(key.value, Literal) else None for key in lookup.keys),
    ]


def _is_plain(lookup: Lookup) -> bool:
    """Tell whether a lookup is a name, and names behind it."""
    return all(isinstance(part, str) for part in _parts(lookup))


def survey_of(
    nodes: Sequence[Node],
    variable: str,
    filters: Mapping[str, Callable[..., object]],
    moving: frozenset[str] = frozenset(),
) -> Survey | None:
    """Return what the body of a loop over `variable` reads and sets; None if its turns cannot be kept.

    `filters` are those that templates may use. What has a key of `moving` costs something to read, or is
    another thing each time, so that no value with one is read before the template asks for it.
    """
    bound = {variable, "forloop"}
    try:
        first = Survey(filters, moving, set(bound))
        first.body(nodes)
        survey = Survey(filters, moving, set(bound), frozenset(first.assigned))
        survey.body(nodes)
    except UnseenError:
        return None
    return survey if survey.work >= _LEAST_WORK else None


_SIMPLE: Final = frozenset({"index", "index0", "rindex", "rindex0", "first", "last", "length"})


def is_simple_forloop(lookup: Lookup) -> bool:
    """Tell whether a use of `forloop` asks no more than where its loop stands."""
    key = lookup.keys[0].value if lookup.keys else None
    return isinstance(key, Literal) and key.value in _SIMPLE
