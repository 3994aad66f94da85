"""The working adds up to momentum's numbers, and names the evidence behind a verdict."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotFound
from store.domain.agenda import AgendaKind
from store.domain.cycles import Cadence, Cycle, cycle_of
from store.domain.stages import STAGES, Stage
from store.domain.statistics.verdicts import Verdict
from store.evidence import evidence
from store.improvements import improvement_status, improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.momentum_details import load_working, open_working
from store.queries.verdict_details import load_verdict_details
from store.reviews import reviews
from store.reviews.closing import close_review
from store.teams import cycle_skips

FIRST = cycle_of(date(2026, 9, 14), Cadence.WEEKLY)
PLAN = [4, 3, None, 2, 4, 0, 3, 4]
"""Improvements done of the four planned in each of eight weeks; None: skipped."""


def at(clock: SetClock, day: date, hour: int = 9) -> None:
    clock.at = datetime.combine(day, time(hour), UTC)


def hold_review(seat: Seat, cycle: Cycle, stages: Any = STAGES) -> list[str]:
    """Plan ``cycle`` in a short review; the ids of what was picked."""
    reviews.open_review(seat, AgendaKind.SHORT, cycle.label)
    picked = [
        improvements.pick(seat, stage, f"Change {stage.label}", cycle=cycle.label)
        for stage in stages
    ]
    reviews.go_to_step(seat, 2)
    close_review(seat)
    return picked


@pytest.fixture
def eight_weeks(room: Seat, clock: SetClock) -> Seat:
    """METHODS' eight weeks, all closed by now."""
    cycle = FIRST
    for done in PLAN:
        at(clock, cycle.start)
        if done is None:
            cycle_skips.skip_cycle(room, cycle.label, "Holiday")
        else:
            picked = hold_review(room, cycle)
            at(clock, cycle.start + timedelta(days=3))
            for id in picked[:done]:
                improvement_status.done(room, id)
        cycle = cycle.next()
    at(clock, cycle.start + timedelta(days=3))
    return room


def test_kept_adds_up_to_the_number(eight_weeks: Seat) -> None:
    numbers = load_snapshot(eight_weeks).momentum
    kept = load_working(eight_weeks).kept
    assert (numbers.kept_done, numbers.kept_planned) == (20, 28)
    assert sum(each.done for each in kept) == 20
    assert sum(each.planned for each in kept) == 28
    assert len(kept) == 7


def test_the_streak_is_told_back_to_what_broke_it(eight_weeks: Seat) -> None:
    streak = load_working(eight_weeks).streak
    assert load_snapshot(eight_weeks).momentum.streak == 2
    assert [each.counts for each in streak] == [True, True, False]
    assert streak[-1].why == "breaks it, 4 of 4 were missed"


def test_a_skip_neither_counts_nor_breaks(room: Seat, clock: SetClock) -> None:
    at(clock, FIRST.start)
    improvement_status.done(room, hold_review(room, FIRST, STAGES[:2])[0])
    skipped = FIRST.next()
    at(clock, skipped.start)
    cycle_skips.skip_cycle(room, skipped.label, "Holiday")
    at(clock, skipped.end + timedelta(days=5))
    streak = load_working(room).streak
    assert [(each.frozen, each.counts) for each in streak] == [(True, False), (False, True)]
    assert load_snapshot(room).momentum.streak == 1
    assert "Holiday" in streak[0].why


@pytest.mark.parametrize(
    ("stages", "reviewed", "why"),
    [
        (STAGES[:1], True, "breaks it, only one stage was planned, and it takes two"),
        (STAGES[:2], False, "breaks it, no review that planned it was closed before its end"),
    ],
)
def test_it_says_what_broke_the_streak(
    room: Seat, clock: SetClock, stages: Any, reviewed: bool, why: str
) -> None:
    at(clock, FIRST.start)
    if reviewed:
        hold_review(room, FIRST, stages)
    else:
        for stage in stages:
            improvements.pick(room, stage, "Change", cycle=FIRST.label)
    at(clock, FIRST.end + timedelta(days=5))
    (only,) = load_working(room).streak
    assert (only.counts, only.why) == (False, why)


@pytest.fixture
def proven(room: Seat, clock: SetClock) -> str:
    """An improvement whose after window has closed, with 12 answers on each side."""
    at(clock, FIRST.start - timedelta(days=1))
    for number in range(12):
        evidence.log(room, Stage.CONNECT, measure="csat", value=5 if number < 3 else 2)
    at(clock, FIRST.start)
    id = improvements.pick(
        room,
        Stage.CONNECT,
        "Use the name",
        measure="csat",
        cycle=FIRST.label,
        after_days=7,
    )
    improvement_status.done(room, id)
    at(clock, FIRST.start + timedelta(days=1))
    for number in range(12):
        quote = "They knew my name." if number == 11 else ""
        evidence.log(room, Stage.CONNECT, measure="csat", value=5, quote=quote)
    evidence.log(room, Stage.ASSIST, measure="csat", value=1)
    at(clock, FIRST.start + timedelta(days=30))
    return id


def test_learned_lists_the_final_verdicts(room: Seat, proven: str) -> None:
    (learned,) = load_working(room).learned
    assert learned.id == proven
    assert learned.reading.verdict is Verdict.VALIDATED
    assert load_snapshot(room).momentum.learned == 1


def test_it_counts_which_verdicts_there_are(room: Seat, proven: str) -> None:
    assert open_working(room).verdicts == {Verdict.VALIDATED: 1}


def test_a_verdict_names_the_evidence_in_its_windows(room: Seat, proven: str) -> None:
    found = load_verdict_details(room, proven)
    assert [each.value for each in found.before].count(5) == 3
    assert len(found.before) == 12
    assert [each.value for each in found.after] == [5] * 12
    assert "They knew my name." in {each.quote for each in found.after}


def test_a_proof_narrowed_to_a_touchpoint_shows_only_that(room: Seat, clock: SetClock) -> None:
    at(clock, FIRST.start - timedelta(days=1))
    card = touchpoints.add(room, Stage.CONNECT, "Greeting")
    evidence.log(room, Stage.CONNECT, measure="csat", value=4, touchpoint=card)
    evidence.log(room, Stage.CONNECT, measure="csat", value=1)
    at(clock, FIRST.start)
    id = improvements.pick(
        room,
        Stage.CONNECT,
        "Use the name",
        measure="csat",
        touchpoint=card,
        touchpoint_only=True,
        cycle=FIRST.label,
    )
    found = load_verdict_details(room, id)
    assert [each.value for each in found.before] == [4]
    assert found.after == ()


def test_without_a_proof_there_is_no_evidence(room: Seat, clock: SetClock) -> None:
    id = improvements.pick(room, Stage.CONNECT, "Use the name")
    assert load_verdict_details(room, id).before == ()


def test_an_improvement_of_nobody_is_refused(room: Seat) -> None:
    with pytest.raises(NotFound):
        load_verdict_details(room, "nothing")
