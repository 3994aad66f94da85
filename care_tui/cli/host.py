"""``host`` and ``web``: the app for members who come over SSH or by browser, and for one's own."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message
from care_tui.context import CommandContext, pass_here
from care_tui.settings import data_path, ssh_port_file, state_path, web_url_file
from care_tui.startup_tuning import look_as_usual
from store.common.errors import Refused, Unreachable, WrongValue

if TYPE_CHECKING:
    from care_tui.host.web.web_address import WebAddress
    from store.workspace.workspace import Workspace

_FILE = click.Path(path_type=Path, dir_okay=False)
_UNITS = {"s": 1, "m": 60, "h": 3600}


def parse_idle(text: str) -> float | None:
    """Seconds in a length such as 90s, 30m or 2h; None for ``off``. Raises Refused."""
    typed = text.strip().casefold()
    if typed == "off":
        return None
    match = re.fullmatch(r"(\d{1,6})([smh])", typed, re.ASCII)
    if match is None or int(match[1]) == 0:
        raise WrongValue(f"“{text.strip()}” is not a length of time such as 30m, 2h or off.")
    return float(int(match[1]) * _UNITS[match[2]])


@click.command(cls=CareCommand)
@click.option("--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=2222, show_default=True)
@click.option(
    "--idle", metavar="TIME", default="30m", show_default=True, help="Without a key, or off."
)
@click.option(
    "--host-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The server's own key, made on the first start.",
)
@click.option(
    "--most", type=click.IntRange(1, 1000), default=100, show_default=True, help="People at once."
)
@click.option("--web", metavar="ADDRESS:PORT", help="Serve browsers too, such as 127.0.0.1:8022.")
@click.option("--web-url", metavar="URL", default="", help="How people reach it: https://…")
@click.option(
    "--web-proxy", "proxies", metavar="IP", multiple=True, help="Whose X-Forwarded-For is believed."
)
@click.option("--web-cert", type=_FILE, metavar="FILE", help="The TLS certificate, with its chain.")
@click.option("--web-key", type=_FILE, metavar="FILE", help="The certificate's key.")
@pass_here
def host(
    context: CommandContext,
    bind: str,
    port: int,
    idle: str,
    host_key: Path | None,
    most: int,
    web: str | None,
    web_url: str,
    proxies: tuple[str, ...],
    web_cert: Path | None,
    web_key: Path | None,
) -> None:
    """Serve the app, and nothing else, to members who come with an SSH client or a browser.

    They log in with a key (care member key) or a one-time invite (care invite).
    """
    _check_can_host()
    try:
        import asyncssh  # noqa: F401
    except ImportError:
        raise Refused(
            "Hosting needs asyncssh, which is not installed: pip install 'care-tui[host]'"
        ) from None
    from care_tui.host.server import Host, Hosting, Listening
    from care_tui.host.session_process import HostLocation
    from care_tui.host.sessions import SessionRules
    from care_tui.host.ssh.ssh_line import SshAddress
    from care_tui.sharing.sharing import host_targets
    from care_tui.sharing.targets import names

    ssh = SshAddress(bind, port, host_key or data_path() / "host_key")
    address = _web_address(web, web_url, proxies, web_cert, web_key) if web else None
    hosting = Hosting(ssh, SessionRules(parse_idle(idle), most), address)
    workspace = _open_when_reached(context)
    targets, problems = host_targets(context.settings, os.environ)
    for problem in (*context.settings.problems, *problems):
        message(problem)
    share = {target.name: target.url for target in targets}
    location = HostLocation(context.location, state_path() / "hosted", share)

    def ready(listening: Listening) -> None:
        fact(f"Listening on {bind}, port {listening.port}. Host key: {listening.fingerprint}")
        if listening.url:
            fact(f"In a browser: {listening.url}")
        if targets:
            fact(f"Members may send summaries to: {names(targets)}")
        remember_for_invites(listening.url, listening.port)
        message("Members come in with: care invite NAME. Ctrl-C stops the server.")

    look_as_usual()

    async def serve() -> int:
        return await Host(workspace, location, hosting, message).serve(ready)

    raise click.exceptions.Exit(asyncio.run(serve()))


def _open_when_reached(context: CommandContext) -> Workspace:
    """The workspace, once its server answers: both may start with the machine, in any order.

    Raises Refused where waiting would not help, as for a file or a wrong password.
    """
    from store.db.server_url import means_server
    from store.live.change_watcher import FIRST_RETRY, LAST_RETRY

    retry, last_message = FIRST_RETRY, ""
    while True:
        try:
            return context.workspace()
        except Unreachable as lost:
            if not means_server(context.location):
                raise
            if lost.message != last_message:
                last_message = lost.message
                message(f"{last_message} care host tries until it can. Ctrl-C stops it.")
        time.sleep(retry)
        retry = min(2 * retry, LAST_RETRY)


def _check_can_host() -> None:
    """Raises Refused where this system cannot host."""
    if not hasattr(os, "fork"):
        raise Refused(
            "Hosting works on Linux and macOS. On Windows start it in WSL,"
            " or share the workspace on PostgreSQL."
        )


def _web_address(
    listen: str,
    web_url: str,
    proxies: tuple[str, ...],
    web_cert: Path | None,
    web_key: Path | None,
) -> WebAddress:
    """Where browsers are served. Raises Refused where the options do not fit together."""
    _check_web_libraries()
    from care_tui.host.web.web_address import parse_web

    address = parse_web(listen, web_url, proxies, web_cert, web_key)
    if address.url and address.certificate is None and not address.proxies:
        message(
            "Behind a proxy name it with --web-proxy: else everybody seems to come from it, and"
            " ten wrong codes by one stranger lock all codes for 15 minutes."
        )
    return address


def _check_web_libraries() -> None:
    """Raises Refused where what browsers need is not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("aiohttp", "textual_serve")):
        raise Refused(
            "Browsers need aiohttp and textual-serve, which are not installed:"
            " pip install 'care-tui[web]'"
        )


def remember_for_invites(url: str, port: int) -> None:
    """Keep the page's address and the port of SSH beside the host key, for `care invite`; an empty
    address is forgotten."""
    with contextlib.suppress(OSError):
        data_path().mkdir(parents=True, exist_ok=True)
        ssh_port_file().write_text(str(port), encoding="utf-8")
        if url:
            web_url_file().write_text(url, encoding="utf-8")
        else:
            web_url_file().unlink(missing_ok=True)


@click.command(cls=CareCommand)
@click.option("--no-open", is_flag=True, help="Print the link and open no browser.")
@click.argument("words", nargs=-1)
@pass_here
def web(context: CommandContext, no_open: bool, words: tuple[str, ...]) -> None:
    """The app in a browser on this machine, for yourself alone.

    The link lets one browser in, once. WORDS go to the app, such as demo.
    """
    _check_can_host()
    _check_web_libraries()
    from care_tui.host.web.own_app import serve_own

    def ready(link: str) -> None:
        fact(link)
        message("The link works once, on this machine. Ctrl-C stops it.")
        if not no_open:
            click.launch(link)

    before, variables = context.passed_on()
    serving = serve_own([*before, *words], variables, ready)
    raise click.exceptions.Exit(asyncio.run(serving))
