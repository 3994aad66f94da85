"""Backups: whole, without ballots, and never over something that is not asked about."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import NotAWorkspace, NotFound, Refused
from store.db.engine import APPLICATION_ID, make_engine, workspace_url
from store.db.migrate import run_migrations
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams import teams
from store.workspace.backup import backup, restore
from store.workspace.workspace import Workspace, create_workspace, open_workspace


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    clock = SetClock(datetime(2026, 11, 20, 14, tzinfo=UTC))
    workspace = create_workspace(tmp_path / "here.db", clock)
    team = teams.create_team(workspace, teams.NewTeam("Support", members=("Dana",)))
    return Seat(workspace, team.id)


def cards(workspace: Workspace) -> list[str]:
    board = load_snapshot(Seat(workspace, workspace.find_team().id)).board
    return [card.text for column in board for card in column.touchpoints]


def test_a_backup_holds_what_was_there_and_comes_back(seat: Seat, tmp_path: Path) -> None:
    touchpoints.add(seat, Stage.CONNECT, "First")
    target = backup(seat.workspace, tmp_path / "copy.db")
    assert target.stat().st_mode & 0o777 == 0o600
    touchpoints.add(seat, Stage.CONNECT, "Second")
    seat.workspace.close()
    place = tmp_path / "here.db"
    kept = restore(target, place)
    assert kept is not None
    with_second, without = open_workspace(kept), open_workspace(place)
    assert cards(with_second) == ["First", "Second"]
    assert cards(without) == ["First"]
    with_second.close()
    without.close()


def test_nothing_is_overwritten_unless_forced(seat: Seat, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("precious")
    with pytest.raises(Refused, match="--force"):
        backup(seat.workspace, target)
    assert target.read_text() == "precious"
    backup(seat.workspace, target, force=True)
    assert open_workspace(target).check() == "ok"
    seat.workspace.close()
    assert restore(target, tmp_path / "here.db", force=True) is None
    assert not list(tmp_path.glob("*before-restore*"))


def test_unrevealed_ballots_are_in_no_backup(seat: Seat, tmp_path: Path) -> None:
    reviews.open_review(seat)
    person = seat.as_member(load_snapshot(seat).team.members[0].id)
    reviews.go_to_step(seat, 3)
    ballots.write_card(person, Stage.CONNECT, "Nobody has seen this")
    target = backup(seat.workspace, tmp_path / "copy.db")
    assert b"Nobody has seen this" not in target.read_bytes()
    with sqlite3.connect(target) as copy:
        assert copy.execute("SELECT count(*) FROM private_card").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"", b"words", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_backup_that_is_none_changes_nothing(seat: Seat, tmp_path: Path, content: bytes) -> None:
    touchpoints.add(seat, Stage.CONNECT, "First")
    source = tmp_path / "not-ours"
    source.write_bytes(content)
    with pytest.raises(NotAWorkspace):
        restore(source, tmp_path / "here.db")
    assert cards(seat.workspace) == ["First"]
    assert not list(tmp_path.glob("*partial*"))


def test_a_missing_backup_is_named(seat: Seat, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nothing\.db"):
        restore(tmp_path / "nothing.db", tmp_path / "here.db")


def test_a_backup_of_another_database_is_refused(seat: Seat, tmp_path: Path) -> None:
    source = tmp_path / "other.db"
    with sqlite3.connect(source) as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(NotAWorkspace, match="not a workspace of care"):
        restore(source, tmp_path / "here.db")


def test_who_has_it_open_goes_on_in_what_was_restored(seat: Seat, tmp_path: Path) -> None:
    place = tmp_path / "here.db"
    touchpoints.add(seat, Stage.CONNECT, "First")
    target = backup(seat.workspace, tmp_path / "copy.db")
    touchpoints.add(seat, Stage.CONNECT, "Second")
    file = place.stat().st_ino
    kept = restore(target, place)
    assert kept is not None
    assert cards(seat.workspace) == ["First"]
    touchpoints.add(seat, Stage.CONNECT, "Third")
    other, old = open_workspace(place), open_workspace(kept)
    assert cards(other) == ["First", "Third"]
    assert cards(old) == ["First", "Second"]
    assert other.check() == old.check() == "ok"
    assert place.stat().st_ino == file
    assert sorted(each.name for each in tmp_path.glob("*partial*")) == []
    other.close()
    old.close()


def test_a_reader_in_the_middle_keeps_what_it_reads(seat: Seat, tmp_path: Path) -> None:
    touchpoints.add(seat, Stage.CONNECT, "First")
    target = backup(seat.workspace, tmp_path / "copy.db")
    touchpoints.add(seat, Stage.CONNECT, "Second")
    with seat.reading() as session:
        count = text("SELECT count(*) FROM touchpoint")
        assert session.scalar(count) == 2
        restore(target, tmp_path / "here.db")
        assert session.scalar(count) == 2
    assert cards(seat.workspace) == ["First"]


@pytest.mark.parametrize("force", [False, True])
def test_a_shared_workspace_stays_shared(seat: Seat, tmp_path: Path, force: bool) -> None:
    place = tmp_path / "here.db"
    target = backup(seat.workspace, tmp_path / "copy.db")
    place.chmod(0o660)
    groups = [group for group in os.getgroups() if group != place.stat().st_gid]
    if groups:
        os.chown(place, -1, groups[0])
    before = place.stat()
    kept = restore(target, place, force=force)
    for path in (place, kept) if kept else (place,):
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        assert path.stat().st_gid == before.st_gid


def test_a_damaged_workspace_is_set_aside_whole(seat: Seat, tmp_path: Path) -> None:
    place = tmp_path / "here.db"
    touchpoints.add(seat, Stage.CONNECT, "First")
    target = backup(seat.workspace, tmp_path / "copy.db")
    seat.workspace.close()
    place.chmod(0o660)
    damaged = place.read_bytes()[:100] + b"\xff" * 60_000
    place.write_bytes(damaged)
    kept = restore(target, place)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert stat.S_IMODE(place.stat().st_mode) == 0o660
    assert cards(open_workspace(place)) == ["First"]


def test_a_busy_workspace_is_left_as_it_is(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.workspace.backup._WAIT", 0.01)
    target = backup(seat.workspace, tmp_path / "copy.db")
    touchpoints.add(seat, Stage.CONNECT, "First")
    with seat.workspace.writing() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(Refused, match="busy"):
            restore(target, tmp_path / "here.db")
    assert cards(seat.workspace) == ["First"]
    assert not list(tmp_path.glob("*before-restore*"))


def test_pages_of_another_size_come_back_too(seat: Seat, tmp_path: Path) -> None:
    touchpoints.add(seat, Stage.CONNECT, "First")
    target = backup(seat.workspace, tmp_path / "copy.db")
    with sqlite3.connect(target) as copy:
        copy.execute("PRAGMA page_size=8192")
        copy.execute("VACUUM")
    touchpoints.add(seat, Stage.CONNECT, "Second")
    restore(target, tmp_path / "here.db")
    assert cards(seat.workspace) == ["First"]
    assert seat.workspace.check() == "ok"


def _as_at_first(file: Path, first: Path) -> None:
    """Make of ``file`` what the first version would have written: its tables, its columns."""
    first.touch()
    engine = make_engine(workspace_url(first))
    run_migrations(engine, "0001")
    engine.dispose()
    with closing(sqlite3.connect(first)) as older:
        older.execute("ATTACH DATABASE ? AS newer", (str(file),))
        tables = "SELECT name FROM {}.sqlite_master WHERE type = 'table'"
        both = set(older.execute(tables.format("main"))) & set(
            older.execute(tables.format("newer"))
        )
        for (table,) in both - {("alembic_version",)}:
            columns, others = (
                {row[1] for row in older.execute(f"PRAGMA {schema}.table_info({table})")}
                for schema in ("main", "newer")
            )
            shared = ", ".join(f'"{name}"' for name in sorted(columns & others))
            older.execute(f"INSERT INTO main.{table} ({shared}) SELECT {shared} FROM newer.{table}")
        older.commit()
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    first.replace(file)


def test_a_backup_older_than_a_table_comes_back(seat: Seat, tmp_path: Path) -> None:
    target = backup(seat.workspace, tmp_path / "copy.db")
    seat.workspace.close()
    _as_at_first(target, tmp_path / "first.db")
    restore(target, tmp_path / "here.db", force=True)
    back = open_workspace(tmp_path / "here.db")
    assert [team.name for team in back.teams()] == ["Support"]
    back.close()
