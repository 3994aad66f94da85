"""Promises, questions asked again, words to send, the quarter and the welcome, from the shell."""

from __future__ import annotations

from typing import Any


def test_promises_are_made_listed_and_taken_back(care: Any) -> None:
    care("team", "promise", "reply", "chat", "1")
    care("team", "promise", "reply", "Chat", "2")
    care("team", "promise", "decide", "Everybody", "a refund", "--up-to", "50 EUR")
    care("team", "promise", "step-up", "Ada, team lead")
    assert care("team", "promise", "list").splitlines() == [
        "We aim to reply within 24 hours.",
        "We reply within 2 hours: Chat.",
        "Everybody may decide: a refund, up to 50 EUR.",
        "One step up: Ada, team lead.",
    ]
    assert care.json("team", "promise", "list")["promises"][0]["hours"] == 2
    assert "1 to 720" in care.refused("team", "promise", "reply", "post", "0")
    care("team", "promise", "drop", "reply", "CHAT")
    assert "no such promise" in care.refused("team", "promise", "drop", "reply", "chat")
    care.misused("team", "promise", "drop", "hope")


def test_equal_questions_count_together_and_a_person_joins_others(care: Any) -> None:
    assert "Asked 1 time" in care.says("ask", "Where is my code?")
    assert "answered nowhere yet" in care.says("ask", "where is  my CODE")
    care("ask", "How do I unlock the gate?")
    care("ask", "I have no code")
    care("questions", "join", "no code", "where is my code")
    care("ask", "I have no code!")
    first, second = care.json("questions", "list")
    assert (first["text"], first["asked"]) == ("Where is my code?", 4)
    assert (second["text"], second["asked"]) == ("How do I unlock the gate?", 1)
    care("questions", "where", "my code", "the confirmation e-mail")
    assert "the confirmation e-mail" in care.says("ask", "where is my code")
    assert "no question" in care.refused("questions", "where", "parcel", "here")
    assert "itself" in care.refused("questions", "join", "my code", "my code")


def test_words_to_send_are_filled_from_a_case(care: Any) -> None:
    care("case", "add", "T-7", "--subject", "Deposit", "--name", "Ada", "--since", "2019")
    hello = care("words", "hello", "--case", "T-7")
    assert "Hello Ada," in hello
    assert "since 2019" in hello
    assert "Last time" not in hello
    assert "from 0 (not at all) to 10 (very)" in care("words", "survey", "--measure", "nps")
    assert "Hello," in care("words", "call")
    assert "There are" in care.refused("words", "survey", "--measure", "churn")
    care("measure", "add", "felt-heard", "--kind", "rate", "--better", "up")
    assert "Felt heard? Please answer yes or no." in care(
        "words", "survey", "--measure", "felt-heard"
    )
    assert "two messages" not in care("words", "call")
    assert "{nom}" in care.refused("words", "hello", "--set", "Hi {nom}")
    care("words", "hello", "--set", "Hi {name}!")
    assert care("words", "hello", "--case", "T-7").strip() == "Hi Ada!"
    care("words", "hello", "--set", "")
    assert "Hello Ada," in care("words", "hello", "--case", "T-7")


def test_a_small_thing_they_told_comes_back_in_the_hello(care: Any) -> None:
    care("case", "add", "T-8", "--name", "Ada", "--remember", "the dog is called Biscuit")
    assert "what you told us: the dog is called Biscuit." in care("words", "hello", "--case", "T-8")
    (case,) = care.json("case", "list")
    assert case["remember"] == "the dog is called Biscuit"
    care("case", "know", "T-8", "--since", "2019")
    (case,) = care.json("case", "list")
    assert (case["name"], case["since"]) == ("Ada", "2019")
    care.misused("case", "know", "T-8")
    assert "no case T-9" in care.refused("case", "know", "T-9", "--name", "Bo")


def test_questions_say_who_asked_too_late_and_the_form_of_the_answer(care: Any) -> None:
    care("ask", "Which hitch is mine?", "--frustrated")
    care("questions", "where", "hitch", "the box", "--as", "tip")
    (asked,) = care.json("questions", "list")
    assert (asked["frustrated"], asked["answered_as"]) == (1, "tip")
    assert "the box, as a tip" in care("questions", "list")
    assert "page, tip, prompt and guide" in care.refused(
        "questions", "where", "hitch", "the box", "--as", "song"
    )


def test_touchpoints_with_friction_and_no_sign_are_listed(care: Any) -> None:
    care("add", "assist", "Search", "--friction", "2")
    care("add", "assist", "Error page", "--friction", "3", "--sign", "a third error")
    listed = care("board", "--no-sign")
    assert "Search" in listed
    assert "Error page" not in listed


def test_the_quarter_asks_once(care: Any) -> None:
    assert "nothing to answer" in care.says("quarter")
    care("team", "promise", "step-up", "Ada")
    care.now = "2027-03-01T12:00"
    assert [each["about"] for each in care.json("quarter")] == [
        "promises",
        "retention",
        "repurchase",
    ]
    assert "Bring figures in with care import feedback FILE" in care.says("quarter")
    assert "Press" not in care("quarter")  # There are no keys in a shell.
    care("quarter", "answer", "promises", "yes")
    care("quarter", "answer", "retention", "later")
    care("log", "enhance", "--measure", "repurchase", "--value", "yes")
    assert care.json("quarter") == []
    care.now = "2027-06-15T12:00"
    assert [each["about"] for each in care.json("quarter")] == [
        "promises",
        "retention",
        "repurchase",
    ]
    assert "yes, no or later" in care.refused("quarter", "answer", "promises", "perhaps")
    assert "Nothing is asked" in care.refused("quarter", "answer", "weather", "yes")


def test_a_new_colleague_is_welcomed(care: Any) -> None:
    page = care("welcome", "Nia")
    assert page.startswith("# Welcome, Nia")
    for words in ("C Connect", "E Enhance", "We aim to reply within 24 hours"):
        assert words in page
    assert "No improvement has its verdict yet." in page
    assert "can't be empty" in care.refused("welcome", " ")


def test_a_touchpoint_says_the_sign_what_is_done_unasked_and_whom_to_turn_to(care: Any) -> None:
    card = care(
        "add", "resolve", "Refund", "--sign", "a third search", "--unasked", "we write first",
        "--if-stuck", "Lee in billing",
    ).strip()  # fmt: skip
    (column,) = [each for each in care.json("board")["stages"] if each["stage"] == "resolve"]
    (found,) = column["touchpoints"]
    assert (found["sign"], found["unasked"]) == ("a third search", "we write first")
    assert "Refund: The sign: a third search." in care("welcome", "Nia")
    care("case", "add", "T-7", "--touchpoint", card)
    care("case", "contact", "T-7")
    assert "if stuck: Lee in billing" in care("status")
