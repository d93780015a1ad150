"""`jekpy serve`: the server, the watcher and the builds, together."""

from __future__ import annotations

import asyncio
import fnmatch
import os
import re
import socket
import sys
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

import uvicorn

from jekpy.errors import JekpyError
from jekpy.serving.app import make_app
from jekpy.serving.live_reload import Broadcaster
from jekpy.serving.rebuilding import Rebuilder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.applications import Starlette

    from jekpy.build import BuildReport
    from jekpy.config import Config
    from jekpy.serving.rebuilding import Builder

__all__ = ["Announcer", "ServeSettings", "serve"]

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE: Final = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
"""Source: RFC 9110, sections 5.1 and 5.5."""
_MOST_CONNECTIONS: Final = 400
"""Fewer than the files that a process may have open, so that builds can go on beside them."""


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
    build: Builder,
    settings: ServeSettings,
    console: Announcer,
) -> None:
    """Build, serve and rebuild until interrupted; with `detach`, serve from a process of its own and return.

    In development `url` becomes the server's own address, as in Jekyll. Raises JekpyError when the address
    cannot be bound to, or a certificate is not there.
    """
    config = load()
    certificate = _certificate(config)
    if config.flag("detach"):
        settings = replace(settings, watch=False, live_reload=False)
        _check_detaching()
    listening = _bind(config)
    port = int(listening.getsockname()[1])
    address = _address(config, port, secure=certificate is not None)

    def load_for_serving() -> Config:
        fresh = load()
        return fresh.with_values(url=address) if fresh.environment == "development" else fresh

    console.paths(config)
    reloads = settings.live_reload and config.values.get("livereload") is not False
    broadcaster = Broadcaster(_seconds(config, "livereload_min_delay")) if reloads else None
    if broadcaster is not None:
        _explain_unused(config, console)
    app = make_app(
        config.destination,
        baseurl=config.baseurl,
        host=config.text("host"),
        broadcaster=broadcaster,
        list_folders=config.flag("show_dir_listing"),
        headers=_headers(config),
    )
    rebuilder = (
        _rebuilder(
            load_for_serving, build, settings, console, broadcaster, config.strings("livereload_ignore")
        )
        if settings.watch
        else None
    )
    if not settings.skip_initial_build:
        if rebuilder is not None:
            rebuilder.build()
        else:
            console.report(build(load_for_serving(), lambda: True))
    base = config.baseurl.strip("/")
    url = f"{address}/{base}/" if base else f"{address}/"
    console.info(f"    Server address: {url}")
    if config.flag("detach"):
        process = _detached()
        if process:
            console.info(f"   Server detached: as process {process}; `kill {process}` stops it.")
            return
    else:
        console.info("    Server running: press ctrl-c to stop.")
    if settings.open_url:
        import webbrowser

        threading.Timer(0.5, webbrowser.open, (url,)).start()
    _run(app, listening, rebuilder, broadcaster, certificate)


def _headers(config: Config) -> dict[str, str]:
    """Return the headers that `webrick: headers:` asks for.

    Source: Jekyll 4.4.1, lib/jekyll/commands/serve/servlet.rb (set_defaults). Raises JekpyError for one that
    HTTP does not allow.
    """
    given = config.mapping("webrick").get("headers")
    headers = {str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {}
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
            raise JekpyError(
                f"`webrick: headers:` has a header that HTTP does not allow: {name!r}: {value!r}",
                fix="use letters, digits and dashes in the name, and one line of Latin text as the value",
            )
    return headers


def _seconds(config: Config, key: str) -> float | None:
    """Return a number of seconds from the configuration, None where there is none."""
    try:
        return max(0.0, float(config.text(key))) if config.text(key) else None
    except ValueError:
        return None


def _explain_unused(config: Config, console: Announcer) -> None:
    """Print what settings of Jekyll's live reload have no counterpart here."""
    for key in ("livereload_port", "livereload_max_delay"):
        if config.values.get(key) is not None:
            console.info(f"       Live reload: `{key}` has no effect; the server's own port serves it.")


def _reloading(report: BuildReport, ignore: tuple[str, ...]) -> list[str]:
    """Return the written paths, but for those whose source, or which themselves, a pattern in `ignore` names.

    Source: Jekyll 4.4.1, lib/jekyll/commands/serve.rb (register_reload_hooks); patterns know no folders.
    """
    return [
        path
        for path in report.written
        if not any(
            fnmatch.fnmatchcase(name, pattern)
            for pattern in ignore
            for name in (path, report.sources.get(path, path))
        )
    ]


def _certificate(config: Config) -> tuple[Path, Path] | None:
    """Return the files of the certificate and its key, which are named relative to the source.

    Source: Jekyll 4.4.1, lib/jekyll/commands/serve.rb (enable_ssl). Raises JekpyError.
    """
    names = [config.text(key) for key in ("ssl_cert", "ssl_key")]
    if not any(names):
        return None
    if not all(names):
        raise JekpyError("`ssl_cert` and `ssl_key` need each other", fix="name both, or none")
    certificate, key = (config.source / name for name in names)
    for path in (certificate, key):
        if not path.is_file():
            raise JekpyError(f"there is no file {path}", fix="name it relative to the site's folder")
    return certificate, key


def _check_detaching() -> None:
    if not hasattr(os, "fork"):
        raise JekpyError(
            "this system cannot detach a server", fix="start `jekpy serve` in a window of its own"
        )


def _detached() -> int:
    """Go on in another process, without a terminal; return its number, and 0 in that process itself."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    return 0


def _rebuilder(
    load: Callable[[], Config],
    build: Builder,
    settings: ServeSettings,
    console: Announcer,
    broadcaster: Broadcaster | None,
    ignored: tuple[str, ...],
) -> Rebuilder:
    def built(report: BuildReport) -> None:
        console.report(report)
        if broadcaster is not None:
            broadcaster.built([*_reloading(report, ignored), *report.removed])

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
        listening.listen(128)  # a browser that comes during the first build waits for it
    except OSError as error:
        listening.close()
        raise JekpyError(
            f"the server cannot listen on {host}:{port}: {error.strerror or error}",
            fix="choose another port with --port, or stop the program that uses this one",
        ) from error
    return listening


def _address(config: Config, port: int, *, secure: bool = False) -> str:
    host = config.text("host", "127.0.0.1")
    shown = "localhost" if host == "127.0.0.1" else f"[{host}]" if ":" in host else host
    return f"http{'s' if secure else ''}://{shown}:{port}"


def _run(
    app: Starlette,
    listening: socket.socket,
    rebuilder: Rebuilder | None,
    broadcaster: Broadcaster | None,
    certificate: tuple[Path, Path] | None,
) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=1,
            ssl_certfile=certificate and certificate[0],
            ssl_keyfile=certificate and certificate[1],
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
