"""The time the store goes by. It is handed in, so that any moment can be tried."""

from __future__ import annotations

import os
import time
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from store.common.dataclass import dataclass
from store.common.errors import Refused

YEARS = range(1900, 3000)
"""A clock may be started in these; whatever is counted from them is still a date."""


class Clock(Protocol):
    """Tells the present instant, always in UTC."""

    def now(self) -> datetime:
        """The present instant with ``tzinfo=UTC``."""


@dataclass
class RunningClock:
    """A clock that starts from ``start`` and runs on; without one, the machine's own."""

    start: datetime | None = None
    _began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        if self.start is None:
            return datetime.now(UTC)
        return self.start + timedelta(seconds=time.monotonic() - self._began)


@dataclass
class SetClock:
    """A clock that stands still until it is moved; for tests and for the sample."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def move(self, **amount: float) -> None:
        """Move on by a ``timedelta`` given in keywords: ``clock.move(hours=2)``."""
        self.at += timedelta(**amount)


def clock_from_environment() -> RunningClock:
    """The clock that ``CARE_NOW`` (an ISO time; UTC unless it says) starts, else the machine's.

    Raises Refused when ``CARE_NOW`` is set and is not an ISO time of the years `YEARS`.
    """
    text = os.environ.get("CARE_NOW", "").strip()
    if not text:
        return RunningClock()
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"CARE_NOW is “{text}”, which is not an ISO time such as 2026-11-20T15:00."
        ) from None
    if start.year not in YEARS:
        raise Refused(f"CARE_NOW is “{text}”. It has to be in the years {YEARS[0]} to {YEARS[-1]}.")
    return RunningClock(
        start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    )
