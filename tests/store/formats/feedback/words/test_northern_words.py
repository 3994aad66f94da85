"""Questions and comments in Swedish, Danish, Norwegian, Finnish and Dutch."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import propose

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Löste vi ditt problem?", "Ja", "Nej"),
        ("Blev ditt ärende löst?", "Ja", "Nej"),
        ("Har vi löst ditt problem?", "Ja", "Nej"),
        ("Løste vi dit problem?", "Ja", "Nej"),
        ("Fik du løst dit problem?", "ja", "nej"),
        ("Har vi løst problemet ditt?", "Ja", "Nei"),
        ("Ratkaisimmeko ongelmasi?", "Kyllä", "Ei"),
        ("Onko ongelmasi ratkaistu?", "Kyllä", "Ei"),
        ("Hebben we uw probleem opgelost?", "Ja", "Nee"),
        ("Hebben wij u goed geholpen?", "Ja", "Nee"),
    ],
)
def test_whether_it_was_solved_is_read(question: str, yes: str, no: str) -> None:
    data = f"Date,{question}\n2026-11-02,{yes}\n2026-11-03,{no}\n2026-11-04,{yes}\n"
    (column,) = propose(data.encode(), today=TODAY).columns
    assert (column.measures, column.asks_answer) == (("solved-it",), False)
    assert column.value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "question", ["Har vi inte löst ditt problem?", "Er dit problem stadig ikke løst?"]
)
def test_which_answer_is_good_is_asked_where_it_asks_for_the_bad_end(question: str) -> None:
    data = f"Date,{question}\n2026-11-02,Ja\n2026-11-03,Nej\n"
    (column,) = propose(data.encode(), today=TODAY).columns
    assert column.asks_answer


def test_what_was_lost_was_not_solved() -> None:
    data = b"Date,Was your parcel lost?\n2026-11-02,Yes\n2026-11-03,No\n"
    assert propose(data, today=TODAY).columns == ()


@pytest.mark.parametrize(
    "name",
    [
        "Zufriedenheitskommentar", "Kundenanmerkung", "Bewertungsbemerkungen", "Tevredenheidsopmerking", "Opmerkingen",
        "Kundkommentar", "Övriga kommentarer", "Synpunkter", "Fritext", "Fritekst", "Tilbakemelding", "Tilbagemeldinger",
        "Bemærkninger", "Palaute", "Avoin palaute", "Vapaa sana", "Kommentti",
    ],
)  # fmt: skip
def test_comments_are_found_by_their_kind_of_name(name: str) -> None:
    data = f"Date,CSAT,{name}\n2026-11-02,4,Snabbt och bra\n2026-11-03,2,Hidas\n2026-11-04,5,Erg aardig\n"
    proposal = propose(data.encode(), today=TODAY)
    assert proposal.comment_column == name
    assert [each.column for each in proposal.columns] == ["CSAT"]
    assert proposal.left_out == ()
