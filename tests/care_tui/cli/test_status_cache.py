"""``care status`` says again what it said last only while a fresh reading would say the same."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from care_tui.cli.status.status_cache import StatusCache
from store.common.clock import SetClock
from store.workspace.workspace import open_workspace

CHANGES = [
    ["add", "connect", "Welcome"],
    ["add", "resolve", "Refund", "--friction", "3"],
    ["pick", "connect", "Greet by name", "--owner", "Dana", "--measure", "csat"],
    ["pick", "assist", "Answer within a day"],
    ["pick", "resolve", "Call back", "--cycle", "2026-W48"],
    ["pick", "enhance", "--skip", "No time"],
    ["done", "connect"],
    ["drop", "assist", "--reason", "Nobody asked"],
    ["carry", "resolve"],
    ["cycle", "skip", "2026-W48", "--reason", "Fair"],
    ["cycle", "unskip", "2026-W48"],
    ["log", "connect", "--measure", "csat", "--value", "4"],
    ["log", "connect", "--quote", "Lovely"],
    ["case", "add", "R-1", "--subject", "Broken"],
    ["case", "contact", "R-1"],
    ["case", "solve", "R-1"],
    ["case", "answer", "R-1", "yes"],
    ["case", "reopen", "R-1"],
    ["case", "owner", "R-1", "Dana"],
    ["member", "add", "Kim"],
    ["member", "leave", "Kim"],
    ["member", "rename", "Dana", "Dana Maria"],
    ["team", "set", "--review-day", "monday"],
    ["team", "set", "--review-time", "09:30"],
    ["team", "set", "--timezone", "America/New_York"],
    ["team", "set", "--cadence", "monthly"],
    ["team", "set", "--name", "Renamed"],
    ["park", "Ask about parcels"],
    ["add", "assist", "Only mine", "--private", "--as", "Dana"],
    ["undo", "--yes"],
]


@pytest.fixture
def hits(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each status was said again without reading the workspace."""
    found: list[bool] = []
    read = StatusCache.read

    def noted(self: StatusCache) -> str | None:
        said = read(self)
        found.append(said is not None)
        return said

    monkeypatch.setattr(StatusCache, "read", noted)
    return found


def is_true(care: Any) -> None:
    """Both forms say what a fresh reading says, from what was kept and anew."""
    for form in ([], ["--json"]):
        first, again = care.run("status", *form), care.run("status", *form)
        fresh = care.run("status", "--fresh", *form)
        assert first == again == fresh


def later(care: Any, **amount: float) -> None:
    care.now = (datetime.fromisoformat(care.now) + timedelta(**amount)).isoformat()


@pytest.mark.parametrize("seed", range(2))
def test_it_is_never_stale_whatever_another_process_changes(
    care: Any, hits: list[bool], seed: int
) -> None:
    chance = random.Random(seed)
    done = 0
    for _ in range(8):
        done += care.run(*chance.choice(CHANGES)).code == 0
        is_true(care)
        later(care, minutes=chance.choice([0, 1, 50, 600, 1440]))
        is_true(care)

    assert done > 2
    assert hits.count(True) > 10


def test_a_status_that_is_still_true_loads_no_database(care: Any, tmp_path: Path) -> None:
    environment = {**os.environ, "CARE_WORKSPACE": str(care.workspace), "CARE_NOW": care.now}
    said = care("status")
    code = (
        "import sys; from click.testing import CliRunner; from care_tui.cli.root import cli;"
        "print(CliRunner().invoke(cli, ['status']).stdout, end='');"
        "assert 'sqlalchemy' not in sys.modules"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )

    assert (ran.stdout, ran.returncode) == (said, 0), ran.stderr


def test_what_is_in_the_log_alone_counts(care: Any, hits: list[bool]) -> None:
    """Another terminal holds the file open, so that nothing reaches it but the log."""
    workspace = open_workspace(
        care.workspace, SetClock(datetime.fromisoformat(care.now + "+00:00"))
    )
    try:
        is_true(care)
        hits.clear()
        is_true(care)
        assert all(hits)
        care("park", "Ask about parcels")
        assert "Parked" in care("status")
        assert hits[-1] is False
        is_true(care)
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-11-20T22:59:00", "2026-11-20T23:00:00"),
        ("2026-11-20T13:59:00", "2026-11-20T14:00:01"),
        ("2026-11-20T12:00:00", "2026-11-19T12:00:00"),
        ("2026-11-20T12:00:00", "2027-11-20T12:00:00"),
    ],
    ids=["midnight in Berlin", "the review's time", "a clock set back", "years"],
)
def test_time_makes_it_stale(care: Any, hits: list[bool], before: str, after: str) -> None:
    care.now = before
    care("status")
    hits.clear()

    care.now = after
    said = care("status")

    assert hits == [False]
    assert said == care("status", "--fresh")


@pytest.mark.parametrize("hours", [23, 24, 47, 48, 71])
def test_what_customers_wait_for_makes_it_stale(care: Any, hours: int) -> None:
    care("case", "add", "R-1", "--subject", "Broken")
    later(care, hours=hours, minutes=59)
    care("status")
    later(care, minutes=2)
    assert care("status") == care("status", "--fresh")


def test_a_restored_workspace_of_the_same_name_is_read_anew(care: Any, tmp_path: Path) -> None:
    care("backup", str(tmp_path / "copy.db"))
    care("pick", "connect", "Greet by name")
    assert "Greet by name" in care("status")
    care("restore", str(tmp_path / "copy.db"), "--force")
    assert "Greet by name" not in care("status")
    care("pick", "connect", "Ask for the name")
    assert "Ask for the name" in care("status")


def _another_version(care: Any) -> None:
    with sqlite3.connect(care.workspace) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")


def _no_file(care: Any) -> None:
    care.workspace.unlink()


def _another_team(care: Any) -> None:
    care("init", "--team", "Sales")


@pytest.mark.parametrize("change", [_another_version, _no_file, _another_team])
def test_what_a_reading_refuses_is_refused(care: Any, change: Callable[[Any], None]) -> None:
    care("status")
    change(care)
    assert care.run("status") == care.run("status", "--fresh")
    assert care.run("status").code == 1


def test_another_cares_is_read_anew(
    care: Any, hits: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    care("status")
    monkeypatch.setattr("care_tui.cli.status.status_cache.__version__", "999")
    care("status")
    assert hits == [False, False]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"between": 7}', "\0", "[" * 100_000])
def test_a_damaged_file_counts_as_none(care: Any, hits: list[bool], content: str) -> None:
    said = care("status")
    (kept,) = (Path(os.environ["XDG_STATE_HOME"]) / "care" / "seen").glob("*.status.json")
    kept.write_text(content)
    assert care("status") == said
    assert hits == [False, False]


def test_of_an_open_review_nothing_is_kept(care: Any, hits: list[bool]) -> None:
    from store.domain.agenda import AgendaKind
    from store.journal.seat import Seat
    from store.reviews import reviews

    care("status")
    workspace = open_workspace(
        care.workspace, SetClock(datetime.fromisoformat(care.now + "+00:00"))
    )
    reviews.open_review(Seat(workspace, workspace.find_team().id), AgendaKind.SHORT)
    workspace.close()
    assert "open, in" in care("status")
    assert "open, in" in care("status")
    assert hits == [False] * 3
