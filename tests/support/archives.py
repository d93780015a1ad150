"""Gems and archives of repositories, made from a mapping of files; and a server on loopback that has them."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["COMMIT", "THEME", "Server", "a_gem", "a_repository", "a_tar", "serving", "tar_gz"]

THEME: Final = {
    "_layouts/default.html": "<main>{{ content }}</main>",
    "_includes/nav.html": "nav",
    "assets/style.css": "body {}",
}
"""The files of a small theme."""

COMMIT: Final = "0123456789abcdef0123456789abcdef01234567"
"""The commit that archives of repositories here are of."""


def a_tar(files: Mapping[str, str | bytes], more: Sequence[tarfile.TarInfo] = (), comment: str = "") -> bytes:
    """Return a tar file; `more` are members without content."""
    buffer = io.BytesIO()
    headers = {"comment": comment} if comment else {}
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT, pax_headers=headers) as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            raw = content if isinstance(content, bytes) else content.encode()
            member.size, member.mtime = len(raw), 1_700_000_000
            tar.addfile(member, io.BytesIO(raw))
        for member in more:
            tar.addfile(member)
    return buffer.getvalue()


def tar_gz(
    files: Mapping[str, str | bytes], more: Sequence[tarfile.TarInfo] = (), comment: str = ""
) -> bytes:
    """Return a `.tar.gz`."""
    return gzip.compress(a_tar(files, more, comment), mtime=0)


def a_gem(
    name: str,
    version: str,
    files: Mapping[str, str | bytes] = THEME,
    *,
    needs: Sequence[str] = (),
    data: bytes | None = None,
    wrong_checksum: bool = False,
) -> bytes:
    """Return a gem file, as RubyGems makes it; `needs` are the gems it needs to run."""
    lines = ["--- !ruby/object:Gem::Specification", f"name: {name}", "version: !ruby/object:Gem::Version"]
    lines += [f"  version: '{version}'", "dependencies:"]
    for kind, gems in ((":runtime", needs), (":development", ("rake",))):
        for gem in gems:
            lines += ["- !ruby/object:Gem::Dependency", f"  name: {gem}", f"  type: {kind}"]
    metadata = gzip.compress("\n".join(lines).encode(), mtime=0)
    data = tar_gz(files) if data is None else data
    named = "0" * 64 if wrong_checksum else hashlib.sha256(data).hexdigest()
    checksums = f"---\nSHA256:\n  data.tar.gz: {named}\n"
    return a_tar(
        {"metadata.gz": metadata, "data.tar.gz": data, "checksums.yaml.gz": gzip.compress(checksums.encode())}
    )


def a_repository(files: Mapping[str, str | bytes] = THEME, *, top: str = "theme-main") -> bytes:
    """Return the archive of a repository, as hosts of repositories make it."""
    return tar_gz({f"{top}/{path}": content for path, content in files.items()}, comment=COMMIT)


@dataclass
class Server:
    """A server on loopback: what it has, by path, and what it was asked for."""

    url: str
    files: dict[str, bytes]
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[Server]:
    """Serve `files`, by path, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            if self.path in server.redirects:
                self.send_response(302)
                self.send_header("Location", server.redirects[self.path])
                self.end_headers()
                return
            content = server.files.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Keep silent."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{listening.server_address[1]}", dict(files))
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
