"""Who comes in by the page: by a code once, then by a browser that is known."""

from __future__ import annotations

import contextlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from care_tui.host.login import Login
from care_tui.host.session_spec import SessionSpec
from store.common.errors import Refused, Unreachable
from store.teams import browsers, look_links

if TYPE_CHECKING:
    from care_tui.host.login import Session
    from care_tui.host.sessions import Sessions
    from store.workspace.workspace import Workspace

_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_CALLED = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


class WebDoor(Protocol):
    """Decides who comes in. Each method raises Unreachable, with what the caller may be told."""

    async def known(self, token: str) -> Login | None:
        """Who comes back with the cookie ``token``."""

    async def let_in(self, code: str, token: str, label: str, stay: bool) -> datetime | None:
        """Let the browser in by ``code`` and know it by ``token``; until when, None for a code
        that is not good."""

    async def forget(self, token: str) -> None:
        """Know the browser no more."""

    async def come_in(self, caller: Login, session: Session) -> SessionSpec | str | None:
        """What to begin for who is known; a sentence where it cannot be, None for nobody."""

    async def look(self, token: str, page: str) -> str | None:
        """The ``page`` (board or report) that the link with ``token`` shows; None without one."""


class MembersDoor:
    """The door of a hosted workspace: invites, and the browsers they let in."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def known(self, token: str) -> Login | None:
        token_hash = browsers.hash_of(token)
        if not await self._sessions.with_browser(token_hash):
            return None
        return Login(browser=token_hash)

    async def let_in(self, code: str, token: str, label: str, stay: bool) -> datetime | None:
        invite = await self._sessions.with_code(code)
        if invite is None:
            return None

        def know(workspace: Workspace) -> datetime | None:
            try:
                return browsers.let_in(workspace, invite, token, label, stay=stay)
            except Refused:
                return None

        return await self._sessions.ask(know)

    async def forget(self, token: str) -> None:
        token_hash = browsers.hash_of(token)
        await self._sessions.ask(browsers.forget, token_hash)

    async def come_in(self, caller: Login, session: Session) -> SessionSpec | str | None:
        spec = await self._sessions.come_in(caller, session)
        if isinstance(spec, SessionSpec):
            # Whoever is in already is not kept out because the day of it cannot be written.
            with contextlib.suppress(Unreachable):
                await self._sessions.ask(browsers.note_use, caller.browser)
        return spec

    async def look(self, token: str, page: str) -> str | None:
        from store.reports.look_pages import look_page

        link = await self._sessions.ask(look_links.find_look_link, token)
        return await self._sessions.ask(look_page, link, page) if link is not None else None


class OwnDoor:
    """The door of one's own workspace on this machine: one code, one browser."""

    def __init__(self) -> None:
        self.code = secrets.token_urlsafe(32)
        """Lets one browser in, once."""
        self._hash = ""

    async def known(self, token: str) -> Login | None:
        token_hash = browsers.hash_of(token)
        is_it = bool(self._hash) and secrets.compare_digest(token_hash, self._hash)
        return Login(browser=token_hash) if is_it else None

    async def let_in(self, code: str, token: str, _label: str, _stay: bool) -> datetime | None:
        fits = bool(self.code) and secrets.compare_digest(code.encode(), self.code.encode())
        if not fits:
            return None
        self.code, self._hash = "", browsers.hash_of(token)
        return datetime.now().astimezone() + timedelta(hours=12)

    async def forget(self, _token: str) -> None:
        self._hash = ""

    async def come_in(self, _caller: Login, session: Session) -> SessionSpec | str | None:
        session.places = ()
        return SessionSpec((), session.terminal())

    async def look(self, _token: str, _page: str) -> str | None:
        return None


def browser_label(user_agent: str) -> str:
    """What a browser calls itself, in words such as ``Firefox on Linux``."""
    browser = next((name for name in _BROWSERS if f"{name}/" in user_agent), "A browser")
    system = next((system_name for sign, system_name in _SYSTEMS.items() if sign in user_agent), "")
    called = _CALLED.get(browser, browser)
    return f"{called} on {system}" if system else called
