from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.calendar import Calendar, Era, era_after_change, planned_by_default
from store.domain.cycles import (
    Cadence,
    Cycle,
    cycle_of,
    days_words,
    first_cycle_from,
    parse_cycle,
    parse_zone,
)

WEEKLY, MONTHLY = Cadence.WEEKLY, Cadence.MONTHLY
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
CADENCES = st.sampled_from(Cadence)


def weeks(skips: dict[str, str] | None = None, zone: str = "Europe/Berlin") -> Calendar:
    return Calendar(zone, (Era(WEEKLY, date(2026, 9, 7)),), skips or {})


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 3), date(2026, 11, 28), "3 Nov to 28 Nov 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Dec 2025 to 2 Jan 2026"),
        (date(2026, 11, 3), date(2026, 11, 3), "all of 3 Nov 2026"),
    ],
)
def test_days_from_first_to_last_in_words(first: date, last: date, words: str) -> None:
    assert days_words(first, last) == words


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2021, 1, 3), "2020-W53"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
    ],
)
def test_a_day_belongs_to_its_iso_week(day: date, label: str) -> None:
    assert cycle_of(day, WEEKLY).label == label


def test_a_week_says_its_days() -> None:
    week = parse_cycle("2026-W47")
    assert (week.start, week.end, week.days) == (date(2026, 11, 16), date(2026, 11, 22), 7)
    assert (week.name, week.span) == ("Week 47", "16–22 Nov")
    assert week.grace_end == date(2026, 11, 24)
    assert parse_cycle("2026-W49").span == "30 Nov – 6 Dec"
    assert [week.day_number(day) for day in (week.start, week.end)] == [1, 7]


def test_a_month_says_its_days() -> None:
    month = parse_cycle("2028-02")
    assert (month.days, month.end) == (29, date(2028, 2, 29))
    assert (month.name, month.span, month.label) == ("February 2028", "1–29 Feb", "2028-02")
    assert month.grace_end == date(2028, 3, 3)
    assert parse_cycle("2026-12").next() == parse_cycle("2027-01")


def test_a_cycle_begins_on_its_first_day() -> None:
    with pytest.raises(ValueError, match="does not begin"):
        Cycle(WEEKLY, date(2026, 11, 17))
    with pytest.raises(ValueError, match="does not begin"):
        Cycle(MONTHLY, date(2026, 11, 2))


