"""Keys that live in a security key log in like any other: here one that is made up."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import asyncssh
import pytest
from asyncssh.packet import Byte, String
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from store.teams import access

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted

KIND = b"sk-ssh-ed25519@openssh.com"
APPLICATION = b"ssh:"
TOUCHED = 1


class SecurityKey(asyncssh.SSHKeyPair):
    """Signs as OpenSSH's PROTOCOL.u2f says, without anybody touching anything."""

    def __init__(self, flags: int = TOUCHED) -> None:
        self._key = Ed25519PrivateKey.generate()
        self._flags = flags
        public = self._key.public_key().public_bytes_raw()
        blob = String(KIND) + String(public) + String(APPLICATION)
        super().__init__(KIND, KIND, (KIND,), (), blob, b"")

    def sign(self, data: bytes) -> bytes:
        said = Byte(self._flags) + (7).to_bytes(4, "big")
        digests = [hashlib.sha256(part).digest() for part in (APPLICATION, data)]
        signed = self._key.sign(digests[0] + said + digests[1])
        return String(KIND) + String(signed) + said


class Client(asyncssh.SSHClient):
    def __init__(self, key: SecurityKey) -> None:
        self._key: SecurityKey | None = key

    def public_key_auth_requested(self) -> Any:
        key, self._key = self._key, None
        return key


async def come(host: Hosted, key: SecurityKey) -> Any:
    return await asyncssh.connect(
        "127.0.0.1", int(host.server.port), username="care", known_hosts=None, config=None,
        agent_path=None, client_factory=lambda: Client(key), local_addr=(host.address, 0),
    )  # fmt: skip


async def test_a_security_key_logs_in(host: Hosted) -> None:
    key = SecurityKey()
    line = f"{KIND.decode()} {base64.b64encode(key.public_data).decode()}"
    with pytest.raises(asyncssh.PermissionDenied):
        await come(host, key)
    access.add_key(host.room, host.member("Dana"), line)
    async with await come(host, key) as client:
        app = await client.create_process(term_type="xterm", encoding=None)
        assert await app.stdout.read(1)
        app.close()
