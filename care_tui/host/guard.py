"""Who may knock, how often: wrong codes are counted by address, slowed, and then not looked at."""

from __future__ import annotations

import ipaddress
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

FIRST_DELAY, LONGEST_DELAY = 0.5, 8.0
"""Seconds from a code to its answer, right or wrong; doubled by every wrong one before it."""
MOST_WRONG = 10
"""Wrong codes from an address after which its next ones are not looked at …"""
BLOCKED = 15 * 60.0
"""… for this many seconds since the last of them."""
MOST_WAITING, MOST_WAITING_HERE = 200, 60
"""Connections that have not logged in yet: in all, and from one address."""
_REMEMBERED = 10_000
"""Addresses whose wrong codes are counted at most; the longest ago are forgotten."""


@dataclass(slots=True)
class _Wrong:
    count: int
    last: float


class Guard:
    """Counts guesses and connections by address. A known key opens the door in spite of it,
    so that one person's wrong codes lock no colleague out of the same office."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: dict[str, _Wrong] = {}
        self._waiting: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Whether one more connection may wait for its login; if so `leave` must follow."""
        place = network(address)
        if self._waiting.total() >= MOST_WAITING or self._waiting[place] >= MOST_WAITING_HERE:
            return False
        self._waiting[place] += 1
        return True

    def leave(self, address: str) -> None:
        """A connection that waited has logged in or is gone."""
        place = network(address)
        self._waiting[place] -= 1
        if not self._waiting[place]:
            del self._waiting[place]

    def guess(self, address: str) -> tuple[float, bool]:
        """Count one code from ``address`` as wrong until `right` says otherwise.

        The seconds its answer must take, and whether it may be looked at.
        """
        place, now = network(address), self._now()
        wrong = self._wrong.pop(place, None)
        if wrong is None or now - wrong.last >= BLOCKED:
            wrong = _Wrong(0, now)
        delay = min(FIRST_DELAY * 2.0 ** min(wrong.count, 10), LONGEST_DELAY)
        allowed = wrong.count < MOST_WRONG
        if allowed:
            wrong.count, wrong.last = wrong.count + 1, now
        self._wrong[place] = wrong
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
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)
