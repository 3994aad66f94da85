from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.stages import STAGES, Stage
from store.domain.statistics.momentum import (
    CycleRecord,
    Marks,
    StageMark,
    frozen_skips,
    keeps_streak,
    momentum,
    settled,
)

DONE, MISSED, SKIPPED, NONE = (
    StageMark.DONE,
    StageMark.MISSED,
    StageMark.SKIPPED,
    StageMark.NONE,
)
FIRST = Cycle(Cadence.WEEKLY, date(2026, 9, 7))
HOLIDAY = "holiday"


def marks(done: int, planned: int = 4) -> Marks:
    row = [DONE] * done + [MISSED] * (planned - done) + [NONE] * (4 - planned)
    return (row[0], row[1], row[2], row[3])


def records(*rows: Marks | str, first: Cycle = FIRST) -> list[CycleRecord]:
    made = []
    cycle = first
    for row in rows:
        skipped = row if isinstance(row, str) else None
        stages = marks(0, 0) if isinstance(row, str) else row
        made.append(
            CycleRecord(cycle, stages, skipped, review_closed_in_time=not skipped, closed=True)
        )
        cycle = cycle.next()
    return made


def test_the_methods_example_keeps_20_of_28_with_a_streak_of_two() -> None:
    seen = momentum(
        records(
            marks(4), marks(3), HOLIDAY, marks(2), marks(4), marks(0), marks(3), marks(4)
        ),
        learned=5,
    )  # fmt: skip
    assert (seen.kept_done, seen.kept_planned, seen.streak, seen.learned) == (20, 28, 2, 5)
    assert seen.series_from is None


def test_only_the_last_eight_closed_cycles_count_as_kept() -> None:
    seen = momentum(records(*[marks(0)] * 3, *[marks(4)] * 8), 0)
    assert (seen.kept_done, seen.kept_planned, seen.streak) == (32, 32, 8)


def test_the_running_cycle_and_one_in_grace_neither_count_nor_break() -> None:
    history = records(marks(4), marks(4), marks(0), marks(0))
    history[2:] = [replace(record, closed=False) for record in history[2:]]
    history[3] = replace(history[3], running=True)
    seen = momentum(history, 0)
    assert (seen.kept_done, seen.kept_planned, seen.streak) == (8, 8, 2)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (marks(4), True),
        (marks(3), True),
        (marks(2), False),
        (marks(1, 2), True),
        (marks(1, 1), False),
        (marks(0, 0), False),
        ((DONE, DONE, SKIPPED, SKIPPED), True),
        ((DONE, DONE, StageMark.LATE, StageMark.CARRIED), False),
        ((DONE, DONE, StageMark.DROPPED, SKIPPED), True),
    ],
)
def test_a_cycle_keeps_the_streak_with_two_planned_and_one_missed(row: Marks, kept: bool) -> None:
    (record,) = records(row)
    assert keeps_streak(record) is kept
    assert not keeps_streak(replace(record, review_closed_in_time=False))


def test_a_stage_skipped_with_a_reason_leaves_the_count() -> None:
    seen = momentum(records((DONE, SKIPPED, SKIPPED, MISSED)), 0)
    assert (seen.kept_done, seen.kept_planned) == (1, 2)


def test_two_skips_in_eight_freeze_and_a_third_is_a_miss() -> None:
    two = records(marks(4), HOLIDAY, HOLIDAY, marks(4))
    three = records(marks(4), HOLIDAY, HOLIDAY, marks(4), HOLIDAY, marks(4))
    assert momentum(two, 0).streak == 2
    assert momentum(three, 0).streak == 1
    assert frozen_skips(three) == {record.cycle.label for record in three[1:3]}


def test_a_skip_nine_cycles_on_freezes_again() -> None:
    full = [marks(4)] * 6
    assert momentum(records(marks(4), HOLIDAY, HOLIDAY, *full, HOLIDAY), 0).streak == 7
    assert momentum(records(marks(4), HOLIDAY, HOLIDAY, *full[1:], HOLIDAY), 0).streak == 0


