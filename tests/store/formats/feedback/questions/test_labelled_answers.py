"""Numbers with their words, before or behind them, are read together; so are help desks' words."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import ColumnProposal, propose
from store.formats.tabular.numbers import read_score, settle_numbers

TODAY = date(2026, 12, 1)


def only(question: str, cells: list[str]) -> ColumnProposal:
    rows = "".join(f'2026-11-02,"{cell}"\n' for cell in cells)
    (column,) = propose(f'Date,"{question}"\n{rows}'.encode(), today=TODAY).columns
    return column


@pytest.mark.parametrize(
    ("most", "least"),
    [
        ("Extremely likely - 10", "Not at all likely - 0"),
        ("10 - Extremely likely", "0 - Not at all likely"),
        ("Extremely likely – 10", "Not at all likely – 0"),
        ("Extremely likely (10)", "Not at all likely (0)"),
        ("Extremely likely: 10", "Not at all likely: 0"),
        ("Extremely likely 10/10", "Not at all likely 0/10"),
        ("10 = sehr wahrscheinlich", "0 = unwahrscheinlich"),
        ("sehr wahrscheinlich = 10", "unwahrscheinlich = 0"),
        ("Très probable 10", "Pas du tout 0"),
    ],
)
def test_every_answer_with_words_is_read_as_its_number(most: str, least: str) -> None:
    column = only(
        "How likely are you to recommend us?", [most, most, "9", "8", "7", "3", least, ""]
    )
    assert (column.n, column.rejected, column.blank) == (7, 0, 1)
    assert column.value == pytest.approx(100 * (3 - 2) / 7)


@pytest.mark.parametrize(
    ("cells", "figure"),
    [
        (["Very satisfied (5)", "4", "3", "Very dissatisfied (1)"], 0.5),
        (["5 (very satisfied)", "4", "3", "1 (very dissatisfied)"], 0.5),
        (["Very satisfied - 1", "2", "Very satisfied - 1", "Very dissatisfied - 5"], 0.75),
        (["sehr zufrieden: 1", "2", "1", "sehr unzufrieden: 5"], 0.75),
    ],
)
def test_which_end_is_best_is_told_by_words_on_either_side(cells: list[str], figure: float) -> None:
    assert only("How satisfied are you?", cells).value == figure


@pytest.mark.parametrize(
    "cells",
    [["Room 5", "Room 6"], ["likely - 9", "likely - 10"], ["Extremely likely - 10", "dunno"], ["a 1", "b 99"]],
)  # fmt: skip
def test_words_with_numbers_that_make_no_scale_are_read_as_none(cells: list[str]) -> None:
    style = settle_numbers(cells)
    assert not style.labelled
    assert read_score(cells[0], style) is None


@pytest.mark.parametrize(
    ("name", "good", "bad", "offered"),
    [
        ("Zufriedenheitsbewertung", "Gut", "Schlecht", "Angeboten"),
        ("Zufriedenheitsbewertung", "Gut mit Kommentar", "Schlecht mit Kommentar", "Nicht angeboten"),
        ("Évaluation de la satisfaction", "Bonne", "Mauvaise", "Proposée"),
        ("Valoración de satisfacción", "Buena", "Mala", "Ofrecida"),
        ("Avaliação de satisfação", "Boa", "Ruim", "Oferecida"),
        ("Valutazione della soddisfazione", "Buona", "Cattiva", "Offerta"),
        ("Tevredenheidsbeoordeling", "Goed", "Slecht", "Aangeboden"),
        ("Ocena zadowolenia", "Dobra", "Zła", "Zaoferowano"),
    ],
)  # fmt: skip
def test_help_desks_good_and_bad_are_read_in_their_languages(
    name: str, good: str, bad: str, offered: str
) -> None:
    column = only(name, [good, good, good, bad, offered, offered])
    assert (column.measures, column.n, column.blank, column.value) == (("csat",), 4, 2, 0.75)


def test_plain_good_is_a_step_below_very_good() -> None:
    column = only("Zufriedenheit", ["Sehr gut", "Gut", "Neutral", "Schlecht", "Sehr schlecht"])
    assert (column.n, column.value) == (5, 0.4)
