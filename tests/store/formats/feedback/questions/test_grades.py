"""Grades: which end is best is said by the file, else both lines stand there; they are never NPS."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.columns import best_is_open
from store.formats.feedback.proposals import propose
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.scales import is_grade

TODAY = date(2026, 12, 1)
DOWN = "--better down --threshold 3"


def reason(name: str, grades: str, above: str = "") -> str:
    rows = "".join(f"2026-11-02;{grade};\n" for grade in grades.split())
    return propose(f"{above}Date;{name};Seen\n{rows}".encode(), today=TODAY).reason


@pytest.mark.parametrize(
    "name", ["Note", "Note /10", "Note sur 10", "Nota", "Note du séjour (1-10)"]
)
def test_a_mark_of_ten_is_better_the_higher_it_is(name: str) -> None:
    said = reason(name, "10 9 3 8 6 7 10")
    assert "--better up --threshold 8" in said
    assert DOWN not in said


def test_a_name_says_which_grade_is_best() -> None:
    assert DOWN not in reason("Note (6 = sehr gut, 1 = sehr schlecht)", "6 5 2 4 3 6")
    assert "--better up" not in reason("Note (1 = sehr gut, 6 = ungenügend)", "6 5 2 4 3 1")


def test_a_file_says_which_grade_is_best() -> None:
    above = "Noten wie in der Schule: 1 = sehr gut, 6 = ungenügend;;\n"
    said = reason("Note", "1 2 6 3 4 1", above)
    assert DOWN in said and "--better up" not in said and "nps" not in said


@pytest.mark.parametrize("name", ["Note", "Grade"])
def test_both_ends_are_offered_where_nothing_says_it(name: str) -> None:
    said = reason(name, "6 5 2 4 3 6")
    assert "where 1 is the best, or" in said and "--better up --threshold 5" in said
    assert "where 6 is." in said and "nps" not in said


def test_the_whole_is_named_before_its_parts() -> None:
    for name in ("Nota media", "Overall score", "Puntuación general"):
        rows = "2026-11-02;7;8.5\n2026-11-03;9;9.5\n2026-11-04;3;4\n"
        said = propose(f"Date;Nota;{name}\n{rows}".encode(), today=TODAY).reason
        assert f"“{name}” holds" in said


@pytest.mark.parametrize("name", ["Gesamtnote", "Endnote", "Schulnote", "Ihre Gesamtnote für uns"])
def test_a_grade_of_the_whole_is_asked_which_end_is_best(name: str) -> None:
    rows = "".join(f"2026-11-02;{grade}\n" for grade in "125431")
    (found,) = propose(f"Datum;{name}\n{rows}".encode(), today=TODAY).columns
    assert (found.measures, found.asks_best, found.value) == (("csat",), True, None)


@pytest.mark.parametrize(
    "name", ["Servicenote", "Zufriedenheitsnote", "Zensur", "Durchschnittsnote", "Známka", "Note"]
)
def test_further_grades_are_asked_once_they_are_taken(name: str) -> None:
    rows = "".join(f"2026-11-02;{grade}\n" for grade in "125431")
    table = feedback_table(f"Datum;{name}\n{rows}".encode(), "")
    assert best_is_open(table, 1)


@pytest.mark.parametrize(
    "name", ["Gesamtbewertung", "Keynote", "Footnote", "Bewertung", "Note sur 10", "Kundennotiz"]
)
def test_ratings_and_other_notes_are_no_grades(name: str) -> None:
    assert not is_grade(name)


def test_a_rating_of_the_whole_stays_a_rating() -> None:
    rows = "".join(f"2026-11-02;{grade}\n" for grade in "125431")
    (found,) = propose(f"Datum;Gesamtbewertung\n{rows}".encode(), today=TODAY).columns
    assert (found.measures, found.asks_best) == (("csat",), False)


def test_grades_to_six_in_a_compound_are_led_to_both_ends() -> None:
    said = reason("Gesamtnote", "6 5 2 4 3 6")
    assert DOWN in said and "--better up --threshold 5" in said and "nps" not in said


@pytest.mark.parametrize(("name", "high"), [("Note /20", 20), ("Score out of 100", 100)])
def test_a_grade_of_a_longer_scale_is_named_with_its_lines(name: str, high: int) -> None:
    cells = [str(high * part // 20) for part in (15, 12, 20, 7, 9, 18)]
    rows = [f"2026-10-0{day};{cell}" for day, cell in enumerate(cells, 1)]
    reason = propose("\n".join([f"Date;{name}", *rows, ""]).encode(), today=TODAY).reason
    assert f"--kind score --better up --threshold {high * 4 // 5}, then" in reason


@pytest.mark.parametrize(
    "legend",
    [
        "Schulnoten: 1 = sehr gut … 6 = ungenügend",
        "1 = sehr gut, 6 = ungenügend",
        "Schulnoten von 1 (sehr gut) bis 6 (ungenügend)",
    ],
)
def test_the_line_for_grades_whose_legend_stands_above_counts_the_low_ones(legend: str) -> None:
    rows = [f"2026-10-0{1 + at},{at + 1}" for at in range(6)] * 2
    text = "\n".join([f"{legend},", "Datum,Gesamtzufriedenheit", *rows, ""])
    reason = propose(text.encode(), today=date(2026, 11, 30)).reason
    assert "--better down --threshold 3" in reason
    assert "--better up" not in reason


def test_grades_that_the_file_tells_of_get_the_lines_of_a_measure_for_them() -> None:
    note = "Bewertung nach Schulnoten: 1 = sehr gut … 6 = ungenügend"
    rows = "".join(f"2026-10-{at + 1:02},{(1, 2, 2, 5, 3)[at % 5]}\n" for at in range(15))
    found = propose(f"{note}\n\nDatum,Gesamtnote\n{rows}".encode(), today=TODAY)
    assert "=csat" not in found.reason
    assert "--kind score --better down --threshold 3" in found.reason
