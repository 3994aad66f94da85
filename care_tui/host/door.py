"""The door: who may come in over SSH, and how a stranger is told nothing.

The user name that a client sends is not looked at. A member's key is found by its fingerprint;
who has none is asked for an invite's code. A connection is bound to the first known key it
shows, so that the key that is proved is the key whose member comes in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import asyncssh
from asyncssh.constants import OPEN_ADMINISTRATIVELY_PROHIBITED

from care_tui.host.session import ONLY_THE_APP, GuestSession
from store.errors import Unreachable

if TYPE_CHECKING:
    from care_tui.host.guard import Guard
    from care_tui.host.nursery import Nursery
    from store.access import Admitted

T = TypeVar("T")

PROMPT = "Invite code: "
MOST_CODES = 3
"""Codes that one connection may try."""
MOST_KEYS = 20
"""Keys that one connection may show."""
_LOOK = 0.2
"""Seconds kept free for looking a code up; late, so that who hangs up has not used it."""
_OFFERED = 5
"""Unknown keys that are remembered, for who comes in with an invite."""


@dataclass(frozen=True)
class Roster:
    """What the door asks the workspace; each is awaited, and raises Unreachable, with what the
    caller may be told, where it does not answer."""

    with_key: Callable[[str], Awaitable[tuple[Admitted, ...]]]
    """Who logs in with the key of this fingerprint."""
    with_code: Callable[[str], Awaitable[Admitted | None]]
    """Who comes in by this code, which is then used up."""


@dataclass
class Caller:
    """Who has logged in on a connection: by a key, or by an invite."""

    fingerprint: str = ""
    invited: Admitted | None = None
    offered: tuple[str, ...] = ()


class Door(asyncssh.SSHServer):
    """One connection, from its first byte."""

    def __init__(
        self,
        guard: Guard,
        roster: Roster,
        nursery: Nursery,
        come_in: Callable[[Caller, GuestSession], Any],
    ) -> None:
        self._guard = guard
        self._roster = roster
        self._nursery = nursery
        self._come_in = come_in
        self._address = ""
        self._waits = False
        self._codes = self._keys = 0
        self._caller = Caller()
        self._has_session = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        peer = conn.get_extra_info("peername")
        self._address = str(peer[0]) if peer else "unknown"
        self._waits = self._guard.enter(self._address)
        if not self._waits:
            conn.abort()

    def connection_lost(self, _exc: Exception | None) -> None:
        self._stop_waiting()

    def auth_completed(self) -> None:
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        if self._waits:
            self._waits = False
            self._guard.leave(self._address)

    # Keys

    def begin_auth(self, _username: str) -> bool:
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    async def validate_public_key(self, _username: str, key: asyncssh.SSHKey) -> bool:
        self._keys += 1
        if self._keys > MOST_KEYS:
            raise asyncssh.PermissionDenied("Too many keys.")
        fingerprint = key.get_fingerprint()
        if self._caller.fingerprint:
            return fingerprint == self._caller.fingerprint
        known = await _answered(self._roster.with_key(fingerprint))
        if known and not self._caller.fingerprint:
            self._caller.fingerprint = fingerprint
        elif not known and len(self._caller.offered) < _OFFERED:
            line = key.export_public_key().decode().strip()
            self._caller.offered = (*self._caller.offered, line)
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
        delay, allowed = self._guard.guess(self._address)
        answer_at = clock() + delay
        await asyncio.sleep(delay - _LOOK)
        code = responses[0] if len(responses) == 1 else ""
        invited = await _answered(self._roster.with_code(code)) if allowed else None
        if invited is not None:
            self._guard.right(self._address)
            self._caller = Caller(invited=invited, offered=self._caller.offered)
        await asyncio.sleep(answer_at - clock())
        return invited is not None

    # What may be opened

    def session_requested(self) -> GuestSession:
        if self._has_session:
            raise asyncssh.ChannelOpenError(
                OPEN_ADMINISTRATIVELY_PROHIBITED, "One app for each connection."
            )
        self._has_session = True
        return GuestSession(self._nursery, lambda session: self._come_in(self._caller, session))

    def connection_requested(self, *_: Any) -> NoReturn:
        raise asyncssh.ChannelOpenError(OPEN_ADMINISTRATIVELY_PROHIBITED, ONLY_THE_APP)


async def _answered(answer: Awaitable[T]) -> T:
    """The workspace's answer; without one the caller is told so, and the connection ends."""
    try:
        return await answer
    except Unreachable as lost:
        raise asyncssh.ServiceNotAvailable(lost.message) from None
