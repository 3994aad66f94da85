"""``pick``, ``done``, ``drop``, ``carry``, ``cycle skip``."""

from __future__ import annotations

import json
from typing import Any

import pytest


def improvements(care: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = care.json("status")["improvements"]
    return found


def test_a_pick_is_kept_with_everything_that_was_said(care: Any) -> None:
    touchpoint = care("add", "connect", "First call").strip()
    ran = care.run(
        *("pick", "connect", "Greet by name", "--owner", "dana", "--measure", "csat"),
        *("--target", "80%", "--touchpoint", touchpoint[:6], "--due", "2026-11-21"),
    )
    assert ran.code == 0
    assert "an owner" not in ran.err
    assert improvements(care) == [
        {
            "id": ran.out.strip(),
            "stage": "connect",
            "text": "Greet by name",
            "owner": "Dana",
            "status": "planned",
            "due": "2026-11-21",
            "measure": "csat",
            "link": None,
        }
    ]
    (reported,) = json.loads(care("report", "--format", "json"))["improvements"]
    assert (reported["target"], reported["touchpoint"]) == (0.8, "First call")


def test_a_pick_that_is_not_small_is_possible_and_told(care: Any) -> None:
    said = care.says("pick", "assist", "Everything", "--due", "2027-01-01")
    assert "Still missing: an owner, an end by 22 Nov, a proof" in said


def test_a_second_pick_is_refused_and_says_what_stands_there(care: Any) -> None:
    care("pick", "connect", "Greet by name")
    assert "“Greet by name” (planned)" in care.refused("pick", "connect", "Another")
    assert "Greet by name" in care.refused("pick", "connect", "--skip", "No time")
    care("pick", "connect", "Another", "--cycle", "2026-w48")
    assert [each["text"] for each in improvements(care)] == ["Greet by name"]


def test_a_stage_is_skipped_with_its_reason(care: Any) -> None:
    care("pick", "resolve", "--skip", "No time")
    (skipped,) = care.json("status")["skipped_stages"]
    assert (skipped["stage"], skipped["reason"]) == ("resolve", "No time")
    assert "No time" in care.refused("pick", "resolve", "After all")
    assert "empty" in care.refused("pick", "assist", "--skip", "")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["pick", "rezolve", "x"], "resolve"),
        (["pick", "connect", ""], "empty"),
        (["pick", "connect", "x" * 10_001], "10,000"),
        (["pick", "connect", "x", "--owner", "Nobody"], "Dana, Lee"),
        (["pick", "connect", "x", "--measure", "csta"], "csat"),
        (["pick", "connect", "x", "--measure", "csat", "--target", "120%"], "0% to 100%"),
        (["pick", "connect", "x", "--measure", "nps", "--target", "101"], "100"),
        (["pick", "connect", "x", "--touchpoint", "zzzz"], "zzzz"),
        (["pick", "connect", "x", "--due", "2026-02-30"], "2026-02-30"),
        (["pick", "connect", "x", "--due", "2026-11-01"], "before"),
        (["pick", "connect", "x", "--due", "0001-01-01"], "1900"),
        (["pick", "connect", "x", "--cycle", "2026-W54"], "W53"),
        (["pick", "connect", "x", "--cycle", "2026-11"], "not one of this team's"),
        (["pick", "connect", "x", "--cycle", "soon"], "2026-W47"),
        (["pick", "connect", "x", "--narrow", "--measure", "csat"], "touchpoint"),
        (["done", "connect"], "no improvement"),
        (["drop", "connect", "--reason", "x"], "no improvement"),
        (["carry", "connect"], "no improvement"),
        (["done", "connect", "--on", "yesterday"], "date"),
        (["cycle", "skip", "2026-W40", "--reason", "x"], "has ended"),
        (["cycle", "skip", "--reason", " "], "empty"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    care: Any, words: list[str], hint: str
) -> None:
    assert hint in care.refused(*words)


def test_a_pick_needs_a_text_or_a_skip(care: Any) -> None:
    care.misused("pick", "connect")
    care.misused("pick", "connect", "x", "--skip", "y")
    care.misused("pick", "connect", "--skip", "y", "--owner", "Dana")
    care.misused("pick", "connect", "x", "--target", "80%")


