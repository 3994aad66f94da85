"""Who may read what care writes: files are their owner's alone, in folders that are too."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from care_tui import crash_reports, paths
from care_tui.cli.root import cli
from care_tui.host.ssh.host_key import host_key
from care_tui.settings import config_path, data_path, save_appearance
from screens.dialogs.exporting import save_report
from store.board import touchpoints
from store.common.drafts import Drafts
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.snapshot_cache import keep_snapshot
from store.teams.teams import NewTeam, create_team
from store.transfer.split import write_split
from store.workspace.workspace import Workspace, create_workspace, open_workspace

OPEN_UMASK = 0o002


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home, and a umask that would let a group write everything."""
    for name in ("CARE_CONFIG", "CARE_WORKSPACE", "CARE_MEMBER", "CARE_NOW", "CARE_TEAM"):
        monkeypatch.delenv(name, raising=False)
    for name, folder in {"DATA": "data", "CONFIG": "config", "STATE": "state"}.items():
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = os.umask(OPEN_UMASK)
    yield tmp_path / "home"
    os.umask(before)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """The workspace in its usual place, with a change in its log."""
    workspace = create_workspace(paths.default_workspace())
    team = create_team(workspace, NewTeam("Acme", members=("Dana",)))
    touchpoints.add(Seat(workspace, team.id), Stage.CONNECT, "Greeting")
    yield workspace
    workspace.close()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def too_open(folder: Path) -> list[str]:
    """What below ``folder``, and itself, somebody else may read, write or enter."""
    found = [folder, *folder.rglob("*")]
    return [f"{path} {mode(path):o}" for path in found if mode(path) & 0o077]


def care(*words: str, code: int = 0) -> str:
    ran = CliRunner().invoke(cli, words, prog_name="care")
    assert ran.exit_code == code, ran.output
    return ran.output


def test_everything_care_keeps_is_its_owner_s_alone(home: Path, workspace: Workspace) -> None:
    seat = Seat(workspace, workspace.teams()[0].id)
    keep_snapshot(paths.snapshot_file("w", None, None), load_snapshot(seat))
    Drafts(paths.drafts_file()).put("form", {"text": "half"})
    Drafts(paths.last_teams_file()).put("workspace", {"team": seat.team_id})
    crash_reports.report(ValueError(), paths.failures_folder(), "1")
    save_appearance(config_path(), theme="care-dark", ascii=False)
    host_key(data_path() / "host_key")
    save_report(paths.reports_folder(), "acme", "# Report")
    kept = {path.name for path in home.rglob("*") if path.is_file()}
    assert {"workspace.db", "workspace.db-wal", "workspace.db-shm", "host_key"} <= kept
    assert {"drafts.json", "teams.json", "config.toml", "acme.md"} <= kept
    assert too_open(home) == []


def test_what_is_written_on_request_is_its_owner_s_alone(
    tmp_path: Path, workspace: Workspace
) -> None:
    folder = tmp_path / "out"
    folder.mkdir(0o700)
    care("export", "-o", str(folder / "all.toml"))
    care("export", "--format", "csv", "-o", str(folder / "evidence.csv"))
    care("report", "--format", "html", "-o", str(folder / "report.html"))
    care("backup", str(folder / "copy.db"))
    write_split(workspace, folder / "split")
    assert len([path for path in folder.rglob("*") if path.is_file()]) > 4
    assert too_open(folder) == []


def test_a_workspace_for_a_group_is_the_group_s_with_its_log(tmp_path: Path) -> None:
    group = grp.getgrgid(os.getgid()).gr_name
    folder = tmp_path / "shared"
    folder.mkdir(0o770)
    workspace = create_workspace(folder / "care.db", group=group)
    create_team(workspace, NewTeam("Acme"))
    assert {path.name: mode(path) for path in folder.iterdir()} == {
        "care.db": 0o660,
        "care.db-wal": 0o660,
        "care.db-shm": 0o660,
    }
    workspace.close()
    again = open_workspace(folder / "care.db")
    touchpoints.add(Seat(again, again.teams()[0].id), Stage.CONNECT, "Greeting")
    assert {mode(path) for path in folder.iterdir()} == {0o660}
    again.close()


COMMANDS = {
    "export": ("export", "-o"),
    "csv": ("export", "--format", "csv", "-o"),
    "report": ("report", "-o"),
    "backup": ("backup",),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.usefixtures("workspace")
def test_nothing_is_overwritten_unasked_and_no_link_is_followed(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    link, dangling = tmp_path / "link", tmp_path / "dangling"
    link.symlink_to(mine)
    dangling.symlink_to(tmp_path / "nowhere")
    for target in (mine, link, dangling):
        assert "--force" in care(*words, str(target), code=1)
    assert link.is_symlink()
    assert dangling.is_symlink()
    care(*words, str(link), "--force")
    assert not link.is_symlink()
    assert mine.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "dangling",
        "home",
        "link",
        "mine.txt",
    ]


def test_a_report_goes_beside_what_stands_there(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "acme.md").symlink_to(mine)
    (folder / "acme-2.md").symlink_to(tmp_path / "nowhere")
    assert save_report(folder, "acme", "# Report").name == "acme-3.md"
    assert mine.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_split_export_does_not_write_through_a_link(tmp_path: Path, workspace: Workspace) -> None:
    write_split(workspace, tmp_path / "split")
    file = next(path for path in (tmp_path / "split").rglob("team.toml"))
    kept = tmp_path / "kept.toml"
    file.rename(kept)
    file.symlink_to(kept)
    before = kept.read_bytes()
    ran = care("export", "--split", str(tmp_path / "split"), code=1)
    assert "not written by care" in ran
    assert kept.read_bytes() == before
