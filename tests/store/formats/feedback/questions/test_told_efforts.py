"""An effort whose scale is told is read; of one whose direction is not, only what fits is offered."""

from __future__ import annotations

from datetime import date

import pytest

from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.formats.feedback.feedback import read_feedback
from store.formats.feedback.proposals import ColumnProposal, propose

TODAY = date(2026, 11, 30)


def table(header: str, cells: str, above: str = "") -> bytes:
    rows = [f'2026-10-0{day},"{cell}"' for day, cell in enumerate(cells.split(";"), 1)]
    return "\n".join([*([above, ""] if above else []), f'Date,"{header}"', *rows, ""]).encode()


def only(header: str, cells: str, above: str = "") -> ColumnProposal:
    (column,) = propose(table(header, cells, above), today=TODAY).columns
    return column


@pytest.mark.parametrize(
    ("header", "measure", "figure"),
    [
        ("How much effort was it? (1 = very low effort, 5 = very high effort)", "ces-effort-5", 0.5),
        ("How much effort was it? (1 = very high effort, 5 = very low effort)", "ces-ease-5", 1 / 3),
        ("Effort from 1 (very little effort) to 5 (a great deal of effort)", "ces-effort-5", 0.5),
        ("Customer effort (1 = very easy, 5 = very difficult)", "ces-effort-5", 0.5),
        ("Customer effort (1 = very difficult, 5 = very easy)", "ces-ease-5", 1 / 3),
        ("How difficult was it? (1 = very easy, 5 = very difficult)", "ces-effort-5", 0.5),
        ("How difficult was it? (1 = very difficult, 5 = very easy)", "ces-ease-5", 1 / 3),
        ("Wie hoch war Ihr Aufwand? (1 = sehr gering, 5 = sehr hoch)", "ces-effort-5", 0.5),
        ("Effort fourni (1 = très peu d'effort, 5 = énormément d'effort)", "ces-effort-5", 0.5),
        ("¿Cuánto esfuerzo? (1 = muy poco esfuerzo, 5 = muchísimo esfuerzo)", "ces-effort-5", 0.5),
        ("Esforço (1 = muito pouco, 5 = muito alto)", "ces-effort-5", 0.5),
    ],
)  # fmt: skip
def test_an_effort_is_read_by_what_its_ends_are_called(
    header: str, measure: str, figure: float
) -> None:
    column = only(header, "1;2;5;1;3;4")
    assert (column.measures, column.value) == ((measure,), pytest.approx(figure))
    read = read_feedback(
        table(header, "1;2;5;1;3;4"), measure=find_measure(measure), column=header, team_id="t",
        stage=Stage.ASSIST, today=TODAY, date_column="Date",
    )  # fmt: skip
    assert [row.value for row in read.rows] == [1, 2, 5, 1, 3, 4]


def test_ends_of_seven_are_read_as_seven() -> None:
    column = only("Effort (1 = very low, 7 = very high)", "1;2;7;1;3;4")
    assert (column.measures, column.value) == (("ces-effort",), pytest.approx(4 / 6))


def test_what_a_line_above_or_the_answers_themselves_tell_counts_too() -> None:
    above = "Scale: 1 = very low effort, 5 = very high effort"
    assert only("Customer effort", "1;2;5;1;3;4", above).measures == ("ces-effort-5",)
    cells = "1 - Very low effort;2;5 - Very high effort;3;2;4"
    assert only("Customer effort (1-5)", cells).measures == ("ces-effort-5",)


@pytest.mark.parametrize(
    ("header", "offers"),
    [
        ("Customer effort (1-5)", {"ces-effort-5", "ces-ease-5"}),
        ("Customer effort (1-7)", {"ces-effort", "ces-ease"}),
        ("How easy was it? (1-5)", {"ces-effort-5", "ces-ease-5"}),
        ("How hard was it? (1-7)", {"ces-effort", "ces-ease"}),
        ("I had to make much effort (1 = strongly disagree, 5 = strongly agree)", {"ces-effort-5", "ces-ease-5"}),
        ("Effort of our team (1 = very low, 5 = very high)", {"ces-effort-5", "ces-ease-5"}),
    ],
)  # fmt: skip
def test_what_may_be_either_way_is_offered_on_its_own_scale(header: str, offers: set[str]) -> None:
    column = only(header, "1;2;5;1;3;4")
    assert (set(column.measures), column.value) == (offers, None)
