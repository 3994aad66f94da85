"""The line by which members come with a browser: a page, a door, and a socket with the app."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from typing import TYPE_CHECKING, Any

from aiohttp import web

from care_tui.host.guest import CANNOT_START
from care_tui.host.limits import cannot_listen
from care_tui.host.session_spec import SessionSpec
from care_tui.host.web.assets import Asset, load_assets
from care_tui.host.web.web_door import browser_label
from care_tui.host.web.web_guard import WebGuard
from care_tui.host.web.web_lines import WHOLE, WebLines
from care_tui.host.web.web_session import LARGEST_FRAME, NO_APP, OVER, WebSession
from store.common.errors import Refused, Unreachable
from store.teams.browsers import STAY, new_token

if TYPE_CHECKING:
    from care_tui.host.guest import Launcher
    from care_tui.host.login import Login
    from care_tui.host.login_rate_limiter import LoginRateLimiter
    from care_tui.host.web.web_address import WebAddress
    from care_tui.host.web.web_door import WebDoor

ALIVE = 20.0
"""A browser is asked every so many seconds whether it lives."""
LARGEST_BODY = 4096
_LOOK = 0.2
"""Seconds kept free for looking a code up; late, so that who hangs up has not taken it."""
WRONG_CODE = "This code lets nobody in. Codes work once and not for long. Ask for a new one."
NO_SEAT = "You are not in a team here any more. Ask for a new link."
LOGGED_OUT = "You have logged out here. What you had typed is safe."
LOGGED_OUT_HERE = "You are logged out here. Ask for a new link."
LOOK_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class WebLine:
    """Serves the page once it is opened."""

    def __init__(
        self, address: WebAddress, door: WebDoor, launcher: Launcher, limiter: LoginRateLimiter
    ) -> None:
        """Raises Refused where what the page needs is not installed."""
        self._address = address
        self._door = door
        self._launcher = launcher
        self._limiter = limiter
        self._assets = load_assets()
        self._lines = WebLines(limiter, address.proxies)
        self._guard = WebGuard(address.proxies, self._lines)
        self._sessions: dict[str, WebSession] = {}
        """The app of each browser that has one, by its token's hash."""
        self._cookie = "__Host-care" if address.is_secure else "care"
        self._server: asyncio.Server | None = None

    async def open(self) -> str:
        """Listen; the address that people type. Raises Refused where that cannot be."""
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[self._guard.middleware()])
        for path in self._assets:
            app.router.add_get(path, self._file)
        app.router.add_get("/me", self._me)
        app.router.add_post("/in", self._in)
        app.router.add_post("/out", self._out)
        app.router.add_post("/file", self._take_file)
        app.router.add_get("/ws", self._ws)
        app.router.add_get("/look/{token}/{page:board|report}", self._look)
        self._runner = web.AppRunner(app, handle_signals=False)
        await self._runner.setup()
        server = self._runner.server
        assert server is not None
        address = self._address
        try:
            self._server = await asyncio.get_running_loop().create_server(
                self._lines.factory(server, self._guard.dress),
                address.bind,
                address.port,
                ssl=self._tls(),
            )
        except OSError as error:
            raise cannot_listen(address.bind, address.port, error) from None
        port = self._server.sockets[0].getsockname()[1]
        url = address.url_at(port)
        self._guard.serve_at(url, address.hosts(port))
        return url

    def _tls(self) -> ssl.SSLContext | None:
        if self._address.certificate is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate, key = self._address.certificate
        try:
            context.load_cert_chain(certificate, key)
        except (OSError, ssl.SSLError) as error:
            raise Refused(
                f"{certificate} and {key} are not a certificate and its key: {error}."
            ) from None
        return context

    def close(self) -> None:
        """Let nobody in any more."""
        if self._server is not None:
            self._server.close()

    async def end(self) -> None:
        """Close every connection."""
        if self._server is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._runner.cleanup(), 2.0)

    # The page

    async def _file(self, request: web.Request) -> web.StreamResponse:
        asset: Asset = self._assets[request.path]
        headers = {"ETag": asset.tag, "Cache-Control": "no-cache", "Content-Type": asset.kind}
        if request.headers.get("If-None-Match") == asset.tag:
            return web.Response(status=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return web.Response(body=asset.packed, headers=headers)
        return web.Response(body=asset.body, headers=headers)

    async def _look(self, request: web.Request) -> web.StreamResponse:
        token, page = request.match_info["token"], request.match_info["page"]
        try:
            body = await self._door.look(token, page) if _TOKEN.fullmatch(token) else None
        except Unreachable as lost:
            return web.Response(status=503, text=f"{lost.message}\n")
        if body is None:
            return web.Response(status=404, text="This link shows nothing. Ask for a new one.\n")
        headers = {"Content-Security-Policy": LOOK_POLICY, "X-Robots-Tag": "noindex"}
        return web.Response(text=body, content_type="text/html", headers=headers)

    # The door

    async def _known(self, request: web.Request) -> Login | None:
        token = request.cookies.get(self._cookie, "")
        return await self._door.known(token) if _TOKEN.fullmatch(token) else None

    async def _me(self, request: web.Request) -> web.StreamResponse:
        try:
            known = await self._known(request)
        except Unreachable as lost:
            return web.Response(status=503, text=lost.message)
        return web.Response(status=204 if known else 401)

    async def _in(self, request: web.Request) -> web.StreamResponse:
        """Look the code up; the answer takes the same time whatever it is."""
        form = await self._body(request)
        clock = asyncio.get_running_loop().time
        address = self._guard.address_of(request)
        delay, allowed = self._limiter.guess(address)
        answer_at = clock() + delay
        await asyncio.sleep(delay - _LOOK)
        code, stay = form.get("code"), form.get("stay") is True
        is_here = request.transport is not None and not request.transport.is_closing()
        until, token = None, request.cookies.get(self._cookie, "")
        try:
            if not await self._known(request):
                token = new_token()
            if allowed and is_here and isinstance(code, str):
                label = browser_label(request.headers.get("User-Agent", ""))
                until = await self._door.let_in(code.strip(), token, label, stay)
        except Unreachable as lost:
            return web.Response(status=503, text=lost.message)
        await asyncio.sleep(answer_at - clock())
        if until is None:
            return web.Response(status=401, text=WRONG_CODE)
        self._limiter.right(address)
        answer = web.Response(status=204)
        self._set_cookie(answer, token, int(STAY.total_seconds()) if stay else None)
        return answer

    async def _out(self, request: web.Request) -> web.StreamResponse:
        await self._body(request)
        with contextlib.suppress(Unreachable):
            known = await self._known(request)
            await self._door.forget(request.cookies.get(self._cookie, ""))
            if known is not None and known.browser in self._sessions:
                self._sessions[known.browser].end(LOGGED_OUT)
        answer = web.Response(status=204)
        self._set_cookie(answer, "", 0)
        return answer

    async def _body(self, request: web.Request) -> dict[str, Any]:
        """What a form says; empty for what is none."""
        try:
            form = await asyncio.wait_for(request.json(), WHOLE)
        except (ValueError, RecursionError):
            form = {}
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        line = self._lines.of(request.protocol)
        if line is not None:
            line.got_request()
        return form if isinstance(form, dict) else {}

    def _set_cookie(self, answer: web.Response, token: str, lifetime: int | None) -> None:
        answer.set_cookie(
            self._cookie,
            token,
            max_age=lifetime,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self._address.is_secure,
        )

    # The app

    async def _take_file(self, request: web.Request) -> web.StreamResponse:
        """Take a file for the app of who sends it. Its time counts anew: a stranger has none."""
        try:
            caller = await self._known(request)
        except Unreachable as lost:
            return web.Response(status=503, text=lost.message)
        if caller is None:
            return web.Response(status=401, text=LOGGED_OUT_HERE)
        line = self._lines.of(request.protocol)
        if line is not None:
            line.got_request()
        session = self._sessions.get(caller.browser)
        status, why = await session.take_file(request) if session is not None else NO_APP
        return web.Response(status=status, text=why or None)

    async def _ws(self, request: web.Request) -> web.StreamResponse:
        try:
            caller = await self._known(request)
        except Unreachable as lost:
            return web.Response(status=503, text=lost.message)
        if caller is None:
            return web.Response(status=401)
        line = self._lines.of(request.protocol)
        if line is not None:
            self._lines.has_app(line)
        socket = web.WebSocketResponse(
            heartbeat=ALIVE, max_msg_size=LARGEST_FRAME, compress=True, timeout=2.0
        )
        self._guard.dress(socket)
        await socket.prepare(request)
        if line is not None:
            line.got_request()
        size = _size(request)
        session = self._sessions.get(caller.browser)
        if session is None or session.over.is_set():
            session = self._sessions[caller.browser] = WebSession(self._launcher)
            session.claim(socket, size)
            await self._begin(caller, session, socket)
        else:
            session.claim(socket, size)
        if not session.over.is_set():
            await session.serve(socket, size)
        return socket

    async def _begin(
        self, caller: Login, session: WebSession, socket: web.WebSocketResponse
    ) -> None:
        """Begin the app of who came; where there is none, say so to ``socket``."""
        spec = await self._door.come_in(caller, session)
        refusal = spec if isinstance(spec, str) else NO_SEAT
        if isinstance(spec, SessionSpec):
            try:
                session.begin(spec)
            except OSError:
                refusal = CANNOT_START
            else:
                leaving = asyncio.create_task(self._forget(caller.browser, session))
                leaving.add_done_callback(lambda _: None)
                return
        session.refuse(refusal)
        del self._sessions[caller.browser]
        await socket.close(code=OVER, message=refusal.encode()[:120])

    async def _forget(self, browser: str, session: WebSession) -> None:
        await session.over.wait()
        if self._sessions.get(browser) is session:
            del self._sessions[browser]


def _size(request: web.Request) -> tuple[int, int]:
    """The columns and rows that the page asks for; the usual where it does not."""
    words = (request.query.get("width", ""), request.query.get("height", ""))
    columns, rows = (int(word) if re.fullmatch(r"[0-9]{1,5}", word) else 0 for word in words)
    return (columns or 80, rows or 24)
