"""Reviews with a reply of the shop or the developer, whose day is not that of the review."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)


def read(header: str, reply: str = "Thanks") -> Proposal:
    rows = [
        f"{1 + day % 5};The queue was long on day {day};2026-09-0{day};{reply};2026-10-0{day}"
        for day in range(1, 9)
    ]
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "header",
    [
        "Estrellas;Reseña;Fecha;Respuesta del desarrollador;Fecha de respuesta",
        "Stars;Review;Date;Owner's response;Response date",
        "Sterne;Rezension;Datum;Antwort des Inhabers;Antwortdatum",
        "Étoiles;Avis;Date;Réponse du propriétaire;Date de réponse",
    ],
)
def test_a_named_reply_takes_its_day_with_it(header: str) -> None:
    proposal = read(header)
    names = header.split(";")
    assert (proposal.date_column, proposal.rival_dates) == (names[2], ())
    assert proposal.comment_column == names[1]


@pytest.mark.parametrize(
    "header",
    ["Stars;Review;Date;Tag;Response date", "Estrellas;Reseña;Fecha;Tag;Fecha de respuesta"],
)
def test_among_reviews_a_response_date_may_be_a_replys(header: str) -> None:
    names = header.split(";")
    assert set(read(header, "web").rival_dates) == {names[2], names[4]}


def test_in_a_survey_it_is_the_customers() -> None:
    assert read("CSAT;Comment;Visit date;Tag;Response date").date_column == "Response date"
