"""``status``, ``momentum``, ``report``, ``verdict``."""

from __future__ import annotations

import json
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from store import reviews
from store.clock import SetClock
from store.practice.agenda import AgendaKind
from store.seat import Seat
from store.workspace import open_workspace


def test_status_has_the_whole_shape(care: Any) -> None:
    care("pick", "connect", "Greet by name", "--owner", "Dana", "--measure", "csat")
    status = care.json("status")
    assert status["cycle"] == {
        "label": "2026-W47",
        "start": "2026-11-16",
        "end": "2026-11-22",
        "day": 5,
        "days": 7,
        "skipped": None,
    }
    assert status["momentum"] == {"kept": {"done": 0, "planned": 0}, "streak": 0, "learned": 0}
    assert status["review"] == {
        "due": "2026-11-20T15:00:00+01:00",
        "overdue": False,
        "open": False,
        "step": None,
    }
    assert list(status) == [
        "team",
        "cadence",
        "cycle",
        "improvements",
        "skipped_stages",
        "next",
        "follow_ups",
        "momentum",
        "review",
    ]


def test_the_day_is_the_team_s(care: Any) -> None:
    care.now = "2026-11-22T23:30+00:00"
    assert care.json("status")["cycle"]["label"] == "2026-W48"


def test_days_between_two_cadences_belong_to_no_cycle(care: Any) -> None:
    care("team", "set", "--cadence", "monthly")
    care.now = "2026-11-30T12:00"
    assert care.json("status")["cycle"] is None
    assert "No cycle runs today." in care("status")
    assert "--cycle" in care.refused("pick", "connect", "Greet by name")
    care("pick", "connect", "Greet by name", "--cycle", "2026-12")
    care.now = "2026-12-01T12:00"
    assert care.json("status")["cycle"]["label"] == "2026-12"


def test_status_for_people_fits_eighty_columns(care: Any) -> None:
    care("pick", "connect", "Greet every caller by name " * 6, "--owner", "Dana")
    care("pick", "assist", "--skip", "No time")
    care("case", "add", "T-1", "--subject", "A parcel that never came")
    care("case", "contact", "T-1")
    shown = care("status")
    for words in ("Acme Support", "Week 47", "Dana", "skipped: No time", "nothing picked", "T-1"):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_status_names_what_is_planned_next(care: Any) -> None:
    assert care.json("status")["next"] is None
    care("pick", "connect", "Greet by name", "--cycle", "2026-W48", "--owner", "Dana")
    care("pick", "resolve", "--skip", "No time", "--cycle", "2026-W48")
    status = care.json("status")
    assert (status["improvements"], status["skipped_stages"]) == ([], [])
    following = status["next"]
    assert following["cycle"] == {"label": "2026-W48", "start": "2026-11-23", "end": "2026-11-29"}
    assert [(each["stage"], each["text"]) for each in following["improvements"]] == [
        ("connect", "Greet by name")
    ]
    assert following["skipped_stages"] == [{"stage": "resolve", "reason": "No time"}]
    shown = care("status")
    assert "Nothing is picked for this cycle.\n\nNext: Week 48 (2026-W48), 23–29 Nov\n" in shown
    assert "Connect  ○  Greet by name  [Dana, planned, due 29 Nov]" in shown
    care("done", "connect")
    assert "Connect  ✓  Greet by name" in care("status")
    care("pick", "assist", "This week's")
    shown = care("status")
    assert shown.index("This week's") < shown.index("Next: Week 48") < shown.index("Greet by name")


def test_check_is_quiet_until_something_is_overdue(care: Any) -> None:
    ran = care.run("status", "--check")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    care.now = "2026-11-20T14:00:05"
    ran = care.run("status", "--check")
    assert (ran.code, ran.out) == (1, "")
    assert "review is overdue" in ran.err
    with_facts = care.run("status", "--check", "--json")
    assert with_facts.code == 1
    assert json.loads(with_facts.out)["review"]["overdue"] is True
    assert care.run("status").code == 0


def test_check_minds_follow_ups_too(care: Any) -> None:
    care("team", "set", "--review-day", "Thursday")
    care("case", "add", "T-1")
    care("case", "contact", "T-1")
    assert care.run("status", "--check").code == 0
    care.now = "2026-11-21T12:00:05"
    ran = care.run("status", "--check")
    assert ran.code == 1
    assert "T-1" in ran.err
    assert "review" not in ran.err


def test_momentum_counts_closed_cycles(care: Any) -> None:
    care("pick", "connect", "Greet by name")
    care("pick", "assist", "Answer ahead")
    care("done", "connect")
    care.now = "2026-11-25T12:00"
    momentum = care.json("momentum")
    assert momentum["kept"] == {"done": 1, "planned": 2}
    assert (momentum["streak"], momentum["learned"]) == (0, 0)
    assert momentum["cycles"][0]["stages"] == {
        "connect": "done",
        "assist": "missed",
        "resolve": "none",
        "enhance": "none",
    }
    shown = care("momentum")
    assert "1 of 2" in shown
    assert "2026-W47  C ✓  A !  R ·  E ·" in shown


def test_report_is_markdown_or_json(care: Any) -> None:
    care("pick", "connect", "Greet *by name*")
    care("pick", "connect", "Call back", "--cycle", "2026-W48")
    report = care("report")
    assert report.startswith("# Acme Support: CARE review, Week 47\n")
    assert "Greet \\*by name\\*" in report
    as_json = json.loads(care("report", "--cycle", "2026-W48", "--format", "json"))
    assert as_json["cycle"]["label"] == "2026-W48"
    assert [each["text"] for each in as_json["improvements"]] == ["Call back"]
    assert "not one of this team's" in care.refused("report", "--cycle", "2026-11")


