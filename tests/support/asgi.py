"""Requests to an ASGI application, with the path just as a hostile client would send it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, MutableMapping

    from starlette.applications import Starlette

__all__ = ["Answer", "request", "run_apart"]

Result = TypeVar("Result")

SECONDS = 10.0
"""How long an answer may take."""


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers by lower-case name, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def run_apart(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine gives, run in a thread: the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def request(
    app: Starlette,
    path: str,
    *,
    method: str = "GET",
    query: str = "",
    host: str = "localhost:4000",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request. `path` is percent-decoded once, as a server does before it calls the application."""
    given = {"host": host, **(headers or {})}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 4000),
    }
    sent: list[MutableMapping[str, Any]] = []
    incoming = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if not incoming:
            await asyncio.Event().wait()  # a client that stays connected and says no more
        return incoming.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    run_apart(asyncio.wait_for(app(scope, receive, send), SECONDS))
    start = next(message for message in sent if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers={name.decode().lower(): value.decode() for name, value in start["headers"]},
        body=b"".join(message.get("body", b"") for message in sent),
    )
