"""Files without a header line, whose first row is an answer, and headers that only look like one."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose
from store.formats.tabular.tables import read_table

ANSWERED = """fully met,excellent,very kind,10,31,Woman,20261108175041
partly met,good,polite,7,18,Man,20261108175119
fully met,excellent,very kind,5,20,Woman,20261108183353
not met,bad,rude,2,44,Man,20261108200244
"""


@pytest.mark.parametrize(
    "text",
    [
        ANSWERED,
        "Satisfied,Yes,Quick and kind\nUnhappy,No,It took too long\nSatisfied,No,Fine\nNeutral,Yes,Good\n",
        "Ann,5,4,5\nBob,3,2,1\nCy,4,4,2\nDee,5,1,1\n",
        "Yes,09:30\nNo,10:15\nYes,11:20\nNo,12:05\n",
        "Woman,31,Quick\nMan,18,Slow\nMan,44,Fine\nWoman,52,Kind\n",
        "Yes,Very good,Woman\nNo,Good,Man\nNo,Very good,Man\nYes,Bad,Woman\nYes,Very good,Woman\n",
    ],
)  # fmt: skip
def test_a_first_row_of_answers_is_no_header(text: str) -> None:
    table = read_table(text.encode())
    assert table.headless
    assert [row.line for row in table.rows] == list(range(1, text.count("\n") + 1))
    proposal = propose(text.encode(), today=date(2026, 12, 1))
    assert proposal.reason.startswith("The file has no header line")


@pytest.mark.parametrize(
    "text",
    [
        # numbers, years and steps of a scale are names
        "Region,2024,2025,2026\nNorth,5,6,7\nSouth,4,2,1\nEast,2024,2,3\nWest,1,1,2026\n",
        "Question,1,2,3,4,5\nWas it quick?,0,2,3,1,9\nWas it kind?,1,2,3,4,5\nFine?,0,0,1,4,8\nGood?,1,1,1,1,1\n",
        "Question,5,4,3,2,1\nWas it quick?,0,2,3,1,9\nWas it kind?,1,2,3,4,5\nFine?,0,0,1,4,8\nGood?,1,1,1,1,1\n",
        # one column alone
        "Yes\nNo\nYes\nNo\nYes\n",
        "Feedback\nFeedback\nBug\nIdea\n",
        # one column that its values name too, beside words
        "Type,Feedback\nBug,It hangs\nFeedback,Feedback\nIdea,Make it blue\nBug,It fails\n",
        # columns of options, which repeat their names
        "Email,Phone,Chat,Other\nEmail,,,\n,Phone,,Other\nEmail,,Chat,A letter\n,Phone,Chat,By fax\n",
        "Email,Phone,Chat\nEmail,No,No\nNo,Phone,No\nEmail,No,Chat\nNo,Phone,Chat\n",
        "Name,Email,Phone\nAnn,Email,0\nBob,0,Phone\nCy,Email,Phone\nDee,0,0\n",
        "Email,Email,Phone,Phone\nEmail,No,Phone,No\nNo,Email,No,Phone\nNo,No,No,No\nEmail,Email,No,No\n",
        # a header that is repeated, whole or but for a cell
        "Rating,Mood,Words\nGood,Calm,Fine\nRating,Mood,Words\nBad,Cross,Slow\nGood,Calm,Kind\n",
        "Date,Score,Words\n2026-11-01,5,Fine\nDate,Score,Words here\n2026-11-02,4,Slow\n2026-11-03,1,Kind\n",
        # names over numbers
        "Yes,Good,Age\nYes,Good,31\nNo,Bad,40\nNo,Good,22\nYes,Bad,18\n",
        # too few rows to tell
        "Yes,Good\nYes,Bad\nNo,Good\n",
    ],
)  # fmt: skip
def test_a_header_that_looks_like_an_answer_stays_one(text: str) -> None:
    table = read_table(text.encode())
    assert not table.headless
    first = text.splitlines()[0].split(",")
    assert [name.split(" (")[0] for name in table.header] == first
