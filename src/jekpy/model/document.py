"""A document: a file with front matter in a collection; posts and drafts are documents of `posts`.

Source: Jekyll 4.4.1, lib/jekyll/document.rb, lib/jekyll/drops/url_drop.rb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from jekpy.errors import FrontMatterError, JekpyError, Location
from jekpy.liquid.values import inspect, to_s, words_of
from jekpy.model.dates import moment
from jekpy.model.merging import deep_merge
from jekpy.model.page import output_file
from jekpy.model.paths import extension, stem
from jekpy.model.slugs import slugify, titleize
from jekpy.model.urls import document_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

__all__ = ["Document", "DocumentSource", "make_document", "moves_with_time", "post_date_and_slug"]

_DATED_NAME: Final = re.compile(r"^(?>.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)$")
_UNDATED_NAME: Final = re.compile(r"^(?:.+/)*(.*)(\.[^.]+)$")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document as read, with its place in the site.

    `relative_path` is relative to the collections' folder, `source_path` to the source. `data` is the front
    matter on top of the defaults, with what the file's name gives. `date` is the document's own, or the
    build's time when it has none (`dated` tells which).
    """

    collection: str
    relative_path: str
    source_path: str
    ext: str
    data: Mapping[str, object]
    defaults: Mapping[str, object]
    body: str
    body_line: int
    date: datetime
    dated: bool
    draft: bool
    url: str
    output_ext: str
    output_path: str

    def value(self, key: str) -> object:
        """Return the value for `key` in the front matter, or the default."""
        return self.data[key] if key in self.data else self.defaults.get(key)

    @property
    def id(self) -> str:
        """The URL's folder and the slug: what names the document in feeds."""
        folder = self.url.rstrip("/").rpartition("/")[0]
        slug = self.data.get("slug")
        name = stem(self.relative_path) if slug in (None, False) else str(slug)
        return f"{folder}/{name}"

    @property
    def basename(self) -> str:
        """The file's name."""
        return self.relative_path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """What `make_document` is told of a file.

    `modified` is the file's time, which dates a draft that has no date. `damaged` says that its front matter
    could not be read, `only_data` that it is a YAML file: neither gets a title or a slug from its name.
    """

    collection: str
    relative_path: str
    source_path: str
    front_matter: Mapping[str, object]
    defaults: Mapping[str, object]
    body: str
    body_line: int
    modified: datetime
    permalink: str
    damaged: bool = False
    only_data: bool = False


def post_date_and_slug(path: str) -> tuple[str | None, str, str] | None:
    """Return date (None for an undated one), slug and extension of a file name; None for no match."""
    if match := _DATED_NAME.match(path):
        return match[1], match[2], match[3]
    if match := _UNDATED_NAME.match(path):
        return None, match[1], match[2]
    return None


def make_document(
    source: DocumentSource, *, now: datetime, zone: tzinfo, converted_extension: Callable[[str], str]
) -> Document:
    """Place a document: work out its date, slug, title, categories, tags and URL.

    `now` is the build's time. Raises FrontMatterError for a date that cannot be read, UrlError for a
    permalink that cannot be used.
    """
    draft, data = _initial_data(source)
    data = dict(source.front_matter) if source.only_data else _with_own_front_matter(data, source)
    moment_of = _Dates(source, now, zone)
    own = data.get("date") if "date" in data else None
    if "date" in data:
        own = moment_of.written(own)
        data["date"] = own
    if not (source.damaged or source.only_data):
        own = _fill_from_name(data, source, own, moment_of)
        data["categories"] = _categories(data)
        data["tags"] = _plural(data, "tag", "tags")
    date = own if isinstance(own, datetime) else (source.modified if draft else now)
    ext = extension(source.relative_path)
    permalink = data.get("permalink")
    written = permalink if isinstance(permalink, str) else None
    written_ext = extension(written) if written and not written.endswith("/") else ""
    output_ext = written_ext or converted_extension(ext)
    url = _url(source, data, date, written, output_ext)
    return Document(
        collection=source.collection,
        relative_path=source.relative_path,
        source_path=source.source_path,
        ext=ext,
        data=data,
        defaults=source.defaults,
        body=source.body,
        body_line=source.body_line,
        date=date,
        dated=own is not None,
        draft=draft,
        url=url,
        output_ext=output_ext,
        output_path=output_file(url, output_ext, index="index.html"),
    )


def _initial_data(source: DocumentSource) -> tuple[bool, dict[str, object]]:
    """Return whether the document is a draft, and the data that its path gives."""
    folder = f"_{source.collection}"
    draft = source.collection == "posts" and folder not in source.relative_path
    special = "_drafts" if draft else folder
    data: dict[str, object] = {"draft": draft, "categories": _path_categories(source.relative_path, special)}
    return draft, data


def _path_categories(path: str, special: str) -> list[object]:
    if path.startswith(special):
        return []
    above = path.partition(special)[0]
    name = path.rsplit("/", 1)[-1]
    return [part for part in above.split("/") if part and part not in (special, name)]


def _with_own_front_matter(data: dict[str, object], source: DocumentSource) -> dict[str, object]:
    """Lay the defaults and then the front matter upon what the path gave; categories add up."""
    for layer in (source.defaults, source.front_matter):
        given = dict(layer)
        if given.get("categories") is not None:
            categories = given["categories"]
            if isinstance(categories, str):
                categories = words_of(categories)
            below = data.get("categories")
            if isinstance(below, list) and isinstance(categories, list):
                categories = _union(below, categories)
            given["categories"] = categories
        data = deep_merge(data, given)
    return data


