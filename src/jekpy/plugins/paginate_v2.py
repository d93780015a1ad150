"""jekyll-paginate-v2: listings of posts, or of other collections, cut into pages, as their templates ask for.

A page is a template if its front matter says `pagination: {enabled: true}`; pages made for each tag, category
and collection ("auto pages") have their templates in `_layouts`.
Source: jekyll-paginate-v2 3.0.0, lib/jekyll-paginate-v2/generator/ and autopages/.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cmp_to_key
from posixpath import join
from typing import TYPE_CHECKING, Any, Final

from jekpy.errors import ConfigError, Diagnostic
from jekpy.liquid.values import to_s, truthy
from jekpy.model.merging import deep_merge
from jekpy.model.pager import Pager
from jekpy.model.slugs import slugify
from jekpy.model.urls import unescape_path
from jekpy.plugins.api import Plugin, Priority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jekpy.model.document import Document
    from jekpy.model.page import Page
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]

_DEFAULTS: Final[Mapping[str, object]] = {
    "enabled": False, "collection": "posts", "offset": 0, "per_page": 10, "permalink": "/page:num/",
    "title": ":title - page :num", "page_num": 1, "sort_reverse": False, "sort_field": "date", "limit": 0,
    "trail": {"before": 0, "after": 0}, "indexpage": None, "extension": "html",
    "debug": False, "legacy": False,
}  # fmt: skip
_SLUGIFY: Final = {"mode": "none", "cased": False}
_AUTO_DEFAULTS: Final[Mapping[str, object]] = {
    "enabled": False,
    "tags": {"layouts": ["autopage_tags.html"], "title": "Posts tagged with :tag", "permalink": "/tag/:tag",
             "enabled": True, "slugify": _SLUGIFY},
    "categories": {"layouts": ["autopage_category.html"], "title": "Posts in category :cat",
                   "permalink": "/category/:cat", "enabled": True, "slugify": _SLUGIFY},
    "collections": {"layouts": ["autopage_collection.html"], "title": "Posts in collection :coll",
                    "permalink": "/collection/:coll", "enabled": True, "slugify": _SLUGIFY},
}  # fmt: skip
_AUTO_KINDS: Final = {
    "tags": (":tag", "tag"),
    "categories": (":cat", "category"),
    "collections": (":coll", "collection"),
}
_SEPARATORS: Final = re.compile(r"[;,]")
_SEPARATORS_AND_SPACE: Final = re.compile(r"[;,\s]", re.ASCII)


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with each template replaced by the pages that it stands for."""
    if site.config.values.get("paginate") is not None:
        raise ConfigError(
            "jekyll-paginate-v2 does not read `paginate`, the key of jekyll-paginate",
            fix="write `pagination: {enabled: true, per_page: ...}`, or list jekyll-paginate in `plugins`",
        )
    config = deep_merge(_DEFAULTS, site.config.mapping("pagination"))
    site = site.with_pages(*_auto_pages(site, tools, config))
    if not truthy(config["enabled"]):
        return site
    templates = [page for page in site.pages if truthy(_options(page).get("enabled"))]
    if not templates:
        cause = "pagination is enabled, but no page has `pagination: {enabled: true}` in its front matter"
        tools.warn(Diagnostic("pagination", cause, severity="warning"))
    made: list[Page] = []
    for template in templates:
        made += _listing(template, deep_merge(config, _options(template)), site, tools)
    kept = tuple(page for page in site.pages if page not in templates)
    return replace(site, pages=(*kept, *made))


def _options(page: Page) -> Mapping[str, Any]:
    found = page.value("pagination")
    return found if isinstance(found, dict) else {}


# -- which documents --------------------------------------------------------------------------------------


def _documents(site: Site, config: Mapping[str, Any]) -> list[Document]:
    """Return the documents of a listing, in its order."""
    found = [
        item
        for name in _names(config["collection"], _SEPARATORS_AND_SPACE)
        for item in _of_collection(site, name.lower().strip())
        if not truthy(item.value("hidden"))
    ]
    for option, key in (("category", "categories"), ("tag", "tags"), ("locale", "locale")):
        for wanted in _names(config.get(option), _SEPARATORS):
            name = wanted.lower().strip()
            if not (option == "category" and name == "posts"):
                found = [item for item in found if name in _keys(item, key)]
    if truthy(config["sort_field"]):
        path = [part.lower().strip() for part in to_s(config["sort_field"]).split(":")]
        found.sort(key=cmp_to_key(lambda a, b: _order(_at(a.data, path), _at(b.data, path))))
        offset = max(0, _number(config["offset"]))
        found = found[: len(found) - offset] if offset < len(found) else []
        if truthy(config["sort_reverse"]):
            found.reverse()
    return found


