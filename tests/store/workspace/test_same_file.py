"""A workspace's file that is replaced or removed under who has it open."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.clock import RunningClock
from store.common.errors import Refused, Unreachable
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.live.change_watcher import Watcher
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import Workspace, create_workspace, open_workspace

PATIENCE = 20.0


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = create_workspace(tmp_path / "w.db", durable=False)
    team = create_team(made, NewTeam("Acme"))
    made.close()
    workspace = open_workspace(tmp_path / "w.db", RunningClock())
    yield Seat(workspace, team.id)
    workspace.close()


def place(seat: Seat) -> Path:
    assert seat.workspace.path is not None
    return seat.workspace.path


def replace(path: Path) -> None:
    """As ``cp w.db x; mv x w.db``."""
    copy = path.with_name("x")
    shutil.copy(path, copy)
    copy.replace(path)


def remove(path: Path) -> None:
    """As ``rm w.db*``."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


def add(seat: Seat, text: str) -> None:
    touchpoints.add(seat, Stage.CONNECT, text)


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM touchpoint ORDER BY text")]


def eventually(do: Callable[[], object]) -> None:
    """Do it until it is not refused."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            do()
        except Refused:
            assert time.monotonic() < end
            time.sleep(0.02)
        else:
            return


def test_what_is_saved_after_the_file_was_replaced_is_refused_then_kept(seat: Seat) -> None:
    add(seat, "Before")
    replace(place(seat))
    with pytest.raises(
        Unreachable, match=r"Another file took the workspace's place\. Nothing was changed"
    ):
        add(seat, "After")
    eventually(lambda: add(seat, "Again"))
    assert texts(place(seat)) == ["Again", "Before"]


def test_what_is_replaced_amid_a_change_is_not_acknowledged(seat: Seat) -> None:
    with pytest.raises(Unreachable), seat.workspace.writing():
        replace(place(seat))


def test_nothing_is_made_where_a_file_was_removed(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.db.same_file.LET_GO", 0.0)  # Each try looks at what is there now.
    path = place(seat)
    kept = path.with_name("kept")
    add(seat, "Before")
    seat.workspace.truncate_wal()
    shutil.copy(path, kept)
    remove(path)
    for _ in range(3):
        with pytest.raises(Unreachable):
            add(seat, "After")
        with pytest.raises(Unreachable):
            load_snapshot(seat)
    assert not list(path.parent.glob("w.db*"))
    kept.replace(path)
    eventually(lambda: add(seat, "Again"))
    assert texts(path) == ["Again", "Before"]


def make_other(path: Path) -> None:
    made = create_workspace(path, durable=False)
    create_team(made, NewTeam("Others"))
    made.close()


def make_damaged(path: Path) -> None:
    shutil.copy(path.with_name("w.db"), path)
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xff" * (2 * 4096)
    path.write_bytes(data)


@pytest.mark.parametrize("make", [make_other, make_damaged, lambda path: path.write_text("no")])
def test_a_file_that_is_not_ours_or_not_sound_is_not_opened(
    seat: Seat, make: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.db.same_file.LET_GO", 0.0)
    path = place(seat)
    seat.workspace.truncate_wal()
    kept, other = path.with_name("kept"), path.with_name("other")
    shutil.copy(path, kept)
    make(other)
    remove(path)
    shutil.copy(other, path)
    stands = path.read_bytes()
    for _ in range(3):
        with pytest.raises(Unreachable):
            add(seat, "After")
    assert path.read_bytes() == stands
    remove(path)
    kept.replace(path)
    eventually(lambda: add(seat, "Again"))
    assert texts(path) == ["Again"]


@pytest.mark.parametrize("lose", [replace, remove])
def test_the_watcher_says_so_and_goes_on_in_the_new_file(
    seat: Seat, lose: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.live.change_watcher.FIRST_RETRY", 0.05)
    monkeypatch.setattr("store.live.change_watcher.LAST_RETRY", 0.1)
    path = place(seat)
    seat.workspace.truncate_wal()
    kept = path.with_name("kept")
    shutil.copy(path, kept)
    told: list[object] = []
    losses: list[float | None] = []
    stop = threading.Event()
    watcher = Watcher(seat.workspace, seat.team_id)
    thread = threading.Thread(target=watcher.run, args=(stop, told.append, losses.append))
    thread.start()
    try:
        wait(lambda: told)
        lose(path)
        wait(lambda: losses)
        if not path.exists():
            kept.replace(path)
        wait(lambda: losses[-1] is None)
        number = len(told)
        other = open_workspace(path)
        add(Seat(other, seat.team_id), "By another")
        other.close()
        wait(lambda: len(told) > number)
    finally:
        stop.set()
        thread.join()
    assert losses[0] is not None
    assert [card.text for card in load_snapshot(seat).board[0].touchpoints] == ["By another"]


def wait(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for never came"
        time.sleep(0.01)


def test_a_workspace_on_a_server_has_no_file(workspace: Workspace) -> None:
    workspace.check_place()
    assert (workspace.file is None) == (workspace.path is None)
