"""Who is here: lets members in, looks after their sessions, and ends them in order."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from care_tui.host.guest import END
from care_tui.host.limits import CallersLog
from care_tui.host.session_spec import SessionSpec
from store.common.dataclass import dataclass
from store.common.errors import Unreachable
from store.teams import access, browsers

if TYPE_CHECKING:
    from care_tui.host.login import Login, Session
    from store.teams.access import TeamLogin, UsableInvite
    from store.workspace.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")

LOOK = 3.0
"""Seconds at most between two looks at who is idle or has left; they are out within five."""
MOST_EACH = 10
"""Sessions that one member may have at once."""
STOPPED = "The server is being stopped. What you had typed is safe."
IDLE = "Nothing was typed for a long time, so the session ends. What you had typed is safe."
LEFT = "You are not in this team any more, or your key was withdrawn."
BROWSER_LEFT = "You are not in this team any more, or this browser was withdrawn."
AWAY = "The workspace cannot be reached now. Try again in a minute."
FULL = "The server is full. Try again later."


@dataclass(frozen=True)
class SessionRules:
    """How long and how many."""

    idle: float | None
    """Seconds without a key after which a session ends; None: never."""
    most: int
    """People at once."""


class Sessions:
    """Everybody who is at the app, by whatever line."""

    def __init__(
        self, workspace: Workspace, rules: SessionRules, log: Callable[[str], None]
    ) -> None:
        self._workspace = workspace
        self._rules = rules
        self._log = log
        self._callers = CallersLog(log)
        self._sessions: dict[Session, Login] = {}
        self._stopping = False
        self._lost = False
        """Whether the workspace could not be reached when it was last asked."""

    # Coming in

    async def with_key(self, fingerprint: str) -> tuple[TeamLogin, ...]:
        """Who logs in with the key of this fingerprint. Raises Unreachable."""
        return await self.ask(access.members_with_key, fingerprint)

    async def with_browser(self, token_hash: str) -> tuple[TeamLogin, ...]:
        """Who comes with the browser whose token has this hash. Raises Unreachable."""
        return await self.ask(browsers.members_with_browser, token_hash)

    async def with_code(self, code: str) -> UsableInvite | None:
        """Who comes in by this code. Raises Unreachable."""
        return await self.ask(access.find_invite, code, self._workspace.clock.now())

    async def ask(
        self, question: Callable[Concatenate[Workspace, P], T], *words: P.args, **named: P.kwargs
    ) -> T:
        """Ask the workspace, in a thread. Raises Unreachable, with what callers may be told,
        where it does not answer; the log has a line when that begins and when it is over."""
        try:
            answer = await asyncio.to_thread(question, self._workspace, *words, **named)
        except Exception as failure:  # noqa: BLE001 - nobody is let in, and the server goes on
            if not self._lost:
                kind = type(failure).__name__
                self._log(f"The workspace cannot be reached ({kind}). Trying again.")
            self._lost = True
            raise Unreachable(AWAY) from None
        if self._lost:
            self._log("The workspace can be reached again.")
        self._lost = False
        return answer

    async def come_in(self, caller: Login, session: Session) -> SessionSpec | str | None:
        """The session of who logged in; None for nobody, a sentence where it cannot be now."""
        try:
            places = await self._places(caller)
        except Unreachable as lost:
            return lost.message
        if not places:
            return None
        if self._stopping:
            return STOPPED
        member_ids = {login.member_id for login in places}
        earlier_sessions = [
            each for each in self._sessions if member_ids & {p.member_id for p in each.places}
        ]
        if len(self._sessions) >= self._rules.most or len(earlier_sessions) >= MOST_EACH:
            return FULL
        session.places = places
        self._sessions[session] = caller
        self._log_event("joined")
        leaving = asyncio.create_task(self._forget(session))
        leaving.add_done_callback(lambda _: None)
        invite = caller.invited.invite_id if caller.invited is not None else ""
        proven = tuple(key.line for key in caller.proven)
        return SessionSpec(places, session.terminal(), invite, proven, caller.unfit)

    async def _places(self, login: Login) -> tuple[TeamLogin, ...]:
        if login.browser:
            return await self.with_browser(login.browser)
        if login.invited is None:
            return await self.with_key(login.fingerprint)
        invited = login.invited.login
        return (invited,) if await self.ask(access.still_members, [invited.member_id]) else ()

    async def _forget(self, session: Session) -> None:
        await session.over.wait()
        del self._sessions[session]
        self._log_event("left")

    def _log_event(self, event: str) -> None:
        self._callers.say(f"Somebody {event}; {len(self._sessions)} here now.")

    # Looking after

    async def look_after(self) -> None:
        """End who is idle or has left, for ever."""
        idle = self._rules.idle
        while True:
            await asyncio.sleep(min(LOOK, idle / 4 if idle else LOOK))
            self._callers.settle()
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
        ids = {login.member_id for session in sessions for login in session.places}
        if not ids and not self._lost:
            return
        ways = await self._ways_in(sessions.values())
        members = await self.ask(access.still_members, ids)
        for session, caller in sessions.items():
            own_way = caller.fingerprint or caller.browser
            for login in session.places:
                still_valid = not own_way or (own_way, login.member_id) in ways
                if login.member_id not in members or not still_valid:
                    session.end(BROWSER_LEFT if caller.browser else LEFT)
                    break

    async def _ways_in(self, callers: Iterable[Login]) -> frozenset[tuple[str, str]]:
        """The keys and browsers among these by which members come in still, each with the
        member's id. Raises Unreachable."""
        keys = {caller.fingerprint for caller in callers if caller.fingerprint}
        tokens = {caller.browser for caller in callers if caller.browser}
        in_use = await self.ask(access.keys_in_use, keys)
        return in_use | await self.ask(browsers.browsers_in_use, tokens) if tokens else in_use

    # Ending

    async def end_all(self) -> None:
        """Tell everybody, and give them the time to keep what is half-typed."""
        self._stopping = True
        sessions = list(self._sessions)
        for session in sessions:
            session.end(STOPPED)
        waiting = [asyncio.create_task(session.over.wait()) for session in sessions]
        if waiting:
            await asyncio.wait(waiting, timeout=END + 0.5)
        await asyncio.sleep(0.05)
