"""Words for how much effort it took, beside a question for effort and beside others."""

from __future__ import annotations

from datetime import date

import pytest

from screens.importing.key_words import by_keys
from store.formats.feedback.proposals import Proposal, propose
from store.formats.feedback.words.effort_words import effort

TODAY = date(2026, 11, 30)


def found(question: str, *cells: str) -> Proposal:
    rows = [f'2026-10-01,"{cell}"' for cell in cells]
    return propose("\n".join([f'Date,"{question}"', *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("How much effort did it take?", ("Very low", "Low", "Medium", "High", "Very high")),
        ("Customer effort", ("very low effort", "low effort", "moderate effort", "a lot of effort", "very high effort")),
        ("Effort", ("None at all", "A little", "A moderate amount", "A lot", "A great deal")),
        ("Wie hoch war Ihr Aufwand?", ("sehr gering", "niedrig", "mittel", "hoch", "sehr hoch")),
        ("¿Cuánto esfuerzo le costó?", ("muy bajo", "bajo", "medio", "alto", "muy alto")),
    ],
)  # fmt: skip
def test_words_of_effort_are_read_beside_their_question(
    question: str, cells: tuple[str, ...]
) -> None:
    assert [effort(cell) for cell in cells] == [1, 2, 3, 4, 5]
    (column,) = found(question, *cells).columns
    assert (column.measures, column.value, column.rejected) == (("ces-effort-5",), 0.4, 0)


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("Priority", ("Low", "High", "Very high")),
        ("How hard was it?", ("Low", "High", "Very high")),
        ("How satisfied are you?", ("Low", "High", "Very high")),
        ("How much effort did it take?", ("High", "High", "High")),
    ],
)
def test_the_same_words_beside_other_questions_are_not_taken(
    question: str, cells: tuple[str, ...]
) -> None:
    assert found(question, *cells).columns == ()


def test_effort_that_may_be_the_teams_is_asked_about() -> None:
    proposal = found("How would you rate our team's effort?", "Very high", "High", "Low")
    assert proposal.columns == ()
    assert 'say --column "How would you rate our team\'s effort?=ces-effort-5"' in proposal.reason
    assert "--" not in by_keys(proposal.reason)
