"""The site as templates see it: a drop for each kind of thing, with Jekyll's keys.

Source: Jekyll 4.4.1, lib/jekyll/drops/, lib/jekyll/convertible.rb (to_liquid).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from jekpy.liquid.drop import Drop
from jekpy.model.document import Document
from jekpy.model.merging import deep_merge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from jekpy.model.collection import Collection
    from jekpy.model.page import Page
    from jekpy.model.pager import Pager
    from jekpy.model.site import Site, Theme
    from jekpy.model.static_file import StaticFile
    from jekpy.rendering.filters.memo import FilterMemo
    from jekpy.rendering.progress import Progress

__all__ = [
    "JEKYLL_VERSION",
    "CollectionDrop",
    "DocumentDrop",
    "ExcerptDrop",
    "JekyllDrop",
    "PageDrop",
    "PaginatorDrop",
    "SiteDrop",
    "StaticFileDrop",
    "ThemeDrop",
]

JEKYLL_VERSION: Final = "4.4.1"
"""What `jekyll.version` says: the version of Jekyll that sites can rely on finding."""


class PageDrop(Drop):
    """A page; in Jekyll a plain hash, so it prints as one and nothing shadows its front matter."""

    __slots__ = ("_page", "_progress", "_values")

    acts_as_hash = True

    def __init__(self, page: Page, progress: Progress) -> None:
        self._page = page
        self._progress = progress
        values: dict[str, object] = deep_merge(page.defaults, page.front_matter)
        own_path = values.get("path")
        values.update(
            content=None,
            dir=page.dir,
            excerpt=values.get("excerpt"),
            name=page.name,
            path=page.path if own_path is None else own_path,
            url=page.url,
        )
        self._values = values

    def __getitem__(self, key: str) -> object:
        value = self._values[key]
        if value is None and key == "content":
            return self._progress.visible_content(self._page)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class DocumentDrop(Drop):
    """A document of a collection."""

    __slots__ = ("_document", "_neighbours", "_progress", "_static")

    _COMPUTED: Final = ("content", "output", "excerpt", "next", "previous")

    def __init__(
        self,
        document: Document,
        progress: Progress,
        neighbours: Callable[[Document, int], DocumentDrop | None],
    ) -> None:
        self._document = document
        self._progress = progress
        self._neighbours = neighbours
        data = document.data
        self._static: dict[str, object] = {
            "collection": document.collection,
            **dict.fromkeys(self._COMPUTED),
            "name": data.get("name") or document.basename,
            "path": document.relative_path,
            "relative_path": document.relative_path,
            "id": document.id,
            "url": document.url,
            "date": document.date,
            "title": data.get("title"),
            "categories": data.get("categories"),
            "tags": data.get("tags"),
            **{
                key: value
                for key, value in {**document.defaults, **data}.items()
                if key not in _DOCUMENT_KEYS
            },
        }

    @property
    def document(self) -> Document:
        """The document behind the drop."""
        return self._document

    def __getitem__(self, key: str) -> object:
        value = self._static[key]
        return self._computed(key) if value is None and key in self._COMPUTED else value

    def _computed(self, key: str) -> object:
        match key:
            case "content":
                return self._progress.visible_content(self._document)
            case "output":
                return self._progress.visible_output(self._document)
            case "excerpt":
                return self._progress.excerpt(self._document) or ""
            case "next":
                return self._neighbours(self._document, 1)
            case _:
                return self._neighbours(self._document, -1)

    def __contains__(self, key: object) -> bool:
        return key in self._static

    def __iter__(self) -> Iterator[str]:
        return iter(self._static)

    def __len__(self) -> int:
        return len(self._static)

    def to_liquid_string(self) -> str:
        """Return the document's output, or, before it has one, its content."""
        output = self["output"]
        return str(output) if output is not None else str(self["content"])


_DOCUMENT_KEYS: Final = frozenset((
    "collection", "content", "output", "excerpt", "next", "previous", "name", "path", "relative_path", "id",
    "url", "date", "title", "categories", "tags",
))  # fmt: skip


