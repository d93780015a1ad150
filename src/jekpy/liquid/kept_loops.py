"""The turns of loops, kept for the pages to come: what compiled loops call while they run.

What a turn puts out is kept with the values that each watched variable was compared with, in vain
(`survey.py`). On the next page a turn whose watched variables equal none of those would come to the very
same: its text is there. Only the others run, which are those of the page at hand and of what is around it. So
a menu of thousands of entries costs a page no more than the few that look different on it.

A host that wants this gives its renders a `KeptLoops` in their registers, one for all renders in which the
same objects tell the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

from jekpy.liquid.runtime import ForLoop
from jekpy.liquid.values import MISSING, equals

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

    from jekpy.liquid.context import RenderContext

__all__ = ["KEPT_LOOPS", "KeptLoops", "Notes", "Recording", "Turns", "carried", "matches", "turns_of"]

KEPT_LOOPS: Final = "kept loops"
"""The register that holds a `KeptLoops`."""

Site: TypeAlias = tuple[object, int]
"""A loop in a template: what is that template's own, and the loop's number."""
Watched: TypeAlias = "Sequence[tuple[str, object]]"
"""The names of watched variables, and their values."""

_PLAIN: Final = frozenset((str, int, float, bool, type(None)))
"""Types whose values are alike when they are equal."""
_LEAST_TURNS: Final = 4
_MOST_UNUSED: Final = 100
"""So many versions of a loop may be kept before any is of use."""
_MOST_TRIES: Final = 3
"""So often may a turn read what is the page's own: an item of a list may be the very page."""
_MOST_CHARACTERS: Final = 50_000_000
_OFTEN: Final = 8
"""A watched variable that equals something in more than one of so many turns had better be a value."""


Noted: TypeAlias = Any
"""What was read in one go, by keys of the host's: a set of its own kind."""


class Notes(Protocol):
    """Takes note of what is read."""

    def none(self) -> Noted:
        """Return notes of nothing yet."""
        ...

    def swap(self, notes: Noted) -> Noted:
        """Let notes go into `notes` from now on; return where they went before."""
        ...

    def note_all(self, keys: Iterable[Any]) -> None:
        """Take note that all these are read."""
        ...


@dataclass(slots=True)
class Comparisons:
    """What watched variables were compared with, by their names: in vain (`unequal`), or not.

    `unclear` are those that were compared with values that cannot be told from one another here.
    """

    unequal: dict[str, set[object]] = field(default_factory=dict)
    equal: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)

    def note(self, name: str, other: object, is_equal: object) -> None:
        """Take note of one."""
        if is_equal:
            self.equal.add(name)
        elif type(other) in _PLAIN:
            self.unequal.setdefault(name, set()).add(other)
        else:
            self.unclear.add(name)

    def note_all(self, more: Comparisons) -> None:
        """Take note of others."""
        self.equal |= more.equal
        self.unclear |= more.unclear
        for name, values in more.unequal.items():
            self.unequal.setdefault(name, set()).update(values)


@dataclass(slots=True)
class Recording:
    """A turn that is being recorded, inside that of an `outer` loop or not.

    `was_set` has the variables that were set before it and may be set by it; they are out of the scope
    meanwhile. It `looks_back` if it reads one of those before it sets it.
    """

    was_set: dict[str, object]
    outer: Recording | None
    comparisons: Comparisons = field(default_factory=Comparisons)
    looks_back: bool = False


class _Turn(NamedTuple):
    """What a turn put out, set, and used of limits; `offsets` tell where loops inside it ended."""

    text: str
    variables: dict[str, object]
    offsets: dict[str, int]
    loops: int
    characters: int


@dataclass(slots=True)
class _Loop:
    """A loop over these members, with all that counts besides, which is kept alive by `values`.

    `missing` are the turns that are not known, `tries` tells how often one of them read what is the page's
    own. `places` has the turns in which a watched variable was compared with a value.
    """

    members: Sequence[object]
    values: Sequence[object]
    reads: Noted
    turns: list[_Turn | None]
    missing: set[int]
    tries: dict[int, int] = field(default_factory=dict)
    places: dict[tuple[str, object], list[int]] = field(default_factory=dict)
    comparisons: Comparisons = field(default_factory=Comparisons)
    variables: set[str] = field(default_factory=set)
    offsets: set[str] = field(default_factory=set)
    uses_limits: bool = False
    all_turns: _Turn | None = None

    def whole(self) -> _Turn:
        """Return all turns as one, where each is kept: on most pages most loops look the same."""
        if self.all_turns is None:
            turns = [turn for turn in self.turns if turn is not None]
            self.all_turns = _Turn(
                "".join([turn.text for turn in turns]),
                {name: value for turn in turns for name, value in turn.variables.items()},
                {name: value for turn in turns for name, value in turn.offsets.items()},
                sum(turn.loops for turn in turns),
                sum(turn.characters for turn in turns),
            )
        return self.all_turns

    def live(self, watched: Watched) -> list[int]:
        """Return the turns that must run where the watched variables have these values."""
        found = set(self.missing)
        for place in watched:
            found.update(self.places.get(place, ()))
        return sorted(found)

    def keep(self, number: int, turn: _Turn, comparisons: Comparisons, watched: Iterable[str]) -> None:
        """Keep a turn, and what it compared, among that what is `watched` in this loop."""
        self.turns[number] = turn
        self.missing.discard(number)
        self.comparisons.note_all(comparisons)
        for name in watched:
            for value in comparisons.unequal.get(name, ()):
                self.places.setdefault((name, value), []).append(number)
        self.variables.update(turn.variables)
        self.offsets.update(turn.offsets)
        self.uses_limits = self.uses_limits or bool(turn.loops or turn.characters)


