"""Readings that many wish for at once are shared."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Reloader:
    """Runs ``read`` for every wish, but one run for all that were waiting when it began."""

    def __init__(self, read: Callable[[], Awaitable[None]]) -> None:
        self._read = read
        self._running = asyncio.Lock()
        self._asked = 0
        self._answered = 0

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
        """Return once no run that was wished for before is under way."""
        async with self._running:
            return
