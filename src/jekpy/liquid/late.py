"""A text whose place in the output is known afterwards, so that another can be put there.

A menu stands on every page, and changes while nothing else on the page does. What a page prints around it
need not be worked out again then, if its template did nothing with the menu but print it, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jekpy.liquid.drop import Drop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["LatePlace", "LateText", "PrintedText", "late_place"]


class LateText(Drop):
    """What a template of either dialect takes for a text. `make` gives it, whenever it is asked for.

    In the Jinja dialect `{{ late }}` prints it as it is; all else is another use of it, after which nobody
    knows what it did to the output.
    """

    __slots__ = ("_make", "prints", "was_used")

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make
        self.prints = 0
        self.was_used = False

    def printed(self) -> PrintedText:
        """Return it for the output."""
        self.prints += 1
        return PrintedText(self._make(), self)

    def to_liquid_string(self) -> str:
        """Return the text, for whatever use."""
        self.was_used = True
        return self._make()

    def to_json_value(self, depth: int = 0) -> object:
        """Return the text."""
        del depth
        return str(self)

    def __len__(self) -> int:
        return len(str(self))

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and part in str(self)

    def __eq__(self, other: object) -> bool:
        return str(self) == other

    def __hash__(self) -> int:
        return hash(str(self))


class PrintedText(str):
    """A text on its way to the output that says which `LateText` it is, as long as nobody touches it."""

    __slots__ = ("late",)

    late: LateText

    def __new__(cls, text: str, late: LateText) -> PrintedText:
        """Return `text`, which is that of `late`."""
        made = super().__new__(cls, text)
        made.late = late
        return made

    def __str__(self) -> str:
        return self


class LatePlace(NamedTuple):
    """Where in an output a late text stands, in characters."""

    late: LateText
    start: int
    length: int


def late_place(pieces: Sequence[str]) -> LatePlace | None:
    """Return the place of the one late text among the pieces of an output; None where none or more stand.

    Where it was used besides, it cannot be replaced: ask `late.was_used` and `late.prints` in the end.
    """
    places = [number for number, piece in enumerate(pieces) if type(piece) is PrintedText]
    if len(places) != 1:
        return None
    printed = pieces[places[0]]
    assert isinstance(printed, PrintedText)  # noqa: S101 - it is what was looked for
    return LatePlace(printed.late, sum(map(len, pieces[: places[0]])), len(printed))
