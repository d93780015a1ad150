"""What filters found out about the lists of a site, kept for the build.

`{{ site.pages | where: "nav", true | sort: "order" }}` in a layout asks the same of the same list on every
page. A list that stays as it is for the whole build is known by its identity (`fix`); a filter's answer about
such a list is kept, and is such a list itself. What depends on the moment (a document's `content`, `output`
and `excerpt`, which change while the site is rendered) is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["FilterMemo", "changes_with_time"]

_OF_THE_MOMENT: Final = frozenset({"content", "output", "excerpt", "next", "previous", "related_posts"})


def changes_with_time(path: str) -> bool:
    """Tell whether a property such as `page.content` is another one at another moment of the build."""
    return not _OF_THE_MOMENT.isdisjoint(path.split("."))


@dataclass(slots=True)
class FilterMemo:
    """The lists that stay as they are, and the answers about them."""

    _fixed: dict[int, object] = field(default_factory=dict)
    _answers: dict[tuple[object, ...], object] = field(default_factory=dict)
    texts: dict[tuple[object, ...], str] = field(default_factory=dict)
    """The outputs of `include_cached`, by name and parameters."""
    _links: dict[str, str] = field(default_factory=dict)

    def links(self, make: Callable[[], dict[str, str]]) -> Mapping[str, str]:
        """Return the URLs of the site's files by their paths, which `make` makes once."""
        if not self._links:
            self._links.update(make())
        return self._links

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
        if key not in self._answers:
            answer = self._answers[key] = ask()
            self.fix(answer)
        return self._answers[key]

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
