"""A site: all that was read, in Jekyll's order.

Source: Jekyll 4.4.1, lib/jekyll/site.rb.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from jekpy.model.defaults import FrontMatterDefaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.model.collection import Collection
    from jekpy.model.document import Document
    from jekpy.model.layout import Layout
    from jekpy.model.page import Page
    from jekpy.model.static_file import StaticFile

__all__ = ["Site", "Theme", "in_future"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme in use: its name, its folder, and whether it is the one that comes with jekpy.

    `is_remote` marks one from a repository, whose `_config.yml` is its own affair; `is_locked` one that the
    site's lock file names, so that no other can take its place unseen.
    """

    name: str
    root: Path
    version: str = ""
    is_built_in: bool = False
    is_remote: bool = False
    is_locked: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Everything that a build makes the site of.

    `pages` and `static_files` are in Jekyll's order, theme assets last; `collections` in the config's order,
    `posts` first and its documents oldest first. `data` is a mapping, unless the config's own `data` is not.
    `defaults` are the config's, for pages that are made later.
    """

    config: Config
    pages: tuple[Page, ...] = ()
    collections: Mapping[str, Collection] = field(default_factory=dict)
    static_files: tuple[StaticFile, ...] = ()
    data: object = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    include_folders: tuple[Path, ...] = ()
    theme: Theme | None = None
    defaults: FrontMatterDefaults = field(default_factory=FrontMatterDefaults)

    @property
    def posts(self) -> tuple[Document, ...]:
        """The posts, oldest first."""
        return self.collections["posts"].documents if "posts" in self.collections else ()

    def documents(self) -> Iterator[Document]:
        """Give every document, collection by collection, in the order of rendering."""
        for collection in self.collections.values():
            yield from collection.documents

    def writes(self, document: Document) -> bool:
        """Tell whether a document becomes a file: its collection is written, and it is published by now.

        Source: Jekyll 4.4.1, lib/jekyll/publisher.rb.
        """
        published = document.data.get("published", True) not in (None, False) or self.config.flag(
            "unpublished"
        )
        return (
            self.collections[document.collection].written
            and published
            and not in_future(document, self.config)
        )

    def with_documents(self, changed: Mapping[Document, Document]) -> Self:
        """Return the site with some documents in the places of others; each stays in its collection."""
        if not changed:
            return self
        collections = {
            label: replace(
                collection, documents=tuple(changed.get(item, item) for item in collection.documents)
            )
            for label, collection in self.collections.items()
        }
        return replace(self, collections=collections)

    def with_pages(self, *pages: Page) -> Self:
        """Return the site with some pages more, at the end."""
        return replace(self, pages=(*self.pages, *pages))


def in_future(document: Document, config: Config) -> bool:
    """Tell whether a document is dated after now, to the second, and the site leaves such out."""
    return not config.flag("future") and int(document.date.timestamp()) > int(config.now.timestamp())
