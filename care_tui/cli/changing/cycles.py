"""``cycle``: whole cycles, listed, skipped and not."""

from __future__ import annotations

import click

from care_tui.cli.inputs import (
    cycle_label,
    if_missing_option,
    json_option,
    left_if_there,
    text_option,
)
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import facts, message
from care_tui.context import CommandContext, pass_here

_LABEL = click.argument("label", metavar="[LABEL]", required=False, callback=cycle_label)


@click.group(cls=LazyGroup)
def cycle() -> None:
    """Whole cycles."""


@cycle.command("skip")
@_LABEL
@text_option("--reason", metavar="R", required=True, help="Why, such as a holiday.")
@if_missing_option("Do nothing where it is skipped already.")
@pass_here
def cycle_skip(context: CommandContext, label: str | None, reason: str, if_missing: bool) -> None:
    """Skip a whole cycle, the running one unless named; it freezes the streak."""
    from store.teams import cycle_skips

    with left_if_there(if_missing):
        skipped, warning, reviews = cycle_skips.skip_cycle(context.seat(), label, reason)
    message(f"Skipped {skipped.label}.")
    if warning is not None:
        message(warning)
    message(reviews)


@cycle.command("unskip")
@_LABEL
@pass_here
def cycle_unskip(context: CommandContext, label: str | None) -> None:
    """Take back that a cycle is skipped, until it ends."""
    from store.domain.cycle_words import moment_words, named
    from store.teams import cycle_skips

    seat = context.seat()
    cycle = cycle_skips.unskip_cycle(seat, label)
    message(f"{cycle.label} is not skipped any more.")
    snapshot = context.snapshot(seat)
    due = snapshot.review_due
    if not due.overdue:
        moment = moment_words(due.at, snapshot.team.zone)
        message(f"The next review is due on {moment}. It plans {named(due.plans)}.")


@cycle.command("list")
@json_option
@pass_here
def cycle_list(context: CommandContext, as_json: bool) -> None:
    """Every cycle from the team's first to the next one, and what became of each stage."""
    from care_tui.cli.facts import record_facts, show_cycles
    from store.queries.history import records

    with context.seat().read_team() as team:
        cycle_records = records(team.session, team.row.id, team.calendar, team.today)
    if as_json:
        facts({"cycles": [record_facts(each) for each in cycle_records]})
        return
    show_cycles(cycle_records)
