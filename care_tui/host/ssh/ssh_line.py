"""The line by which members come with an SSH client: listens, and lets in who logs in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import asyncssh

from care_tui.host.limits import cannot_listen
from care_tui.host.login import AccessLookup
from care_tui.host.ssh.connection import listen
from care_tui.host.ssh.host_key import host_key
from care_tui.host.ssh.ssh_auth import InviteConnections, SshAuthServer
from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from care_tui.host.fork_client import ForkClient
    from care_tui.host.login_rate_limiter import LoginRateLimiter
    from care_tui.host.sessions import Sessions

LOGIN = 60.0
"""Seconds from a connection to its login; long enough to compare the host key."""
ALIVE, MOST_SILENT = 15.0, 3
"""A client is asked every so many seconds whether it lives, and let go after so many silences."""


@dataclass(frozen=True)
class SshAddress:
    """Where to listen, and the file of the server's own key."""

    bind: str
    port: int
    key: Path


class SshLine:
    """Serves SSH once it is opened."""

    def __init__(
        self,
        address: SshAddress,
        sessions: Sessions,
        fork_client: ForkClient,
        limiter: LoginRateLimiter,
    ) -> None:
        """Read the server's key, or make it. Raises Refused where that cannot be."""
        self._address = address
        self._sessions = sessions
        self._fork_client = fork_client
        self._limiter = limiter
        self._key = host_key(address.key)

    async def open(self) -> tuple[int, str]:
        """Listen; the port, and the fingerprint of the server's key. Raises Refused where the
        address cannot be had."""
        asyncssh.set_log_level("CRITICAL")
        sessions = self._sessions
        access_lookup = AccessLookup(sessions.with_key, sessions.with_code)
        codes = InviteConnections()

        def new_auth_server() -> SshAuthServer:
            return SshAuthServer(
                self._limiter, access_lookup, codes, self._fork_client, sessions.come_in
            )

        address = self._address
        try:
            self._server = await listen(
                address.bind,
                address.port,
                self._key,
                new_auth_server,
                login_timeout=LOGIN,
                keepalive_interval=ALIVE,
                keepalive_count_max=MOST_SILENT,
            )
        except OSError as error:
            raise cannot_listen(address.bind, address.port, error) from None
        return self._server.sockets[0].getsockname()[1], self._key.get_fingerprint()

    def close(self) -> None:
        """Let nobody in any more."""
        self._server.close()
