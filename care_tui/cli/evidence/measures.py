"""``measure``: what the team counts."""

from __future__ import annotations

import click

from care_tui.cli.inputs import if_missing_option, json_option, left_if_there
from care_tui.cli.lazy import LazyGroup
from care_tui.cli.output import facts, message, table
from care_tui.context import CommandContext, pass_here
from store.domain.statistics.measures import Better, CountKind, MeasureKind, Missing, PerCycle


@click.group(cls=LazyGroup)
def measure() -> None:
    """What the team counts."""


@measure.command("add")
@click.argument("key", metavar="KEY")
@click.option(
    "--kind",
    type=click.Choice(["rate", "score", "count"]),
    required=True,
    help="What an answer is.",
)
@click.option(
    "--better", type=click.Choice(["up", "down"]), required=True, help="Which way is better."
)
@click.option("--threshold", type=float, metavar="X", help="A score's answers from here up count.")
@click.option(
    "--per-cycle",
    type=click.Choice(["sum", "last"]),
    help="How a count's numbers make a cycle's figure.",
)
@click.option("--events", "counts", flag_value="events", help="A count of what happened.")
@click.option("--state", "counts", flag_value="state", help="How it stands, such as a backlog.")
@click.option(
    "--missing",
    type=click.Choice(["zero", "unknown"]),
    help="What a week or month without an entry means for events.  [default: zero]",
)
@if_missing_option("Do nothing where the team has the same measure already.")
@pass_here
def measure_add(
    context: CommandContext,
    key: str,
    kind: str,
    better: str,
    threshold: float | None,
    per_cycle: str | None,
    counts: str | None,
    missing: str | None,
    if_missing: bool,
) -> None:
    """Give the team a measure of its own; a count says whether it is --events or a --state."""
    from store.teams import teams

    with left_if_there(if_missing):
        added = teams.add_measure(
            context.seat(),
            key,
            kind=MeasureKind(kind),
            better=Better(better),
            threshold=threshold,
            per_cycle=None if per_cycle is None else PerCycle(per_cycle),
            counts=None if counts is None else CountKind(counts),
            missing=None if missing is None else Missing(missing),
        )
    message(f"Added the measure {added.key}, which takes {added.scale}.")
    if not added.counts_known:
        message(
            f"It is taken for {_COUNTS[added.counts]}. Say which "
            f"with: care measure set {added.key} --events or --state"
        )


_COUNTS = {
    CountKind.EVENTS: "events, such as complaints",
    CountKind.STATE: "a state, such as a backlog, which gets a chart and no verdict",
}


@measure.command("set")
@click.argument("key", metavar="KEY")
@click.option("--events", "counts", flag_value="events", help="A count of what happened.")
@click.option("--state", "counts", flag_value="state", help="How it stands, such as a backlog.")
@click.option(
    "--missing",
    type=click.Choice(["zero", "unknown"]),
    help="What a week or month without an entry means for events.",
)
@pass_here
def measure_set(context: CommandContext, key: str, counts: str | None, missing: str | None) -> None:
    """Say what one of the team's own counts is."""
    from store.teams import teams

    if counts is None and missing is None:
        raise click.UsageError("Say --events, --state or --missing.")
    changed = teams.set_counts(
        context.seat(),
        key,
        None if counts is None else CountKind(counts),
        None if missing is None else Missing(missing),
    )
    message(f"{changed.title} counts {_COUNTS[changed.counts]}.")


@measure.command("remove")
@click.argument("key", metavar="KEY")
@pass_here
def measure_remove(context: CommandContext, key: str) -> None:
    """Remove one of the team's own measures that nothing uses."""
    from store.teams import measure_removal

    removed = measure_removal.remove_measure(context.seat(), key)
    message(f"Removed the measure {removed}.")


@measure.command("list")
@json_option
@pass_here
def measure_list(context: CommandContext, as_json: bool) -> None:
    """The built-in measures and the team's own."""
    from store.db.custom_measures import load_own_measures
    from store.domain.statistics.measures import MEASURES

    seat = context.seat()
    with seat.reading() as session:
        every = (*MEASURES, *load_own_measures(session, seat.team_id))
    if as_json:
        facts(
            {
                "measures": [
                    {
                        "key": each.key,
                        "title": each.title,
                        "kind": each.kind.value,
                        "better": each.better.value,
                        "scale": each.scale,
                        "needed": each.needed,
                        "own": each.own,
                    }
                    for each in every
                ]
            }
        )
        return
    table([[each.key, each.title, each.scale] for each in every])
