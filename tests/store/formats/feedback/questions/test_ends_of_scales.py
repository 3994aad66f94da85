"""What a name says of one end of its scale, in words that are read and in others."""

from __future__ import annotations

import pytest

from store.formats.feedback.scales import has_unread_ends, stated_scale
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
