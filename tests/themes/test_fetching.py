"""Fetching by HTTP, and which server and which version."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from jekpy.errors import ThemeError
from jekpy.themes.fetching import archive_url, fetch, find_release, gem_server, gem_url
from jekpy.themes.gemfile import GemPin
from tests.support.archives import serving

SUM = "ab" * 32
INDEX = f"""\
---
1.0.0 jekyll:>= 3.5|checksum:{SUM},ruby:>= 0
1.10.0 |checksum:{"cd" * 32}
1.9.0 |ruby:>= 2
2.0.0.rc1 |checksum:{"ef" * 32}
1.11.0-java |checksum:{"ef" * 32}
""".encode()


def test_a_file_is_fetched() -> None:
    with serving({"/x": b"content"}) as server:
        assert fetch(f"{server.url}/x") == b"content"


def test_redirects_are_followed_within_the_web() -> None:
    with serving({"/x": b"content"}) as server:
        server.redirects = {"/a": "/x", "/b": "file:///etc/passwd", "/c": "ftp://127.0.0.1/x"}
        assert fetch(f"{server.url}/a") == b"content"
        for path in ("/b", "/c"):
            with pytest.raises(ThemeError, match=r"not (safe to follow|allowed)"):
                fetch(server.url + path)


def test_what_is_too_large_is_refused() -> None:
    with serving({"/x": b"x" * 100}) as server, pytest.raises(ThemeError, match="too large"):
        fetch(f"{server.url}/x", limit=99)


def test_what_the_server_does_not_have_is_told_with_its_address() -> None:
    with serving({}) as server, pytest.raises(ThemeError, match=r"/x answers 404") as caught:
        fetch(f"{server.url}/x")
    assert "is the name right" in caught.value.diagnostic.fix


def test_without_a_connection_the_way_round_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(ThemeError, match="cannot be reached") as caught:
            fetch(f"http://127.0.0.1:{port}/x", timeout=2)
    assert "--from" in caught.value.diagnostic.fix


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "ftp://x/y", ""])
def test_only_the_web_is_fetched_from(url: str) -> None:
    with pytest.raises(ThemeError, match="no address on the web"):
        fetch(url)


@pytest.mark.parametrize(
    ("given", "environment", "remote", "server"),
    [
        ("https://a/", {"JEKPY_GEMS_URL": "https://b"}, "https://c", "https://a"),
        ("", {"JEKPY_GEMS_URL": "https://b"}, "https://c", "https://b"),
        ("", {}, "https://c/", "https://c"),
    ],
)
def test_the_gem_server_is_the_nearest_that_is_named(
    tmp_path: Path, given: str, environment: dict[str, str], remote: str, server: str
) -> None:
    assert gem_server(given, GemPin(remote=remote), {"HOME": str(tmp_path), **environment}) == server


@pytest.mark.parametrize("text", [":sources:\n- https://d/\n", "sources: [https://d]\n"])
def test_rubygems_own_configuration_names_one_too(tmp_path: Path, text: str) -> None:
    (tmp_path / ".gemrc").write_text(text)
    assert gem_server("", GemPin(), {"HOME": str(tmp_path)}) == "https://d"


@pytest.mark.skipif(Path("/etc/gemrc").exists(), reason="this machine names a gem server for all")
@pytest.mark.parametrize("text", ["", ":sources: x\n", ":sources: [ftp://x]\n", "[", "\t"])
def test_without_a_gem_server_it_is_told_where_to_name_one(tmp_path: Path, text: str) -> None:
    (tmp_path / ".gemrc").write_text(text)
    with pytest.raises(ThemeError, match="no gem server is named") as caught:
        gem_server("", GemPin(), {"HOME": str(tmp_path)})
    assert "JEKPY_GEMS_URL" in caught.value.diagnostic.fix


@pytest.mark.parametrize(
    ("version", "requirements", "found"),
    [
        ("", (), "1.10.0"),
        ("1.0.0", (), "1.0.0"),
        ("", ("~> 1.0.0",), "1.0.0"),
        ("", (">= 2.0.a",), "2.0.0.rc1"),
    ],
)
def test_the_newest_release_that_is_allowed_is_taken(
    version: str, requirements: tuple[str, ...], found: str
) -> None:
    with serving({"/info/x": INDEX}) as server:
        release = find_release(server.url, "x", version, GemPin(requirements=requirements))
    assert release.version == found
    assert release.sha256 == {"1.0.0": SUM, "1.10.0": "cd" * 32, "2.0.0.rc1": "ef" * 32}[found]


def test_a_server_that_lists_nothing_may_have_the_version_all_the_same() -> None:
    with serving({}) as server:
        assert find_release(server.url, "x", "1.0", GemPin()).sha256 == ""
        with pytest.raises(ThemeError, match="404"):
            find_release(server.url, "x", "", GemPin())


def test_a_requirement_that_nothing_meets_is_told() -> None:
    with serving({"/info/x": INDEX}) as server, pytest.raises(ThemeError, match="no version of x ~> 9"):
        find_release(server.url, "x", "", GemPin(requirements=("~> 9",)))


def test_names_are_quoted_in_addresses() -> None:
    assert gem_url("https://a", "x?y", "1") == "https://a/gems/x%3Fy-1.gem"
    assert archive_url("https://a/", "o/r", "b#c") == "https://a/o/r/archive/b%23c.tar.gz"
