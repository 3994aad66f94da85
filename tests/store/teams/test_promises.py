"""A promise that is changed stays one promise."""

from __future__ import annotations

from store.journal.seat import Seat
from store.teams import promises
from store.undo.undo import undo


def _said(seat: Seat) -> list[str]:
    return [each.sentence for each in promises.promises(seat)]


def test_a_promise_whose_channel_is_changed_is_no_second_one(dana: Seat) -> None:
    promises.promise_reply(dana, "chat", 2)
    promises.promise_reply(dana, "e-mail", 3, was="chat")
    assert _said(dana) == ["We reply within 3 hours: e-mail."]
    undo(dana)
    assert _said(dana) == ["We reply within 2 hours: chat."]


def test_a_promise_changed_to_one_there_is_replaces_it(dana: Seat) -> None:
    promises.promise_reply(dana, "chat", 2)
    promises.promise_reply(dana, "e-mail", 8)
    promises.promise_reply(dana, "E-mail", 4, was="chat")
    assert _said(dana) == ["We reply within 4 hours: E-mail."]
    undo(dana)
    assert len(_said(dana)) == 2


def test_what_somebody_may_decide_is_changed(dana: Seat) -> None:
    promises.promise_decision(dana, "Ada", "a refund", "50 EUR")
    promises.promise_decision(dana, "Ada", "a voucher", "50 EUR", was="a refund")
    assert _said(dana) == ["Ada may decide: a voucher, up to 50 EUR."]


def test_one_hour_is_said_as_one(dana: Seat) -> None:
    promises.promise_reply(dana, "chat", 1)
    assert _said(dana) == ["We reply within 1 hour: chat."]