def test_done_drop_and_carry(care: Any) -> None:
    care("pick", "connect", "Greet by name")
    care("pick", "assist", "Answer ahead")
    care("pick", "resolve", "Own it")
    care("done", "connect", "--on", "2026-11-18")
    care("drop", "assist", "--reason", "Too big")
    ran = care.run("carry", "resolve", "--reason", "Holiday")
    assert ran.out.strip()
    assert "2026-W48" in ran.err
    assert [each["status"] for each in improvements(care)] == ["done", "dropped", "carried"]
    assert "no improvement waiting" in care.refused("done", "connect")
    care.now = "2026-11-24T12:00"
    assert [each["text"] for each in improvements(care)] == ["Own it"]


def test_a_day_to_come_is_refused(care: Any) -> None:
    care("pick", "connect", "Greet by name")
    assert "has not come" in care.refused("done", "connect", "--on", "2026-11-21")


def test_two_open_cycles_need_a_choice(care: Any) -> None:
    care("pick", "connect", "Greet by name")
    care("pick", "connect", "Call back", "--cycle", "2026-W48")
    for words in (["done", "connect"], ["drop", "connect", "--reason", "x"], ["carry", "connect"]):
        said = care.refused(*words)
        assert "2026-W47: “Greet by name”" in said
        assert "2026-W48: “Call back”" in said
    care("done", "connect", "--cycle", "2026-W47")
    care("drop", "connect", "--reason", "x")


def test_a_skipped_cycle_takes_no_plan_and_the_third_is_warned_of(care: Any) -> None:
    assert "2026-W47" in care.says("cycle", "skip", "--reason", "Holiday")
    assert care.json("status")["cycle"]["skipped"] == "Holiday"
    assert "skipped already" in care.refused("cycle", "skip", "--reason", "Again")
    assert "Holiday" in care.refused("pick", "connect", "x")
    care("cycle", "skip", "2026-W48", "--reason", "Holiday")
    assert "third" in care.says("cycle", "skip", "2026-W49", "--reason", "Holiday")


def test_who_did_it_is_in_the_journal(care: Any) -> None:
    import sqlite3

    care("--as", "Lee", "pick", "connect", "Greet by name")
    with sqlite3.connect(care.workspace) as connection:
        (name,) = connection.execute(
            "SELECT member.name FROM journal JOIN member ON member.id = journal.by"
        ).fetchone()
    connection.close()
    assert name == "Lee"


def test_every_decision_takes_a_day_and_a_reason(care: Any) -> None:
    for stage in ("connect", "assist", "resolve"):
        care("pick", stage, f"Change {stage}")
    for word in ("done", "drop", "carry"):
        said = care.refused(word, "connect", "--on", "2026-11-21", "--reason", "Too early")
        assert "has not come yet" in said
    care("done", "connect", "--on", "2026-11-17", "--reason", "With help")
    care("drop", "assist", "--on", "2026-11-18", "--reason", "Too big")
    care("carry", "resolve", "--on", "2026-11-19", "--reason", "Away")
    assert [each["status"] for each in improvements(care)] == ["done", "dropped", "carried"]
    report = care("report")
    assert "Too big" in report
    assert "Away" in report


def test_a_week_without_its_year_is_the_nearest(care: Any) -> None:
    assert "2026-W48" in care.says("pick", "connect", "Greet by name", "--cycle", "w48")
    assert "2027-W02" in care.says("pick", "connect", "Greet again", "--cycle", "W2")
    assert "2026-W50" in care.says("cycle", "skip", "W50", "--reason", "Holiday")
    assert "not a cycle" in care.refused("pick", "connect", "Greet", "--cycle", "W60")


def test_a_day_may_be_written_with_dots(care: Any) -> None:
    care("pick", "connect", "Greet by name", "--due", "22.11.2026")
    assert care.json("status")["improvements"][0]["due"] == "2026-11-22"
    for wrong in ("31.11.2026", "11/22/2026", "22.11.26"):
        assert "not a date" in care.refused("done", "connect", "--on", wrong)
