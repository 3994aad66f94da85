"""Decides who may log in over SSH; a stranger is told nothing.

The user name that a client sends is not looked at. A member's key is found by its fingerprint;
who has none is asked for an invite's code. A connection is bound to the first known key it
shows, so that the key that is proved is the key whose member comes in.

Who comes with the user name ``join`` proves their keys first and is then asked for a code, even
where a key is known: so a key can be added that was proved in this very connection, also one that
opens another team already. Without a code, a known key logs in then as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import asyncssh
from asyncssh.constants import OPEN_ADMINISTRATIVELY_PROHIBITED

from care_tui.host.login import AccessLookup, Login
from care_tui.host.ssh.connection import Channel
from care_tui.host.ssh.session import ONLY_THE_APP, GuestSession
from store.common.errors import Unreachable

if TYPE_CHECKING:
    from care_tui.host.fork_client import ForkClient
    from care_tui.host.login_rate_limiter import LoginRateLimiter, PendingLogin
    from store.teams.ssh_keys import MemberKey

T = TypeVar("T")

PROMPT = "Invite code: "
JOIN = "join"
"""The user name of who comes by a code and proves a key."""
MOST_CODES = 3
"""Codes that one connection may try."""
MOST_KEYS = 40
"""Keys that one connection may show; one that is proved counts twice."""
MOST_PROVED = 3
"""Keys that who joins is asked to prove."""
TO_OPEN = 15.0
"""Seconds from the login to the app, and from the app's end to the connection's."""
_LOOK = 0.2
"""Seconds kept free for looking a code up; late, so that who hangs up has not taken it."""


class InviteConnections:
    """Which connection came by which invite: the newest, so that nobody who lost theirs has to
    wait until that is noticed, and never two at once."""

    def __init__(self) -> None:
        self._auth_servers: dict[str, SshAuthServer] = {}

    def take(self, invite_id: str, auth_server: SshAuthServer) -> None:
        before = self._auth_servers.get(invite_id)
        self._auth_servers[invite_id] = auth_server
        if before is not None and before is not auth_server:
            before.abort()

    def let_go(self, auth_server: SshAuthServer) -> None:
        for invite_id in [
            each for each, other in self._auth_servers.items() if other is auth_server
        ]:
            del self._auth_servers[invite_id]


class SshAuthServer(asyncssh.SSHServer):
    """One connection, from its first byte."""

    def __init__(
        self,
        limiter: LoginRateLimiter,
        access_lookup: AccessLookup,
        codes: InviteConnections,
        fork_client: ForkClient,
        come_in: Callable[[Login, GuestSession], Any],
    ) -> None:
        self._limiter = limiter
        self._access_lookup = access_lookup
        self._all_codes = codes
        self._fork_client = fork_client
        self._come_in = come_in
        self._address = ""
        self._waiting: PendingLogin | None = None
        self._codes = self._keys = 0
        self._caller = Login()
        self._joins = False
        self._session: GuestSession | None = None
        self._closing: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        peer = conn.get_extra_info("peername")
        self._address = str(peer[0]) if peer else "unknown"
        self._waiting = self._limiter.enter(self._address, conn.abort)

    def connection_lost(self, _exc: Exception | None) -> None:
        self._stop_waiting()
        self._all_codes.let_go(self)
        if self._closing is not None:
            self._closing.cancel()

    def auth_completed(self) -> None:
        self._close_later()

    def abort(self) -> None:
        """End the connection now."""
        self._connection.abort()

    def client_is_slow(self, slow: bool) -> None:
        """Write no more for now, or again: the client does not take what was written."""
        if self._session is not None:
            self._session.client_is_slow(slow)

    def _close_later(self) -> None:
        """Let go of a client that has no app and does not go by itself."""
        if self._closing is not None:
            self._closing.cancel()
        self._closing = asyncio.get_running_loop().call_later(TO_OPEN, self.abort)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._limiter.leave(self._waiting)
            self._waiting = None

    # Keys

    def begin_auth(self, username: str) -> bool:
        self._joins = username == JOIN
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def count_key(self) -> None:
        """Count a key that is shown. Raises PermissionDenied for one too many."""
        self._keys += 1
        if self._keys > MOST_KEYS:
            raise asyncssh.PermissionDenied("Too many keys.")

    def note_unfit_key(self, reason: str) -> None:
        """Remember why a key that was shown cannot be used; of several, the first."""
        self._caller = replace(self._caller, unfit=self._caller.unfit or reason)

    def accepts_key(self, key: MemberKey) -> bool:
        """Whether ``key``, just proved, logs in; for who joins it is only remembered."""
        if not self._joins:
            return True
        if key not in self._caller.proven:
            self._caller = replace(self._caller, proven=(*self._caller.proven, key))
        return False

    async def validate_public_key(self, _username: str, key: asyncssh.SSHKey) -> bool:
        if self._joins:
            return len(self._caller.proven) < MOST_PROVED
        fingerprint = key.get_fingerprint()
        if not self._caller.fingerprint:
            logins = await _answered(self._access_lookup.with_key(fingerprint))
            if logins and not self._caller.fingerprint:
                self._caller = replace(self._caller, fingerprint=fingerprint)
        return fingerprint == self._caller.fingerprint

    # Invites

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(self, _username: str, _lang: str, _submethods: str) -> Any:
        self._codes += 1
        if self._codes > MOST_CODES:
            raise asyncssh.PermissionDenied("Too many codes.")
        return "", "", "", [(PROMPT, True)]

    async def validate_kbdint_response(self, _username: str, responses: Sequence[str]) -> bool:
        """Look the code up; the answer takes the same time whatever it is."""
        clock = asyncio.get_running_loop().time
        delay, allowed = self._limiter.guess(self._address)
        answer_at = clock() + delay
        await asyncio.sleep(delay - _LOOK)
        code = responses[0].strip() if len(responses) == 1 else ""
        usable_invite = await self._who_comes(code) if allowed else None
        await asyncio.sleep(answer_at - clock())
        if usable_invite is None:
            return False
        self._limiter.right(self._address)
        self._caller = usable_invite
        if usable_invite.invited is not None:
            self._all_codes.take(usable_invite.invited.invite_id, self)
        return True

    async def _who_comes(self, code: str) -> Login | None:
        """Who comes by this code; by none, who has proved a known key."""
        if code:
            invited = await _answered(self._access_lookup.with_code(code))
            return replace(self._caller, fingerprint="", invited=invited) if invited else None
        for key in self._caller.proven:
            if await _answered(self._access_lookup.with_key(key.fingerprint)):
                return Login(fingerprint=key.fingerprint)
        return None

    # What may be opened

    def session_requested(self) -> tuple[Channel, GuestSession]:
        if self._session is not None:
            raise asyncssh.ChannelOpenError(
                OPEN_ADMINISTRATIVELY_PROHIBITED, "One app for each connection."
            )
        self._session = session = GuestSession(self._fork_client, self._open, self._close_later)
        return Channel(self._connection), session

    async def _open(self, session: GuestSession) -> Any:
        """The session of who logged in, who then waits no more; or why there is none."""
        spec = await self._come_in(self._caller, session)
        if session.places:
            self._stop_waiting()
            if self._closing is not None:
                self._closing.cancel()
        return spec

    def connection_requested(self, *_: Any) -> NoReturn:
        raise asyncssh.ChannelOpenError(OPEN_ADMINISTRATIVELY_PROHIBITED, ONLY_THE_APP)


async def _answered(answer: Awaitable[T]) -> T:
    """The workspace's answer; without one the caller is told so, and the connection ends."""
    try:
        return await answer
    except Unreachable as lost:
        raise asyncssh.ServiceNotAvailable(lost.message) from None