@dataclass(slots=True)
class _Versions:
    """All that is kept of one loop of a template; `by_value` are watched variables that count as values."""

    loops: dict[Hashable, _Loop] = field(default_factory=dict)
    by_value: set[str] = field(default_factory=set)
    unused: int = 0

    def of(
        self, members: Sequence[object], values: Sequence[object], notes: Notes, *, counts: bool
    ) -> _Loop | None:
        """Return what is kept for these members and values, nothing of it at first; None for too many.

        One that `counts` not comes up inside another that is being kept.
        """
        key = tuple(map(_mark, values))
        loop = self.loops.get((key, id(members)))
        if loop is None:
            loop = self.loops.get((key, tuple(map(_mark, members))))
        if loop is not None:
            self.unused -= counts
            return loop
        self.unused += counts
        if self.unused > _MOST_UNUSED:
            self.loops.clear()
            return None
        loop = _Loop(members, values, notes.none(), [None] * len(members), set(range(len(members))))
        self.loops[key, id(members)] = self.loops[key, tuple(map(_mark, members))] = loop
        return loop


def _mark(value: object) -> Hashable:
    """Return what tells a value from others, as long as it is alive; of what moves, nothing does."""
    kind = type(value)
    if kind in _PLAIN:
        return kind, repr(value) if kind is float else value  # zeros are equal, but print their signs
    return object() if kind is ForLoop else id(value)


class KeptLoops:
    """The loops that are kept, of all templates."""

    def __init__(self, notes: Notes, personal: Collection[Any]) -> None:
        """Take who notes what is read; a turn that reads any of `personal` is another one on each page."""
        self.notes = notes
        self.personal = personal
        self.characters = 0
        self._sites: dict[Site, _Versions] = {}

    def versions(self, site: Site) -> _Versions:
        """Return all that is kept of a loop."""
        found = self._sites.get(site)
        if found is None:
            found = self._sites[site] = _Versions()
        return found

    @property
    def is_full(self) -> bool:
        """Whether nothing more is to be kept."""
        return self.characters > _MOST_CHARACTERS


def turns_of(
    context: RenderContext,
    site: Site,
    members: Sequence[object],
    values: Sequence[object],
    watched: Watched,
    names: tuple[tuple[str, ...], tuple[str, ...]],
) -> Turns:
    """Return the turns of a loop: the `values` of what counts, what is `watched`, and the names that it sets.

    Those are of variables, and of loops inside.
    """
    kept: KeptLoops | None = context.state.registers.get(KEPT_LOOPS)
    if (
        kept is None
        or type(members) is not list
        or len(members) < _LEAST_TURNS
        or any(type(value) not in _PLAIN for _name, value in watched)
        or not context.special.isdisjoint(names[0])
    ):
        return Turns(context, members)
    versions = kept.versions(site)
    if versions.by_value:
        values = [*values, *(value for name, value in watched if name in versions.by_value)]
        watched = [place for place in watched if place[0] not in versions.by_value]
    loop = versions.of(members, values, kept.notes, counts=context.state.recording is None)
    return (
        Turns(context, members) if loop is None else _KeptTurns(context, kept, versions, loop, watched, names)
    )


def matches(context: RenderContext, names: tuple[str, str], left: object, right: object) -> object:
    """Return `left == right`, of which the sides that have names are watched."""
    found = equals(left, right)
    recording = context.state.recording
    if recording is not None:
        for name, other in zip(names, (right, left), strict=True):
            if name:
                recording.comparisons.note(name, other, found)
    return found


def carried(context: RenderContext, name: str) -> object:
    """Return a variable that a turn of the loop may set, or one before it did."""
    found = context.scope.get(name, MISSING)
    if found is not MISSING:
        return found
    recording = context.state.recording
    while recording is not None:
        recording.looks_back = True
        if name in recording.was_set:
            return recording.was_set[name]
        recording = recording.outer
    return None


class Turns:
    """The turns of a loop, all of which run."""

    def __init__(self, context: RenderContext, members: Sequence[object]) -> None:
        """Take what the loop goes over."""
        self.context = context
        self.members = members
        self.texts: list[str | list[str]] = []

    def each(self) -> Iterator[tuple[int, object]]:
        """Yield the number and the item of each turn that is to run."""
        return enumerate(self.members)

    def pieces(self) -> list[str]:
        """Return the list into which the turn at hand puts what it puts out."""
        pieces: list[str] = []
        self.texts.append(pieces)
        return pieces

    def text(self) -> str:
        """Return what the loop puts out."""
        return "".join([text if type(text) is str else "".join(text) for text in self.texts])


