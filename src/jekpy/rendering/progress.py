"""How far a build has come, and so what one document's template sees of another.

Jekyll renders the documents of each collection and then the pages, one after the other, and a template that
prints another's `content` gets what is there at that moment: raw source, or HTML. Here that order is a rank
on each item. An item sees the rendered content of those before it and the source of those after it, in
whatever order, or process, they are really rendered.

Source: Jekyll 4.4.1, lib/jekyll/site.rb (render), lib/jekyll/renderer.rb.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from jekpy.model.document import Document
from jekpy.rendering.reads import ORDER, OWN, Noted, Reads, Remembered, item_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.rendering.reads import Key

    Item = Document | Page

__all__ = ["Progress", "has_liquid"]

_DOCUMENTS_WITHOUT_LIQUID: Final = (".coffee", ".yml", ".yaml")


def has_liquid(item: Item, source: str) -> bool:
    """Tell whether `source`, the text of the item, is a Liquid template.

    Source: Jekyll 4.4.1, lib/jekyll/document.rb and convertible.rb, render_with_liquid?.
    """
    if item.value("render_with_liquid") is False:
        return False
    if isinstance(item, Document) and item.ext in _DOCUMENTS_WITHOUT_LIQUID:
        return False
    return "{{" in source or "{%" in source


class Progress:
    """Who is being rendered, what has been, and what that lets the one see of the others.

    `convert` renders an item's content without its layouts, `lay_out` all of it, `excerpt` a document's
    excerpt; each is called at most once an item. `reads` takes note of what the render in progress reads.
    """

    def __init__(
        self,
        site: Site,
        reads: Reads,
        convert: Callable[[Item], str],
        lay_out: Callable[[Item], str],
        excerpt: Callable[[Item], str | None],
    ) -> None:
        self.current: Item | None = None
        self.reads = reads
        self._in_layout = False
        self._convert = convert
        self._lay_out = lay_out
        self._excerpt = excerpt
        self._converted: dict[Item, Remembered[str]] = {}
        self._outputs: dict[Item, Remembered[str]] = {}
        self._excerpts: dict[Item, Remembered[str | None]] = {}
        self._elsewhere: Callable[[Item], Remembered[str] | None] = lambda _item: None
        items: list[Item] = [*site.documents(), *site.pages]
        self._ranks = {item: rank for rank, item in enumerate(items)}

    @contextmanager
    def rendering(self, item: Item, *, in_layout: bool) -> Iterator[Noted]:
        """While it lasts, `item` is the one that reads; what it reads goes into the notes that are given."""
        before = self.current, self._in_layout
        self.current, self._in_layout = item, in_layout
        try:
            with self.reads.apart() as noted:
                yield noted
        finally:
            self.current, self._in_layout = before

    def is_before_current(self, item: Item) -> bool:
        """Tell whether `item` is rendered before the one that reads, as Jekyll orders them."""
        if self.current is None:
            return False
        return self._ranks[item] < self._ranks[self.current]

    def visible_content(self, item: Item) -> str:
        """Return what the one that reads sees as the content of `item`: its HTML or its source."""
        if item is self.current:
            self.reads.note(*OWN)
            return self.converted(item) if self._in_layout and isinstance(item, Document) else item.body
        self._note_other(item)
        if not self.is_before_current(item):
            return item.body
        content = self.converted(item)
        self.reads.note_all(self._converted[item][1])
        return content

    def visible_output(self, item: Item) -> str | None:
        """Return what the one that reads sees as the whole output of `item`; None when it has none yet."""
        self._note_other(item)
        if not self.is_before_current(item):
            return None
        output = self.output(item)
        self.reads.note_all(self._outputs[item][1])
        return output

    def _note_other(self, item: Item) -> None:
        self.reads.note("source", item_name(item))
        self.reads.note(*ORDER)

    def converted(self, item: Item) -> str:
        """Return the content of `item`, rendered, without its layouts."""
        if item not in self._converted:
            found = self._elsewhere(item)
            if found is None:
                with self.rendering(item, in_layout=False) as noted:
                    text = self._convert(item)
                found = (text, noted)
            self._converted[item] = found
        return self._converted[item][0]

    def look_elsewhere(self, find: Callable[[Item], Remembered[str] | None]) -> None:
        """Ask `find` for the rendered content of an item, and what it read, before rendering it."""
        self._elsewhere = find

    def take(self, item: Item, content: str, keys: Collection[Key]) -> None:
        """Take the rendered content of `item`, and what it read, from elsewhere."""
        self._converted[item] = (content, Noted(keys))

    def output(self, item: Item) -> str:
        """Return the whole output of `item`."""
        if item not in self._outputs:
            self.converted(item)
            with self.rendering(item, in_layout=True) as noted:
                output = self._lay_out(item)
            noted.take(self._converted[item][1])
            self._outputs[item] = (output, noted)
        return self._outputs[item][0]

    def reads_of(self, item: Item) -> tuple[frozenset[Key], frozenset[Key]]:
        """Return what the output of `item` read, and what of that its content read. It has been rendered."""
        content = self._converted[item][1].settled()
        return self._outputs[item][1].settled() | content, content  # of which it may read more than cells

    def forget_output(self, item: Item) -> None:
        """Let go of an output that is written: most are never looked at again, and all together are large."""
        self._outputs.pop(item, None)

    def excerpt(self, item: Item) -> str | None:
        """Return the excerpt of `item`, rendered; None when it has none."""
        if item not in self._excerpts:
            with self.rendering(item, in_layout=False) as noted:
                excerpt = self._excerpt(item)
            self._excerpts[item] = (excerpt, noted)
        excerpt, keys = self._excerpts[item]
        self.reads.note_all(keys)
        if item is self.current:
            self.reads.note(*OWN)
        else:
            self.reads.note("source", item_name(item))
        return excerpt
