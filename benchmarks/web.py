"""Fifty browsers' sockets on one ``care host --web``: how soon they are in, how soon a key answers,
their memory. Sockets alone: no browser draws.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from pathlib import Path
from statistics import mean

from benchmarks.harness.rows import Row, missing, within
from benchmarks.host import (
    APART,
    KEYS,
    PEOPLE,
    QUICK_KEYS,
    QUICK_PEOPLE,
    both,
    children,
    key_moments,
    make_team,
    pss,
    serving,
    share,
)

_WALK = ("\x1b[B", "\x1b[C", "\x1b[B", "\x1b[D", "\x1b[A", "\x1b[C", "\x1b[A", "\x1b[D")
_SETTLED = 3.0


class Visitor:
    """One browser's socket, and when it showed what."""

    def __init__(self, url: str, code: str) -> None:
        self._url, self._code = url, code
        self.joined = 0.0
        self.asked: float | None = None
        self.answers: list[float] = []

    async def come(self) -> None:
        """Come in by the code, and open the app; counted from the socket on."""
        import aiohttp

        origin = {"Origin": self._url}
        jar = aiohttp.CookieJar(unsafe=True)
        self._client = aiohttp.ClientSession(self._url, cookie_jar=jar, headers=origin)
        async with self._client.post("/in", json={"code": self._code}) as answer:
            assert answer.status == 204, answer.status
        began = time.perf_counter()
        self._socket = await self._client.ws_connect("/ws?width=120&height=36")
        seen = b""
        while b"Quit" not in seen:
            seen += await self._socket.receive_bytes()
        self.joined = time.perf_counter() - began
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for _ in self._socket:
            if self.asked is not None:
                self.answers.append(time.perf_counter() - self.asked)
                self.asked = None

    async def press(self, key: str) -> None:
        self.asked = time.perf_counter()
        await self._socket.send_json(["stdin", key])

    async def close(self) -> None:
        await self._client.close()


def run(*, quick: bool = False) -> list[Row]:
    """Serve, let everybody come, let everybody press keys, and weigh them."""
    count = QUICK_PEOPLE if quick else PEOPLE
    with tempfile.TemporaryDirectory(prefix="care-web-") as folder:
        home = Path(folder)
        codes = make_codes(home, count)
        with serving(home, "--web", "127.0.0.1:0") as (server, lines):
            found = re.search(r"In a browser: (\S+)", lines[1])
            if found is None:
                return [missing("the page", "it was not served")]
            return asyncio.run(_measure(found[1], codes, server, QUICK_KEYS if quick else KEYS))


async def _measure(url: str, codes: list[str], server: int, keys: int) -> list[Row]:
    visitors: list[Visitor] = []
    arriving = []
    for code in codes:
        visitors.append(Visitor(url, code))
        arriving.append(asyncio.create_task(visitors[-1].come()))
        await asyncio.sleep(APART)
    await asyncio.gather(*arriving)
    for visitor in visitors:
        await visitor.press("2")
    await asyncio.sleep(_SETTLED)
    walked = await _walk(visitors, keys)
    joined = sorted(visitor.joined for visitor in visitors)
    (zygote,) = children(server)
    sizes = [pss(guest) for guest in children(zygote)]
    who = f"{len(visitors)} browsers' sockets"
    rows = [
        within(f"{who}: joining, median", joined[len(joined) // 2], 1.0, "s"),
        within(f"{who}: joining, slowest", joined[-1], 1.0, "s"),
        within(f"{who}: a key, median", 1000 * share(walked, 0.5), 60, "ms"),
        within(f"{who}: a key, p95", 1000 * share(walked, 0.95), 60, "ms"),
        within(f"{who}: memory each (PSS), mean", mean(sizes), 25, "MB"),
        Row("the server and the process that guests are forked from (PSS)", both(server, zygote)),
    ]
    for visitor in visitors:
        await visitor.close()
    return rows


async def _walk(visitors: list[Visitor], keys: int) -> list[float]:
    """Everybody presses a key every `EVERY` seconds, each at moments of their own; how long
    the answers took to begin."""
    for visitor in visitors:
        visitor.asked = None
        visitor.answers.clear()
    moments = key_moments(len(visitors), keys)
    for moment, index, number in moments:
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        await visitors[index].press(_WALK[number % len(_WALK)])
    await asyncio.sleep(_SETTLED)
    return [answer for visitor in visitors for answer in visitor.answers]


def make_codes(home: Path, count: int) -> list[str]:
    """The team that `make_team` makes, and an invite's code for each of its people."""
    from store.journal.seat import Seat
    from store.teams import access
    from store.workspace.workspace import open_workspace

    make_team(home, count)
    workspace = open_workspace(home / "work.db")
    seat = Seat(workspace, workspace.find_team(None).id)
    members = [
        workspace.find_member(workspace.find_team(None), f"Person {n}") for n in range(count)
    ]
    codes = [access.make_invite(seat, member).code for member in members]
    workspace.close()
    return codes
