"""What failures of a database mean to a person."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, TimeoutError

from store.board import touchpoints
from store.common.clock import RunningClock
from store.common.errors import Damaged, Refused, Unreachable
from store.db.engine import make_engine, workspace_url
from store.db.error_translation import translated_errors
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.databases import Databases


def _error(code: int) -> OperationalError:
    """As SQLAlchemy hands on what SQLite says."""
    said = sqlite3.OperationalError("secret words of the driver's own")
    said.sqlite_errorcode = code
    return OperationalError("SELECT 'a card'", {}, said)


def test_a_file_that_somebody_keeps_locked_is_busy(
    room: Seat, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.db.engine.BUSY_WAIT", 20)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unreachable, match=r"keeps the workspace busy\. Nothing was changed"):
        touchpoints.add(room, Stage.CONNECT, "Card")
    assert [team.name for team in room.workspace.teams()] == ["Acme Support"]
    other.close()
    touchpoints.add(room, Stage.CONNECT, "Card")


def test_a_file_whose_folder_went_away_cannot_be_reached(workspace: Workspace, path: Path) -> None:
    workspace.engine.dispose()
    shutil.rmtree(path.parent)
    with pytest.raises(Unreachable) as lost:
        workspace.teams()
    assert lost.value.message == "The workspace cannot be reached now. Try again."


@pytest.mark.parametrize(
    "code",
    [sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR_READ],
)
def test_what_may_pass_is_unreachable_in_a_sentence_of_our_own(code: int) -> None:
    with pytest.raises(Unreachable) as lost, translated_errors("care.db"):
        raise _error(code)
    assert "secret" not in lost.value.message
    assert lost.value.__suppress_context__


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (sqlite3.SQLITE_FULL, Refused, "no room left"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Refused, "may not be written by you"),
        (sqlite3.SQLITE_CORRUPT_INDEX, Damaged, "is damaged"),
        (sqlite3.SQLITE_NOTADB, Damaged, "is damaged"),
    ],
)
def test_what_does_not_pass_is_refused(code: int, kind: type[Refused], said: str) -> None:
    with pytest.raises(Refused, match=said) as refused, translated_errors("care.db"):
        raise _error(code)
    assert type(refused.value) is kind


def test_other_failures_go_on_as_they_are() -> None:
    with pytest.raises(OperationalError), translated_errors("care.db"):
        raise _error(sqlite3.SQLITE_ERROR)


def test_waiting_too_long_for_a_connection_is_busy() -> None:
    with pytest.raises(Unreachable, match="busy"), translated_errors("care.db"):
        raise TimeoutError


def test_what_the_store_refuses_goes_through() -> None:
    with pytest.raises(Refused, match="as it was"), translated_errors("care.db"):
        raise Refused("as it was")


@pytest.mark.parametrize(
    ("state", "kind", "said"),
    [
        ("40P01", Unreachable, "keeps the workspace busy"),
        ("53100", Refused, "no room left"),
        ("57P01", Unreachable, "^The workspace cannot be reached now. Try again.$"),
        ("28P01", Unreachable, "^The workspace cannot be reached now. Try again.$"),
        ("3D000", Unreachable, "^The workspace cannot be reached now. Try again.$"),
        ("3F000", Unreachable, "^The workspace cannot be reached now. Try again.$"),
        ("42501", Refused, "does not allow you to do this"),
        ("25006", Refused, "^The workspace may only be read"),
        ("22003", Refused, "^The workspace does not take a value as large"),
    ],
)
def test_what_a_server_says_of_itself_while_at_work_names_no_place(
    postgres: Databases, state: str, kind: type[Refused], said: str
) -> None:
    engine = make_engine(workspace_url(postgres.new()))
    workspace = Workspace(engine, RunningClock(), location="postgresql://me@h/care")
    raised = f"DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(Refused, match=said) as refused, workspace.reading() as session:
        session.execute(text(raised))
    assert type(refused.value) is kind
    assert "secret" not in refused.value.message
    assert "postgresql" not in refused.value.message
    workspace.close()