def _names(value: object, separators: re.Pattern[str]) -> list[str]:
    if isinstance(value, str):
        return [name for name in separators.split(value) if name]
    return [to_s(name) for name in value] if isinstance(value, list) else []


def _of_collection(site: Site, name: str) -> Iterator[Document]:
    for label, collection in site.collections.items():
        if label == name or (name == "all" and label != "posts"):
            yield from (item for item in collection.documents if "pagination" not in item.data)


def _keys(item: Document, key: str) -> dict[str, str]:
    """Return the values of a document's list in lower case, each with how it is written."""
    given = item.data.get(key)
    terms = _SEPARATORS_AND_SPACE.split(given) if isinstance(given, str) else given
    found: dict[str, str] = {}
    for term in terms if isinstance(terms, list) else []:
        for part in _SEPARATORS.split(to_s(term).strip()):
            if part.strip():
                found.setdefault(part.lower().strip(), part)
    return found


def _at(data: Mapping[str, object], path: Sequence[str]) -> object:
    value: object = data
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return None if isinstance(value, Mapping) else value


def _order(left: Any, right: Any) -> int:
    """Compare two values as the plugin does: nil first, texts in lower case; unlike kinds are equal."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.lower(), right.lower()
    if isinstance(left, date) and not isinstance(left, datetime):
        left, right = left.isoformat(), to_s(right)
    try:
        return int(left > right) - int(left < right)
    except TypeError:
        return 0


def _number(value: object) -> int:
    if isinstance(value, int):
        return value
    digits = re.match(r"\s*[+-]?\d+", value) if isinstance(value, str) else None
    return int(digits[0]) if digits else 0


# -- the pages of a listing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Paths:
    """The addresses of a listing's pages, which have `:num` and `:max` in them."""

    first: str
    others: str
    first_linked: str
    others_linked: str
    total: int

    @classmethod
    def of(cls, template: Page, config: Mapping[str, Any], index: str, extension: str, total: int) -> _Paths:
        permalink = template.value("permalink")
        base = to_s(permalink) if truthy(permalink) else template.dir
        base = base if base.endswith("/") else f"{base}/"
        others = join(base, to_s(config["permalink"]).lstrip("/"))
        name, ending = index or "index", extension or ".html"
        linked = [_full_path(path, index, extension) if index else path for path in (base, others)]
        return cls(
            _full_path(base, name, ending), _full_path(others, name, ending), linked[0], linked[1], total
        )

    def page(self, number: int) -> str:
        """Return the path of a page's file."""
        return _numbered(self.first if number == 1 else self.others, number, self.total)

    def link(self, number: int) -> str:
        """Return the path by which other pages lead to one."""
        return _numbered(self.first_linked if number == 1 else self.others_linked, number, self.total)

    def last(self) -> str:
        """Return the path to the last page, which is one with a number even where it is the first."""
        return _numbered(self.others_linked, self.total, self.total)


def _full_path(url: str, index: str, extension: str) -> str:
    if url.endswith("/"):
        return url + index + extension
    return url if "." in url else url + index


def _numbered(text: str, number: int, total: int) -> str:
    return text.replace(":num", str(number), 1).replace(":max", str(total), 1)


def _listing(template: Page, config: Mapping[str, Any], site: Site, tools: Tools) -> list[Page]:
    documents = _documents(site, config)
    per_page = _number(config["per_page"])
    if per_page <= 0:
        raise ConfigError(f"`pagination` must have a `per_page` above 0, not {config['per_page']!r}")
    limit = _number(config["limit"])
    total = math.ceil(len(documents) / per_page)
    total = max(1, min(total, limit) if limit > 0 else total)
    index = to_s(config["indexpage"]).partition(".")[0] if config["indexpage"] is not None else ""
    extension = "" if config["extension"] is None else f".{to_s(config['extension']).removeprefix('.')}"
    paths = _Paths.of(template, config, index, extension, total)
    titles = [_title(template, config, site, number, total) for number in range(1, total + 1)]
    pages = []
    for number in range(1, total + 1):
        trail = _trail(config, paths, titles, number)
        pager = _pager(documents, per_page, number, paths, trail)
        front_matter = {
            **template.front_matter,
            "title": titles[number - 1],
            "pagination_info": {"curr_page": number, "total_pages": total},
            **({"autogen": "jekyll-paginate-v2"} if number > 1 else {}),
            **({"permalink": paths.page(number)} if truthy(template.value("permalink")) else {}),
        }
        pages.append(
            _placed(template, front_matter, pager, index, extension, paths.page(number), site, tools)
        )
    return pages


def _title(template: Page, config: Mapping[str, Any], site: Site, number: int, total: int) -> object:
    own = template.value("title")
    title = own if truthy(own) else site.config.values.get("title")
    if number == 1:
        return title
    return _numbered(to_s(config["title"]).replace(":title", to_s(title), 1), number, total)


