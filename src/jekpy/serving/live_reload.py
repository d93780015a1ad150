"""Telling open pages what a rebuild changed, by server-sent events, and the script that listens."""

from __future__ import annotations

import asyncio
import json
import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

__all__ = ["EVENTS_PATH", "SCRIPT", "SCRIPT_PATH", "Broadcaster", "with_script"]

EVENTS_PATH: Final = "/__jekpy__/events"
SCRIPT_PATH: Final = "/__jekpy__/live-reload.js"

_HEAD_END: Final = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)
_POLICY: Final = re.compile(rb"<meta\b[^<>]*?\bContent-Security-Policy\b[^<>]*>", re.IGNORECASE)
_CONTENT: Final = re.compile(r"\bcontent\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_HEARTBEAT_SECONDS: Final = 15.0

SCRIPT: Final = """\
(() => {
  const overlayId = "jekpy-error-overlay";
  const scrollKey = "jekpy-scroll:" + location.pathname;
  const kept = sessionStorage.getItem(scrollKey);
  if (kept !== null) {
    sessionStorage.removeItem(scrollKey);
    addEventListener("load", () => scrollTo({ top: Number(kept), behavior: "instant" }));
  }
  const reload = () => {
    sessionStorage.setItem(scrollKey, String(scrollY));
    location.reload();
  };
  const swapStylesheets = () => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("jekpy", Date.now());
      const fresh = link.cloneNode();
      fresh.href = url;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  };
  const hideErrors = () => document.getElementById(overlayId)?.remove();
  const showErrors = (text) => {
    hideErrors();
    const overlay = document.createElement("div");
    overlay.id = overlayId;
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "position:fixed;inset:0;z-index:2147483647;overflow:auto;padding:2rem;" +
      "background:rgba(20,20,24,.94);color:#f4f4f6;font:14px/1.5 ui-monospace,monospace";
    const title = document.createElement("strong");
    title.textContent = "The site could not be built";
    title.style.cssText = "display:block;margin-bottom:1rem;color:#ff8080;font-size:16px";
    const pre = document.createElement("pre");
    pre.textContent = text;
    pre.style.cssText = "white-space:pre-wrap;margin:0;background:none;border:0;color:inherit";
    overlay.append(title, pre);
    overlay.addEventListener("click", hideErrors);
    document.body.append(overlay);
  };
  const source = new EventSource("%s");
  let broken = false;
  source.addEventListener("built", (event) => {
    const { changed } = JSON.parse(event.data);
    const wasBroken = broken;
    broken = false;
    hideErrors();
    if (changed.length && changed.every((path) => /\\.css(\\.map)?$/.test(path))) swapStylesheets();
    else if (changed.length) reload();
    else if (wasBroken) hideErrors();
  });
  source.addEventListener("failed", (event) => {
    broken = true;
    showErrors(JSON.parse(event.data).text);
  });
  addEventListener("pagehide", () => source.close());
})();
""".replace("%s", EVENTS_PATH)


def with_script(html: bytes, *, is_xml: bool = False) -> bytes:
    """Return a page's HTML with the script that listens, at the end of its head.

    Where the page has a policy of its own for what it may load, that lets the script through, and its
    connection. A page in XML stays well-formed; one without head and body stays as it is.
    """
    defer = 'defer="defer"' if is_xml else "defer"
    tag = f'<script src="{SCRIPT_PATH}" {defer}></script>'.encode()
    match = _HEAD_END.search(html)
    if is_xml and match is None:
        return html
    end = match.start() if match else len(html)
    return _POLICY.sub(_open_policy, html[:end]) + tag + html[end:]


def _open_policy(match: re.Match[bytes]) -> bytes:
    """Return the tag of a policy, changed so that the page may load from its own server what it needs to.

    Source: Content Security Policy Level 3, sections 2.2.1 (parsing), 6.1 (fetch directives).
    """
    tag = match[0].decode("utf-8", "surrogateescape")
    content = _CONTENT.search(tag)
    if content is None:
        return match[0]
    directives: dict[str, list[str]] = {}
    for part in unescape(content[0][content[0].index("=") + 1 :].strip()[1:-1]).split(";"):
        name, *sources = part.split() or [""]
        directives.setdefault(name.lower(), sources)  # of two with one name, browsers take the first
    directives.pop("", None)
    for names in (("script-src-elem", "script-src", "default-src"), ("connect-src", "default-src")):
        found = next((name for name in names if name in directives), None)
        if found is not None:
            kept = [source for source in directives[found] if source.lower() not in ("'none'", "'self'")]
            directives[names[0] if found == "default-src" else found] = [*kept, "'self'"]
    policy = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    opened = f'{tag[: content.start()]}content="{escape(policy)}"{tag[content.end() :]}'
    return opened.encode("utf-8", "surrogateescape")


class Broadcaster:
    """Sends events to every open page; told from the thread that builds, it speaks from the server's."""

    def __init__(self, retry_seconds: float | None = None) -> None:
        self._retry_seconds = retry_seconds
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.failure = ""
        """Why the last build failed, as text; empty after one that went well."""

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the server's event loop."""
        self._loop = loop

    def built(self, changed: Iterable[str]) -> None:
        """Tell that a build went well, and which paths of the site changed."""
        self.failure = ""
        self._send(_event("built", {"changed": sorted(changed)}))

    def failed(self, text: str) -> None:
        """Tell that a build failed; pages opened from now on hear of it too."""
        self.failure = text
        self._send(_event("failed", {"text": text}))

    def close(self) -> None:
        """End all connections."""
        self._send(None)

    def _send(self, message: str | None) -> None:
        if self._loop is None or self._loop.is_closed():
            return
        for queue in list(self._queues):
            self._loop.call_soon_threadsafe(queue.put_nowait, message)

    async def events(self) -> AsyncIterator[str]:
        """Give the events of one connection, with a comment now and then to keep it open."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            if self._retry_seconds is not None:
                yield f"retry: {round(self._retry_seconds * 1000)}\n\n"
            yield _event("failed", {"text": self.failure}) if self.failure else ": ready\n\n"
            while True:
                try:
                    message = await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if message is None:
                    return
                yield message
        finally:
            self._queues.discard(queue)


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
