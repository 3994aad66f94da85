"""Improvements: picked for a stage in a cycle, then done, dropped or carried over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.db.models import (
    EvidenceRow,
    ImprovementRow,
    MemberRow,
    StageSkipRow,
    TouchpointRow,
)
from store.errors import NotFound, Refused
from store.own_measures import load_own_measures
from store.practice.cycles import Cycle, parse_cycle
from store.practice.measures import Measure, find_measure
from store.practice.stages import Stage
from store.practice.windows import ProofWindows, after_window, baseline_cycles, choose_windows
from store.review_rules import open_row
from store.seat import Change, Seat
from store.text import fold_key, required_text
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
        _set_proof(change, row, target_cycle, measure, target, touchpoint_only, after_days)
        change.session.add(row)
        change.say(f"Picked {short(words)} for {stage.label} in {target_cycle.label}")
        return row.id


def find_cycle(change: Change, label: str | None) -> Cycle:
    """The team's cycle with this label, the running one without.

    Raises Refused for a label that is none, is not the team's, or is skipped.
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
        row = _planned(change, improvement_id)
        change.check_seen(row, seen, "improvement")
        cycle = parse_cycle(row.cycle)
        row.text = words
        row.due = _due(due, cycle)
        before = _measured(row.measure, row.touchpoint_only, row.touchpoint_id)
        _set_links(change, row, owner, touchpoint)
        if measure is None or _measured(measure, touchpoint_only, touchpoint) != before:
            _set_proof(change, row, cycle, measure, target, touchpoint_only, after_days)
        else:
            row.target = target
            row.after_days = _after_days(after_days) or row.after_days
        change.say(f"Edited {short(words)}")


def _measured(key: str | None, touchpoint_only: bool, touchpoint: str | None) -> tuple[Any, ...]:
    """What a proof counts; its windows are chosen for this."""
    return key, touchpoint_only, touchpoint if touchpoint_only else None


def done(seat: Seat, improvement_id: str, on: date | None = None, reason: str = "") -> None:
    """Mark a planned improvement done, ``on`` a day (today unless said), with a remark if any.

    After its cycle's grace it is marked late. Raises Refused for a day to come, or when it
    is decided already.
    """
    words = _remark(reason)
    with seat.change("improvement-done") as change:
        row = _planned(change, improvement_id)
        day = _past_day(change, on)
        cycle = parse_cycle(row.cycle)
        if on is not None and day < change.calendar.today(row.picked_at) and day < cycle.start:
            raise Refused(
                f"{day} is before it was picked and before {cycle.label} began.", field="on"
            )
        row.status = "done"
        row.done_on = day
        row.reason = words
        row.decided_at = change.now
        _set_after(row, cycle)
        row.late = change.calendar.is_closed(cycle, change.today)
        change.say(f"Done: {short(row.text)}")


def _set_after(row: ImprovementRow, cycle: Cycle) -> None:
    """Fix the after window; what was done ahead of its cycle is not looked at inside the
    baseline."""
    if row.after_days is None or row.done_on is None:
        return
    window = after_window(max(row.done_on, cycle.start - timedelta(days=1)), row.after_days)
    row.after_from, row.after_to = window.first, window.last


def _remark(reason: str) -> str:
    return required_text(reason, "The reason", "reason") if reason.strip() else ""


def _past_day(change: Change, on: date | None) -> date:
    if on is not None and on > change.today:
        raise Refused(f"{on} has not come yet; say the day it was decided.", field="on")
    return on or change.today


def _decided_at(change: Change, on: date | None) -> datetime:
    """The instant of a decision: now, or noon in the team's zone of the day it was taken."""
    day = _past_day(change, on)
    if day == change.today:
        return change.now
    return datetime.combine(day, time(12), ZoneInfo(change.calendar.zone))


