"""Polish exports: questions, answers, days, words and cases."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.proposals import FileKind, Proposal, propose

TODAY = date(2026, 11, 20)


def read(*rows: str, encoding: str = "cp1250") -> Proposal:
    return propose("\n".join([*rows, ""]).encode(encoding), today=TODAY)


def figures(found: Proposal) -> dict[str, tuple[int, float | None]]:
    figures = {each.measures[0]: (each.n, each.value) for each in found.columns}
    return figures | {each.measure: (each.n, each.value) for each in found.outcomes}


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "utf-8"])
def test_a_survey_in_polish(encoding: str) -> None:
    found = read(
        "Data wypełnienia;Ocena obsługi (1-5);Czy problem został rozwiązany?;Na ile prawdopodobne jest, że polecisz nas znajomym? (0-10);Komentarz",
        "2026-10-01;5;tak;10;Świetna obsługa, dziękuję",
        "2026-10-02;2;nie;3;Za długo czekałem na odpowiedź",
        "2026-10-03;4;tak;9;Wszystko w porządku",
        "2026-10-04;brak odpowiedzi;tak;nie wiem;",
        encoding=encoding,
    )
    assert found.encoding == encoding
    assert (found.date_column, found.comment_column) == ("Data wypełnienia", "Komentarz")
    assert figures(found) == {
        "csat": (3, pytest.approx(2 / 3)),
        "solved-it": (4, 0.75),
        "nps": (3, pytest.approx(100 / 3)),
    }


def test_satisfaction_in_polish_words() -> None:
    found = read(
        "Sygnatura czasowa;Jak bardzo jest Pan zadowolony z obsługi?;Uwagi",
        "01.10.2026;bardzo zadowolony;Miła obsługa",
        "15.10.2026;niezadowolony;Długo to trwało",
        "16.10.2026;Zadowolona;Wszystko dobrze",
        "17.10.2026;ani zadowolony, ani niezadowolony;Może być",
    )
    assert (found.date_column, found.comment_column) == ("Sygnatura czasowa", "Uwagi")
    assert figures(found) == {"csat": (4, 0.5)}


def test_ease_in_polish_words() -> None:
    found = read(
        "Data;Łatwo było uzyskać pomoc",
        "01.10.2026;zdecydowanie się zgadzam",
        "15.10.2026;raczej się nie zgadzam",
        "16.10.2026;raczej się zgadzam",
        "17.10.2026;zdecydowanie się nie zgadzam",
    )
    assert figures(found) == {"ces-ease-5": (4, 0.5)}


def test_tickets_in_polish() -> None:
    found = read(
        "Numer zgłoszenia;Data utworzenia;Data rozwiązania;Status;Ocena",
        "1;2026-10-01 09:00;2026-10-02 10:00;Rozwiązane;5",
        "2;2026-10-02 09:00;2026-10-05 10:00;Zamknięte;2",
        "3;2026-10-03 09:00;;W toku;",
    )
    assert found.kind is FileKind.TICKETS
    assert found.id_column == "Numer zgłoszenia"
    assert figures(found)["csat"] == (2, 0.5)


@pytest.mark.parametrize(
    "name", ["Data zakupu", "Data urodzenia", "Data zamówienia", "Data rejestracji"]
)
def test_another_day_in_polish_dates_no_answer(name: str) -> None:
    assert read(f"{name};Ocena", "2026-10-01;5", "2026-10-02;2").date_column is None


@pytest.mark.parametrize("name", ["Średnia ocena", "Ocena ryzyka", "Zadowolenie pracowników"])
def test_other_ratings_in_polish_are_no_customers(name: str) -> None:
    rows = (f"Data;{name}", "2026-10-01;5", "2026-10-02;2")
    assert read(*rows, encoding="utf-8").columns == ()
