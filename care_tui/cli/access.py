"""``invite`` and ``member key``: how members get in over SSH."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import json_option, text_argument
from care_tui.cli.say import fact, facts, message, read_in, table

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
@json_option
@pass_here
def invite(here: Here, name: str, hours: float, address: str, port: int, as_json: bool) -> None:
    """Let a member in over SSH, once: prints the line to paste and the code to type."""
    from store import access, members

    seat = here.seat()
    made = access.make_invite(seat, members.find_member(seat, name), _hours(hours))
    line = f"ssh -p {port} care@{address}"
    if as_json:
        facts({"command": line, "code": made.code, "expires_at": made.expires_at.isoformat()})
        return
    fact(line)
    fact(f"Invite code: {made.code}")
    message(f"It lets {name.strip()} in once, until {made.expires_at:%Y-%m-%d %H:%M} UTC.")
    message("Send it to them alone; an invite made before does not work any more.")


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
