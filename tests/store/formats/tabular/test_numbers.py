"""Numbers and answers as people and tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.domain.statistics.measures import find_measure
from store.formats.feedback.answers import read_answer, satisfaction, yes_or_no
from store.formats.tabular.days.dates import Unreadable
from store.formats.tabular.numbers import read_id, read_number, read_score, settle_numbers


@pytest.mark.parametrize(
    ("column", "numbers"),
    [
        (["4.0", "3.5"], [4, 3.5]),
        (["4,5", "3"], [4.5, 3]),
        (["1.234,5", "1.000"], [1234.5, 1000]),
        (["1,234.5", "1,000"], [1234.5, 1000]),
        (["1.234.567", "12"], [1234567, 12]),
        (["1,234"], [1234]),
        (["0.125"], [0.125]),
        (["2 553", "12\u202f345,5", "1'000"], [2553, 12345.5, 1000]),
        (["85%", "12,5 %"], [0.85, 0.125]),
        (["−3", "+4", ".5"], [-3, 4, 0.5]),
    ],
)
def test_a_column_settles_its_marks(column: list[str], numbers: list[float]) -> None:
    style = settle_numbers(column)
    assert [read_number(cell, style) for cell in column] == pytest.approx(numbers)


@pytest.mark.parametrize(
    "cell", ["", "x", "3+", "1-2", "2024-01-01", "--", "1 2", "9" * 200, "1e999"]
)
def test_what_is_no_number(cell: str) -> None:
    assert read_number(cell) is None


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("5 - Very satisfied", (5, None)),
        ("10 (extremely likely)", (10, None)),
        ("4/5", (4, 5)),
        ("4 out of 5", (4, 5)),
        ("★★★★☆", (4, None)),
        ("0-6 months", None),
        ("very", None),
    ],
)
def test_scores_come_with_words(cell: str, score: tuple[float, float | None] | None) -> None:
    assert read_score(cell) == score


def test_ids_lose_their_thousands_mark() -> None:
    assert read_id("2 553") == read_id("2\xa0553") == "2553"
    assert read_id("TKT 12 A") == "TKT 12 A"


def test_words_for_satisfaction() -> None:
    assert [satisfaction(word) for word in ("Very Satisfied", "zufrieden", "Neutral", "Dissatisfied", "bad")] == [
        5, 4, 3, 2, 1,
    ]  # fmt: skip
    assert satisfaction("Very Safe") is None


def test_words_for_yes_and_no() -> None:
    assert [yes_or_no(word) for word in ("Sim", "Não", "TRUE", "nein", "maybe")] == [
        1,
        0,
        1,
        0,
        None,
    ]


def test_an_answer_must_be_on_its_measures_scale() -> None:
    csat, nps = find_measure("csat"), find_measure("nps")
    assert [read_answer(csat, cell) for cell in ("5.0", "Satisfied", "NA", "Offered")] == [
        5,
        4,
        None,
        None,
    ]
    for measure, cell in (
        (csat, "6"),
        (csat, "4,5"),
        (csat, "4/10"),
        (nps, "11"),
        (nps, "Yes"),
        (nps, "-1"),
    ):
        with pytest.raises(Unreadable, match="is not a whole number from"):
            read_answer(measure, cell)
    with pytest.raises(Unreadable, match="is not yes or no"):
        read_answer(find_measure("solved-it"), "perhaps")


@given(st.text(max_size=60) | st.from_regex(r"[\d.,' %/+e-]{1,30}", fullmatch=True))
def test_any_text_is_a_number_or_none(text: str) -> None:
    style = settle_numbers([text])
    for value in (read_number(text, style), (read_score(text, style) or (None,))[0]):
        assert value is None or value == value
