"""jekyll-seo-tag: `{% seo %}`, the metadata of a page for search engines and social networks.

`title=false` in the tag leaves the `<title>` out, `canonical=false` the canonical link.
Source: jekyll-seo-tag 2.9.0, lib/jekyll-seo-tag/drop.rb, author_drop.rb, image_drop.rb, json_ld_drop.rb,
lib/template.html.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from jekpy.liquid import inline_tag
from jekpy.liquid.filters.strings import escape_once, strip_html
from jekpy.liquid.values import filter_s, to_s, truthy, words_of
from jekpy.plugins.api import Plugin
from jekpy.rendering.drops import JEKYLL_VERSION
from jekpy.rendering.filters.dates import date_to_xmlschema
from jekpy.rendering.filters.json import to_json
from jekpy.rendering.filters.text import normalize_whitespace, uri_escape
from jekpy.rendering.filters.urls import absolute_url
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jekpy.liquid import RenderContext
    from jekpy.rendering.registers import Registers

__all__ = ["SeoTag", "plugin"]

VERSION: Final = "2.9.0"

_HOME_OR_ABOUT: Final = re.compile(r"^/(about/)?(index.html?)?$", re.MULTILINE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MAX_WORDS: Final = 100
_ENTITIES_WITH_PAGE: Final = ("BlogPosting", "CreativeWork")
_KINDS_OF_AUTHOR: Final = ("Organization", "Person")
_VERIFICATIONS: Final = {
    "google": "google-site-verification",
    "bing": "msvalidate.01",
    "alexa": "alexaVerifyID",
    "yandex": "yandex-verification",
    "baidu": "baidu-site-verification",
    "facebook": "facebook-domain-verification",
}


@dataclass(frozen=True, slots=True)
class SeoTag:
    """`{% seo %}`."""

    with_title: bool
    with_canonical: bool

    @classmethod
    def parse(cls, markup: str) -> Self:
        """Return the tag."""
        words = markup.lower()
        return cls("title=false" not in words, "canonical=false" not in words)

    def render(self, context: RenderContext) -> str:
        """Return the block of metadata, one element a line."""
        return "\n".join(_lines(Metadata(context), self)) + "\n"


class Metadata:
    """What is known of one page, each fact worked out when it is asked for."""

    def __init__(self, context: RenderContext) -> None:
        self._context = context
        registers: Registers = context.registers[REGISTER]
        self._convert = registers.convert
        item = registers.item
        page = context.get("page") if item is None else registers.site_drop.own_drop(item)
        self.page: Mapping[str, Any] = page if isinstance(page, Mapping) else {}
        self.site: Mapping[str, Any] = registers.site_drop
        paginator = context.get("paginator")
        self.paginator: Mapping[str, Any] = paginator if isinstance(paginator, Mapping) else {}

    # -- texts --------------------------------------------------------------------------------------------

    def formatted(self, value: object) -> str | None:
        """Return a text that may be Markdown as plain text in HTML; None for an empty one."""
        html = self._convert("markdown", filter_s(value))
        return escape_once(normalize_whitespace(strip_html(html))) or None

    @cached_property
    def site_title(self) -> str | None:
        """The site's title, or its name."""
        return self.formatted(_first(self.site.get("title"), self.site.get("name")))

    @cached_property
    def page_title(self) -> str | None:
        """The page's title and its category, else the site's title."""
        title = self.formatted(self.page.get("title"))
        category = self.formatted(self.page.get("title_category"))
        if title and category and title != category:
            return f"{title} | {category}"
        return title or category or self.site_title

    @cached_property
    def title(self) -> str | None:
        """What the window's title bar shows."""
        return f"{self._page_number}{self._unnumbered_title}" if self._page_number else self._unnumbered_title

    @property
    def _unnumbered_title(self) -> str | None:
        if self.site_title and self.page_title != self.site_title:
            return f"{self.page_title} | {self.site_title}"
        tagline = self.formatted(self.site.get("tagline")) or self._site_description
        if self._site_description and self.site_title:
            return f"{self.site_title} | {tagline}"
        return self.page_title or self.site_title

    @property
    def _page_number(self) -> str:
        number = self.paginator.get("page")
        if not isinstance(number, int) or number <= 1:
            return ""
        message = _first(self.site.get("seo_paginator_message"), "Page %<current>s of %<total>s for ")
        filled = filter_s(message).replace("%<current>s", str(number)).replace("%{current}", str(number))
        total = to_s(self.paginator.get("total_pages"))
        return filled.replace("%<total>s", total).replace("%{total}", total)

    @cached_property
    def _site_description(self) -> str | None:
        return self.formatted(self.site.get("description"))

    @cached_property
    def description(self) -> str | None:
        """The page's description or excerpt, else the site's description, cut to so many words."""
        given = _first(self.page.get("description"), self.page.get("excerpt"))
        text = self.formatted(given) or self._site_description
        if text is None:
            return None
        most = self.page.get("seo_description_max_words")
        words = words_of(text)
        kept = " ".join(words[: most if isinstance(most, int) and most is not True else _MAX_WORDS])
        return kept if len(kept) == len(text) else f"{kept}…"

    # -- people and pictures ------------------------------------------------------------------------------

    @cached_property
    def author(self) -> Mapping[str, Any]:
        """What is known of the author, `name` first of all; empty for nobody."""
        several = self.page.get("authors")
        candidates = [self.page.get("author")]
        candidates += several[:1] if isinstance(several, list) else []
        candidates.append(self.site.get("author"))
        found = next((it for it in candidates if it is not None and to_s(it)), None)
        if isinstance(found, str):
            known = _mapping(_mapping(self.site.get("data")).get("authors")).get(found)
            return {"name": found, **_mapping(known)}
        return _mapping(found)

    @property
    def author_twitter(self) -> str | None:
        """The author's name on Twitter."""
        found = _first(self.author.get("twitter"), self.author.get("name"))
        return found.removeprefix("@") if isinstance(found, str) else None

    @cached_property
    def image(self) -> Mapping[str, Any] | None:
        """The page's image, with its URL as `path`; None without one."""
        given = self.page.get("image")
        known: dict[str, Any] = (
            {"path": given} if isinstance(given, str) else {"path": None, **_mapping(given)}
        )
        path = _first(known.get("path"), known.get("facebook"), known.get("twitter"))
        if path is None:
            return None
        return {**known, "path": uri_escape(self._absolute_image(path))}

    def _absolute_image(self, path: object) -> object:
        if not isinstance(path, str) or _SCHEME.match(path):
            return path
        if path.startswith("/"):
            return absolute_url(self._context, path)
        folder = to_s(self.page.get("url"))
        folder = folder if folder.endswith("/") else folder.rsplit("/", 1)[0] + "/"
        return absolute_url(self._context, folder + path)

    @cached_property
    def logo(self) -> str | None:
        """The URL of the site's logo."""
        given = self.site.get("logo")
        if not truthy(given):
            return None
        text = to_s(given)
        return uri_escape(text if _SCHEME.match(text) else absolute_url(self._context, text))

    # -- what the page is ---------------------------------------------------------------------------------

    @property
    def seo(self) -> Mapping[str, Any]:
        """The page's `seo` key."""
        return _mapping(self.page.get("seo"))

    @cached_property
    def is_home_or_about(self) -> bool:
        """Whether the page stands for the site as a whole."""
        return _HOME_OR_ABOUT.search(to_s(self.page.get("url"))) is not None

    @property
    def type(self) -> Any:
        """The kind of thing in the vocabulary of schema.org."""
        if truthy(self.seo.get("type")):
            return self.seo["type"]
        if self.is_home_or_about:
            return "WebSite"
        return "BlogPosting" if truthy(self.page.get("date")) else "WebPage"

    @property
    def name(self) -> str | None:
        """The name of what the page is about: of the site, on its home page."""
        if truthy(self.seo.get("name")):
            named = self.formatted(self.seo["name"])
            if named:
                return named
        if not self.is_home_or_about:
            return None
        social = _mapping(self.site.get("social")).get("name")
        return self.formatted(social) if truthy(social) else self.site_title

    @property
    def links(self) -> Any:
        """Where else the page's subject is to be found."""
        if truthy(self.seo.get("links")):
            return self.seo["links"]
        social = _mapping(self.site.get("social")).get("links")
        return social if self.is_home_or_about and truthy(social) else None

    @cached_property
    def date_published(self) -> object:
        """The page's date, in full."""
        return self._full_date(self.page.get("date"))

    @cached_property
    def date_modified(self) -> object:
        """When the page was changed last, in full."""
        page = self.page
        return self._full_date(
            _first(self.seo.get("date_modified"), page.get("last_modified_at"), page.get("date"))
        )

    def _full_date(self, date: object) -> object:
        return date_to_xmlschema(self._context, date) if truthy(date) else None

    @cached_property
    def canonical_url(self) -> str:
        """The one URL of the page."""
        given = self.page.get("canonical_url")
        if given is not None and to_s(given):
            return to_s(given)
        url = to_s(absolute_url(self._context, self.page.get("url")))
        return re.sub(r"/index\.html$", "/", url, flags=re.MULTILINE)

    @property
    def locale(self) -> str:
        """The page's language, as in `en_US`."""
        page, site = self.page, self.site
        found = _first(page.get("locale"), site.get("locale"), page.get("lang"), site.get("lang"), "en_US")
        return to_s(found).replace("-", "_")

    def absolute(self, path: object) -> str:
        """Return the URL of a path of the site."""
        return to_s(absolute_url(self._context, path))

    # -- the same, as linked data -------------------------------------------------------------------------

    def linked_data(self) -> dict[str, object]:
        """Return the page as JSON-LD, keys in order, without those of no value."""
        page = {"@type": "WebPage", "@id": self.canonical_url}
        values = {
            "@context": "https://schema.org",
            "@type": self.type,
            "author": self._author_data(),
            "dateModified": self.date_modified,
            "datePublished": self.date_published,
            "description": self.description,
            "headline": self.page_title,
            "image": self._image_data(),
            "mainEntityOfPage": page if self.type in _ENTITIES_WITH_PAGE else None,
            "name": self.name,
            "publisher": self._publisher_data(),
            "sameAs": self.links,
            "url": self.canonical_url,
        }
        return {key: value for key, value in values.items() if value is not None}

    def _author_data(self) -> dict[str, object] | None:
        name, kind = self.author.get("name"), self.author.get("type")
        if not truthy(name) or (truthy(kind) and kind not in _KINDS_OF_AUTHOR):
            return None
        url = self.author.get("url")
        return {
            "@type": kind if truthy(kind) else "Person",
            "name": name,
            **({"url": url} if truthy(url) else {}),
        }

    def _image_data(self) -> object:
        if self.image is None or len(self.image) == 1:
            return self.image and self.image["path"]
        others = {key: value for key, value in self.image.items() if key != "path"}
        return {**others, "url": self.image["path"], "@type": "imageObject"}

    def _publisher_data(self) -> dict[str, object] | None:
        if self.logo is None:
            return None
        name = self.author.get("name")
        logo = {"@type": "ImageObject", "url": self.logo}
        return {"@type": "Organization", "logo": logo, **({"name": name} if truthy(name) else {})}


