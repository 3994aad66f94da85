"""``review`` and ``demo``: the app, opened where something begins."""

from __future__ import annotations

import click

from care_tui.app_session import open_app
from care_tui.cli.lazy import CareCommand
from care_tui.context import CommandContext, pass_here
from store.domain.agenda import AgendaKind


@click.command(cls=CareCommand)
@click.option("--solo", is_flag=True, help="By yourself: Evidence, Look back, Map, Pick.")
@click.option("--short", is_flag=True, help="The short agenda: Look back, Pick, Close.")
@pass_here
def review(context: CommandContext, solo: bool, short: bool) -> None:
    """Start the team's review, or continue the one that is open."""
    if solo and short:
        raise click.UsageError("Say --solo or --short, not both.")
    kind = AgendaKind.SOLO if solo else AgendaKind.SHORT if short else None
    raise click.exceptions.Exit(open_app(context, start="review", kind=kind))


@click.command(cls=CareCommand)
@pass_here
def demo(context: CommandContext) -> None:
    """Look around in an invented team's workspace; the copy goes when you leave."""
    raise click.exceptions.Exit(open_app(context, sample=True))