@dataclass(frozen=True, slots=True)
class _Dates:
    """Reads the dates of one document."""

    source: DocumentSource
    now: datetime
    zone: tzinfo

    def written(self, value: object) -> datetime:
        """Return the date in the front matter."""
        return self._parse(value, "YAML front matter")

    def in_name(self, text: str) -> datetime:
        """Return the date in the file's name."""
        return self._parse(text, "filename")

    def _parse(self, value: object, place: str) -> datetime:
        found = moment(value, self.zone, self.now)
        if found is None:
            shown = "" if value is None else value
            raise FrontMatterError(
                f"Invalid date '{shown}': Document '{self.source.relative_path}' does not have a valid date "
                f"in the {place}.",
                Location(self.source.source_path),
                fix="write it as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS +0000",
            )
        return found


def _fill_from_name(data: dict[str, object], source: DocumentSource, own: object, dates: _Dates) -> object:
    """Set title, slug and extension where the front matter does not; return the document's date."""
    parts = post_date_and_slug(source.relative_path)
    slug = stem(source.relative_path)
    if parts is not None:
        date, slug, ext = parts
        if date is not None and (own is None or own == dates.now.replace(microsecond=0)):
            own = dates.in_name(date)
            data["date"] = own
        if data.get("ext") in (None, False):
            data["ext"] = ext
    slug = slug.rstrip(".")
    if data.get("title") in (None, False):
        data["title"] = titleize(slug)
    if data.get("slug") in (None, False):
        data["slug"] = slug
    data.setdefault("ext", None)
    return own


def _union(first: list[object], second: list[object]) -> list[object]:
    out: list[object] = []
    for item in (*first, *second):
        if item not in out:
            out.append(item)
    return out


def _flat(value: object) -> list[object]:
    if isinstance(value, list):
        return [item for part in value for item in _flat(part)]
    return [value]


def _plural(data: Mapping[str, object], singular: str, plural: str) -> list[object]:
    """Return the list under `plural`, or, where it is given, the one value under `singular`.

    Source: Jekyll 4.4.1, utils.rb (pluralized_array_from_hash).
    """
    value = data.get(singular)
    if value in (None, False):
        value = data.get(plural)
        if isinstance(value, str):
            value = words_of(value)
        elif not isinstance(value, list):
            value = None
    return [item for item in _flat(value) if item is not None]


def _categories(data: Mapping[str, object]) -> list[object]:
    own = data.get("categories")
    listed = own if isinstance(own, list) else [] if own is None else [own]
    named = _plural(data, "category", "categories")
    return _union(listed, [_as_text(item) for item in (*listed, *named)])


def _as_text(value: object) -> str:
    """Return what Ruby's `to_s` gives, which for lists is not what templates print."""
    return inspect(value) if isinstance(value, list | dict) else to_s(value)


def _url(
    source: DocumentSource, data: Mapping[str, object], date: datetime, permalink: str | None, output_ext: str
) -> str:
    template = source.permalink if permalink is None else permalink
    path = source.relative_path
    ext = extension(path)
    cleaned = (path[: -len(ext)] if ext else path).replace(f"_{source.collection}", "", 1).rstrip(".")
    basename = stem(path)
    slug = data.get("slug")
    slug_text = basename if slug is None else str(slug)
    given = data.get("categories")
    categories = [_as_text(item) for item in given] if isinstance(given, list) else []
    try:
        return document_url(
            template,
            {
                "collection": lambda: source.collection,
                "output_ext": lambda: output_ext,
                "path": lambda: cleaned,
                "name": lambda: slugify(basename),
                "title": lambda: slugify(slug_text, "pretty", cased=True),
                "slug": lambda: slugify(slug_text),
                "categories": lambda: "/".join(dict.fromkeys(item.lower() for item in categories)),
                "slugified_categories": lambda: "/".join(dict.fromkeys(slugify(item) for item in categories)),
                **_date_placeholders(date),
            },
        )
    except JekpyError as error:
        raise error.at(Location(source.source_path)) from error


_DATE_PLACEHOLDERS: Final = {
    "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "short_month": "%b",
    "long_month": "%B", "short_year": "%y", "y_day": "%j", "w_year": "%G", "week": "%V", "w_day": "%u",
    "short_day": "%a", "long_day": "%A",
}  # fmt: skip


_FOLLOWS_DATE: Final = re.compile(rf":(?:year|i_day|i_month|{'|'.join(_DATE_PLACEHOLDERS)})_*(?![a-z])")


def moves_with_time(document: Document, permalink: str) -> bool:
    """Tell whether a document has the date of the build in its URL; `permalink` is its collection's."""
    written = document.data.get("permalink")
    template = written if isinstance(written, str) else permalink
    return not document.dated and not document.draft and _FOLLOWS_DATE.search(template) is not None


def _date_placeholders(date: datetime) -> dict[str, Callable[[], str]]:
    numbers: dict[str, Callable[[], str]] = {
        "year": lambda: f"{date.year:04}",
        "i_day": lambda: str(date.day),
        "i_month": lambda: str(date.month),
    }
    for key, form in _DATE_PLACEHOLDERS.items():
        numbers[key] = lambda form=form: date.strftime(form)  # type: ignore[misc]
    return numbers