def _first(*values: object) -> Any:
    """Return the first value that is neither nil nor false, else None."""
    return next((value for value in values if truthy(value)), None)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


# -- the block --------------------------------------------------------------------------------------------


def _lines(data: Metadata, tag: SeoTag) -> Iterator[str]:
    """Give the elements in their order, those that have a value."""
    yield f"<!-- Begin Jekyll SEO tag v{VERSION} -->"
    if data.title and tag.with_title:
        yield f"<title>{data.title}</title>"
    yield _meta("name", "generator", f"Jekyll v{JEKYLL_VERSION}")
    if data.page_title:
        yield _meta("property", "og:title", data.page_title)
    if truthy(data.author.get("name")):
        yield _meta("name", "author", data.author["name"])
    yield _meta("property", "og:locale", data.locale)
    if data.description:
        yield _meta("name", "description", data.description)
        yield f'<meta name="twitter:description" property="og:description" content="{data.description}" />'
    if truthy(data.site.get("url")):
        if tag.with_canonical:
            yield f'<link rel="canonical" href="{data.canonical_url}" />'
        yield _meta("property", "og:url", data.canonical_url)
    if data.site_title:
        yield _meta("property", "og:site_name", data.site_title)
    yield from _image_lines(data)
    yield from _kind_lines(data)
    yield from _twitter_lines(data)
    yield from _site_lines(data)
    yield '<script type="application/ld+json">'
    yield f"{to_json(data.linked_data())}</script>"
    yield "<!-- End Jekyll SEO tag -->"


