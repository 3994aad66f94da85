"""A workspace split into a folder, one file a cycle, and back without loss."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.cycles import Cadence
from store.domain.stages import Stage
from store.evidence import evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.teams import teams
from store.transfer.split import read_split, write_split
from store.transfer.split_folder import HEADER, SplitResult
from store.transfer.workspace_file import export_workspace, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import Workspace, create_workspace, open_workspace
from tests.conftest import SAMPLED


@pytest.fixture(scope="module")
def sample_file(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample workspace, with a second and a third team whose names are alike."""
    path = tmp_path_factory.mktemp("sample") / "care.db"
    workspace = copied_sample(path, SAMPLED)
    for name in ("Nord Süd", "nord-süd!"):
        teams.create_team(workspace, teams.NewTeam(name, cadence=Cadence.MONTHLY))
    workspace.truncate_wal()
    workspace.close()
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copy(sample_file, tmp_path / "care.db")
    workspace = open_workspace(tmp_path / "care.db", SetClock(SAMPLED))
    yield workspace
    workspace.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "split"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Seat]:
    """A team of one with one card, in a workspace of its own."""
    workspace = create_workspace(tmp_path / "small.db", SetClock(SAMPLED), durable=False)
    team = teams.create_team(workspace, teams.NewTeam("Support", members=("Dana",)))
    seat = Seat(workspace, team.id)
    touchpoints.add(seat, Stage.CONNECT, "Greeting")
    yield seat
    workspace.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_sample_comes_back_to_the_byte(sample: Workspace, folder: Path, tmp_path: Path) -> None:
    whole = export_workspace(sample)
    done = write_split(sample, folder)
    assert done.written == len(contents(folder)) > 15
    assert read_split(folder) == whole
    copy = create_workspace(tmp_path / "copy.db", SetClock(SAMPLED), durable=False)
    import_workspace(copy, read_split(folder))
    assert to_toml(export_workspace(copy)) == to_toml(whole)
    assert write_split(copy, folder) == SplitResult(0, done.written, 0)
    copy.close()


def test_every_file_is_care_s_and_a_cycle_has_what_was_said_on_its_days(
    sample: Workspace, folder: Path
) -> None:
    write_split(sample, folder)
    files = contents(folder)
    assert all(data.startswith(HEADER.encode()) for data in files.values())
    week = files["littletow-support/cycles/2026-W46.toml"].decode()
    days = {line for line in week.splitlines() if line.startswith("day = ")}
    assert days <= {f"day = 2026-11-{day:02d}" for day in range(9, 16)}
    assert 'planned = "2026-W46"' in week
    assert "[[improvements]]" in week
    assert "[[touchpoints]]" in files["littletow-support/board.toml"].decode()
    assert "\nmembers = [\n" in files["littletow-support/team.toml"].decode()


def test_teams_whose_names_are_alike_have_folders_of_their_own(
    sample: Workspace, folder: Path
) -> None:
    write_split(sample, folder)
    younger = next(team.id for team in sample.teams() if team.name == "nord-süd!")
    elder = next(team.id for team in sample.teams() if team.name == "Nord Süd")
    places = {path.name for path in folder.iterdir() if path.is_dir()}
    assert len(places) == 3
    assert {"littletow-support", "nord-süd"} < places
    assert places & {f"nord-süd-{younger}", f"nord-süd-{elder}"}


def test_only_the_file_of_the_cycle_at_hand_changes(small: Seat, folder: Path) -> None:
    evidence.log(small, Stage.CONNECT, quote="Old words", day=date(2026, 11, 2))
    write_split(small.workspace, folder)
    before = contents(folder)
    evidence.log(small, Stage.CONNECT, quote="New words", day=date(2026, 11, 19))
    assert write_split(small.workspace, folder) == SplitResult(1, len(before), 0)
    after = contents(folder)
    assert [name for name in after if after[name] != before.get(name)] == [
        "support/cycles/2026-W47.toml"
    ]


def test_a_row_goes_to_the_cycle_of_the_team_s_own_calendar(
    small: Seat, folder: Path, tmp_path: Path
) -> None:
    teams.set_team(small, zone="Pacific/Auckland")
    clock = small.workspace.clock
    assert isinstance(clock, SetClock)
    clock.at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    evidence.log(small, Stage.CONNECT, quote="Monday there")
    teams.set_team(small, cadence=Cadence.MONTHLY)
    clock.at += timedelta(days=40)
    improvements.pick(small, Stage.ASSIST, "Show the hours")
    write_split(small.workspace, folder)
    names = set(contents(folder))
    assert "support/cycles/2026-W48.toml" in names
    assert "support/cycles/2027-01.toml" in names
    assert read_split(folder) == export_workspace(small.workspace)


