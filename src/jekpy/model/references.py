"""Documents and pages as a value of front matter, such as the posts of an archive page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.model.document import Document

if TYPE_CHECKING:
    from jekpy.model.page import Page

__all__ = ["ItemList"]


class ItemList(tuple["Document | Page", ...]):
    """Documents and pages in an order. A generator may put it under a key of a page: templates see drops.

    It prints as the items' names, which tell one list from another.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        names = [item.source_path if isinstance(item, Document) else item.path for item in self]
        return f"ItemList({names!r}, {[item.url for item in self]!r})"
