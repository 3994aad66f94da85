from datetime import date

import pytest

from store.domain.cycles import parse_cycle
from store.domain.statistics.aggregates import Tally
from store.domain.statistics.measures import find_measure
from store.domain.statistics.overlap import Busy, ProvenImprovement
from store.domain.statistics.planning.default_windows import propose_test
from store.domain.statistics.planning.plan_sentences import change_words, plan_sentences
from store.domain.statistics.windows import Window

CSAT, NPS, ESCALATED, COUNT = (find_measure(key) for key in ("csat", "nps", "escalated", "count"))
WEEK, MONTH = parse_cycle("2026-W47"), parse_cycle("2026-11")


def weeks(n: int, yes: int, count: int = 12) -> list[Tally]:
    return [Tally(n=n, yes=yes, promoters=yes, detractors=n - yes)] * count


@pytest.mark.parametrize(
    ("cycle", "key", "history", "said"),
    [
        (WEEK, "csat", weeks(20, 12), "At 20 answers a week, 3 weeks show +20 points 4 times in 5. "
         "1 week shows only +29 points."),
        (WEEK, "escalated", weeks(20, 8), "At 20 answers a week, 3 weeks show −20 points 4 times "
         "in 5. 1 week shows only −29 points."),
        (MONTH, "csat", weeks(200, 120), "At 200 answers a month, 1 month shows +20 points "
         "4 times in 5."),
        (WEEK, "csat", weeks(4, 2), "At 4 answers a week, 4 weeks show +20 points about 1 time in "
         "4. 8 weeks would show it about 1 time in 3. With 12 answers a week it would show "
         "4 times in 5."),
        (WEEK, "csat", weeks(20, 20), "There is no room to get better."),
        (WEEK, "csat", [], "No answers before yet. Log or import some from the weeks before, or "
         "measure this week and act in the next."),
        (WEEK, "csat", [Tally(n=6, yes=3)], "A verdict needs 10 answers before, and 4 of them are "
         "missing. Log or import some from the weeks before."),
        (WEEK, "count", [Tally(n=1, total=9)] * 12, "The 6 weeks before are compared with 6 whole "
         "weeks after."),
    ],
)  # fmt: skip
def test_what_a_test_can_see(cycle: object, key: str, history: list[Tally], said: str) -> None:
    chosen = WEEK if cycle is WEEK else MONTH
    assert plan_sentences(propose_test(chosen, find_measure(key), history))[0] == said


def test_too_slow_a_pace_says_how_long_it_takes() -> None:
    said = plan_sentences(propose_test(WEEK, CSAT, [Tally(n=1, yes=k % 2) for k in range(12)]))
    assert said[1] == (
        "At this pace 10 answers take 10 weeks. Choose a longer time after it is done, or "
        "another measure."
    )


def test_a_target_that_is_no_better_is_said() -> None:
    plan = propose_test(WEEK, CSAT, weeks(20, 12), target=0.5)
    assert plan_sentences(plan, target=0.5)[0] == (
        "The target would be no better than now, which is 60%. Aim for better, or leave the target"
        " empty."
    )


def test_a_count_with_a_target_says_how_often_it_would_show() -> None:
    figures = [Tally(n=1, total=x) for x in (13, 7, 13, 7, 13, 7)]
    plan = propose_test(WEEK, COUNT, figures, target=5)
    assert plan_sentences(plan, target=5)[0].endswith("5 a week would show about 3 times in 4.")


def test_what_stands_in_its_way_has_a_sentence_each() -> None:
    history = [Tally(n=20, yes=yes) for yes in (6, 14, 15, 13, 14, 15, 13, 14, 12, 15, 14, 13)]
    done = date(2026, 11, 4)
    after = Window(date(2026, 11, 5), date(2026, 12, 2))
    a = ProvenImprovement("A", "Chat", Window(date(2026, 9, 7), date(2026, 11, 1)), 28, done, after)
    said = plan_sentences(propose_test(WEEK, CSAT, history, last_done=done), Busy((a,), ()))
    assert said[1:] == (
        "How much your weeks differ is not known yet.",
        "The week before was unusually low: some of this would have come by itself.",
        "CSAT is still being read for “Chat”, until 2 Dec. Choose another measure, only this "
        "touchpoint, or read both together.",
        "If nothing changes, about 1 such test in 40 still says validated, by luck.",
    )


def test_changes_in_words() -> None:
    assert change_words(CSAT, 0.2) == "+20 points"
    assert change_words(ESCALATED, -0.01) == "−1 point"
    assert change_words(NPS, 30) == "+30 points"
