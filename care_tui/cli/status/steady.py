"""Between which instants a team's status reads the same, if nobody changes anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.domain.follow_ups import OVERDUE_AFTER
from store.evidence.open_cases import open_cases
from store.journal.seat import Seat
from store.models.case import OpenCase
from store.models.snapshot import Snapshot

_DAY = timedelta(days=1)


def steady_between(seat: Seat, snapshot: Snapshot) -> tuple[datetime, datetime]:
    """The instants around the snapshot's between which, both aside, it reads the same.

    It may change by itself where a day begins in the team's zone, at the time of day at which its
    reviews are due, on the date to which one was moved, and where something is due with a customer,
    is overdue, or has waited a day longer.
    """
    now = snapshot.at
    moments = [*_by_the_calendar(snapshot), snapshot.review_due.at]
    for case in open_cases(seat):
        moments += _in(case, now)
    return (
        max(moment for moment in moments if moment <= now),
        min(moment for moment in moments if moment > now),
    )


def _by_the_calendar(snapshot: Snapshot) -> Iterator[datetime]:
    zone = ZoneInfo(snapshot.team.zone)
    today = snapshot.at.astimezone(zone).date()
    for day in (today, today + _DAY):
        for moment in (time.min, snapshot.team.review_time):
            # As UTC: instants of one zone are compared by their clocks, which change twice a year.
            yield datetime.combine(day, moment, zone).astimezone(UTC)


def _in(case: OpenCase, at: datetime) -> Iterator[datetime]:
    yield case.next.due_at
    yield case.next.due_at + OVERDUE_AFTER
    waited = (at - case.waiting_since) // _DAY
    yield case.waiting_since + waited * _DAY
    yield case.waiting_since + (waited + 1) * _DAY
