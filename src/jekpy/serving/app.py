"""The dev server as an ASGI application."""

from __future__ import annotations

import mimetypes
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from jekpy.serving.files import find_file
from jekpy.serving.listing import folder_listing
from jekpy.serving.live_reload import EVENTS_PATH, SCRIPT, SCRIPT_PATH, Broadcaster, with_script
from jekpy.serving.own_pages import elsewhere_page, failed_page, missing_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["make_app"]

_HEADERS: Final = {
    "Cache-Control": "private, max-age=0, proxy-revalidate, no-store, no-cache, must-revalidate",
    "X-Content-Type-Options": "nosniff",
}
_HTML: Final = frozenset(("text/html", "application/xhtml+xml"))
_RANGE: Final = re.compile(r"\s*(?:(\d+)-(\d*)|-\d+)\s*", re.ASCII)
_TEXT: Final = frozenset(("application/javascript", "application/json", "text/javascript"))
_LOOPBACK_NAMES: Final = frozenset(("localhost", "127.0.0.1", "[::1]"))
_EVERYWHERE: Final = frozenset(("0.0.0.0", "::"))  # noqa: S104 - compared with, not bound to


def make_app(
    destination: Path,
    *,
    baseurl: str = "",
    host: str = "127.0.0.1",
    broadcaster: Broadcaster | None = None,
    list_folders: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Starlette:
    """Return the application that serves the built site in `destination` below `baseurl`.

    With a `broadcaster`, pages get the live reload script; with `list_folders` a folder is listed in place of
    its index page. `headers` go out with every answer, in place of the server's own of the same names. A
    request whose `Host` names another machine is refused, unless the server is bound to all addresses.
    """
    sent = _sent_headers(headers or {})
    base = "/" + baseurl.strip("/") if baseurl.strip("/") else ""
    allowed = None if host in _EVERYWHERE else _LOOPBACK_NAMES | {host.lower(), f"[{host.lower()}]"}

    async def site(request: Request) -> Response:
        _drop_invalid_range(request)
        path = request.scope["path"]
        if base and path == base:
            return moved(request, "/")
        if base and not path.startswith(base + "/"):
            return HTMLResponse(elsewhere_page(base), 404, sent)
        found = find_file(destination, path.removeprefix(base) or "/", list_folders=list_folders)
        if found.redirect is not None:
            return moved(request, found.redirect)
        if found.folder is not None:
            return HTMLResponse(folder_listing(found.folder, path), headers=sent)
        if found.file is None:
            return _not_found(destination, broadcaster, sent)
        return _file(found.file, broadcaster, sent)

    def moved(request: Request, path: str) -> Response:
        query = request.url.query
        return RedirectResponse(quote(base + path) + (f"?{query}" if query else ""), 301, sent)

    async def script(_request: Request) -> Response:
        return Response(SCRIPT, media_type="text/javascript", headers=_HEADERS)

    async def events(_request: Request) -> Response:
        if broadcaster is None:
            return PlainTextResponse("live reload is off\n", 404)
        return StreamingResponse(broadcaster.events(), media_type="text/event-stream", headers=_HEADERS)

    return Starlette(
        routes=[
            Route(SCRIPT_PATH, script),
            Route(EVENTS_PATH, events),
            Route("/{path:path}", site, methods=["GET", "HEAD"]),
        ],
        middleware=[] if allowed is None else [Middleware(_OnlyHosts, names=allowed)],
    )


class _OnlyHosts:
    """Lets requests through whose Host header has one of `names`: no other site's page can reach the server.

    A page of another site could otherwise ask a name of its own that leads to this machine.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _hostname(Headers(scope=scope).get("host", "")) not in self._names:
            refusal = PlainTextResponse("Forbidden: this server answers on this machine only.\n", 403)
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _hostname(header: str) -> str:
    """Return the name in a Host header without its port, in lower case."""
    name = header.rpartition("]")[0] + "]" if header.startswith("[") else header.partition(":")[0]
    return name.lower()


def _sent_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of every answer: the server's own, but for those that `headers` names otherwise."""
    named = {name.lower() for name in headers}
    return {**{name: value for name, value in _HEADERS.items() if name.lower() not in named}, **headers}


def _drop_invalid_range(request: Request) -> None:
    """Take a `Range` that is none out of the request, so that the whole file is sent.

    Source: RFC 9110, section 14.2.
    """
    wanted = request.headers.get("range")
    if wanted is not None and not _is_range(wanted):
        kept = [header for header in request.scope["headers"] if header[0] != b"range"]
        request.scope["headers"] = kept


def _is_range(value: str) -> bool:
    unit, _, ranges = value.partition("=")
    found = [_RANGE.fullmatch(part) for part in ranges.split(",")]
    return unit.strip().lower() == "bytes" and all(
        match and not (match[2] and int(match[1]) > int(match[2])) for match in found
    )


def _file(
    path: Path, broadcaster: Broadcaster | None, headers: Mapping[str, str], status: int = 200
) -> Response:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _TEXT else kind
    if broadcaster is not None and kind in _HTML:
        return Response(
            with_script(path.read_bytes(), is_xml=kind != "text/html"), status, headers, media_type
        )
    return FileResponse(path, status, headers=headers, media_type=media_type)


def _not_found(destination: Path, broadcaster: Broadcaster | None, headers: Mapping[str, str]) -> Response:
    """Return the site's own page for what is missing, else one with the errors of a build that failed."""
    page = destination / "404.html"
    if page.is_file():
        return _file(page, broadcaster, headers, 404)
    if broadcaster is None:
        return HTMLResponse(missing_page(), 404, headers)
    html = failed_page(broadcaster.failure) if broadcaster.failure else missing_page()
    return HTMLResponse(with_script(html.encode()), 404, headers)
