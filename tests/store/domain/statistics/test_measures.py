import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.common.errors import Refused
from store.domain.stages import STAGES, Stage
from store.domain.statistics.measures import (
    MEASURES,
    Better,
    Measure,
    MeasureKind,
    find_measure,
    is_success,
    offered,
    parse_value,
)
from store.domain.statistics.own_measures import own_measure

RATE, SCORE, COUNT = MeasureKind.RATE, MeasureKind.SCORE, MeasureKind.COUNT


def test_every_measure_of_the_methods_is_there() -> None:
    assert [(measure.key, measure.needed) for measure in MEASURES] == [
        ("csat", 10),
        ("nps", 10),
        ("ces-ease", 10),
        ("ces-ease-5", 10),
        ("ces-effort", 10),
        ("ces-effort-5", 10),
        ("first-reply", 10),
        ("solved-in-target", 10),
        ("first-contact", 10),
        ("two-interactions", 10),
        ("solved-it", 10),
        ("felt-known", 10),
        ("escalated", 10),
        ("reopened", 10),
        ("count", 6),
        ("retention", 30),
        ("churn", 30),
        ("repurchase", 30),
    ]


def test_falling_is_better_for_the_rates_that_count_what_went_wrong() -> None:
    falling = {measure.key for measure in MEASURES if measure.better is Better.DOWN}
    assert falling == {"escalated", "reopened", "churn", "count"}
    assert find_measure("churn").signed(0.1) == -0.1
    assert find_measure("csat").signed(0.1) == 0.1


@pytest.mark.parametrize(
    ("key", "good", "arrow"),
    [
        ("csat", [4, 5], Better.UP),
        ("ces-ease", [5, 6, 7], Better.UP),
        ("ces-ease-5", [4, 5], Better.UP),
        ("ces-effort", [1, 2, 3], Better.DOWN),
        ("ces-effort-5", [1, 2], Better.DOWN),
        ("nps", [9, 10], Better.UP),
        ("escalated", [1], Better.DOWN),
        ("count", [], Better.DOWN),
    ],
)
def test_the_share_counts_these_answers(key: str, good: list[int], arrow: Better) -> None:
    measure = find_measure(key)
    assert [value for value in range(11) if is_success(measure, value)] == good
    assert measure.scale_better is arrow


def test_a_measure_is_found_in_any_case_and_a_near_miss_is_named() -> None:
    assert find_measure(" CSAT ").title == "CSAT"
    with pytest.raises(Refused) as refused:
        find_measure("csta")
    assert refused.value.message == "There is no measure “csta”. Did you mean csat?"
    with pytest.raises(Refused, match=r"There are .*backlog"):
        find_measure("???", [own_measure("backlog", COUNT, Better.DOWN)])


def test_measures_that_fit_a_stage_are_offered_first() -> None:
    for stage in STAGES:
        fits = [stage in measure.stages for measure in offered(stage)]
        assert fits == sorted(fits, reverse=True)
        assert len(fits) == len(MEASURES)
    assert offered(Stage.ENHANCE)[0].key == "nps"


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("csat", " 4 ", 4),
        ("csat", "4,0", 4),
        ("nps", "0", 0),
        ("solved-it", "Ja", 1),
        ("solved-it", "FALSE", 0),
        ("solved-it", "1", 1),
        ("count", "1200", 1200),
    ],
)
def test_answers_are_read_as_typed(key: str, text: str, value: float) -> None:
    assert parse_value(find_measure(key), text) == value


@pytest.mark.parametrize("text", ["0", "6", "4.5", "nan", "inf", "1e0", "", "four", "٤", "1,234.5"])
def test_what_is_off_the_scale_is_refused_naming_the_scale(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_value(find_measure("csat"), text)
    words = f"CSAT takes a whole number from 1 to 5, not “{text}”."
    assert refused.value.message == words


@pytest.mark.parametrize(
    ("measure", "text", "scale"),
    [
        (find_measure("escalated"), "2", "yes or no"),
        (find_measure("count"), "-1", "a whole number from 0 up"),
        (find_measure("nps"), "11", "a whole number from 0 to 10"),
        (own_measure("stars", SCORE, Better.UP, threshold=4.5), "many", "a number"),
    ],
)
def test_each_kind_names_its_scale(measure: Measure, text: str, scale: str) -> None:
    with pytest.raises(Refused, match=f"takes {scale}, not"):
        parse_value(measure, text)


@given(st.sampled_from(MEASURES), st.text(max_size=12))
def test_any_text_is_an_answer_on_the_scale_or_refused(measure: Measure, text: str) -> None:
    try:
        value = parse_value(measure, text)
    except Refused:
        return
    assert measure.low is not None
    assert value >= measure.low
    assert measure.high is None or value <= measure.high
