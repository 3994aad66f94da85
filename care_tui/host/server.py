"""The server: listens, lets members in, looks after their sessions, and ends them in order."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import asyncssh

from care_tui.host.door import Caller, Door, Roster
from care_tui.host.guard import Guard
from care_tui.host.guest import Ground
from care_tui.host.host_key import host_key
from care_tui.host.nursery import Nursery
from care_tui.host.session import END, GuestSession
from care_tui.host.visit import Visit
from store import access
from store.errors import Refused, Unreachable

if TYPE_CHECKING:
    from store.access import Admitted
    from store.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

LOGIN = 60.0
"""Seconds from a connection to its login; long enough to compare the host key."""
ALIVE, MOST_SILENT = 15.0, 3
"""A client is asked every so many seconds whether it lives, and let go after so many silences."""
LOOK = 5.0
"""Seconds at most between two looks at who is idle or has left."""
MOST_EACH = 10
"""Sessions that one member may have at once."""
STOPPED = "The server is being stopped. What you had typed is kept."
IDLE = "Nothing was typed for a long time, so this ends. What you had typed is kept."
LEFT = "You are not in this team any more, or your key was withdrawn."
AWAY = "The workspace cannot be reached now; try again in a minute."
FULL = "Everybody there is room for is here already. Try again later."


@dataclass(frozen=True)
class Hosting:
    """How the app is to be hosted."""

    bind: str
    port: int
    idle: float | None
    """Seconds without a key after which a session ends; None: never."""
    key: Path
    most: int = 100
    """People at once."""


class Host:
    """Serves one workspace. `serve` returns when it is told to stop."""

    def __init__(
        self, workspace: Workspace, ground: Ground, hosting: Hosting, log: Callable[[str], None]
    ) -> None:
        self._workspace = workspace
        self._hosting = hosting
        self._log = log
        self._guard = Guard()
        self._nursery = Nursery(ground, self._guests_lost)
        self._sessions: dict[GuestSession, Caller] = {}
        self._stop = asyncio.Event()
        self._broken = False
        self._lost = False
        """Whether the workspace could not be reached when it was last asked."""

    async def serve(self, ready: Callable[[int, str], None]) -> int:
        """Serve until told to stop by a signal; the exit code. ``ready`` is called with the
        port and the host key's fingerprint. Raises Refused where that cannot be."""
        key = host_key(self._hosting.key)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        await self._nursery.start()
        try:
            server = await self._listen(key)
            ready(server.get_port(), key.get_fingerprint())
            looking = asyncio.create_task(self._look_after())
            await self._stop.wait()
            server.close()
            looking.cancel()
            await self._end_all()
        finally:
            await self._nursery.close()
        return 1 if self._broken else 0

    async def _listen(self, key: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
        asyncssh.set_log_level("CRITICAL")
        roster = Roster(self._with_key, self._redeem)
        try:
            return await asyncssh.listen(
                self._hosting.bind,
                self._hosting.port,
                server_factory=lambda: Door(self._guard, roster, self._nursery, self._come_in),
                server_host_keys=[key],
                server_version="care",
                config=[],
                encoding=None,
                line_editor=False,
                password_auth=False,
                host_based_auth=False,
                gss_host=None,
                agent_forwarding=False,
                x11_forwarding=False,
                allow_scp=False,
                compression_algs=["none", "zlib@openssh.com"],
                login_timeout=LOGIN,
                keepalive_interval=ALIVE,
                keepalive_count_max=MOST_SILENT,
            )
        except OSError as error:
            where = f"{self._hosting.bind}, port {self._hosting.port}"
            raise Refused(f"Cannot listen on {where}: {error.strerror or error}.") from None

    # Coming in

    async def _with_key(self, fingerprint: str) -> tuple[Admitted, ...]:
        return await self._ask(access.members_with_key, fingerprint)

    async def _redeem(self, code: str) -> Admitted | None:
        return await self._ask(access.redeem, code, self._workspace.clock.now())

    async def _ask(
        self, question: Callable[Concatenate[Workspace, P], T], *words: P.args, **named: P.kwargs
    ) -> T:
        """Ask the workspace, in a thread. Raises Unreachable, with what callers may be told,
        where it does not answer; the log has a line when that begins and when it is over."""
        try:
            answer = await asyncio.to_thread(question, self._workspace, *words, **named)
        except Exception as failure:  # noqa: BLE001 - nobody is let in, and the server goes on
            if not self._lost:
                kind = type(failure).__name__
                self._log(f"The workspace cannot be reached ({kind}); trying again.")
            self._lost = True
            raise Unreachable(AWAY) from None
        if self._lost:
            self._log("The workspace can be reached again.")
        self._lost = False
        return answer

    async def _come_in(self, caller: Caller, session: GuestSession) -> Visit | str | None:
        """The visit of who logged in; None for nobody, a sentence where it cannot be now."""
        try:
            places = await self._places(caller)
        except Unreachable as lost:
            return lost.message
        if not places:
            return None
        if self._stop.is_set():
            return STOPPED
        own = {place.member_id for place in places}
        here = [each for each in self._sessions if own & {p.member_id for p in each.places}]
        if len(self._sessions) >= self._hosting.most or len(here) >= MOST_EACH:
            return FULL
        session.places = places
        self._sessions[session] = caller
        self._tell("joined")
        leaving = asyncio.create_task(self._forget(session))
        leaving.add_done_callback(lambda _: None)
        return Visit(places, session.terminal(), caller.offered, caller.invited is not None)

    async def _places(self, caller: Caller) -> tuple[Admitted, ...]:
        if caller.invited is None:
            return await self._with_key(caller.fingerprint)
        there = await self._ask(access.still_members, [caller.invited.member_id])
        return (caller.invited,) if there else ()

    async def _forget(self, session: GuestSession) -> None:
        await session.over.wait()
        del self._sessions[session]
        self._tell("left")

    def _tell(self, what: str) -> None:
        self._log(f"Somebody {what}; {len(self._sessions)} here now.")

    # Looking after

    async def _look_after(self) -> None:
        idle = self._hosting.idle
        while True:
            await asyncio.sleep(min(LOOK, idle / 4 if idle else LOOK))
            if idle is not None:
                self._end_idle(idle)
            with contextlib.suppress(Unreachable):
                await self._end_left()

    def _end_idle(self, idle: float) -> None:
        last = asyncio.get_running_loop().time() - idle
        for session in list(self._sessions):
            if session.last_typed < last:
                session.end(IDLE)

    async def _end_left(self) -> None:
        """End the sessions of who has left one of their teams, or whose key was withdrawn.

        A lost workspace is asked for with nobody here too, so that the log says when it is back.
        Raises Unreachable where it does not answer.
        """
        sessions = dict(self._sessions)
        ids = {place.member_id for session in sessions for place in session.places}
        keys = {caller.fingerprint for caller in sessions.values() if caller.fingerprint}
        if not ids and not self._lost:
            return
        members = await self._ask(access.still_members, ids)
        in_use = await self._ask(access.keys_in_use, keys)
        for session, caller in sessions.items():
            gone = any(place.member_id not in members for place in session.places)
            if gone or (caller.fingerprint and caller.fingerprint not in in_use):
                session.end(LEFT)

    # Ending

    def _guests_lost(self) -> None:
        """The zygote ended by itself; whoever supervises this server starts it anew."""
        self._log("The process that guests come from has ended; the server stops.")
        self._broken = True
        self._stop.set()

    async def _end_all(self) -> None:
        """Tell everybody, and give them the time to keep what is half-typed."""
        sessions = list(self._sessions)
        for session in sessions:
            session.end(STOPPED)
        waiting = [asyncio.create_task(session.over.wait()) for session in sessions]
        if waiting:
            await asyncio.wait(waiting, timeout=END + 0.5)
        await asyncio.sleep(0.05)
