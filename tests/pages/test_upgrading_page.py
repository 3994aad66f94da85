"""The commands of docs/upgrading.md, as they are written there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store.db.engine import APPLICATION_ID
from tests.conftest import EXAMPLES
from tests.pages.blocks import shell_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clusters import Cluster
    from tests.pages.machine import Machine

PAGE = "upgrading.md"


def old_workspace(place: Path) -> None:
    """A workspace of 0.1.0."""
    place.parent.mkdir(parents=True)
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript((EXAMPLES / "older" / "care-0.1.0.sql").read_text("utf-8"))
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def test_a_server_is_upgraded(machine: Machine) -> None:
    old_workspace(machine.root / "var/lib/care/.local/share/care/workspace.db")
    (block,) = shell_blocks(PAGE, "A server with `care host`")
    said = machine.run(block)
    assert "teams       1: Acme Support" in said
    assert (machine.root / "var/lib/care/before-upgrade.db").exists()
    assert [note for note in machine.noted if "systemctl" in note] == [
        "systemctl stop care",
        "systemctl start care",
    ]


def test_the_copy_from_before_comes_back(machine: Machine) -> None:
    old_workspace(machine.home / ".local/share/care/workspace.db")
    machine.run("care status")
    (block,) = shell_blocks(PAGE, "Back")
    assert "Restored" in machine.run(block)


def test_who_is_in_is_listed(database_machine: Machine, cluster: Cluster) -> None:
    cluster.run("CREATE ROLE care LOGIN", "CREATE DATABASE care OWNER care")
    (block,) = shell_blocks(PAGE, "PostgreSQL")
    assert "backend_start" in database_machine.run(block)
