"""Names of days that tools write as one word, and answers behind a number and a colon."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, propose

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("created", "solved"),
    [("created", "resolutiondate"), ("createdat", "closedat"), ("creationdate", "resolveddate")],
)
def test_a_case_is_known_by_glued_names(created: str, solved: str) -> None:
    rows = [f"{number},2026-10-01 10:00,2026-10-0{number} 12:00" for number in range(1, 8)]
    data = "\n".join([f"key,{created},{solved}", *rows, ""]).encode()
    found = propose(data, today=TODAY, solve_target_hours=24)
    assert found.kind is FileKind.TICKETS
    (outcome,) = found.outcomes
    assert (outcome.measure, outcome.n) == ("solved-in-target", 7)


@pytest.mark.parametrize("name", ["submitdate", "responsetimestamp", "surveydate", "enddate"])
def test_the_day_of_an_answer_is_known_by_glued_names(name: str) -> None:
    rows = [f"2026-10-0{day},2026-09-0{day},{1 + day % 5}" for day in range(1, 8)]
    data = "\n".join([f"{name},startdate,csat", *rows, ""]).encode()
    assert propose(data, today=TODAY).date_column == name


@pytest.mark.parametrize("mark", [" : ", ": ", " - ", ") "])
def test_a_scale_behind_numbers_is_named(mark: str) -> None:
    words = ("Muy satisfecho/a", "Satisfecho/a")
    rows = [f"2026-10-0{day},{1 + day % 2}{mark}{words[day % 2]}" for day in range(1, 8)]
    data = "\n".join(["Enviado el:,Q02", *rows, ""]).encode()
    assert 'say --column "Q02=csat"' in propose(data, today=TODAY).reason


def test_the_last_change_of_an_answer_dates_it() -> None:
    rows = [f"{day},2026-09-0{day},2026-10-0{day},{1 + day % 5}" for day in range(1, 8)]
    data = "\n".join(["CASE,STARTED,LASTDATA,CSAT", *rows, ""]).encode()
    assert propose(data, today=TODAY).date_column == "LASTDATA"


def test_whether_players_recommend_a_game_is_a_yes_or_no() -> None:
    rows = [f"{number},2026-10-0{number},{number % 2 == 0}" for number in range(1, 8)]
    data = "\n".join(["recommendationid,timestamp_created,voted_up", *rows, ""]).encode()
    proposal = propose(data, today=TODAY)
    assert [each.column for each in proposal.left_out] == ["voted_up"]
    assert "--kind rate" in proposal.reason
