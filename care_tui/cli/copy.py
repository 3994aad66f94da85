"""``copy``: the whole workspace to another place."""

from __future__ import annotations

from pathlib import Path

import click

from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message, plural, refuse_stream
from care_tui.context import CommandContext, pass_here


@click.command(cls=CareCommand)
@click.option(
    "--to",
    "target",
    metavar="PATH|URL",
    required=True,
    help="Where to: a new file, or an empty PostgreSQL database.",
)
@pass_here
def copy(context: CommandContext, target: str) -> None:
    """Copy the whole workspace to another place, from a file to a server or back."""
    from store.transfer.copy_workspace import copy_workspace

    refuse_stream(Path(target))
    done = copy_workspace(context.workspace(), target)
    fact(done.location)
    message(f"Copied {plural(done.rows, 'row')}, with history and undo.")
    if done.left_out:
        message(
            f"{plural(done.left_out, 'row')} not in it: what is not revealed yet (votes, moods, private touchpoints), and invites."
        )
    message("The old workspace is as it was. Write in one of the two only.")