def test_a_cadence_change_starts_a_new_series() -> None:
    weeks = records(marks(4), marks(4))
    month = cycle_of(date(2026, 11, 1), Cadence.MONTHLY)
    seen = momentum([*weeks, *records(marks(3), first=month)], 9)
    assert (seen.kept_done, seen.kept_planned, seen.streak) == (3, 4, 1)
    assert (seen.series_from, seen.learned) == (month, 9)


def test_the_stage_most_often_behind_lags() -> None:
    seen = momentum(records((DONE, DONE, DONE, NONE), (DONE, MISSED, SKIPPED, MISSED)), 0)
    assert seen.lagging is Stage.ENHANCE
    assert [(entry.done, entry.planned, entry.behind) for entry in seen.balance] == [
        (2, 2, 0),
        (1, 2, 1),
        (1, 1, 0),
        (0, 1, 2),
    ]
    assert momentum(records(marks(2), marks(2)), 0).lagging is None
    assert momentum(records(marks(3)), 0).lagging is None


def test_without_history_everything_is_nothing() -> None:
    seen = momentum([], 0)
    assert (seen.kept_done, seen.kept_planned, seen.streak, seen.lagging) == (0, 0, 0, None)
    assert [entry.stage for entry in seen.balance] == list(STAGES)


ROWS = st.lists(
    st.one_of(st.just(HOLIDAY), st.tuples(*[st.sampled_from(StageMark)] * 4)), max_size=24
)


@given(ROWS)
def test_numbers_stay_within_what_happened(rows: list[Marks | str]) -> None:
    history = records(*rows)
    seen = momentum(history, 0)
    assert 0 <= seen.kept_done <= seen.kept_planned <= 32
    assert 0 <= seen.streak <= sum(isinstance(row, tuple) for row in rows)
    places = [
        place for place, record in enumerate(history) if record.cycle.label in frozen_skips(history)
    ]
    assert all(later - first >= 8 for first, later in zip(places, places[2:], strict=False))
    for entry in seen.balance:
        assert entry.done <= entry.planned <= 8


@given(ROWS, st.tuples(*[st.sampled_from(StageMark)] * 4))
def test_what_runs_changes_nothing_and_a_full_cycle_adds_one(
    rows: list[Marks | str], row: Marks
) -> None:
    history = records(*rows)
    *_, following = records(*rows, row)
    running = replace(following, closed=False, running=True)
    assert momentum([*history, running], 0) == momentum(history, 0)
    full = replace(following, stages=marks(4))
    assert momentum([*history, full], 0).streak == momentum(history, 0).streak + 1


_ROWS = st.lists(
    st.one_of(st.just(HOLIDAY), st.integers(0, 4).map(marks), st.just(marks(1, 1))), max_size=40
)


@given(_ROWS, st.integers(1, 40), st.booleans())
def test_what_comes_before_settled_cycles_changes_nothing(
    rows: list[Marks | str], last: int, changed: bool
) -> None:
    weeks = records(*rows)
    if changed and weeks:
        month = cycle_of(weeks[-1].cycle.end, Cadence.MONTHLY).next()
        weeks += records(*rows[:5], first=month)
    whole, recent = momentum(weeks, 3), weeks[-last:]
    if settled(recent):
        assert momentum(recent, 3, whole.series_from) == whole


def test_settled_are_the_window_what_broke_the_streak_and_seven_cycles_without_a_skip() -> None:
    broken = [marks(4)] * 4 + [marks(0)] + [marks(4)] * 8
    assert settled(records(*broken))
    assert not settled(records(*[marks(4)] * 13))
    assert not settled(records(marks(0), *[marks(4)] * 6))
    assert not settled(records(marks(4), HOLIDAY, *broken))
    assert settled(records(*[marks(4)] * 7, HOLIDAY, *broken))
