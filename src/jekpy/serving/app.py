"""The dev server as an ASGI application."""

from __future__ import annotations

import mimetypes
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

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["make_app"]

_HEADERS: Final = {
    "Cache-Control": "private, max-age=0, proxy-revalidate, no-store, no-cache, must-revalidate",
    "X-Content-Type-Options": "nosniff",
}
_HTML: Final = frozenset(("text/html", "application/xhtml+xml"))
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
) -> Starlette:
    """Return the application that serves the built site in `destination` below `baseurl`.

    With a `broadcaster`, pages get the live reload script; with `list_folders` a folder is listed in place of
    its index page. A request whose `Host` names another machine is refused, unless the server is bound to all
    addresses.
    """
    base = "/" + baseurl.strip("/") if baseurl.strip("/") else ""
    allowed = None if host in _EVERYWHERE else _LOOPBACK_NAMES | {host.lower(), f"[{host.lower()}]"}

    async def site(request: Request) -> Response:
        path = request.scope["path"]
        if base and path != base and not path.startswith(base + "/"):
            return _not_found(destination, broadcaster)
        found = find_file(destination, path.removeprefix(base) or "/", list_folders=list_folders)
        if base and path == base:
            return RedirectResponse(quote(base + "/"), 301, _HEADERS)
        if found.redirect is not None:
            return RedirectResponse(quote(base + found.redirect), 301, _HEADERS)
        if found.folder is not None:
            return HTMLResponse(folder_listing(found.folder, path), headers=_HEADERS)
        if found.file is None:
            return _not_found(destination, broadcaster)
        return _file(found.file, broadcaster)

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


def _file(path: Path, broadcaster: Broadcaster | None, status: int = 200) -> Response:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _TEXT else kind
    if broadcaster is not None and kind in _HTML:
        return HTMLResponse(with_script(path.read_bytes()), status, _HEADERS)
    return FileResponse(path, status, headers=_HEADERS, media_type=media_type)


def _not_found(destination: Path, broadcaster: Broadcaster | None) -> Response:
    page = destination / "404.html"
    if page.is_file():
        return _file(page, broadcaster, 404)
    return PlainTextResponse("404: there is no such page.\n", 404, _HEADERS)
