"""Filters for URLs: `relative_url`, `absolute_url`, `strip_index`.

Source: Jekyll 4.4.1, lib/jekyll/filters/url_filters.rb; Addressable 2.8, lib/addressable/uri.rb (parse,
normalize).
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote_to_bytes

from jekpy.errors import LiquidRenderError
from jekpy.liquid import pass_registers
from jekpy.liquid.drop import Drop
from jekpy.liquid.lexer import SPACE
from jekpy.liquid.values import filter_s
from jekpy.rendering.registers import REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid import RenderContext
    from jekpy.rendering.registers import Registers

__all__ = ["URL_FILTERS", "absolute", "normalize_component", "relative"]

_URI = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9.+-]*")
_INDEX = re.compile(r"/index\.html?(?=\n|\Z)")
_PATH: Final = "-._~!$&'()*+,;=:@"
_QUERY: Final = "-._~!$'()*+,=:@/?"
_FRAGMENT: Final = _PATH + "/?"
RESERVED: Final = ":/?#[]@!$&'()*+,;=-._~"


def _registers(context: RenderContext) -> Registers:
    found: Registers = context.registers[REGISTER]
    return found


def _address(value: object) -> str:
    """Return the URL that a value is or has."""
    if isinstance(value, Drop):
        url = value.get("url") if "collection" in value else None
        return filter_s(value) if url is None else filter_s(url)
    return filter_s(value)


@pass_registers
def relative_url(context: RenderContext, value: object) -> str | None:
    """Return the URL below the site's `baseurl`; one with a scheme as it is."""
    if value is None:
        return None
    return relative(_address(value), _registers(context).site.config.baseurl)


@pass_registers
def absolute_url(context: RenderContext, value: object) -> str | None:
    """Return the URL below the site's `url` and `baseurl`; one with a scheme as it is."""
    if value is None:
        return None
    config = _registers(context).site.config
    return absolute(_address(value), config.text("url"), config.baseurl)


def strip_index(value: object) -> str | None:
    """Return the URL without a trailing `index.html`."""
    text = filter_s(value)
    return _INDEX.sub("/", text, count=1) if text else None


@lru_cache(maxsize=50_000)
def relative(address: str, baseurl: str) -> str:
    """Return `address` below `baseurl`, normalized. Raises LiquidRenderError for what is no URL."""
    if _scheme(address):
        return address
    return _normalize(_slashed(baseurl.removesuffix("/")) + _slashed(address))


@lru_cache(maxsize=50_000)
def absolute(address: str, url: str, baseurl: str) -> str:
    """Return `address` below `url` and `baseurl`, normalized. Raises LiquidRenderError for what is no URL."""
    if _scheme(address):
        return address
    below = relative(address, baseurl)
    return _normalize(url + below) if url else below


def _slashed(part: str) -> str:
    return part if not part or part.startswith("/") else f"/{part}"


def _scheme(address: str) -> str:
    match = _URI.fullmatch(address)
    scheme = (match[1] if match else None) or ""
    if (scheme and not _SCHEME.fullmatch(scheme)) or address.startswith(":"):
        raise LiquidRenderError(f"Invalid scheme format: '{scheme}'", fix="put a slash before it")
    return scheme


def _normalize(address: str) -> str:
    match = _URI.fullmatch(address)
    if match is None:
        return address
    scheme, authority, path, query, fragment = match.groups()
    parts = []
    if scheme is not None:
        _scheme(address)
        parts.append(f"{scheme.lower()}:")
    if authority is not None:
        parts.append(f"//{_normal_authority(authority, (scheme or '').lower())}")
    segments = path.strip(SPACE).split("/")
    normal_path = _without_dots("/".join(normalize_component(part, _PATH) for part in segments))
    if not normal_path and (scheme or "").lower() in {"http", "https", "ftp", "tftp"}:
        normal_path = "/"
    parts.append(normal_path)
    normal_query = "&".join(_normal_pair(pair) for pair in (query or "").split("&"))
    if normal_query:
        parts.append(f"?{normal_query}")
    if fragment is not None:
        normal_fragment = normalize_component(fragment, _FRAGMENT)
        parts.append(f"#{normal_fragment}" if normal_fragment else "")
    return "".join(parts)


_PORTS: Final = {"http": "80", "https": "443", "ftp": "21"}


def _normal_authority(authority: str, scheme: str) -> str:
    user, at, host = authority.rpartition("@")
    name, colon, port = host.rpartition(":")
    if colon and port.isdecimal():
        host = name if port == _PORTS.get(scheme) else f"{name}:{port}"
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        ascii_host = host
    return f"{user}{at}{ascii_host.lower()}"


def _normal_pair(pair: str) -> str:
    kept = pair.replace("%2B", "\0").replace("%2b", "\0")
    return normalize_component(kept, _QUERY + "\0").replace("\0", "%2B")


def normalize_component(text: str, kept: str) -> str:
    """Return a part of a URL decoded, put into composed Unicode, and encoded again but for `kept`."""
    if text.isascii() and text.isalnum():
        return text
    raw = unquote_to_bytes(text)
    with suppress(UnicodeDecodeError):
        raw = unicodedata.normalize("NFKC", raw.decode()).encode()
    return quote(raw, safe=kept)


def _without_dots(path: str) -> str:
    """Return the path without `.` and `..`. Source: RFC 3986, section 5.2.4."""
    if "/." not in path and not path.startswith("."):
        return path
    rooted = path.startswith("/")
    out: list[str] = []
    segments = path.split("/")[1 if rooted else 0 :]
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        if segment == "..":
            if out:
                out.pop()
        elif segment != ".":
            out.append(segment)
        if segment in {".", ".."} and is_last:
            out.append("")
    return ("/" if rooted else "") + "/".join(out)


URL_FILTERS: Final[Mapping[str, object]] = {
    "absolute_url": absolute_url,
    "relative_url": relative_url,
    "strip_index": strip_index,
}
