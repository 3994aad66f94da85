"""Lines from standard input, ``-``, closed streams, readers that go, and the same thing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def board(care: Any, stage: int = 0) -> list[str]:
    """The texts of one stage."""
    return [card["text"] for card in care.json("board")["stages"][stage]["touchpoints"]]


def in_shell(care: Any, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which ``care`` is this program."""
    words = f'care() {{ "{sys.executable}" -m care_tui "$@"; }}; set -o pipefail; {line}'
    return subprocess.run(
        ["bash", "-c", words],
        cwd=care.folder,
        env={
            "HOME": str(care.folder),
            "PATH": "/usr/bin:/bin",
            "CARE_NOW": care.now,
            "CARE_WORKSPACE": str(care.workspace),
            "XDG_STATE_HOME": str(care.folder / "state"),
            "PYTHONPATH": str(Path(__file__).parents[4]),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_each_line_of_standard_input_is_a_touchpoint(care: Any) -> None:
    ran = care.run("add", "connect", "-", "--friction", "2", input="one\n\n  two\u202e \n")
    assert ran.code == 0
    assert "Added 2 touchpoints to Connect." in ran.err
    assert "Removed 1 control character" in ran.err
    cards = care.json("board")["stages"][0]["touchpoints"]
    assert [(card["text"], card["friction"]) for card in cards] == [("one", 2), ("two", 2)]
    assert ran.out.split() == [card["id"] for card in cards]
    care("undo", "--yes")
    assert board(care) == []
    assert "has nothing in it" in care.run("add", "connect", "-", input=" \n").err
    assert care.run("add", "connect", "-", "--external-id", "x", input="one").code == 2


BATCH = """
connect --measure csat --value 5 --on 2026-11-18 --source call
connect --quote 'Good, and quick' --external-id crm-7

e --measure nps --value 9 --quote "I'd tell others"
"""


def test_lines_are_logged_together(care: Any) -> None:
    ran = care.run("log", "--batch", input=BATCH)
    assert (ran.code, ran.err) == (0, "Logged 3 answers.\n")
    answers = {each["id"]: each for each in care.json("evidence")["evidence"]}
    first, second, third = (answers[id] for id in ran.out.split())
    assert (first["measure"], first["day"], first["source"]) == ("csat", "2026-11-18", "call")
    assert (second["quote"], third["value"], third["stage"]) == ("Good, and quick", 9, "enhance")
    again = care.run("log", "--batch", input="connect --quote x --external-id crm-7\n")
    assert again.err == "Logged 0 answers.\nLogged before, so left as before: 1 answer.\n"
    assert again.out.strip() == second["id"]
    care("undo", "--yes")
    assert care.json("evidence")["evidence"] == []


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("connect --measure csat --value 9", 2, "Line 2: CSAT"),
        ("connekt --quote x", 2, "Line 2: There is no stage"),
        ("connect --measure csat", 2, "Line 2: --measure and --value"),
        ("connect --quote 'x", 2, "Line 2: A quotation mark"),
        ("connect --nothing", 2, "Line 2: No such option"),
        ("connect --batch", 2, "Line 2: --batch"),
        ("connect --quote x --on 2027-01-01", 2, "Line 2: 2027-01-01 has not come"),
        ("connect --quote x --touchpoint zzzz", 1, "Line 2: There is no touchpoint"),
        ("connect --measure csta --value 5", 1, "Line 2: There is no measure"),
    ],
)
def test_where_one_line_is_refused_nothing_is_logged(
    care: Any, line: str, code: int, hint: str
) -> None:
    before = care.content()
    ran = care.run("log", "--batch", input=f"connect --quote fine\n{line}\n")
    assert (ran.code, ran.out) == (code, "")
    assert hint in ran.err
    assert care.content() == before


def test_a_batch_takes_nothing_else(care: Any) -> None:
    care.misused("log", "connect", "--batch")
    assert "Say the STAGE" in care.misused("log")


