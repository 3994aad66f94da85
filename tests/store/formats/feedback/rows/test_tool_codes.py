"""A help desk's codes for its customers' ratings are read as what it calls them, and told."""

from __future__ import annotations

import pytest

from store.formats.feedback.rows.feedback_table import feedback_table
from store.formats.feedback.rows.tool_codes import tool_codes_note


def test_help_scouts_best_rating_is_one() -> None:
    table = feedback_table(b"ratingId,ratingComments\n1,fast\n2,\n3,slow\n1,\n")
    assert table.column(0) == ["Great", "Okay", "Not good", "Great"]
    assert tool_codes_note(table, "ratingId") == (
        "In “ratingId” 1 as “Great”, 2 as “Okay” and 3 as “Not good” are read, as Help Scout writes them."
    )


def test_freshdesks_ratings_go_below_nought() -> None:
    table = feedback_table(
        b'[{"survey_id":1,"ratings":{"default_question":103}},{"survey_id":1,"ratings":{"default_question":-102}}]'
    )
    assert table.column(table.index("ratings.default_question")) == [
        "Extremely happy",
        "Very unhappy",
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"ratingId,product\n1,a\n2,b\n3,c\n",
        b"ratingId,ratingComments\n1,a\n4,b\n",
        b"rating,ticket_id\n100,1\n5,2\n",
    ],
)
def test_other_numbers_stay_as_they_are(text: bytes) -> None:
    table = feedback_table(text)
    assert all(cell.isdecimal() for cell in table.column(0))
    assert tool_codes_note(table, table.header[0]) == ""
