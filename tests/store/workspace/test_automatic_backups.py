"""The backups care makes by itself: one a day, seven of them, without ballots."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.reviews import ballots, reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.automatic_backups import (
    KEPT,
    age_of,
    back_up_before,
    back_up_daily,
    daily_backups,
    folder_of,
    restore_advice,
)
from store.workspace.backup import restore
from store.workspace.workspace import create_workspace, open_workspace

TODAY = date(2026, 11, 20)


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    clock = SetClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    workspace = create_workspace(tmp_path / "care.db", clock, durable=False)
    team = create_team(workspace, NewTeam("Acme", members=("Dana",)))
    yield Seat(workspace, team.id)
    workspace.close()


@pytest.fixture
def place(seat: Seat) -> Path:
    path = seat.workspace.path
    assert path is not None
    return path


def cards(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM touchpoint")]


def test_a_day_has_one_backup(seat: Seat, place: Path) -> None:
    touchpoints.add(seat, Stage.CONNECT, "In the morning")
    made = back_up_daily(place, TODAY)
    assert made == folder_of(place) / "care-2026-11-20.db"
    touchpoints.add(seat, Stage.CONNECT, "Later")
    assert back_up_daily(place, TODAY) is None
    assert cards(made) == ["In the morning"]
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_seven_days_are_kept_and_nothing_else_is_touched(place: Path) -> None:
    other = folder_of(place) / "care-mine.db"
    other.parent.mkdir()
    other.write_text("mine")
    for number in range(KEPT + 3):
        made = back_up_daily(place, TODAY + timedelta(days=number))
        assert made is not None
        os.utime(made, (number, number))
    names = [file.name for file in daily_backups(place)]
    assert names == [f"care-2026-11-{day}.db" for day in range(23, 30)]
    assert other.read_text() == "mine"


def test_another_workspace_in_the_folder_has_backups_of_its_own(place: Path) -> None:
    other = place.with_name("care-2.db")
    create_workspace(other, durable=False).close()
    back_up_daily(other, TODAY)
    back_up_daily(place, TODAY)
    assert [file.name for file in daily_backups(place)] == ["care-2026-11-20.db"]
    assert [file.name for file in daily_backups(other)] == ["care-2-2026-11-20.db"]


def test_ballots_are_in_none(seat: Seat, place: Path) -> None:
    reviews.open_review(seat)
    reviews.go_to_step(seat, 3)
    person = seat.as_member(load_snapshot(seat).team.members[0].id)
    ballots.write_card(person, Stage.CONNECT, "Nobody has seen this")
    made = back_up_daily(place, TODAY)
    assert made is not None
    assert b"Nobody has seen this" not in made.read_bytes()


def test_a_shared_workspace_has_shared_backups(place: Path) -> None:
    place.chmod(0o660)
    made = back_up_daily(place, TODAY)
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o660
    assert made.parent.stat().st_mode & 0o777 == 0o770


def test_a_damaged_workspace_pushes_no_good_backup_out(seat: Seat, place: Path) -> None:
    touchpoints.add(seat, Stage.CONNECT, "Good")
    for number in range(KEPT):
        back_up_daily(place, TODAY - timedelta(days=number + 1))
    seat.workspace.truncate_wal()
    whole = bytearray(place.read_bytes())
    whole[4096 * 3 : 4096 * 20] = b"\xff" * 4096 * 17
    place.write_bytes(whole)
    good = list(daily_backups(place))
    with pytest.raises(Refused, match=r"Today's backup cannot be made in .*damaged|malformed"):
        back_up_daily(place, TODAY)
    assert list(daily_backups(place)) == good
    assert sorted(folder_of(place).iterdir()) == sorted(good)


def test_what_a_killed_program_left_is_taken_away(place: Path) -> None:
    folder = folder_of(place)
    folder.mkdir()
    old, new = folder / ".care-2026-11-19.db.abc", folder / ".care-2026-11-20.db.def"
    for left in (old, new):
        left.write_text("half")
    os.utime(old, (time.time() - 7200,) * 2)
    back_up_daily(place, TODAY)
    assert not old.exists()
    assert new.exists()


def test_the_way_back_is_the_newest_sound_backup_of_either_kind(place: Path) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert restore_advice(place, now).startswith(f"No sound backup is in {folder_of(place)}.")
    daily = back_up_daily(place, TODAY)
    before = back_up_before(place, "none")
    torn = back_up_daily(place, TODAY + timedelta(days=1))
    assert daily is not None and before is not None and torn is not None
    torn.write_bytes(torn.read_bytes()[:5000])
    for file, hours in ((daily, 50), (before, 3), (torn, 1)):
        os.utime(file, (now.timestamp() - hours * 3600,) * 2)
    said = "The newest sound backup is {} old. Bring it back with: care --workspace {} restore {}"
    assert restore_advice(place, now) == said.format("3 hours", place, before)
    before.write_bytes(b"")
    assert restore_advice(place, now) == said.format("2 days", place, daily)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-60, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (86_400, "1 day"),
        (400 * 86_400, "400 days"),
    ],
)
def test_the_age_of_a_backup_is_in_its_largest_unit(
    tmp_path: Path, seconds: int, said: str
) -> None:
    file, now = tmp_path / "copy.db", datetime(2026, 11, 20, 9, tzinfo=UTC)
    file.touch()
    os.utime(file, (now.timestamp() - seconds,) * 2)
    assert age_of(file, now) == said


def test_where_files_have_no_groups_backups_and_restores_go_on(
    path: Path, room: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(0o666)
    monkeypatch.delattr("os.chown")
    made = back_up_daily(path, date(2026, 11, 17))
    assert made is not None
    kept = restore(made, path)
    assert kept is not None
    back = open_workspace(path)
    assert [team.name for team in back.teams()] == ["Acme"]
    back.close()