class _KeptTurns(Turns):
    """The turns of a loop of which some are kept, and all others may come to be."""

    def __init__(
        self,
        context: RenderContext,
        kept: KeptLoops,
        versions: _Versions,
        loop: _Loop,
        watched: Watched,
        names: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> None:
        super().__init__(context, loop.members)
        self._kept = kept
        self._versions = versions
        self._loop = loop
        self._watched = watched
        self._names = names
        self._equal: dict[str, int] = {}

    def each(self) -> Iterator[tuple[int, object]]:
        loop, done = self._loop, 0
        self._kept.notes.note_all(loop.reads)
        outer = self.context.state.recording
        if outer is not None:
            outer.comparisons.note_all(loop.comparisons)
        live = loop.live(self._watched)
        if not live:
            self._put_out([loop.whole()])
            return
        for number in live:
            self._put_out(loop.turns[done:number])
            done = number + 1
            is_hopeless = loop.tries.get(number, 0) >= _MOST_TRIES or self._kept.is_full
            if number not in loop.missing or is_hopeless:
                yield number, loop.members[number]
            else:
                yield from self._recorded(number)
        self._put_out(loop.turns[done:])
        often = len(loop.members) // _OFTEN + 1
        values = {name for name, count in self._equal.items() if count > often}
        if values:
            self._versions.by_value |= values
            self._versions.loops.clear()

    def _put_out(self, turns: Sequence[_Turn | None]) -> None:
        """Put out turns that are kept, and do what they did."""
        known = [turn for turn in turns if turn is not None]
        self.texts.extend([turn.text for turn in known])
        loop, state = self._loop, self.context.state
        if loop.variables:
            _set_last(self.context.scope, loop.variables, [turn.variables for turn in known])
        if loop.offsets:
            _set_last(state.offsets, loop.offsets, [turn.offsets for turn in known])
        if loop.uses_limits:
            state.spend_loops(sum(turn.loops for turn in known))
            state.output_bytes += sum(turn.characters for turn in known)

    def _recorded(self, number: int) -> Iterator[tuple[int, object]]:
        """Yield a turn, and keep what comes of it if that is the same on other pages."""
        notes, scope, state = self._kept.notes, self.context.scope, self.context.state
        variables, offsets = self._names
        recording = Recording(_taken_out(scope, variables), state.recording)
        was_at = _taken_out(state.offsets, offsets)
        loops, characters = state.loops_left, state.output_bytes
        noted = notes.none()
        before, state.recording = notes.swap(noted), recording
        try:
            yield number, self.members[number]
            turn = _Turn(
                "".join(self.texts[-1]),
                {name: scope[name] for name in variables if name in scope},
                {name: state.offsets[name] for name in offsets if name in state.offsets},
                0 if loops is None or state.loops_left is None else loops - state.loops_left,
                state.output_bytes - characters,
            )
        finally:  # also when the turn fails, or leaves the loop
            state.recording = recording.outer
            notes.swap(before)
            notes.note_all(noted)
            _put_back(scope, recording.was_set)
            _put_back(state.offsets, was_at)
            if recording.outer is not None:
                recording.outer.comparisons.note_all(recording.comparisons)
        self._keep(number, turn, noted, recording)

    def _keep(self, number: int, turn: _Turn, noted: Noted, recording: Recording) -> None:
        """Keep a turn, unless it looks different on other pages."""
        loop, comparisons = self._loop, recording.comparisons
        watched = {name for name, _value in self._watched}
        equal = watched & comparisons.equal
        is_personal = recording.looks_back or not noted.isdisjoint(self._kept.personal)
        if is_personal or not watched.isdisjoint(comparisons.unclear):
            loop.tries[number] = loop.tries.get(number, 0) + 1
        elif equal:
            self._equal.update((name, self._equal.get(name, 0) + 1) for name in equal)
        else:
            loop.keep(number, turn, comparisons, watched)
            before = self._kept.notes.swap(loop.reads)
            self._kept.notes.note_all(noted)
            self._kept.notes.swap(before)
            self._kept.characters += len(turn.text)


def _set_last(into: dict[str, Any], names: set[str], turns: Sequence[dict[str, Any]]) -> None:
    """Set variables to what the last of the turns that set them did."""
    open_names = set(names)
    for found in reversed(turns):
        for name in open_names & found.keys():
            into[name] = found[name]
            open_names.discard(name)
        if not open_names:
            return


def _taken_out(values: dict[str, Any], names: Sequence[str]) -> dict[str, object]:
    """Take variables away, so that what is there afterwards was set meanwhile; return them."""
    return {name: values.pop(name) for name in names if name in values}


def _put_back(values: dict[str, Any], taken: dict[str, object]) -> None:
    """Bring variables back that were not set meanwhile."""
    for name, value in taken.items():
        values.setdefault(name, value)
