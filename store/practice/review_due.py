"""When a team's next review is due, and whether it is overdue."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from store.practice.cycles import Calendar, Cycle


def review_day(cycle: Cycle, weekday: int, week: str) -> dt.date:
    """The day of the cycle's review: its ``weekday``, 0 Monday to 6 Sunday.

    In a month, the first such weekday, or the last when ``week`` is ``last``.
    """
    if not cycle.weekly and week == "last":
        return cycle.end - dt.timedelta(days=(cycle.end.weekday() - weekday) % 7)
    return cycle.start + dt.timedelta(days=(weekday - cycle.start.weekday()) % 7)


def review_due(
    calendar: Calendar,
    weekday: int,
    week: str,
    time: dt.time,
    now: dt.datetime,
    last_closed_at: dt.datetime | None,
    created_at: dt.datetime,
) -> tuple[dt.datetime, bool]:
    """The instant in UTC at which a review is due, and whether it is overdue.

    A review is due once a cycle, at the team's own wall-clock time, but not in a skipped
    cycle. It is overdue when that instant has passed and no review was closed for it; a
    closed one counts for the due instant it is nearest to. Nothing is overdue before the
    first due instant after the team was made.
    """

    def due_in(cycle: Cycle) -> dt.datetime:
        local = dt.datetime.combine(review_day(cycle, weekday, week), time)
        return local.replace(tzinfo=ZoneInfo(calendar.zone)).astimezone(dt.UTC)

    def is_met(cycle: Cycle) -> bool:
        if last_closed_at is None:
            return False
        due, before = due_in(cycle), due_in(calendar.previous_before(cycle))
        return last_closed_at >= before + (due - before) / 2

    cycle = calendar.cycle_at(calendar.today(now))
    latest = cycle
    while due_in(latest) >= now or calendar.is_skipped(latest):
        latest = calendar.previous_before(latest)
    if due_in(latest) > created_at and not is_met(latest):
        return due_in(latest), True
    while due_in(cycle) < now or calendar.is_skipped(cycle) or is_met(cycle):
        cycle = calendar.next_after(cycle)
    return due_in(cycle), False
