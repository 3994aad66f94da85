"""Numbers that mean no answer: said by the question, or standing alone beyond its scale."""

from __future__ import annotations

from datetime import date

import pytest

from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.formats.feedback.feedback import read_feedback
from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.rows.feedback_table import feedback_table

TODAY = date(2026, 12, 1)


def survey(name: str, cells: str) -> bytes:
    rows = "".join(f"2026-11-02;{cell}\n" for cell in cells.split())
    return f"Date;{name}\n{rows}".encode()


def look(name: str, cells: str) -> Proposal:
    return propose(survey(name, cells), today=TODAY)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("How satisfied are you? (1 = very dissatisfied, 5 = very satisfied, 9 = don't know)", 9),
        ("Wie zufrieden sind Sie? (1 = sehr unzufrieden, 5 = sehr zufrieden, 9 = weiß nicht)", 9),
        ("Zufriedenheit (1-5, 6 = kann ich nicht beurteilen)", 6),
        ("Zufriedenheit (1-5, 0: keine Angabe)", 0),
        ("Overall satisfaction (1-5, 6 = cannot judge)", 6),
        ("Satisfaction (1 à 5, 8 = sans avis)", 8),
        ("Satisfacción (1 = muy insatisfecho, 5 = muy satisfecho, 9 = no sabe)", 9),
        ("Satisfacción (1-5, 99 = NS/NC)", 99),
        ("Satisfação (1-5, não sei = 9)", 9),
        ("Soddisfazione (1-5, 7 = non so)", 7),
        ("Tevredenheid (1-5, 9 = weet niet)", 9),
        ("Zadowolenie (1-5, 9 = nie wiem)", 9),
    ],
)
def test_what_a_question_calls_no_answer_is_none(name: str, code: int) -> None:
    (column,) = look(name, f"5 4 {code} 1 5 {code} {code} 2").columns
    assert (column.measures, column.n, column.rejected, column.blank) == (("csat",), 5, 0, 3)
    assert column.value == pytest.approx(3 / 5)


def test_nor_is_it_an_end_of_the_scale() -> None:
    name = "How easy was it? (1 = very difficult, 5 = very easy, 6 = not applicable)"
    (column,) = look(name, "5 4 6 1 5").columns
    assert (column.measures, column.n) == (("ces-ease-5",), 4)
    (column,) = look(
        "NPS (0 = not at all likely, 10 = very likely, 11 = don't know)", "0 10 11 9"
    ).columns
    assert (column.measures, column.n) == (("nps",), 3)


def test_a_step_of_the_scale_is_an_answer_whatever_it_is_called() -> None:
    (column,) = look("Satisfaction (1-5, 3 = not sure)", "5 3 1 3 4").columns
    assert column.n == 5


def test_a_question_in_any_language_is_offered_without_what_is_no_answer() -> None:
    name = "Hur nöjd är du? (9 = vet ej)"
    assert f'say --column "{name}=csat"' in look(name, "5 4 9 1 5 9 9 2").reason


def test_a_question_that_tells_its_ends_is_taken_without_what_is_no_answer() -> None:
    name = "Hur nöjd är du? (1 = mycket missnöjd, 5 = mycket nöjd, 9 = vet ej)"
    (column,) = look(name, "5 4 9 1 5 9 9 2").columns
    assert (column.measures, column.n, column.value) == (("csat",), 5, 0.6)


@pytest.mark.parametrize("name", ["Satisfaction", "Score", "Zufriedenheit", "Hur gick det?"])
@pytest.mark.parametrize("code", [8, 9])
def test_a_number_alone_beyond_five_is_left_out_by_the_line_that_is_offered(
    name: str, code: int
) -> None:
    cells = f"5 4 {code} 1 5 {code} {code} 2 4 {code}"
    reason = look(name, cells).reason
    assert f'say --column "{name}=csat" --unread skip' in reason
    assert "care measure add" not in reason and "nps" not in reason
    file = read_feedback(
        feedback_table(survey(name, cells)),
        measure=find_measure("csat"),
        column=name,
        team_id="t1",
        stage=Stage.CONNECT,
        today=TODAY,
    )
    assert sorted(row.value for row in file.rows) == [1, 2, 4, 4, 5, 5]


def test_satisfaction_of_six_steps_is_not_offered_as_ease() -> None:
    assert "ces-ease" not in look("Satisfaction", "5 4 6 1 5 6 6 2").reason
    assert "ces-ease" in look("Rating", "5 4 6 1 5 6 6 2").reason


@pytest.mark.parametrize(("bad", "good"), [("Bad", "Great"), ("Schlecht", "Gut")])
def test_words_beside_a_short_scale_are_offered_before_its_numbers(bad: str, good: str) -> None:
    rows = f"1;{bad} 3;{good} 2;OK 1;{bad} 3;{good}"
    reason = look("Score;Score label", rows).reason
    assert 'say --column "Score label=csat"' in reason
    assert '"Score=csat"' not in reason
