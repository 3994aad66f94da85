from datetime import date

import pytest

from store.domain.statistics.aggregates import Tally
from store.domain.statistics.cautions import (
    ProofChoice,
    ProofPart,
    after_the_fact,
    bad_start,
    by_luck,
    luck_words,
)
from store.domain.statistics.measures import find_measure

CSAT, ESCALATED, COUNT = (find_measure(key) for key in ("csat", "escalated", "count"))
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 16)


def weeks(*yes: int) -> list[Tally]:
    return [Tally(n=20, yes=each) for each in yes]


def test_a_newest_week_far_under_the_others_is_a_bad_start() -> None:
    found = bad_start(CSAT, 1, weeks(8, 14, 15, 13, 14, 15, 13))
    assert found is not None
    assert (found.newest, found.usual) == pytest.approx((0.4, 0.7))
    assert found.deviations == pytest.approx(0.3 / 0.0447, rel=0.01)
    assert found.words(weekly=True) == (
        "The week before was unusually low: some of this would have come by itself."
    )
    assert bad_start(CSAT, 3, weeks(8, 14, 15, 13, 14, 15, 13)) is not None


def test_where_falling_is_better_a_high_week_is_the_bad_one() -> None:
    assert bad_start(ESCALATED, 1, weeks(14, 8, 7, 8, 9)) is not None
    assert bad_start(ESCALATED, 1, weeks(2, 8, 7, 8, 9)) is None
    events = [Tally(n=1, total=x) for x in (30, 10, 12, 9, 11)]
    found = bad_start(COUNT, 1, events)
    assert found is not None
    assert (found.newest, found.usual) == (30, 10.5)


@pytest.mark.parametrize(
    ("before", "history"),
    [
        (4, weeks(8, 14, 15, 13, 14)),
        (0, weeks(8, 14, 15, 13, 14)),
        (1, weeks(13, 14, 15, 13, 14)),
        (1, weeks(8, 14, 15)),
        (1, [Tally(n=4), *weeks(14, 15, 13, 14)]),
        (1, []),
        (1, weeks(14, 14, 14, 14)),
    ],
)
def test_a_long_before_an_ordinary_week_or_too_little_to_compare_is_none(
    before: int, history: list[Tally]
) -> None:
    assert bad_start(CSAT, before, history) is None


def test_one_lower_week_among_equal_ones_is_a_bad_start() -> None:
    found = bad_start(CSAT, 1, weeks(13, 14, 14, 14))
    assert found is not None
    assert found.deviations is None


def test_only_the_last_twelve_are_compared() -> None:
    history = [*weeks(12, *[14, 13] * 5, 14), *weeks(*[1] * 40)]
    assert bad_start(CSAT, 1, history) is not None


def choice(part: ProofPart, on_file: int, done_on: date | None = None) -> ProofChoice:
    return ProofChoice(part, FRIDAY, on_file, done_on)


def test_one_answer_of_the_after_window_on_file_makes_a_story() -> None:
    picked = choice(ProofPart.MEASURE, 0)
    assert after_the_fact([picked]) is None
    for part in (ProofPart.MEASURE, ProofPart.TOUCHPOINT, ProofPart.TARGET, ProofPart.LENGTH):
        changed = choice(part, 1)
        assert after_the_fact([picked, changed]) is changed


def test_a_done_day_up_to_seven_days_back_is_no_story_but_is_told() -> None:
    monday = choice(ProofPart.DONE_DAY, 9, MONDAY)
    assert after_the_fact([monday]) is None
    assert monday.marked_late
    assert not choice(ProofPart.DONE_DAY, 0, FRIDAY).marked_late
    assert after_the_fact([choice(ProofPart.DONE_DAY, 9, date(2026, 11, 13))]) is None
    assert after_the_fact([choice(ProofPart.DONE_DAY, 9, date(2026, 11, 12))]) is not None
    assert after_the_fact([choice(ProofPart.DONE_DAY, 0, date(2026, 10, 1))]) is None
    assert after_the_fact([choice(ProofPart.MEASURE, 9, MONDAY)]) is not None


def test_luck_validates_one_in_forty() -> None:
    assert by_luck(40) == pytest.approx(1)
    assert luck_words(0) == ""
    assert luck_words(20) == "Of these, under one would say validated by luck alone."
    assert luck_words(80) == "Of these, about 2 would say validated by luck alone."
