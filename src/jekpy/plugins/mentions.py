"""jekyll-mentions: `@name` in a page becomes a link to that user.

Source: jekyll-mentions 1.6.0, lib/jekyll-mentions.rb; html-pipeline 2.14, html/pipeline/@mention_filter.rb.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import ConfigError
from jekpy.model.document import Document
from jekpy.plugins.api import Plugin
from jekpy.plugins.html import Element, Text, elements, parse_fragment, to_html

if TYPE_CHECKING:
    from jekpy.model.site import Site
    from jekpy.plugins.html import Node
    from jekpy.rendering.extensions import Item

__all__ = ["in_body", "is_readable", "link_mentions", "plugin"]

_BODY: Final = re.compile(r"<body(.*?)>\s*", re.DOTALL)
_MENTION: Final = re.compile(
    r"(?:^|\W)@(?P<name>(?>\w[\w-]*))(?!/)(?=\.+[ \t\W]|\.+$|[^0-9a-zA-Z_.]|$)", re.ASCII | re.MULTILINE
)
_LEFT_ALONE: Final = frozenset(("mention", "mentions", "mentioned", "mentioning"))
_NOT_INSIDE: Final = frozenset(("pre", "code", "a", "style", "script"))


def link_mentions(output: str, item: Item, site: Site) -> str:
    """Return the page with its mentions as links; one without any as it is."""
    if "@" not in output or not is_readable(item, site) or item.value("jekyll-mentions") is False:
        return output
    before, body, after = in_body(output)
    if _MENTION.search(body) is None:
        return output
    base = _base(item, site)
    root = parse_fragment(body)
    for element in (root, *elements(root)):
        if not _is_inside(element):
            element.children = [made for node in element.children for made in _linked(node, base)]
    return f"{before}{to_html(root)}{after}"


def is_readable(item: Item, site: Site) -> bool:
    """Tell whether an item is an HTML page that is written."""
    permalink = item.value("permalink")
    is_folder = isinstance(permalink, str) and permalink.endswith("/")
    written = not isinstance(item, Document) or site.writes(item)
    return written and (item.output_ext == ".html" or is_folder)


def in_body(output: str) -> tuple[str, str, str]:
    """Return what is before, inside and after the body of a page; all is inside where there is no body."""
    opening = _BODY.search(output) if "<body" in output else None
    if opening is None:
        return "", output, ""
    body, closing, after = output[opening.end() :].partition("</body>")
    return output[: opening.end()], body, closing + after


def _base(item: Item, site: Site) -> str:
    """Return the address that users' names are added to."""
    own = item.data if isinstance(item, Document) else item.front_matter
    given = own["jekyll-mentions"] if "jekyll-mentions" in own else site.config.values.get("jekyll-mentions")
    if isinstance(given, dict):
        given = given.get("base_url")
    if given is None:
        given = _default_base()
    if not isinstance(given, str):
        raise ConfigError(f"`jekyll-mentions` must be text or a mapping, but it is {given!r}")
    return given if given.endswith(("/", "~")) else f"{given}/"


def _default_base() -> str:
    secure, host = os.environ.get("SSL", ""), os.environ.get("GITHUB_HOSTNAME", "")
    if not (secure and host):
        return "https://github.com"
    return f"http{'s' if secure == 'true' else ''}://{host.removesuffix('/')}"


def _is_inside(element: Element) -> bool:
    """Tell whether text in `element` is code, a link, or nothing that is read."""
    around: Element | None = element
    while around is not None:
        if around.name in _NOT_INSIDE:
            return True
        around = around.parent
    return False


def _linked(node: Node, base: str) -> list[Node]:
    if not isinstance(node, Text) or "@" not in node.text:
        return [node]
    made: list[Node] = []
    end = 0
    for match in _MENTION.finditer(node.text):
        name = match["name"]
        if name.lower() in _LEFT_ALONE:
            continue
        start = match.start("name") - 1
        link = Element("a", {"href": f"{base}{name}", "class": "user-mention"}, [Text(f"@{name}")])
        made += [Text(node.text[end:start]), link] if start > end else [link]
        end = match.end("name")
    return [*made, Text(node.text[end:])] if end < len(node.text) else made


plugin: Final = Plugin(
    "jekyll-mentions",
    post_render=link_mentions,
    reads_anything=False,
    environment=("SSL", "GITHUB_HOSTNAME"),
)
