from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.first_rules import read_by_first_rules
from store.domain.statistics.measures import (
    Better,
    Measure,
    MeasureKind,
    find_measure,
)
from store.domain.statistics.own_measures import own_measure
from store.domain.statistics.verdicts import Reading, Sample, Verdict, count_sample, sample
from store.domain.statistics.windows import Window

BEFORE = Window(date(2026, 10, 26), date(2026, 11, 15))
AFTER = Window(date(2026, 11, 19), date(2026, 12, 9))
LATER = date(2026, 12, 10)
CSAT, NPS, REOPENED = find_measure("csat"), find_measure("nps"), find_measure("reopened")
COUNT = find_measure("count")


def answers(measure: Measure, window: Window, yes: int, n: int) -> Sample:
    return sample(measure, window, Tally(n=n, yes=yes))


def rates(
    before: tuple[int, int],
    after: tuple[int, int] | None,
    measure: Measure = CSAT,
    today: date = LATER,
    target: float | None = None,
    others: tuple[str, ...] = (),
) -> Reading:
    return read_by_first_rules(
        measure,
        answers(measure, BEFORE, *before),
        answers(measure, AFTER, *after) if after else None,
        today=today,
        target=target,
        others=others,
    )


def counts(before: list[float], after: list[float], measure: Measure = COUNT) -> Reading:
    return read_by_first_rules(
        measure, count_sample(BEFORE, before), count_sample(AFTER, after), today=LATER
    )


def test_nothing_before_is_no_baseline_and_says_what_to_do() -> None:
    reading = rates((0, 0), (50, 50))
    assert reading.verdict is Verdict.NO_BASELINE
    assert not reading.learned
    assert reading.sentence == (
        "CSAT was not measured before, so no verdict will come. "
        "The next improvement here starts from these answers."
    )


@pytest.mark.parametrize(
    ("before", "after", "missing", "words"),
    [
        ((6, 10), (2, 3), (0, 7), "60% of 10 before and 67% of 3 after: 7 more answers needed."),
        ((5, 9), (9, 10), (1, 0), "56% of 9 before and 90% of 10 after: "
         "1 more answer needed before."),
        ((1, 1), (0, 0), (9, 10), "100% of 1 before and not measured after: "
         "9 more answers needed before and 10 after."),
    ],
)  # fmt: skip
def test_too_few_answers_on_either_side_says_how_many_more(
    before: tuple[int, int], after: tuple[int, int], missing: tuple[int, int], words: str
) -> None:
    reading = rates(before, after)
    assert reading.verdict is Verdict.NOT_ENOUGH_YET
    assert (reading.missing_before, reading.missing_after) == missing
    assert (reading.difference, reading.low, reading.high) == (None, None, None)
    assert reading.sentence == f"CSAT was {words}"


def test_an_interval_above_nothing_is_validated() -> None:
    reading = rates((48, 80), (56, 70))
    assert reading.verdict is Verdict.VALIDATED
    assert reading.difference == pytest.approx(0.2)
    assert (reading.low, reading.high) == pytest.approx((0.0524, 0.3339), abs=0.0001)
    assert reading.learned
    assert reading.sentence == "CSAT went from 60% of 80 to 80% of 70: better by 5 to 33 points."


def test_an_interval_below_nothing_got_worse() -> None:
    reading = rates((56, 70), (48, 80))
    assert reading.verdict is Verdict.GOT_WORSE
    assert reading.sentence.endswith("worse by 5 to 33 points.")


def test_an_interval_across_nothing_prints_its_range() -> None:
    reading = rates((0, 29), (5, 56))
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    assert reading.sentence == (
        "CSAT went from 0% of 29 to 9% of 56: "
        "could be anywhere from 4 points worse to 19 better."
    )  # fmt: skip


def test_where_falling_is_better_a_fall_is_validated() -> None:
    reading = rates((56, 70), (48, 80), REOPENED)
    assert reading.verdict is Verdict.VALIDATED
    assert reading.difference == pytest.approx(0.2)
    assert (reading.low, reading.high) == pytest.approx((0.0524, 0.3339), abs=0.0001)
    assert rates((48, 80), (56, 70), REOPENED).verdict is Verdict.GOT_WORSE


