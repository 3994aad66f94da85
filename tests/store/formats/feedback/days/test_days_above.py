"""Days that stand only on the first row of a group: asked about, then read downwards or left out."""

from __future__ import annotations

from datetime import date

import pytest

from store.common.errors import Refused
from store.domain.stages import Stage
from store.domain.statistics.measures import find_measure
from store.formats.feedback.days.days_above import rows_above
from store.formats.feedback.feedback import FeedbackFile, read_feedback
from store.formats.feedback.proposals import propose
from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)
MERGED = (
    "Date,CSAT,Comment\n2026-11-02,4,calm\n,5,quick\n,3,slow\n2026-11-05,4,calm\n,2,late\n,1,rude\n"
)


def read(text: str, *, take_day_above: bool | None) -> FeedbackFile:
    return read_feedback(
        feedback_table(text.encode()),
        measure=find_measure("csat"),
        column="CSAT",
        team_id="t",
        stage=Stage.CONNECT,
        today=TODAY,
        date_column="Date",
        take_day_above=take_day_above,
    )


def test_answers_below_a_day_are_asked_about() -> None:
    assert propose(MERGED.encode(), today=TODAY).date_column == "Date"
    with pytest.raises(Refused, match="4 of 6 answers have no day in “Date”") as refused:
        read(MERGED, take_day_above=None)
    assert refused.value.field == "blank_days"


def test_they_have_the_day_above_them_or_are_left_out_as_a_person_says() -> None:
    file = read(MERGED, take_day_above=True)
    assert [row.day.day for row in file.rows] == [2, 2, 2, 5, 5, 5]
    assert (file.without_day, file.problems) == (4, ())
    left = read(MERGED, take_day_above=False)
    assert ([row.day.day for row in left.rows], left.rejected) == ([2, 5], 4)


@pytest.mark.parametrize(
    "text",
    [
        "Date,CSAT\n,4\n2026-11-02,5\n2026-11-03,4\n",
        "Date,CSAT\n2026-11-02,5\n,4\n2026-11-03,4\n",
        "Date,CSAT\n2026-11-02,5\n,\n,\n2026-11-03,4\n",
    ],
    ids=["no day above", "a single one", "no answers"],
)
def test_what_is_no_group_of_rows_is_not_asked(text: str) -> None:
    assert [row.day.day for row in read(text, take_day_above=None).rows] == [2, 3]


def test_no_day_is_taken_from_above_a_row_that_could_not_be_read() -> None:
    table = read_table(b"Date,CSAT\n2026-11-02,5\n2026-11-03,4,x,y,z\n,3\n2026-11-04,4\n,2\n")
    assert [(line, row.cells[0]) for line, row in rows_above(table, (0,)).items()] == [
        (6, "2026-11-04")
    ]