def drop(seat: Seat, improvement_id: str, reason: str, on: date | None = None) -> None:
    """Drop a planned improvement with its reason, decided ``on`` a day (today unless said).

    Raises Refused for a day to come, or when it is decided already.
    """
    words = required_text(reason, "The reason", "reason")
    with seat.change("improvement-dropped") as change:
        row = _planned(change, improvement_id)
        row.status = "dropped"
        row.reason = words
        row.decided_at = _decided_at(change, on)
        change.say(f"Dropped {short(row.text)}: {words}")


def carry(seat: Seat, improvement_id: str, reason: str = "", on: date | None = None) -> str:
    """Carry a planned improvement over: a new, linked one takes the stage's place; its id.

    It goes into the cycle the open review plans, else the first unskipped cycle after its
    own that has not ended. Windows are fixed anew. Raises Refused when that place is taken.
    """
    words = _remark(reason)
    with seat.change("improvement-carried") as change:
        row = _planned(change, improvement_id)
        stage, cycle = Stage(row.stage), parse_cycle(row.cycle)
        target = _carry_target(change, cycle)
        check_free(change, stage, target)
        row.status = "carried"
        row.reason = words
        row.decided_at = _decided_at(change, on)
        length = row.due - cycle.start
        new = ImprovementRow(
            id=change.new_id(),
            team_id=change.team.id,
            stage=row.stage,
            cycle=target.label,
            text=row.text,
            touchpoint_id=row.touchpoint_id,
            owner_id=row.owner_id,
            due=min(target.start + length, target.end),
            status="planned",
            carried_from=row.id,
            picked_at=change.now,
        )
        _set_proof(change, new, target, row.measure, row.target, row.touchpoint_only, None)
        change.session.add(new)
        change.say(f"Carried {short(row.text)} over to {target.label}")
        return new.id


def _carry_target(change: Change, own: Cycle) -> Cycle:
    review = open_row(change)
    if review is not None:
        planned = parse_cycle(review.planned)
        if own < planned:
            return planned
    target = change.calendar.first_unskipped_after(own)
    while target.end < change.today:
        target = change.calendar.first_unskipped_after(target)
    return target


def reconsider(seat: Seat, improvement_id: str) -> None:
    """Put a done or dropped improvement back to planned, as when it was marked by mistake."""
    with seat.change("improvement-reconsidered") as change:
        row = change.find(ImprovementRow, improvement_id, "improvement")
        if row.status not in ("done", "dropped"):
            raise Refused(f"{short(row.text)} is {row.status}.")
        row.status = "planned"
        row.done_on = row.decided_at = row.after_from = row.after_to = None
        row.late = False
        row.reason = ""
        change.say(f"Planned again: {short(row.text)}")


def _planned(change: Change, improvement_id: str) -> ImprovementRow:
    row = change.find(ImprovementRow, improvement_id, "improvement")
    if row.status != "planned":
        raise Refused(f"{short(row.text)} is {row.status} already.")
    return row


def _due(due: date | None, cycle: Cycle) -> date:
    if due is not None and due < cycle.start:
        raise Refused(f"{due} is before {cycle.label} begins, on {cycle.start}.", field="due")
    return due or cycle.end


def _set_links(
    change: Change, row: ImprovementRow, owner: str | None, touchpoint: str | None
) -> None:
    if owner is not None and owner != row.owner_id:
        member = change.find(MemberRow, owner, "member")
        if member.left_on is not None:
            raise Refused(f"{member.name} has left the team.", field="owner")
    if touchpoint is not None:
        change.find(TouchpointRow, touchpoint, "touchpoint")
    row.owner_id = owner
    row.touchpoint_id = touchpoint


