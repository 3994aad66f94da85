"""``invite`` and ``member key``: how members get in over SSH."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option, text_argument
from care_tui.cli.say import fact, facts, message, read_in, table
from care_tui.settings import data_path

if TYPE_CHECKING:
    from store.seat import Seat

LONGEST_FILE = 100_000
"""Bytes; a public key has a few hundred."""


@click.command()
@text_argument("name")
@click.option("--hours", type=float, default=72, show_default=True, help="How long it works.")
@click.option(
    "--host", "address", metavar="HOST", default="HOST", help="The server, as guests reach it."
)
@click.option("--port", type=click.IntRange(1, 65535), default=2222, show_default=True)
@click.option(
    "--host-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The server's own key, where care host was given another.",
)
@json_option
@pass_here
def invite(
    here: Here,
    name: str,
    hours: float,
    address: str,
    port: int,
    host_key: Path | None,
    as_json: bool,
) -> None:
    """Let a member in over SSH, once: prints the line to paste and the code to type.

    With them comes the host key's fingerprint, where the server's key is on this machine.
    """
    from store import access, members

    seat = here.seat()
    made = access.make_invite(seat, members.find_member(seat, name), _hours(hours))
    line = f"ssh -p {port} care@{address}"
    fingerprint = _fingerprint(host_key or data_path() / "host_key")
    if as_json:
        expires = made.expires_at.isoformat()
        facts({"command": line, "code": made.code, "expires_at": expires, "host_key": fingerprint})
        return
    fact(line)
    fact(f"Invite code: {made.code}")
    if fingerprint is not None:
        fact(f"Host key: {fingerprint}")
    message(f"It lets {name.strip()} in once, until {made.expires_at:%Y-%m-%d %H:%M} UTC.")
    message("Send it to them alone; an invite made before does not work any more.")


def _fingerprint(key: Path) -> str | None:
    """The host key's fingerprint; None where there is no key here, or no asyncssh to read it."""
    try:
        if not key.exists():
            return None
        from care_tui.host.host_key import known_fingerprint
    except (OSError, ImportError):
        return None
    return known_fingerprint(key)


def _hours(hours: float) -> timedelta:
    """Hours as a length of time, also where they are far too many."""
    return timedelta(hours=min(max(hours, 0), 1_000_000) if hours == hours else 0)


@click.group()
@text_argument("name")
@click.pass_context
def key(ctx: click.Context, name: str) -> None:
    """The SSH keys a member logs in with, where the app is hosted."""
    ctx.meta[_NAME] = name


_NAME = "care.member"
"""Where the group leaves the name for its commands."""


def _member(here: Here) -> tuple[Seat, str, str]:
    """The seat, and the id and name of the member that was named."""
    from store import members

    seat, name = here.seat(), str(click.get_current_context().meta[_NAME])
    return seat, members.find_member(seat, name), name.strip()


@key.command("add")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE")
@pass_here
def key_add(here: Here, file: Path) -> None:
    """Let the member log in with the public key in FILE, such as id_ed25519.pub; - reads it."""
    from store import access

    seat, id, name = _member(here)
    text = read_in(file)[:LONGEST_FILE].decode("utf-8", "replace")
    added = access.add_key(seat, id, text)
    message(f"{name} logs in with {added.fingerprint} ({added.kind}).")


@key.command("list")
@json_option
@pass_here
def key_list(here: Here, as_json: bool) -> None:
    """The keys the member logs in with."""
    from store import access

    seat, id, _ = _member(here)
    rows = [
        (each.fingerprint, each.kind, f"{each.added_at:%Y-%m-%d}" if each.added_at else "")
        for each in access.keys_of(seat, id)
    ]
    if as_json:
        facts([dict(zip(("fingerprint", "kind", "added_on"), row, strict=True)) for row in rows])
        return
    table(rows)


@key.command("remove")
@click.argument("fingerprint", metavar="FINGERPRINT")
@pass_here
def key_remove(here: Here, fingerprint: str) -> None:
    """Take a key away; the beginning of its fingerprint is enough."""
    from store import access

    seat, id, name = _member(here)
    removed = access.remove_key(seat, id, fingerprint)
    message(f"{name} can not log in with {removed.fingerprint} any more.")