def test_nps_is_read_in_points() -> None:
    before = sample(NPS, BEFORE, Tally(n=30, promoters=12, detractors=9))
    after = sample(NPS, AFTER, Tally(n=30, promoters=18, detractors=4))
    reading = read_by_first_rules(NPS, before, after, today=LATER, target=40)
    assert reading.verdict is Verdict.NO_CLEAR_CHANGE
    assert reading.difference == pytest.approx(36.67, abs=0.01)
    assert (reading.low, reading.high) == pytest.approx((-4.1, 70.8), abs=0.05)
    assert reading.sentence == (
        "NPS went from 10 (n 30) to 47 (n 30): could be anywhere from 4 points worse "
        "to 71 better. The target of 40 is met."
    )


def test_until_the_window_closes_every_reading_is_so_far() -> None:
    reading = rates((48, 80), (56, 70), today=AFTER.last)
    assert not reading.final
    assert not reading.learned
    assert reading.sentence.startswith("So far, CSAT went from")
    assert rates((48, 80), (56, 70), today=AFTER.last + timedelta(days=1)).final


def test_before_it_is_done_there_is_only_the_baseline() -> None:
    reading = rates((48, 80), None, target=0.5)
    assert (reading.verdict, reading.final) == (Verdict.NOT_ENOUGH_YET, False)
    assert reading.target_met is None
    words = "CSAT was 60% of 80 before. Answers count from the day after it is done."
    assert reading.sentence == words
    assert "8 more answers needed there" in rates((1, 2), None).sentence


def test_the_target_never_decides() -> None:
    met, missed = rates((0, 29), (5, 56), target=0.05), rates((48, 80), (56, 70), target=0.9)
    assert (met.verdict, met.target_met) == (Verdict.NO_CLEAR_CHANGE, True)
    assert (missed.verdict, missed.target_met) == (Verdict.VALIDATED, False)
    assert missed.sentence.endswith("The target of 90% is not met.")
    early = rates((48, 80), (56, 70), target=0.9, today=AFTER.last)
    assert early.sentence.endswith("The target of 90% is not met so far.")
    falling = rates((56, 70), (48, 80), REOPENED, target=0.7)
    assert falling.target_met


def test_what_else_may_be_the_cause_is_named() -> None:
    reading = rates((48, 80), (56, 70), others=("Chat on errors", "Shorter form"))
    words = "It cannot be told apart from “Chat on errors” and “Shorter form”."
    assert reading.sentence.endswith(words)


def test_a_count_is_read_by_signals_against_its_own_baseline() -> None:
    usual: list[float] = [12, 9, 11, 10, 12, 9]
    better, worse = counts(usual, [11, 10, 2, 10, 9, 10]), counts(usual, [10, 30, 11, 9, 10, 12])
    assert (better.verdict, worse.verdict) == (Verdict.VALIDATED, Verdict.GOT_WORSE)
    assert (better.low, better.high) == (None, None)
    assert better.sentence == (
        "Count a period went from 10.5 a period (over 6) to 8.7 a period (over 6): better than "
        "its usual ups and downs, going by only 6 periods before."
    )
    assert counts(usual, [11, 10, 12, 9, 11, 10]).verdict is Verdict.NO_CLEAR_CHANGE
    assert counts(usual, [2, 10, 30, 10, 10, 10]).verdict is Verdict.NO_CLEAR_CHANGE
    upward = own_measure("referrals", MeasureKind.COUNT, Better.UP)
    assert counts(usual, [10, 30, 11, 9, 10, 12], upward).verdict is Verdict.VALIDATED
    short = counts(usual, [1, 1, 1, 1, 1])
    assert (short.verdict, short.missing_after) == (Verdict.NOT_ENOUGH_YET, 1)
    assert short.sentence.endswith("1 more period needed.")


SIDES = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SIDES, SIDES)
def test_the_first_rule_that_holds_decides_and_the_mirror_turns_it(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    reading, mirror = rates(before, after), rates(before, after, REOPENED)
    turned = {
        Verdict.VALIDATED: Verdict.GOT_WORSE,
        Verdict.GOT_WORSE: Verdict.VALIDATED,
    }
    assert mirror.verdict is turned.get(reading.verdict, reading.verdict)
    if before[1] == 0:
        assert reading.verdict is Verdict.NO_BASELINE
    elif min(before[1], after[1]) < 10:
        assert reading.verdict is Verdict.NOT_ENOUGH_YET
    else:
        assert reading.verdict.learned
        assert reading.low is not None
        assert reading.high is not None
        assert (reading.low > 0) is (reading.verdict is Verdict.VALIDATED)
        assert (reading.high < 0) is (reading.verdict is Verdict.GOT_WORSE)
    assert reading.sentence.endswith(".")