def test_another_programs_id_makes_one_thing_once(care: Any) -> None:
    id = care("add", "connect", "First call", "--external-id", " crm-1 ").strip()
    ran = care.run("add", "assist", "Other", "--external-id", "crm-1")
    assert (ran.code, ran.out.strip()) == (0, id)
    assert ran.err == "crm-1 was added already: “First call”.\n"
    assert (board(care), board(care, 1)) == (["First call"], [])
    care("archive", id)
    assert care("add", "connect", "First call", "--external-id", "crm-1").strip() == id
    assert board(care) == []
    said = ("log", "connect", "--quote", "Good", "--external-id", "crm-1")
    logged = care(*said).strip()
    assert logged != id
    assert care(*said).strip() == logged
    care("erase", logged)
    assert care(*said).strip() == logged
    assert care.json("evidence")["evidence"] == []
    assert "can't be empty" in care.misused("add", "connect", "x", "--external-id", " ")


def test_what_was_taken_back_can_be_added_again(care: Any) -> None:
    said = ("add", "connect", "First call", "--external-id", "crm-1")
    id = care(*said)
    care("undo", "--yes")
    assert care(*said) == id
    assert board(care) == ["First call"]


def test_each_team_has_external_ids_of_its_own(care: Any) -> None:
    care("init", "--team", "Sales", "--timezone", "UTC")
    said = ("connect", "First call", "--external-id", "crm-1")
    ids = {care("--team", team, "add", *said) for team in ("Acme Support", "Sales")}
    assert len(ids) == 2


def test_days_are_said_in_the_same_ways_everywhere(care: Any) -> None:
    for day in (
        "today",
        "Today",
        "2026-11-20",
        "20.11.2026",
        "2026-11-20T09:30",
        "2026-11-20T23:30Z",
    ):
        care("log", "connect", "--quote", day, "--on", day)
    answers = care.json("evidence", "--from", "today", "--to", "today")["evidence"]
    assert len(answers) == 6
    care("pick", "connect", "Greet", "--due", "today")
    assert care.json("status")["improvements"][0]["due"] == "2026-11-20"
    care.now = "2026-11-20T23:30Z"
    care("log", "connect", "--quote", "late", "--on", "today")
    assert care.json("evidence")["evidence"][0]["day"] == "2026-11-21"


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "-"),
        ("restore", "-"),
        ("export", "--split", "-"),
        ("copy", "--to", "-"),
        ("--workspace", "-", "init", "--team", "X"),
    ],
)
def test_no_file_is_ever_called_by_a_dash(care: Any, words: tuple[str, ...]) -> None:
    ran = care.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert not (care.folder / "-").exists()


def test_a_dash_is_standard_output(care: Any) -> None:
    assert care("report", "-o", "-").startswith("#")
    assert "Acme Support" in care("export", "-o", "-")
    assert not (care.folder / "-").exists()


@pytest.mark.slow
def test_closed_streams_are_said_and_a_reader_that_goes_is_no_failure(care: Any) -> None:
    closed = in_shell(care, "care add connect - <&-")
    assert (closed.returncode, closed.stderr) == (
        1,
        "Standard input is closed, so nothing can be read from it.\n",
    )
    silent = in_shell(care, "care add connect Unseen >&-")
    assert (silent.returncode, silent.stderr) == (
        1,
        "Standard output is closed, so nothing can be printed.\n",
    )
    assert board(care) == []
    care("add", "connect", "-", input="".join(f"{'touchpoint ' * 40}{n}\n" for n in range(400)))
    gone = in_shell(care, "care board | head -n 1")
    assert (gone.returncode, gone.stdout, gone.stderr) == (0, "Acme Support\n", "")
    gone = in_shell(care, "care export --format json | head -c 1")
    assert (gone.returncode, gone.stdout, gone.stderr) == (0, "{", "")
