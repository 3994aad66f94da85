"""Workspaces: making the file, opening it, who may read it."""

from __future__ import annotations

import grp
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier
from time import monotonic

import pytest
from sqlalchemy import Engine, select

from store.board.touchpoints import add
from store.common.clock import SetClock
from store.common.errors import NotAWorkspace, NotFound, Refused
from store.db.schema import Fill, create_tables
from store.db.tables.ballot_models import VoteRow
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.location import workspace_exists
from store.workspace.workspace import Workspace, create_workspace, new_id, open_workspace


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask_open() -> Iterator[None]:
    """The most generous umask a machine can have; pytest's own comes back after."""
    old = os.umask(0)
    yield
    os.umask(old)


@pytest.mark.usefixtures("umask_open")
def test_only_its_owner_may_read_a_workspace(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "data" / "deep" / "care.db"
    workspace = create_workspace(path, clock)
    create_team(workspace, NewTeam("Team"))
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["care.db", "care.db-shm", "care.db-wal"]
    assert [_mode(file) for file in files] == [0o600] * 3
    workspace.close()


@pytest.mark.usefixtures("umask_open")
def test_a_groups_workspace_is_the_groups_too(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "care.db"
    group = grp.getgrgid(os.getgid())
    workspace = create_workspace(path, clock, group=group.gr_name)
    create_team(workspace, NewTeam("Team"))
    assert [_mode(file) for file in tmp_path.iterdir()] == [0o660] * 3
    assert path.stat().st_gid == group.gr_gid
    workspace.close()


def test_a_group_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no group “no-such-group”") as refused:
        create_workspace(tmp_path / "care.db", group="no-such-group")
    assert refused.value.field == "group"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "care.db"
    path.write_text("mine")
    with pytest.raises(Refused, match=r"exists already\. Nothing was changed"):
        create_workspace(path)
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refused, match=r"The folder .*/file cannot be made"):
        create_workspace(tmp_path / "file" / "care.db")


def test_a_new_workspace_has_no_team(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "care.db"
    assert not workspace_exists(path)
    workspace = create_workspace(path, clock)
    assert workspace_exists(path)
    assert (workspace.path, workspace.location) == (path, str(path))
    assert workspace.teams() == ()
    assert workspace.check() == "ok"
    with pytest.raises(NotFound, match="no team yet"):
        workspace.find_team()
    workspace.close()


def test_what_is_written_is_there_when_it_is_opened_again(
    room: Seat, path: Path, clock: SetClock
) -> None:
    add(room, Stage.CONNECT, "Card")
    room.workspace.close()
    again = open_workspace(path, clock)
    snapshot = load_snapshot(Seat(again, room.team_id))
    assert [card.text for card in snapshot.board[0].touchpoints] == ["Card"]
    again.close()


def test_no_workspace_is_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no workspace at .*care init"):
        open_workspace(tmp_path / "care.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match=r"is a folder\. A workspace is a file"):
        open_workspace(tmp_path)


@pytest.mark.parametrize("missing", [os.R_OK, os.W_OK])
def test_a_file_that_may_not_be_used_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, missing: int
) -> None:
    """By the answer of the system, since nothing is kept from a test that runs as root."""
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & missing)
    with pytest.raises(Refused, match="may not be read and written by you"):
        open_workspace(path)
    assert path.read_bytes() == before


def test_two_open_the_same_file_and_see_each_other(room: Seat, path: Path, clock: SetClock) -> None:
    other = Seat(open_workspace(path, clock), room.team_id)
    add(room, Stage.CONNECT, "Mine")
    add(other, Stage.CONNECT, "Theirs")
    for seat in (room, other):
        snapshot = load_snapshot(seat)
        assert [card.text for card in snapshot.board[0].touchpoints] == ["Mine", "Theirs"]
    other.workspace.close()


def test_settling_empties_the_log(workspace: Workspace, room: Seat, path: Path) -> None:
    add(room, Stage.CONNECT, "Card")
    log = path.with_name("care.db-wal")
    assert log.stat().st_size > 0
    workspace.truncate_wal()
    assert log.stat().st_size == 0


def test_ids_are_short_plain_and_each_their_own() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id) == 12 and id.isalnum() and id.islower() | id.isdigit() for id in ids)


