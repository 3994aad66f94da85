"""``invite``, ``member key`` and ``look``: how people get in where the app is hosted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from care_tui.cli.inputs import json_option, text_argument
from care_tui.cli.lazy import CareCommand, LazyGroup
from care_tui.cli.output import fact, facts, message, read_in, table
from care_tui.context import CommandContext, pass_here
from care_tui.settings import data_path, ssh_port_file, web_url_file
from store.common.errors import Refused

if TYPE_CHECKING:
    from store.journal.seat import Seat
    from store.teams.browsers import Browser
    from store.teams.look_links import LookLink

_USUAL_PORT = 2222
LONGEST_FILE = 100_000
"""Bytes; a public key has a few hundred."""


@click.command(cls=CareCommand)
@text_argument("name")
@click.option("--hours", type=float, default=72, show_default=True, help="How long it works.")
@click.option(
    "--host", "address", metavar="HOST", default="HOST", help="The server, as guests reach it."
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"Its port. [default: care host's on this machine, else {_USUAL_PORT}]",
)
@click.option(
    "--host-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The server's own key, where care host was given another.",
)
@click.option("--web-url", metavar="URL", help="The page for browsers, as guests reach it.")
@json_option
@pass_here
def invite(
    context: CommandContext,
    name: str,
    hours: float,
    address: str,
    port: int | None,
    host_key: Path | None,
    web_url: str | None,
    as_json: bool,
) -> None:
    """Let a member in, once: prints the line to paste and the code to type, or the link.

    With them comes the host key's fingerprint, where the server's key is on this machine. The
    link is for a browser, where care host serves them too.
    """
    from store.teams import access, members

    seat = context.seat()
    invite_code = access.make_invite(seat, members.find_member(seat, name), _hours(hours))
    line = f"ssh -p {port or _ssh_port()} join@{address}"
    fingerprint = _fingerprint(host_key or data_path() / "host_key")
    page = web_url or _web_url()
    link = f"{page.rstrip('/')}/#{invite_code.code}" if page else None
    if as_json:
        expires = invite_code.expires_at.isoformat()
        facts(
            {
                "command": line,
                "code": invite_code.code,
                "expires_at": expires,
                "host_key": fingerprint,
                "link": link,
            }
        )
        return
    fact(line)
    fact(f"Invite code: {invite_code.code}")
    if fingerprint is not None:
        fact(f"Host key: {fingerprint}")
    if link is not None:
        fact(f"In a browser: {link}")
    else:
        message("For a link to a browser, start care host --web first, then invite again.")
    message(f"It lets {name.strip()} in once, until {invite_code.expires_at:%Y-%m-%d %H:%M} UTC.")
    message("Send it to them alone. An invite made before does not work any more.")


def _fingerprint(key: Path) -> str | None:
    """The host key's fingerprint; None where there is no key here, or no asyncssh to read it."""
    try:
        if not key.exists():
            return None
        from care_tui.host.ssh.host_key import known_fingerprint
    except (OSError, ImportError):
        return None
    return known_fingerprint(key)


