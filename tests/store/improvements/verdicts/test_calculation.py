"""Verdicts as the database adds them up, for known tallies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.domain.cycles import Cadence
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import (
    Better,
    MeasureKind,
    PerCycle,
    find_measure,
)
from store.domain.statistics.own_measures import own_measure
from store.domain.statistics.verdicts import Reading, Verdict
from store.evidence import evidence
from store.evidence.importing.import_answers import NewEvidence
from store.improvements import improvement_status, improvements
from store.improvements.verdicts.reading import read_due_verdicts
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.momentum_details import open_working
from store.queries.proof_overview import proven
from store.teams import teams
from store.undo.undo import undo
from tests.store.evidence.importing.imported_rows import import_rows

C, A, R, E = STAGES
BEFORE, AFTER = date(2026, 11, 10), date(2026, 11, 19)
"""A day in the baseline week, and one in the week after Tuesday the 17th."""
_batches = iter(range(1_000_000))


def _answers(
    seat: Seat,
    day: date,
    values: list[float],
    *,
    measure: str = "csat",
    stage: Stage = C,
    touchpoint: str | None = None,
) -> None:
    number = next(_batches)
    rows = [NewEvidence(day, value, f"{number}.{n}") for n, value in enumerate(values)]
    import_rows(seat, stage, find_measure(measure), rows, file="answers.csv", touchpoint=touchpoint)


def _reading(seat: Seat, stage: Stage = C) -> Reading:
    """Of the improvement in the running cycle."""
    snapshot = load_snapshot(seat)
    here = [each for each in snapshot.planned if each.cycle == snapshot.cycle]
    found = [each.reading for each in here if each.stage is stage]
    assert len(found) == 1
    assert found[0] is not None
    return found[0]


def _shares(yes: int, of: int) -> list[float]:
    return [5.0] * yes + [2.0] * (of - yes)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "low", "high"),
    [
        ((48, 80), (56, 70), Verdict.VALIDATED, 0.0524, 0.3339),
        ((56, 70), (48, 80), Verdict.GOT_WORSE, -0.3339, -0.0524),
        ((0, 29), (5, 56), Verdict.NO_CLEAR_CHANGE, -0.0381, 0.1926),
        ((0, 20), (0, 10), Verdict.NO_CLEAR_CHANGE, -0.1611, 0.2775),
        ((3, 10), (9, 10), Verdict.VALIDATED, 0.1705, 0.8090),
    ],
)
def test_a_share_is_judged_by_its_interval(
    dana: Seat,
    clock: SetClock,
    before: tuple[int, int],
    after: tuple[int, int],
    verdict: Verdict,
    low: float,
    high: float,
) -> None:
    _answers(dana, BEFORE, _shares(*before))
    id = improvements.pick(dana, C, "Something", measure="csat", target=0.75)
    improvement_status.done(dana, id)
    clock.move(days=3)
    _answers(dana, AFTER, _shares(*after))
    reading = _reading(dana)
    assert (reading.before.tally.yes, reading.before.n) == before
    assert reading.after is not None
    assert (reading.after.tally.yes, reading.after.n) == after
    assert (reading.verdict, reading.final, reading.learned) == (verdict, False, False)
    assert reading.low == pytest.approx(low, abs=5e-5)
    assert reading.high == pytest.approx(high, abs=5e-5)
    assert reading.target_met == (after[0] / after[1] >= 0.75)


def test_nps_counts_promoters_and_detractors(dana: Seat, clock: SetClock) -> None:
    def nps(promoters: int, passives: int, detractors: int) -> list[float]:
        return [9.0] * promoters + [7.0] * passives + [6.0] * detractors

    _answers(dana, BEFORE, nps(12, 9, 9), measure="nps", stage=E)
    id = improvements.pick(dana, E, "Something", measure="nps")
    improvement_status.done(dana, id)
    clock.move(days=3)
    _answers(dana, AFTER, nps(18, 8, 4), measure="nps", stage=E)
    reading = _reading(dana, E)
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    assert reading.low == pytest.approx(-4.1, abs=0.05)
    assert reading.high == pytest.approx(70.8, abs=0.05)


def test_a_verdict_is_read_once_later_answers_have_come_or_a_cycle_later(
    dana: Seat, clock: SetClock
) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=3)
    _answers(dana, AFTER, _shares(56, 70))
    clock.at = clock.at.replace(day=25)
    assert load_snapshot(dana).momentum.learned == 0
    (waiting,) = proven(dana)
    assert waiting.reading is not None
    assert waiting.reading.waiting
    assert "Closed, waiting for answers up to 24 Nov; it is read by 2 Dec." in (
        waiting.reading.sentence
    )
    assert read_due_verdicts(dana) == 0
    evidence.log(dana, C, measure="csat", value=5, day=date(2026, 11, 25))
    assert load_snapshot(dana).momentum.learned == 1
    assert read_due_verdicts(dana) == 1
    assert read_due_verdicts(dana) == 0
    assert load_snapshot(dana).momentum.learned == 1


def test_late_evidence_recomputes_it(dana: Seat, clock: SetClock) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    id = improvements.pick(dana, C, "Something", measure="csat")
    improvement_status.done(dana, id)
    clock.move(days=5)
    _answers(dana, AFTER, _shares(1, 2))
    assert _reading(dana).verdict is Verdict.NOT_ENOUGH_YET
    assert _reading(dana).missing_after == 8
    _answers(dana, AFTER, _shares(55, 68))
    assert _reading(dana).verdict is Verdict.VALIDATED
    undo(dana)
    assert _reading(dana).verdict is Verdict.NOT_ENOUGH_YET


def test_late_evidence_is_read_beside_what_was_read_first(dana: Seat, clock: SetClock) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=3)
    _answers(dana, AFTER, _shares(56, 70))
    clock.move(days=15)
    assert read_due_verdicts(dana) == 1
    clock.move(days=1)
    _answers(dana, AFTER, _shares(0, 60))
    assert read_due_verdicts(dana) == 1
    assert read_due_verdicts(dana) == 0
    (one,) = [each for each in proven(dana) if each.id == id]
    first = one.reading
    assert first is not None
    assert (first.verdict, first.after and first.after.n, first.late) == (
        Verdict.VALIDATED,
        70,
        60,
    )
    assert first.again is not None
    assert (first.again.verdict, first.again.after and first.again.after.n) == (
        Verdict.GOT_WORSE,
        130,
    )
    assert "Read again since, with 60 answers that came late: got worse." in first.sentence
    assert load_snapshot(dana).momentum.learned == 1
    assert open_working(dana).verdicts == {Verdict.VALIDATED: 1}


def test_what_had_too_few_answers_is_read_with_those_that_come_late(
    dana: Seat, clock: SetClock
) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=15)
    assert read_due_verdicts(dana) == 1
    assert load_snapshot(dana).momentum.learned == 0
    clock.move(days=1)
    _answers(dana, AFTER, _shares(56, 70))
    assert read_due_verdicts(dana) == 1
    (one,) = proven(dana)
    assert one.reading is not None
    assert (one.reading.verdict, one.reading.again) == (Verdict.VALIDATED, None)
    assert "Read again" not in one.reading.sentence
    assert load_snapshot(dana).momentum.learned == 1


def test_the_first_verdict_stays_beside_what_comes_after_it_though_none_was_read_at_first(
    dana: Seat, clock: SetClock
) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    clock.move(days=15)
    assert read_due_verdicts(dana) == 1
    clock.move(days=1)
    _answers(dana, AFTER, _shares(56, 70))
    assert read_due_verdicts(dana) == 1
    clock.move(days=1)
    _answers(dana, AFTER, _shares(0, 60))
    assert read_due_verdicts(dana) == 1
    assert read_due_verdicts(dana) == 0
    (one,) = proven(dana)
    first = one.reading
    assert first is not None
    assert first.again is not None
    assert (first.verdict, first.late) == (Verdict.VALIDATED, 60)
    assert first.again.verdict is Verdict.GOT_WORSE
    assert "Read again since, with 60 answers that came late: got worse." in first.sentence
    assert open_working(dana).verdicts == {Verdict.VALIDATED: 1}
    clock.move(days=1)
    _answers(dana, AFTER, _shares(90, 90))
    assert read_due_verdicts(dana) == 1
    (one,) = proven(dana)
    assert one.reading is not None
    assert one.reading.again is not None
    assert (one.reading.verdict, one.reading.late) == (Verdict.VALIDATED, 150)


def test_what_was_chosen_after_its_answers_came_is_a_story(dana: Seat, clock: SetClock) -> None:
    _answers(dana, BEFORE, _shares(48, 80))
    clock.move(days=14)
    _answers(dana, AFTER, _shares(56, 70))
    id = improvements.pick(dana, C, "Something", measure="csat", cycle="2026-W47", after_days=7)
    improvement_status.done(dana, id, on=date(2026, 11, 17))
    clock.move(days=14)
    assert read_due_verdicts(dana) == 1
    (one,) = proven(dana)
    assert one.reading is not None
    assert one.reading.verdict is Verdict.STORY
    assert "A story, not a test: its measure was chosen on 1 Dec" in one.reading.sentence
    assert load_snapshot(dana).momentum.learned == 0


def test_nothing_before_is_no_baseline(dana: Seat, clock: SetClock) -> None:
    id = improvements.pick(dana, C, "Something", measure="csat")
    improvement_status.done(dana, id)
    clock.move(days=3)
    _answers(dana, AFTER, _shares(10, 10))
    assert _reading(dana).verdict is Verdict.NO_BASELINE


def test_only_the_stages_own_evidence_inside_the_windows_counts(dana: Seat) -> None:
    _answers(dana, date(2026, 11, 9), _shares(8, 10))
    id = improvements.pick(dana, C, "Something", measure="csat", after_days=7)
    improvement_status.done(dana, id)
    for day in (date(2026, 11, 8), date(2026, 11, 16), date(2026, 11, 17)):
        _answers(dana, day, _shares(0, 50))
    _answers(dana, date(2026, 11, 18), _shares(3, 5))
    _answers(dana, date(2026, 11, 24), _shares(4, 5))
    _answers(dana, date(2026, 11, 25), _shares(0, 50))
    _answers(dana, date(2026, 11, 20), _shares(0, 50), stage=A)
    _answers(dana, date(2026, 11, 20), [1.0] * 20, measure="ces-ease")
    reading = _reading(dana)
    assert (reading.before.n, reading.before.tally.yes) == (10, 8)
    assert reading.after is not None
    assert (reading.after.n, reading.after.tally.yes) == (10, 7)


def test_a_narrowed_proof_counts_its_touchpoint_and_what_is_merged_into_it(dana: Seat) -> None:
    one, two, other = touchpoints.add_many(dana, C, ["one", "two", "other"])
    _answers(dana, BEFORE, _shares(2, 10), touchpoint=one)
    _answers(dana, BEFORE, _shares(3, 7), touchpoint=two)
    _answers(dana, BEFORE, _shares(9, 9), touchpoint=other)
    _answers(dana, BEFORE, _shares(4, 4))
    improvements.pick(
        dana, C, "Something", measure="csat", touchpoint=two, touchpoint_only=True, after_days=7
    )
    assert (_reading(dana).before.n, _reading(dana).before.tally.yes) == (7, 3)
    touchpoints.merge(dana, one, [two])
    assert (_reading(dana).before.n, _reading(dana).before.tally.yes) == (17, 5)
    undo(dana)
    assert _reading(dana).before.n == 7


def test_what_was_done_inside_a_window_is_named(dana: Seat, clock: SetClock) -> None:
    _answers(dana, BEFORE, _shares(8, 10))
    first = improvements.pick(dana, C, "First", measure="csat", cycle="2026-W47")
    second = improvements.pick(dana, C, "Second", measure="csat", cycle="2026-W48")
    elsewhere = improvements.pick(dana, A, "Elsewhere", measure="csat")
    for id in (first, elsewhere):
        improvement_status.done(dana, id)
    clock.move(days=3)
    assert len(_reading(dana).cannot_be_told_apart_from) == 0
    improvement_status.done(dana, second)
    assert _reading(dana).cannot_be_told_apart_from == ("Second",)


def test_a_count_is_judged_by_its_weeks(dana: Seat, clock: SetClock) -> None:
    for week, count in enumerate((15, 13, 16, 12, 15, 14)):
        day = date(2026, 10, 5) + timedelta(days=7 * week)
        evidence.log(dana, R, measure="count", value=count - 2, day=day)
        evidence.log(dana, R, measure="count", value=2, day=day + timedelta(days=3))
    id = improvements.pick(dana, R, "Something", measure="count", target=9)
    improvement_status.done(dana, id)
    clock.move(days=56)
    for week, count in enumerate((9, 4, 3, 4, 3, 2)):
        day = date(2026, 11, 25) + timedelta(days=7 * week)
        evidence.log(dana, R, measure="count", value=count, day=day)
    (one,) = proven(dana)
    reading = one.reading
    assert reading is not None
    assert list(reading.before.periods) == [15, 13, 16, 12, 15, 14]
    assert reading.after is not None
    assert list(reading.after.periods) == [9, 4, 3, 4, 3, 2]
    assert reading.verdict is Verdict.VALIDATED
    assert reading.low is not None
    assert 0 < reading.low < (reading.difference or 0)
    assert reading.target_met


def test_a_count_may_take_the_last_number_of_a_period(dana: Seat) -> None:
    teams.add_measure(
        dana, "backlog", kind=MeasureKind.COUNT, better=Better.DOWN, per_cycle=PerCycle.LAST
    )
    for day, count in ((9, 20), (11, 30), (13, 25)):
        evidence.log(dana, R, measure="backlog", value=count, day=date(2026, 11, day))
    improvements.pick(dana, R, "Something", measure="backlog")
    assert _reading(dana, R).before.periods == (25,)


def test_a_count_a_month_follows_the_months(dana: Seat, clock: SetClock) -> None:
    teams.set_team(dana, cadence=Cadence.MONTHLY)
    for month, count in ((9, 7), (10, 5), (11, 6)):
        evidence.log(dana, R, measure="count", value=count, day=date(2026, month, 3))
    improvements.pick(dana, R, "Something", measure="count", cycle="2026-12")
    clock.at = clock.at.replace(month=12, day=1)
    assert _reading(dana, R).before.periods == (7, 5, 6)


def test_a_score_of_the_teams_own_is_read_by_its_threshold(dana: Seat) -> None:
    made = own_measure("smiles", MeasureKind.SCORE, Better.DOWN, threshold=3)
    teams.add_measure(dana, "smiles", kind=made.kind, better=made.better, threshold=3)
    for value in (1, 2, 3, 4):
        evidence.log(dana, C, measure="smiles", value=value, day=BEFORE)
    improvements.pick(dana, C, "Something", measure="smiles")
    assert _reading(dana).before.value == 0.5


def test_many_proofs_are_read_at_once(dana: Seat, clock: SetClock) -> None:
    _answers(dana, BEFORE, _shares(8, 10))
    for week in range(12):
        id = improvements.pick(
            dana, C, f"Number {week}", measure="csat", cycle=f"2026-W{42 + week}", after_days=7
        )
        if week < 4:
            clock.at = clock.at.replace(month=11, day=17)
            improvement_status.done(dana, id, on=date(2026, 10, 14) + timedelta(days=7 * week))
    undecided = load_snapshot(dana).undecided
    assert len(undecided) == 8
    assert all(each.reading is not None for each in undecided)
