"""What a template sees and changes while it runs.

Liquid keeps its variables in scopes stacked at run time; here they are one dictionary, `scope`, that always
holds what a name means now. A loop or an include that covers a name keeps what it covers aside (`shadow`) and
brings it back; an assignment to a covered name goes to what was put aside. `special` holds the names for
which a plain `scope[name] = value` is not the whole of an assignment.

Source: Liquid 4.0.4, lib/liquid/context.rb.
"""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from jinja2.runtime import Context

from jekpy.errors import JekpyError, LiquidLimitError
from jekpy.liquid import runtime
from jekpy.liquid.expressions import parse_expression
from jekpy.liquid.late import late_place
from jekpy.liquid.positions import line_of
from jekpy.liquid.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from jekpy.liquid.engine import Engine, Template
    from jekpy.liquid.expressions import Expression
    from jekpy.liquid.kept_loops import Recording
    from jekpy.liquid.late import LatePlace
    from jekpy.liquid.sources import Loader

__all__ = ["Include", "Limits", "RenderContext", "RenderState"]


class StateKey:
    """The key under which a Jinja context keeps the state of its render: no text, so no template has it."""


STATE: Final = StateKey()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one render may use before it ends in LiquidLimitError; None means no limit."""

    loops: int | None = 10_000_000
    """Iterations of all its loops together."""
    nesting: int = 100
    """Includes within includes."""
    output_bytes: int | None = 256_000_000
    """Characters of its output, with those of includes and captures, and of each of its variables."""
    seconds: float | None = None
    """Wall-clock time, looked at where a loop or an include begins."""


class Include(Protocol):
    """A template that can run inside another."""

    def render_in(self, context: RenderContext) -> str:
        """Return its output, seeing and changing the variables of `context`."""
        ...


@dataclass(slots=True)
class RenderState:
    """What lasts for one render, across its includes and both dialects. Nothing of it outlives the render."""

    limits: Limits
    registers: Mapping[str, Any] = field(default_factory=dict)
    loader: Loader | None = None
    deadline: float | None = None
    loops_left: int | None = None
    output_bytes: int = 0
    depth: int = 0
    longest: float = math.inf
    """Texts and arrays up to this length are within every limit."""
    counters: dict[str, int] = field(default_factory=dict)
    cycles: dict[object, int] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)
    loops: list[object] = field(default_factory=list)
    last_changed: str | None = None
    templates: dict[str, Template] = field(default_factory=dict)
    watch: Watch | None = None
    recording: Recording | None = None
    """The turn of a loop that is to be kept."""
    may_print_late: bool = False
    """Whether the outermost template is one of the Jinja dialect, which alone prints late texts as such."""
    place: LatePlace | None = None
    """Where a late text stands in the output of the outermost template."""

    def __post_init__(self) -> None:
        """Start the clock."""
        self.loops_left = self.limits.loops
        limits = (self.limits.loops, self.limits.output_bytes)
        self.longest = min(math.inf if limit is None else limit for limit in limits)
        if self.limits.seconds is not None:
            self.deadline = time.monotonic() + self.limits.seconds

    def spend_loops(self, count: int) -> None:
        """Take `count` iterations from what is left; raises LiquidLimitError when that is too little."""
        if self.loops_left is not None:
            self.loops_left -= count
            if self.loops_left < 0:
                raise LiquidLimitError(
                    f"this render loops more than {self.limits.loops} times",
                    fix="loop over less, for example with `limit:`, or raise the limit on loops",
                )
        self.check_time()

    def check_time(self) -> None:
        """Raise LiquidLimitError when the time is up."""
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise LiquidLimitError(f"this render takes longer than {self.limits.seconds} seconds")

    def bounded(self, value: object) -> object:
        """Return a value that filters made, if it is within the limits of a variable."""
        kind = type(value)
        if (kind is str or kind is list) and len(value) > self.longest:  # type: ignore[arg-type]
            self._check_long(value)
        return value

    def _check_long(self, value: object) -> None:
        if isinstance(value, str):
            self.check_size(len(value))
        elif isinstance(value, list) and self.limits.loops is not None and len(value) > self.limits.loops:
            raise LiquidLimitError(f"this render builds an array of more than {self.limits.loops} items")

    def check_size(self, count: int) -> None:
        """Raise LiquidLimitError when a text of `count` characters is more than a render may build."""
        limit = self.limits.output_bytes
        if limit is not None and count > limit:
            raise LiquidLimitError(f"this render builds a text of more than {limit} characters")

    def enter(self) -> None:
        """Go one include deeper; raises LiquidLimitError at the limit. The caller gives `depth` back."""
        if self.depth >= self.limits.nesting:
            raise LiquidLimitError(
                "Nesting too deep", fix="an include that includes itself has to stop doing so at some point"
            )
        self.depth += 1
        self.check_time()

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the pieces of an output as one text, within the limit on output."""
        parts = list(pieces)
        if self.may_print_late and not self.depth:
            self.place = late_place(parts)
        limit = self.limits.output_bytes
        if limit is None:
            return "".join(parts)
        if len(parts) > 1000:
            self.check_size(sum(map(len, parts)))
        text = "".join(parts)
        self.output_bytes += len(text)
        if self.output_bytes > limit:
            raise LiquidLimitError(f"this render puts out more than {limit} characters")
        return text


