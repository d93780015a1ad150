"""`jekpy serve`: the server, the watcher and the builds, together."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import uvicorn

from jekpy.errors import JekpyError
from jekpy.serving.app import make_app
from jekpy.serving.live_reload import Broadcaster
from jekpy.serving.rebuilding import Rebuilder

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

    from jekpy.build import BuildReport
    from jekpy.config import Config

__all__ = ["Announcer", "ServeSettings", "serve"]


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What `serve` does besides serving."""

    watch: bool = True
    live_reload: bool = True
    skip_initial_build: bool = False
    force_polling: bool = False
    open_url: bool = False


class Announcer(Protocol):
    """Prints what goes on."""

    def info(self, text: str) -> None:
        """Print a line."""

    def paths(self, config: Config) -> None:
        """Print the folders."""

    def report(self, report: BuildReport) -> None:
        """Print how a build went."""

    def error(self, error: JekpyError) -> None:
        """Print why a build failed."""


def serve(
    load: Callable[[], Config],
    build: Callable[[Config, bool], BuildReport],
    settings: ServeSettings,
    console: Announcer,
) -> None:
    """Build, serve and rebuild until interrupted.

    In development `url` becomes the server's own address, as in Jekyll. Raises JekpyError when the address
    cannot be bound to.
    """
    config = load()
    listening = _bind(config)
    port = int(listening.getsockname()[1])
    address = _address(config, port)

    def load_for_serving() -> Config:
        fresh = load()
        return fresh.with_values(url=address) if fresh.environment == "development" else fresh

    console.paths(config)
    broadcaster = Broadcaster() if settings.live_reload else None
    app = make_app(
        config.destination, baseurl=config.baseurl, host=config.text("host"), broadcaster=broadcaster
    )
    rebuilder = (
        _rebuilder(load_for_serving, build, settings, console, broadcaster) if settings.watch else None
    )
    if not settings.skip_initial_build:
        if rebuilder is not None:
            rebuilder.build()
        else:
            console.report(build(load_for_serving(), True))
    base = config.baseurl.strip("/")
    url = f"{address}/{base}/" if base else f"{address}/"
    console.info(f"    Server address: {url}")
    console.info("    Server running: press ctrl-c to stop.")
    if settings.open_url:
        import webbrowser

        threading.Timer(0.5, webbrowser.open, (url,)).start()
    _run(app, listening, rebuilder, broadcaster)


def _rebuilder(
    load: Callable[[], Config],
    build: Callable[[Config, bool], BuildReport],
    settings: ServeSettings,
    console: Announcer,
    broadcaster: Broadcaster | None,
) -> Rebuilder:
    def built(report: BuildReport) -> None:
        console.report(report)
        if broadcaster is not None:
            broadcaster.built((*report.written, *report.removed))

    def failed(error: JekpyError) -> None:
        console.error(error)
        if broadcaster is not None:
            broadcaster.failed(str(error))

    return Rebuilder(load, build, built=built, failed=failed, force_polling=settings.force_polling)


def _bind(config: Config) -> socket.socket:
    host, port = config.text("host", "127.0.0.1"), config.number("port", 4000)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise JekpyError(
            f"the server cannot listen on {host}:{port}: {error.strerror or error}",
            fix="choose another port with --port, or stop the program that uses this one",
        ) from error
    return listening


def _address(config: Config, port: int) -> str:
    host = config.text("host", "127.0.0.1")
    shown = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _run(
    app: Starlette,
    listening: socket.socket,
    rebuilder: Rebuilder | None,
    broadcaster: Broadcaster | None,
) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
    )

    async def main() -> None:
        if broadcaster is not None:
            broadcaster.attach(asyncio.get_running_loop())
        thread = None
        if rebuilder is not None:
            thread = threading.Thread(target=rebuilder.run, daemon=True)
            thread.start()
        try:
            await server.serve(sockets=[listening])
        finally:
            if broadcaster is not None:
                broadcaster.close()
            if rebuilder is not None and thread is not None:
                rebuilder.stop()
                await asyncio.to_thread(thread.join, 5)

    asyncio.run(main())
