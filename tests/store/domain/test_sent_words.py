"""The questions that customers are sent: one for each measure they answer on a scale."""

from __future__ import annotations

import pytest

from store.domain.sent_words import QUESTIONS, question_of
from store.domain.statistics.measures import MEASURES, Measure, MeasureKind

ASKED = [each for each in MEASURES if each.kind in (MeasureKind.SCORE, MeasureKind.NPS)]


@pytest.mark.parametrize("measure", ASKED, ids=lambda each: each.key)
def test_a_scale_is_asked_with_both_its_ends(measure: Measure) -> None:
    assert f"from {measure.low:g} (" in question_of(measure.key)
    assert f"to {measure.high:g} (" in question_of(measure.key)


def test_no_two_measures_are_asked_with_the_same_words() -> None:
    assert len(set(QUESTIONS.values())) == len(QUESTIONS)
