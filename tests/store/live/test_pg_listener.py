"""Hearing of changes from the server, and knowing where nothing is to be heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.db.engine import make_engine, workspace_url
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live.pg_listener import Listener, listen
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import TeamRef, Workspace, create_workspace

if TYPE_CHECKING:
    from tests.databases import Databases

LONG = 10.0
"""Seconds; what is to be heard is there long before."""


@pytest.fixture
def url(postgres: Databases) -> str:
    return postgres.new()


@pytest.fixture
def server(url: str, clock: SetClock) -> Workspace:
    return create_workspace(url, clock)


@pytest.fixture
def ours(server: Workspace) -> TeamRef:
    return create_team(server, NewTeam("Ours", members=("Dana",)))


def _listener(workspace: Workspace, team: TeamRef) -> Listener:
    listener = listen(workspace, team.id)
    assert listener is not None
    return listener


def test_what_a_team_changes_is_heard_and_nothing_else(server: Workspace, ours: TeamRef) -> None:
    theirs = create_team(server, NewTeam("Theirs"))
    room, listener = Seat(server, ours.id), _listener(server, ours)
    assert not listener.wait(0)
    touchpoints.add(Seat(server, theirs.id), Stage.CONNECT, "Not ours")
    with pytest.raises(Refused):
        touchpoints.add(room, Stage.CONNECT, " ")
    assert not listener.wait(0.05)
    touchpoints.add(room, Stage.CONNECT, "Ours")
    assert listener.wait(LONG)
    assert not listener.wait(0)
    listener.close()
    server.close()


def test_what_the_journal_does_not_see_is_heard(server: Workspace, ours: TeamRef) -> None:
    room = Seat(server, ours.id)
    reviews.open_review(room)
    listener = _listener(server, ours)
    with room.unjournaled_change():
        pass
    assert listener.wait(LONG)
    listener.close()
    server.close()


def test_it_is_heard_at_the_commit_and_not_before(server: Workspace, ours: TeamRef) -> None:
    room, listener = Seat(server, ours.id), _listener(server, ours)
    with room.unjournaled_change() as change:
        change.session.flush()
        assert not listener.wait(0.05)
    assert listener.wait(LONG)
    with pytest.raises(RuntimeError), room.unjournaled_change():
        raise RuntimeError
    assert not listener.wait(0.05)
    listener.close()
    server.close()


def test_a_file_has_nothing_to_hear(workspace: Workspace, path: Path, team: TeamRef) -> None:
    assert listen(workspace, team.id) is None


def test_who_may_not_notify_writes_all_the_same_and_polls(
    server: Workspace, ours: TeamRef, url: str, clock: SetClock
) -> None:
    """As with an engine that speaks PostgreSQL without LISTEN and NOTIFY."""
    name = f"quiet_{make_url(url).database}"
    with server.engine.begin() as connection:
        for statement in (
            f"CREATE ROLE {name} LOGIN",
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}",
            "REVOKE EXECUTE ON FUNCTION pg_notify FROM PUBLIC",
        ):
            connection.exec_driver_sql(statement)
    quiet = Workspace(make_engine(workspace_url(url).set(username=name)), clock)
    touchpoints.add(Seat(quiet, ours.id), Stage.CONNECT, "Card")
    assert listen(quiet, ours.id) is None
    quiet.close()
    with server.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")
    server.close()
