"""``pick``, ``done``, ``drop`` and ``carry``: what a team commits to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from care_tui.cli.inputs import (
    cycle_option,
    day_option,
    if_missing_option,
    left_if_there,
    stage_argument,
    text_argument,
    text_option,
)
from care_tui.cli.lazy import CareCommand
from care_tui.cli.output import fact, message
from care_tui.context import CommandContext, pass_here
from store.domain.scope_checks import small_checks
from store.domain.stages import Stage

if TYPE_CHECKING:
    from store.domain.statistics.windows import Window
    from store.improvements.planned_test import PlannedTest
    from store.journal.seat import Seat

_OPEN_CYCLE = "The cycle it is in, where two are open."
_ON = day_option("--on", "on", "The day it was done or decided. [default: today]")


@click.command(cls=CareCommand)
@stage_argument()
@text_argument("text", required=False)
@text_option("--skip", metavar="REASON", help="Leave the stage out of the cycle instead.")
@click.option("--owner", metavar="M", help="The member who does it.")
@click.option("--measure", metavar="KEY", help="What will show whether it worked.")
@click.option("--target", metavar="T", help="The hoped-for figure: 80%, or points for NPS.")
@click.option(
    "--touchpoint", metavar="ID", help="The touchpoint it is about. See the ids with care board."
)
@click.option("--narrow", is_flag=True, help="Count only the touchpoint's own answers.")
@day_option("--due", "due", "The day it is due. [default: the cycle's last]")
@click.option(
    "--before-cycles", type=int, metavar="N", help="Whole weeks (months) before to compare with."
)
@day_option("--before-from", "before_from", "The first day to compare with, with --before-to.")
@day_option("--before-to", "before_to", "The last day to compare with.")
@click.option("--after-days", type=int, metavar="N", help="Days to look at once it is done.")
@click.option(
    "--after-cycles", type=int, metavar="N", help="Weeks (months) to look at once it is done."
)
@click.option(
    "--together-with",
    metavar="ID",
    help="Read it as one with another improvement. See the ids with care verdict --json.",
)
@text_option("--link", metavar="URL", default="", help="The web address of its issue or page.")
@click.option("--dry-run", is_flag=True, help="Say what the test can see. Saves nothing.")
@click.option(
    "--replace", is_flag=True, help="Put it in place of what is planned there, or of the skip."
)
@if_missing_option("Do nothing where the stage has its improvement or its skip already.")
@cycle_option("The cycle to plan. [default: the running one]")
@pass_here
def pick(
    context: CommandContext,
    stage: Stage,
    text: str | None,
    skip: str | None,
    owner: str | None,
    measure: str | None,
    target: str | None,
    touchpoint: str | None,
    narrow: bool,
    due: date | None,
    before_cycles: int | None,
    before_from: date | None,
    before_to: date | None,
    after_days: int | None,
    after_cycles: int | None,
    together_with: str | None,
    link: str,
    dry_run: bool,
    replace: bool,
    if_missing: bool,
    cycle: str | None,
) -> None:
    """Pick the stage's one small improvement; prints its id. Or skip the stage.

    With a measure it first says which days will be compared, what they can show, and what
    stands in the way.
    """
    from store.evidence.evidence import find_touchpoint
    from store.improvements import improvements
    from store.teams import members

    if replace and if_missing:
        raise click.UsageError("Say --replace or --if-missing, not both.")
    windows = before_cycles, before_from, before_to, after_days, after_cycles
    if skip is not None:
        others = (
            text,
            owner,
            measure,
            target,
            touchpoint,
            narrow,
            due,
            together_with,
            link,
            dry_run,
            replace,
        )
        if any((*others, *windows)):
            raise click.UsageError("A skipped stage has a reason and a cycle, nothing else.")
        with left_if_there(if_missing):
            _skip(context.seat(), stage, skip, cycle)
        return
    if text is None:
        raise click.UsageError("Say the improvement, or --skip REASON.")
    if measure is None and any((together_with, dry_run, *windows)):
        raise click.UsageError("Windows, --together-with and --dry-run need --measure KEY.")
    seat = context.seat()
    hoped = _target(seat, measure, target)
    card = find_touchpoint(seat, touchpoint) if touchpoint is not None else None
    before: Window | None = None
    planned: PlannedTest | None = None
    if measure is not None:
        from care_tui.cli.planning import chosen_before, say_plan
        from store.improvements.planned_test import plan_test

        if together_with is not None:
            together_with = improvements.find_improvement(seat, together_with)
        planned = plan_test(
            seat,
            stage,
            cycle,
            measure,
            touchpoint=card,
            touchpoint_only=narrow,
            target=hoped,
            before=chosen_before(before_from, before_to),
            before_cycles=before_cycles,
            after_days=after_days,
            after_cycles=after_cycles,
            together_with=together_with,
            due=due,
        )
        say_plan(planned, stage)
        before, after_days = planned.before, planned.after_days
    if dry_run:
        message("Nothing is picked.")
        return
    with left_if_there(if_missing):
        id = improvements.pick(
            seat,
            stage,
            text,
            owner=members.find_member(seat, owner) if owner is not None else None,
            measure=measure,
            target=hoped,
            touchpoint=card,
            touchpoint_only=narrow,
            due=due,
            cycle=cycle,
            before=before,
            after_days=after_days,
            together_with=together_with,
            link=link,
            replace=replace,
        )
    fact(id)
    snapshot = context.snapshot(seat)
    picked = next(each for each in snapshot.undecided if each.id == id)
    message(f"Picked for {stage.label} in {picked.cycle.label}, due {picked.due}.")
    provable = planned is not None and planned.sayable
    owned = picked.owner.name if picked.owner else None
    if not snapshot.team.present_members:
        owned = "alone"  # Without a member, whoever plans alone owns it.
    checks = small_checks(picked.text, owned, picked.due, picked.cycle, provable=provable)
    missing = [each.lacking for each in checks if not each.met]
    if missing:
        message(f"Still missing: {', '.join(missing)}.")


def _skip(seat: Seat, stage: Stage, reason: str, cycle: str | None) -> None:
    from store.improvements import improvements

    improvements.skip_stage(seat, stage, reason, cycle=cycle)
    message(f"Skipped {stage.label} in {cycle or 'the running cycle'}.")


def _target(seat: Seat, measure: str | None, target: str | None) -> float | None:
    """The hoped-for figure as typed. Raises Refused where it is none for the measure."""
    if target is None:
        return None
    if measure is None:
        raise click.UsageError("A target needs --measure KEY.")
    from store.db.custom_measures import load_own_measures
    from store.domain.statistics.aggregates import parse_target
    from store.domain.statistics.measures import find_measure

    with seat.reading() as session:
        measures = load_own_measures(session, seat.team_id)
    return parse_target(find_measure(measure, measures), target)


@click.command(cls=CareCommand)
@stage_argument()
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", default="", help="A remark, if any.")
@pass_here
def done(
    context: CommandContext, stage: Stage, cycle: str | None, on: date | None, reason: str
) -> None:
    """Mark the stage's improvement done."""
    from store.improvements import improvement_status

    seat = context.seat()
    improvement_status.done(seat, improvement_status.find_undecided(seat, stage, cycle), on, reason)
    message(f"{stage.label} is done.")


@click.command(cls=CareCommand)
@stage_argument()
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", required=True, help="Why.")
@pass_here
def drop(
    context: CommandContext, stage: Stage, cycle: str | None, on: date | None, reason: str
) -> None:
    """Drop the stage's improvement, with the reason."""
    from store.improvements import improvement_status

    seat = context.seat()
    improvement_status.drop(seat, improvement_status.find_undecided(seat, stage, cycle), reason, on)
    message(f"{stage.label} is dropped.")


@click.command(cls=CareCommand)
@stage_argument()
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", default="", help="Why.")
@pass_here
def carry(
    context: CommandContext, stage: Stage, cycle: str | None, on: date | None, reason: str
) -> None:
    """Carry the stage's improvement over into a later cycle; prints the new one's id."""
    from store.improvements import improvement_status

    seat = context.seat()
    id = improvement_status.carry(
        seat, improvement_status.find_undecided(seat, stage, cycle), reason, on
    )
    fact(id)
    carried = next(each for each in context.snapshot(seat).undecided if each.id == id)
    message(f"{stage.label} is carried over to {carried.cycle.label}.")
