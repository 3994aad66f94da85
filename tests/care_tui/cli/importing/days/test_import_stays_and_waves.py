"""Days on which nobody answered: of an arrival or a booking, and those of a survey's wave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.care_tui.cli.importing.made_rows import rows_of, score

IMPORT = ("import", "feedback")


@pytest.mark.parametrize(
    ("came", "left"),
    [
        ("Arrival date", "Departure date"),
        ("Admission Date", "Discharge Date"),
        ("Date of Admission", "Discharge Date"),
        ("Anreise", "Abreise"),
        ("Aufnahmedatum", "Entlassungsdatum"),
        ("Booking date", "Flight date"),
        ("Buchungsdatum", "Reiseende"),
        ("Reservation date", "Stay until"),
        ("Fecha de llegada", "Fecha de salida"),
        ("Date d'arrivée", "Date de départ"),
        ("Data przyjazdu", "Data wyjazdu"),
        ("Aankomst", "Vertrek"),
    ],
)
def test_the_days_of_a_stay_are_asked_about(
    care: Any, file: Callable[..., str], came: str, left: str
) -> None:
    rows = rows_of(lambda at: f"2026-10-{1 + at:02}", lambda at: f"2026-10-{9 + at:02}", score)
    path = file(f"{came},{left},Satisfaction (1-5)\n{rows}")
    said = care.refused(*IMPORT, path)
    assert "No column says when customers answered" in said
    assert f'--date-column "{left}"' in said
    (found,) = care.json(*IMPORT, path, "--date-column", left)
    assert found["first_day"] == "2026-10-09"


@pytest.mark.parametrize(
    ("name", "wave"),
    [
        ("Welle", "Q3/2026"),
        ("Wave", "2026 Q3"),
        ("Erhebungswelle", "Herbst 2026"),
        ("Welle", "2. Quartal 2026"),
        ("Wave", "W3 (Sep 2026)"),
        ("Wave", "Wave 3"),
        ("Batch", "Q3 2026"),
        ("Vague", "Printemps 2026"),
        ("Round", "3"),
    ],
)
def test_the_wave_of_a_survey_says_when_and_no_day(
    care: Any, file: Callable[..., str], name: str, wave: str
) -> None:
    rows = rows_of(lambda _at: wave, score)
    path = file(f"{name},CSAT\n{rows}")
    said = care.refused(*IMPORT, path)
    assert f"“{name}”" in said
    assert "--on DAY" in said
    (found,) = care.json(*IMPORT, path, "--on", "2026-09-30")
    assert found["n"] == 12
