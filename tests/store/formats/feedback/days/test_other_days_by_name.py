"""Names of days on which something else happened than an answer: such a day is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)


def found(name: str) -> Proposal:
    rows = [f"{at + 100},2026-0{at % 9 + 1}-{at + 1:02},{at % 5 + 1}" for at in range(20)]
    return propose("\n".join([f"Number,{name},CSAT", *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "Ship date", "Date of Experience", "experiencedDate", "Account created", "First seen", "Next contact", "Follow-up date", "Graduation date",
        "Valid from", "Left on", "Refund date", "Return date", "Approved on", "Verified on",
        "Reviewed by manager on", "Audit date", "Checked on", "Scraped at", "Crawl date", "As of",
        "Snapshot date", "Report date", "Date of visit", "Besuchsdatum", "Date de visite",
        "Fecha de visita", "Data wizyty", "Installation date", "Repair date", "Service date",
    ],
)  # fmt: skip
def test_it_is_asked_about(name: str) -> None:
    proposal = found(name)
    assert (proposal.date_column, proposal.doubtful_dates) == (None, (name,))


@pytest.mark.parametrize(
    "name",
    [
        "Survey date", "Datum waardering", "Date collected", "Entered on", "Course date", "Kursdatum", "Call date",
        "Follow-up call date", "Call-back date", "Week ending", "Posted on", "Date added",
    ],
)  # fmt: skip
def test_a_day_on_which_somebody_may_well_have_answered_dates_the_answers(name: str) -> None:
    assert found(name).date_column == name
