"""The search index of a site: its pages' HTML in, Pagefind's files out.

Pagefind's program runs as a service: messages go in and come out as base64 of JSON, each followed by a
comma. The wheel's own client polls ten times a second, one answer each time, which takes a hundred seconds
for a thousand pages, and it writes to the working directory when it closes; so this module speaks to the
service itself: all requests in one go, all answers as they come. A service works on one core, so several
share the shards; each numbers its own from 0, and answers in the order in which it is asked.

Source of the protocol: Pagefind 1.5.2, the Python package's service/__init__.py and service/types.py.
"""

from __future__ import annotations

import base64
import json
import os
import re
from contextlib import suppress
from importlib import import_module
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, JekpyError
from jekpy.searching.shards import SEARCH_FOLDER

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["GivenUpError", "language_of", "search_index", "searchable_part", "searched_text"]

_GUARD_SECONDS: Final = 0.02

_BODY_MARK = "data-pagefind-body"
_OTHER_MARK = re.compile(r"data-pagefind-(?!body)")
_MAIN = re.compile(r"<main\b[^<>]*\bdata-pagefind-body\b")
_MAIN_END: Final = "</main"
_LANGUAGE = re.compile(r"<html\b[^<>]*?\blang\s*=\s*[\"']?([A-Za-z0-9-]+)", re.IGNORECASE)
# Lists of contents: what they name is found where it stands. The comments mark what has no mark of its own.
_LISTS = ["#markdown-toc"]
_NOT_FOUND = re.compile(r"<!-- no search -->.*?<!-- /no search -->", re.DOTALL)
# What stands inside a text: Pagefind reads on over such tags, so they only take its time.
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup)\b[^<>]*>")
# Pagefind's ready-made search boxes: the theme has its own.
_UNUSED = re.compile(r"pagefind-(?:ui|modular-ui|component-ui|highlight)\.(?:js|css)")
# What searches: the first shard's is for all.
_PROGRAM = re.compile(r"pagefind(?:-worker)?\.js|wasm\..*\.pagefind")


class GivenUpError(Exception):
    """The index is not wanted any more."""


def search_index(
    shards: Mapping[str, Sequence[tuple[str, str]]],
    is_wanted: Callable[[], bool] = lambda: True,
    jobs: int = 1,
) -> dict[str, dict[str, bytes]]:
    """Return the files of each shard of the search index, by output path below the destination.

    `shards` has for the folder of each (`pagefind/`, `pagefind/1/`, ...) its pages: pairs of URL (without
    base URL) and `searched_text`. Equal pages in equal order give equal bytes. The shard in `pagefind/`
    alone has the program that searches. Services for `jobs` cores share the work. `is_wanted` is asked again
    and again meanwhile; GivenUpError is raised once it says no. Raises JekpyError when Pagefind is missing or
    fails.
    """
    folders = list(shards)
    services = jobs if jobs < 2 else jobs + 1  # one more, for the time that each waits to be asked or heard
    groups = [folders[start::services] for start in range(min(services, len(folders)))]
    if len(groups) < 2:
        return _made(shards, is_wanted) if shards else {}
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(groups)) as pool:
        made = pool.map(lambda group: _made({name: shards[name] for name in group}, is_wanted), groups)
        files = {name: found for shard in made for name, found in shard.items()}
    return {name: files[name] for name in folders}


def _made(
    shards: Mapping[str, Sequence[tuple[str, str]]], is_wanted: Callable[[], bool]
) -> dict[str, dict[str, bytes]]:
    """Return the files of each shard, made by one service."""
    requests: list[Mapping[str, object]] = []
    for number, pages in enumerate(shards.values()):
        requests.append({"type": "NewIndex", "config": {"exclude_selectors": _LISTS}})
        requests.extend(
            {"type": "AddFile", "index_id": number, "url": url, "file_contents": html} for url, html in pages
        )
        requests.append({"type": "GetFiles", "index_id": number})
    asked = zip(requests, _answers(requests, is_wanted), strict=True)
    lists = [answer.get("files") for request, answer in asked if request["type"] == "GetFiles"]
    return {name: _files(name, files) for name, files in zip(shards, lists, strict=True)}


def _files(shard: str, files: object) -> dict[str, bytes]:
    """Return the files of an answer that the shard in that folder needs."""
    if not isinstance(files, list):
        raise _failure("an answer holds no files")
    return {
        shard + file["path"]: base64.b64decode(file["content"])
        for file in sorted(files, key=lambda file: str(file["path"]))
        if not _UNUSED.fullmatch(file["path"])
        and (shard == SEARCH_FOLDER or not _PROGRAM.fullmatch(file["path"]))
    }


