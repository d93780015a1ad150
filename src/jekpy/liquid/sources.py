"""The texts of includes, and who finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Loader", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an include: where it was found, and in which dialect ("liquid" or "jinja") it is."""

    text: str
    path: str
    dialect: str = "liquid"
    first_line: int = 1


class Loader(Protocol):
    """Finds includes by name, for both dialects."""

    def load(self, name: str) -> Source:
        """Return the include called `name`; raises LiquidError when there is none."""
        ...
