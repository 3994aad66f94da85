"""``copy``: the whole workspace to another place."""

from __future__ import annotations

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.say import fact, message, plural


@click.command()
@click.option(
    "--to",
    "target",
    metavar="PATH|URL",
    required=True,
    help="Where to: a new file, or an empty PostgreSQL database.",
)
@pass_here
def copy(here: Here, target: str) -> None:
    """Copy the whole workspace to another place, from a file to a server or back."""
    from store.copying import copy_workspace

    done = copy_workspace(here.workspace(), target)
    fact(done.place)
    message(f"Copied {plural(done.rows, 'row')}, with history and undo.")
    if done.left_out:
        message(
            f"{plural(done.left_out, 'row')} not in it: ballots before their reveal and invites."
        )
    message("The workspace copied from is as it was; nobody should write in both.")
