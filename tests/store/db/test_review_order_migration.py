"""Workspaces from before Evidence became the second step: only untouched agendas change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from store.db.migrate import run_migrations
from store.db.tables.models import TeamRow
from store.domain.agenda import DEFAULT_AGENDAS, AgendaKind, StepKey
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace

OLD = {
    "team": [
        ["check-in", 3],
        ["look-back", 8],
        ["map", 8],
        ["focus", 4],
        ["pick", 12],
        ["evidence", 6],
        ["close", 4],
    ],
    "solo": [["look-back", 2], ["map", 2], ["pick", 4], ["evidence", 2]],
    "short": [["look-back", 5], ["pick", 8], ["close", 2]],
}
OWN = [["pick", 9], ["evidence", 6], ["close", 4]]
ADDED = {
    "review": ("led_before_id", "quotes", "learned", "called"),
    "presence": ("place",),
    "team": ("asks_question",),
}


@pytest.fixture
def room(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Seat]:
    """The room's seat in a database of the test's own, whose tables are changed."""
    place: str | Path = tmp_path / "own.db"
    if database == "postgresql":
        place = request.getfixturevalue("postgres").new()
    workspace = create_workspace(place, durable=False)
    team = create_team(workspace, NewTeam("Acme", members=("Dana", "Lee")))
    yield Seat(workspace, team.id)
    workspace.close()


def upgrade(room: Seat, agendas: dict[str, list[list[object]]]) -> None:
    """Give the team these agendas and the tables the shape they had, then migrate."""
    with room.workspace.writing() as session:
        session.execute(update(TeamRow).values(agendas=agendas))
        for table, columns in ADDED.items():
            for column in columns:
                session.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        session.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    run_migrations(room.workspace.engine, "0008")


def stored(room: Seat) -> dict[str, object]:
    with room.reading() as session:
        agendas: dict[str, object]
        (agendas,) = session.scalars(select(TeamRow.agendas))
        return agendas


def test_an_agenda_saved_unchanged_gets_the_new_order(room: Seat) -> None:
    upgrade(room, {**OLD, "short": [*OWN]})
    assert stored(room) == {"short": OWN}
    agendas = load_snapshot(room).team.agendas
    assert agendas[AgendaKind.TEAM] == DEFAULT_AGENDAS[AgendaKind.TEAM]
    assert agendas[AgendaKind.TEAM][1].key is StepKey.EVIDENCE


def test_an_agenda_that_was_changed_stays_in_its_order(room: Seat) -> None:
    own = [*OLD["team"][:4], ["pick", 20], *OLD["team"][5:]]
    upgrade(room, {"team": own})
    steps = load_snapshot(room).team.agendas[AgendaKind.TEAM]
    assert [[step.key.value, step.minutes] for step in steps] == own


def test_an_open_review_goes_on_in_the_order_it_began_with(room: Seat) -> None:
    with room.workspace.writing() as session:
        session.execute(update(TeamRow).values(agendas=OLD))
    reviews.open_review(room)
    reviews.go_to_step(room, 5)
    upgrade(room, OLD)
    review = load_snapshot(room).review
    assert review is not None
    assert [[step.key.value, step.minutes] for step in review.steps] == OLD["team"]
    assert review.step.key is StepKey.EVIDENCE
    assert (review.quotes, review.learned, review.led_before) == ((), {}, None)
    reviews.go_to_step(room, 6)


def test_a_file_with_reviews_and_agendas_of_the_old_order_comes_back(
    room: Seat, tmp_path: Path
) -> None:
    with room.workspace.writing() as session:
        session.execute(update(TeamRow).values(agendas={"team": OLD["team"]}))
    reviews.open_review(room)
    facts = export_workspace(room.workspace)
    for team in facts["teams"]:
        del team["asks_question"]
        for review in team["reviews"]:
            del review["quotes"], review["learned"]
    data = to_toml(facts).encode()
    other = create_workspace(tmp_path / "other.db", durable=False)
    import_workspace(other, read_workspace_file(data, "old.toml"))
    (team,) = other.teams()
    review = load_snapshot(Seat(other, team.id)).review
    assert review is not None
    assert [[step.key.value, step.minutes] for step in review.steps] == OLD["team"]
    other.close()


@pytest.mark.parametrize("form", [2, 3])
def test_an_old_file_brings_no_agenda_that_its_team_never_changed(
    room: Seat, tmp_path: Path, form: int
) -> None:
    with room.workspace.writing() as session:
        session.execute(update(TeamRow).values(agendas={**OLD, "short": [*OWN]}))
    facts = export_workspace(room.workspace)
    facts["care"] = form
    other = create_workspace(tmp_path / "other.db", durable=False)
    read = read_workspace_file(to_toml(facts).encode(), "old.toml")
    import_workspace(other, read)
    assert import_workspace(other, read).kept == 0
    (team,) = other.teams()
    agendas = load_snapshot(Seat(other, team.id)).team.agendas
    assert [step.key.value for step in agendas[AgendaKind.SHORT]] == [key for key, _ in OWN]
    second = StepKey.EVIDENCE if form == 2 else StepKey.LOOK_BACK
    assert agendas[AgendaKind.TEAM][1].key is second
    other.close()
