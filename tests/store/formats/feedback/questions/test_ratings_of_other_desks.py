"""Ratings under names and in steps that other help desks, offices and shops use."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.cases.tickets import read_tickets
from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)
TICKETS = b"""Ticket ID,Ticket status,Create date,Close date,Last CSAT survey rating,Last CSAT survey date
1,Closed,2026-10-05 11:19,2026-10-06 17:19,5,2026-10-08 17:19
2,Closed,2026-10-07 14:53,2026-10-08 20:53,2,2026-10-10 20:53
3,Closed,2026-10-12 15:27,2026-10-13 21:27,4,2026-10-15 21:27
4,New,2026-10-12 15:27,,,
"""


def test_the_last_rating_of_a_ticket_is_its_rating_on_the_day_it_was_given() -> None:
    (column,) = (each for each in propose(TICKETS, today=TODAY).columns)
    assert (column.measures, column.n, column.value) == (("csat",), 3, 2 / 3)
    file = read_tickets(TICKETS, team_id="t", today=TODAY)
    (ratings,) = (each for each in file.outcomes if each.measure == "csat")
    assert [row.day.isoformat() for row in ratings.rows] == [
        "2026-10-08",
        "2026-10-10",
        "2026-10-15",
    ]


def test_the_rating_of_an_earlier_time_beside_it_stays_out() -> None:
    data = b"Date,CSAT,Last CSAT\n2026-11-02,5,1\n2026-11-03,4,2\n2026-11-04,2,1\n"
    assert [each.column for each in propose(data, today=TODAY).columns] == ["CSAT"]


def test_halves_on_a_scale_of_ten_are_answered_with_their_line() -> None:
    data = "Datum ingevuld;Rapportcijfer (1-10)\n" + "".join(
        f"{day:02}-10-2026;{score}\n" for day, score in enumerate(("8", "7", "7,5", "3"), 2)
    )
    reason = propose(data.encode(), today=TODAY).reason
    assert "care measure add rapportcijfer --kind score --better up --threshold 8" in reason
    assert "care import" not in reason or "Rapportcijfer (1-10)=rapportcijfer" in reason


def test_a_measure_of_ones_own_is_not_called_after_the_end_of_its_scale() -> None:
    data = "Datum;Gesamtnote (1 = sehr gut, 6 = ungenügend)\n" + "".join(
        f"{day:02}.10.2026;{grade}\n" for day, grade in enumerate((1, 2, 6, 1, 2), 2)
    )
    assert "care measure add gesamtnote --kind score" in propose(data.encode(), today=TODAY).reason


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("La empresa me facilitó la resolución de mi problema (1 = muy en desacuerdo; 7 = muy de acuerdo)", 0.6),
        ("L'entreprise m'a facilité la résolution (1 = pas du tout d'accord, 7 = tout à fait d'accord)", 0.6),
        ("Das Unternehmen hat es mir einfach gemacht (1 = stimme überhaupt nicht zu, 7 = stimme voll zu)", 0.6),
        ("A empresa facilitou a resolução (1 = discordo totalmente, 7 = concordo totalmente)", 0.6),
        ("L'azienda mi ha facilitato (1 = in disaccordo, 7 = completamente d'accordo)", 0.6),
        ("Het bedrijf maakte het makkelijk (1 = helemaal oneens, 7 = helemaal eens)", 0.6),
        ("The company made it easy (1 = strongly agree, 7 = strongly disagree)", 0.4),
    ],
)  # fmt: skip
def test_a_statement_that_it_was_made_easy_is_read_by_what_its_ends_are_called(
    name: str, figure: float
) -> None:
    data = f'Fecha,"{name}"\n' + "".join(
        f"2026-11-{day:02},{score}\n" for day, score in enumerate((7, 6, 3, 1, 5), 2)
    )
    (column,) = propose(data.encode(), today=TODAY).columns
    assert (column.measures, column.n, column.value) == (("ces-ease",), 5, figure)


def test_a_statement_whose_ends_are_not_told_is_asked_about() -> None:
    data = "Fecha,La empresa me facilitó la resolución (1-7)\n" + "".join(
        f"2026-11-{day:02},{score}\n" for day, score in enumerate((7, 6, 3, 1, 5), 2)
    )
    (column,) = propose(data.encode(), today=TODAY).columns
    assert (column.measures, column.value) == (("ces-ease", "ces-effort"), None)
