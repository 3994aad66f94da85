"""What becomes of an improvement: done, dropped, carried over, or planned again."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.db.models import ImprovementRow
from store.errors import NotFound, Refused
from store.improvements import check_free, find_planned
from store.practice.cycles import Cycle, parse_cycle
from store.practice.stages import Stage
from store.proofs import set_after, set_proof
from store.review_rules import open_row
from store.seat import Change, Seat
from store.text import required_text
from store.touchpoints import short


def done(seat: Seat, improvement_id: str, on: date | None = None, reason: str = "") -> None:
    """Mark a planned improvement done, ``on`` a day (today unless said), with a remark if any.

    After its cycle's grace it is marked late. Raises Refused for a day to come, or when it
    is decided already.
    """
    words = _remark(reason)
    with seat.change("improvement-done") as change:
        row = find_planned(change, improvement_id)
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
        set_after(row, cycle)
        row.late = change.calendar.is_closed(cycle, change.today)
        change.say(f"Done: {short(row.text)}")


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
        row = find_planned(change, improvement_id)
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
        row = find_planned(change, improvement_id)
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
        set_proof(change, new, target, row.measure, row.target, row.touchpoint_only, None)
        change.session.add(new)
        change.say(f"Carried {short(row.text)} over to {target.label}")
        return new.id


def _carry_target(change: Change, own: Cycle) -> Cycle:
    calendar = change.calendar
    review = open_row(change)
    if review is not None:
        planned = parse_cycle(review.planned)
        open_to_plans = calendar.is_ours(planned) and not calendar.is_skipped(planned)
        if own < planned and open_to_plans and planned.end >= change.today:
            return planned
    target = calendar.first_unskipped_after(own)
    while target.end < change.today:
        target = calendar.first_unskipped_after(target)
    return target


def reconsider(seat: Seat, improvement_id: str) -> None:
    """Put a done or dropped improvement back to planned, as when it was marked by mistake.

    Raises Refused once its after window has closed: a verdict is read once.
    """
    with seat.change("improvement-reconsidered") as change:
        row = change.find(ImprovementRow, improvement_id, "improvement")
        if row.status not in ("done", "dropped"):
            raise Refused(f"{short(row.text)} is {row.status}.")
        if row.after_to is not None and row.after_to < change.today:
            raise Refused(
                f"{short(row.text)} has its verdict since {row.after_to}, which is read only once."
            )
        row.status = "planned"
        row.done_on = row.decided_at = row.after_from = row.after_to = None
        row.late = False
        row.reason = ""
        change.say(f"Planned again: {short(row.text)}")


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
