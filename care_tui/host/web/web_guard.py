"""What every request must be, and what every answer says: hosts, origins, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

    from care_tui.host.web.web_lines import WebLines

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Server": "care",
}


class WebGuard:
    """Checks every request for the page."""

    def __init__(self, proxies: frozenset[str], lines: WebLines) -> None:
        self._proxies = proxies
        self._lines = lines
        self._url = ""
        self._hosts: frozenset[str] = frozenset()

    def serve_at(self, url: str, hosts: frozenset[str]) -> None:
        """Take requests that name one of ``hosts``, from pages at ``url``; none before."""
        self._url, self._hosts = url, hosts

    @property
    def policy(self) -> str:
        """The content-security policy. Styles may stand in the page, because the terminal writes
        its own where the browser has no WebGL."""
        # A policy cannot name an IPv6 address; there the browser's own 'self' has to do.
        named = sorted(host for host in self._hosts if not host.startswith("["))
        socket = " ".join(f"{_socket(self._url)}//{host}" for host in named)
        return (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            f" font-src 'self'; img-src 'self' data:; connect-src 'self' {socket};"
            " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )

    def address_of(self, request: web.Request) -> str:
        """Whose guesses are counted: the connection's address or, where a named proxy stands
        in front, the last one that it saw."""
        peer = request.remote or "unknown"
        if peer not in self._proxies:
            return peer
        seen = request.headers.getall("X-Forwarded-For", [])
        last = seen[-1].rpartition(",")[2].strip() if seen else ""
        return last or peer

    def middleware(self) -> Middleware:
        """Refuse what names another host or comes from another page; dress every answer."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            line = self._lines.of(request.protocol)
            if line is not None and not request.can_read_body:
                line.got_request()
            answer: web.StreamResponse
            try:
                self._check(request)
                answer = await handler(request)
            except web.HTTPException as refused:
                answer = web.Response(status=refused.status, text=f"{refused.reason}\n")
            finally:
                if line is not None and request.transport is not None:
                    line.wait_for_request()
            if not answer.prepared:
                self.dress(answer)
            return answer

        return guarded

    def dress(self, answer: web.StreamResponse) -> None:
        """Give an answer the headers that all have; one's own policy stays."""
        for name, value in _HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Content-Security-Policy", self.policy)

    def _check(self, request: web.Request) -> None:
        if (request.headers.get("Host") or "").casefold() not in self._hosts:
            raise web.HTTPMisdirectedRequest
        acts = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
        if acts and not self._is_ours(request):
            raise web.HTTPForbidden

    def _is_ours(self, request: web.Request) -> bool:
        scheme = self._url.partition(":")[0]
        origins = {f"{scheme}://{host}" for host in self._hosts}
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return request.headers.get("Origin", "").casefold() in origins and site == "same-origin"


def _socket(url: str) -> str:
    return "wss:" if url.startswith("https:") else "ws:"
