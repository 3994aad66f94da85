"""``host``: the app for members who come over SSH."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.say import fact, message
from care_tui.quick_start import look_as_usual
from care_tui.settings import data_path, state_path
from store.errors import Refused

_UNITS = {"s": 1, "m": 60, "h": 3600}


def parse_idle(text: str) -> float | None:
    """Seconds in a length such as 90s, 30m or 2h; None for ``off``. Raises Refused."""
    typed = text.strip().casefold()
    if typed == "off":
        return None
    found = re.fullmatch(r"(\d{1,6})([smh])", typed, re.ASCII)
    if found is None or int(found[1]) == 0:
        raise Refused(f"“{text.strip()}” is not a length of time such as 30m, 2h or off.")
    return float(int(found[1]) * _UNITS[found[2]])


@click.command()
@click.option("--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=2222, show_default=True)
@click.option(
    "--idle", metavar="TIME", default="30m", show_default=True, help="Without a key; or off."
)
@click.option(
    "--host-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The server's own key; made on the first start.",
)
@click.option(
    "--most", type=click.IntRange(1, 1000), default=100, show_default=True, help="People at once."
)
@pass_here
def host(here: Here, bind: str, port: int, idle: str, host_key: Path | None, most: int) -> None:
    """Serve the app, and nothing else, to members who come with an SSH client.

    They log in with a key (care member key) or a one-time invite (care invite).
    """
    try:
        import asyncssh  # noqa: F401
    except ImportError:
        raise Refused(
            "Hosting needs asyncssh, which is not installed: pip install 'care-tui[host]'"
        ) from None
    from care_tui.host.guest import Ground
    from care_tui.host.server import Host, Hosting

    hosting = Hosting(bind, port, parse_idle(idle), host_key or data_path() / "host_key", most)
    workspace = here.workspace()
    ground = Ground(here.place, state_path() / "hosted")

    def ready(port: int, fingerprint: str) -> None:
        fact(f"Listening on {bind}, port {port}. Host key: {fingerprint}")
        message("Members come in with: care invite NAME. Ctrl-C stops the server.")

    look_as_usual()

    async def serve() -> int:
        return await Host(workspace, ground, hosting, message).serve(ready)

    raise click.exceptions.Exit(asyncio.run(serve()))
