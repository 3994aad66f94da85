"""Who may knock, how often: wrong codes are counted by address, slowed, and then not looked at."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from store.common.dataclass import dataclass

FIRST_DELAY, LONGEST_DELAY = 0.5, 8.0
"""Seconds from a code to its answer, right or wrong; doubled by every wrong one before it."""
MOST_WRONG = 10
"""Wrong codes from an address after which its next ones are not looked at …"""
BLOCKED = 15 * 60.0
"""… for this many seconds since the last of them."""
MOST_WAITING, MOST_WAITING_HERE = 200, 60
"""Connections without the app at one time: in all, and from one address."""
_REMEMBERED = 10_000
"""Addresses whose wrong codes are counted at most; the longest ago are forgotten."""


@dataclass(slots=True)
class _WrongGuesses:
    count: int
    last: float


@dataclass(frozen=True, slots=True, eq=False)
class PendingLogin:
    """A connection that waits."""

    source: str
    drop: Callable[[], None]


class LoginRateLimiter:
    """Counts guesses and connections by address. A known key logs in in spite of it,
    so that one person's wrong codes lock no colleague out of the same office."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: dict[str, _WrongGuesses] = {}
        self._waiting: dict[str, dict[PendingLogin, None]] = {}
        """Connections that wait, by address; the longest first."""

    def enter(self, address: str, drop: Callable[[], None]) -> PendingLogin:
        """Let one more connection wait for its app; it must `leave` once it has it or is gone.

        Where there is no room the connection that has waited longest, of the address with the
        most of them, makes room: its ``drop`` is called. So however many strangers wait, who
        has a key comes in meanwhile.
        """
        source = network(address)
        if len(self._waiting.get(source, ())) >= MOST_WAITING_HERE:
            self._drop_first(source)
        elif sum(map(len, self._waiting.values())) >= MOST_WAITING:
            self._drop_first(max(self._waiting, key=lambda each: len(self._waiting[each])))
        pending_login = PendingLogin(source, drop)
        self._waiting.setdefault(source, {})[pending_login] = None
        return pending_login

    def leave(self, pending_login: PendingLogin) -> None:
        """A connection has its app, or is gone; again is nothing."""
        pending = self._waiting.get(pending_login.source, {})
        pending.pop(pending_login, None)
        if not pending:
            self._waiting.pop(pending_login.source, None)

    def _drop_first(self, source: str) -> None:
        first = next(iter(self._waiting[source]))
        self.leave(first)
        first.drop()

    def guess(self, address: str) -> tuple[float, bool]:
        """Count one code from ``address`` as wrong until `right` says otherwise.

        The seconds its answer must take, and whether it may be looked at.
        """
        source, now = network(address), self._now()
        wrong = self._wrong.pop(source, None)
        if wrong is None or now - wrong.last >= BLOCKED:
            wrong = _WrongGuesses(0, now)
        delay = min(FIRST_DELAY * 2.0 ** min(wrong.count, 10), LONGEST_DELAY)
        allowed = wrong.count < MOST_WRONG
        if allowed:
            wrong.count, wrong.last = wrong.count + 1, now
        self._wrong[source] = wrong
        while len(self._wrong) > _REMEMBERED:
            del self._wrong[next(iter(self._wrong))]
        return delay, allowed

    def right(self, address: str) -> None:
        """The code just counted was right: what came before it was no guessing."""
        self._wrong.pop(network(address), None)


def network(address: str) -> str:
    """What is counted as one address: an IPv4 address, or the 64 bits of an IPv6 one that
    its owner cannot choose."""
    try:
        address_read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(address_read, ipaddress.IPv6Address):
        if address_read.ipv4_mapped is not None:
            return str(address_read.ipv4_mapped)
        return str(ipaddress.IPv6Network((address_read, 64), strict=False))
    return str(address_read)
