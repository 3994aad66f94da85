"""What becomes of an improvement: done, dropped, carried over, or planned again."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select

from store.board.touchpoints import short
from store.common.errors import NotFound, Refused, WhichOne, WrongValue
from store.common.text_input import required_text
from store.db.tables.models import ImprovementRow
from store.domain.cycles import Cycle, parse_cycle
from store.domain.stages import Stage
from store.improvements.improvements import AS_BEFORE, check_free, find_planned
from store.improvements.proofs import ProofTerms, set_after, set_proof
from store.journal.seat import Change, Seat
from store.teams.review_rules import open_row


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
        set_after(change, row, cycle)
        row.late = change.calendar.is_closed(cycle, change.today)
        change.set_summary(f"Done: {short(row.text)}")


def _remark(reason: str) -> str:
    return required_text(reason, "The reason", "reason") if reason.strip() else ""


def _past_day(change: Change, on: date | None) -> date:
    if on is not None and on > change.today:
        raise WrongValue(f"{on} has not come yet. Say the day it was decided.", field="on")
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
        change.set_summary(f"Dropped {short(row.text)}: {words}")


def carry(
    seat: Seat,
    improvement_id: str,
    reason: str = "",
    on: date | None = None,
    *,
    smaller: str | None = None,
    owner: str | None = AS_BEFORE,
) -> str:
    """Carry a planned improvement over: a new, linked one takes the stage's place; its id.

    ``smaller`` is the new one's text where it is to be a smaller step, ``owner`` who does it (None:
    nobody yet). It goes into the cycle the open review plans, else the first unskipped cycle after
    its own that has not ended. Windows are fixed anew. Raises Refused when that place is taken.
    """
    words = _remark(reason)
    with seat.change("improvement-carried") as change:
        text = None if smaller is None else required_text(smaller, "An improvement", "text")
        row = find_planned(change, improvement_id)
        owner_id = row.owner_id if owner == AS_BEFORE else owner and change.member(owner).id
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
            text=text or row.text,
            touchpoint_id=row.touchpoint_id,
            owner_id=owner_id,
            due=min(target.start + length, target.end),
            status="planned",
            carried_from=row.id,
            link=row.link,
            picked_at=change.now,
        )
        terms = ProofTerms(row.measure, row.target, row.touchpoint_only)
        set_proof(change, new, target, terms)
        change.session.add(new)
        change.set_summary(f"Carried {short(row.text)} over to {target.label}")
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
        raise WhichOne(
            f"{stage.label} has improvements open in {len(rows)} cycles. Say --cycle LABEL. {choices}",
            field="cycle",
        )
    return rows[0].id