@given(DAYS, CADENCES)
def test_cycles_tile_the_days(day: date, cadence: Cadence) -> None:
    cycle = cycle_of(day, cadence)
    assert cycle.contains(day)
    assert 1 <= cycle.day_number(day) <= cycle.days
    assert cycle.end + timedelta(days=1) == cycle.next().start
    assert cycle.next().previous() == cycle
    assert parse_cycle(cycle.label.lower()) == cycle
    assert first_cycle_from(day, cadence).start >= day


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2026-W54", "2026 has no week 54. Its weeks are W01 to W53."),
        ("2025-W53", "2025 has no week 53. Its weeks are W01 to W52."),
        ("2025-W00", "2025 has no week 00. Its weeks are W01 to W52."),
        ("2026-13", "There is no month 13. Months are 01 to 12."),
        ("next week", "“next week” is not a cycle. Write 2026-W47 or 2026-11."),
        ("2026-W7", "“2026-W7” is not a cycle. Write 2026-W47 or 2026-11."),
        ("0000-01", "The year 0 is out of range. It must be 1900 to 2999."),
    ],
)
def test_what_is_no_cycle_is_refused_in_a_sentence(label: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_cycle(label)
    assert refused.value.message == words


def test_a_zone_is_found_whatever_its_case() -> None:
    assert parse_zone(" europe/berlin ") == "Europe/Berlin"
    assert parse_zone("utc") == "UTC"


@pytest.mark.parametrize(
    ("text", "near"),
    [("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York"), ("", "Europe/Berlin")],
)
def test_a_zone_that_does_not_exist_is_refused_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(Refused, match=near):
        parse_zone(text)


def test_today_is_the_date_in_the_teams_zone() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert weeks(zone="UTC").today(late) == date(2026, 11, 22)
    assert weeks(zone="Europe/Berlin").today(late) == date(2026, 11, 23)
    assert weeks(zone="America/Los_Angeles").today(late) == date(2026, 11, 22)


def test_a_week_across_a_clock_change_is_seven_dates() -> None:
    calendar = weeks(zone="Europe/Berlin")
    start = datetime(2026, 10, 18, 22, 30, tzinfo=UTC)
    dates = {calendar.today(start + timedelta(hours=hour)) for hour in range(7 * 24)}
    assert dates == {date(2026, 10, 19) + timedelta(days=day) for day in range(7)}


def test_a_cadence_change_waits_for_the_running_week_then_the_first_of_a_month() -> None:
    calendar = weeks()
    era = era_after_change(calendar, MONTHLY, date(2026, 11, 11))
    assert (era.first_day, era.old_end) == (date(2026, 12, 1), date(2026, 11, 15))
    changed = calendar.with_cadence(MONTHLY, date(2026, 11, 11))
    week, month = parse_cycle("2026-W46"), parse_cycle("2026-12")
    assert changed.running(date(2026, 11, 15)) == week
    assert changed.running(date(2026, 11, 16)) is None
    assert changed.running(date(2026, 11, 30)) is None
    assert changed.cycle_at(date(2026, 11, 20)) == month
    assert changed.running(date(2026, 12, 1)) == month
    assert (changed.next_after(week), changed.previous_before(month)) == (month, week)
    assert changed.between(parse_cycle("2026-W45"), month) == (week.previous(), week, month)
    assert changed.last(3, month) == (week.previous(), week, month)
    assert changed.era_of(month) == era
    assert changed.is_ours(week)
    assert not changed.is_ours(week.next())
    assert not changed.is_ours(parse_cycle("2026-11"))


def test_a_cadence_change_waits_for_the_last_planned_cycle() -> None:
    planned = parse_cycle("2026-W48")
    era = era_after_change(weeks(), MONTHLY, date(2026, 11, 11), until=planned)
    assert era == Era(MONTHLY, date(2026, 12, 1), date(2026, 11, 29))
    changed = weeks().with_cadence(MONTHLY, date(2026, 11, 11), until=planned)
    assert changed.is_ours(planned)
    assert not changed.is_ours(planned.next())
    assert (
        changed.with_cadence(MONTHLY, date(2026, 11, 11), until=parse_cycle("2026-12")) == changed
    )
    back = changed.with_cadence(WEEKLY, date(2026, 11, 11), until=parse_cycle("2026-12"))
    assert back.eras == (*changed.eras, Era(WEEKLY, date(2027, 1, 4), date(2026, 12, 31)))


def test_a_planned_cycle_that_runs_or_is_over_holds_nothing_up() -> None:
    for label in ("2026-W40", "2026-W46"):
        era = era_after_change(weeks(), MONTHLY, date(2026, 11, 11), until=parse_cycle(label))
        assert era == era_after_change(weeks(), MONTHLY, date(2026, 11, 11))


def test_a_month_gives_way_to_the_monday_on_or_after_its_end() -> None:
    calendar = Calendar("UTC", (Era(MONTHLY, date(2026, 9, 1)),))
    assert era_after_change(calendar, WEEKLY, date(2026, 11, 3)).first_day == date(2026, 12, 7)
    assert era_after_change(calendar, WEEKLY, date(2026, 10, 31)).first_day == date(2026, 11, 2)
    touching = era_after_change(calendar, WEEKLY, date(2027, 1, 31))
    assert touching == Era(WEEKLY, date(2027, 2, 1), date(2027, 1, 31))


def test_a_waiting_change_can_be_withdrawn_or_replaced() -> None:
    waiting = weeks().with_cadence(MONTHLY, date(2026, 11, 11))
    assert waiting.with_cadence(WEEKLY, date(2026, 11, 12)) == weeks()
    in_the_gap = waiting.with_cadence(WEEKLY, date(2026, 11, 18))
    assert in_the_gap.eras[-1] == Era(WEEKLY, date(2026, 11, 23), date(2026, 11, 15))
    assert in_the_gap.running(date(2026, 11, 18)) is None


def test_without_a_known_old_end_whole_old_cycles_run_on() -> None:
    calendar = Calendar("UTC", (Era(WEEKLY, date(2026, 9, 7)), Era(MONTHLY, date(2026, 12, 1))))
    assert calendar.running(date(2026, 11, 29)) == parse_cycle("2026-W48")
    assert calendar.running(date(2026, 11, 30)) is None


def test_eras_must_be_in_order_and_begin_with_a_cycle() -> None:
    with pytest.raises(ValueError, match="needs an era"):
        Calendar("UTC", ())
    for day in (date(2026, 9, 1), date(2026, 12, 2)):
        with pytest.raises(ValueError, match="cannot begin"):
            Calendar("UTC", (Era(WEEKLY, date(2026, 9, 7)), Era(MONTHLY, day)))


@given(DAYS, st.lists(st.tuples(CADENCES, st.integers(1, 90)), max_size=5))
def test_the_next_cycle_never_overlaps_and_the_way_back_is_the_same(
    first: date, changes: list[tuple[Cadence, int]]
) -> None:
    calendar = Calendar("UTC", (Era(WEEKLY, first),))
    day = first
    for cadence, later in changes:
        day += timedelta(days=later)
        calendar = calendar.with_cadence(cadence, day)
    cycle = calendar.cycle_at(first)
    for _ in range(30):
        following = calendar.next_after(cycle)
        assert following.start > cycle.end
        assert calendar.previous_before(following) == cycle
        assert calendar.is_ours(following)
        cycle = following


def test_skipped_cycles_are_passed_over() -> None:
    calendar = weeks({"2026-W48": "holiday", "2026-W49": "holiday"})
    week = parse_cycle("2026-W47")
    assert calendar.is_skipped(week.next())
    assert calendar.first_unskipped_after(week).label == "2026-W50"


def test_a_cycle_closes_when_its_grace_is_over() -> None:
    week = parse_cycle("2026-W47")
    assert not weeks().is_closed(week, date(2026, 11, 24))
    assert weeks().is_closed(week, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("day", "planned", "label"),
    [
        (date(2026, 11, 16), set(), "2026-W47"),
        (date(2026, 11, 19), set(), "2026-W47"),
        (date(2026, 11, 20), set(), "2026-W48"),
        (date(2026, 11, 16), {"2026-W47"}, "2026-W48"),
        (date(2026, 11, 20), {"2026-W48"}, "2026-W49"),
    ],
)
def test_a_review_offers_the_running_week_until_half_has_passed(
    day: date, planned: set[str], label: str
) -> None:
    assert planned_by_default(weeks(), day, planned).label == label


def test_a_review_offers_no_skipped_cycle_and_in_a_gap_the_next() -> None:
    skipping = weeks({"2026-W47": "holiday", "2026-W48": "holiday"})
    assert planned_by_default(skipping, date(2026, 11, 16), ()).label == "2026-W49"
    gap = weeks().with_cadence(MONTHLY, date(2026, 11, 11))
    assert planned_by_default(gap, date(2026, 11, 18), ()).label == "2026-12"
