from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.cycles import Cadence
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.decision import (
    ReadingStage,
    WindowComparison,
    decide,
    verdict_day,
)
from store.domain.statistics.measures import CountKind, find_measure
from store.domain.statistics.verdicts import Verdict
from store.domain.statistics.windows import Window

CSAT, NPS, ESCALATED, COUNT = (find_measure(key) for key in ("csat", "nps", "escalated", "count"))
AFTER = Window(date(2026, 11, 19), date(2026, 12, 9))


def events(*figures: float) -> list[Tally]:
    return [Tally(n=1, total=figure) for figure in figures]


def test_one_cycle_each_is_the_published_interval() -> None:
    found = decide(CSAT, [Tally(n=80, yes=48)], [Tally(n=70, yes=56)])
    assert found.verdict is Verdict.VALIDATED
    assert (found.difference, found.low, found.high) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=0.0001
    )
    mirrored = decide(ESCALATED, [Tally(n=80, yes=48)], [Tally(n=70, yes=56)])
    assert mirrored.verdict is Verdict.GOT_WORSE
    before, after = Tally(n=30, promoters=12, detractors=9), Tally(n=30, promoters=18, detractors=4)
    points = decide(NPS, [before], [after])
    assert points.verdict is Verdict.NO_CLEAR_CHANGE
    assert (points.low, points.high) == pytest.approx((-4.1, 70.8), abs=0.05)


def test_weeks_that_differ_widen_the_range_until_it_proves_nothing() -> None:
    after = [Tally(n=70, yes=56)]
    alike = decide(CSAT, [Tally(n=20, yes=12)] * 4, after)
    apart = decide(CSAT, [Tally(n=20, yes=yes) for yes in (6, 18, 8, 16)], after)
    assert alike.difference == apart.difference
    assert alike.verdict is Verdict.VALIDATED
    assert apart.verdict is Verdict.NO_CLEAR_CHANGE
    assert apart.dispersion.more_than_chance
    assert apart.low is not None
    assert alike.low is not None
    assert apart.low < alike.low


def test_the_first_rule_that_holds() -> None:
    nothing = decide(CSAT, [Tally()], [Tally(n=50, yes=20)])
    assert (nothing.verdict, nothing.missing_before) == (Verdict.NO_BASELINE, 10)
    few = decide(CSAT, [Tally(n=6, yes=2), Tally(n=6, yes=3)], [Tally(n=4, yes=4)])
    assert few.verdict is Verdict.NOT_ENOUGH_YET
    assert (few.missing_before, few.missing_after, few.before_n) == (0, 6, 12)
    assert (few.difference, few.low, few.high) == (None, None, None)
    running = decide(CSAT, [Tally(n=50, yes=30)], None)
    assert (running.verdict, running.after) == (Verdict.NOT_ENOUGH_YET, None)


def test_events_are_read_by_welchs_t_in_their_own_unit() -> None:
    found = decide(COUNT, events(12, 9, 11, 10, 12, 9), events(5, 4, 6, 3, 5, 4))
    assert found.verdict is Verdict.VALIDATED
    assert (found.before, found.after) == pytest.approx((10.5, 4.5))
    assert found.difference == pytest.approx(6)
    # Variances 1.9 and 1.1, √(3/6) = .7071, 9.34 degrees of freedom, t 2.2495.
    assert (found.low, found.high) == pytest.approx((6 - 1.5907, 6 + 1.5907), abs=0.001)
    assert decide(COUNT, events(*[5] * 6), events(*[9] * 6)).verdict is Verdict.GOT_WORSE
    even = decide(COUNT, events(*[5] * 6), events(*[5] * 6))
    assert even.verdict is Verdict.NO_CLEAR_CHANGE
    # Variance 1/12 each, 10 degrees of freedom: 2.228 · √(2/72).
    assert (even.low, even.high) == pytest.approx((-0.3714, 0.3714), abs=0.0001)
    unknown = decide(COUNT, [*events(5, 5, 5, 5, 5), Tally()], events(*[5] * 6))
    assert (unknown.verdict, unknown.missing_before) == (Verdict.NOT_ENOUGH_YET, 1)


def test_a_state_has_a_difference_and_no_verdict() -> None:
    found = decide(COUNT, events(*[50] * 6), events(*[20] * 6), count=CountKind.STATE)
    assert (found.verdict, found.difference, found.low, found.high) == (None, 30, None, None)
    assert found.verdict_or_story(story=False).label == "chart only"
    assert not found.verdict_or_story(story=True).learned


def good() -> WindowComparison:
    return decide(CSAT, [Tally(n=80, yes=48)], [Tally(n=70, yes=56)])


def test_a_story_is_never_validated_nor_learned() -> None:
    test, story = good().verdict_or_story(story=False), good().verdict_or_story(story=True)
    assert (test.label, test.learned) == ("validated", True)
    assert (story.label, story.learned) == ("a story, not a test", False)
    few = decide(CSAT, [Tally(n=80, yes=48)], [Tally(n=2, yes=2)])
    assert few.verdict_or_story(story=True) is Verdict.NOT_ENOUGH_YET


def test_a_window_is_read_once_later_evidence_has_come_or_a_cycle_after() -> None:
    last = AFTER.last

    def stage(days: int, newest: date | None) -> ReadingStage:
        return verdict_day(AFTER, Cadence.WEEKLY, newest, last + timedelta(days=days)).stage

    later = last + timedelta(days=1)
    assert stage(0, later) is ReadingStage.RUNNING
    assert stage(1, last) is ReadingStage.WAITING
    assert stage(1, None) is ReadingStage.WAITING
    assert stage(1, later) is ReadingStage.READ
    assert stage(7, None) is ReadingStage.WAITING
    assert stage(8, None) is ReadingStage.READ
    found = verdict_day(AFTER, Cadence.WEEKLY, None, last)
    assert (found.earliest, found.latest) == (date(2026, 12, 10), date(2026, 12, 17))
    month = verdict_day(AFTER, Cadence.MONTHLY, None, last)
    assert month.latest == date(2027, 1, 10)


SIDES = st.lists(
    st.integers(1, 40).flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, n)).flatmap(
            lambda pair: st.tuples(
                st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[0] - pair[1])
            )
        )
    ),
    min_size=1,
    max_size=10,
)


@settings(deadline=None)
@given(SIDES, SIDES, st.sampled_from(["csat", "escalated", "nps"]))
def test_ranges_stay_inside_what_can_be_and_hold_their_own_figure(
    before: list[tuple[int, int, int]], after: list[tuple[int, int, int]], key: str
) -> None:
    measure = find_measure(key)
    sides = [
        [Tally(n=n, yes=up, promoters=up, detractors=down) for n, up, down in side]
        for side in (before, after)
    ]
    found = decide(measure, *sides)
    if found.difference is None:
        return
    most = 200 if key == "nps" else 1
    assert found.low is not None
    assert found.high is not None
    assert -most <= found.low <= found.difference <= found.high <= most


def test_the_widest_difference_reaches_its_own_figure() -> None:
    worst, best = Tally(n=20, detractors=20), Tally(n=20, promoters=20)
    found = decide(NPS, [worst], [best])
    assert (found.difference, found.high) == (200, 200)
    assert decide(NPS, [best], [worst]).low == -200