def _set_proof(
    change: Change,
    row: ImprovementRow,
    cycle: Cycle,
    key: str | None,
    target: float | None,
    touchpoint_only: bool,
    after_days: int | None,
) -> None:
    """Fix the proof: its measure, the baseline ahead of the cycle, the after window's length."""
    if key is None:
        if target is not None:
            raise Refused("A target needs a measure.", field="target")
        row.measure = row.before_from = row.before_to = row.after_days = row.target = None
        row.touchpoint_only = False
        return
    measure = find_measure(key, load_own_measures(change.session, change.team.id))
    if touchpoint_only and row.touchpoint_id is None:
        raise Refused(
            "To narrow the proof to a touchpoint, choose the touchpoint.", field="touchpoint"
        )
    chosen_days = _after_days(after_days)
    row.measure = measure.key
    row.touchpoint_only = touchpoint_only
    row.target = target
    narrowed = row.touchpoint_id if touchpoint_only else None
    windows = proof_windows(change.session, change.team.id, row.stage, cycle, measure, narrowed)
    row.before_from, row.before_to = windows.before.first, windows.before.last
    row.after_days = chosen_days or windows.after_days


def _after_days(days: int | None) -> int | None:
    if days is not None and not 1 <= days <= 366:
        raise Refused("The after window is 1 to 366 days.", field="after_days")
    return days


def proof_windows(
    session: Session,
    team_id: str,
    stage: str,
    cycle: Cycle,
    measure: Measure,
    touchpoint: str | None,
) -> ProofWindows:
    """The windows a proof by ``measure`` gets in ``stage`` and ``cycle``, going by the evidence
    there is now; ``touchpoint`` is the one it is narrowed to."""
    before = baseline_cycles(cycle)
    condition = [
        EvidenceRow.team_id == team_id,
        EvidenceRow.measure == measure.key,
        EvidenceRow.stage == stage,
        EvidenceRow.day.between(before[-1].start, before[0].end),
        EvidenceRow.withdrawn.is_(False),
    ]
    if touchpoint is not None:
        condition.append(EvidenceRow.touchpoint_id.in_(family(touchpoint)))
    by_day = session.execute(
        select(EvidenceRow.day, func.count()).where(*condition).group_by(EvidenceRow.day)
    )
    counts = [0] * len(before)
    for day, count in by_day:
        counts[next(place for place, each in enumerate(before) if each.contains(day))] += count
    return choose_windows(cycle, measure, counts)


def family(touchpoint_id: str) -> Any:
    """A query for the ids counted as one touchpoint: its own and those merged into it."""
    return select(TouchpointRow.id).where(
        (TouchpointRow.id == touchpoint_id) | (TouchpointRow.merged_into == touchpoint_id)
    )


def find_undecided(seat: Seat, stage: Stage, cycle: str | None = None) -> str:
    """The id of the planned improvement of ``stage``, in ``cycle`` where given.

    Raises NotFound where there is none, Refused with the choices when two cycles have one.
    """
    with seat.reading() as session:
        query = select(ImprovementRow).where(
            ImprovementRow.team_id == seat.team_id,
            ImprovementRow.stage == stage.value,
            ImprovementRow.status == "planned",
        )
        if cycle is not None:
            query = query.where(ImprovementRow.cycle == parse_cycle(cycle).label)
        rows = session.scalars(query.order_by(ImprovementRow.cycle)).all()
    where = f" in {parse_cycle(cycle).label}" if cycle else ""
    if not rows:
        raise NotFound(f"{stage.label} has no improvement waiting{where}.", field="stage")
    if len(rows) > 1:
        choices = "; ".join(f"{row.cycle}: {short(row.text)}" for row in rows)
        raise Refused(
            f"{stage.label} has improvements open in {len(rows)} cycles; say --cycle LABEL. {choices}",
            field="cycle",
        )
    return rows[0].id


def find_owner(seat: Seat, name: str) -> str:
    """The id of the team's member called ``name``. Raises NotFound naming the members."""
    with seat.reading() as session:
        rows = session.execute(
            select(MemberRow.id, MemberRow.name, MemberRow.name_key).where(
                MemberRow.team_id == seat.team_id, MemberRow.left_on.is_(None)
            )
        ).all()
    for id, _, key in rows:
        if key == fold_key(name):
            return str(id)
    names = ", ".join(sorted(name for _, name, _ in rows)) or "none yet"
    raise NotFound(f"There is no member “{name}” in the team. Members: {names}.", field="owner")
