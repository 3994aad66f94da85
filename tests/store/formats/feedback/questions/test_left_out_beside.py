"""What a column left out beside a measure is told with: why, and the line that takes it."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import pytest

from store.formats.feedback.proposals import propose
from store.formats.feedback.questions.left_out import LeftOut

TODAY = date(2026, 11, 30)


def left(name: str, *cells: str) -> LeftOut | None:
    rows = [
        f"2026-10-{day:02d};{1 + day % 5};{cell}"
        for day, cell in zip(range(1, 13), cycle(cells), strict=False)
    ]
    found = propose("\n".join([f"Date;CSAT;{name}", *rows, ""]).encode(), today=TODAY)
    assert [each.column for each in found.columns] == ["CSAT"]
    return next((each for each in found.left_out if each.column == name), None)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Note (1 = sehr gut, 5 = mangelhaft)", '--column "Note (1 = sehr gut, 5 = mangelhaft)=csat"'),
    ],
)  # fmt: skip
def test_a_scale_told_at_length_is_offered(name: str, line: str) -> None:
    found = left(name, "1", "2", "3", "4", "5")
    assert found is not None
    assert line in found.in_full


def test_a_scale_of_ten_is_told_with_both_lines() -> None:
    found = left("Overall satisfaction", "8", "9", "10", "3")
    assert found is not None
    assert '--column "Overall satisfaction=overall-satisfaction"' in found.in_full
    assert not found.in_full.endswith(".")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Fick du hjälp med ditt ärende?", ("Ja", "Nej")),
        ("Was the room clean?", ("yes", "no", "yes")),
        ("¿Volvería a visitarnos?", ("Sí", "No")),
        ("A sua demanda foi atendida?", ("Sim", "Não", "Sim", "Parcialmente")),
    ],
)
def test_a_question_of_yes_and_no_is_offered(name: str, words: tuple[str, ...]) -> None:
    found = left(name, *words)
    assert found is not None
    assert "--kind rate" in found.in_full
    assert f'--column "{name}=' in found.in_full


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("May we contact you?", ("Yes", "No")),
        ("Dürfen wir Sie kontaktieren?", ("Ja", "Nein")),
        ("Newsletter?", ("yes", "no")),
        ("Is VIP", ("yes", "no")),
        ("Was the room clean?", ("true", "false")),
    ],
)
def test_a_permission_or_a_flag_is_not_offered(name: str, words: tuple[str, ...]) -> None:
    assert left(name, *words) is None


@pytest.mark.parametrize(
    "name",
    ["Were we able to help you?", "Fick du hjälp med ditt ärende?", "Konnten wir Ihnen helfen?"],
)
def test_a_question_for_help_may_be_whether_it_was_solved(name: str) -> None:
    found = left(name, "yes", "no")
    assert found is not None
    assert f'--column "{name}=solved-it"' in found.in_full


@pytest.mark.parametrize(
    "name",
    [
        "How likely are you to switch to another provider? (0-10)",
        "How likely are you to cancel?",
        "Wie wahrscheinlich ist es, dass Sie den Anbieter wechseln?",
    ],
)
def test_how_likely_they_are_to_leave_is_never_offered_as_nps(name: str) -> None:
    rows = [f"2026-10-{day:02d};{(day * 3) % 11}" for day in range(1, 13)]
    found = propose("\n".join([f"Date;{name}", *rows, ""]).encode(), today=TODAY)
    assert "=nps" not in found.reason


def test_a_statement_that_customers_agree_with_is_offered() -> None:
    words = ("Strongly agree", "Agree", "Disagree")
    found = left("The staff was friendly", *words)
    assert found is not None
    assert '--column "The staff was friendly=csat"' in found.in_full
    assert left("I had to wait and never got an answer", *words) is None


@pytest.mark.parametrize("name", ["Satisfaction with waiting time", "Waiting time rating"])
def test_how_satisfied_they_are_with_a_time_is_no_time(name: str) -> None:
    rows = [f"2026-10-{day:02d};{1 + day % 5}" for day in range(1, 13)]
    found = propose("\n".join([f"Date;{name}", *rows, ""]).encode(), today=TODAY)
    assert [each.column for each in found.columns] == [name]
