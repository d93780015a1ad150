"""The site as templates see it: a drop for each kind of thing, with Jekyll's keys.

This module is long because all that templates see of a site is told in one place.

Source: Jekyll 4.4.1, lib/jekyll/drops/, lib/jekyll/convertible.rb (to_liquid).
"""

from __future__ import annotations

from abc import abstractmethod
from copy import copy
from typing import TYPE_CHECKING, Final, Self, cast

from jekpy.config.options import COMMAND_KEYS
from jekpy.frontmatter.yaml import hashable
from jekpy.liquid.drop import Drop
from jekpy.liquid.values import to_s
from jekpy.model.document import Document
from jekpy.model.merging import deep_merge
from jekpy.model.references import ItemList
from jekpy.rendering.filters.json import to_json
from jekpy.rendering.progress import has_liquid
from jekpy.rendering.reads import ORDER, OWN, SITE_PAGES, TIME

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
    from jekpy.rendering.reads import Reads

__all__ = [
    "JEKYLL_VERSION",
    "CollectionDrop",
    "DataDrop",
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


class _ThingDrop(Drop):
    """A drop of a page, document or static file. The site's own arrays hold the things themselves.

    So `site.posts contains post` is never true in Jekyll, but an array that `push` made has it.
    Source: Jekyll 4.4.1, lib/jekyll/drops/site_drop.rb; Liquid 4.0.4, lib/liquid/condition.rb.
    """

    __slots__ = ("is_held",)

    is_held: bool

    @property
    @abstractmethod
    def values_now(self) -> Mapping[str, object]:
        """What the drop holds, but for what is worked out when it is read."""

    @property
    def is_thing(self) -> bool:
        """Whether it stands in one of the site's own arrays."""
        return not getattr(self, "is_held", False)

    def as_value(self) -> Self:
        """Return a copy that is a value of its own."""
        held = copy(self)
        held.is_held = True
        return held


class PageDrop(_ThingDrop):
    """A page; in Jekyll a plain hash, so it prints as one and nothing shadows its front matter."""

    __slots__ = ("_drop_of", "_is_own", "_page", "_progress", "_reads", "_values")

    acts_as_hash = True

    def __init__(
        self,
        page: Page,
        progress: Progress,
        drop_of: Callable[[Document | Page], Drop],
        *,
        is_own: bool = False,
    ) -> None:
        """Take the page; `is_own` is for the variable `page` of the page itself."""
        self._page = page
        self._drop_of = drop_of
        self._is_own = is_own
        self._progress = progress
        self._reads = progress.reads
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

    @property
    def values_now(self) -> Mapping[str, object]:
        """What the drop holds, but for what is worked out when it is read."""
        return self._values

    def __getitem__(self, key: str) -> object:
        if key == "content":
            return self._progress.visible_content(self._page)
        self._note(key)
        value = self._values[key]
        if value is None and key == "excerpt":
            return self._progress.excerpt(self._page)
        return [self._drop_of(item) for item in value] if isinstance(value, ItemList) else value

    def get(self, key: str, default: object = None) -> object:
        """Return what `[key]` gives, `default` where there is nothing: menus read little else."""
        if key == "content" or key == "excerpt":
            return super().get(key, default)
        self._note(key)
        value = self._values.get(key, default)
        return [self._drop_of(item) for item in value] if isinstance(value, ItemList) else value

    def _note(self, key: object) -> None:
        if self._is_own:
            self._reads.note(*OWN)
        else:
            self._reads.note_cell(SITE_PAGES, str(key), self._page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageDrop) and other._page is self._page

    def __hash__(self) -> int:
        return hash(self._page)

    def to_member_string(self) -> str:
        """Return the page's content, which is what an array of pages prints."""
        return str(self["content"])

    def to_inspect_string(self) -> str:
        """Return what Jekyll calls it."""
        return f'#<Jekyll::Page @relative_path="{self["path"]}">'

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._progress.reads.note("rows", SITE_PAGES)
        return iter(self._values)

    def __len__(self) -> int:
        self._progress.reads.note("rows", SITE_PAGES)
        return len(self._values)


class DocumentDrop(_ThingDrop):
    """A document of a collection."""

    __slots__ = ("_document", "_is_own", "_neighbours", "_progress", "_reads", "_static")

    _COMPUTED: Final = frozenset(("content", "output", "excerpt", "next", "previous"))

    def __init__(
        self,
        document: Document,
        progress: Progress,
        neighbours: Callable[[Document, int], DocumentDrop | None],
        *,
        is_own: bool = False,
    ) -> None:
        """Take the document, and what gives the one so many places on; `is_own` is as for a page."""
        self._document = document
        self._is_own = is_own
        self._progress = progress
        self._reads = progress.reads
        self._neighbours = neighbours
        data = document.data
        self._static: dict[str, object] = {
            "name": data.get("name") or document.basename,
            "tags": data.get("tags"),
            "output": None,
            "id": document.id,
            "relative_path": document.relative_path,
            "url": document.url,
            "excerpt": None,
            "title": data.get("title"),
            "categories": data.get("categories"),
            "collection": document.collection,
            "content": None,
            "previous": None,
            "next": None,
            "path": document.relative_path,
            "date": document.date,
            **{
                key: value
                for key, value in {**document.defaults, **data}.items()
                if key not in _DOCUMENT_KEYS
            },
            **{key: data[key] for key in ("slug", "ext") if key in data},
        }

    @property
    def document(self) -> Document:
        """The document behind the drop."""
        return self._document

    @property
    def values_now(self) -> Mapping[str, object]:
        """What the drop holds, but for what is worked out when it is read."""
        return self._static

    def __getitem__(self, key: str) -> object:
        if key in self._COMPUTED:
            return self._computed(key)
        self._note(key)
        if key == "date" and not self._document.dated:
            self._progress.reads.note(*TIME)
        return self._static[key]

    def get(self, key: str, default: object = None) -> object:
        """Return what `[key]` gives, `default` where there is nothing: menus read little else."""
        if key == "date" or key in self._COMPUTED:
            return super().get(key, default)
        self._note(key)
        return self._static.get(key, default)

    def _note(self, key: object) -> None:
        if self._is_own:
            self._reads.note(*OWN)
        else:
            self._reads.note_cell(self._document.collection, str(key), self._document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DocumentDrop) and other._document is self._document

    def __hash__(self) -> int:
        return hash(self._document)

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
        self._note(key)
        return key in self._static

    def __iter__(self) -> Iterator[str]:
        self._progress.reads.note("rows", self._document.collection)
        return iter(self._static)

    def __len__(self) -> int:
        self._progress.reads.note("rows", self._document.collection)
        return len(self._static)

    def to_liquid_string(self) -> str:
        """Return the document's output, or, before it has one, its content."""
        output = self["output"]
        return str(output) if output is not None else str(self["content"])

    def to_inspect_string(self) -> str:
        """Return what Jekyll calls it."""
        return f"#<Jekyll::Document {self['relative_path']} collection={self._document.collection}>"

    def to_json_value(self, depth: int = 0) -> object:
        """Return its values; deep inside others, without those of the documents beside it.

        Source: Jekyll 4.4.1, lib/jekyll/drops/document_drop.rb, hash_for_json, collapse_document.
        """
        values: dict[str, object] = dict(self)
        if depth >= _NEIGHBOURS_END:
            for side in ("previous", "next"):
                other = values[side]
                if isinstance(other, DocumentDrop):
                    values[side] = {key: other[key] for key in other if key not in self._COMPUTED}
        return values


_NEIGHBOURS_END: Final = 2
"""How deep in JSON a document still has its neighbours whole."""
_DOCUMENT_KEYS: Final = frozenset((
    "collection", "content", "output", "excerpt", "next", "previous", "name", "path", "relative_path", "id",
    "url", "date", "title", "categories", "tags", "slug", "ext",
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


class StaticFileDrop(_ThingDrop):
    """A static file."""

    __slots__ = ("_reads", "_values", "url")

    def __init__(self, file: StaticFile, reads: Reads) -> None:
        self.url = file.url
        self._reads = reads
        self._values: dict[str, object] = {
            **file.defaults,
            "name": file.name,
            "basename": file.basename,
            "extname": file.ext,
            "modified_time": file.modified,
            "path": file.relative_path,
            "collection": file.collection,
        }

    @property
    def values_now(self) -> Mapping[str, object]:
        """What the drop holds."""
        return self._values

    def __getitem__(self, key: str) -> object:
        self._reads.note("column", "static files", str(key))
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note("column", "static files", str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._reads.note("rows", "static files")
        return iter(self._values)

    def to_inspect_string(self) -> str:
        """Return what Jekyll calls it."""
        return f'#<Jekyll::StaticFile @relative_path="{self["path"]}">'


class DataDrop(Drop):
    """The site's data, by the names of its files and folders; in Jekyll a plain hash."""

    __slots__ = ("_data", "_reads")

    acts_as_hash = True

    def __init__(self, data: Mapping[str, object], reads: Reads) -> None:
        self._data = data
        self._reads = reads

    def __getitem__(self, key: str) -> object:
        self._note(key)
        return self._data[key]

    def _note(self, key: object) -> None:
        """Take note of one of the data, or of all where what is asked for is no name."""
        self._reads.note("data", *((key,) if isinstance(key, str) else ()))

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        self._reads.note("data")
        return iter(self._data)

    def __len__(self) -> int:
        self._reads.note("data")
        return len(self._data)


class CollectionDrop(Drop):
    """A collection."""

    __slots__ = ("_documents", "_shown", "_values")

    def __init__(self, collection: Collection, documents: list[object], files: list[object]) -> None:
        own: dict[str, object] = {
            "label": collection.label,
            "relative_directory": f"_{collection.label}",
            "files": files,
            "output": collection.written,
            "directory": collection.directory,
            "docs": documents,
        }
        self._values: dict[str, object] = {**own, **collection.options, **own}
        self._shown = documents
        self._documents = collection.documents

    def to_liquid_string(self) -> str:
        """Return what Ruby shows of a list of documents."""
        shown = (
            f"#<Jekyll::Document {item.relative_path} collection={item.collection}>"
            for item in self._documents
        )
        return f"[{', '.join(shown)}]"

    def to_inspect_string(self) -> str:
        """Return it as JSON. Source: Jekyll 4.4.1, lib/jekyll/drops/drop.rb, inspect."""
        return to_json(self, indent="  ")

    def to_json_value(self, depth: int = 0) -> object:  # noqa: ARG002 - the same at any depth
        """Return its values; the documents as what each prints, since Ruby's JSON knows none."""
        return {**self, "docs": [to_s(document) for document in self._shown]}

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class ThemeDrop(Drop):
    """The theme in use. Its folder on this machine is nobody's business, and empty as in Jekyll's builds.

    Source: Jekyll 4.4.1, lib/jekyll/drops/theme_drop.rb.
    """

    __slots__ = ("_values",)

    def __init__(self, theme: Theme) -> None:
        self._values: dict[str, object] = {"version": theme.version, "root": ""}

    def to_liquid_string(self) -> str:
        """Return the name of Jekyll's class, which is what it prints."""
        return "Jekyll::Drops::ThemeDrop"

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


class PaginatorDrop(Drop):
    """One page of a listing, as `paginator`; in Jekyll a plain hash."""

    __slots__ = ("_values",)

    acts_as_hash = True

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
            **pager.extra,
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

    def to_liquid_string(self) -> str:
        """Return the name of Jekyll's class, which is what it prints."""
        return "Jekyll::Drops::JekyllDrop"

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
        self._drops: dict[object, _ThingDrop] = {}
        self._lists: dict[str, object] = {}
        self._labels = {label for label in site.collections if label != "posts"}

    def drop_of(self, item: Document | Page | StaticFile) -> _ThingDrop:
        """Return the one drop of a document, page or static file."""
        drop = self._drops.get(item)
        if drop is None:
            drop = self._drops[item] = self._make(item)
        return drop

    def _make(self, item: Document | Page | StaticFile) -> _ThingDrop:
        if isinstance(item, Document):
            return DocumentDrop(item, self._progress, self._neighbour)
        if hasattr(item, "basename") and hasattr(item, "body"):
            page = cast("Page", item)
            return PageDrop(page, self._progress, self.drop_of)
        return StaticFileDrop(item, self._progress.reads)  # type: ignore[arg-type]

    def own_drop(self, item: Document | Page) -> DocumentDrop | PageDrop:
        """Return the drop that is the variable `page` of an item: what it reads is the item's own."""
        if isinstance(item, Document):
            return DocumentDrop(item, self._progress, self._neighbour, is_own=True)
        return PageDrop(item, self._progress, self.drop_of, is_own=True)

    def template_before(self, source_path: str) -> Document | Page | None:
        """Return the item of that file, if it has a template, which runs before what is rendered now."""
        item = self._by_path().get(source_path)
        if item is None or not has_liquid(item, item.body):
            return None
        self._progress.reads.note(*ORDER)
        return item if self._progress.is_before_current(item) else None

    def _by_path(self) -> Mapping[str, Document | Page]:
        key = "items by path"
        if key not in self._lists:
            pages = {page.path: page for page in self._site.pages if not page.from_theme}
            self._lists[key] = {**{it.source_path: it for it in self._site.documents()}, **pages}
        return self._lists[key]  # type: ignore[return-value]

    def values_of(self, item: Document | Page | StaticFile) -> Mapping[str, object]:
        """Return all values of an item but for what is worked out when it is read, as plain data.

        It is for fingerprints, so nothing is noted.
        """
        return self.drop_of(item).values_now

    def names_in(self, key: str) -> object:
        """Return the list under `key` with names in the place of items, for fingerprints."""
        return self._named(self._list(key))

    def _named(self, value: object) -> object:
        if isinstance(value, list):
            return [self._named(item) for item in value]
        if isinstance(value, dict):
            return {name: self._named(items) for name, items in value.items()}
        if isinstance(value, CollectionDrop):
            return [value["label"], self._named(value["docs"]), self._named(value["files"])]
        if isinstance(value, _ThingDrop):
            return [value.values_now.get("path"), value.values_now.get("url")]
        return value

    def _neighbour(self, document: Document, step: int) -> DocumentDrop | None:
        self._note(document.collection)
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

    def to_liquid_string(self) -> str:
        """Return the name of Jekyll's class, which is what it prints."""
        return "Jekyll::Drops::SiteDrop"

    def __getitem__(self, key: str) -> object:
        if key in self._labels or key in self._MAKERS:
            self._note(key)
            return self._list(key)
        if key == "related_posts":
            self._note("posts")
            return self._related()
        if key == "config":
            return None
        if key in COMMAND_KEYS:
            self._progress.reads.note("config", key)
        return self._site.config.values[key]

    def _note(self, key: str) -> None:
        reads = self._progress.reads
        if key == "time" and key not in self._labels:
            reads.note(*TIME)
        elif key != "data" or key in self._labels:
            reads.note("list", key)

    def _list(self, key: str) -> object:
        if key in self._labels:
            return self._once(f"collection {key}", lambda: self._documents(key))
        maker = self._MAKERS[key]
        return self._once(key, lambda: maker(self))

    def __contains__(self, key: object) -> bool:
        if key in COMMAND_KEYS:
            self._progress.reads.note("config", str(key))
        return (
            key in self._labels
            or key in self._MAKERS
            or key in ("related_posts", "config")
            or key in self._site.config.values
        )

    def __iter__(self) -> Iterator[str]:
        self._progress.reads.note_all(("config", key) for key in COMMAND_KEYS)
        yield from dict.fromkeys((*self._MAKERS, "related_posts", "config", *self._site.config.values))

    def _once(self, key: str, make: Callable[[], object]) -> object:
        if key not in self._lists:
            self._lists[key] = made = make()
            self._memo.fix(made)
        return self._lists[key]

    def _documents(self, label: str) -> list[Drop]:
        return [self.drop_of(document) for document in self._site.collections[label].documents]

    def _posts(self) -> list[Drop]:
        """Return the posts, newest first, whatever the order that their collection is in.

        Source: Jekyll 4.4.1, lib/jekyll/drops/site_drop.rb, posts.
        """
        newest = sorted(self._site.posts, key=lambda post: (post.date, post.relative_path), reverse=True)
        return [self.drop_of(post) for post in newest]

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

    def _grouped(self, key: str) -> dict[object, list[Drop]]:
        groups: dict[object, list[Drop]] = {}
        for post in self._site.posts:
            values = post.data.get(key)
            for value in values if isinstance(values, list) else []:
                groups.setdefault(hashable(value), []).append(self.drop_of(post))
        return {name: posts[::-1] for name, posts in groups.items()}

    def _tags(self) -> dict[object, list[Drop]]:
        return self._grouped("tags")

    def _categories(self) -> dict[object, list[Drop]]:
        return self._grouped("categories")

    def _time(self) -> datetime:
        return self._site.config.time

    def _data(self) -> object:
        data = self._site.data
        if not isinstance(data, dict):
            self._progress.reads.note("data")
            return data
        self._memo.fix(data)
        return DataDrop(data, self._progress.reads)

    def _related(self) -> list[Drop] | None:
        """Return the ten newest posts but for the current one; nil where no document is current."""
        self._progress.reads.note(*OWN)
        current = self._progress.current
        if not isinstance(current, Document):
            return None
        posts = self._site.posts
        if len(posts) <= 1:
            return []
        newest = [post for post in reversed(posts[-11:]) if post is not current]
        return [self.drop_of(post) for post in newest[:10]]

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
