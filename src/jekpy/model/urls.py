"""URLs from templates and placeholders, and the files they are written to.

Source: Jekyll 4.4.1, lib/jekyll/url.rb, lib/jekyll/utils.rb (add_permalink_suffix).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from jekpy.errors import UrlError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "HTML_EXTENSIONS",
    "PERMALINK_STYLES",
    "document_url",
    "escape_path",
    "expand_style",
    "permalink_suffix",
    "sanitize_url",
    "simple_url",
    "unescape_path",
]

HTML_EXTENSIONS: Final = (".html", ".xhtml", ".htm")

PERMALINK_STYLES: Final[Mapping[str, str]] = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The templates behind the names of the top-level `permalink` key. Source: document and site.rb."""

_PLAIN: Final = re.compile(r"[a-zA-Z0-9./-]+")
_SAFE: Final = "-._~!$&'()*+,;=:@/"
_SCHEME: Final = re.compile(r"([^:/?#]+):")
_SCHEME_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9.+-]*")
_TOKEN: Final = re.compile(r":([a-z_]+)")
_ESCAPE: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_SLASHES: Final = re.compile(r"//+")


def escape_path(path: str) -> str:
    """Return `path` percent-encoded as one URL path; `/` and what RFC 3986 allows in a path stay.

    Raises UrlError for a text that Addressable (Jekyll's URL library) takes for a malformed scheme.
    """
    if not path or _PLAIN.fullmatch(path):
        return path
    scheme = _SCHEME.match(path)
    if scheme and not _SCHEME_NAME.fullmatch(scheme[1]):
        raise UrlError(
            f"{path!r} cannot stand in a URL: what is before its colon is no scheme",
            fix="put a slash in front, or leave the colon out",
        )
    # A query's question mark stays when something stands before it, as Addressable parses it.
    head, mark, tail = path.partition("?")
    return quote(head, safe=_SAFE) + mark + quote(tail, safe=_SAFE + "?")


def unescape_path(path: str) -> str:
    """Return `path` percent-decoded; an escape that is not two hex digits stays as it is."""
    if "%" not in path:
        return path
    raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), path.encode())
    return raw.decode("utf-8", "surrogateescape")


def sanitize_url(url: str) -> str:
    """Return `url` with one slash in front, no `..`, no `./`, no doubled slashes."""
    text = "/" + url
    text = text.replace("..", "/").replace("./", "")
    return _SLASHES.sub("/", text)


def expand_style(permalink: str) -> str:
    """Return the template for posts that a top-level `permalink` value stands for."""
    return PERMALINK_STYLES.get(permalink, permalink)


def permalink_suffix(template: str, permalink: str) -> str:
    """Return `template` with the ending that the site's permalink style gives to pages and collections."""
    match permalink:
        case "pretty":
            return template + "/"
        case "date" | "ordinal" | "none":
            return template + ":output_ext"
        case "weekdate":
            return template
        case _ if permalink.endswith("/"):
            return template + "/"
        case _ if permalink.endswith(":output_ext"):
            return template + ":output_ext"
        case _:
            return template


def simple_url(template: str, placeholders: Mapping[str, str | None]) -> str:
    """Return the URL of a page or static file: each `:key` of `placeholders`, in their order, put in as text.

    A value of None takes the slash before the placeholder with it; other placeholders stay as they are.
    """
    url = template
    for key, value in placeholders.items():
        if ":" not in url:
            break
        url = url.replace(f"/:{key}", "") if value is None else url.replace(f":{key}", escape_path(value))
    return sanitize_url(url)


def document_url(template: str, placeholders: Mapping[str, Callable[[], str]]) -> str:
    """Return a document's URL: every `:key` of `template` replaced by what its function gives, escaped.

    A key that ends in `_` is tried whole, then without it. Raises UrlError for a key that is not there.
    """

    def replace(match: re.Match[str]) -> str:
        key = match[1]
        if key in placeholders:
            return _value(key)
        if key.endswith("_") and key.rstrip("_") in placeholders:
            stripped = key.rstrip("_")
            return _value(stripped) + "_" * (len(key) - len(stripped))
        near = nearest(key, placeholders)
        raise UrlError(
            f"the permalink {template!r} has the placeholder :{key}, which does not exist",
            fix=f"use :{near}" if near else f"use one of {', '.join(':' + name for name in placeholders)}",
        )

    def _value(key: str) -> str:
        value = placeholders[key]()
        return escape_path(value) if value else ""

    return sanitize_url(_TOKEN.sub(replace, template))
