"""What an earlier version kept of who wrote a card privately goes with the upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from store.board import touchpoints
from store.db.migrate import run_migrations
from store.db.tables.journal_models import JournalRow
from store.db.tables.models import TouchpointRow
from store.domain.agenda import StepKey
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams import teams
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace

ADDED = (
    ("review", "asked_step"),
    ("review", "led_before_id"),
    ("review", "quotes"),
    ("review", "learned"),
    ("review", "called"),
    ("presence", "place"),
    ("team", "asks_question"),
)
"""Columns that came with this migration or a later one."""


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


@pytest.fixture
def dana(room: Seat) -> Seat:
    (team,) = room.workspace.teams()
    return room.as_member(room.workspace.find_member(team, "Dana"))


def reveal_one(room: Seat, writer: Seat, words: str) -> None:
    """A card of ``writer``, revealed in a review of its own."""
    review = reviews.open_review(room)
    snapshot = load_snapshot(room)
    assert snapshot.review is not None
    keys = [step.key for step in snapshot.review.steps]
    reviews.go_to_step(room, keys.index(StepKey.MAP))
    ballots.write_card(writer, Stage.CONNECT, words)
    reviews.ask_reveal(room)
    reviews.reveal(room)
    with room.workspace.writing() as session:
        session.execute(text("DELETE FROM review_present"))
        session.execute(text("DELETE FROM review WHERE id = :id"), {"id": review})


def as_before(room: Seat, author: str) -> None:
    """Give every revealed card its author again, in the table and in the journal, and the
    tables the shape they had."""
    with room.workspace.writing() as session:
        for row in session.scalars(select(JournalRow)):
            images: list[Any] = [dict(image) for image in row.changes]
            for image in images:
                made = image["entity"] == "touchpoint" and image["before"] is None
                if made and row.kind == "revealed":
                    image["after"] = {**image["after"], "author_id": author}
                    session.execute(
                        update(TouchpointRow)
                        .where(TouchpointRow.id == image["id"])
                        .values(author_id=author)
                    )
            row.changes = images
        for table, column in ADDED:
            session.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        session.execute(text("UPDATE alembic_version SET version_num = '0002'"))


def authors(room: Seat) -> dict[str, str | None]:
    with room.reading() as session:
        rows = session.execute(select(TouchpointRow.text, TouchpointRow.author_id))
        return {words: author for words, author in rows}


def journaled(room: Seat) -> dict[str, str | None]:
    """The author that the journal names for each card, by its text."""
    with room.reading() as session:
        return {
            image["after"]["text"]: image["after"]["author_id"]
            for row in session.scalars(select(JournalRow))
            for image in row.changes
            if image["entity"] == "touchpoint" and image["before"] is None
        }


@pytest.mark.parametrize("shows_now", [False, True])
def test_authors_of_hidden_reveals_go_and_others_stay(
    room: Seat, dana: Seat, shows_now: bool
) -> None:
    touchpoints.add(dana, Stage.CONNECT, "In the open")
    reveal_one(room, dana, "Hidden")
    teams.set_team(room, show_authors=True)
    reveal_one(room, dana, "Shown")
    teams.set_team(room, show_authors=False)
    reveal_one(room, dana, "Hidden again")
    if shows_now:
        teams.set_team(room, show_authors=True)
    assert dana.member_id is not None
    as_before(room, dana.member_id)
    assert set(authors(room).values()) == {dana.member_id}
    room.workspace.engine.dispose()
    run_migrations(room.workspace.engine, "0003")
    wanted = {
        "In the open": dana.member_id,
        "Hidden": None,
        "Shown": dana.member_id,
        "Hidden again": None,
    }
    assert authors(room) == wanted
    assert journaled(room) == wanted
    if room.workspace.path is not None:
        with room.reading() as session:
            assert session.scalar(text("PRAGMA user_version")) == 1


def test_a_team_without_a_journal_is_left_as_it_is(room: Seat, dana: Seat) -> None:
    touchpoints.add(dana, Stage.CONNECT, "In the open")
    with room.workspace.writing() as session:
        session.execute(delete(JournalRow))
    assert dana.member_id is not None
    as_before(room, dana.member_id)
    room.workspace.engine.dispose()
    run_migrations(room.workspace.engine, "0003")
    assert authors(room) == {"In the open": dana.member_id}
