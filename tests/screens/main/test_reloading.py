"""Readings that many wish for at once are shared."""

from __future__ import annotations

import asyncio

from screens.main.reloading import Reloader


async def test_many_wishes_to_reload_share_readings() -> None:
    began, may_end = 0, asyncio.Event()

    async def read() -> None:
        nonlocal began
        began += 1
        await may_end.wait()

    reloader = Reloader(read)
    wishes = [asyncio.ensure_future(reloader.reload()) for _ in range(20)]
    await asyncio.sleep(0)
    assert began == 1
    may_end.set()
    await asyncio.gather(*wishes)
    assert began == 2
    await reloader.reload()
    assert began == 3


async def test_a_wish_made_during_a_reading_is_answered_by_one_that_began_after_it() -> None:
    told: list[int] = []
    value, may_end = 1, asyncio.Event()

    async def read() -> None:
        told.append(value)
        await may_end.wait()

    reloader = Reloader(read)
    first = asyncio.ensure_future(reloader.reload())
    await asyncio.sleep(0)
    value = 2
    second = asyncio.ensure_future(reloader.reload())
    may_end.set()
    await asyncio.gather(first, second)
    assert told == [1, 2]
