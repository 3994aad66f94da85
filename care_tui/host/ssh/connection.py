"""One SSH connection and its channel, with bounds on all that asyncssh would keep for a client.

asyncssh takes keys, environment variables and data of any amount; what is overridden here is
what it offers no setting for. tests/faults/hosted holds each bound.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol, cast

import asyncssh

from care_tui.host.session_spec import LONGEST_SAID, SAID
from store.common.errors import Refused
from store.teams.ssh_keys import MemberKey, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from asyncssh.packet import SSHPacket

WINDOW, PACKET = 65_536, 16_384
"""Bytes that a client may have under way to its guest, and in one packet."""
MOST_TAKEN = 4_096
"""Bytes read from one connection before the others have their turn."""
_LONGEST_PACKET = 36_000
"""Bytes of a packet; RFC 4253 (6.1) wants 35,000 at least."""
_MOST_UNREAD = 1 << 19
"""Bytes that may come while an earlier packet is being answered."""
_MOST_HELD = 500
"""Packets that may wait for the end of a key exchange."""
_MOST_REQUESTS = 50
"""Requests on a channel that may wait for their answers."""
_SLOW_EXCHANGES = (
    "-gss-*,rsa*,diffie-hellman-group-exchange*,diffie-hellman-group14-sha1,"
    "diffie-hellman-group15*,diffie-hellman-group16*,diffie-hellman-group17*,"
    "diffie-hellman-group18*"
)
"""Key exchanges that keep the others waiting while they are reckoned, or are old."""


class ConnectionOwner(Protocol):
    """Whom a connection asks about its keys, and tells when its client is slow."""

    def client_is_slow(self, slow: bool) -> None:
        """The client takes nothing for now, or takes again."""

    def count_key(self) -> None:
        """Count a key that is shown. Raises PermissionDenied for one too many."""

    def note_unfit_key(self, reason: str) -> None:
        """Remember why a key that was shown cannot be used."""

    def accepts_key(self, key: MemberKey) -> bool:
        """Whether ``key``, just proved, logs in."""


class Connection(asyncssh.SSHServerConnection):
    """A connection that is read from no faster than it takes its answers."""

    @property
    def _connection_owner(self) -> ConnectionOwner:
        return cast("ConnectionOwner", self._owner)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.max_size = MOST_TAKEN  # type: ignore[attr-defined]
        self._max_recv_pktlen = _LONGEST_PACKET
        super().connection_made(transport)

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        super().data_received(data, datatype)
        if len(self._inpbuf) > _MOST_UNREAD:
            self.abort()

    def pause_writing(self) -> None:
        self._wait_for_client(True)

    def resume_writing(self) -> None:
        self._wait_for_client(False)

    def _wait_for_client(self, slow: bool) -> None:
        if self._transport is None:
            return
        if slow:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()
        self._connection_owner.client_is_slow(slow)

    def send_packet(self, pkttype: int, *args: bytes, **how: Any) -> None:
        super().send_packet(pkttype, *args, **how)
        if len(self._deferred_packets) > _MOST_HELD:
            self.abort()

    async def validate_public_key(
        self, username: str, key_data: bytes, msg: bytes, signature: bytes
    ) -> bool:
        """Whether the key logs in, and with ``msg`` whether it signed that; a key that
        nobody can log in with is not even decoded."""
        owner = self._connection_owner
        owner.count_key()
        try:
            key = key_of(key_data)
        except Refused as refused:
            owner.note_unfit_key(refused.message)
            return False
        if not await super().validate_public_key(username, key_data, msg, signature):
            return False
        return owner.accepts_key(key) if msg else True


class Channel(asyncssh.SSHServerChannel[bytes]):
    """A channel on which a client is listened to no longer than it keeps to its window."""

    def __init__(self, connection: asyncssh.SSHServerConnection) -> None:
        loop = asyncio.get_running_loop()
        lines = (False, False, 0, 0)
        super().__init__(connection, loop, True, *lines, None, "strict", WINDOW, PACKET)
        self._unread = 0
        """Bytes that wait for the guest; older versions of asyncssh let them grow without end."""

    def _accept_data(self, data: bytes, datatype: int | None = None) -> None:
        self._unread += len(data)
        if self._unread > WINDOW:
            raise asyncssh.ProtocolError("More was sent than the window allows.")
        super()._accept_data(data, datatype)

    def _deliver_data(self, data: bytes, datatype: int | None) -> None:
        self._unread -= len(data)
        super()._deliver_data(data, datatype)

    def process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> Any:
        if len(self._request_queue) >= _MOST_REQUESTS:
            raise asyncssh.ProtocolError("Too many requests at once.")
        return super().process_packet(pkttype, pktid, packet)

    def _process_env_request(self, packet: SSHPacket) -> bool:
        """Keep what is about the terminal; the rest is refused."""
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        variable = name.decode("latin-1")
        is_kept = variable in SAID and len(value) <= LONGEST_SAID and value.isascii()
        if is_kept:
            self._env[name] = value
        return is_kept


async def listen(
    bind: str,
    port: int,
    key: asyncssh.SSHKey,
    new_owner: Callable[[], asyncssh.SSHServer],
    **settings: float,
) -> asyncio.Server:
    """Serve SSH at an address, an owner by ``new_owner`` for each connection. Raises OSError."""
    options = asyncssh.SSHServerConnectionOptions(
        server_factory=new_owner,
        server_host_keys=[key],
        server_version="care",
        config=[],
        encoding=None,
        line_editor=False,
        password_auth=False,
        host_based_auth=False,
        gss_host=None,
        gss_kex=False,
        agent_forwarding=False,
        x11_forwarding=False,
        allow_scp=False,
        window=WINDOW,
        max_pktsize=PACKET,
        kex_algs=_SLOW_EXCHANGES,
        compression_algs=["none", "zlib@openssh.com"],
        **settings,
    )
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(loop, options), bind, port)
