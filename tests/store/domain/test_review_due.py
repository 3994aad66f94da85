from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cadence, parse_cycle
from store.domain.review_due import (
    HeldReviews,
    ReviewTime,
    next_review,
    planning_day,
    review_day,
    review_due,
)

FRIDAY = 4
THREE = time(15, 0)
ZONE = ZoneInfo("Europe/Berlin")
WEEKS = Calendar("Europe/Berlin", (Era(Cadence.WEEKLY, date(2026, 9, 7)),))
MONTHS = Calendar("Europe/Berlin", (Era(Cadence.MONTHLY, date(2026, 9, 1)),))


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


OLD = at(1, 9, month=10)


def due(
    now: datetime,
    closed: datetime | None = None,
    *,
    calendar: Calendar = WEEKS,
    created: datetime = OLD,
    week: str = "first",
    clock: time = THREE,
    planned: Collection[str] = (),
) -> tuple[datetime, bool]:
    when = ReviewTime(FRIDAY, week, clock)
    held = HeldReviews(closed, frozenset(planned))
    review, overdue = review_due(calendar, when, now, held, created)
    return review.at, overdue


@pytest.mark.parametrize(
    ("week", "label", "day"),
    [
        ("first", "2026-11", date(2026, 11, 6)),
        ("last", "2026-11", date(2026, 11, 27)),
        ("last", "2026-07", date(2026, 7, 31)),
        ("first", "2026-05", date(2026, 5, 1)),
        ("last", "2026-W47", date(2026, 11, 20)),
    ],
)
def test_the_review_day_of_a_cycle(week: str, label: str, day: date) -> None:
    assert review_day(parse_cycle(label), FRIDAY, week) == day


def test_a_new_team_owes_no_review_before_its_first_due_time() -> None:
    made = at(18, 10)
    assert due(at(18, 10), created=made) == (at(20, 15), False)
    assert due(at(20, 15), created=made) == (at(20, 15), False)
    assert due(at(20, 15, 1), created=made) == (at(20, 15), True)
    assert due(at(20, 16), created=at(20, 15, 30)) == (at(27, 15), False)


def test_an_overdue_review_stays_so_until_one_is_closed() -> None:
    last = at(13, 15, 40)
    assert due(at(20, 14), last) == (at(20, 15), False)
    assert due(at(23, 9), last) == (at(20, 15), True)
    assert due(at(23, 9), at(23, 8)) == (at(27, 15), False)
    assert due(at(28, 9), at(23, 8)) == (at(27, 15), True)


def test_a_review_held_early_counts_for_the_due_time_ahead() -> None:
    planned = {"2026-W47", "2026-W48"}
    assert due(at(19, 18), at(19, 17), planned=planned) == (at(27, 15), False)
    assert due(at(20, 18), at(19, 17), planned=planned) == (at(27, 15), False)
    assert due(at(19, 18), at(19, 17), planned={"2026-W47"}) == (at(20, 15), False)
    assert due(at(20, 18), at(19, 17), planned={"2026-W47"}) == (at(20, 15), True)


def test_a_review_told_as_ahead_is_overdue_once_its_time_has_passed() -> None:
    """Wednesday's review planned the running week; then the review day became Friday."""
    held, friday = (
        HeldReviews(at(18, 15, 10), frozenset({"2026-W47"})),
        ReviewTime(4, "last", THREE),
    )
    told, _ = review_due(WEEKS, friday, at(19, 9), held, OLD)
    assert (told.at, told.plans.label) == (at(20, 15), "2026-W48")
    assert review_due(WEEKS, friday, at(21, 9), held, OLD) == (told, True)


def test_a_review_held_late_leaves_the_next_one_due() -> None:
    late = at(24, 16)
    assert due(at(25, 9), late, planned={"2026-W48"}) == (at(27, 15), False)


def test_who_plans_the_next_week_by_wednesday_goes_on_to() -> None:
    wednesday = ReviewTime(2, "last", THREE)
    held = HeldReviews(at(11, 16), frozenset({"2026-W46", "2026-W47"}))
    review, overdue = review_due(WEEKS, wednesday, at(18, 9), held, OLD)
    assert (review.at, review.plans.label, overdue) == (at(18, 15), "2026-W48", False)


def test_a_skipped_cycle_keeps_the_review_that_plans_the_one_after() -> None:
    calendar = Calendar(WEEKS.zone, WEEKS.eras, {"2026-W47": "holiday"})
    assert due(at(16, 9), at(13, 16), calendar=calendar) == (at(20, 15), False)
    assert due(at(21, 9), at(13, 16), calendar=calendar) == (at(20, 15), True)


