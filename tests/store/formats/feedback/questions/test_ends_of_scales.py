"""What a name says of one end of its scale, in words that are read and in others."""

from __future__ import annotations

import pytest

from store.formats.feedback.columns import judge_column
from store.formats.feedback.scales import has_unread_ends, is_good, stated_scale
from store.formats.tabular.no_answer_codes import no_answer_codes, without_no_answer


@pytest.mark.parametrize(
    "end",
    ["nejlepší", "najlepsze", "najlepiej", "najlepšie", "paras", "bäst", "bedst", "best", "am besten", "meilleur"],
)  # fmt: skip
def test_where_one_is_the_best_the_scale_is_turned(end: str) -> None:
    assert stated_scale(f"Ocena (1-5, 1 = {end})").best_low is True
    assert stated_scale(f"Ocena (1-5, 5 = {end})").best_low is False


@pytest.mark.parametrize(
    "end", ["nejhorší", "najgorzej", "huonoin", "sämst", "dårligst", "minimum"]
)
def test_where_one_is_the_worst_it_is_not(end: str) -> None:
    assert stated_scale(f"Ocena (1-5, 1 = {end})").best_low is False


def test_one_end_in_a_word_that_cannot_be_read_is_open() -> None:
    assert has_unread_ends("Értékelés (1-5, 1 = zseniális)")
    assert not has_unread_ends("Rating (1-5, 5 = best)")
    assert not has_unread_ends("Rating (1-5, 0 = no answer)")


@pytest.mark.parametrize("name", ["nps na (0-10)", "nps na (0 til 10)", "no opinion (1 - 5)"])
def test_a_scale_after_words_for_no_answer_is_no_code(name: str) -> None:
    assert no_answer_codes(name) == frozenset()
    assert without_no_answer(name) == name


def test_a_code_after_words_for_no_answer_is_one() -> None:
    assert no_answer_codes("rating (1-5), not applicable = 9") == {9}
    assert no_answer_codes("rating, n/a (0)") == {0}


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("Hvor let var det at få løst dit problem? (1 = meget svært, 7 = meget let)", "ces-ease"),
        ("Hur nöjd är du med kundtjänsten? (1 = mycket missnöjd, 5 = mycket nöjd)", "csat"),
    ],
)
def test_northern_questions_that_tell_both_ends_are_taken(name: str, measure: str) -> None:
    high = 7 if measure == "ces-ease" else 5
    judgement = judge_column(name, "", [str(number % high + 1) for number in range(20)])
    assert judgement is not None
    assert (judgement.measures, judgement.asks_best) == ((measure,), False)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("insufficiente", "eccellente"), ("scarso", "ottimo"), ("insuficiente", "excelente"), ("péssimo", "ótimo"),
        ("dårlig", "meget god"), ("dålig", "utmärkt"), ("onvoldoende", "uitstekend"), ("słaba", "doskonała"), ("hrozné", "výborné"),
        ("ungenügend", "sehr gut"), ("mauvais", "parfait"), ("huono", "erinomainen"),
    ],
)  # fmt: skip
def test_the_ends_of_a_scale_are_known_in_each_language(bad: str, good: str) -> None:
    assert (is_good(bad), is_good(good)) == (False, True)
