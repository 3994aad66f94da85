"""Scales that a file tells above its table, under it, in a row of notes or in a column beside it."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from store.formats.feedback.columns import lowest_is_best
from store.formats.feedback.proposals import ColumnProposal, Proposal, propose
from store.formats.feedback.scales import label_ends
from store.formats.tabular.tables import read_table
from store.formats.tabular.workbooks import SeveralSheets
from tests.store.formats.tabular.made_workbooks import Cell, at, xlsx

TODAY = date(2026, 12, 1)
ROWS = "03.11.2026;1;a\n04.11.2026;1;b\n05.11.2026;2;c\n06.11.2026;5;d\n07.11.2026;2;e\n"
HEADER = "Datum;Bewertung;Kommentar\n"


def proposed(text: str) -> Proposal:
    return propose(text.encode(), today=TODAY)


def only(text: str) -> ColumnProposal:
    (column,) = proposed(text).columns
    return column


BOTH_ENDS = [
    "1 = nöjd, 5 = missnöjd",
    "Skala: 1 = sehr zufrieden, 5 = sehr unzufrieden",
    "Legende: 1 = sehr gut, 5 = sehr schlecht",
    "Bewertung: 1 = sehr gut ... 5 = mangelhaft",
    "Sehr gut (1) bis ungenügend (5)",
    "Scale: 1 = best, 5 = worst",
    "1 (very satisfied) to 5 (very dissatisfied)",
    "1 - excellent / 5 - terrible",
    "1 is best and 5 is worst",
    "Échelle : 1 = très satisfait, 5 = très insatisfait",
    "1 = meilleure note, 5 = pire note",
    "Escala: 1 = muy satisfecho, 5 = muy insatisfecho",
    "1 = la mejor, 5 = la peor",
    "Escala: 1 = muito satisfeito, 5 = muito insatisfeito",
    "1 = melhor, 5 = pior",
    "Scala: 1 = molto soddisfatto, 5 = molto insoddisfatto",
    "1 = migliore, 5 = peggiore",
    "Schaal: 1 = zeer tevreden, 5 = zeer ontevreden",
    "Skala: 1 – bardzo zadowolony, 5 – bardzo niezadowolony",
    "1 = najlepsza ocena, 5 = najgorsza ocena",
]


@pytest.mark.parametrize("said", BOTH_ENDS)
@pytest.mark.parametrize(
    "put",
    [
        lambda said: f"{said}\n\n{HEADER}{ROWS}",
        lambda said: f"Umfrage November\n{said};;\n{HEADER}{ROWS}",
        lambda said: f"{HEADER}{ROWS}\n{said};;\n",
        lambda said: f"{HEADER};{said};\n{ROWS}",
        lambda said: f"{HEADER}Tag;{said};Freitext\n{ROWS}",
        lambda said: f"Datum;Bewertung;Kommentar;{said}\n{ROWS.replace(chr(10), ';' + chr(10))}",
        lambda said: f"{HEADER.strip()};Hinweis\n" + ROWS.replace("\n", f";{said}\n"),
    ],
    ids=["above", "in a preamble", "below", "second row", "row of notes", "empty column", "column"],
)
def test_both_ends_told_outside_the_header_turn_the_answers(said: str, put: object) -> None:
    assert callable(put)
    text = put(said)
    column = only(text)
    assert (column.measures, column.value, column.asks_best) == (("csat",), 0.8, False)


def test_steps_that_stand_each_on_a_line_are_one_scale() -> None:
    steps = "1;sehr gut;\n2;gut;\n3;mittel;\n4;schlecht;\n5;sehr schlecht;\n"
    assert only(f"Legende;;\n{steps}\n{HEADER}{ROWS}").value == 0.8
    assert only(f"{HEADER}{ROWS}\n{steps}").value == 0.8


def test_a_row_of_steps_is_not_taken_for_the_header() -> None:
    assert only(f"1 = sehr gut;3 = mittel;5 = schlecht\n{HEADER}{ROWS}").value == 0.8


SCORES = ((2, 1), (3, 1), (4, 2), (5, 5), (6, 1), (7, 2))
ROWS_OF_SHEET: list[list[Cell]] = [[at(2026, 11, day), score] for day, score in SCORES]


@pytest.mark.parametrize(
    "said", ["Scale: 1 to 4", "Skala 1-4", "1 = very unhappy, 4 = very happy", "Scale of 1 to 9"]
)
def test_a_scale_that_is_told_to_end_elsewhere_is_no_csat(said: str) -> None:
    proposal = proposed(f"{said}\n\nDatum;Bewertung;Filiale\n03.11.2026;4;A\n04.11.2026;1;B\n")
    assert proposal.columns == ()
    assert f"its scale is 1 to {said[-1] if said[-1].isdigit() else 4}" in proposal.reason


ANSWERS: list[list[Cell]] = [["Date", "Satisfaction"], *ROWS_OF_SHEET]
LEGENDS: list[list[list[Cell]]] = [
    [["1 = very satisfied, 5 = very dissatisfied"]],
    [["Value", "Meaning"], [1, "very satisfied"], [3, "neutral"], [5, "very dissatisfied"]],
    [["very satisfied", 1], ["very dissatisfied", 5]],
    [["Legend"], ["Scale: 1 (best) to 5 (worst)"]],
    [["1=sehr zufrieden"], ["2=zufrieden"], ["5=sehr unzufrieden"]],
    [
        ["Question", "Value", "Meaning"],
        ["Satisfaction", 1, "very satisfied"],
        ["Satisfaction", 5, "very dissatisfied"],
        ["Recommend", 0, "not at all likely"],
        ["Recommend", 10, "very likely"],
    ],
]


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_legend_on_another_sheet_turns_the_answers(legend: list[list[Cell]]) -> None:
    for sheets in ({"A": ANSWERS, "Legend": legend}, {"Legend": legend, "A": ANSWERS}):
        (column,) = propose(xlsx(sheets), today=TODAY).columns
        assert (column.value, column.asks_best) == (pytest.approx(5 / 6), False)


@pytest.mark.parametrize("legend", [[["School grades"]], [["1 = rahul"], ["5 = rahulolematu"]]])
def test_what_another_sheet_does_not_tell_for_sure_is_asked(legend: list[list[Cell]]) -> None:
    (column,) = propose(xlsx({"A": ANSWERS, "Notes": legend}), today=TODAY).columns
    assert column.asks_best


def test_two_sheets_of_answers_are_still_asked_about() -> None:
    with pytest.raises(SeveralSheets):
        propose(xlsx({"A": ANSWERS, "B": ANSWERS}), today=TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "Schulnoten",
        "Bewertung nach Schulnoten",
        "School grades",
        "Notes scolaires",
        "Notas escolares",
        "Calificaciones escolares",
        "Voti scolastici",
        "Schoolcijfers",
        "Oceny szkolne",
        "1 ist die beste Note",
        "1 = best",
        "Lower is better",
        "Niedriger ist besser",
        "1 = rahul, 5 = rahulolematu",
    ],
)
def test_what_is_told_of_one_end_or_in_unknown_words_is_asked(said: str) -> None:
    assert only(f"{said}\n\n{HEADER}{ROWS}").asks_best
    assert only(f"{HEADER}{ROWS}\n{said};;\n").asks_best


@pytest.mark.parametrize(
    "said",
    [
        "Skala: 1 = sehr unzufrieden, 5 = sehr zufrieden",
        "5 = best, 1 = worst",
        "Skala 1 bis 5",
        "Report 1: Customer satisfaction very good",
        "Page 1 of 5",
        "Top 5 best rated stores",
        "Umfrage 2026-11",
        "NPS: 0 = not at all likely, 10 = extremely likely",
    ],
)
def test_what_says_nothing_of_a_turned_scale_changes_nothing(said: str) -> None:
    column = only(f"{said}\n\n{HEADER}{ROWS}")
    assert (column.value, column.asks_best) == (0.2, False)


def test_scales_that_contradict_each_other_are_asked() -> None:
    said = "A: 1 = sehr gut, 5 = sehr schlecht\nB: 1 = sehr schlecht, 5 = sehr gut\n"
    assert only(f"{said}\n{HEADER}{ROWS}").asks_best


def test_a_scale_of_another_question_is_not_taken() -> None:
    said = "Zufriedenheit: 1 = sehr zufrieden, 5 = sehr unzufrieden"
    header = "Datum;Zufriedenheit;Weiterempfehlung\n"
    rows = "03.11.2026;1;9\n04.11.2026;1;10\n05.11.2026;2;9\n06.11.2026;5;0\n07.11.2026;2;7\n"
    figures = {each.measures: each.value for each in proposed(f"{said}\n{header}{rows}").columns}
    assert figures == {("csat",): 0.8, ("nps",): 40}


def test_the_names_own_words_win() -> None:
    named = HEADER.replace("Bewertung", "Bewertung (1 = schlecht, 5 = sehr gut)")
    assert only(f"Legende: 1 = sehr gut, 5 = sehr schlecht\n{named}{ROWS}").value == 0.2


@pytest.mark.parametrize(
    ("said", "ends"),
    [("Skala: 0-10", "0 to 10"), ("Scale: 1 to 7", "1 to 7"), ("Escala: de 1 a 10", "1 to 10")],
)
def test_a_told_scale_that_goes_further_is_no_csat(said: str, ends: str) -> None:
    found = proposed(f"{said}\n\n{HEADER}{ROWS}")
    assert found.columns == ()
    assert f"its scale is {ends}" in found.reason


def test_a_score_under_a_silent_name_is_turned_too() -> None:
    table = read_table(f"Scale: 1 = best, 5 = worst\nDate;Score;Note\n{ROWS}".encode())
    assert lowest_is_best(table, 1) is True


@pytest.mark.parametrize("text", ["x" * 400, "5 " + "ab " * 100 + "=", "x y " * 90 + "= z"])
def test_a_long_text_is_looked_through_at_once(text: str) -> None:
    began = process_time()
    label_ends(text)
    assert process_time() - began < 1
