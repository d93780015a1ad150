"""The whole source tree, read into a `Site` in Jekyll's order.

Source: Jekyll 4.4.1, lib/jekyll/reader.rb, lib/jekyll/readers/, lib/jekyll/collection.rb.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jekpy.config.loading import theme_values
from jekpy.errors import BuildError, Diagnostic, FrontMatterError, JekpyError, Location
from jekpy.frontmatter import load_yaml
from jekpy.model.collection import Collection, collection_permalink, sanitize_label, sort_documents
from jekpy.model.defaults import FrontMatterDefaults, parse_defaults
from jekpy.model.document import DocumentSource, make_document, post_date_and_slug
from jekpy.model.merging import deep_merge
from jekpy.model.page import Page, make_page
from jekpy.model.site import Site, Theme, in_future
from jekpy.model.slugs import slugify
from jekpy.model.static_file import StaticFile, make_static_file
from jekpy.reading.data_files import read_data
from jekpy.reading.entries import EntryFilter
from jekpy.reading.files import TemplateFile, decode, disk_errors, encoding_problem
from jekpy.reading.known import KnownFiles
from jekpy.reading.layouts import read_layouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jekpy.config import Config
    from jekpy.model.document import Document

__all__ = ["add_theme", "read_site"]


def read_site(
    config: Config,
    converted_extension: Callable[[str], str],
    warn: Callable[[Diagnostic], None],
    known: KnownFiles | None = None,
) -> Site:
    """Read everything below the source that belongs to the site.

    `converted_extension` gives the extension that a file's becomes (`.md` gives `.html`). `warn` takes the
    problems that do not stop the build; those that do are raised together, as one BuildError. `known` are the
    files that builds before this one have read.
    """
    with disk_errors(config.source):
        return _read_site(config, _Reader(config, converted_extension, warn, known or KnownFiles()), warn)


def _read_site(config: Config, reader: _Reader, warn: Callable[[Diagnostic], None]) -> Site:
    layouts = read_layouts(config.source / config.text("layouts_dir"), reader.filter, reader.encoding, warn)
    reader.walk("")
    reader.read_included()
    pages = sorted(reader.pages, key=lambda page: page.name)
    static_files = sorted(reader.static_files, key=lambda file: file.relative_path)
    collections = reader.read_collections()
    for collection in collections.values():
        static_files.extend(collection.static_files)
    reader.raise_errors()
    given = config.values.get("data")
    folder = config.source / config.text("data_dir")
    data = read_data(folder, config, reader.known) if given is None else given
    return Site(
        config=config,
        pages=tuple(pages),
        collections=collections,
        static_files=tuple(static_files),
        data=data,
        layouts=layouts,
        include_folders=(config.source / config.text("includes_dir"),),
        defaults=reader.defaults,
    )


def add_theme(
    site: Site,
    theme: Theme | None,
    converted_extension: Callable[[str], str],
    warn: Callable[[Diagnostic], None],
) -> Site:
    """Return the site with what its theme gives: layouts, includes, assets, data, configuration.

    What the site has itself stays in front of it. Raises as `read_site` does.
    """
    if theme is None:
        return site
    with disk_errors(theme.root):
        return _add_theme(site, theme, _Reader(site.config, converted_extension, warn, KnownFiles()), warn)


def _add_theme(site: Site, theme: Theme, reader: _Reader, warn: Callable[[Diagnostic], None]) -> Site:
    config = site.config
    pages, static_files = reader.read_theme_assets(theme, site.pages, site.static_files)
    reader.raise_errors()
    named = {"theme": theme.name} if theme.is_remote else {}
    own_data = site.data if config.values.get("data") is None else None
    return replace(
        site,
        config=config.with_values(**{**deep_merge(_theme_config(theme, config), config.values), **named}),
        pages=(*site.pages, *pages),
        static_files=(*site.static_files, *static_files),
        data=(
            deep_merge(read_data(theme.root / "_data", config, reader.known), own_data)
            if isinstance(own_data, dict)
            else site.data
        ),
        layouts={**read_layouts(theme.root / "_layouts", None, reader.encoding, warn), **site.layouts},
        include_folders=(*site.include_folders, theme.root / "_includes"),
        theme=theme,
    )


def _theme_config(theme: Theme, config: Config) -> Mapping[str, object]:
    """Return what a theme's `_config.yml` adds. Source: Jekyll 4.4.1, site.rb (load_theme_configuration).

    That of a remote theme is not read: jekyll-remote-theme comes after the configuration is made.
    """
    path = theme.root / "_config.yml"
    if theme.is_remote or config.flag("ignore_theme_config") or path.is_symlink() or not path.is_file():
        return {}
    return theme_values(path.read_text("utf-8-sig"), str(path))


@dataclass(slots=True)
class _Reader:
    """Walks the source once and gathers what it finds; errors too, so that all are told."""

    config: Config
    converted_extension: Callable[[str], str]
    warn: Callable[[Diagnostic], None]
    known: KnownFiles
    pages: list[Page] = field(default_factory=list)
    posts: list[Document] = field(default_factory=list)
    static_files: list[StaticFile] = field(default_factory=list)
    errors: list[JekpyError] = field(default_factory=list)
    filter: EntryFilter = field(init=False)
    encoding: str = field(init=False)
    defaults: FrontMatterDefaults = field(init=False)
    collections_dir: str = field(init=False)

    def __post_init__(self) -> None:
        self.filter = EntryFilter.of(self.config)
        self.encoding = self.config.text("encoding", "utf-8")
        self.collections_dir = self.config.text("collections_dir").strip("/")
        self.defaults = parse_defaults(
            self.config.values.get("defaults"), self.collections_dir, self._glob, self.warn
        )

    def _glob(self, pattern: str) -> list[str]:
        root = self.config.source
        return sorted(path.relative_to(root).as_posix() for path in root.glob(pattern.lstrip("/")))

    def raise_errors(self) -> None:
        """Raise what stops the build, all of it, if anything does."""
        if self.errors:
            raise self.errors[0] if len(self.errors) == 1 else BuildError(self.errors)

    # -- the tree -----------------------------------------------------------------------------------------

    def walk(self, folder: str) -> None:
        """Read a folder, given relative to the source: its posts, subfolders, pages and static files.

        Entries come in the order in which the system lists them, which decides ties, as in Jekyll.
        """
        base = self._place(folder) if folder else str(self.config.source)
        folders, pages, statics = [], [], []
        with os.scandir(base) as listing:
            found = {entry.name: entry for entry in listing}
        for name in self.filter.keep(found, folder):
            entry = found[name]
            if entry.is_dir():
                folders.append(name)
            elif entry.is_symlink() and not Path(entry.path).exists():
                self._lost(f"{folder}/{name}" if folder else name)
            elif self.known.starts_with_front_matter(entry.path):
                pages.append(name)
            else:
                statics.append(name)
        self._read_posts(folder)
        for name in folders:
            below = f"{folder}/{name}" if folder else name
            if self.config.source / below != self.config.destination:
                self.walk(below)
        for name in pages:
            self._read_page(f"{folder}/{name}" if folder else name)
        for name in statics:
            self._read_static(f"{folder}/{name}" if folder else name)

    def _place(self, path: str) -> str:
        """Return where a path relative to the source lies, as text: a path object takes longer."""
        return f"{self.config.source}/{path}"

    def _lost(self, shown: str) -> None:
        self.errors.append(
            JekpyError(
                Diagnostic(
                    "file-missing", f"{shown} is a symbolic link to nothing", fix="mend or remove the link"
                )
            )
        )

    def read_included(self) -> None:
        """Read the files that `include` names, wherever they lie."""
        known = {page.path for page in self.pages} | {
            file.relative_path.lstrip("/") for file in self.static_files
        }
        for entry in self.config.strings("include"):
            path = self.config.source / entry.lstrip("/")
            name = entry.strip("/")
            if name in known or not path.is_file() or (self.filter.safe and self.filter.leaves_source(path)):
                continue
            if self.known.starts_with_front_matter(str(path)):
                self._read_page(name)
            else:
                self._read_static(name)

    def _template(self, path: str, shown: str, *, any_value: bool = False) -> TemplateFile | None:
        try:
            file = self.known.template(path, shown, self.encoding, any_value=any_value)
        except JekpyError as error:
            self.errors.append(error)
            return None
        return file if file.warning is None else self._whole(path, shown)

    def _whole(self, path: str, shown: str) -> TemplateFile:
        """Return the file of a page or document that is not valid text: all of it is body.

        Source: Jekyll 4.4.1, lib/jekyll/convertible.rb (read_yaml), document.rb (handle_read_error).
        """
        raw = Path(path).read_bytes()
        warning = encoding_problem(raw, self.encoding, shown, "the file stays as it is, front matter and all")
        return TemplateFile({}, decode(raw, self.encoding), 1, warning=warning)

    def _read_page(self, path: str, theme: Theme | None = None) -> None:
        file = self._template(f"{theme.root}/{path}" if theme else self._place(path), path)
        if file is None:
            return
        if file.error is not None:
            self._damaged(file.error)
        if file.warning is not None:
            self.warn(file.warning)
        published = file.front_matter.get("published", True) not in (None, False)
        if not published and not self.config.flag("unpublished") and theme is None:
            return
        try:
            kind = "page" if theme is None else "theme page"
            page = self.known.item((kind, path), file, lambda: self._make_page(path, file, theme))
        except JekpyError as error:
            self.errors.append(error.at(Location(path)))
        else:
            self.pages.append(page)

    def _make_page(self, path: str, file: TemplateFile, theme: Theme | None) -> Page:
        return make_page(
            path,
            file.front_matter,
            self.defaults.values(path, "pages"),
            file.body,
            file.body_line,
            permalink_style=self.config.permalink,
            converted_extension=self.converted_extension,
            from_theme=theme is not None,
        )

    def _damaged(self, error: JekpyError) -> None:
        if self.config.flag("strict_front_matter"):
            self.errors.append(error)
        else:
            self.warn(error.as_warning())

    def _read_static(self, path: str) -> None:
        def make() -> StaticFile:
            source = self.config.source / path
            return make_static_file(
                source, f"/{path}", self._modified(source), self.defaults.values(path, None)
            )

        try:
            file = self.known.static_file(self._place(path), make)
        except JekpyError as error:
            self.errors.append(error.at(Location(path)))
        else:
            self.static_files.append(file)

    def _modified(self, path: Path) -> datetime:
        return datetime.fromtimestamp(path.stat().st_mtime, self.config.zone)

    # -- posts and collections ----------------------------------------------------------------------------

    def _read_posts(self, folder: str) -> None:
        if self.collections_dir and not f"/{folder}".startswith(f"/{self.collections_dir}"):
            return
        self._read_special(folder, "_posts", dated=True)
        if self.config.flag("show_drafts"):
            self._read_special(folder, "_drafts", dated=False)

    def _read_special(self, folder: str, special: str, *, dated: bool) -> None:
        below = f"{folder}/{special}" if folder else special
        for entry in self.filter.keep(_files_below(self.config.source / below), below):
            parts = post_date_and_slug(f"{below}/{entry}")
            if parts is None or (dated and parts[0] is None):
                continue
            document = self._read_document(f"{below}/{entry}", "posts")
            if document is not None and self._published(document):
                self.posts.append(document)

    def _published(self, document: Document) -> bool:
        if document.data.get("published", True) in (None, False) and not self.config.flag("unpublished"):
            return False
        if in_future(document, self.config):
            cause = f"{document.relative_path} has a future date, and is left out"
            fix = "build with --future, or set `future: true`"
            self.warn(Diagnostic("future-date", cause, fix=fix, severity="warning"))
            return False
        return True

    def _read_document(self, source_path: str, label: str) -> Document | None:
        relative = (
            source_path.removeprefix(f"{self.collections_dir}/") if self.collections_dir else source_path
        )
        options = self.config.collections.get(label, {})
        only_data = label != "posts" and PurePosixPath(source_path).suffix in (".yml", ".yaml")
        file = (self._data_document if only_data else self._document_file)(source_path)
        if file is None:
            return None
        if file.error is not None:
            self._damaged(file.error)
        if file.warning is not None:
            if label == "posts":
                self.warn(replace(file.warning, cause=f"{relative} is left out, since it is not valid text"))
                return None
            self.warn(file.warning)

        def make() -> Document:
            return make_document(
                DocumentSource(
                    collection=label,
                    relative_path=relative,
                    source_path=source_path,
                    front_matter=file.front_matter,
                    defaults=self.defaults.values(relative, label),
                    body=file.body,
                    body_line=file.body_line,
                    modified=self._modified(self.config.source / source_path),
                    permalink=collection_permalink(options, self.config.permalink),
                    damaged=file.error is not None or file.warning is not None,
                    only_data=only_data,
                ),
                now=self.config.time,
                zone=self.config.zone,
                converted_extension=self.converted_extension,
            )

        try:
            document = self.known.item((label, source_path), file, make, self.config.time)
        except JekpyError as error:
            self.errors.append(error.at(Location(source_path)))
            return None
        self._check_slug(document)
        return document

    def _document_file(self, shown: str) -> TemplateFile | None:
        file = self._template(self._place(shown), shown, any_value=True)
        categories = file.front_matter.get("categories") if file is not None else None
        if file is None or categories is None or isinstance(categories, str | list):
            return file
        error = FrontMatterError(
            f"`categories` must be a list or text, but it is {categories!r}",
            Location(shown, 1),
            fix="write `categories: [one, two]`",
        )
        return TemplateFile({}, file.body, file.body_line, error)

    def _check_slug(self, document: Document) -> None:
        """Warn of a slug that is nothing in a URL. Source: Jekyll 4.4.1, utils.rb (slugify)."""
        slug = document.data.get("slug")
        if isinstance(slug, str) and not slugify(slug, "pretty") and "permalink" not in document.data:
            cause = f"the slug {slug!r} leaves nothing to name the document in its URL, {document.url}"
            place, fix = Location(document.source_path), "give it a `slug`, or a file name with letters in it"
            self.warn(Diagnostic("empty-slug", cause, place, fix, severity="warning"))

    def _data_document(self, shown: str) -> TemplateFile | None:
        """Read a YAML file of a collection: all of it is front matter."""
        try:
            value = load_yaml(decode(Path(self._place(shown)).read_bytes(), self.encoding), shown)
        except JekpyError as error:
            self.errors.append(error)
            return None
        return TemplateFile(value if isinstance(value, dict) else {}, "", 1)

    def read_collections(self) -> dict[str, Collection]:
        """Return the collections in the config's order, their documents sorted."""
        found: dict[str, Collection] = {}
        for raw_label in self.config.collections:
            label = sanitize_label(raw_label)
            options = self.config.collections.get(label, {})
            folder = f"{self.collections_dir}/_{label}" if self.collections_dir else f"_{label}"
            empty = Collection(label, str(self.config.source / folder), options)
            found[label] = self._filled_posts(empty) if label == "posts" else self._filled(empty, folder)
        return found

    def _filled_posts(self, posts: Collection) -> Collection:
        documents = sort_documents(self.posts, {}, self.warn)
        limit = self.config.number("limit_posts")
        kept = documents[-limit:] if limit > 0 else documents
        return Collection(posts.label, posts.directory, posts.options, kept)

    def _filled(self, empty: Collection, folder: str) -> Collection:
        if empty.label == "data":
            return empty
        documents, statics = [], []
        entry_folder = f"_{empty.label}"
        for entry in _files_below(self.config.source / folder, hidden=True):
            if not self.filter.keeps(entry, entry_folder):
                continue
            path = f"{folder}/{entry}"
            if self.known.starts_with_front_matter(self._place(path)):
                document = self._read_document(path, empty.label)
                if document is not None and (
                    document.data.get("published", True) is not False or self.config.flag("unpublished")
                ):
                    documents.append(document)
            else:
                statics.append(self._collection_file(empty, path))
        return Collection(
            empty.label,
            empty.directory,
            empty.options,
            sort_documents(documents, empty.options, self.warn),
            tuple(statics),
        )

    def _collection_file(self, collection: Collection, path: str) -> StaticFile:
        source = self.config.source / path
        relative = path.removeprefix(f"{self.collections_dir}/") if self.collections_dir else path
        return make_static_file(
            source,
            relative,
            self._modified(source),
            self.defaults.values(relative, collection.label),
            collection=collection.label,
            permalink=collection_permalink(collection.options, self.config.permalink),
            collection_written=collection.written,
        )

    # -- the theme ----------------------------------------------------------------------------------------

    def read_theme_assets(
        self, theme: Theme, pages: Iterable[Page], static_files: Iterable[StaticFile]
    ) -> tuple[list[Page], list[StaticFile]]:
        """Return the theme's pages and files, but for those in whose place the site has one of its kind."""
        own_pages = {page.path for page in pages}
        own_files = {file.relative_path.lstrip("/") for file in static_files}
        before = len(self.pages)
        files: list[StaticFile] = []
        assets = theme.root / "assets"
        for entry in _files_below(assets, hidden=True):
            path = f"assets/{entry}"
            source = theme.root / path
            if source.is_symlink():
                cause = f"the theme's {path} is a symbolic link, and is left out"
                self.warn(Diagnostic("theme-symlink", cause, severity="warning"))
            elif self.known.starts_with_front_matter(str(source)):
                if path not in own_pages:
                    self._read_page(path, theme)
            elif path not in own_files:
                defaults = self.defaults.values(path, None)
                files.append(make_static_file(source, f"/{path}", self._modified(source), defaults))
        found = self.pages[before:]
        del self.pages[before:]
        return found, files


def _files_below(folder: Path, *, hidden: bool = False) -> list[str]:
    """Return the paths of all files below `folder`, sorted; no link to a folder is followed."""
    if not folder.is_dir():
        return []
    found: list[str] = []
    for base, folders, files in os.walk(folder):
        if not hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        relative = os.path.relpath(base, folder).replace(os.sep, "/")
        prefix = "" if relative == "." else f"{relative}/"
        found.extend(prefix + name for name in files if hidden or not name.startswith("."))
    return sorted(found)
