"""Real servers on the loopback that take what is sent: a webhook, and one of mail."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Webhook:
    """What came to the webhook, and how it answers."""

    port: int = 0
    status: int = 200
    elsewhere: str = ""
    """Where it sends those who come, with a status of the 300s."""
    held: threading.Event | None = None
    """Where set, nothing is answered until this is."""
    came: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    def url(self, secret: str = "", scheme: str = "json") -> str:
        """Its address, with a name and a password where there is one."""
        login = f"care:{secret}@" if secret else ""
        return f"{scheme}://{login}127.0.0.1:{self.port}/hook"


@contextlib.contextmanager
def webhook_server() -> Iterator[Webhook]:
    """A webhook while the block runs."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if hook.held is not None:
                hook.held.wait()
            hook.came.append(json.loads(body))
            hook.heads.append(dict(self.headers))
            with contextlib.suppress(OSError):
                self.send_response(hook.status)
                if hook.elsewhere:
                    self.send_header("Location", hook.elsewhere)
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield hook
    finally:
        if hook.held is not None:
            hook.held.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class MailServer:
    """What came by mail."""

    port: int = 0
    password: str = ""
    """The password that is right."""
    came: list[Any] = field(default_factory=list)

    def url(self, password: str) -> str:
        """Where to send to, with a password."""
        return (
            f"mailto://care:{password}@127.0.0.1:{self.port}/?from=care@example.com"
            "&to=team@example.com&mode=insecure"
        )


@contextlib.contextmanager
def mail_server(password: str) -> Iterator[MailServer]:
    """A mail server that asks for ``password``, while the block runs."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword

    mail = MailServer(password=password)

    class Handler:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
            mail.came.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    def allow(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> Any:
        right = isinstance(login, LoginPassword) and login.password == mail.password.encode()
        return AuthResult(success=right, handled=right)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        mail.port = probe.getsockname()[1]
    controller = Controller(
        Handler(),
        hostname="127.0.0.1",
        port=mail.port,
        authenticator=allow,
        auth_required=True,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield mail
    finally:
        controller.stop()
