"""``import board``, ``import feedback``, ``import workspace``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

Write = Callable[[str, str], str]

BOARD = """# Connect
- Welcome e-mail
- First call

# What hurts
- Long queue
- Long queue
"""
SURVEY = """when,score,words
2026-11-02,5,Quick
2026-11-03,4,
2026-11-03,2,Slow
2026-11-04,,
2026-11-05,9,
2026-11-06,n/a,
someday,5,
"""


def texts(care: Any) -> dict[str, list[str]]:
    return {
        column["stage"]: [card["text"] for card in column["touchpoints"]]
        for column in care.json("board")["stages"]
    }


def test_lists_go_to_stages_by_name_or_as_told(care: Any, write: Write) -> None:
    file = write("board.md", BOARD)
    said = care.refused("import", "board", file)
    assert "“What hurts”" in said
    assert "“Connect”" not in said
    shown = care("import", "board", file, "--map", "what HURTS=r")
    assert "Connect     → Connect  2 added" in shown
    assert "What hurts  → Resolve  2 added" in shown
    assert "4 touchpoints added" in shown
    assert texts(care)["connect"] == ["Welcome e-mail", "First call"]
    assert texts(care)["resolve"] == ["Long queue", "Long queue"]


def test_a_list_can_be_left_out_or_sent_elsewhere(care: Any, write: Write) -> None:
    file = write("board.md", BOARD)
    care("import", "board", file, "--map", "What hurts=skip", "--map", "Connect=enhance")
    found = texts(care)
    assert (found["connect"], found["resolve"]) == ([], [])
    assert found["enhance"] == ["Welcome e-mail", "First call"]


def test_the_same_board_again_adds_nothing(care: Any, write: Write) -> None:
    file = write("board.md", BOARD)
    words = ("import", "board", file, "--map", "What hurts=resolve")
    care(*words)
    before = care.content()
    again = care.json(*words)
    assert (again["added"], [each["there"] for each in again["lists"]]) == (0, [2, 2])
    assert care.content() == before


def test_a_dry_run_of_a_board_says_the_same_and_writes_nothing(care: Any, write: Write) -> None:
    file = write("board.md", BOARD)
    words = ("import", "board", file, "--map", "What hurts=resolve")
    before = care.content()
    dry = care.run(*words, "--dry-run")
    assert "Nothing was written" in dry.err
    assert care.content() == before
    assert care(*words) == dry.out


def test_new_cards_go_below_what_stands_there(care: Any, write: Write) -> None:
    care("add", "connect", "First call")
    care("import", "board", write("board.md", BOARD), "--map", "What hurts=skip")
    assert texts(care)["connect"] == ["First call", "Welcome e-mail"]


def test_a_terminal_is_asked_for_the_stage(
    care: Any, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["somewhere", "assist"])
    monkeypatch.setattr("care_tui.cli.importing.import_command._may_ask", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_args, **_how: next(answers))
    ran = care.run("import", "board", write("board.md", BOARD))
    assert "There is no stage “somewhere”" in ran.err
    assert texts(care)["assist"] == ["Long queue", "Long queue"]


@pytest.mark.parametrize(
    ("name", "text", "words", "hint"),
    [
        ("x.md", BOARD, ["--map", "Nope=assist"], "“What hurts”"),
        ("x.md", BOARD, ["--map", "What hurts=asist"], "assist"),
        ("x.md", "Just words.\n", [], "No lists"),
        ("x.json", "{", [], "JSON"),
        ("x.json", '{"lists": []}', [], "Trello"),
        ("x.md", "", [], ""),
    ],
)
def test_a_board_that_cannot_be_used_changes_nothing(
    care: Any, write: Write, name: str, text: str, words: list[str], hint: str
) -> None:
    assert hint in care.refused("import", "board", write(name, text), *words)


def test_a_missing_file_is_told(care: Any) -> None:
    for words in (
        ["board", "no.md"],
        ["feedback", "no.csv", "--stage", "a", "--measure", "csat", "--column", "x"],
        ["workspace", "no.toml"],
    ):
        assert "cannot be read" in care.refused("import", *words)


def test_unsafe_characters_in_a_board_are_removed_and_told(care: Any, write: Write) -> None:
    file = write("board.md", "# Connect\n- Wel\x1bcome\u202e\n")
    assert "Removed 2 control characters" in care.says("import", "board", file)
    assert texts(care)["connect"] == ["Welcome"]


def test_wrong_usage_of_import(care: Any, write: Write) -> None:
    file = write("survey.csv", SURVEY)
    care.misused("import", "board", file, "--map", "no equals sign")
    care.misused("import", "feedback", file, "--stage", "a", "--column", "score")
    care.misused("import", "feedback", file, "--stage", "a", "--measure", "csat")
    care.misused(
        *("import", "feedback", file, "--stage", "a", "--measure", "csat", "--column", "score"),
        *("--date-column", "when", "--on", "2026-11-01"),
    )


def survey(file: str, *more: str) -> tuple[str, ...]:
    return (
        *("import", "feedback", file, "--stage", "assist", "--measure", "csat"),
        *("--column", "score", "--date-column", "when", *more),
    )


def test_feedback_is_counted_to_the_row(care: Any, write: Write) -> None:
    words = survey(write("survey.csv", SURVEY), "--quote-column", "words")
    found = care.json(*words)
    assert list(found)[:5] == ["rows", "measure", "n", "value", "problems"]
    assert list(found)[-2:] == ["import", "recipe"]
    assert found["rows"] == {
        "read": 7,
        "accepted": 3,
        "changed": 0,
        "rejected": 2,
        "blank": 2,
        "duplicates": 0,
    }
    assert (found["measure"], found["n"]) == ("csat", 3)
    assert found["value"] == pytest.approx(2 / 3)
    assert [problem["line"] for problem in found["problems"]] == [6, 8]
    assert "1 to 5" in found["problems"][0]["reason"]
    exported = care("export")
    assert 'quote = "Quick"' in exported
    assert 'source = "survey.csv"' in exported


def test_the_days_that_were_read_are_told(care: Any, write: Write) -> None:
    words = survey(write("survey.csv", SURVEY))
    facts = care.json(*words, "--dry-run")
    assert (facts["first_day"], facts["last_day"]) == ("2026-11-02", "2026-11-03")
    assert "\n3 answers, 2 Nov to 3 Nov 2026\n" in care(*words, "--dry-run")
    assert "\n3 answers, 2 Nov to 3 Nov 2026\n" in care(*words)
    over = write("over.csv", "when,score\n2025-12-30,5\n2026-01-02,4\n")
    assert "\n2 answers, 30 Dec 2025 to 2 Jan 2026\n" in care(*survey(over))
    one = write("one.csv", "when,score\n2026-10-05,1\n")
    assert "\n1 answer, all of 5 Oct 2026\n" in care(*survey(one))


def test_the_same_feedback_again_adds_nothing(care: Any, write: Write) -> None:
    words = survey(write("survey.csv", SURVEY))
    care(*words)
    before = care.content()
    rows = care.json(*words)["rows"]
    assert (rows["accepted"], rows["duplicates"]) == (0, 3)
    crlf = write("again.csv", SURVEY.replace("\n", "\r\n"))
    assert care.json(*survey(crlf))["rows"]["duplicates"] == 3
    assert care.content() == before


def test_without_a_stage_a_measure_goes_to_its_first(care: Any, write: Write) -> None:
    file = write("nps.csv", "nps\n" + "10\n" * 84 + "7\n" * 33 + "3\n" * 7)
    one = ("--measure", "nps", "--column", "nps", "--on", "today")
    ran = care.run("import", "feedback", file, *one)
    assert ran.code == 0
    assert "The answers are taken for Enhance; --stage names another.\n" in ran.err
    assert ran.out.startswith("NPS: 62 (n 124)\n")
    other = care.run("import", "feedback", file, "--measure", "npss", "--column", "nps")
    assert (other.code, other.out, other.err.count("\n")) == (1, "", 1)


def test_identical_rows_of_one_file_all_count(care: Any, write: Write) -> None:
    file = write("survey.csv", "when,score\n" + "2026-11-02,5\n" * 4)
    assert care.json(*survey(file))["rows"]["accepted"] == 4
    more = write("more.csv", "when,score\n" + "2026-11-02,5\n" * 5)
    rows = care.json(*survey(more))["rows"]
    assert (rows["accepted"], rows["duplicates"]) == (1, 4)


def test_a_dry_run_of_feedback_knows_the_duplicates_and_writes_nothing(
    care: Any, write: Write
) -> None:
    file = write("survey.csv", SURVEY)
    before = care.content()
    dry = care.run(*survey(file, "--dry-run", "--json"))
    assert care.content() == before
    assert "Nothing was written" in dry.err
    found = care.json(*survey(file))
    assert found.pop("import")
    assert {"version": 1, **found, "import": None} == json.loads(dry.out)
    rows = care.json(*survey(file, "--dry-run"))["rows"]
    assert (rows["accepted"], rows["duplicates"]) == (0, 3)


def test_without_a_date_column_the_day_is_said(care: Any, write: Write) -> None:
    file = write("plain.csv", "score\n5\n4\n")
    words = (
        *("import", "feedback", file, "--stage", "assist"),
        *("--measure", "csat", "--column", "score"),
    )
    assert "dated today. Say --on DAY" in care.says(*words, "--dry-run")
    before = care.content()
    assert "say --on DAY to date all answers" in care.refused(*words)
    assert care.content() == before
    assert "dated 2026-11-20" in care.says(*words, "--on", "today")
    assert "day = 2026-11-20" in care("export")
    other = write("other.csv", "score\n3\n")
    said = care.says(
        *("import", "feedback", other, "--stage", "assist"),
        *("--measure", "csat", "--column", "score", "--on", "2026-10-01"),
    )
    assert "2026-10-01" in said
    assert "day = 2026-10-01" in care("export")


def test_the_order_of_day_and_month_is_asked_for(care: Any, write: Write) -> None:
    file = write("survey.csv", "when,score\n03/04/2026,5\n05/06/2026,4\n")
    care.refused(*survey(file))
    care(*survey(file, "--day-first"))
    assert "day = 2026-04-03" in care("export")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--measure", "csta", "--column", "score"], "csat"),
        (["--measure", "csat", "--column", "skore"], "score"),
        (["--measure", "csat", "--column", "words"], "words"),
        (["--measure", "csat", "--column", "score", "--date-column", "words"], "no dates"),
        (["--measure", "csat", "--column", "score", "--on", "2026-12-01"], "has not come"),
        (["--measure", "csat", "--column", "score", "--touchpoint", "nope1"], "nope1"),
    ],
)
def test_feedback_that_cannot_be_used_changes_nothing(
    care: Any, write: Write, words: list[str], hint: str
) -> None:
    file = write("survey.csv", SURVEY)
    assert hint in care.refused("import", "feedback", file, "--stage", "assist", *words)


def test_many_problems_are_listed_in_part_for_people(care: Any, write: Write) -> None:
    bad = "".join(f"2026-11-02,x{number}\n" for number in range(30))
    file = write("survey.csv", "when,score\n" + "2026-11-02,5\n" * 40 + bad)
    said = care.says(*survey(file), "--unread", "skip")
    assert "Line 42: " in said
    assert "And 10 more" in said
    assert len(care.json(*survey(file), "--unread", "skip")["problems"]) == 30


def test_a_workspace_comes_back_whole_and_twice_changes_nothing(
    care: Any, write: Write, nobody: Any
) -> None:
    care("add", "connect", "Welcome")
    care("pick", "connect", "Greet by name", "--measure", "csat")
    care(*survey(write("survey.csv", SURVEY)))
    for form in ("toml", "json"):
        file = care.folder / f"all.{form}"
        care("export", "-o", str(file), "--format", form)
        again = ("--workspace", str(care.folder / f"{form}.db"))
        assert "0 the same" in care(*again, "import", "workspace", str(file))
        assert care(*again, "export", "--format", form) == file.read_text(encoding="utf-8")
        assert "0 added" in care(*again, "import", "workspace", str(file))
        assert care(*again, "export", "--format", form) == file.read_text(encoding="utf-8")
        assert care("export", "--format", form) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "care = 99\n", "x = 1\n", "{", 'care = 1\nteams = "x"\n'])
def test_a_workspace_file_that_is_none_makes_nothing(nobody: Any, write: Write, text: str) -> None:
    nobody.refused("import", "workspace", write("x.toml", text))
    assert not nobody.workspace.exists()


def test_the_list_of_imports_says_what_each_changed(care: Any, tmp_path: Path) -> None:
    path = tmp_path / "before.csv"
    path.write_text("ID,Date,CSAT\n1,2026-10-01,5\n2,2026-10-02,2\n")
    care("import", "feedback", str(path))
    path = tmp_path / "after.csv"
    path.write_text("ID,Date,CSAT\n1,2026-10-01,5\n2,2026-10-02,4\n")
    care("import", "feedback", str(path))
    lines = {line.split()[-1]: line for line in care("import", "list").splitlines()}
    assert "  1 changed" in lines["after.csv"]
    assert "answer" not in lines["after.csv"]
    assert "  2 answers" in lines["before.csv"]
    listed = {each["file"]: each for each in care.json("import", "list")}
    assert (listed["after.csv"]["answers"], listed["after.csv"]["changed"]) == (0, 1)
    assert (listed["before.csv"]["answers"], listed["before.csv"]["changed"]) == (2, 0)
