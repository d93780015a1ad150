"""Telling open pages of builds."""

from __future__ import annotations

import asyncio
import json

import pytest

from jekpy.serving.live_reload import Broadcaster
from tests.support.asgi import run_apart


async def listen(broadcaster: Broadcaster, count: int, *, tell: object = None) -> list[str]:
    """Take the first messages of one connection; `tell` is called once it listens."""
    broadcaster.attach(asyncio.get_running_loop())
    heard = []
    async with asyncio.timeout(5):
        async for message in broadcaster.events():
            heard.append(message)
            if len(heard) == 1 and callable(tell):
                await asyncio.to_thread(tell)
            if len(heard) == count:
                break
    return heard


def data_of(message: str) -> object:
    return json.loads(message.partition("data: ")[2])


def test_a_page_hears_what_a_build_changed() -> None:
    broadcaster = Broadcaster()
    heard = run_apart(listen(broadcaster, 2, tell=lambda: broadcaster.built(["b.css", "a.html"])))
    assert heard[0].startswith(":")
    assert heard[1].startswith("event: built\n")
    assert data_of(heard[1]) == {"changed": ["a.html", "b.css"]}


def test_a_page_hears_why_a_build_failed_and_so_do_later_ones() -> None:
    broadcaster = Broadcaster()
    text = 'a.md:1: "</script>\n\nevent: built'
    heard = run_apart(listen(broadcaster, 2, tell=lambda: broadcaster.failed(text)))
    assert data_of(heard[1]) == {"text": text}
    assert heard[1].count("\n\n") == 1
    assert run_apart(listen(broadcaster, 1)) == [heard[1]]


def test_a_good_build_forgets_the_failure() -> None:
    broadcaster = Broadcaster()
    broadcaster.failed("bad")
    broadcaster.built([])
    assert run_apart(listen(broadcaster, 1)) == [": ready\n\n"]


def test_closing_ends_every_connection() -> None:
    broadcaster = Broadcaster()
    assert len(run_apart(listen(broadcaster, 9, tell=broadcaster.close))) == 1


def test_a_quiet_connection_is_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jekpy.serving.live_reload._HEARTBEAT_SECONDS", 0.01)
    assert run_apart(listen(Broadcaster(), 2))[1] == ": still here\n\n"


def test_telling_without_a_server_does_nothing() -> None:
    Broadcaster().built(["a"])