def _ssh_port() -> int:
    """The port that the server of this machine listens at; the usual one where none is known."""
    try:
        return int(ssh_port_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _USUAL_PORT


def _web_url() -> str:
    """The address of the page that is served on this machine; empty where none is."""
    try:
        return web_url_file().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _hours(hours: float) -> timedelta:
    """Hours as a length of time, also where they are far too many."""
    return timedelta(hours=min(max(hours, 0), 1_000_000) if hours == hours else 0)


@click.group(cls=LazyGroup)
@text_argument("name")
@click.pass_context
def key(ctx: click.Context, name: str) -> None:
    """The SSH keys and browsers a member comes in with, where the app is hosted."""
    ctx.meta[_NAME] = name


_NAME = "care.member"
"""Where the group leaves the name for its commands."""


def _member(context: CommandContext) -> tuple[Seat, str, str]:
    """The seat, and the id and name of the member that was named."""
    from store.teams import members

    seat, name = context.seat(), str(click.get_current_context().meta[_NAME])
    return seat, members.find_member(seat, name), name.strip()


@key.command("add")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE")
@pass_here
def key_add(context: CommandContext, file: Path) -> None:
    """Let the member log in with the public key in FILE, such as id_ed25519.pub; - reads it."""
    from store.teams import access

    seat, id, name = _member(context)
    text = read_in(file)[:LONGEST_FILE].decode("utf-8", "replace")
    added = access.add_key(seat, id, text)
    message(f"{name} logs in with {added.fingerprint} ({added.kind}).")


@key.command("list")
@json_option
@pass_here
def key_list(context: CommandContext, as_json: bool) -> None:
    """The keys and browsers the member comes in with."""
    from store.teams import access, browsers

    seat, id, _ = _member(context)
    keys = [
        (each.fingerprint, each.kind, f"{each.added_at:%Y-%m-%d}" if each.added_at else "")
        for each in access.keys_of(seat, id)
    ]
    known = browsers.browsers_of(seat, id)
    if as_json:
        names = ("fingerprint", "kind", "added_on")
        facts(
            {
                "keys": [dict(zip(names, row, strict=True)) for row in keys]
                + [_browser_facts(each) for each in known]
            }
        )
        return
    table(
        keys
        + [(each.number, f"browser: {each.label}", f"{each.made_at:%Y-%m-%d}") for each in known]
    )


def _browser_facts(browser: Browser) -> dict[str, str]:
    return {
        "browser": browser.number,
        "kind": browser.label,
        "added_on": f"{browser.made_at:%Y-%m-%d}",
        "last_used_at": browser.used_at.isoformat(),
        "expires_at": browser.expires_at.isoformat(),
    }


@key.command("remove")
@click.argument("fingerprint", metavar="FINGERPRINT|BROWSER")
@pass_here
def key_remove(context: CommandContext, fingerprint: str) -> None:
    """Take a key or a browser away; the beginning of what list shows is enough."""
    from store.common.errors import NotFound
    from store.teams import access, browsers

    seat, id, name = _member(context)
    try:
        removed = access.remove_key(seat, id, fingerprint)
    except NotFound:
        if not any(each.number.startswith(fingerprint) for each in browsers.browsers_of(seat, id)):
            raise
        browser = browsers.remove_browser(seat, id, fingerprint)
        message(f"{name} cannot come in with {browser.label} ({browser.number}) any more.")
        return
    message(f"{name} cannot log in with {removed.fingerprint} any more.")


@click.group(cls=LazyGroup)
def look() -> None:
    """Links for those who only look: the board and the last report, as pages."""


@look.command("make")
@click.option("--quotes", is_flag=True, help="With customers' words.")
@click.option("--names", is_flag=True, help="With members' names and what was said in the review.")
@click.option("--web-url", metavar="URL", help="The page for browsers, as people reach it.")
@json_option
@pass_here
def look_make(
    context: CommandContext, quotes: bool, names: bool, web_url: str | None, as_json: bool
) -> None:
    """Make a link that works for 30 days, for anybody who has it."""
    from store.teams import look_links

    page = (web_url or _web_url()).rstrip("/")
    if not page:
        raise Refused("No page is served here; --web-url https://… says where it is.")
    token, link = look_links.make_look_link(context.seat(), quotes=quotes, names=names)
    links = {name: f"{page}/look/{token}/{name}" for name in ("report", "board")}
    if as_json:
        facts({**links, "number": link.number, "expires_at": link.expires_at.isoformat()})
        return
    for each in links.values():
        fact(each)
    message(f"Until {link.expires_at:%Y-%m-%d}. To withdraw it: care look withdraw {link.number}")


@look.command("list")
@json_option
@pass_here
def look_list(context: CommandContext, as_json: bool) -> None:
    """The links that work."""
    from store.teams import look_links

    links = look_links.look_links(context.seat())
    if as_json:
        facts(
            {
                "links": [
                    {
                        "number": each.number,
                        "quotes": each.quotes,
                        "names": each.names,
                        "expires_at": each.expires_at.isoformat(),
                    }
                    for each in links
                ]
            }
        )
        return
    table([(each.number, _shows(each), f"until {each.expires_at:%Y-%m-%d}") for each in links])


def _shows(link: LookLink) -> str:
    parts = [
        word for word, is_shown in (("quotes", link.quotes), ("names", link.names)) if is_shown
    ]
    return f"with {' and '.join(parts)}" if parts else "without quotes and names"


@look.command("withdraw")
@click.argument("number", metavar="NUMBER")
@pass_here
def look_withdraw(context: CommandContext, number: str) -> None:
    """Let nobody look by the link any more; the beginning of its number is enough."""
    from store.teams import look_links

    withdrawn = look_links.withdraw_look_link(context.seat(), number)
    message(f"The link {withdrawn.number} shows nothing any more.")