def searchable_part(html: str) -> str | None:
    """Return the part of a page that counts for search; None if nothing of it does.

    That is a page without the mark `data-pagefind-body`, which is not found.
    """
    mark, end = html.find(_BODY_MARK), html.rfind(_MAIN_END)
    if mark < 0:
        return None
    # Most of a page may be its menu, in which a search for a tag's name takes long.
    main = _MAIN.match(html, max(html.rfind("<main", 0, mark), 0))
    if main is None or end < main.end():
        return html
    language = _LANGUAGE.search(html)
    text = html[main.start() : end]
    return f'<html lang="{language[1] if language else "en"}"><body>{text}{_MAIN_END}></body></html>'


def searched_text(part: str) -> str:
    """Return what `search_index` needs of a page's searchable part: without tags that it makes nothing of.

    Nor is there what stands between the comments `<!-- no search -->` and `<!-- /no search -->`.
    """
    text = part if _OTHER_MARK.search(part) else _INLINE_TAG.sub("", part)
    return _NOT_FOUND.sub("", text)


def language_of(html: str) -> str:
    """Return the language that a page says it has, as Pagefind tells them apart; "" where it says none."""
    found = _LANGUAGE.search(html)
    return found[1].lower() if found else ""


def _answers(
    requests: Sequence[Mapping[str, object]], is_wanted: Callable[[], bool]
) -> list[Mapping[str, object]]:
    """Return the service's answers to `requests`, in their order."""
    import subprocess

    is_done = Event()
    with subprocess.Popen(
        [_executable(), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as service:
        if service.stdin is None or service.stdout is None:  # pragma: no cover - both are pipes
            raise _failure("its pipes cannot be opened")
        # It answers while it is still being asked, so someone must read while another writes.
        writer = Thread(target=_write, args=(service.stdin, requests), daemon=True)
        writer.start()
        guard = Thread(target=_guard, args=(service, is_wanted, is_done), daemon=True)
        guard.start()
        try:
            messages = list(_messages(service.stdout, len(requests)))
        except JekpyError:
            service.kill()
            if not is_wanted():
                raise GivenUpError from None
            raise
        finally:
            is_done.set()
            guard.join()
            writer.join()
            with suppress(BrokenPipeError):
                service.stdin.close()
    answers: dict[int, Mapping[str, object]] = {}
    for message in messages:
        payload = message.get("payload")
        identifier = message.get("message_id")
        if not isinstance(payload, dict) or payload.get("type") == "Error" or not isinstance(identifier, int):
            raise _failure(str(payload.get("message") if isinstance(payload, dict) else message))
        answers[identifier] = payload
    return [answers[number] for number in sorted(answers)]


def _guard(service: subprocess.Popen[bytes], is_wanted: Callable[[], bool], is_done: Event) -> None:
    """End the service as soon as nobody wants its answers any more."""
    while not is_done.wait(_GUARD_SECONDS):
        if not is_wanted():
            service.kill()
            return


def _write(stdin: IO[bytes], requests: Sequence[Mapping[str, object]]) -> None:
    """Send the requests. The service ends when its input does, so the input stays open behind them."""
    try:
        for number, request in enumerate(requests, 1):
            message = {"message_id": number, "payload": request}
            stdin.write(base64.b64encode(json.dumps(message).encode()) + b",")
        stdin.flush()
    except BrokenPipeError:
        return  # the service is gone: the reader says so


def _messages(stdout: IO[bytes], count: int) -> Iterator[Mapping[str, object]]:
    pieces: list[bytes] = []
    while count:
        chunk: bytes = stdout.read1(1 << 20)  # type: ignore[attr-defined]
        if not chunk:
            said = b"".join(pieces).decode(errors="replace").strip()
            raise _failure(said[:200] or "it ended before it was done")
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield _message(b"".join((*pieces, end)))
            pieces.clear()
            count -= 1
        pieces.append(rest)


def _message(encoded: bytes) -> Mapping[str, object]:
    try:
        message = json.loads(base64.b64decode(encoded))
    except ValueError as error:
        raise _failure(encoded.decode(errors="replace")[:200]) from error
    if not isinstance(message, dict):
        raise _failure(str(message)[:200])
    return message


def _executable() -> str:
    """Return Pagefind's program, found as its own package finds it; that package takes long to load.

    Source: Pagefind 1.5.2, the Python package's service/__init__.py (get_executable).
    """
    path = os.environ.get("PAGEFIND_BINARY_PATH") or next(_installed(), None)
    if path is None:
        cause = "Pagefind's program is not installed, so there is no search"
        fix = "install 'pagefind[bin]', or set 'search_enabled: false'"
        raise JekpyError(Diagnostic("search-missing", cause, fix=fix))
    return path


def _installed() -> Iterator[str]:
    """Give the places of Pagefind's program on this machine, the one to take first."""
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        with suppress(ImportError, FileNotFoundError):
            yield str(import_module(package).get_executable())
    import shutil

    for name in ("pagefind_extended", "pagefind"):
        found = shutil.which(name)
        if found:
            yield found


def _failure(reason: str) -> JekpyError:
    fix = "set 'search_enabled: false' to build without search"
    return JekpyError(Diagnostic("search-failed", f"Pagefind cannot index the site: {reason}", fix=fix))
