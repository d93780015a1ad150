"""jekyll-feed: an Atom feed of the posts, of other collections, of categories and of tags; `{% feed_meta %}`.

Each feed is a page whose text is the tag `feed_document`: feeds are written when they are rendered, so that
they have the content of documents that were rendered before.
Source: jekyll-feed 0.17.0, lib/jekyll-feed/generator.rb, feed.xml, meta-tag.rb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Final, Self

from jekpy.errors import LiquidRenderError
from jekpy.frontmatter.yaml import hashable
from jekpy.liquid import inline_tag
from jekpy.liquid.filters.arrays import default
from jekpy.liquid.filters.strings import capitalize, strip, strip_html
from jekpy.liquid.values import filter_s, to_s, truthy
from jekpy.plugins.api import Plugin, Priority
from jekpy.rendering.drops import JEKYLL_VERSION
from jekpy.rendering.filters.dates import date_to_xmlschema
from jekpy.rendering.filters.properties import compare_properties, matches, property_of
from jekpy.rendering.filters.text import normalize_whitespace, xml_escape
from jekpy.rendering.filters.urls import absolute_url
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jekpy.liquid import RenderContext
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools
    from jekpy.rendering.registers import Registers

__all__ = ["FeedDocument", "FeedMeta", "generate", "plugin"]

_BODY: Final = "{% feed_document post.content %}"
_PLAIN_TAG: Final = re.compile(r"[a-zA-Z0-9_]*")
_MEDIA: Final = "http://search.yahoo.com/mrss/"


# -- which feeds there are --------------------------------------------------------------------------------


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with its feeds, but for those in whose place the source has a file."""
    feed = site.config.mapping("feed")
    if truthy(feed.get("disable_in_development")) and site.config.environment == "development":
        return site
    pages = []
    for name, options in _collections(feed).items():
        categories = options.get("categories")
        listed = dict.fromkeys(categories) if isinstance(categories, list) else {}
        for category in (*listed, None):
            values = {"collection": name, "category": category, "tags": None}
            pages.append(_page(site, tools, _path(name, category, options), values))
    for path, tag in _tag_feeds(site, feed.get("tags")):
        pages.append(_page(site, tools, path, {"collection": "posts", "category": None, "tags": tag}))
    return site.with_pages(*(page for page in pages if page is not None))


