"""Improvements: one small change a stage and cycle, picked, edited, or the stage skipped."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from store.db.models import ImprovementRow, StageSkipRow, TouchpointRow
from store.errors import NotFound, Refused
from store.planning import check_near
from store.practice.cycles import Cycle, parse_cycle
from store.practice.stages import Stage
from store.proofs import checked_after_days, set_proof
from store.seat import Change, Seat
from store.text import required_text
from store.touchpoints import short


def pick(
    seat: Seat,
    stage: Stage,
    text: str,
    *,
    owner: str | None = None,
    measure: str | None = None,
    target: float | None = None,
    touchpoint: str | None = None,
    touchpoint_only: bool = False,
    due: date | None = None,
    cycle: str | None = None,
    after_days: int | None = None,
) -> str:
    """Pick the one small improvement for ``stage`` in the cycle labelled ``cycle`` (the running
    one without); its id.

    ``owner`` and ``touchpoint`` are ids, ``measure`` a key. The proof's windows are fixed
    now. ``due`` is the cycle's last day unless said. Raises Refused when something stands
    there already, saying what.
    """
    words = required_text(text, "An improvement", "text")
    with seat.change("improvement-picked") as change:
        target_cycle = find_cycle(change, cycle)
        check_free(change, stage, target_cycle)
        row = ImprovementRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=stage.value,
            cycle=target_cycle.label,
            text=words,
            due=_due(due, target_cycle),
            status="planned",
            picked_at=change.now,
        )
        _set_links(change, row, owner, touchpoint)
        set_proof(change, row, target_cycle, measure, target, touchpoint_only, after_days)
        change.session.add(row)
        change.say(f"Picked {short(words)} for {stage.label} in {target_cycle.label}")
        return row.id


def find_cycle(change: Change, label: str | None) -> Cycle:
    """The team's cycle with this label, the running one without.

    Raises Refused for a label that is none, is not the team's, is skipped, or is too far off.
    """
    calendar = change.calendar
    if label is None:
        running = calendar.running(change.today)
        if running is None:
            raise Refused("No cycle runs today; name one with --cycle.", field="cycle")
        cycle = running
    else:
        cycle = parse_cycle(label)
    if not calendar.is_ours(cycle):
        raise Refused(f"{cycle.label} is not one of this team's cycles.", field="cycle")
    check_near(change, cycle)
    if calendar.is_skipped(cycle):
        raise Refused(
            f"{cycle.label} is skipped ({calendar.skips[cycle.label]}); nothing is planned in it.",
            field="cycle",
        )
    return cycle


def check_free(change: Change, stage: Stage, cycle: Cycle) -> None:
    """Raise Refused, saying what stands there, if the stage has its improvement or skip."""
    there = change.session.scalar(_in_place(ImprovementRow, change, stage, cycle.label))
    if there is not None:
        raise Refused(
            f"{stage.label} has its improvement for {cycle.label} already: {short(there.text)}"
            f" ({there.status}).",
            field="stage",
        )
    skipped = change.session.scalar(_in_place(StageSkipRow, change, stage, cycle.label))
    if skipped is not None:
        raise Refused(
            f"{stage.label} is skipped for {cycle.label} already: {skipped.reason}", field="stage"
        )


def _in_place(table: Any, change: Change, stage: Stage, label: str) -> Any:
    return select(table).where(
        table.team_id == change.team.id, table.stage == stage.value, table.cycle == label
    )


def skip_stage(seat: Seat, stage: Stage, reason: str, *, cycle: str | None = None) -> str:
    """Leave ``stage`` out of a cycle; the skip's id. Raises Refused when something stands there."""
    words = required_text(reason, "The reason", "reason")
    with seat.change("stage-skipped") as change:
        target = find_cycle(change, cycle)
        check_free(change, stage, target)
        row = StageSkipRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=stage.value,
            cycle=target.label,
            reason=words,
        )
        change.session.add(row)
        change.say(f"Skipped {stage.label} in {target.label}: {words}")
        return row.id


def unskip_stage(seat: Seat, stage: Stage, *, cycle: str | None = None) -> None:
    """Take a stage's skip back, so that an improvement can be picked."""
    with seat.change("stage-unskipped") as change:
        target = find_cycle(change, cycle)
        row = change.session.scalar(_in_place(StageSkipRow, change, stage, target.label))
        if row is None:
            raise NotFound(f"{stage.label} is not skipped in {target.label}.", field="stage")
        change.session.delete(row)
        change.say(f"{stage.label} is not skipped in {target.label} any more")


def edit(
    seat: Seat,
    improvement_id: str,
    *,
    text: str,
    owner: str | None,
    measure: str | None,
    target: float | None,
    touchpoint: str | None,
    touchpoint_only: bool,
    due: date,
    after_days: int | None = None,
    seen: int | None = None,
) -> None:
    """Change a planned improvement to all of these.

    The proof's windows are fixed anew only when what is measured changes. Raises Refused
    once it is decided, Conflict when it changed since version ``seen``.
    """
    words = required_text(text, "An improvement", "text")
    with seat.change("improvement-edited") as change:
        row = find_planned(change, improvement_id)
        change.check_seen(row, seen, "improvement")
        cycle = parse_cycle(row.cycle)
        row.text = words
        row.due = _due(due, cycle)
        linked = _standing(change, row.touchpoint_id).id if row.touchpoint_id else None
        before = _measured(row.measure, row.touchpoint_only, linked)
        _set_links(change, row, owner, touchpoint)
        if measure is None or _measured(measure, touchpoint_only, row.touchpoint_id) != before:
            set_proof(change, row, cycle, measure, target, touchpoint_only, after_days)
        else:
            row.target = target
            row.after_days = checked_after_days(after_days) or row.after_days
        change.say(f"Edited {short(words)}")


def _measured(key: str | None, touchpoint_only: bool, touchpoint: str | None) -> tuple[Any, ...]:
    """What a proof counts; its windows are chosen for this."""
    return key, touchpoint_only, touchpoint if touchpoint_only else None


def _due(due: date | None, cycle: Cycle) -> date:
    if due is not None and due < cycle.start:
        raise Refused(f"{due} is before {cycle.label} begins, on {cycle.start}.", field="due")
    return due or cycle.end


def _set_links(
    change: Change, row: ImprovementRow, owner: str | None, touchpoint: str | None
) -> None:
    if owner is not None and owner != row.owner_id:
        change.member(owner, field="owner")
    if touchpoint is not None:
        card = _standing(change, touchpoint)
        if card.archived_at is not None and row.touchpoint_id not in (touchpoint, card.id):
            raise Refused(f"{short(card.text)} is archived; choose another.", field="touchpoint")
        touchpoint = card.id
    row.owner_id = owner
    row.touchpoint_id = touchpoint


def _standing(change: Change, touchpoint: str) -> TouchpointRow:
    """The card that stands for ``touchpoint``: what it was merged into, else itself."""
    card = change.find(TouchpointRow, touchpoint, "touchpoint")
    return change.find(TouchpointRow, card.merged_into, "touchpoint") if card.merged_into else card


def find_planned(change: Change, improvement_id: str) -> ImprovementRow:
    """The improvement, which must still be planned; else Refused naming what became of it."""
    row = change.find(ImprovementRow, improvement_id, "improvement")
    if row.status != "planned":
        raise Refused(f"{short(row.text)} is {row.status} already.")
    return row
