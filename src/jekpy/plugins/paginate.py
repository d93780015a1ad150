"""jekyll-paginate: the posts listed on several pages, each made from one `index.html`.

Source: jekyll-paginate 1.1.0, lib/jekyll-paginate/pagination.rb, pager.rb.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jekpy.errors import ConfigError, Diagnostic
from jekpy.model.page import Page, placed_in
from jekpy.model.pager import Pager
from jekpy.plugins.api import Plugin, Priority

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jekpy.model.document import Document
    from jekpy.model.site import Site
    from jekpy.plugins.api import Tools

__all__ = ["generate", "plugin"]


def generate(site: Site, tools: Tools) -> Site:
    """Return the site with `paginator` on its listing, and the listing's further pages at the end."""
    if site.config.values.get("paginate") is None or not site.pages:
        return site
    per_page = site.config.number("paginate")
    if per_page <= 0:
        raise ConfigError(
            f"'paginate' must be a number above 0, but it is {site.config.values['paginate']!r}"
        )
    template = _template(site)
    if template is None:
        cause = "Pagination is enabled, but there is no index.html page to use as the pagination template."
        fix = "add an index.html with front matter in the folder that `paginate_path` names"
        tools.warn(Diagnostic("pagination", cause, fix=fix, severity="warning"))
        return site
    posts = [post for post in reversed(site.posts) if post.value("hidden") in (None, False)]
    total = math.ceil(len(posts) / per_page)
    if not total:
        return site
    further = _further(site, template, tools)
    first, *others = (
        _numbered(site, template, further, _pager(site, template, posts, number, per_page, total))
        for number in range(1, total + 1)
    )
    pages = tuple(first if page is template else page for page in site.pages)
    return replace(site, pages=pages).with_pages(*others)


def _template(site: Site) -> Page | None:
    """Return the `index.html` whose file is nearest to the folder of `paginate_path`, at it or above it."""
    folder = _parent(_path_format(site))
    candidates = [
        page
        for page in site.pages
        if page.name == "index.html" and not page.from_theme and folder.startswith(_parent(f"/{page.path}"))
    ]
    return max(candidates, key=lambda page: len(page.path), default=None)


def _path_format(site: Site) -> str:
    return "/" + site.config.text("paginate_path", "/page:num").lstrip("/")


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def _path(site: Site, template: Page, number: int) -> str:
    if number == 1:
        return template.url
    return re.sub(r":num", str(number), _path_format(site), count=1)


def _further(site: Site, template: Page, tools: Tools) -> Page:
    """Return the page that the second page and those after it are made of.

    It is the one whose file bears the template's name in the folder of the template's URL: the template, but
    for one with a `permalink`. Where there is none such, they are empty.
    """
    path = f"{template.dir.strip('/')}/{template.name}".lstrip("/")
    found = next((page for page in site.pages if page.path == path), None)
    return tools.page(site, path, {}) if found is None else found


def _numbered(site: Site, template: Page, further: Page, pager: Pager) -> Page:
    if pager.page == 1:
        return replace(template, pager=pager)
    return replace(placed_in(further, _path(site, template, pager.page), site.config.permalink), pager=pager)


def _pager(
    site: Site, template: Page, posts: Sequence[Document], number: int, per_page: int, total: int
) -> Pager:
    start = (number - 1) * per_page
    previous = number - 1 if number > 1 else None
    following = number + 1 if number < total else None
    return Pager(
        page=number,
        per_page=per_page,
        posts=tuple(posts[start : start + per_page]),
        total_posts=len(posts),
        total_pages=total,
        previous_page=previous,
        previous_page_path=_path(site, template, previous) if previous else None,
        next_page=following,
        next_page_path=_path(site, template, following) if following else None,
    )


plugin: Final = Plugin("jekyll-paginate", generate=generate, priority=Priority.LOWEST)