def test_a_review_ahead_of_a_skipped_cycle_may_plan_the_one_after() -> None:
    calendar = Calendar(WEEKS.zone, WEEKS.eras, {"2026-W47": "holiday"})
    assert due(at(12, 9), at(6, 16), calendar=calendar) == (at(13, 15), False)
    held = {"2026-W48"}
    assert due(at(16, 9), at(13, 16), calendar=calendar, planned=held) == (at(27, 15), False)
    assert due(at(21, 9), at(13, 16), calendar=calendar, planned=held) == (at(27, 15), False)


def test_no_review_is_due_between_two_skipped_cycles() -> None:
    skips = {"2026-W47": "holiday", "2026-W48": "holiday"}
    calendar = Calendar(WEEKS.zone, WEEKS.eras, skips)
    assert due(at(16, 9), at(13, 16), calendar=calendar) == (at(27, 15), False)
    monday = ReviewTime(0, "last", THREE)
    coming = next_review(calendar, monday, at(12, 9), HeldReviews(at(9, 16)))
    assert (coming.at, coming.plans.label) == (at(30, 15), "2026-W49")


def test_a_skipped_month_keeps_the_review_that_plans_the_next() -> None:
    calendar = Calendar(MONTHS.zone, MONTHS.eras, {"2026-10": "holiday"})
    last = at(25, 16, month=9)
    assert due(at(2, 9, month=10), last, calendar=calendar, week="last")[0] == at(30, 15, month=10)


def test_a_cycle_planned_long_before_leaves_its_review_due() -> None:
    assert due(at(19, 9), at(10, 9), planned={"2026-W47", "2026-W48"}) == (at(20, 15), False)


def test_the_last_week_before_a_month_may_be_planned_on_the_month_s_own_first_day() -> None:
    weeks = Calendar("UTC", (Era(Cadence.WEEKLY, date(2026, 9, 7)),))
    calendar = weeks.with_cadence(Cadence.MONTHLY, date(2027, 1, 27))
    monday = ReviewTime(0, "last", THREE)
    last, first = parse_cycle("2027-W04"), parse_cycle("2027-02")
    assert planning_day(calendar, last, monday) == date(2027, 1, 25)
    assert planning_day(calendar, first, monday) == date(2027, 2, 1)
    assert planning_day(calendar, first.next(), monday) == date(2027, 2, 22)


def test_a_month_has_one_review() -> None:
    assert due(at(2, 9), at(30, 16, month=10), calendar=MONTHS, week="last")[0] == at(27, 15)
    assert due(at(28, 9), at(30, 16, month=10), calendar=MONTHS, week="last")[1]


def test_between_two_cadences_the_next_is_in_the_new_one() -> None:
    calendar = WEEKS.with_cadence(Cadence.MONTHLY, date(2026, 11, 11))
    assert due(at(20, 9), at(13, 16), calendar=calendar) == (at(4, 15, month=12), False)
    assert due(at(20, 9), at(6, 16), calendar=calendar, week="last") == (at(27, 15), False)


def test_the_wall_clock_time_holds_across_a_clock_change() -> None:
    before = due(at(19, 9, month=10), at(16, 16, month=10))[0]
    after = due(at(26, 9, month=10), at(23, 16, month=10))[0]
    assert (before.hour, after.hour) == (13, 14)
    assert after - before == timedelta(days=7, hours=1)
    sunday, overdue = review_due(
        WEEKS, ReviewTime(6, "first", time(2, 30)), datetime(2027, 3, 25, tzinfo=UTC),
        HeldReviews(datetime(2027, 3, 21, 3, tzinfo=UTC)), OLD,
    )  # fmt: skip
    assert (sunday.at, overdue) == (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), False)


@given(st.integers(24, 10_000), st.integers(0, 1000))
def test_overdue_means_past_and_otherwise_it_lies_ahead(hours: int, ago: int) -> None:
    instant = OLD.astimezone(UTC) + timedelta(hours=hours)
    for calendar in (WEEKS, MONTHS):
        moment, overdue = due(instant, instant - timedelta(hours=ago), calendar=calendar)
        assert overdue is (moment < instant)
        assert (moment.astimezone(ZONE).weekday(), moment.astimezone(ZONE).time()) == (4, THREE)