@dataclass(slots=True)
class Watch:
    """Tells whether templates read a variable of those around them. See `RenderContext.apart`."""

    foreign: Collection[str]
    """The names of those variables, but for the ones that may be read."""
    was_read: bool = False


class WatchedScope(dict[str, Any]):
    """A scope whose foreign variables are watched. What a template sets itself it may read."""

    __slots__ = ("_foreign", "_watch")

    def __init__(self, scope: Mapping[str, Any], watch: Watch) -> None:
        """Take the scope as it is, and who watches."""
        super().__init__(scope)
        self._foreign = set(watch.foreign)
        self._watch = watch

    def get(self, key: str, default: Any = None) -> Any:
        """Return a variable."""
        if key in self._foreign:
            self._watch.was_read = True
        return super().get(key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        self._foreign.discard(key)
        super().__setitem__(key, value)


_OF_LIQUID: Final = ("assigned", "interrupts", "pending_items", "scope", "shadows", "special")


class RenderContext(Context):
    """The context of a running template: Jinja's, with Liquid's scope and the state of the render.

    Filters and tags that ask for the context get this. They may read variables by `get` and `evaluate`, and
    find what their host program gave in `registers`.
    """

    __slots__ = (*_OF_LIQUID, "state")

    def __init__(
        self,
        environment: Any,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,  # noqa: A002 - Jinja's name
    ) -> None:
        """Take what Jinja gives; the state comes along in `parent`."""
        super().__init__(environment, parent, name, blocks, globals)
        state = parent.get(STATE)  # type: ignore[call-overload]
        self.state: RenderState = state if isinstance(state, RenderState) else RenderState(Limits())

    def __getattr__(self, name: str) -> Any:
        """Return what only Liquid needs, made when it is first asked for: most Jinja templates never do."""
        if name not in _OF_LIQUID:
            raise AttributeError(name)
        scope: dict[str, Any] = dict(self.parent)
        scope.pop(STATE, None)  # type: ignore[call-overload]
        watch = self.state.watch
        self.scope = scope if watch is None else WatchedScope(scope, watch)
        self.special: set[str] = set(scope)
        self.shadows: dict[str, list[object]] = {}
        self.assigned: set[str] = set()
        self.interrupts: list[str] = []
        """Each `break` and `continue` that no loop has answered yet."""
        self.pending_items: Iterable[object] = ()
        """What the `ItemProgram` that starts next goes over."""
        return getattr(self, name)

    @property
    def engine(self) -> Engine:
        """The engine that compiled the template."""
        engine: Engine = self.environment.engine  # type: ignore[attr-defined]
        return engine

    @property
    def registers(self) -> Mapping[str, Any]:
        """What the host program gives to its tags and filters; templates do not see it."""
        return self.state.registers

    def for_jinja(self, code: Any) -> RenderContext:
        """Return a context for a template of the Jinja dialect, with the variables as they are now."""
        outer: dict[Any, Any] = {**self.environment.globals, **self.scope, STATE: self.state}
        return RenderContext(self.environment, outer, code.name, code.blocks)

    @contextmanager
    def apart(self, shared: Collection[str]) -> Iterator[Watch]:
        """Give what tells, for the `with` block, whether a variable from outside was read, in any dialect.

        What is assigned meanwhile is lost at its end. The variables in `shared` may be read, and Jinja's
        global ones.
        """
        state, outer, environment = self.state, self.scope, self.environment
        foreign = {
            name
            for name, value in outer.items()
            if name not in shared and environment.globals.get(name, MISSING) is not value
        }
        before, state.watch = state.watch, Watch(foreign)
        loaded, state.templates = state.templates, {}  # the loader hears of all that is included
        self.scope = WatchedScope(outer, state.watch)
        try:
            yield state.watch
        finally:
            if before is not None:
                before.was_read |= state.watch.was_read
            self.scope, state.templates, state.watch = outer, loaded, before

    def resolve_or_missing(self, key: str) -> Any:
        """Return a variable for a template of the Jinja dialect."""
        watch = self.state.watch
        if watch is not None and key in watch.foreign:
            watch.was_read = True
        return super().resolve_or_missing(key)

    def get_all_variables(self) -> dict[str, Any]:
        """Return the variables that a template of the Jinja dialect has set."""
        return self.vars

    def show_error(self, error: Exception, name: str, positions: str) -> str:
        """Return what stands in the page for an error (`errors="inline"`). Raises the errors of limits again.

        Source: Liquid 4.0.4, context.rb, handle_error; errors.rb, message_prefix.
        """
        if isinstance(error, LiquidLimitError):
            raise error
        cause = error.diagnostic.cause if isinstance(error, JekpyError) else "internal"
        line = line_of(error, name, positions)
        place = f"{name} line {line}" if self.state.depth else f"line {line}"
        return f"Liquid error ({place}): {cause}"

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the variable `key` means now."""
        value = self.scope.get(key, MISSING)
        if value is MISSING:
            value = super().get(key, MISSING)
        return default if value is MISSING else value

    def evaluate(self, markup: str) -> object:
        """Return the value of an expression of Liquid, such as `page.title` or `"text"`."""
        return self.value_of(parse_expression(markup))

    def value_of(self, expression: Expression) -> object:
        """Return the value of a parsed expression."""
        return runtime.evaluate(self, expression)

    def render_text(self, text: str) -> str:
        """Return the output of a piece of Liquid with the variables as they are now."""
        if "{{" not in text and "{%" not in text:
            return text
        return self.engine.compile(text, self.name or "template").render_in(self)

    def assign(self, name: str, value: object) -> None:
        """Set a variable as `{% assign %}` does: outside of all loops and includes."""
        covered = self.shadows.get(name)
        if covered:
            covered[0] = value
            return
        self.assigned.add(name)
        self.scope[name] = value

    def shadow(self, name: str, value: object) -> None:
        """Cover the variable `name` by `value` until `unshadow`."""
        scope = self.scope
        covered = self.shadows.get(name)
        if covered is None:
            covered = self.shadows[name] = []
            self.special.add(name)
        covered.append(scope.get(name, MISSING))
        scope[name] = value

    def unshadow(self, name: str) -> None:
        """Bring back what `shadow` covered last."""
        covered = self.shadows[name].pop()
        if covered is MISSING:
            self.scope.pop(name, None)
        else:
            self.scope[name] = covered

    def count(self, name: str, step: int) -> int:
        """Move the counter `name` by `step` and return what it was before.

        A counter can be read as a variable where no assignment or loop covers it.
        Source: Liquid 4.0.4, tags/increment.rb, decrement.rb.
        """
        counters = self.state.counters
        if name not in counters:
            covered = self.shadows.get(name)
            outer = covered[0] if covered else self.scope.get(name, MISSING)
            if outer is not MISSING and name not in self.parent:
                self.assigned.add(name)
            start = self.parent.get(name)
            counters[name] = start if isinstance(start, int) else 0
        value = counters[name]
        counters[name] = value + step
        self.special.add(name)
        if self.shadows.get(name):
            if name not in self.assigned:
                self.shadows[name][0] = value + step
        elif name not in self.assigned:
            self.scope[name] = value + step
        return value
