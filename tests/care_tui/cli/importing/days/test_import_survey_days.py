"""The day of an answer among the days that survey tools write beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

IMPORT = ("import", "feedback")
DAYS = range(5, 17)


@pytest.mark.parametrize(
    ("begun", "sent"),
    [
        ("Godzina rozpoczęcia", "Godzina ukończenia"),
        ("Ora di inizio", "Ora di completamento"),
        ("Begintijd", "Tijd van voltooien"),
        ("Aloitusaika", "Lopetusaika"),
        ("開始時刻", "完了時刻"),
        ("Hasiera ordua", "Amaiera ordua"),
    ],
)
def test_a_form_filled_in_over_midnight_counts_on_the_day_it_was_sent(
    care: Any, file: Callable[..., str], begun: str, sent: str
) -> None:
    rows = "".join(f"{day},2026-10-{day:02} 10:00,2026-10-{day:02} 10:04,5\n" for day in DAYS)
    path = file(f"ID,{begun},{sent},CSAT\n{rows}99,2026-10-20 23:59,2026-10-21 00:03,4\n")
    assert "13 answers, 5 Oct to 21 Oct 2026" in care(*IMPORT, path)
