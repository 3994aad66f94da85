"""What a measure measures, in plain words."""

from __future__ import annotations

import pytest

from store.domain.statistics.measure_words import plain_words
from store.domain.statistics.measures import MEASURES, Measure

GENERAL = ("how many say yes", "how often it happens")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_each_measure_of_ours_has_words_of_its_own(measure: Measure) -> None:
    words = plain_words(measure)
    assert words not in GENERAL
    assert not words.startswith("how many give")
