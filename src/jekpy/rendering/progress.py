"""How far a build has come, and so what one document's template sees of another.

Jekyll renders the documents of each collection and then the pages, one after the other, and a template that
prints another's `content` gets what is there at that moment: raw source, or HTML. Here that order is a rank
on each item. An item sees the rendered content of those before it and the source of those after it, in
whatever order, or process, they are really rendered.

Source: Jekyll 4.4.1, lib/jekyll/site.rb (render), lib/jekyll/renderer.rb.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site

    Item = Document | Page

__all__ = ["Progress"]


class Progress:
    """Who is being rendered, what has been, and what that lets the one see of the others.

    `convert` renders an item's content without its layouts, `lay_out` all of it, `excerpt` a document's
    excerpt; each is called at most once an item.
    """

    def __init__(
        self,
        site: Site,
        convert: Callable[[Item], str],
        lay_out: Callable[[Item], str],
        excerpt: Callable[[Item], str | None],
    ) -> None:
        self.current: Item | None = None
        self._in_layout = False
        self._convert = convert
        self._lay_out = lay_out
        self._excerpt = excerpt
        self._converted: dict[Item, str] = {}
        self._outputs: dict[Item, str] = {}
        self._excerpts: dict[Item, str | None] = {}
        items: list[Item] = [*site.documents(), *site.pages]
        self._ranks = {item: rank for rank, item in enumerate(items)}

    @contextmanager
    def rendering(self, item: Item, *, in_layout: bool) -> Iterator[None]:
        """While it lasts, `item` is the one that reads."""
        before = self.current, self._in_layout
        self.current, self._in_layout = item, in_layout
        try:
            yield
        finally:
            self.current, self._in_layout = before

    def is_before_current(self, item: Item) -> bool:
        """Tell whether `item` is rendered before the one that reads, as Jekyll orders them."""
        if self.current is None:
            return False
        return self._ranks[item] < self._ranks[self.current]

    def visible_content(self, item: Item) -> str:
        """Return what the one that reads sees as the content of `item`: its HTML or its source."""
        if self.is_before_current(item):
            return self.converted(item)
        own_layout = item is self.current and self._in_layout and not self._is_page(item)
        return self.converted(item) if own_layout else item.body

    def visible_output(self, item: Item) -> str | None:
        """Return what the one that reads sees as the whole output of `item`; None when it has none yet."""
        return self.output(item) if self.is_before_current(item) else None

    @staticmethod
    def _is_page(item: Item) -> bool:
        return not hasattr(item, "collection")

    def converted(self, item: Item) -> str:
        """Return the content of `item`, rendered, without its layouts."""
        if item not in self._converted:
            with self.rendering(item, in_layout=False):
                self._converted[item] = self._convert(item)
        return self._converted[item]

    def take(self, item: Item, content: str) -> None:
        """Take the rendered content of `item` from elsewhere."""
        self._converted[item] = content

    def output(self, item: Item) -> str:
        """Return the whole output of `item`."""
        if item not in self._outputs:
            content = self.converted(item)
            del content
            with self.rendering(item, in_layout=True):
                self._outputs[item] = self._lay_out(item)
        return self._outputs[item]

    def excerpt(self, item: Item) -> str | None:
        """Return the excerpt of `item`, rendered; None when it has none."""
        if item not in self._excerpts:
            with self.rendering(item, in_layout=False):
                self._excerpts[item] = self._excerpt(item)
        return self._excerpts[item]
