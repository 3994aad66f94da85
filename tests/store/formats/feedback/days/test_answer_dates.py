"""The rank of a date column by its name."""

from __future__ import annotations

import pytest

from store.formats.feedback.days.day_names import Rank, rank_of


@pytest.mark.parametrize(
    "name",
    [
        "Slutdatum",
        "Slutdato",
        "Slut tid",
        "End Date",
        "Sluttdato",
        "Slutttid",
        "Sluttidspunkt",
        "Svarsdatum",
        "Svardato",
        "Dato fullført",
        "Besvart",
        "Besvaret den",
        "Inskickat",
        "Indsendt",
        "Avsluttet",
    ],
)
def test_the_day_of_finishing_dates_answers_in_the_north_too(name: str) -> None:
    assert rank_of(name) is Rank.ANSWERED
