"""``review`` and ``demo``: the app, opened where something begins."""

from __future__ import annotations

import click

from care_tui.cli.here import Here, pass_here
from care_tui.opening import open_app
from store.practice.agenda import AgendaKind


@click.command()
@click.option("--solo", is_flag=True, help="By yourself: Look back, Map, Pick, Evidence.")
@click.option("--short", is_flag=True, help="The short agenda: Look back, Pick, Close.")
@pass_here
def review(here: Here, solo: bool, short: bool) -> None:
    """Start the team's review, or continue the one that is open."""
    if solo and short:
        raise click.UsageError("Say --solo or --short, not both.")
    kind = AgendaKind.SOLO if solo else AgendaKind.SHORT if short else None
    raise click.exceptions.Exit(open_app(here, start="review", kind=kind))


@click.command()
@pass_here
def demo(here: Here) -> None:
    """Look around in an invented team's workspace; the copy goes when you leave."""
    raise click.exceptions.Exit(open_app(here, sample=True))
