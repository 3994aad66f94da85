"""Whole cycles that the team leaves out, with their reason."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from store.common.errors import AlreadyThere, NotFound, Refused
from store.common.text_input import required_text
from store.db.tables.models import CycleSkipRow
from store.domain.calendar import Calendar
from store.domain.cycle_words import no_cycle_today, skip_words
from store.domain.cycles import Cycle, parse_cycle
from store.domain.review_due import around_skip
from store.domain.statistics.momentum import missed_skips
from store.journal.seat import Change, Seat
from store.teams.plan_limits import check_within_a_year
from store.teams.review_rules import open_row
from store.teams.review_times import held_reviews, review_time


def skip_cycle(seat: Seat, label: str | None, reason: str) -> tuple[Cycle, str | None, str]:
    """Skip a whole cycle (the running one without ``label``); it, a warning or None, and what
    becomes of the reviews around it.

    It freezes the streak at most twice in any eight cycles; a third is accepted, warned of,
    and counts as a miss. Raises Refused when the cycle has ended, is not the team's, is
    skipped already, is planned by the open review, or is more than a year ahead.
    """
    cleaned = required_text(reason, "The reason", "reason")
    with seat.change("cycle-skipped") as change:
        calendar = change.calendar
        cycle = _named(change, label)
        if not calendar.is_ours(cycle):
            raise Refused(
                f"{cycle.label} is not one of this team's cycles. The running "
                f"one is {calendar.cycle_at(change.today).label}.",
                field="cycle",
            )
        if cycle.end < change.today:
            raise Refused(
                f"{cycle.label} has ended. A cycle is skipped before its end.", field="cycle"
            )
        if calendar.is_skipped(cycle):
            raise AlreadyThere(f"{cycle.label} is skipped already.", field="cycle")
        check_within_a_year(change, cycle, "cycle")
        review = open_row(change)
        if review is not None and review.planned == cycle.label:
            raise Refused(
                f"The open review plans {cycle.label}. Close it first, or skip another cycle.",
                field="cycle",
            )
        change.session.add(
            CycleSkipRow(
                id=change.new_id(), team_id=change.team.id, cycle=cycle.label, reason=cleaned
            )
        )
        change.set_summary(f"Skipped {cycle.name}: {cleaned}")
        after = replace(calendar, skips={**calendar.skips, cycle.label: cleaned})
        return cycle, _skip_warning(calendar, after, cycle), _skip_note(change, after, cycle)


def unskip_cycle(seat: Seat, label: str | None) -> Cycle:
    """Take back that a cycle is skipped (the running one without ``label``); it.

    Raises NotFound where it is not skipped, Refused once it has ended.
    """
    with seat.change("cycle-unskipped") as change:
        cycle = _named(change, label)
        row = change.session.scalar(
            select(CycleSkipRow).where(
                CycleSkipRow.team_id == change.team.id, CycleSkipRow.cycle == cycle.label
            )
        )
        if row is None:
            raise NotFound(f"{cycle.label} is not skipped.", field="cycle")
        check_not_over(change, cycle)
        change.session.delete(row)
        change.set_summary(f"{cycle.name} is not skipped any more")
        return cycle


def check_not_over(change: Change, cycle: Cycle) -> None:
    """Raise Refused once the cycle has ended: it is skipped, or not, until then."""
    if cycle.end < change.today:
        raise Refused(f"{cycle.label} has ended, so its skip stays as it is.", field="cycle")


def _named(change: Change, label: str | None) -> Cycle:
    """The cycle with this label, the running one without. Raises Refused where none runs."""
    cycle = parse_cycle(label) if label else change.calendar.running(change.today)
    if cycle is None:
        today = no_cycle_today(change.calendar, change.today)
        raise Refused(f"{today} Say which cycle.", field="cycle")
    return cycle


def _skip_note(change: Change, after: Calendar, cycle: Cycle) -> str:
    reviews, when = held_reviews(change.session, change.team), review_time(change.team)
    skip = around_skip(after, cycle, when, change.now, reviews)
    return skip_words(skip, change.team.zone)


def _skip_warning(calendar: Calendar, after: Calendar, cycle: Cycle) -> str | None:
    """What to say of a skip of ``cycle`` that makes one, itself or a later one, a miss."""
    era = calendar.era_of(cycle)
    misses = missed_skips(after, era) - missed_skips(calendar, era)
    if not misses:
        return None
    return f"{min(misses)} is the third skipped cycle in eight: it counts as a miss."