def test_report_is_on_what_was_planned_last_while_nothing_runs(care: Any) -> None:
    assert "Week 47 (2026-W47)" in care.says("report")
    care.now = "2026-11-22T12:00"
    workspace = open_workspace(
        str(care.workspace), SetClock(datetime.fromisoformat(f"{care.now}Z"))
    )
    reviews.open_review(Seat(workspace, workspace.teams()[0].id), AgendaKind.SHORT)
    workspace.close()
    ran = care.run("report")
    assert ran.out.startswith("# Acme Support: CARE review, Week 48\n")
    assert ran.err == "This is the report of Week 48 (2026-W48); --cycle names another.\n"
    care("pick", "connect", "Greet by name")
    assert "Week 47 (2026-W47)" in care.says("report")


def test_report_goes_to_a_file(care: Any) -> None:
    file = care.folder / "report.md"
    ran = care.run("report", "-o", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert file.read_text(encoding="utf-8") == care("report")
    assert "cannot be written" in care.refused("report", "-o", str(Path("no", "such", "x.md")))
    assert care("report", "-o", "-") == care("report")


def log_csat(care: Any, day: str, good: int, bad: int) -> None:
    """CSAT answers of one day for Connect, from a survey's file."""
    file = care.folder / f"survey-{day}.csv"
    rows = [f"{number},{5 if number < good else 2},{day}" for number in range(good + bad)]
    file.write_text("\n".join(["id,score,day", *rows]) + "\n")
    care(
        *("import", "feedback", str(file), "--stage", "connect", "--measure", "csat"),
        *("--column", "score", "--date-column", "day"),
    )


def test_a_verdict_is_read_when_its_window_is_over(care: Any) -> None:
    log_csat(care, "2026-11-10", 48, 32)
    care("pick", "connect", "Greet by name", "--measure", "csat", "--target", "75%")
    (planned,) = care.json("verdict")
    assert planned["after"] is None
    assert planned["before"] == {"from": "2026-11-09", "to": "2026-11-15", "n": 80, "value": 0.6}
    assert (planned["verdict"], planned["final"], planned["needed"]) == (
        "not-enough-yet",
        False,
        10,
    )
    care("done", "connect")
    care.now = "2026-11-27T12:00"
    log_csat(care, "2026-11-24", 56, 14)
    (so_far,) = care.json("verdict", "--cycle", "2026-W47")
    assert (so_far["verdict"], so_far["final"]) == ("validated", False)
    care.now = "2026-11-28T12:00"
    (verdict,) = care.json("verdict")
    assert verdict["after"] == {"from": "2026-11-21", "to": "2026-11-27", "n": 70, "value": 0.8}
    assert (round(verdict["difference"], 4), round(verdict["low"], 4)) == (0.2, 0.0524)
    assert round(verdict["high"], 4) == 0.3339
    assert (verdict["final"], verdict["needed"], verdict["target_met"]) == (True, 0, True)
    assert care.json("momentum")["learned"] == 1
    assert "validated: CSAT went from 60% of 80 to 80% of 70" in care("verdict")


def test_a_verdict_for_scripts_has_what_was_promised_with_up_as_better(care: Any) -> None:
    file = care.folder / "tickets.csv"

    def log(day: str, bad: int, good: int) -> None:
        answers = ["yes"] * bad + ["no"] * good
        rows = "\n".join(f"{number},{said},{day}" for number, said in enumerate(answers))
        file.write_text(f"id,again,day\n{rows}\n")
        care(
            *("import", "feedback", str(file), "--stage", "resolve", "--measure", "reopened"),
            *("--column", "again", "--date-column", "day"),
        )

    log("2026-11-10", 9, 1)
    care("pick", "resolve", "Ask before closing", "--measure", "reopened", "--target", "20%")
    care("done", "resolve")
    care.now = "2026-11-28T12:00"
    log("2026-11-24", 3, 7)
    (verdict,) = care.json("verdict")
    promised = ["stage", "text", "measure", "before", "after", "difference", "low", "high"]
    promised += ["verdict", "final", "needed", "target_met"]
    assert [key for key in verdict if key in promised] == promised
    assert [verdict[key] for key in ("stage", "measure", "verdict", "target_met")] == [
        "resolve", "reopened", "validated", False,
    ]  # fmt: skip
    assert (verdict["before"]["value"], verdict["after"]["value"]) == (0.9, 0.3)
    signed = [round(verdict[key], 4) for key in ("difference", "low", "high")]
    assert signed == [0.6, 0.1705, 0.809]


def test_dropped_carried_and_unproven_improvements_put_no_question(care: Any) -> None:
    assert care.json("verdict") == []
    assert "--measure" in care.says("verdict")
    care("pick", "connect", "Greet by name", "--measure", "csat")
    care("pick", "assist", "Answer ahead", "--measure", "csat")
    care("pick", "resolve", "Own it")
    care("drop", "connect", "--reason", "Too big")
    care("carry", "assist")
    assert [each["cycle"] for each in care.json("verdict")] == ["2026-W48"]
    assert care.json("verdict", "--cycle", "2026-W47") == []
    assert "not one of this team's" in care.refused("verdict", "--cycle", "2026-11")
