"""What is not whole in a workspace's file is found, down to a single value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from store.board import touchpoints
from store.common.errors import NotAWorkspace
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    workspace = create_workspace(tmp_path / "care.db", durable=False)
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme", members=("Dana",))).id)
    touchpoints.add(seat, Stage.CONNECT, "Welcome")
    yield seat
    workspace.close()


def harm(seat: Seat, statement: str) -> None:
    raw = seat.workspace.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys=OFF")
    raw.cursor().execute(statement)
    raw.cursor().execute("PRAGMA foreign_keys=ON")
    raw.close()


def test_a_whole_workspace_is_ok(seat: Seat) -> None:
    assert seat.workspace.check() == "ok"


def test_a_link_that_leads_nowhere_is_named(seat: Seat) -> None:
    harm(seat, "DELETE FROM team")
    assert "links lead nowhere, the first in the table" in seat.workspace.check()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE member SET name = CAST(x'ff41' AS TEXT)",
        "UPDATE journal SET at = 'no day'",
        "UPDATE journal SET changes = '{half'",
        "UPDATE team SET made_at = 'no day'",
    ],
)
def test_a_value_that_cannot_be_read_is_found(seat: Seat, statement: str) -> None:
    harm(seat, statement)
    with pytest.raises(NotAWorkspace, match=r"The workspace is damaged\. Nothing was changed"):
        seat.workspace.check()


def test_reading_a_value_that_cannot_be_is_said_as_damage(seat: Seat) -> None:
    harm(seat, "UPDATE touchpoint SET made_at = 'no day'")
    with pytest.raises(NotAWorkspace, match="care restore brings back a backup"):
        load_snapshot(seat)


def test_a_mistake_of_the_program_is_none_of_the_database(seat: Seat) -> None:
    with pytest.raises(ValueError, match="mine"), seat.workspace.reading() as session:
        session.execute(text("SELECT 1"))
        raise ValueError("mine")