def _collections(feed: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """Return the options of each collection that has a feed; posts always have one."""
    given = feed.get("collections")
    found: dict[str, Mapping[str, object]] = {}
    if isinstance(given, list):
        found = {str(name): {} for name in given}
    elif isinstance(given, dict):
        found = {str(name): options if isinstance(options, dict) else {} for name, options in given.items()}
    posts = dict(found.get("posts", {}))
    for key in ("path", "categories"):
        if not truthy(posts.get(key)):
            posts[key] = feed.get(key)
    return {**found, "posts": posts}


def _path(collection: str, category: object, options: Mapping[str, object]) -> str:
    folder = "/feed" if collection == "posts" else f"/feed/{collection}"
    if category is not None:
        return f"{folder}/{to_s(category)}.xml"
    given = options.get("path")
    return to_s(given) if truthy(given) else f"{folder}.xml"


def _tag_feeds(site: Site, options: object) -> Iterator[tuple[str, str]]:
    """Give the path and the tag of each feed by tag; only plain tags have one."""
    if not truthy(options):
        return
    given = options if isinstance(options, dict) else {}
    used = dict.fromkeys(hashable(tag) for post in site.posts for tag in _list(post.data.get("tags")))
    if not used:
        return
    left_out = _list(given.get("except"))
    for tag in _list(given.get("only")) or list(used):
        if tag not in left_out and _PLAIN_TAG.fullmatch(to_s(tag)):
            yield f"{to_s(given.get('path') or '/feed/by_tag/')}{to_s(tag)}.xml", to_s(tag)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _page(site: Site, tools: Tools, path: str, values: Mapping[str, object]) -> Page | None:
    inside = path.lstrip("/")
    if (site.config.source / inside).exists():
        return None
    styled = (site.config.source / "feed.xslt.xml").exists()
    front_matter = {"layout": None, "sitemap": False, "xsl": styled, **values}
    return replace(tools.page(site, inside, front_matter, _BODY), name=path)


# -- a feed -----------------------------------------------------------------------------------------------


class FeedDocument:
    """The whole text of a feed: of the collection, category or tag that its page names."""

    @classmethod
    def parse(cls, markup: str) -> Self:  # noqa: ARG003 - it says only, for others, what the tag reads
        """Return the tag."""
        return cls()

    def render(self, context: RenderContext) -> str:
        """Return the feed. Raises LiquidRenderError for a collection that the site does not have."""
        page = context.get("page")
        return "".join(_Feed(context, page if isinstance(page, Mapping) else {}).parts())


class _Feed:
    """One feed, written part by part."""

    def __init__(self, context: RenderContext, page: Mapping[str, Any]) -> None:
        self._context = context
        self._page = page
        registers: Registers = context.registers[REGISTER]
        self._site: Mapping[str, Any] = registers.site_drop
        self._convert = registers.convert
        self._options = _mapping(self._site.get("feed"))

    def parts(self) -> Iterator[str]:
        site = self._site
        yield '<?xml version="1.0" encoding="utf-8"?>'
        if truthy(self._page.get("xsl")):
            yield f'<?xml-stylesheet type="text/xml" href="{self._absolute("/feed.xslt.xml")}"?>'
        lang = to_s(site["lang"]) if truthy(site.get("lang")) else None
        own = self._absolute(self._page.get("url"))
        named = "" if lang is None else f'xml:lang="{lang}"'
        yield f'<feed xmlns="http://www.w3.org/2005/Atom" {named}>'
        yield f'<generator uri="https://jekyllrb.com/" version="{JEKYLL_VERSION}">Jekyll</generator>'
        yield f'<link href="{own}" rel="self" type="application/atom+xml" />'
        hreflang = "" if lang is None else f'hreflang="{lang}" '
        yield f'<link href="{self._absolute("/")}" rel="alternate" type="text/html" {hreflang}/>'
        yield f"<updated>{self._date(site['time'])}</updated><id>{xml_escape(own)}</id>"
        yield from self._title()
        if truthy(site.get("description")):
            yield f"<subtitle>{xml_escape(site['description'])}</subtitle>"
        if truthy(site.get("author")):
            yield from self._person(site["author"], site["author"])
        for post in self._posts():
            yield from self._entry(post)
        yield "</feed>"

    def _absolute(self, path: object) -> str:
        return to_s(absolute_url(self._context, path))

    def _date(self, value: object) -> str:
        return to_s(date_to_xmlschema(self._context, value))

    def _title(self) -> Iterator[str]:
        title = default(self._site.get("title"), self._site.get("name"))
        collection, category = self._page.get("collection"), self._page.get("category")
        if collection != "posts":
            title = f"{filter_s(title)} | {capitalize(collection)}"
        if truthy(category):
            title = f"{filter_s(title)} | {capitalize(category)}"
        if truthy(title):
            yield f'<title type="html">{xml_escape(self._convert("smartypants", filter_s(title)))}</title>'

    @staticmethod
    def _person(author: object, named: object) -> Iterator[str]:
        """Give the author; `named` stands for one without a name."""
        known = _mapping(author)
        yield f"<author><name>{xml_escape(default(known.get('name'), named))}</name>"
        for key in ("email", "uri"):
            if truthy(known.get(key)):
                yield f"<{key}>{xml_escape(known[key])}</{key}>"
        yield "</author>"

    def _posts(self) -> Sequence[Mapping[str, Any]]:
        """Return the documents of the feed, newest first."""
        page, site = self._page, self._site
        found = site["tags"].get(page["tags"]) if truthy(page.get("tags")) else site.get(page["collection"])
        if not isinstance(found, list):
            cause = f"there is no collection {page['collection']!r} to make a feed of"
            raise LiquidRenderError(cause, fix="correct `feed.collections`, or add it to `collections`")
        if truthy(page.get("category")):
            found = [post for post in found if matches(property_of(post, "categories"), page["category"])]
        if not truthy(site.get("show_drafts")):
            found = [post for post in found if post.get("draft") is not True]

        def order(left: Mapping[str, Any], right: Mapping[str, Any]) -> int:
            return compare_properties(property_of(left, "date"), property_of(right, "date"), -1)

        newest = sorted(found, key=cmp_to_key(order))[::-1]
        limit = default(self._options.get("posts_limit"), 10)
        return newest[: limit if isinstance(limit, int) else int(to_s(limit))]

    def _entry(self, post: Mapping[str, Any]) -> Iterator[str]:
        lang = f' xml:lang="{to_s(post["lang"])}"' if truthy(post.get("lang")) else ""
        plain = strip_html(self._convert("smartypants", filter_s(post.get("title"))))
        title = xml_escape(normalize_whitespace(plain))
        url = self._absolute(post.get("url"))
        yield f'<entry{lang}><title type="html">{title}</title>'
        yield f'<link href="{url}" rel="alternate" type="text/html" title="{title}" />'
        date = post.get("date")
        yield f"<published>{self._date(date)}</published>"
        yield f"<updated>{self._date(default(post.get('last_modified_at'), date))}</updated>"
        yield f"<id>{xml_escape(self._absolute(post.get('id')))}</id>"
        only_excerpt = default(
            _mapping(post.get("feed")).get("excerpt_only"), self._options.get("excerpt_only")
        )
        if not truthy(only_excerpt):
            content = strip(post.get("content"))
            yield f'<content type="html" xml:base="{xml_escape(url)}"><![CDATA[{content}]]></content>'
        yield from self._entry_author(post)
        yield from self._categories(post)
        summary = default(post.get("description"), post.get("excerpt"))
        if truthy(summary) and summary != "":
            text = normalize_whitespace(strip_html(summary))
            yield f'<summary type="html"><![CDATA[{text}]]></summary>'
        yield from self._image(post.get("image"))
        yield "</entry>"

    def _entry_author(self, post: Mapping[str, Any]) -> Iterator[str]:
        several = post.get("authors")
        first = several[0] if isinstance(several, list) and several else None
        author = default(default(post.get("author"), first), self._site.get("author"))
        known = _mapping(_mapping(self._site.get("data")).get("authors"))
        found = default(known.get(author) if isinstance(author, str) else None, author)
        yield from self._person(found, default(found, ""))

    @staticmethod
    def _categories(post: Mapping[str, Any]) -> Iterator[str]:
        categories = [post["category"]] if truthy(post.get("category")) else post.get("categories")
        for term in (*_members(categories), *_members(post.get("tags"))):
            yield f'<category term="{xml_escape(term)}" />'

    def _image(self, image: object) -> Iterator[str]:
        found = default(_mapping(image).get("path"), image)
        if not truthy(found):
            return
        url = xml_escape(found if "://" in to_s(found) else self._absolute(found))
        yield f'<media:thumbnail xmlns:media="{_MEDIA}" url="{url}" />'
        yield f'<media:content medium="image" url="{url}" xmlns:media="{_MEDIA}" />'


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _members(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) and value else []


# -- the link to it ---------------------------------------------------------------------------------------


class FeedMeta:
    """`{% feed_meta %}`: the link, in a page's head, to the feed of the posts."""

    @classmethod
    def parse(cls, markup: str) -> Self:  # noqa: ARG003 - the tag has no options
        """Return the tag."""
        return cls()

    def render(self, context: RenderContext) -> str:
        """Return the link."""
        registers: Registers = context.registers[REGISTER]
        config = registers.site.config
        path = _collections(config.mapping("feed"))["posts"].get("path")
        url = to_s(absolute_url(context, path if truthy(path) else "feed.xml"))
        title = next(
            (config.values[key] for key in ("title", "name") if truthy(config.values.get(key))), None
        )
        named = "" if title is None else f' title="{xml_escape(to_s(title))}"'
        return f'<link type="application/atom+xml" rel="alternate" href="{xml_escape(url)}"{named} />'


plugin: Final = Plugin(
    "jekyll-feed",
    tags={"feed_document": inline_tag(FeedDocument), "feed_meta": inline_tag(FeedMeta)},
    generate=generate,
    priority=Priority.LOWEST,
    reads_anything=False,
)
