"""Where the server listens."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jekpy.build import BuildReport
from jekpy.errors import JekpyError
from jekpy.serving.live_reload import EVENTS_PATH
from jekpy.serving.server import _address, _bind, _certificate, _headers, _reloading

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:4000"),
        ("0.0.0.0", "http://0.0.0.0:4000"),
        ("::1", "http://[::1]:4000"),
        ("me.test", "http://me.test:4000"),
    ],
)
def test_the_address_is_one_that_a_browser_takes(host: str, address: str, make_site: MakeSite) -> None:
    assert _address(make_site({}).config(host=host), 4000) == address


def test_a_port_in_use_is_an_error_that_says_what_to_do(make_site: MakeSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(JekpyError, match="--port"):
            _bind(make_site({}).config(port=port))


def test_a_host_that_is_not_this_machine_is_an_error(make_site: MakeSite) -> None:
    with pytest.raises(JekpyError, match="cannot listen"):
        _bind(make_site({}).config(host="192.0.2.1", port=0))


def test_headers_come_from_the_configuration(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "webrick: {headers: {X-A: 1, B: 'c d'}}"})
    assert _headers(site.config()) == {"X-A": "1", "B": "c d"}
    assert _headers(make_site({"_config.yml": "webrick: {headers: [a]}"}).config()) == {}


@pytest.mark.parametrize("header", ["{'a b': c}", '{a: "b\\nc: d"}', "{a: '☃'}"])
def test_a_header_that_http_does_not_allow_is_an_error(header: str, make_site: MakeSite) -> None:
    with pytest.raises(JekpyError, match="webrick"):
        _headers(make_site({"_config.yml": f"webrick: {{headers: {header}}}"}).config())


def test_what_is_ignored_reloads_no_page() -> None:
    sources = {"css/a.css": "css/a.scss", "a.html": "a.md", "2024/b.html": "_posts/2024-01-01-b.md"}
    report = BuildReport(Path("_site"), 3, 3, {}, tuple(sources), (), (), 0.1, sources)
    assert _reloading(report, ("*.scss",)) == ["a.html", "2024/b.html"]
    assert _reloading(report, ("css/a.css", "_posts/*")) == ["a.html"]
    assert _reloading(report, ()) == [*sources]


def test_jekylls_settings_of_live_reload_are_accepted(make_site: MakeSite) -> None:
    program = serve(
        make_site({"index.html": "---\n---\nHello."}),
        *("--livereload-port", "35729", "--livereload-ignore", "*.css,*.js"),
        *("--livereload-min-delay", "2", "--livereload-max-delay", "5"),
    )
    try:
        assert "has no effect" in line_with(program, "`livereload_port`")
        address = line_with(program, "Server address:").split()[-1]
        with urllib.request.urlopen(f"{address.rstrip('/')}{EVENTS_PATH}", timeout=10) as events:
            assert events.readline() == b"retry: 2000\n"
    finally:
        program.terminate()
        program.communicate()


def test_the_configuration_can_turn_live_reload_off(make_site: MakeSite) -> None:
    program = serve(make_site({"_config.yml": "livereload: false", "index.html": "---\n---\n<p>Hello."}))
    try:
        assert fetched(line_with(program, "Server address:").split()[-1]) == "<p>Hello."
    finally:
        program.terminate()
        program.communicate()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ssl_cert": "a.pem"}, "need each other"),
        ({"ssl_key": "a.pem"}, "need each other"),
        ({"ssl_cert": "a.pem", "ssl_key": "none.pem"}, "no file .*none.pem"),
    ],
)
def test_half_a_certificate_is_an_error(given: dict[str, str], message: str, make_site: MakeSite) -> None:
    with pytest.raises(JekpyError, match=message):
        _certificate(make_site({"a.pem": "x"}).config(**given))


def serve(site: SiteFolder, *options: str) -> subprocess.Popen[str]:
    """Start the command, on a port of its own choice."""
    command = [sys.executable, "-m", "jekpy", "serve", "-s", str(site.source), "-P", "0", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def line_with(program: subprocess.Popen[str], text: str) -> str:
    """Return the first line of what a program prints that has the text in it."""
    assert program.stdout is not None
    return next(line for line in program.stdout if text in line)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_site_is_served_by_https(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", "index.html": "---\n---\n{{ site.url }}"})
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", site.source / "key.pem", "-out", site.source / "cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
    program = serve(site, "--ssl-cert", "cert.pem", "--ssl-key", "key.pem", "--no-watch")
    try:
        address = line_with(program, "Server address:").split()[-1]
        assert address.startswith("https://localhost:")
        trust = ssl.create_default_context(cafile=str(site.source / "cert.pem"))
        assert fetched(address, trust) == address.rstrip("/")
    finally:
        program.terminate()
        program.communicate()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
def test_a_detached_server_goes_on_by_itself(make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "title: x", "index.html": "---\n---\nHello."})
    program = serve(site, "--detach")
    address = line_with(program, "Server address:").split()[-1]
    found = re.search(r"as process (\d+)", line_with(program, "Server detached:"))
    assert found is not None
    server = int(found[1])
    try:
        program.communicate(timeout=10)
        assert program.returncode == 0
        assert fetched(address) == "Hello."
    finally:
        os.kill(server, signal.SIGTERM)


def fetched(address: str, trust: ssl.SSLContext | None = None) -> str:
    """Return what a server answers."""
    with urllib.request.urlopen(address, context=trust, timeout=10) as answer:
        return str(answer.read().decode())
