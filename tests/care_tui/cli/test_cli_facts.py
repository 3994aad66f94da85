"""``status``, ``momentum``, ``report``, ``verdict``."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.common.clock import SetClock
from store.domain.agenda import AgendaKind, Decision
from store.journal.seat import Seat
from store.reviews import ballots, reviews, topics
from store.reviews.closing import close_review
from store.workspace.workspace import open_workspace


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
        "plans": "2026-W48",
        "open": False,
        "step": None,
    }
    assert list(status) == [
        "team",
        "cadence",
        "ahead",
        "cycle",
        "improvements",
        "skipped_stages",
        "next",
        "undecided",
        "looked_into",
        "follow_ups",
        "momentum",
        "waiting",
        "review",
        "overdue",
        "verdicts",
    ]


def test_the_first_review_plans_the_same_in_status_and_today(care: Any) -> None:
    care.now = "2026-11-17T09:00"
    assert care.json("status")["review"]["plans"] == "2026-W47"
    shown = care("status")
    assert "held now, it plans Week 47" in shown
    assert "your first cycle" in shown
    assert "0 of 0" not in shown
    care("pick", "connect", "Greet by name", "--owner", "Dana")
    assert "0 of 0" not in care("report")
    assert "first cycle" in care("report")


def test_the_day_is_the_team_s(care: Any) -> None:
    care.now = "2026-11-22T23:30+00:00"
    assert care.json("status")["cycle"]["label"] == "2026-W48"


def test_days_between_two_cadences_belong_to_no_cycle(care: Any) -> None:
    care("team", "set", "--cadence", "monthly")
    care.now = "2026-11-30T12:00"
    assert care.json("status")["cycle"] is None
    assert "No cycle runs until 30 Nov 2026. The monthly" in care("status")
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
    (skipped,) = following["skipped_stages"]
    assert (skipped["stage"], skipped["reason"]) == ("resolve", "No time")
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
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == "The review was due on Fri 2026-11-20 15:00.\n"
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
    assert "T-1" in ran.out
    assert "review" not in ran.out


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
    assert ran.err == "This is the report of Week 48 (2026-W48). Name another with --cycle.\n"
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
    rows = [f"{day}/{number},{5 if number < good else 2},{day}" for number in range(good + bad)]
    file.write_text("\n".join(["id,score,day", *rows]) + "\n")
    care(
        *("import", "feedback", str(file), "--stage", "connect", "--measure", "csat"),
        *("--column", "score", "--date-column", "day"),
    )


def test_a_verdict_is_read_when_its_window_is_over(care: Any) -> None:
    log_csat(care, "2026-11-10", 48, 32)
    words = ("--measure", "csat", "--target", "75%", "--after-days", "7")
    care("pick", "connect", "Greet by name", *words)
    (planned,) = care.json("verdict")
    assert planned["after"] is None
    assert planned["before"] == {
        "from": "2026-11-09", "to": "2026-11-15", "n": 80, "value": 0.6,
        "asked": None, "answered": None,
    }  # fmt: skip
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
    care.now = "2026-12-05T12:00"
    (verdict,) = care.json("verdict")
    side = verdict["after"]
    assert (side["from"], side["to"], side["n"]) == ("2026-11-21", "2026-11-27", 70)
    assert (verdict["verdict_on"], verdict["read_on"]) == ("2026-11-28", "2026-12-05")
    assert verdict["weeks_differ"] is None
    assert (round(verdict["difference"], 4), round(verdict["low"], 4)) == (0.2, 0.0524)
    assert round(verdict["high"], 4) == 0.3339
    assert (verdict["final"], verdict["needed"], verdict["target_met"]) == (True, 0, True)
    assert care.json("momentum")["learned"] == 1
    assert "validated: CSAT went from 60% of 80 to 80% of 70" in care("verdict")


def test_a_verdict_for_scripts_has_what_was_promised_with_up_as_better(care: Any) -> None:
    file = care.folder / "tickets.csv"

    def log(day: str, bad: int, good: int) -> None:
        answers = ["yes"] * bad + ["no"] * good
        rows = "\n".join(f"{day}/{number},{said},{day}" for number, said in enumerate(answers))
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


def test_status_names_what_is_undecided_and_its_last_day(care: Any) -> None:
    id = care("pick", "connect", "Greet by name", "--owner", "Dana", "--measure", "csat").strip()
    assert care.json("status")["undecided"] == []
    care.now = "2026-11-24T12:00"
    assert care.json("status")["undecided"] == [
        {
            "id": id,
            "cycle": "2026-W47",
            "stage": "connect",
            "text": "Greet by name",
            "owner": "Dana",
            "last_day": "2026-11-24",
            "late": False,
        }
    ]
    words = "Week 47: done by 24 Nov 2026 counts as in time"
    assert f"Connect  ○  Greet by name  [{words}]" in care("status")
    checked = care.run("status", "--check")
    assert (checked.code, checked.out.splitlines()) == (
        1,
        [
            "The review was due on Fri 2026-11-20 15:00.",
            f"Undecided: Connect, Greet by name ({words}).",
        ],
    )
    care.now = "2026-11-25T12:00"
    assert care.json("status")["undecided"][0]["late"] is True
    late = "Week 47: done after 24 Nov 2026 counts as late"
    assert late in care("status")
    assert "Undecided" not in care.run("status", "--check").out


def test_status_names_what_somebody_looks_into(care: Any) -> None:
    id = care("add", "resolve", "Refund approval").strip()
    workspace = open_workspace(care.workspace, SetClock(datetime(2026, 11, 17, 9, tzinfo=UTC)))
    (team,) = workspace.teams()
    dana = Seat(workspace, team.id, workspace.find_member(team, "Dana"))
    reviews.open_review(dana)
    reviews.go_to_step(dana, 4)
    ballots.vote(dana, id)
    reviews.ask_reveal(dana)
    reviews.reveal(dana)
    topics.settle(dana, id, Decision.LOOK)
    reviews.go_to_step(dana, 6)
    close_review(dana)
    workspace.close()
    assert "To look into\nResolve  ?  Refund approval  [nobody yet]" in care("status")
    (found,) = care.json("status")["looked_into"]
    assert found == {
        "touchpoint": id,
        "stage": "resolve",
        "text": "Refund approval",
        "looked_into_by": None,
    }


def test_what_is_undecided_fails_no_check(care: Any) -> None:
    care("team", "set", "--review-day", "Thursday")
    care("pick", "connect", "Greet by name", "--owner", "Dana", "--measure", "csat")
    care.now = "2026-11-24T12:00"
    assert "Greet by name" in care("status", "--check")


def test_no_review_is_overdue_where_none_can_come(care: Any) -> None:
    care("team", "set", "--cadence", "monthly", "--review-week", "first")
    care.now = "2026-11-29T12:00"
    assert care("status", "--check") == ""
    assert "next on Friday 4 Dec, 15:00; held now, it plans December 2026" in care("status")
    care.now = "2026-12-05T12:00"
    assert "was due on Fri 2026-12-04 15:00" in care.run("status", "--check").out


def test_a_report_s_next_review_lies_ahead(care: Any) -> None:
    care.now = "2026-12-24T12:00"
    for cycle in ("2026-W47", "2026-W52"):
        said = care("report", "--cycle", cycle)
        assert said.splitlines()[-1] == "Friday 25 December 2026, 15:00 (Europe/Berlin)"


def test_summary_says_who_does_what_by_when_in_three_forms(care: Any) -> None:
    care("pick", "connect", "Greet by name", "--owner", "Dana", "--measure", "csat")
    text = care("summary", "--cycle", "2026-W47")
    lines = text.splitlines()
    assert lines[0].endswith("CARE review, Week 47")
    assert [line.split(":")[0] for line in lines[2:5]] == ["Settled", "Learned", "Next"]
    assert "  Connect: Dana, Greet by name, by Sun 22 Nov (CSAT)" in lines
    assert "  Assist: nothing picked" in lines
    assert "- Connect: Dana, Greet by name" in care("summary", "--format", "md")
    found = json.loads(care("summary", "--format", "json"))
    assert found["improvements"][0]["owner"] == "Dana"
    assert found["verdicts"] == []


def test_the_board_says_which_touchpoints_have_no_feeling(care: Any) -> None:
    care("add", "connect", "Welcome", "--feeling", "expected")
    care("add", "assist", "Search")
    assert "should feel: expected" in care("board")
    missing = care("board", "--no-feeling")
    assert "Search" in missing
    assert "Welcome" not in missing
    assert "1 of 2 touchpoints has no feeling yet." in missing


def test_a_check_that_cannot_be_made_says_so_by_its_exit_code(
    care: Any, nobody: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert care.run("--team", "Nowhere", "status", "--check").code == 3
    (care.folder / "config").mkdir(exist_ok=True)
    care.workspace.write_bytes(b"something else" * 100)
    ran = care.run("status", "--check")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    care.workspace.unlink()
    assert care.run("status", "--check").code == 3
    assert care.run("status", "--chekc").code == 2


def test_a_failure_inside_a_check_is_not_taken_for_something_overdue(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("care_tui.context.CommandContext.snapshot", fail)
    ran = care.run("status", "--check")
    assert (ran.code, ran.out) == (3, "")
    assert "care hit a bug" in ran.err


def test_a_check_is_of_all_teams_unless_one_is_named(
    care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    care("init", "--team", "Sales", "--timezone", "UTC", "--review-day", "Thursday")
    care("--team", "Sales", "case", "add", "S-1")
    care.now = "2026-11-20T14:00:05"
    ran = care.run("status", "--check")
    assert (ran.code, ran.out) == (1, "Acme Support: The review was due on Fri 2026-11-20 15:00.\n")
    assert care.run("--team", "Sales", "status", "--check").code == 0
    checked = json.loads(care.run("status", "--check", "--json").out)["teams"]
    assert [(each["team"], len(each["overdue"])) for each in checked] == [
        ("Acme Support", 1),
        ("Sales", 0),
    ]
    assert "Which team?" in care.refused("status")
    shown = care("status", "--all-teams")
    assert shown.index("Acme Support, weekly") < shown.index("Sales, weekly")
    assert [each["team"] for each in care.json("status", "--all-teams")] == [
        "Acme Support",
        "Sales",
    ]
    monkeypatch.setenv("CARE_TEAM", "sales")
    assert care.run("status", "--check").code == 0
    assert care.json("status")["team"] == "Sales"
    assert care.json("--team", "Acme Support", "status")["team"] == "Acme Support"


def test_who_types_need_not_be_in_every_team_that_is_checked(care: Any) -> None:
    care("init", "--team", "Sales", "--timezone", "UTC")
    assert care.run("--as", "Dana", "status", "--check").code == 0


def test_the_calendar_is_a_file_of_its_owner_or_on_the_screen(care: Any, tmp_path: Path) -> None:
    care("pick", "connect", "Greet by name", "--owner", "Dana")
    shown = care("calendar")
    assert shown.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:Due: Greet by name" in shown
    place = tmp_path / "care.ics"
    said = care.says("calendar", "-o", str(place))
    assert "13 dates" in said
    assert place.read_text().splitlines() == shown.splitlines()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
