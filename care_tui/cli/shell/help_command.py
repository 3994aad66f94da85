"""``help``: the help of a command, by its words."""

from __future__ import annotations

import click

from care_tui.cli.lazy import CareCommand, LazyGroup
from care_tui.cli.output import fact


@click.command(cls=CareCommand)
@click.argument("command", nargs=-1, metavar="[COMMAND]…")
@click.pass_context
def help(ctx: click.Context, command: tuple[str, ...]) -> None:
    """Show the help of a command, or of care."""
    here = ctx.find_root()
    for word in command:
        group = here.command
        if not isinstance(group, LazyGroup):
            raise click.UsageError(f"{here.command_path} has no commands of its own.", here)
        name, subcommand, _ = group.resolve_command(here, [word])
        assert subcommand is not None
        here = click.Context(subcommand, info_name=name, parent=here)
    fact(here.get_help())
