"""Whether it was solved the first time is another question than whether it was solved."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 12, 1)


def measures(name: str) -> tuple[str, ...]:
    rows = "2026-11-02;yes\n2026-11-03;no\n2026-11-04;yes\n"
    (column,) = propose(f"Date;{name}\n{rows}".encode(), today=TODAY).columns
    return column.measures


@pytest.mark.parametrize(
    "name",
    [
        "Solved first time? (Y/N)",
        "Resolved first time",
        "Fixed first time",
        "Problem solved at once?",
        "Was your issue resolved on your first attempt?",
        "Beim ersten Mal gelöst? (J/N)",
        "Sofort gelöst?",
        "Auf Anhieb gelöst?",
        "Résolu du premier coup ?",
        "Résolu la première fois ?",
        "¿Se resolvió a la primera?",
        "Resuelto al primer intento",
        "Resolvido de primeira?",
        "Risolto al primo tentativo?",
        "In één keer opgelost?",
        "Załatwione za pierwszym razem?",
    ],
)
def test_solved_the_first_time_is_first_contact(name: str) -> None:
    assert measures(name) == ("first-contact",)


@pytest.mark.parametrize(
    "name",
    [
        "Was it solved?",
        "Gelöst?",
        "Résolu ?",
        "¿Se resolvió?",
        "Opgelost?",
        "Is your first issue solved?",
    ],
)
def test_solved_at_all_is_solved_it(name: str) -> None:
    assert measures(name) == ("solved-it",)


@pytest.mark.parametrize(
    "name",
    [
        "Is this your first time contacting us?",
        "First time you contacted us?",
        "È la prima volta che ci contatta?",
        "C'est la première fois que vous nous contactez ?",
        "¿Es la primera vez que nos contacta?",
        "Ist es das erste Mal, dass Sie uns schreiben?",
        "Is dit de eerste keer dat u belt?",
    ],
)
def test_a_first_visit_is_no_solution(name: str) -> None:
    rows = "2026-11-02;yes\n2026-11-03;no\n2026-11-04;yes\n"
    assert propose(f"Date;{name}\n{rows}".encode(), today=TODAY).columns == ()