class Reader:
    """A second connection that holds one state, as a terminal in the middle of reading does."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM vote").fetchone()

    def leave(self) -> None:
        self._connection.close()


def _bytes(path: Path) -> bytes:
    log = path.with_name(f"{path.name}-wal")
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")


def _vote(room: Seat, dana: Seat) -> bytes:
    """A vote of Dana's, a moment ahead of the reveal; the bytes that give it away."""
    card = add(room, Stage.CONNECT, "Card")
    reviews.open_review(room)
    reviews.go_to_step(room, 4)
    ballots.vote(dana, card)
    with room.workspace.reading() as session:
        review = session.scalar(select(VoteRow.review_id))
    assert review is not None and dana.member_id is not None
    return f"{review}{dana.member_id}{card}".encode()


@pytest.mark.parametrize("then", ["the next change", "closing", "opening anew"])
def test_revealed_votes_leave_the_files_as_soon_as_a_reader_has_left(
    room: Seat, dana: Seat, path: Path, clock: SetClock, then: str
) -> None:
    traces = _vote(room, dana)
    assert traces in _bytes(path)
    reader, other = Reader(path), Reader(path)
    before = monotonic()
    reviews.ask_reveal(room)
    reviews.reveal(room)
    assert monotonic() - before < 2
    assert traces in _bytes(path)
    reader.leave()
    idle = sqlite3.connect(path)
    idle.execute("SELECT count(*) FROM vote").fetchone()
    if then == "the next change":
        other.leave()
        add(room, Stage.CONNECT, "Another")
    elif then == "closing":
        other.leave()
        room.workspace.close()
    else:
        room.workspace.close()
        assert traces in _bytes(path)
        other.leave()
        open_workspace(path, clock).close()
    assert traces not in _bytes(path)
    idle.close()


def test_of_many_who_make_one_workspace_at_once_one_makes_it(
    tmp_path: Path, clock: SetClock
) -> None:
    path = tmp_path / "care.db"
    many = 6
    start = Barrier(many)

    def make() -> str:
        start.wait()
        try:
            create_workspace(path, clock, durable=False).close()
        except Refused as refused:
            assert "exists already" in str(refused)
            again = open_workspace(path, clock)
            assert again.teams() == ()
            again.close()
            return "opened"
        return "made"

    with ThreadPoolExecutor(many) as pool:
        found = [pool.submit(make) for _ in range(many)]
        results = sorted(each.result() for each in found)
    assert results == ["made"] + ["opened"] * (many - 1)
    # Two that close at the same moment each leave SQLite's own files to the other.
    left = {file.name for file in tmp_path.iterdir()}
    assert left - {"care.db-wal", "care.db-shm"} == {"care.db"}


def test_a_workspace_is_whole_from_the_moment_it_can_be_seen(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "care.db"
    seen = []

    def watched(engine: Engine, id: str, now: datetime, fill: Fill | None) -> None:
        seen.append(path.exists())
        create_tables(engine, id, now, fill)

    monkeypatch.setattr("store.workspace.workspace.create_tables", watched)
    create_workspace(path, clock).close()
    assert seen == [False]


def test_where_files_cannot_be_linked_a_workspace_is_made_all_the_same(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "care.db"
    create_workspace(path, clock).close()
    assert _mode(path) == 0o600
    with pytest.raises(Refused, match="exists already"):
        create_workspace(path, clock)
    assert [file.name for file in tmp_path.iterdir()] == ["care.db"]


def test_the_log_of_a_lost_workspace_never_gets_into_a_new_one(
    room: Seat, path: Path, clock: SetClock, tmp_path: Path
) -> None:
    add(room, Stage.CONNECT, "Card")
    new = tmp_path / "new.db"
    shutil.copy(path.with_name("care.db-wal"), tmp_path / "new.db-wal")
    with pytest.raises(Refused, match=r"new\.db-wal .*Move it away"):
        create_workspace(new, clock)
    assert not new.exists()