def _meta(kind: str, name: str, content: object) -> str:
    return f'<meta {kind}="{name}" content="{to_s(content)}" />'


def _image_lines(data: Metadata) -> Iterator[str]:
    if data.image is None:
        return
    yield _meta("property", "og:image", data.image["path"])
    for key in ("height", "width", "alt"):
        if truthy(data.image.get(key)):
            yield _meta("property", f"og:image:{key}", data.image[key])


def _kind_lines(data: Metadata) -> Iterator[str]:
    if data.date_published is None:
        yield _meta("property", "og:type", "website")
    else:
        yield _meta("property", "og:type", "article")
        yield _meta("property", "article:published_time", data.date_published)
        if data.date_modified is not None:
            yield _meta("property", "article:modified_time", data.date_modified)
    for relation, key in (("prev", "previous_page"), ("next", "next_page")):
        if truthy(data.paginator.get(key)):
            yield f'<link rel="{relation}" href="{data.absolute(data.paginator[f"{key}_path"])}" />'


def _twitter_lines(data: Metadata) -> Iterator[str]:
    site = data.site.get("twitter")
    if data.image is None:
        yield _meta("name", "twitter:card", "summary")
    else:
        own = _mapping(data.page.get("twitter")).get("card")
        card = next((it for it in (own, _mapping(site).get("card")) if truthy(it) and it != ""), None)
        yield _meta("name", "twitter:card", card or "summary_large_image")
        yield _meta("name", "twitter:image", data.image["path"])
        if truthy(data.image.get("alt")):
            yield _meta("name", "twitter:image:alt", data.image["alt"])
    if data.page_title:
        yield _meta("name", "twitter:title", data.page_title)
    if truthy(site):
        user = to_s(_mapping(site).get("username")).replace("@", "")
        yield _meta("name", "twitter:site", f"@{user}")
        if data.author_twitter is not None:
            yield _meta("name", "twitter:creator", "@" + data.author_twitter.replace("@", ""))


def _site_lines(data: Metadata) -> Iterator[str]:
    facebook = _mapping(data.site.get("facebook"))
    for key, name in (("admins", "fb:admins"), ("publisher", "article:publisher"), ("app_id", "fb:app_id")):
        if truthy(facebook.get(key)):
            yield _meta("property", name, facebook[key])
    given = data.site.get("webmaster_verifications")
    if not truthy(given):
        given = {"google": data.site.get("google_site_verification")}
    verifications = _mapping(given)
    for key, name in _VERIFICATIONS.items():
        if truthy(verifications.get(key)):
            yield _meta("name", name, verifications[key])


plugin: Final = Plugin("jekyll-seo-tag", tags={"seo": inline_tag(SeoTag)}, reads_anything=False)
