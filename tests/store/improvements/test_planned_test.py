"""Planning a test at Pick: both windows, what they can see, what is in the way, ways out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.measures import Better, CountKind, MeasureKind
from store.domain.statistics.planning.plan_sentences import PlanFact
from store.domain.statistics.windows import Window
from store.evidence import evidence
from store.evidence.evidence import NewAnswer
from store.improvements import improvement_status, improvements
from store.improvements.planned_test import OfferKind, plan_test
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.proof_overview import proven
from store.teams.teams import add_measure, set_counts
from store.undo.undo import undo

R = Stage.RESOLVE
MONDAY = date(2026, 11, 9)
"""Of the last week that has ended: W46."""


def log(room: Seat, week: int, good: int, bad: int = 0, **more: str) -> None:
    """Answers of so many weeks before W46."""
    evidence.log_many(room, answers(week, good, bad, **more))


def answers(week: int, good: int, bad: int, **more: str) -> list[NewAnswer]:
    day = MONDAY - timedelta(weeks=week)
    return [NewAnswer(R, "csat", value, day=day, **more) for value in [5] * good + [2] * bad]


def eight_weeks(room: Seat) -> None:
    evidence.log_many(room, [each for week in range(8) for each in answers(week, 12, 8)])


def facts(planned: object) -> dict[PlanFact, str]:
    return {each.fact: each.words for each in planned.facts}  # type: ignore[attr-defined]


def test_it_proposes_both_windows_and_says_what_they_see(room: Seat) -> None:
    eight_weeks(room)
    found = plan_test(room, R, "2026-W47", "csat")
    assert found.before == Window(date(2026, 9, 21), date(2026, 11, 15))
    assert found.after() == Window(date(2026, 11, 23), date(2026, 12, 13))
    assert found.verdict_on() == date(2026, 12, 14)
    assert found.plan.pace == 20
    assert found.start == "60% of 160"
    assert facts(found)[PlanFact.SIGHT].startswith("At 20 answers a week, 3 weeks show +20 points")
    assert "if it is done on 22 Nov 2026. The verdict is read from 14 Dec 2026" in found.windows
    assert not found.offers


def test_windows_can_be_chosen_and_say_what_they_see_instead(room: Seat) -> None:
    eight_weeks(room)
    week = plan_test(room, R, "2026-W47", "csat", before_cycles=1, after_cycles=1)
    assert (week.before.days, week.after_days, week.plan.answers) == (7, 7, 20)
    assert week.plan.chance is not None
    assert week.plan.chance < 0.5
    days = Window(date(2026, 10, 1), date(2026, 11, 11))
    chosen = plan_test(room, R, "2026-W47", "csat", before=days, after_days=10)
    assert (chosen.before, chosen.after_days) == (days, 10)
    id = improvements.pick(
        room, R, "Ring back", cycle="2026-W47", measure="csat", before=days, after_days=10
    )
    (one,) = [each for each in load_snapshot(room).planned if each.id == id]
    assert one.proof is not None
    assert (one.proof.before_from, one.proof.before_to) == (days.first, days.last)
    assert one.proof.after_days == 10


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"before": Window(date(2026, 11, 9), date(2026, 11, 16))}, "lies between"),
        ({"before": Window(date(2025, 11, 9), date(2026, 11, 15))}, "lies between"),
        ({"before_cycles": 13}, "1 to 12 weeks"),
        ({"after_cycles": 0}, "1 to 12 weeks"),
        ({"after_days": 0}, "1 to 366 days"),
    ],
)
def test_windows_that_cannot_be_are_refused(
    room: Seat, terms: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        plan_test(room, R, "2026-W47", "csat", **terms)  # type: ignore[arg-type]


def test_no_baseline_says_what_to_do(room: Seat) -> None:
    said = facts(plan_test(room, R, "2026-W47", "csat"))
    assert said[PlanFact.NO_BASELINE].startswith("No answers before yet. Log or import some")


def test_answers_of_the_days_after_that_are_on_file_make_a_story_of_it(room: Seat) -> None:
    eight_weeks(room)
    late = plan_test(room, R, "2026-W46", "csat", due=date(2026, 11, 8), after_days=7)
    assert facts(late)[PlanFact.AFTER_THE_FACT].startswith("20 answers from the days after are")
    assert PlanFact.LUCK not in facts(late)
    assert not late.sayable
    ahead = plan_test(room, R, "2026-W47", "csat")
    assert PlanFact.AFTER_THE_FACT not in facts(ahead)
    assert "1 such test in 40" in facts(ahead)[PlanFact.LUCK]
    assert ahead.sayable


def test_a_count_of_a_kind_that_nobody_has_said_is_asked_about(room: Seat) -> None:
    for key, counts in (("complaints", None), ("calls", CountKind.EVENTS)):
        add_measure(room, key, kind=MeasureKind.COUNT, better=Better.DOWN, counts=counts)
    said = facts(plan_test(room, R, "2026-W47", "complaints"))
    assert "Events, such as complaints, get a verdict." in said[PlanFact.COUNT_KIND]
    assert PlanFact.COUNT_KIND not in facts(plan_test(room, R, "2026-W47", "calls"))
    set_counts(room, "complaints", CountKind.STATE)
    assert PlanFact.COUNT_KIND not in facts(plan_test(room, R, "2026-W47", "complaints"))


def test_a_bad_start_and_weeks_that_differ_are_told(room: Seat) -> None:
    for week in range(1, 6):
        log(room, week, 18, 2)
    log(room, 0, 4, 16)
    short = plan_test(room, R, "2026-W47", "csat", before_cycles=1)
    assert "unusually low" in facts(short)[PlanFact.BAD_START]
    assert "not known yet" in facts(short)[PlanFact.WEEKS_DIFFER]
    long = plan_test(room, R, "2026-W47", "csat")
    assert PlanFact.BAD_START not in facts(long)
    assert "differ more than chance" in facts(long)[PlanFact.WEEKS_DIFFER]


def test_a_busy_measure_names_what_runs_and_offers_ways_out(room: Seat, clock: SetClock) -> None:
    eight_weeks(room)
    card = touchpoints.add(room, R, "Refunds")
    first = improvements.pick(room, R, "Ring back", cycle="2026-W47", measure="csat")
    improvement_status.done(room, first)
    clock.move(days=7)
    busy = plan_test(room, R, "2026-W48", "csat", touchpoint=card)
    assert facts(busy)[PlanFact.BUSY].startswith("CSAT is still being read for “Ring back”")
    assert [(each.kind, each.improvement_id) for each in busy.offers] == [
        (OfferKind.MEASURE, None),
        (OfferKind.TOGETHER, first),
    ]
    both = plan_test(room, R, "2026-W48", "csat", together_with=first)
    assert (both.together, both.offers) == (("Ring back",), ())
    assert both.before == Window(date(2026, 9, 21), date(2026, 11, 15))


def test_only_this_touchpoint_is_offered_where_that_keeps_them_apart(
    room: Seat, clock: SetClock
) -> None:
    eight_weeks(room)
    one, two = touchpoints.add_many(room, R, ["Refunds", "Repairs"])
    first = improvements.pick(room, R, "Ring", cycle="2026-W47", measure="csat", touchpoint=one)
    improvement_status.done(room, first)
    clock.move(days=7)
    busy = plan_test(room, R, "2026-W48", "csat", touchpoint=two)
    assert OfferKind.TOUCHPOINT in [each.kind for each in busy.offers]
    narrowed = plan_test(room, R, "2026-W48", "csat", touchpoint=two, touchpoint_only=True)
    assert not narrowed.offers
    assert PlanFact.BUSY not in facts(narrowed)


def test_those_read_together_get_the_same_windows(room: Seat, clock: SetClock) -> None:
    eight_weeks(room)
    first = improvements.pick(room, R, "Ring back", cycle="2026-W47", measure="csat")
    improvement_status.done(room, first)
    clock.move(days=7)
    second = improvements.pick(
        room, R, "Say when", cycle="2026-W48", measure="csat", together_with=first
    )
    clock.move(days=3)
    improvement_status.done(room, second)
    both, alone = (
        Window(date(2026, 11, 28), date(2026, 12, 18)),
        Window(date(2026, 11, 18), date(2026, 12, 8)),
    )
    assert afters(room) == {"Ring back": both, "Say when": both}
    undo(room)
    assert afters(room) == {"Ring back": alone, "Say when": None}


def afters(room: Seat) -> dict[str, Window | None]:
    readings = {each.text: each.reading for each in proven(room)}
    return {
        text: each.after.window if each and each.after else None for text, each in readings.items()
    }


def test_what_is_read_otherwise_cannot_be_read_together(room: Seat) -> None:
    eight_weeks(room)
    first = improvements.pick(room, R, "Ring back", cycle="2026-W47", measure="csat")
    with pytest.raises(Refused, match="cannot be read together") as refused:
        improvements.pick(
            room, R, "Say when", cycle="2026-W48", measure="reopened", together_with=first
        )
    assert refused.value.field == "together_with"


def test_a_count_is_compared_over_six_whole_cycles(room: Seat) -> None:
    for week in range(6):
        day = MONDAY - timedelta(weeks=week)
        evidence.log(room, R, measure="count", value=10 + week % 2, day=day)
    found = plan_test(room, R, "2026-W47", "count", target=4)
    assert found.before == Window(date(2026, 10, 5), date(2026, 11, 15))
    assert found.after(date(2026, 11, 18)) == Window(date(2026, 11, 23), date(2027, 1, 3))
    assert "compared with 6 whole weeks after" in facts(found)[PlanFact.SIGHT]
