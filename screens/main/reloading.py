"""Readings that many wish for at once are shared."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator

OWN_CHANGE = 0.25
"""Seconds that others' readings wait for one that an own change brings; others' changes show within
half a second all the same."""


class Reloader:
    """Runs ``read`` for every wish, but one run for all that were waiting when it began."""

    def __init__(self, read: Callable[[], Awaitable[None]]) -> None:
        self._read = read
        self._running = asyncio.Lock()
        self._asked = 0
        self._answered = 0
        self._expected: set[asyncio.Future[None]] = set()

    @contextlib.contextmanager
    def expected(self) -> Iterator[None]:
        """What is changed in the block is read at its end: who hears of it before can wait."""
        over = asyncio.get_running_loop().create_future()
        self._expected.add(over)
        try:
            yield
        finally:
            self._expected.discard(over)
            if not over.done():
                over.set_result(None)

    async def reload(self) -> None:
        """Return once a run that began after this call has ended."""
        self._asked += 1
        wish = self._asked
        async with self._running:
            if self._answered >= wish:
                return
            covers = self._asked
            await self._read()
            self._answered = covers

    async def settled(self) -> None:
        """Return once no run that was wished for, or is expected, is under way."""
        if self._expected:
            await asyncio.wait(self._expected, timeout=OWN_CHANGE)
        async with self._running:
            return
