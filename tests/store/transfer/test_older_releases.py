"""What the released 0.1.0 wrote, its workspace and its export, in today's care; and the way back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.common.clock import SetClock
from store.common.errors import NotAWorkspace, Refused
from store.db.engine import APPLICATION_ID
from store.db.schema import LATEST
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.queries.proof_overview import proven
from store.transfer.workspace_file import (
    FORMAT,
    Facts,
    export_workspace,
    read_workspace_file,
    to_json,
    to_toml,
)
from store.transfer.workspace_import import import_workspace
from store.workspace.automatic_backups import folder_of
from store.workspace.backup import restore
from store.workspace.workspace import Workspace, create_workspace, open_workspace
from tests.conftest import EXAMPLES

OLDER = EXAMPLES / "older"
NOW = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
SAID = "CSAT went from 12% of 32 to 100% of 24"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workspace that 0.1.0 made and a team used for a month."""
    place = tmp_path / "care.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript((OLDER / "care-0.1.0.sql").read_text("utf-8"))
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
    place.chmod(0o600)
    return place


@pytest.fixture
def written() -> Facts:
    """The same workspace, as 0.1.0 exported it."""
    return read_workspace_file((OLDER / "care-0.1.0.toml").read_bytes(), "care-0.1.0.toml")


def check_all_is_there(workspace: Workspace) -> None:
    """The board, the plan, the evidence and what it says are those of the month with 0.1.0."""
    seat = Seat(workspace, workspace.find_team("Acme Support").id)
    snapshot = load_snapshot(seat)
    assert [card.text for column in snapshot.board for card in column.touchpoints] == [
        "Welcome e-mail",
        "Phone tree",
        "Refund form",
        "Call after a week",
    ]
    assert [member.name for member in snapshot.team.members] == ["Dana", "Lee"]
    (team,) = export_workspace(workspace)["teams"]
    assert len(team["evidence"]) == 63
    assert [each["text"] for each in team["improvements"]] == ["Answer the welcome e-mail in a day"]
    assert [each["reason"] for each in team["skipped_stages"]] == ["Nobody is here"]
    (improvement,) = proven(seat, "2026-W37")
    assert improvement.reading is not None
    assert SAID in improvement.reading.sentence


def test_its_workspace_opens(old: Path) -> None:
    workspace = open_workspace(old, SetClock(NOW))
    check_all_is_there(workspace)
    assert workspace.check() == "ok"
    workspace.close()


@pytest.mark.parametrize("form", range(1, FORMAT + 1))
@pytest.mark.parametrize("write", [to_toml, to_json])
def test_every_format_of_an_export_comes_in(
    written: Facts, form: int, write: Callable[[Facts], str], tmp_path: Path
) -> None:
    assert written["care"] == 1
    workspace = create_workspace(tmp_path / "new.db", SetClock(NOW), durable=False)
    if form > 1:
        first = create_workspace(tmp_path / "first.db", SetClock(NOW), durable=False)
        import_workspace(first, written)
        written = {**export_workspace(first), "care": form}
        first.close()
    facts = read_workspace_file("".join(write(written)).encode(), "export")
    import_workspace(workspace, facts)
    check_all_is_there(workspace)
    workspace.close()


def test_an_export_of_a_newer_care_is_refused_and_says_what_to_do(written: Facts) -> None:
    newer = "".join(to_toml({**written, "care": FORMAT + 1})).encode()
    with pytest.raises(Refused, match=r"written by a newer care\. Update this one"):
        read_workspace_file(newer, "export")


def test_the_way_back_is_the_copy_from_before(old: Path, tmp_path: Path) -> None:
    before = dump(old)
    open_workspace(old, SetClock(NOW)).close()
    assert dump(old) != before
    (kept,) = folder_of(old).glob(f"care-before-{LATEST}-*.db")
    # What 0.1.0 restores is the copy as it is: its own tables, with all that was in them.
    assert dump(kept) == before
    older = tmp_path / "older.db"
    older.write_bytes(kept.read_bytes())
    restore(older, old, force=True)
    workspace = open_workspace(old, SetClock(NOW))
    check_all_is_there(workspace)
    workspace.close()


def test_an_older_care_leaves_a_newer_workspace_alone_and_says_what_to_do(old: Path) -> None:
    open_workspace(old, SetClock(NOW), keep=False).close()
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(old)
    with pytest.raises(NotAWorkspace, match=r"made by a newer care\. Update this one to open it"):
        open_workspace(old)
    assert dump(old) == before


def test_the_page_names_the_newest_tables_and_format() -> None:
    page = (Path(__file__).parents[3] / "docs" / "upgrading.md").read_text("utf-8")
    assert set(re.findall(r"before-(\d{4})-1\.db", page)) == {LATEST}
    assert f"to {LATEST} |" in page and f"1 to {FORMAT} |" in page


def dump(place: Path) -> list[str]:
    """All that a workspace's file holds."""
    with closing(sqlite3.connect(place)) as connection:
        return list(connection.iterdump())
