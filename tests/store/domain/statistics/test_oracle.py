"""The product's verdicts against those of an oracle written from the rules alone."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.domain.cycles import Cycle, parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.counts import count_tallies, known_figures
from store.domain.statistics.decision import decide
from store.domain.statistics.measures import Missing, find_measure
from store.domain.statistics.planning.chances import LIKELY, chance_to_see
from store.domain.statistics.planning.default_windows import propose_test

from . import oracle

CSAT, NPS, ESCALATED, COUNT, CHURN = (
    find_measure(key) for key in ("csat", "nps", "escalated", "count", "churn")
)
WEEK, MONTH = parse_cycle("2026-W47"), parse_cycle("2026-11")


def shares(answers: Sequence[int]) -> Tally:
    return Tally(n=len(answers), yes=sum(answers))


def recommending(answers: Sequence[int]) -> Tally:
    return Tally(
        n=len(answers), promoters=list(answers).count(1), detractors=list(answers).count(-1)
    )


@st.composite
def cycles_of(draw: st.DrawFn, answers: Sequence[int], most: int = 40) -> list[list[int]]:
    """Up to 12 cycles of answers, each leaning its own way."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        n = draw(st.integers(0, most))
        leaning = draw(st.integers(0, n))
        favourite = draw(st.sampled_from(answers))
        rest = draw(st.lists(st.sampled_from(answers), min_size=n - leaning, max_size=n - leaning))
        found.append([favourite] * leaning + rest)
    return found


@settings(deadline=None)
@given(cycles_of((0, 1)), cycles_of((0, 1)), st.booleans())
def test_shares_are_read_as_the_oracle_reads_them(
    before: list[list[int]], later: list[list[int]], down: bool
) -> None:
    after = [answer for cycle in later for answer in cycle]
    measure = ESCALATED if down else CSAT
    word, low, high = oracle.read_answers(before, after, 10, nps=False, down=down)
    finding = decide(measure, [shares(each) for each in before], [shares(each) for each in later])
    assert finding.verdict is not None
    if finding.low is None or finding.high is None:
        assert finding.verdict.label == word
        return
    assert (finding.low, finding.high) == pytest.approx((low, high), abs=1e-7)
    if min(abs(low), abs(high)) > 1e-7:
        assert finding.verdict.label == word


@settings(deadline=None)
@given(cycles_of((-1, 0, 1)), cycles_of((-1, 0, 1)))
def test_nps_is_read_as_the_oracle_reads_it(
    before: list[list[int]], later: list[list[int]]
) -> None:
    after = [answer for cycle in later for answer in cycle]
    word, low, high = oracle.read_answers(before, after, 10, nps=True, down=False)
    finding = decide(
        NPS, [recommending(each) for each in before], [recommending(each) for each in later]
    )
    assert finding.verdict is not None
    if finding.low is None or finding.high is None:
        assert finding.verdict.label == word
        return
    assert (finding.low, finding.high) == pytest.approx((low, high), abs=1e-5)
    if min(abs(low), abs(high)) > 1e-5:
        assert finding.verdict.label == word


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(-8, 5), st.integers(0, 30).map(float)),
    st.booleans(),
)
def test_events_are_read_as_the_oracle_reads_them(
    entries: dict[int, float], missing_is_zero: bool
) -> None:
    def week(number: int) -> Cycle:
        return Cycle(WEEK.cadence, WEEK.start + timedelta(days=7 * number))

    sides = []
    for numbers in (range(-6, 0), range(6)):
        tallies = count_tallies(
            [week(number) for number in numbers],
            {week(number): value for number, value in entries.items()},
            missing=Missing.ZERO if missing_is_zero else Missing.UNKNOWN,
            began=week(min(entries)) if entries else None,
            today=date(2027, 6, 1),
        )
        expected = oracle.figures_of_events(entries, numbers, missing_is_zero=missing_is_zero)
        assert list(known_figures(tallies)) == expected
        sides.append((tallies, expected))
    (before, was), (after, became) = sides
    finding = decide(COUNT, before, after)
    assert finding.verdict is not None
    low = high = 0.0
    if min(len(was), len(became)) >= 6:
        low, high = (-edge for edge in reversed(oracle.event_range(was, became)))
        assert (finding.low, finding.high) == pytest.approx((low, high), abs=1e-6)
    word = oracle.verdict(len(was), len(became), 6, low, high)
    if len(was) < 6 or len(became) < 6 or min(abs(low), abs(high)) > 1e-6:
        assert finding.verdict.label == word


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 45), min_size=12, max_size=12),
    st.sampled_from([CSAT, CHURN, NPS]),
    st.booleans(),
    st.integers(0, 14),
)
def test_windows_are_those_of_the_oracle(
    answers: list[int], measure: object, weekly: bool, done_ago: int
) -> None:
    assert measure in (CSAT, CHURN, NPS)
    chosen = CSAT if measure is CSAT else CHURN if measure is CHURN else NPS
    cycle = WEEK if weekly else MONTH
    history = [Tally(n=n, yes=n // 2, promoters=n // 2, detractors=n // 4) for n in answers]
    starts = [cycle]
    for _ in range(14):
        starts.append(starts[-1].previous())
    last_done = starts[done_ago].end if done_ago else None
    allowed = min(12, done_ago - 1) if done_ago else 12
    plan = propose_test(cycle, chosen, history, last_done=last_done)
    usual, longest, otherwise = (8, 8, 4) if weekly else (6, 3, 2)
    length = oracle.before_cycles(answers, chosen.needed, usual, max(1, allowed))
    assert plan.before_cycles == length
    assert plan.before.first == starts[length].start
    assert plan.before.last == cycle.start - timedelta(days=1)
    assert plan.crosses == (allowed == 0)
    filed = [place for place in range(12) if answers[place]]
    if not filed:
        assert plan.after_cycles == otherwise
        return
    looked_at = min(8, filed[-1] + 1)
    pace = sum(answers[:looked_at]) / looked_at
    assert plan.pace == pytest.approx(pace)
    least = next((k for k in range(1, longest) if pace * k >= chosen.needed), longest)
    shows = [
        plan.hoped is not None
        and plan.answers >= chosen.needed
        and chance_to_see(chosen, plan.tally, round(pace * k), plan.hoped, plan.dispersion)
        >= LIKELY
        for k in range(1, longest + 1)
    ]
    assert plan.after_cycles == oracle.after_cycles(shows, least, otherwise)


def test_the_oracle_knows_the_published_values() -> None:
    assert oracle.t_975(7) == pytest.approx(2.365, abs=0.0005)
    assert oracle.wilson(3 / 10, 10, oracle.Z) == pytest.approx((0.1077913, 0.6032219), abs=5e-8)
    before, after = [1] * 48 + [0] * 32, [1] * 56 + [0] * 14
    found = oracle.share_range(before, after, 1.0, oracle.Z)
    assert found == pytest.approx((0.0524, 0.3339), abs=0.00006)
    first, second = [1] * 12 + [-1] * 9 + [0] * 9, [1] * 18 + [-1] * 4 + [0] * 8
    assert oracle.nps_range(first, second, 1.0, oracle.Z) == pytest.approx((-4.1, 70.8), abs=0.05)