def test_what_no_longer_applies_goes_and_what_is_foreign_stays(small: Seat, folder: Path) -> None:
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("[core]")
    evidence.log(small, Stage.CONNECT, quote="Words", day=date(2026, 11, 2))
    write_split(small.workspace, folder)
    foreign = {
        "README.md": "Ours",
        "support/cycles/notes.toml": HEADER,
        "support/cycles/2020-W01.toml": "mine = 1",
        "support/sketch.txt": HEADER,
        ".git/config": "[core]",
    }
    for name, text in foreign.items():
        (folder / name).write_text(text)
    teams.set_team(small, name="Help desk")
    assert write_split(small.workspace, folder) == SplitResult(4, 0, 3)
    left = contents(folder)
    assert {name: left[name].decode() for name in foreign} == foreign
    assert set(left) - set(foreign) == {
        "workspace.toml",
        "help-desk/team.toml",
        "help-desk/board.toml",
        "help-desk/cycles/2026-W45.toml",
    }


def test_folders_left_empty_go(small: Seat, folder: Path) -> None:
    write_split(small.workspace, folder)
    teams.set_team(small, name="Help desk")
    write_split(small.workspace, folder)
    assert [path.name for path in sorted(folder.iterdir())] == ["help-desk", "workspace.toml"]


def test_a_folder_of_something_else_is_refused_and_left_alone(
    small: Seat, sample: Workspace, folder: Path, tmp_path: Path
) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear")
    with pytest.raises(Refused, match="not empty"):
        write_split(small.workspace, folder)
    with pytest.raises(Refused, match="is a file"):
        write_split(small.workspace, folder / "letter.txt")
    assert contents(folder) == {"letter.txt": b"Dear"}
    theirs = tmp_path / "theirs"
    write_split(sample, theirs)
    before = contents(theirs)
    with pytest.raises(Refused, match="another workspace"):
        write_split(small.workspace, theirs)
    assert contents(theirs) == before


def test_a_foreign_file_in_the_way_is_never_overwritten(small: Seat, folder: Path) -> None:
    write_split(small.workspace, folder)
    touchpoints.add(small, Stage.ASSIST, "More")
    (folder / "support" / "team.toml").write_text("mine = true\n")
    before = contents(folder)
    with pytest.raises(Refused, match=r"team\.toml was not written by care"):
        write_split(small.workspace, folder)
    assert contents(folder) == before


def test_a_link_is_not_followed(small: Seat, folder: Path, tmp_path: Path) -> None:
    write_split(small.workspace, folder)
    target = tmp_path / "target.toml"
    board = folder / "support" / "board.toml"
    board.rename(target)
    board.symlink_to(target)
    kept = target.read_bytes()
    touchpoints.add(small, Stage.ASSIST, "More")
    with pytest.raises(Refused, match="was not written by care"):
        write_split(small.workspace, folder)
    assert target.read_bytes() == kept


def test_rows_moved_between_files_by_hand_still_come_back(small: Seat, folder: Path) -> None:
    write_split(small.workspace, folder)
    board = folder / "support" / "board.toml"
    team = folder / "support" / "team.toml"
    team.write_text(team.read_text() + board.read_text())
    board.unlink()
    assert read_split(folder) == export_workspace(small.workspace)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("workspace.toml", None, "has no workspace.toml"),
        ("workspace.toml", "care = 99", "newer care"),
        ("workspace.toml", 'care = 1\nteams = ["../support"]', "cannot be read"),
        ("workspace.toml", "care = 1\nteams = 4", "cannot be read"),
        ("workspace.toml", 'care = 1\nteams = ["nobody"]', "lacks its team.toml"),
        ("support/team.toml", "<<<<<<< ours", "team.toml cannot be read as TOML"),
        ("support/board.toml", "touchpoints = 4", "its touchpoints cannot be read"),
        ("support/board.toml", "colour = 4", "unknown “colour”"),
        ("support/board.toml", "\udcff", "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(
    small: Seat, folder: Path, name: str, text: str | None, says: str
) -> None:
    write_split(small.workspace, folder)
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(Refused, match=says):
        read_split(folder)


def test_a_row_without_what_it_is_ordered_by_is_refused_by_the_import(
    small: Seat, folder: Path
) -> None:
    write_split(small.workspace, folder)
    board = folder / "support" / "board.toml"
    board.write_text(board.read_text().replace("rank = ", "rang = "))
    with pytest.raises(Refused, match="rang"):
        import_workspace(small.workspace, read_split(folder))


@pytest.mark.parametrize("what", ["team", "cycles", "file"])
def test_no_link_in_the_folder_is_followed(
    small: Seat, folder: Path, tmp_path: Path, what: str
) -> None:
    away = tmp_path / "away"
    evidence.log(small, Stage.CONNECT, measure="csat", value="5", day=date(2026, 11, 10))
    write_split(small.workspace, folder)
    (team,) = (place for place in folder.iterdir() if place.is_dir())
    linked = {"team": team, "cycles": team / "cycles", "file": team / "team.toml"}[what]
    linked.rename(away)
    linked.symlink_to(away)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.toml")}
    touchpoints.add(small, Stage.CONNECT, "Another")
    with pytest.raises(Refused, match=r"is a link|not written by care"):
        write_split(small.workspace, folder)
    with pytest.raises(Refused, match="is a link"):
        read_split(folder)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.toml")} == before
