"""Where the server listens."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from jekpy.errors import JekpyError
from jekpy.serving.server import _address, _bind

if TYPE_CHECKING:
    from tests.support.sites import MakeSite


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
