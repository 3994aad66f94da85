"""What the server takes of the machine: ports, lines of log, and files open at once."""

from __future__ import annotations

import contextlib
import os
import resource
import time
from collections.abc import Callable

from store.common.errors import Refused

MOST_LINES, MINUTE = 60, 60.0
"""Lines about callers that the log gets in so many seconds."""
_OWN_FILES = 600
"""Files open for connections that wait, the workspace and the server's own."""
_EACH_GUEST = 4


class CallersLog:
    """Tells the log about callers, but no more often than they should be able to fill it."""

    def __init__(
        self, say: Callable[[str], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._say = say
        self._now = now
        self._since = now()
        self._said = self._left_out = 0

    def say(self, line: str) -> bool:
        """Write ``line``, unless too many were written within the minute. Returns False where it was left out."""
        self.settle()
        if self._said >= MOST_LINES:
            self._left_out += 1
            return False
        self._said += 1
        self._say(line)
        return True

    def settle(self) -> None:
        """Once the minute is over, say how many lines were left out in it."""
        if self._now() - self._since < MINUTE:
            return
        if self._left_out:
            self._say(f"{self._left_out} more lines about callers were left out.")
        self._since, self._said, self._left_out = self._now(), 0, 0


def allow_files(guests: int) -> None:
    """Let this process open what so many guests and those who wait to log in need, as far
    as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = _OWN_FILES + guests * _EACH_GUEST
    if hard != resource.RLIM_INFINITY:
        needed = min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < needed:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def cannot_listen(bind: str, port: int, error: OSError) -> Refused:
    """Why nobody can come in at an address, in the system's own words and no library's."""
    number = error.errno or 0
    reason = os.strerror(number) if number > 0 else error.strerror or str(error)
    return Refused(f"Cannot listen on {bind}, port {port}: {reason}.")
