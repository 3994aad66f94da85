"""``pick``, ``done``, ``drop``, ``carry`` and ``cycle skip``: what a team commits to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from care_tui.cli.here import Here, pass_here
from care_tui.cli.inputs import (
    cycle_label,
    cycle_option,
    day_option,
    stage_argument,
    text_argument,
    text_option,
)
from care_tui.cli.say import fact, message
from store.practice.stages import Stage

if TYPE_CHECKING:
    from store.seat import Seat

_OPEN_CYCLE = "The cycle it is in, where two are open."
_ON = day_option("--on", "on", "The day it was done or decided. [default: today]")


@click.command()
@stage_argument
@text_argument("text", required=False)
@text_option("--skip", metavar="REASON", help="Leave the stage out of the cycle instead.")
@click.option("--owner", metavar="M", help="The member who does it.")
@click.option("--measure", metavar="KEY", help="What will show whether it worked.")
@click.option("--target", metavar="T", help="The hoped-for figure: 80%, or points for NPS.")
@click.option("--touchpoint", metavar="ID", help="The touchpoint it is about; care board has ids.")
@click.option("--narrow", is_flag=True, help="Count only the touchpoint's own answers.")
@day_option("--due", "due", "The day it is due. [default: the cycle's last]")
@click.option("--after-days", type=int, metavar="N", help="Days to look at once it is done.")
@cycle_option("The cycle to plan. [default: the running one]")
@pass_here
def pick(
    here: Here,
    stage: Stage,
    text: str | None,
    skip: str | None,
    owner: str | None,
    measure: str | None,
    target: str | None,
    touchpoint: str | None,
    narrow: bool,
    due: date | None,
    after_days: int | None,
    cycle: str | None,
) -> None:
    """Pick the stage's one small improvement; prints its id. Or skip the stage."""
    from store import improvements, members
    from store.evidence import find_touchpoint

    if skip is not None:
        if any((text, owner, measure, target, touchpoint, narrow, due, after_days)):
            raise click.UsageError("A skipped stage has a reason and a cycle, nothing else.")
        _skip(here.seat(), stage, skip, cycle)
        return
    if text is None:
        raise click.UsageError("Say the improvement, or --skip REASON.")
    seat = here.seat()
    id = improvements.pick(
        seat,
        stage,
        text,
        owner=members.find_member(seat, owner) if owner is not None else None,
        measure=measure,
        target=_target(seat, measure, target),
        touchpoint=find_touchpoint(seat, touchpoint) if touchpoint is not None else None,
        touchpoint_only=narrow,
        due=due,
        cycle=cycle,
        after_days=after_days,
    )
    fact(id)
    picked = next(each for each in here.snapshot(seat).undecided if each.id == id)
    message(f"Picked for {stage.label} in {picked.cycle.label}, due {picked.due}.")
    if picked.unmet:
        message(f"It is picked all the same, but it is not small: it {' and '.join(picked.unmet)}.")


def _skip(seat: Seat, stage: Stage, reason: str, cycle: str | None) -> None:
    from store import improvements

    improvements.skip_stage(seat, stage, reason, cycle=cycle)
    message(f"Skipped {stage.label} in {cycle or 'the running cycle'}.")


def _target(seat: Seat, measure: str | None, target: str | None) -> float | None:
    """The hoped-for figure as typed. Raises Refused where it is none for the measure."""
    if target is None:
        return None
    if measure is None:
        raise click.UsageError("A target needs --measure KEY.")
    from store.own_measures import load_own_measures
    from store.practice.measures import find_measure
    from store.practice.tallies import parse_target

    with seat.reading() as session:
        own = load_own_measures(session, seat.team_id)
    return parse_target(find_measure(measure, own), target)


@click.command()
@stage_argument
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", default="", help="A remark, if any.")
@pass_here
def done(here: Here, stage: Stage, cycle: str | None, on: date | None, reason: str) -> None:
    """Mark the stage's improvement done."""
    from store import outcomes

    seat = here.seat()
    outcomes.done(seat, outcomes.find_undecided(seat, stage, cycle), on, reason)
    message(f"{stage.label} is done.")


@click.command()
@stage_argument
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", required=True, help="Why.")
@pass_here
def drop(here: Here, stage: Stage, cycle: str | None, on: date | None, reason: str) -> None:
    """Drop the stage's improvement, with the reason."""
    from store import outcomes

    seat = here.seat()
    outcomes.drop(seat, outcomes.find_undecided(seat, stage, cycle), reason, on)
    message(f"{stage.label} is dropped.")


@click.command()
@stage_argument
@cycle_option(_OPEN_CYCLE)
@_ON
@text_option("--reason", metavar="R", default="", help="Why.")
@pass_here
def carry(here: Here, stage: Stage, cycle: str | None, on: date | None, reason: str) -> None:
    """Carry the stage's improvement over into a later cycle; prints the new one's id."""
    from store import outcomes

    seat = here.seat()
    id = outcomes.carry(seat, outcomes.find_undecided(seat, stage, cycle), reason, on)
    fact(id)
    carried = next(each for each in here.snapshot(seat).undecided if each.id == id)
    message(f"{stage.label} is carried over to {carried.cycle.label}.")


@click.group()
def cycle() -> None:
    """Whole cycles."""


@cycle.command("skip")
@click.argument("label", metavar="[LABEL]", required=False, callback=cycle_label)
@text_option("--reason", metavar="R", required=True, help="Why, such as a holiday.")
@pass_here
def cycle_skip(here: Here, label: str | None, reason: str) -> None:
    """Skip a whole cycle, the running one unless named; it freezes the streak."""
    from store import teams

    skipped, warning = teams.skip_cycle(here.seat(), label, reason)
    message(f"Skipped {skipped.label}.")
    if warning is not None:
        message(warning)
