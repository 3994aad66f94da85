"""Columns of customers' words, by their names in the languages that surveys are in."""

from __future__ import annotations

from datetime import date

import pytest

from store.formats.feedback.comments import rating_words
from store.formats.feedback.proposals import Proposal, propose
from store.formats.tabular.tables import read_table

TODAY = date(2026, 11, 30)
WORDS = ("Niente di tutto", "Ho aspettato tre giorni", "Va bene")


def read(name: str, *cells: str, more: str = "") -> Proposal:
    rows = [
        f'2026-10-0{day},{6 - day},"{cell}",{more and 9 * "x "}'
        for day, cell in enumerate(cells, 1)
    ]
    return propose("\n".join([f'Data,CSAT,"{name}",{more}', *rows, ""]).encode(), today=TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "What could we do better?", "What should we do differently?", "What did you like?", "Remarks", "Notes", "Customer notes",
        "Was können wir besser machen?", "Was hat Ihnen gefallen?", "Notizen", "Warum geben Sie diese Note?",
        "Cosa possiamo migliorare?", "Cosa avremmo potuto fare meglio?", "Cosa le è piaciuto?", "Note", "Osservazioni", "Note del cliente",
        "¿Qué podemos mejorar?", "¿Qué podríamos hacer mejor?", "¿Qué le gustó más?", "Notas", "Notas del cliente",
        "O que podemos melhorar?", "O que poderíamos fazer melhor?", "Observações",
        "Que pouvons-nous améliorer ?", "Que pourrions-nous faire de mieux ?", "Pourquoi cette note ?",
        "Wat kunnen we verbeteren?", "Wat kunnen wij beter doen?", "Waarom geeft u deze score?", "Wilt u nog iets kwijt?", "Notities",
        "Vad kan vi förbättra?", "Vad kan vi göra bättre?", "Varför gav du detta betyg?", "Vill du tillägga något?", "Anteckningar",
        "Hvad kan vi gøre bedre?", "Hvorfor?", "Hva kan vi gjøre bedre?", "Mitä voisimme parantaa?", "Mitä voisimme tehdä paremmin?",
        "Kerro lisää", "Co możemy poprawić?", "Co moglibyśmy zrobić lepiej?", "Notatki", "Co můžeme zlepšit?", "Poznámky",
        "Övriga synpunkter", "What the customer said", "What they wrote", "What did the patient say?", "What guests wrote to us", "Komentář zákazníka", "Připomínky", "Was Gäste sagten", "Ce que les clients ont dit", "Custom field (Satisfaction comment)",
        "Reason for rating", "Score reason", "NPS reason", "Main reason for your score", "Grund für die Bewertung", "Motivo de la calificación",
        "Raison de la note", "Motivazione del voto", "Reden voor cijfer", "Powód oceny", "Orsak till betyg", "Score explanation",
    ],
)  # fmt: skip
def test_the_words_are_taken(name: str) -> None:
    found = read(name, *WORDS)
    assert found.comment_column == name
    assert ([each.column for each in found.columns], found.left_out) == (["CSAT"], ())


@pytest.mark.parametrize(
    "name", ["Internal notes", "Agent notes", "Order notes", "Release notes", "Note interne"]
)
def test_our_own_notes_are_not(name: str) -> None:
    assert read(name, *WORDS).comment_column is None


@pytest.mark.parametrize("other", ["Comment", "What could we do better?"])
def test_notes_give_way_to_a_column_that_is_surely_the_customers(other: str) -> None:
    assert read("Notes", *WORDS, more=other).comment_column == other


@pytest.mark.parametrize("name", ["Note", "Notes", "What did you like?"])
def test_a_rating_under_such_a_name_holds_no_words(name: str) -> None:
    assert read(name, "Very satisfied", "Dissatisfied", "Satisfied").comment_column is None
    assert read(name, "5", "4", "1").comment_column is None


@pytest.mark.parametrize(
    "name",
    ["feedbackMessage", "Satisfaction comment", "Bewertungskommentar", "Comentario de la encuesta", "Comentário da avaliação",
     "Commentaire de satisfaction", "Commento alla valutazione", "Toelichting bij beoordeling", "Komentarz do oceny"],
)  # fmt: skip
def test_words_that_go_with_the_rating_of_a_case_are_the_customers(name: str) -> None:
    rows = [f"T{at},2026-10-{at:02},closed,{at % 5 + 1},words {at} of it" for at in range(1, 9)]
    table = read_table("\n".join([f"Ticket ID,Created,Status,CSAT,{name}", *rows, ""]).encode())
    assert rating_words(table, table.index("CSAT")) == table.index(name)


def test_what_an_agent_noted_of_cases_is_no_customers_word() -> None:
    data = (
        b"Ticket ID,Created at,Status,CSAT,Notes\n1,2026-10-01,Solved,5,Called back and sorted out\n"
        b"2,2026-10-02,Solved,,Asked the customer for the number\n3,2026-10-03,Open,,Waits for the parts\n"
    )
    table = read_table(data)
    assert rating_words(table, table.index("CSAT")) is None


def json_of(path: str) -> Proposal:
    rows = (
        f'{{"attributes": {{"rating": {6 - day}, "createdDate": "2026-10-0{day}"}}, "{path}": {{"body": "{words}"}}}}'
        for day, words in enumerate(WORDS, 1)
    )
    return propose(f"[{', '.join(rows)}]".encode(), today=TODAY)


def test_words_within_an_object_are_taken_but_not_those_of_our_reply() -> None:
    assert json_of("review").comment_column == "review.body"
    assert json_of("developerResponse").comment_column is None


@pytest.mark.parametrize(
    "name",
    [
        "Q#2: What is the most important reason for your score?",
        "2. What is the main reason for your rating?",
        "What made you choose this score?",
        "What led you to give us this rating?",
        "Was hat Sie zu dieser Bewertung bewogen?",
        "Qu'est-ce qui vous a amené à choisir cette note ?",
        "Text",
        "Texto",
    ],
)
def test_the_reason_of_a_score_and_a_text_are_the_words(name: str) -> None:
    said = (*WORDS, *(f"I waited for {day} days" for day in range(2, 5)))
    assert read(name, *said).comment_column == name


def test_a_text_of_few_words_is_none() -> None:
    assert read("Text", "good", "bad", "fine").comment_column is None


def test_a_comment_is_taken_before_a_text() -> None:
    rows = [
        f"2026-10-0{day},{day},I waited for {day} days,Please rate our help today"
        for day in (1, 2, 3)
    ]
    data = "\n".join(["Date,CSAT,Comment,Text", *rows, ""]).encode()
    assert propose(data, today=TODAY).comment_column == "Comment"
