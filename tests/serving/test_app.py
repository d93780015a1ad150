"""The dev server: what it serves, what it never serves, and to whom."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from jekpy.serving.app import make_app
from jekpy.serving.live_reload import EVENTS_PATH, SCRIPT_PATH, Broadcaster, with_script
from tests.support.asgi import request

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.html": "<html><head></head>home</html>",
    "about.html": "about",
    "both.html": "page",
    "both/index.html": "folder",
    "sub/index.html": "sub",
    "sub/index.json": "{}",
    "feed/index.xml": "<feed/>",
    "empty/x.txt": "x",
    "page.xhtml": "xhtml",
    "a b.html": "space",
    "ünï.html": "umlaut",
    "style.css": "a{}",
    "data.json": "{}",
    "pic.png": "png",
    "font.woff2": "font",
    "file": "no extension",
    ".htaccess": "secret",
    ".well-known/x.txt": "known",
    "percent%2e.txt": "percent",
    "404.html": "<head></head>lost",
}


@pytest.fixture
def destination(tmp_path: Path) -> Path:
    """Give a built site, with a secret beside it and links in it that lead there."""
    folder = tmp_path / "_site"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "_site-secret").mkdir()
    (tmp_path / "_site-secret" / "x.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "out").symlink_to(tmp_path)
    (folder / "ring").symlink_to("ring")
    (folder / "inside.html").symlink_to("about.html")
    return folder


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", FILES["index.html"]),
        ("/index.html", FILES["index.html"]),
        ("/about", "about"),
        ("/about.html", "about"),
        ("/both/", "folder"),
        ("/both.html", "page"),
        ("/sub/", "sub"),
        ("/feed/", "<feed/>"),
        ("/page", "xhtml"),
        ("/a%20b", "space"),
        ("/%C3%BCn%C3%AF.html", "umlaut"),
        ("/file", "no extension"),
        ("/.well-known/x.txt", "known"),
        ("/inside", "about"),
        ("/percent%252e.txt", "percent"),
    ],
)
def test_a_path_leads_to_its_file(path: str, body: str, destination: Path) -> None:
    answer = request(make_app(destination), path)
    assert (answer.status, answer.body.decode()) == (200, body)


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/about/",
        "/about.html/",
        "/empty/",
        "/.htaccess",
        "/link.txt",
        "/out/secret.txt",
        "/out/",
        "/ring",
        "/../secret.txt",
        "/../_site-secret/x.txt",
        "/sub/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//../secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%00",
        "/about.html%00.txt",
        "/about%00",
        "/./../secret.txt",
        "/....//secret.txt",
        "/~root",
        "/%ff%fe",
        "/" + "a" * 5_000,
        "/" + "../" * 50 + "etc/passwd",
    ],
)
def test_nothing_else_is_served(path: str, destination: Path) -> None:
    answer = request(make_app(destination), path)
    assert answer.status == 404
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    ("path", "to"), [("/both", "/both/"), ("/sub", "/sub/"), ("/empty", "/empty/"), ("//sub", "/sub/")]
)
def test_a_folder_is_gone_to_with_a_slash(path: str, to: str, destination: Path) -> None:
    answer = request(make_app(destination), path)
    assert (answer.status, answer.headers["location"]) == (301, to)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:4000", "localhost.evil.example", "127.0.0.1.evil", "[::2]:4000", ""],
)
def test_a_request_for_another_host_is_refused(host: str, destination: Path) -> None:
    assert request(make_app(destination), "/", host=host).status == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000", "me.test:1"])
def test_this_machine_goes_by_its_names(host: str, destination: Path) -> None:
    assert request(make_app(destination, host="me.test"), "/", host=host).status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_server_for_all_answers_all(host: str, destination: Path) -> None:
    assert request(make_app(destination, host=host), "/", host="any.example").status == 200


def test_another_hosts_page_cannot_listen_in(destination: Path) -> None:
    app = make_app(destination, broadcaster=Broadcaster())
    assert request(app, SCRIPT_PATH, host="evil.example").status == 403
    assert request(app, EVENTS_PATH, host="evil.example").status == 403


@pytest.mark.parametrize("baseurl", ["/base", "base", "/base/"])
def test_a_site_below_a_base_is_served_there_alone(baseurl: str, destination: Path) -> None:
    app = make_app(destination, baseurl=baseurl)
    assert request(app, "/base/about").body == b"about"
    assert request(app, "/base/").body.decode() == FILES["index.html"]
    assert request(app, "/base").headers["location"] == "/base/"
    assert request(app, "/base/sub").headers["location"] == "/base/sub/"
    assert request(app, "/about").status == 404
    assert request(app, "/basement").status == 404
    assert request(app, "/base/../about").status in (200, 404)
    assert request(app, "/base/../../secret.txt").status == 404


def test_the_sites_own_page_says_that_there_is_none(destination: Path) -> None:
    answer = request(make_app(destination), "/nope")
    assert (answer.status, answer.body) == (404, b"<head></head>lost")
    (destination / "404.html").unlink()
    assert b"no such page" in request(make_app(destination), "/nope").body


def test_a_missing_page_shows_why_the_build_failed_and_comes_when_it_is_mended(destination: Path) -> None:
    (destination / "404.html").unlink()
    broadcaster = Broadcaster()
    app = make_app(destination, broadcaster=broadcaster)
    broadcaster.failed("a.html:1:1: error <x>")
    answer = request(app, "/nope")
    assert answer.status == 404
    assert b"a.html:1:1: error &lt;x&gt;" in answer.body
    assert SCRIPT_PATH.encode() in answer.body
    broadcaster.built(["nope.html"])
    assert b"error" not in request(app, "/nope").body


def test_outside_of_the_base_a_page_leads_there(destination: Path) -> None:
    answer = request(make_app(destination, baseurl='/ba"se'), "/")
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b'<a href="/ba&quot;se/">' in answer.body


def test_a_query_survives_the_way_to_a_folder(destination: Path) -> None:
    app = make_app(destination, baseurl="/base")
    assert request(app, "/base/sub", query="q=a%20b&c").headers["location"] == "/base/sub/?q=a%20b&c"
    assert request(app, "/base", query="q=a").headers["location"] == "/base/?q=a"


def test_headers_of_the_site_go_out_with_every_answer(destination: Path) -> None:
    app = make_app(destination, headers={"X-Frame": "a", "cache-control": "max-age=9"})
    for path in ("/", "/style.css", "/sub", "/nope"):
        headers = request(app, path).headers
        assert (headers["x-frame"], headers["cache-control"]) == ("a", "max-age=9")
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/page.xhtml", "application/xhtml+xml"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/pic.png", "image/png"),
        ("/font.woff2", "font/woff2"),
        ("/file", "application/octet-stream"),
    ],
)
def test_a_file_goes_out_as_what_it_is(path: str, kind: str, destination: Path) -> None:
    answer = request(make_app(destination), path)
    assert answer.headers["content-type"] == kind
    assert "no-cache" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_part_of_a_file_is_sent_when_asked_for(destination: Path) -> None:
    answer = request(make_app(destination), "/about.html", headers={"Range": "bytes=1-3"})
    assert (answer.status, answer.body) == (206, b"bou")
    assert answer.headers["content-range"] == "bytes 1-3/5"


def test_a_part_that_is_not_there_is_refused(destination: Path) -> None:
    answer = request(make_app(destination), "/about.html", headers={"Range": "bytes=90-99"})
    assert answer.status == 416


def test_head_sends_no_body(destination: Path) -> None:
    answer = request(make_app(destination), "/about.html", method="HEAD")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "5")


@pytest.mark.parametrize("wanted", ["bytes=5-2", "bytes=a-b", "bytes=", "lines=1-2", "bytes=1-2,x", "x"])
def test_a_range_that_is_none_is_ignored(wanted: str, destination: Path) -> None:
    answer = request(make_app(destination), "/about.html", headers={"Range": wanted})
    assert (answer.status, answer.body) == (200, b"about")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_taken(method: str, destination: Path) -> None:
    assert request(make_app(destination), "/about.html", method=method).status == 405


def test_pages_get_the_script_only_with_live_reload(destination: Path) -> None:
    plain, live = make_app(destination), make_app(destination, broadcaster=Broadcaster())
    assert b"<script" not in request(plain, "/").body
    assert SCRIPT_PATH.encode() in request(live, "/").body
    assert SCRIPT_PATH.encode() in request(live, "/nope").body
    assert request(live, "/style.css").body == b"a{}"
    assert request(live, SCRIPT_PATH).headers["content-type"].startswith("text/javascript")
    assert request(plain, EVENTS_PATH).status == 404


TAG = f'<script src="{SCRIPT_PATH}" defer></script>'.encode()


@pytest.mark.parametrize(
    ("html", "with_tag"),
    [
        (b"<head><title>x</title></head><body>", b"<head><title>x</title>" + TAG + b"</head><body>"),
        (b"<HEAD></HEAD >", b"<HEAD>" + TAG + b"</HEAD >"),
        (b"<body class=x>y", TAG + b"<body class=x>y"),
        (b"plain", b"plain" + TAG),
        (b"", TAG),
    ],
)
def test_the_script_goes_to_the_end_of_the_head(html: bytes, with_tag: bytes) -> None:
    assert with_script(html) == with_tag


def test_a_page_in_xml_stays_well_formed_and_goes_out_as_what_it_is(destination: Path) -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body/></html>'
    (destination / "page.xhtml").write_text(page)
    (destination / "bare.xhtml").write_text("<html/>")
    app = make_app(destination, broadcaster=Broadcaster())
    answer = request(app, "/page.xhtml")
    assert answer.headers["content-type"] == "application/xhtml+xml"
    assert SCRIPT_PATH.encode() in answer.body
    ET.fromstring(answer.body)
    assert request(app, "/bare.xhtml").body == b"<html/>"


@pytest.mark.parametrize(
    ("policy", "served"),
    [
        ("default-src 'self'", "default-src 'self'; script-src-elem 'self'; connect-src 'self'"),
        (
            "default-src 'none'; script-src https://a.b; connect-src *.c.d; img-src *",
            "default-src 'none'; script-src https://a.b 'self'; connect-src *.c.d 'self'; img-src *",
        ),
        ("connect-src 'none'; connect-src *", "connect-src 'self'"),
        ("script-src &#39;nonce-a&#39;;", "script-src 'nonce-a' 'self'"),
        ("img-src data:", "img-src data:"),
    ],
)
def test_a_pages_own_policy_lets_live_reload_through(policy: str, served: str) -> None:
    page = '<head><meta http-equiv="Content-Security-Policy"\n content="{}"></head>'
    end = TAG.decode() + "</head>"
    got = with_script(page.format(policy).encode()).decode()
    assert got == page.format(escape(served)).replace("</head>", end)


def test_a_policy_that_cannot_be_read_stays_as_it_is() -> None:
    page = b'<head><meta http-equiv="Content-Security-Policy" name=x></head>'
    assert with_script(page) == page.replace(b"</head>", TAG + b"</head>")


def test_a_folder_is_listed_when_that_is_asked_for(destination: Path) -> None:
    app = make_app(destination, list_folders=True)
    home = request(app, "/")
    assert home.status == 200
    listed = re.findall(r'<a href="([^"]*)">', home.body.decode())
    assert listed[:4] == ["./both/", "./empty/", "./feed/", "./sub/"]
    assert {"./a%20b.html", "./inside.html", "./style.css"} <= set(listed)
    assert not {"./.htaccess", "./.well-known/", "./link.txt", "./out/", "./ring", "../"} & set(listed)
    below = request(app, "/sub/")
    assert re.findall(r'<a href="([^"]*)">', below.body.decode()) == ["../", "./index.html", "./index.json"]
    assert request(app, "/sub/index.html").body.decode() == "sub"
    assert request(app, "/out/").status == 404


def test_names_in_a_listing_are_text(destination: Path) -> None:
    (destination / "sub/<b>&.txt").write_text("x")
    text = request(make_app(destination, list_folders=True), "/sub/").body.decode()
    assert '<a href="./%3Cb%3E%26.txt">&lt;b&gt;&amp;.txt</a>' in text
