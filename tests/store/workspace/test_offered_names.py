"""Names for a shell that completes a line: never waited for."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator
from datetime import date
from threading import Thread

import pytest

from store.workspace import offered_names

_WELCOME = (
    b"R" + struct.pack("!II", 8, 0)
    + b"S" + struct.pack("!I", 25) + b"server_encoding\0UTF8\0"
    + b"Z" + struct.pack("!I", 5) + b"I"
)  # fmt: skip
"""Logged in, UTF-8, ready."""


def _take(listening: socket.socket, callers: list[socket.socket], *, lets_in: bool) -> None:
    """Take callers, let them in if that is wished, and answer nothing more."""
    with contextlib.suppress(OSError):
        while True:
            caller, _ = listening.accept()
            callers.append(caller)
            said = caller.recv(8) if lets_in else b""
            while lets_in and said[4:] in (b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"):
                caller.sendall(b"N")  # No TLS, no GSS.
                said = caller.recv(8)
            if lets_in:
                caller.sendall(_WELCOME)


@pytest.fixture(params=[False, True], ids=["before the login", "after the login"])
def stopped_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a server that takes connections and then says nothing."""
    callers: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        words = {"lets_in": request.param}
        taking = Thread(target=_take, args=(listening, callers), kwargs=words, daemon=True)
        taking.start()
        yield f"postgresql://care@127.0.0.1:{listening.getsockname()[1]}/care"
    for caller in callers:
        caller.close()


def test_a_server_that_stopped_offers_nothing_and_is_not_waited_for(
    stopped_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offered_names, "_WAIT", 0.3)
    asking = Thread(
        target=offered_names.offered_names,
        args=(stopped_server, "team", None, date(2026, 12, 1)),
        daemon=True,
    )
    asking.start()
    asking.join(10)
    assert not asking.is_alive()
