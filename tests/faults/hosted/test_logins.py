"""Clients that mean harm to ``care host`` before they are in: keys, connections, coming and going.

Each is a real client on loopback. Meanwhile a member presses keys: they are answered, the server
and its guests stay small, the log short, and who has a key can still come in.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from asyncssh.packet import MPInt, String

from .harness import Host


class Offered(asyncssh.SSHKeyPair):
    """A public key that is only offered: nobody holds the other half."""

    def __init__(self, kind: bytes, blob: bytes) -> None:
        super().__init__(kind, kind, (kind,), (), blob, b"")
        self.sig_algorithm = kind

    def sign(self, _data: bytes) -> bytes:
        return b""


class Offering(asyncssh.SSHClient):
    """A client that offers one key after the other."""

    def __init__(self, keys: list[Offered]) -> None:
        self._keys = keys

    def public_key_auth_requested(self) -> Any:
        return self._keys.pop() if self._keys else None


class Joining(Offering):
    """A client that offers its keys and then has a code."""

    def __init__(self, keys: list[Offered], code: str) -> None:
        super().__init__(keys)
        self._code = code
        self.asked = 0

    def kbdint_auth_requested(self) -> str:
        return ""

    def kbdint_challenge_received(
        self, _name: Any, _instructions: Any, _lang: Any, prompts: Any
    ) -> Any:
        self.asked += bool(prompts)
        return [self._code] * len(prompts)


def rsa_key(size: int) -> tuple[bytes, bytes]:
    """An RSA key of so many bytes, which nobody could prove to hold."""
    modulus = b"\x01" + b"\xff" * (size - 1)
    return b"ssh-rsa", String(b"ssh-rsa") + MPInt(65537) + String(modulus)


async def test_keys_of_any_size_and_kind(host: Host) -> None:
    huge = b"\x01" + b"\xff" * 200_000
    offered = [(b"ssh-rsa", String(b"ssh-rsa") + MPInt(65537) + String(huge))]
    offered += [(b"ssh-ed448", String(b"ssh-ed448") + String(b"x" * 57))]
    offered += [(b"ssh-rsa", String(b"ssh-rsa") + MPInt(int.from_bytes(huge)) + String(huge[:256]))]
    with host.pressing():
        for _ in range(15 if not host.long else 300):
            keys = [Offered(*each) for each in offered]
            with contextlib.suppress(asyncssh.Error, OSError):
                await host.connect(client_factory=lambda keys=keys: Offering(keys))


async def test_a_key_longer_than_a_packet_ends_its_connection_and_no_other(host: Host) -> None:
    code = host.invite("Dana")
    with host.pressing():
        for _ in range(5 if not host.long else 50):
            client = Joining([Offered(*rsa_key(200_000))], code)
            with pytest.raises((asyncssh.Error, OSError)):
                await host.connect(username="join", client_factory=lambda c=client: c)
            assert not client.asked
    late = host.ssh(user="join")
    late.wait_for("Invite code:")
    late.type(f"{code}\r")
    late.wait_for("● Dana")


async def test_keys_nobody_can_hold_are_not_kept_for_who_joins_by_a_code(host: Host) -> None:
    code = host.invite("Dana")
    keys = [Offered(*rsa_key(30_000)) for _ in range(30)]
    client = Joining(keys, code)
    with host.pressing():
        how: dict[str, Any] = {"username": "join", "client_factory": lambda: client}
        async with await host.connect(compression_algs="none", **how) as connection:
            assert client.asked == 1
            guest = await connection.create_process(term_type="xterm", encoding=None)
            shown = b""
            while b"too long" not in shown:
                shown += await asyncio.wait_for(guest.stdout.read(4096), 60)


async def test_connections_that_log_in_and_open_nothing(host: Host) -> None:
    count = 1650 if host.long else 200
    made = []
    with host.pressing():
        for number in range(count):
            with contextlib.suppress(OSError, asyncssh.Error):
                made.append(await host.connect(host.dana, f"127.0.1.{number % 2 + 1}"))
        files = len(list(Path(f"/proc/{host.pid}/fd").iterdir()))
        assert files < 180
    for each in made:
        each.abort()


async def test_strangers_who_wait_lock_nobody_out(host: Host) -> None:
    held = []
    with host.pressing():
        for number in range(500):
            address = (f"127.0.2.{number % 200 + 1}", 0)
            port = int(host.server.port)
            held.append(await asyncio.open_connection("127.0.0.1", port, local_addr=address))
        late = host.ssh(key=host.dana)
        late.wait_for("● Dana")
    for _, writer in held:
        writer.close()


async def test_coming_and_going_without_end_does_not_fill_the_log(host: Host) -> None:
    began = time.monotonic()
    with host.pressing():
        for _ in range(35 if not host.long else 400):
            async with await host.connect(host.dana) as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                await process.stdout.read(1)
    minutes = int((time.monotonic() - began) / 60) + 1
    assert host.logged.count("Somebody") <= minutes * 60
