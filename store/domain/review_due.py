"""Which reviews a team's calendar asks for: when each is due, and which cycle it plans.

Each cycle has one review that is in time to plan it. It is due on the team's review day in the
cycle where that day lies in the cycle's first half, else on the last such weekday before the
cycle begins, be that in the cycle before or in the days between two cadences. Who has planned
the running cycle by then plans the next one there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from store.common.dataclass import dataclass
from store.domain.calendar import Calendar, half_is_over, planned_by_default
from store.domain.cycles import Cycle


@dataclass(frozen=True, slots=True)
class ReviewTime:
    """When a team meets for its reviews, by its own clock."""

    weekday: int
    """0 Monday to 6 Sunday."""
    week: str
    """Which such weekday of a month: ``first`` or ``last``. Weeks have only one."""
    time: dt.time


@dataclass(frozen=True, slots=True)
class DueReview:
    """A review that the calendar asks for."""

    at: dt.datetime
    """The instant at which it is due, in UTC."""
    plans: Cycle
    """The cycle that a review opened then plans, unless another is chosen."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A review that is asked for, whatever was planned so far."""

    at: dt.datetime
    day: dt.date
    in_time_for: Cycle
    once: bool
    """Whether it is asked for only while that cycle is not planned: one in a skipped cycle or
    because of a change of cadence."""


def review_day(cycle: Cycle, weekday: int, week: str) -> dt.date:
    """The review day in a cycle: its ``weekday``, 0 Monday to 6 Sunday.

    In a month, the first such weekday, or the last when ``week`` is ``last``.
    """
    if not cycle.weekly and week == "last":
        return cycle.end - dt.timedelta(days=(cycle.end.weekday() - weekday) % 7)
    return cycle.start + dt.timedelta(days=(weekday - cycle.start.weekday()) % 7)


def planning_day(calendar: Calendar, cycle: Cycle, when: ReviewTime) -> dt.date:
    """The day of the review in time to plan ``cycle``, one of the calendar's.

    Where the last week before a first month is planned on that same day, the month is planned
    on its own first such weekday.
    """
    own = review_day(cycle, when.weekday, when.week)
    if not half_is_over(cycle, own):
        return own
    ahead = cycle.start - dt.timedelta(days=1 + (cycle.start.weekday() - 1 - when.weekday) % 7)
    before = calendar.previous_before(cycle)
    if before.weekly and not cycle.weekly and planning_day(calendar, before, when) == ahead:
        return ahead + dt.timedelta(days=7)
    return ahead


def _asked(calendar: Calendar, cycle: Cycle, when: ReviewTime) -> _Asked | None:
    """The review on the planning day of ``cycle``; None when none is asked for.

    Ahead of a skipped cycle it is in time for the next one that is not skipped; in a skipped
    cycle there is a review only to plan the one after it.
    """
    day = planning_day(calendar, cycle, when)
    running = calendar.running(day)
    in_skipped = running is not None and calendar.is_skipped(running)
    if not calendar.is_skipped(cycle):
        changed = calendar.previous_before(cycle).cadence is not cycle.cadence
        once = in_skipped or changed
        return _Asked(_instant(calendar, day, when), day, cycle, once)
    if in_skipped:
        return None
    after = calendar.first_unskipped_after(cycle)
    return _Asked(_instant(calendar, day, when), day, after, False)


def _instant(calendar: Calendar, day: dt.date, when: ReviewTime) -> dt.datetime:
    local = dt.datetime.combine(day, when.time, ZoneInfo(calendar.zone))
    return local.astimezone(dt.UTC)


def _latest(calendar: Calendar, when: ReviewTime, now: dt.datetime) -> tuple[Cycle, _Asked]:
    """The last review due before ``now``, and the cycle it belongs to."""
    cycle = calendar.next_after(calendar.cycle_at(calendar.today(now)))
    while True:
        asked = _asked(calendar, cycle, when)
        if asked is not None and asked.at < now:
            return cycle, asked
        cycle = calendar.previous_before(cycle)


@dataclass(frozen=True, slots=True)
class HeldReviews:
    """What the team's closed reviews say of those to come."""

    last_closed_at: dt.datetime | None = None
    """When one last closed for the first time."""
    planned: frozenset[str] = frozenset()
    """Labels of the cycles they planned."""


def _is_met(calendar: Calendar, when: ReviewTime, asked: _Asked, held: HeldReviews) -> bool:
    """Whether a review closed after it; or before it but nearer to it than to the one before,
    and left nothing unplanned. So it is told as ahead until its time and as overdue from then on,
    or neither."""
    planned = asked.in_time_for.label in held.planned
    if asked.once and planned:
        return True
    if held.last_closed_at is None:
        return False
    if held.last_closed_at >= asked.at:
        return True
    _, before = _latest(calendar, when, asked.at)
    return planned and held.last_closed_at >= before.at + (asked.at - before.at) / 2


def _due(calendar: Calendar, asked: _Asked, held: HeldReviews) -> DueReview:
    return DueReview(asked.at, planned_by_default(calendar, asked.day, held.planned))


def review_due(
    calendar: Calendar,
    when: ReviewTime,
    now: dt.datetime,
    held: HeldReviews,
    created_at: dt.datetime,
) -> tuple[DueReview, bool]:
    """The review to be held next, and whether it is overdue.

    A review is overdue when it was due before ``now`` and none closed for it: none since, nor
    an early one that planned its cycle. Nothing is overdue before the first due instant after the
    team was made at ``created_at``.
    """
    _, latest = _latest(calendar, when, now)
    if latest.at > created_at and not _is_met(calendar, when, latest, held):
        return _due(calendar, latest, held), True
    return next_review(calendar, when, now, held), False


def next_review(
    calendar: Calendar, when: ReviewTime, now: dt.datetime, held: HeldReviews
) -> DueReview:
    """The first review due at ``now`` or later that is still to be held, overdue ones aside."""
    cycle, _ = _latest(calendar, when, now)
    while True:
        cycle = calendar.next_after(cycle)
        asked = _asked(calendar, cycle, when)
        if asked is not None and not _is_met(calendar, when, asked, held):
            return _due(calendar, asked, held)


@dataclass(frozen=True, slots=True)
class AroundSkip:
    """What becomes of the reviews to come around a skipped cycle."""

    falls_away: dt.datetime | None
    """The instant of the review that is not to be held any more."""
    ahead: DueReview | None
    """The review ahead of the skipped cycle, still to be held."""
    after: Cycle
    """The next cycle that is not skipped."""
    following: DueReview | None
    """The review in time for it, still to be held."""


def around_skip(
    calendar: Calendar, cycle: Cycle, when: ReviewTime, now: dt.datetime, held: HeldReviews
) -> AroundSkip:
    """What becomes of the reviews around ``cycle``, which ``calendar`` skips."""

    def coming(asked: _Asked | None, calendar: Calendar) -> DueReview | None:
        if asked is None or asked.at < now or _is_met(calendar, when, asked, held):
            return None
        return _due(calendar, asked, held)

    unskipped = replace(
        calendar, skips={key: why for key, why in calendar.skips.items() if key != cycle.label}
    )
    after = calendar.first_unskipped_after(cycle)
    was = coming(_asked(unskipped, cycle, when), unskipped)
    ahead = coming(_asked(calendar, cycle, when), calendar)
    following = coming(_asked(calendar, after, when), calendar)
    return AroundSkip(was.at if was and not ahead else None, ahead, after, following)
