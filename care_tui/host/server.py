"""The server: opens its lines, serves until it is told to stop, and ends everybody in order."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from care_tui import __version__, crash_reports
from care_tui.host.fork_client import ForkClient
from care_tui.host.limits import allow_files
from care_tui.host.login_rate_limiter import LoginRateLimiter
from care_tui.host.sessions import SessionRules, Sessions
from care_tui.host.ssh.ssh_line import SshAddress, SshLine
from care_tui.loop_failures import tell_loop_failures
from store.common.dataclass import dataclass

if TYPE_CHECKING:
    from care_tui.host.session_process import HostLocation
    from care_tui.host.web.web_address import WebAddress
    from care_tui.host.web.web_line import WebLine
    from store.workspace.workspace import Workspace


@dataclass(frozen=True)
class Hosting:
    """How the app is to be hosted."""

    ssh: SshAddress
    rules: SessionRules
    web: WebAddress | None = None
    """Where the page for browsers is served; None: nowhere."""


@dataclass(frozen=True)
class Listening:
    """What people need to come in."""

    port: int
    """Where SSH is served."""
    fingerprint: str
    """The host key's."""
    url: str = ""
    """Where the page is; empty: nowhere."""


class Host:
    """Serves one workspace. `serve` returns when it is told to stop."""

    def __init__(
        self,
        workspace: Workspace,
        location: HostLocation,
        hosting: Hosting,
        log: Callable[[str], None],
    ) -> None:
        self._hosting = hosting
        self._log = log
        self._failures = location.folder / "failures"
        self._limiter = LoginRateLimiter()
        self._fork_client = ForkClient(location, self._guests_lost)
        self._sessions = Sessions(workspace, hosting.rules, log)
        self._stop = asyncio.Event()
        self._broken = False

    async def serve(self, ready: Callable[[Listening], None]) -> int:
        """Serve until told to stop by a signal; the exit code. ``ready`` is called once people
        can come in. Raises Refused where that cannot be."""
        line = SshLine(self._hosting.ssh, self._sessions, self._fork_client, self._limiter)
        web = self._web_line()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        tell_loop_failures(self._tell_failure)
        allow_files(self._hosting.rules.most)
        await self._fork_client.start()
        try:
            url = await web.open() if web is not None else ""
            ready(Listening(*await line.open(), url))
            looking = asyncio.create_task(self._sessions.look_after())
            await self._stop.wait()
            line.close()
            if web is not None:
                web.close()
            looking.cancel()
            await self._sessions.end_all()
            if web is not None:
                await web.end()
        finally:
            await self._fork_client.close()
        return 1 if self._broken else 0

    def _web_line(self) -> WebLine | None:
        """The line for browsers, whose library is only imported where it is served."""
        if self._hosting.web is None:
            return None
        from care_tui.host.web.web_door import MembersDoor
        from care_tui.host.web.web_line import WebLine

        door = MembersDoor(self._sessions)
        return WebLine(self._hosting.web, door, self._fork_client, self._limiter)

    def _tell_failure(self, failure: BaseException) -> None:
        """Write down what failed where nobody waited for it, and say so in the log."""
        path = crash_reports.report(failure, self._failures, __version__)
        self._log(crash_reports.sentence(failure, path))

    def _guests_lost(self) -> None:
        """The fork server ended by itself; whoever supervises this server starts it anew."""
        self._log("The process that guests come from has ended. The server stops.")
        self._broken = True
        self._stop.set()
