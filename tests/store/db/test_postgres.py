"""A workspace in PostgreSQL: how it is opened, made, named and read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DatabaseError

from store.board import touchpoints
from store.common.clock import RunningClock, SetClock
from store.common.errors import NotAWorkspace, NotFound, Refused, Unreachable
from store.db.engine import make_engine, workspace_url
from store.db.migrate import run_migrations
from store.db.schema import LATEST, upgrade, version_of
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live.pg_listener import listen
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.location import shown_location, workspace_exists
from store.workspace.workspace import Workspace, create_workspace, open_workspace

if TYPE_CHECKING:
    from tests.databases import Databases, PostgresServer

SECRET = "hunter2-canary"


@pytest.fixture
def url(postgres: Databases) -> str:
    """An empty database."""
    return postgres.new()


def _run(url: str, *statements: str) -> None:
    engine = create_engine(workspace_url(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _role(url: str, name: str) -> str:
    """The URL of the same database for another role."""
    return make_url(url).set(username=name).render_as_string(hide_password=False)


def test_it_is_made_once_and_opened_again(url: str) -> None:
    assert not workspace_exists(url)
    with pytest.raises(NotFound, match=r"There is no workspace at .* care init"):
        open_workspace(url)
    made = create_workspace(url)
    create_team(made, NewTeam("Team"))
    assert workspace_exists(url)
    assert made.path is None
    again = open_workspace(url)
    assert [team.name for team in again.teams()] == ["Team"]
    assert (again.check(), again.engine_version().split()[0]) == ("ok", "PostgreSQL")
    with pytest.raises(Refused, match=r"holds a workspace already\. Nothing was changed"):
        create_workspace(url)
    made.close()
    again.close()


def test_of_many_who_make_it_at_once_one_does(url: str) -> None:
    many = 4
    start = Barrier(many)

    def make() -> str:
        start.wait()
        try:
            create_workspace(url).close()
        except Refused as refused:
            assert "holds a workspace already" in str(refused)
            return "refused"
        return "made"

    with ThreadPoolExecutor(many) as pool:
        found = [pool.submit(make) for _ in range(many)]
    assert sorted(each.result() for each in found) == ["made"] + ["refused"] * (many - 1)


def test_a_database_with_other_tables_in_the_way_is_left_as_it_was(url: str) -> None:
    _run(url, "CREATE TABLE team (name text)", "INSERT INTO team VALUES ('mine')")
    with pytest.raises(NotAWorkspace, match=r"among them “team”.* Nothing was changed"):
        create_workspace(url)
    with pytest.raises(NotFound):
        open_workspace(url)
    engine = make_engine(workspace_url(url))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM team")).scalars().all() == ["mine"]
    engine.dispose()


def test_other_tables_that_are_not_in_the_way_stay(url: str) -> None:
    _run(url, "CREATE TABLE invoices (id int)")
    create_workspace(url).close()
    assert workspace_exists(url)


def test_a_newer_workspace_is_refused(url: str) -> None:
    create_workspace(url).close()
    _run(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotAWorkspace, match="made by a newer care"):
        open_workspace(url)


def test_an_older_one_is_migrated_once_by_many_who_open_it(url: str) -> None:
    engine = make_engine(workspace_url(url))
    run_migrations(engine, "0001")
    engines = [make_engine(workspace_url(url)) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(upgrade, engines))
    with engine.connect() as connection:
        assert version_of(connection) == LATEST
    for each in (engine, *engines):
        each.dispose()


def test_only_the_owner_of_the_tables_brings_them_up_to_date(url: str) -> None:
    engine = make_engine(workspace_url(url))
    run_migrations(engine, "0014")
    name = f"writer_{make_url(url).database}"
    _run(url, f"CREATE ROLE {name} LOGIN", f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {name}")
    with pytest.raises(Refused, match=r"does not allow you to do this .* Ask its owner"):
        open_workspace(_role(url, name))
    with engine.connect() as connection:
        assert version_of(connection) == "0014"
    open_workspace(url).close()
    open_workspace(_role(url, name)).close()
    engine.dispose()
    _run(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_a_group_is_for_files(url: str) -> None:
    with pytest.raises(Refused, match="A group is for a file"):
        create_workspace(url, group="staff")
    assert not workspace_exists(url)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (f"postgresql://me:{SECRET}@db.example:5433/care", "postgresql://me@db.example:5433/care"),
        (f"postgres://me:{SECRET}@db.example/care", "postgresql://me@db.example/care"),
        (f"postgresql+psycopg://me@h/care?password={SECRET}", "postgresql://me@h/care"),
        (f"postgresql://h/care?sslpassword={SECRET}&sslmode=require", "postgresql://h/care"),
        (f"postgresql://me:{SECRET}@/care?host=/run/pg", "postgresql://me@/care?host=/run/pg"),
        (f"postgresql://me:{SECRET}@h:what/care", "neither a file path nor a database URL"),
        (
            f"postgresql://me:{SECRET}@h/care?options=-csearch_path%3Dacme&passfile={SECRET}",
            "postgresql://me@h/care?options=-csearch_path%3Dacme",
        ),
        (
            f"postgresql://h/care?options=-c care.password={SECRET} -c search_path=acme",
            "postgresql://h/care?options=-csearch_path%3Dacme",
        ),
        (f"postgresql://h/care?options=-c care.key={SECRET}", "postgresql://h/care"),
        ("care.db", "care.db"),
    ],
)
def test_a_place_is_shown_without_secrets(place: str, shown: str) -> None:
    found = shown_location(place).replace("%2F", "/")
    assert shown in found
    assert SECRET not in found


def test_a_password_in_the_query_is_used_as_one() -> None:
    url = workspace_url(f"postgresql://me@h/care?password={SECRET}&sslmode=require")
    assert (url.password, dict(url.query)) == (SECRET, {"sslmode": "require"})


def test_who_is_turned_away_is_told_why_without_the_password(url: str) -> None:
    create_workspace(url).close()
    missing = make_url(url).set(database="no_such_database", password=SECRET)
    with pytest.raises(Refused, match="There is no such database") as none:
        open_workspace(missing.render_as_string(hide_password=False))
    stranger = make_url(url).set(username="nobody_here", password=SECRET)
    with pytest.raises(Refused, match="did not accept the name or password") as turned:
        open_workspace(stranger.render_as_string(hide_password=False))
    nowhere = f"postgresql://me:{SECRET}@127.0.0.1:1/care"
    with pytest.raises(Unreachable, match="cannot be reached now") as lost:
        workspace_exists(nowhere)
    for refused in (none, turned, lost):
        assert SECRET not in str(refused.value)
        assert refused.value.__cause__ is None and refused.value.__suppress_context__


def test_a_schema_that_is_not_there_is_said_with_how_to_make_it(url: str) -> None:
    there = make_url(url).update_query_dict({"options": "-csearch_path=acme"})
    place = there.render_as_string(hide_password=False)
    with pytest.raises(Refused, match=r"There is no such schema: .*acme.* CREATE SCHEMA") as none:
        create_workspace(place)
    assert none.value.__suppress_context__
    _run(url, "CREATE SCHEMA acme")
    create_workspace(place).close()
    assert workspace_exists(place)
    assert not workspace_exists(url)


def test_who_may_only_read_or_nothing_is_told_so(url: str, postgres: Databases) -> None:
    workspace = create_workspace(url)
    team = create_team(workspace, NewTeam("Team"))
    name = f"reader_{make_url(url).database}"
    _run(url, f"CREATE ROLE {name} LOGIN", f"GRANT SELECT ON team TO {name}")
    stranger = Workspace(make_engine(workspace_url(_role(url, name))), SetClock(datetime.now(UTC)))
    assert [each.name for each in stranger.teams()] == ["Team"]
    with pytest.raises(Refused, match="does not allow you to do this"):
        touchpoints.add(Seat(stranger, team.id), Stage.CONNECT, "Card")
    stranger.close()
    workspace.close()
    _run(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_reading_sees_one_moment_and_writes_nothing(url: str) -> None:
    workspace = create_workspace(url)
    create_team(workspace, NewTeam("Team"))
    rename = text("UPDATE team SET name = 'Other'")
    with workspace.reading() as reader:
        assert reader.scalar(text("SELECT name FROM team")) == "Team"
        with workspace.writing() as writer:
            writer.execute(rename)
        assert reader.scalar(text("SELECT name FROM team")) == "Team"
    with pytest.raises(Refused, match="may only be read"), workspace.reading() as reader:
        reader.execute(rename)
    workspace.close()


def test_other_errors_of_the_database_go_on_as_they_are(url: str) -> None:
    workspace = create_workspace(url)
    with pytest.raises(DatabaseError), workspace.reading() as reader:
        reader.execute(text("SELECT nonsense"))
    workspace.close()


def test_time_is_the_servers_unless_one_was_handed_in(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_workspace(url).close()
    fixed = open_workspace(url, SetClock(datetime(2026, 1, 1, tzinfo=UTC)))
    assert fixed.clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    fixed.close()

    class Fast(datetime):
        """This machine's clock, an hour fast."""

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(hours=1)

    monkeypatch.setattr("store.db.postgres.datetime", Fast)
    monkeypatch.setattr("store.common.clock.datetime", Fast)
    for clock in (None, RunningClock()):
        workspace = open_workspace(url, clock)
        assert abs(workspace.clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
        workspace.close()


def test_what_was_deleted_leaves_the_tables_of_ballots(url: str) -> None:
    workspace = create_workspace(url)
    team = create_team(workspace, NewTeam("Team", members=("Dana",)))
    room = Seat(workspace, team.id)
    dana = room.as_member(workspace.find_member(team, "Dana"))
    card = touchpoints.add(room, Stage.CONNECT, "Card")
    reviews.open_review(room)
    reviews.go_to_step(room, 4)
    ballots.vote(dana, card)
    size = text("SELECT pg_relation_size('vote')")
    with workspace.reading() as session:
        assert session.scalar(size) > 0
    reviews.ask_reveal(room)
    reviews.reveal(room)
    with workspace.reading() as session:
        assert session.scalar(size) == 0
    workspace.close()


def test_a_server_that_went_and_came_back_is_used_again(postgres_server: PostgresServer) -> None:
    workspace = create_workspace(postgres_server.new())
    team = create_team(workspace, NewTeam("Team"))
    room = Seat(workspace, team.id)
    listener = listen(workspace, team.id)
    assert listener is not None
    postgres_server.stop()
    with pytest.raises(Unreachable):
        touchpoints.add(room, Stage.CONNECT, "Lost")
    for lose in (workspace.teams, lambda: listener.wait(5)):
        with pytest.raises(Unreachable) as lost:
            lose()
        assert lost.value.message == "The workspace cannot be reached now. Try again."
    listener.close()
    with pytest.raises(Unreachable):
        listen(workspace, team.id)
    postgres_server.start()
    touchpoints.add(room, Stage.CONNECT, "Kept")
    assert [each.name for each in workspace.teams()] == ["Team"]
    again = listen(workspace, team.id)
    assert again is not None
    again.close()
    workspace.close()


def test_a_text_that_no_server_takes_is_cleaned_on_its_way_in(url: str) -> None:
    workspace = create_workspace(url)
    team = create_team(workspace, NewTeam("Te\0am", members=("Da\0na",)))
    room = Seat(workspace, team.id)
    touchpoints.add(room, Stage.CONNECT, "Ca\0rd\ud800", notes="No\0tes")
    card = load_snapshot(room).board[0].touchpoints[0]
    assert (workspace.teams()[0].name, card.text, card.notes) == ("Team", "Card", "Notes")
    workspace.close()


def test_a_value_too_large_is_refused(url: str) -> None:
    workspace = create_workspace(url)
    create_team(workspace, NewTeam("Team"))
    with pytest.raises(Refused, match="as large as that"), workspace.writing() as session:
        session.execute(text("UPDATE team_seq SET seq = 99999999999"))
    workspace.close()


def test_two_workspaces_stand_in_two_schemas_of_one_database(url: str) -> None:
    _run(url, "CREATE SCHEMA one", "CREATE SCHEMA two")
    places = [
        make_url(url)
        .update_query_dict({"options": f"-csearch_path={schema}"})
        .render_as_string(hide_password=False)
        for schema in ("one", "two")
    ]
    for number, place in enumerate(places):
        workspace = create_workspace(place)
        create_team(workspace, NewTeam(f"Team {number}"))
        workspace.close()
    again = [open_workspace(place) for place in places]
    found = [[team.name for team in workspace.teams()] for workspace in again]
    assert found == [["Team 0"], ["Team 1"]]
    assert not workspace_exists(url)
    for workspace in again:
        workspace.close()
