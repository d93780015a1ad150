"""What filters found out about the lists of a site, kept for the build.

`{{ site.pages | where: "nav", true | sort: "order" }}` in a layout asks the same of the same list on every
page. A list that stays as it is for the whole build is known by its identity (`fix`); a filter's answer about
such a list is kept, and is such a list itself. What depends on the moment (a document's `content`, `output`
and `excerpt`, which change while the site is rendered) is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from jekpy.rendering.reads import Reads, Remembered

__all__ = ["OF_THE_MOMENT", "FilterMemo", "changes_with_time"]

OF_THE_MOMENT: Final = frozenset({"content", "output", "excerpt", "next", "previous", "related_posts"})
"""Properties that are another thing at another moment of the build, or cost a render."""


def changes_with_time(path: str) -> bool:
    """Tell whether a property such as `page.content` is another one at another moment of the build."""
    return not OF_THE_MOMENT.isdisjoint(path.split("."))


@dataclass(slots=True)
class FilterMemo:
    """The lists that stay as they are, and the answers about them; `nothing` is such a list, an empty one."""

    reads: Reads = field(default_factory=Reads)
    nothing: Sequence[object] = field(default_factory=list)
    _fixed: dict[int, object] = field(default_factory=dict)
    _answers: dict[Hashable, Remembered[object]] = field(default_factory=dict)
    _texts: dict[Hashable, Remembered[str]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fix(self.nothing)

    def text(self, key: Hashable, make: Callable[[], str], is_own: Callable[[], bool]) -> str:
        """Return the output of `include_cached` for a name and parameters, made once.

        `is_own` tells, after `make`, whether the text is the page's own, as its template read the page at
        hand. Such a text is made for each page: which page came first is no business of others.
        """
        return self.reads.once(self._texts, key, make, is_own=is_own)

    def links(self, make: Callable[[], dict[str, str]]) -> Mapping[str, str]:
        """Return the URLs of the site's files by their paths, which `make` makes once."""
        self.reads.note("links")
        if not self._links:
            self._links.update(make())
        return self._links

    def is_fixed(self, value: object) -> bool:
        """Tell whether a list is known to stay as it is."""
        return value is not None and self._fixed.get(id(value)) is value

    def fix(self, value: object) -> None:
        """Take note that a list, or all the lists inside a value, stay as they are from now on."""
        stack = [value]
        while stack:
            found = stack.pop()
            if isinstance(found, (list, tuple)) and id(found) not in self._fixed:
                self._fixed[id(found)] = found
                stack.extend(item for item in found if isinstance(item, (list, tuple, dict)))
            elif isinstance(found, dict):
                stack.extend(item for item in found.values() if isinstance(item, (list, tuple, dict)))

    def answer(
        self, name: str, value: object, arguments: tuple[object, ...], ask: Callable[[], object]
    ) -> object:
        """Return what `ask` gives; asked before about the same fixed list, what it gave then."""
        key = self._key(name, value, arguments)
        if key is None:
            return ask()

        def make() -> object:
            answer = ask()
            self.fix(answer)
            return answer

        return self.reads.once(self._answers, key, make)

    def _key(self, name: str, value: object, arguments: tuple[object, ...]) -> tuple[object, ...] | None:
        if self._fixed.get(id(value)) is not value or value is None:
            return None
        parts: list[object] = [name, id(value)]
        for argument in arguments:
            if isinstance(argument, (str, int, float)) or argument is None:
                parts += [type(argument), argument]
            elif self._fixed.get(id(argument)) is argument and not isinstance(argument, Mapping):
                parts += [list, id(argument)]
            else:
                return None
        return tuple(parts)
