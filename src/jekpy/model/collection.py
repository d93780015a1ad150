"""A collection: documents of one kind, in their order.

Source: Jekyll 4.4.1, lib/jekyll/collection.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic
from jekpy.liquid.sorting import merge_sorted
from jekpy.model.urls import permalink_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jekpy.model.document import Document
    from jekpy.model.static_file import StaticFile

__all__ = ["Collection", "collection_permalink", "sanitize_label", "sort_documents"]

_NOT_IN_LABELS: Final = re.compile(r"[^a-z0-9_.-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """A collection with its documents; `directory` is absolute, `options` what the config says of it."""

    label: str
    directory: str
    options: Mapping[str, object]
    documents: tuple[Document, ...] = ()
    static_files: tuple[StaticFile, ...] = ()

    @property
    def written(self) -> bool:
        """Whether its documents become files of the built site."""
        return self.options.get("output") not in (None, False)


def sanitize_label(label: str) -> str:
    """Return a label without the characters that none may have."""
    return _NOT_IN_LABELS.sub("", label)


def collection_permalink(options: Mapping[str, object], permalink_style: str) -> str:
    """Return the template of a collection's URLs."""
    given = options.get("permalink")
    return str(given) if given is not None else permalink_suffix("/:collection/:path", permalink_style)


def sort_documents(
    documents: Iterable[Document], options: Mapping[str, object], warn: Callable[[Diagnostic], None]
) -> tuple[Document, ...]:
    """Return a collection's documents in order: by `order`, by `sort_by`, or by date and then path."""
    ranked = merge_sorted(documents, _by_date_and_path)
    order = options.get("order")
    if isinstance(order, list):
        return _listed_first(ranked, order)
    key = options.get("sort_by")
    if isinstance(key, str):
        return tuple(merge_sorted(ranked, _by_key(key, warn)))
    return tuple(ranked)


def _by_date_and_path(a: Document, b: Document) -> int:
    """Compare as Jekyll does: by date where both have one, else, or for equal dates, by path."""
    if a.dated and b.dated and a.date != b.date:
        return -1 if a.date < b.date else 1
    return (a.relative_path > b.relative_path) - (a.relative_path < b.relative_path)


def _listed_first(documents: Sequence[Document], order: Sequence[object]) -> tuple[Document, ...]:
    places = {str(path): place for place, path in enumerate(order)}
    end = len(places)

    def place(document: Document) -> int:
        inside = document.relative_path.removeprefix(f"_{document.collection}/")
        return places.get(inside, end)

    return tuple(sorted(documents, key=place))


def _by_key(key: str, warn: Callable[[Diagnostic], None]) -> Callable[[Document, Document], int]:
    warned: set[str] = set()

    def missing(document: Document, outcome: int) -> int:
        if document.relative_path not in warned:
            warned.add(document.relative_path)
            cause = f"'{key}' not defined in {document.relative_path}"
            warn(Diagnostic("sort-key-missing", cause, severity="warning"))
        return outcome

    def compare(a: Document, b: Document) -> int:
        left, right = a.value(key), b.value(key)
        if left is None and right is not None:
            return missing(a, 1)
        if left is not None and right is None:
            return missing(b, -1)
        try:
            outcome = (left > right) - (left < right)  # type: ignore[operator]
        except TypeError:
            outcome = 0
        return int(outcome) or _by_date_and_path(a, b)

    return compare