def _trail(
    config: Mapping[str, Any], paths: _Paths, titles: Sequence[object], number: int
) -> list[dict[str, object]] | None:
    """Return the pages around one, as many on both sides as the config says where there are so many."""
    given = config["trail"]
    before, after = (max(0, _number(given.get(key))) for key in ("before", "after"))
    if not (before or after) or paths.total < 2:
        return None
    length = before + after + 1
    end = min(max(number - before - 1, 0) + length, paths.total)
    start = max(min(max(number - before - 1, 0), end - length), 0)
    return [
        {"num": place + 1, "path": paths.page(place + 1), "title": titles[place]}
        for place in range(start, end)
    ]


def _pager(
    documents: Sequence[Document],
    per_page: int,
    number: int,
    paths: _Paths,
    trail: list[dict[str, object]] | None,
) -> Pager:
    start = (number - 1) * per_page
    previous, following = number - 1 or None, number + 1 if number < paths.total else None
    return Pager(
        page=number,
        per_page=per_page,
        posts=tuple(documents[start : start + per_page]),
        total_posts=len(documents),
        total_pages=paths.total,
        previous_page=previous,
        previous_page_path=paths.link(previous) if previous else None,
        next_page=following,
        next_page_path=paths.link(following) if following else None,
        extra={
            "page_path": paths.page(number),
            "first_page": 1,
            "first_page_path": paths.link(1),
            "last_page": paths.total,
            "last_page_path": paths.last(),
            "page_trail": trail,
        },
    )


def _placed(
    template: Page,
    front_matter: Mapping[str, object],
    pager: Pager,
    index: str,
    extension: str,
    path: str,
    site: Site,
    tools: Tools,
) -> Page:
    """Return one page of a listing: the template's text under the page's own address."""
    name = (index + extension) or "index.html"
    url = join(path, name) if path.endswith("/") else path if path.endswith(extension) else path + extension
    page = tools.page(site, name, front_matter, template.body, template.body_line)
    file = unescape_path(url).lstrip("/")
    return replace(
        page,
        url=url,
        dir=url.rpartition("/")[0] + "/",
        output_path=file if file.endswith(page.output_ext) else file + page.output_ext,
        defaults={key: value for key, value in page.defaults.items() if key != "layout"},
        pager=pager,
    )


# -- auto pages -------------------------------------------------------------------------------------------


def _auto_pages(site: Site, tools: Tools, pagination: Mapping[str, object]) -> Iterator[Page]:
    """Give a template for each tag, category and collection, where the config asks for them."""
    config = deep_merge(_AUTO_DEFAULTS, site.config.mapping("autopages"))
    if not truthy(config["enabled"]):
        return
    for kind, (macro, option) in _AUTO_KINDS.items():
        settings = config[kind]
        if not isinstance(settings, dict) or not truthy(settings.get("enabled")):
            continue
        for key, shown in _terms(site, kind).items():
            for layout in settings["layouts"]:
                wanted = {option: key}
                yield _auto_page(key, shown, to_s(layout), settings, macro, wanted, pagination, site, tools)


def _terms(site: Site, kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, collection in site.collections.items():
        for item in collection.documents:
            if "pagination" not in item.data:
                terms = {label.lower(): label} if kind == "collections" else _keys(item, kind)
                for key, shown in terms.items():
                    found.setdefault(key, shown)
    return found


def _auto_page(
    key: str,
    shown: str,
    layout_name: str,
    settings: Mapping[str, Any],
    macro: str,
    wanted: Mapping[str, object],
    pagination: Mapping[str, object],
    site: Site,
    tools: Tools,
) -> Page:
    """Return the template of one auto page: the front matter of its layout, and what it lists."""
    name = layout_name.rpartition(".")[0] or layout_name
    layout = site.layouts.get(name)
    own = layout.front_matter if layout is not None else {}
    settings = deep_merge(settings, _mapping(own.get("autopages")))
    slugs = _mapping(settings.get("slugify"))
    slug = slugify(key, to_s(slugs.get("mode")) or None, cased=truthy(slugs.get("cased")))
    about = {"layout_path": f"_layouts/{layout_name}", "display_name": shown}
    front_matter = {
        **own,
        "layout": name,
        "title": to_s(settings["title"]).replace(macro, slug, 1),
        "permalink": to_s(settings["permalink"]).replace(macro, slug, 1),
        "pagination": {**deep_merge(pagination, _mapping(own.get("pagination"))), **wanted},
        "autopage": about,
        "autopages": about,
    }
    return tools.page(site, f"{name}.html", front_matter)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


plugin: Final = Plugin("jekyll-paginate-v2", generate=generate, priority=Priority.LOWEST)