class ExcerptDrop(Drop):
    """A document as its own excerpt sees it: the same, with `#excerpt` to its names and no excerpt."""

    __slots__ = ("_drop",)

    def __init__(self, drop: DocumentDrop | PageDrop) -> None:
        self._drop = drop

    def __getitem__(self, key: str) -> object:
        match key:
            case "path" | "relative_path":
                return f"{self._drop[key]}/#excerpt"
            case "id":
                return f"{self._drop[key]}#excerpt"
            case "excerpt":
                return None
            case _:
                return self._drop[key]

    def __contains__(self, key: object) -> bool:
        return key in self._drop

    def __iter__(self) -> Iterator[str]:
        return iter(self._drop)


class StaticFileDrop(Drop):
    """A static file."""

    __slots__ = ("_values", "url")

    def __init__(self, file: StaticFile) -> None:
        self.url = file.url
        self._values: dict[str, object] = {
            **file.defaults,
            "name": file.name,
            "basename": file.basename,
            "extname": file.ext,
            "modified_time": file.modified,
            "path": file.relative_path,
            "collection": file.collection,
        }

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class CollectionDrop(Drop):
    """A collection."""

    __slots__ = ("_documents", "_values")

    def __init__(self, collection: Collection, documents: list[object], files: list[object]) -> None:
        self._values: dict[str, object] = {
            **collection.options,
            "label": collection.label,
            "docs": documents,
            "files": files,
            "directory": collection.directory,
            "relative_directory": f"_{collection.label}",
            "output": collection.written,
        }
        self._documents = collection.documents

    def to_liquid_string(self) -> str:
        """Return what Ruby shows of a list of documents."""
        shown = (
            f"#<Jekyll::Document {item.relative_path} collection={item.collection}>"
            for item in self._documents
        )
        return f"[{', '.join(shown)}]"

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class ThemeDrop(Drop):
    """The theme in use."""

    __slots__ = ("_values",)

    def __init__(self, theme: Theme, environment: str) -> None:
        root = str(theme.root) if environment == "development" else ""
        self._values: dict[str, object] = {"name": theme.name, "version": theme.version, "root": root}

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class PaginatorDrop(Drop):
    """One page of a listing, as `paginator`."""

    __slots__ = ("_values",)

    def __init__(self, pager: Pager, site: SiteDrop) -> None:
        self._values: dict[str, object] = {
            "page": pager.page,
            "per_page": pager.per_page,
            "posts": [site.drop_of(post) for post in pager.posts],
            "total_posts": pager.total_posts,
            "total_pages": pager.total_pages,
            "previous_page": pager.previous_page,
            "previous_page_path": pager.previous_page_path,
            "next_page": pager.next_page,
            "next_page_path": pager.next_page_path,
        }

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class JekyllDrop(Drop):
    """The program, as the `jekyll` variable."""

    __slots__ = ("_values",)

    def __init__(self, environment: str) -> None:
        self._values: dict[str, object] = {"version": JEKYLL_VERSION, "environment": environment}

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class SiteDrop(Drop):
    """The site. A key is a collection's label, a list of Jekyll's, or a key of the config, in that order.

    The lists are made once a build, so that a template's question about one has one answer for all pages.
    """

    __slots__ = ("_drops", "_labels", "_lists", "_memo", "_progress", "_site")

    def __init__(self, site: Site, progress: Progress, memo: FilterMemo) -> None:
        self._site = site
        self._progress = progress
        self._memo = memo
        self._drops: dict[object, Drop] = {}
        self._lists: dict[str, object] = {}
        self._labels = {label for label in site.collections if label != "posts"}

    def drop_of(self, item: Document | Page | StaticFile) -> Drop:
        """Return the one drop of a document, page or static file."""
        drop = self._drops.get(item)
        if drop is None:
            drop = self._drops[item] = self._make(item)
        return drop

    def _make(self, item: Document | Page | StaticFile) -> Drop:
        if isinstance(item, Document):
            return DocumentDrop(item, self._progress, self._neighbour)
        if hasattr(item, "basename") and hasattr(item, "body"):
            return PageDrop(item, self._progress)  # type: ignore[arg-type]
        return StaticFileDrop(item)  # type: ignore[arg-type]

    def _neighbour(self, document: Document, step: int) -> DocumentDrop | None:
        documents = self._site.collections[document.collection].documents
        place = self._places(document.collection).get(document)
        if place is None or not 0 <= place + step < len(documents):
            return None
        return cast("DocumentDrop", self.drop_of(documents[place + step]))

    def _places(self, label: str) -> Mapping[Document, int]:
        key = f"places of {label}"
        if key not in self._lists:
            documents = self._site.collections[label].documents
            self._lists[key] = {document: place for place, document in enumerate(documents)}
        return self._lists[key]  # type: ignore[return-value]

    def __getitem__(self, key: str) -> object:
        if key in self._labels:
            return self._once(f"collection {key}", lambda: self._documents(key))
        if key == "related_posts":
            return self._related()
        maker = self._MAKERS.get(key)
        if maker is not None:
            return self._once(key, lambda: maker(self))
        if key == "config":
            return None
        return self._site.config.values[key]

    def __contains__(self, key: object) -> bool:
        return (
            key in self._labels
            or key in self._MAKERS
            or key in ("related_posts", "config")
            or key in self._site.config.values
        )

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*self._MAKERS, "related_posts", "config", *self._site.config.values))

    def _once(self, key: str, make: Callable[[], object]) -> object:
        if key not in self._lists:
            self._lists[key] = made = make()
            self._memo.fix(made)
        return self._lists[key]

    def _documents(self, label: str) -> list[Drop]:
        return [self.drop_of(document) for document in self._site.collections[label].documents]

    def _posts(self) -> list[Drop]:
        return [self.drop_of(post) for post in reversed(self._site.posts)]

    def _pages(self) -> list[Drop]:
        return [self.drop_of(page) for page in self._site.pages]

    def _html_pages(self) -> list[Drop]:
        return [self.drop_of(page) for page in self._site.pages if page.is_html]

    def _static_files(self) -> list[Drop]:
        return [self.drop_of(file) for file in self._site.static_files]

    def _all_documents(self) -> list[Drop]:
        found: list[Drop] = []
        for collection in self._site.collections.values():
            found.extend(self.drop_of(document) for document in collection.documents)
            found.extend(self.drop_of(file) for file in collection.static_files)
        return found

    def _collections(self) -> list[Drop]:
        made: list[Drop] = []
        for label, collection in sorted(self._site.collections.items()):
            files: list[object] = [self.drop_of(file) for file in collection.static_files]
            made.append(CollectionDrop(collection, list(self._documents(label)), files))
        return made

    def _grouped(self, key: str) -> dict[str, list[Drop]]:
        groups: dict[str, list[Drop]] = {}
        for post in self._site.posts:
            values = post.data.get(key)
            for value in values if isinstance(values, list) else []:
                groups.setdefault(value, []).append(self.drop_of(post))
        return {name: posts[::-1] for name, posts in groups.items()}

    def _tags(self) -> dict[str, list[Drop]]:
        return self._grouped("tags")

    def _categories(self) -> dict[str, list[Drop]]:
        return self._grouped("categories")

    def _time(self) -> datetime:
        return self._site.config.time

    def _data(self) -> object:
        return self._site.data

    def _related(self) -> list[Drop] | None:
        """Return the ten newest posts but for the current one; nil where no document is current."""
        current = self._progress.current
        if not isinstance(current, Document):
            return None
        posts = self._site.posts
        if len(posts) <= 1:
            return []
        newest = [post for post in posts[-11:] if post is not current]
        return [self.drop_of(post) for post in reversed(newest)][:10]

    _MAKERS: Final[Mapping[str, Callable[[SiteDrop], object]]] = {
        "time": _time,
        "pages": _pages,
        "html_pages": _html_pages,
        "posts": _posts,
        "static_files": _static_files,
        "documents": _all_documents,
        "collections": _collections,
        "tags": _tags,
        "categories": _categories,
        "data": _data,
    }
