"""Bounds on connections that aiohttp would keep for ever: mute ones, slow ones, too many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from care_tui.host.login_rate_limiter import LoginRateLimiter, PendingLogin

WHOLE = 10.0
"""Seconds that a client has for each whole request, from its connection or its last answer."""
MOST_PROXIED = 400
"""Connections that wait at one time behind a proxy, which counts its own callers."""


class WebLines:
    """Every open connection, by what aiohttp calls its protocol."""

    def __init__(self, limiter: LoginRateLimiter, proxies: frozenset[str]) -> None:
        self._limiter = limiter
        self._proxies = proxies
        self._lines: dict[object, WebConnection] = {}
        self._proxied: dict[WebConnection, None] = {}

    def factory(
        self, server: web.Server, dress: Callable[[web.StreamResponse], None]
    ) -> Callable[[], WebConnection]:
        """What a listening socket makes for each connection, around aiohttp's own; ``dress`` gives
        its answers the page's headers."""
        return lambda: WebConnection(_Handler(server, dress), self)

    def of(self, protocol: object) -> WebConnection | None:
        """The connection that aiohttp's ``protocol`` serves; None where it is gone."""
        return self._lines.get(protocol)

    def opened(self, line: WebConnection) -> PendingLogin | None:
        self._lines[line.handler] = line
        if line.address not in self._proxies:
            return self._limiter.enter(line.address, line.abort)
        self._proxied[line] = None
        if len(self._proxied) > MOST_PROXIED:
            first = next(iter(self._proxied))
            self.has_app(first)
            first.abort()
        return None

    def has_app(self, line: WebConnection) -> None:
        """The connection waits no more: its person has the app."""
        self._proxied.pop(line, None)
        if line.pending is not None:
            self._limiter.leave(line.pending)

    def closed(self, line: WebConnection) -> None:
        self.has_app(line)
        self._lines.pop(line.handler, None)


class _Handler(web.RequestHandler):
    """Speaks HTTP. What is none of it is answered without a word of the library's, and leaves
    nothing in the log; a failure of ours is told like any other of the loop's."""

    def __init__(self, server: web.Server, dress: Callable[[web.StreamResponse], None]) -> None:
        super().__init__(server, loop=asyncio.get_running_loop(), keepalive_timeout=WHOLE)
        self._dress = dress

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        if status >= 500 and exc is not None:
            context = {"message": "A request ended by a fault", "exception": exc}
            asyncio.get_running_loop().call_exception_handler(context)
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        answer = web.Response(status=status)
        answer.force_close()
        self._dress(answer)
        return answer


class WebConnection(asyncio.Protocol):
    """One connection, handed on to aiohttp; ended where no whole request comes in time."""

    def __init__(self, handler: web.RequestHandler, lines: WebLines) -> None:
        self.handler = handler
        self.address = "unknown"
        self.pending: PendingLogin | None = None
        self._lines = lines
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else "unknown"
        self.handler.connection_made(transport)
        self.wait_for_request()
        self.pending = self._lines.opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.got_request()
        self._lines.closed(self)
        self.handler.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self.handler.data_received(data)

    def eof_received(self) -> bool | None:
        self.handler.eof_received()
        return None

    def pause_writing(self) -> None:
        self.handler.pause_writing()

    def resume_writing(self) -> None:
        self.handler.resume_writing()

    def wait_for_request(self) -> None:
        """End the connection unless a whole request comes in time."""
        self.got_request()
        self._timer = asyncio.get_running_loop().call_later(WHOLE, self.abort)

    def got_request(self) -> None:
        """A whole request is there, or the connection is over."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def abort(self) -> None:
        """End it now."""
        if self._transport is not None:
            self._transport.abort()
