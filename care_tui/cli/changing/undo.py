"""``undo``: the shell's own latest change, taken back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import message
from care_tui.context import CommandContext, pass_here
from store.common.errors import NotFound, Refused

if TYPE_CHECKING:
    from store.undo.undo import OwnChange


@click.command(cls=CareCommand)
@click.option("--yes", is_flag=True, help="Take it back without asking.")
@pass_here
def undo(context: CommandContext, yes: bool) -> None:
    """Take back the latest change that you made in the team by a command; again, the one before.

    It says which and asks first. What was changed in the app is undone there, with u.
    """
    from store.undo import undo as store_undo

    seat = context.seat()
    change = store_undo.next_to_undo(seat)
    if change is None:
        who = f"{context.member_name} has" if context.member_name else "The room has"
        raise NotFound(f"{who} changed nothing by a command here that can be taken back.")
    sentence = _undo_sentence(change, context.zone_of(seat))
    if not yes and not _agreed(sentence):
        raise Refused("Nothing was changed.")
    what = store_undo.undo(seat, change.seq)
    message(f"Took back: {what}")


def _undo_sentence(change: OwnChange, zone: str) -> str:
    from store.domain.cycle_words import moment_words

    return f"This takes back: {change.what} ({moment_words(change.at, zone)})."


def _agreed(sentence: str) -> bool:
    """Whether the person at the terminal says yes. Raises Refused where nobody can be asked."""
    if not sys.stdin or not sys.stdin.isatty():
        raise Refused(f"{sentence} Add --yes to do it.")
    message(sentence)
    return click.confirm("Take it back?", default=False, err=True)
