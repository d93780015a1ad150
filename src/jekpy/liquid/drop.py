"""Drops: the objects that templates may look inside, by key and in no other way.

Source of the idea: Liquid 4.0.4, lib/liquid/drop.rb; Jekyll 4.4.1, lib/jekyll/drops/drop.rb.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Drop"]


class Drop(Mapping[str, object]):
    """A value that templates of both dialects read by key; its Python attributes stay out of their reach.

    A subclass gives `__getitem__` (raising KeyError for a key it does not have), `__iter__` over its keys
    in their order, and may say how it prints and how it stands in JSON.
    """

    __slots__ = ()

    acts_as_hash: ClassVar[bool] = False
    """Whether loops, conditions and filters take it for a plain hash, with a size and pairs."""

    def __getitem__(self, key: str) -> object:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    @property
    def is_thing(self) -> bool:
        """Whether an array that holds it holds the thing behind it, which no `contains` ever finds."""
        return False

    def as_value(self) -> Drop:
        """Return it as an array holds it that a template has put it into: `contains` finds it there."""
        return self

    def __str__(self) -> str:
        """Return what it prints: filters of Jinja's own ask for it so."""
        from jekpy.liquid.values import to_s  # which needs this module

        return to_s(self)

    def to_liquid_string(self) -> str:
        """Return what `{{ drop }}` prints."""
        return type(self).__name__

    def to_member_string(self) -> str | None:
        """Return what it prints as a member of a printed array; None for what it prints by itself."""
        return None

    def to_inspect_string(self) -> str:
        """Return how it shows inside an array or hash that shows its members as they are written."""
        return self.to_liquid_string()

    def to_json_value(self, depth: int = 0) -> object:
        """Return data (mappings, lists, plain values, drops) for the `jsonify` filter.

        `depth` counts the arrays and hashes around it.
        """
        del depth
        return dict(self)
