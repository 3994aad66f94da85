"""Files that name a customer, a day and something of buying, and are a form's or customers' words."""

from __future__ import annotations

from datetime import date

from store.formats.feedback.kinds import FileKind
from store.formats.feedback.proposals import Proposal, propose

TODAY = date(2026, 11, 30)


def read(header: str, row: str) -> Proposal:
    days = [(number, number % 9, f"2026-0{number % 7 + 1}-11") for number in range(1, 30)]
    rows = [row.format(n=n, who=f"ann{who}@example.com", day=day) for n, who, day in days]
    return propose("\n".join([header, *rows, ""]).encode(), today=TODAY)


def test_a_form_that_asks_what_somebody_spends_is_no_list_of_orders() -> None:
    header = (
        "Timestamp,Email address,How old are you?,What is your average spend per person here?,"
        "What brings you to us?,Price,Food Quality"
    )
    proposal = read(header, "{day} 10:00:00,{who},18-24,10-15,Wings,4,5")
    assert proposal.kind is not FileKind.PURCHASES


def test_customers_words_on_their_orders_are_no_orders() -> None:
    header = "feedback_id,contact_id,order_id,comments,feedback_date"
    proposal = read(header, "F{n},{who},O{n},All went well today,{day}")
    assert proposal.kind is not FileKind.PURCHASES


def test_a_running_number_counts_no_answers_and_a_question_makes_no_orders() -> None:
    header = "N.,Data compilazione,Cliente,Data acquisto,Soddisfazione generale"
    proposal = read(header, "{n},{day},{who},{day},5")
    assert [each.measures for each in proposal.columns] == [("csat",)]
    assert proposal.kind is FileKind.ANSWERS


def test_orders_are_read_as_before() -> None:
    header = "order_id,customer_email,order_date,total"
    assert read(header, "O{n},{who},{day},9.50").kind is FileKind.PURCHASES
