"""``log``, ``erase``, ``case``."""

from __future__ import annotations

from typing import Any

import pytest


def test_log_prints_the_id_that_erase_takes(care: Any) -> None:
    id = care("log", "connect", "--quote", "Greeted me by name, remarkable").strip()
    assert "remarkable" in "".join(care.content())
    care("erase", id)
    assert "remarkable" not in "".join(care.content())
    assert b"remarkable" not in b"".join(file.read_bytes() for file in care.folder.glob("work.db*"))
    assert "erased already" in care.refused("erase", id)


def test_a_value_is_dated_and_sourced(care: Any) -> None:
    touchpoint = care("add", "connect", "First call").strip()
    care(
        *("log", "connect", "--measure", "csat", "--value", "5", "--on", "2026-11-12"),
        *("--source", "survey", "--touchpoint", touchpoint, "--quote", "Line one\nline two"),
    )
    exported = care("export")
    assert "day = 2026-11-12" in exported
    assert 'source = "survey"' in exported
    assert "Line one\nline two" in exported


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["log", "conect", "--quote", "x"], "connect"),
        (["log", "connect", "--quote", ""], "empty"),
        (["log", "connect", "--quote", "\u202e"], "can be seen"),
        (["log", "connect", "--quote", "x" * 10_001], "10,000"),
        (["log", "connect", "--measure", "csat", "--value", "6"], "1 to 5"),
        (["log", "connect", "--measure", "csat", "--value", "4.5"], "whole number"),
        (["log", "connect", "--measure", "csat", "--value", ""], "1 to 5"),
        (["log", "enhance", "--measure", "nps", "--value", "11"], "0 to 10"),
        (["log", "resolve", "--measure", "solved-it", "--value", "maybe"], "yes or no"),
        (["log", "connect", "--measure", "csatt", "--value", "5"], "csat"),
        (["log", "connect", "--quote", "x", "--on", "11/12/2026"], "2026-11-20"),
        (["log", "connect", "--quote", "x", "--on", "2026-11-21"], "has not come"),
        (["log", "connect", "--quote", "x", "--touchpoint", "nope1"], "nope1"),
        (["log", "connect", "--quote", "x", "--source", "s" * 201], "200"),
        (["erase", "x"], "“x”"),
        (["erase", "abcdefgh"], "no evidence"),
        (["case", "solve", "T-1"], "no case"),
        (["case", "add", " "], "empty"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    care: Any, words: list[str], hint: str
) -> None:
    assert hint in care.refused(*words)


def test_log_needs_a_value_or_a_quote(care: Any) -> None:
    care.misused("log", "connect")
    care.misused("log", "connect", "--measure", "csat")
    care.misused("log", "connect", "--value", "5")


def test_unsafe_characters_in_a_quote_are_removed_and_told(care: Any) -> None:
    said = care.says("log", "connect", "--quote", "fine\u202e\x9b", "--source", "mail\x07")
    assert "Removed 3 control characters" in said


def test_a_case_asks_a_day_after_it_is_solved(care: Any) -> None:
    care("case", "add", "T-7", "--subject", "Parcel lost")
    assert "call" not in care.says("case", "solve", "T-7")
    assert care.json("status")["follow_ups"] == []
    care.now = "2026-11-21T12:00"
    (due,) = care.json("status")["follow_ups"]
    assert (due["ref"], due["kind"], due["overdue"]) == ("T-7", "ask", False)
    care("case", "answer", "T-7", "yes")
    assert care.json("status")["follow_ups"] == []
    assert "answer already" in care.refused("case", "answer", "t-7", "--no")


def test_a_customer_who_never_answers_stops_being_overdue(care: Any) -> None:
    care("case", "add", "T-7")
    care("case", "solve", "T-7")
    care.now = "2026-11-22T12:01"
    assert [each["overdue"] for each in care.json("status")["follow_ups"]] == [True]
    assert "no answer" in care.says("case", "no-answer", "T-7")
    assert care.json("status")["follow_ups"] == []
    assert "without an answer already" in care.refused("case", "no-answer", "T-7")


def test_two_interactions_without_a_solution_want_a_call(care: Any) -> None:
    care("case", "add", "T-8")
    assert "already" in care.refused("case", "add", "t-8")
    assert "call the customer" in care.says("case", "contact", "T-8")
    assert [each["kind"] for each in care.json("status")["follow_ups"]] == ["call"]
    care("case", "call", "T-8")
    assert care.json("status")["follow_ups"] == []
    assert "not solved yet" in care.refused("case", "answer", "T-8", "yes")
    care.misused("case", "answer", "T-8")
    care.misused("case", "answer", "T-8", "perhaps")


def test_a_no_opens_the_case_again(care: Any) -> None:
    care("case", "add", "T-9")
    care("case", "solve", "T-9")
    assert "open again" in care.says("case", "answer", "T-9", "no")
    assert [each["kind"] for each in care.json("status")["follow_ups"]] == ["call"]


def test_open_cases_are_listed(care: Any) -> None:
    assert care.json("case", "list") == []
    assert "care case add" in care.says("case", "list")
    care("case", "add", "T-7", "--subject", "Parcel lost")
    care("case", "add", "T-8")
    care("case", "contact", "T-8")
    due, waiting = care.json("case", "list")
    assert (due["owner"], due["passed_on"]) == (None, 0)
    assert due["ref"] == "T-8"
    assert due["next"] == {
        "kind": "call",
        "at": "2026-11-20T13:00:00+01:00",
        "due": True,
        "overdue": False,
    }
    assert (waiting["ref"], waiting["subject"]) == ("T-7", "Parcel lost")
    assert waiting["next"]["kind"] == "reply"
    lines = care("case", "list").splitlines()
    assert lines == [
        "T-8  no owner  2 contacts  call, due since 2026-11-20 13:00",
        "T-7  no owner  1 contact   contact from 2026-11-21 13:00     Parcel lost",
    ]


def test_a_case_nobody_touches_is_due_and_overdue(care: Any) -> None:
    care("case", "add", "T-7", "--name", "Ada", "--since", "2019", "--last", "a late parcel")
    (known,) = care.json("case", "list")
    assert (known["name"], known["since"], known["last"]) == ("Ada", "2019", "a late parcel")
    care.now = "2026-12-08T12:00"
    (due,) = care.json("status")["follow_ups"]
    assert (due["kind"], due["overdue"], due["waiting_days"]) == ("reply", True, 18)
    ran = care.run("status", "--check")
    assert ran.code == 1
    assert "contact the customer (waiting 18 days)" in ran.out


def test_a_case_is_handed_over_with_a_word_why(care: Any) -> None:
    care("member", "add", "Quinn")
    assert "Ask for their name" in care.says("case", "add", "T-7")
    assert "Quinn owns the case T-7 now" in care.says("case", "own", "T-7", "Quinn")
    assert "The reason" in care.refused("case", "own", "T-7", "Dana")
    care("case", "own", "T-7", "Dana", "--why", "billing")
    said = care.says("case", "own", "T-7", "Quinn", "--why", "on leave")
    assert "passed on 2 times" in said
    (found,) = care.json("case", "list")
    assert (found["owner"], found["passed_on"]) == ("Quinn", 2)


def test_an_answer_before_its_time_is_marked(care: Any) -> None:
    care("case", "add", "T-7")
    care("case", "solve", "T-7")
    assert "marked “asked early”" in care.says("case", "answer", "T-7", "yes")
