"""jekyll-archives: a page for each tag and category of posts, and for each year, month and day.

Source: jekyll-archives 2.2.1, lib/jekyll-archives.rb, lib/jekyll-archives/archive.rb.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from posixpath import splitext
from typing import TYPE_CHECKING, Final

from jekpy.errors import ConfigError
from jekpy.frontmatter.yaml import hashable
from jekpy.liquid.values import truthy
from jekpy.model.merging import deep_merge
from jekpy.model.page import output_file
from jekpy.model.references import ItemList
from jekpy.model.slugs import slugify
from jekpy.model.urls import simple_url, unescape_path
from jekpy.plugins.api import Plugin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_KEY: Final = "jekyll-archives"
_DEFAULTS: Final[Mapping[str, object]] = {
    "layout": "archive",
    "enabled": [],
    "permalinks": {
        "year": "/:year/",
        "month": "/:year/:month/",
        "day": "/:year/:month/:day/",
        "tag": "/tag/:name/",
        "category": "/category/:name/",
    },
}
_PARTS: Final = {"year": "%Y", "month": "%m", "day": "%d"}


@dataclass(frozen=True, slots=True)
class Archive:
    """Some posts that have something in common: a `kind` of thing, and its name or its date."""

    kind: str
    posts: tuple[Document, ...]
    title: object = None
    date: Mapping[str, str] | None = None


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with the archive pages that the config asks for."""
    options = deep_merge(_DEFAULTS, site.config.mapping(_KEY))
    enabled = options["enabled"]
    everything = enabled is True or enabled == "all"

    def wanted(kind: str) -> bool:
        return everything or (isinstance(enabled, list) and kind in enabled)

    archives: list[Archive] = []
    for kind, key in (("tag", "tags"), ("category", "categories")):
        if wanted(key):
            archives += [Archive(kind, posts, title) for title, posts in _by_term(site.posts, key)]
    archives += [archive for archive in _by_date(site.posts) if wanted(archive.kind)]
    pages = [_page(archive, site, tools, options) for archive in archives]
    config = site.config.with_values(**{_KEY: options})
    return replace(site, config=config).with_pages(*pages)


def _by_term(posts: Sequence[Document], key: str) -> Iterator[tuple[object, tuple[Document, ...]]]:
    groups: dict[object, list[Document]] = {}
    for post in posts:
        terms = post.data.get(key)
        for term in terms if isinstance(terms, list) else []:
            groups.setdefault(hashable(term), []).append(post)
    for term, found in groups.items():
        yield term, tuple(reversed(found))


def _by_date(posts: Sequence[Document]) -> Iterator[Archive]:
    """Give each year, followed by its months, the newest first, each followed by its days."""
    for year, in_year in _grouped(posts, "year").items():
        newest = in_year[::-1]
        yield Archive("year", tuple(newest), date={"year": year})
        for month, in_month in _grouped(newest, "month").items():
            yield Archive("month", tuple(in_month), date={"year": year, "month": month})
            for day, on_day in _grouped(in_month, "day").items():
                yield Archive("day", tuple(on_day), date={"year": year, "month": month, "day": day})


def _grouped(posts: Iterable[Document], part: str) -> dict[str, list[Document]]:
    groups: dict[str, list[Document]] = {}
    for post in posts:
        groups.setdefault(post.date.strftime(_PARTS[part]), []).append(post)
    return groups


def _page(archive: Archive, site: Site, tools: Tools, options: Mapping[str, object]) -> Page:
    url = _url(archive, options)
    path = unescape_path(url).lstrip("/") + ("index.html" if url.endswith("/") else "")
    layouts = options.get("layouts")
    own_layout = layouts.get(archive.kind) if isinstance(layouts, dict) else None
    front_matter = {
        "layout": own_layout if truthy(own_layout) else options["layout"],
        "posts": ItemList(archive.posts),
        "type": archive.kind,
        "title": archive.title if isinstance(archive.title, str) else None,
        "date": _date(archive),
        "permalink": None,
    }
    page = tools.page(site, path, front_matter)
    return replace(
        page,
        name=splitext(page.name)[0],
        url=url,
        dir=url if url.endswith("/") else url.rpartition("/")[0] + "/",
        output_path=output_file(url, page.output_ext, index="index" + page.output_ext),
        defaults=site.defaults.values(path, archive.kind),
    )


def _url(archive: Archive, options: Mapping[str, object]) -> str:
    permalinks = options["permalinks"]
    template = permalinks.get(archive.kind) if isinstance(permalinks, dict) else None
    if not isinstance(template, str):
        raise ConfigError(f"`{_KEY}` needs a text as the permalink of `{archive.kind}`, not {template!r}")
    if archive.date is not None:
        return simple_url(template, {**archive.date, "type": archive.kind})
    name = slugify(archive.title) if isinstance(archive.title, str) else None
    return simple_url(template, {"name": name, "type": archive.kind})


def _date(archive: Archive) -> date | None:
    if archive.date is None:
        return None
    parts = [int(archive.date.get(part, "1")) for part in _PARTS]
    return date(*parts)


plugin: Final = Plugin("jekyll-archives", generate=generate)
