"""The commands of docs/scaling.md, as they are written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.reviews import early
from store.teams import access
from store.workspace.file_copy import PRIVATE
from store.workspace.workspace import Workspace, create_workspace, open_workspace
from tests.pages.blocks import shell_blocks

if TYPE_CHECKING:
    from tests.clusters import Cluster
    from tests.pages.machine import Machine

PAGE = "scaling.md"
SERVER = "3. One PostgreSQL server"
SCHEMAS, BACKUP = "What an administrator knows", "Backup and restore"


def test_a_team_moves_to_a_server_and_its_dump_comes_back(
    database_machine: Machine, cluster: Cluster
) -> None:
    machine = database_machine
    machine.run("care init --team Acme --member Dana --member Lee")
    server, client = shell_blocks(PAGE, SERVER)
    said = machine.run(server)
    assert "new role" in said
    assert "systemctl restart postgresql" in machine.noted
    said = machine.run(client)
    assert "Copied" in said
    assert "the server's certificate is checked" in said
    (schemas,) = shell_blocks(PAGE, SCHEMAS)
    machine.run(schemas)
    assert cluster.run("SELECT name FROM acme.team", database="care") == ["Acme"]
    cluster.run("DROP SCHEMA acme CASCADE", database="care")

    workspace = open_workspace(f"postgresql://care@/care?host={cluster.folder}&port={cluster.port}")
    fill_private_tables(workspace)
    dump, look, restore = shell_blocks(PAGE, BACKUP)
    machine.run(dump)
    touchpoints.add(Seat(workspace, workspace.find_team().id), Stage.CONNECT, "After the dump")
    assert "Acme" in machine.run(look)
    said = machine.run(restore)
    # Who was in is cut off, and goes on in what was restored.
    assert board(workspace) == ["Before the dump"]
    for table in ("early_card", "invite"):
        assert cluster.run(f"SELECT count(*) FROM {table}", database="care") == ["0"]
    workspace.close()
    assert cluster.run(
        "SELECT datname FROM pg_database WHERE NOT datallowconn AND datname LIKE 'care%'"
    ) == ["care_before"]


def test_a_schema_has_a_user_of_its_own(database_machine: Machine, cluster: Cluster) -> None:
    cluster.run("CREATE ROLE care LOGIN", "CREATE DATABASE care OWNER care TEMPLATE template0")
    (block,) = shell_blocks(PAGE, "A pooler: pgbouncer")
    database_machine.run(block)
    url = f"postgresql://acme@/care?host={cluster.folder}&port={cluster.port}"
    create_workspace(url).close()
    assert cluster.run("SELECT count(*) FROM acme.team", database="care") == ["0"]


def fill_private_tables(workspace: Workspace) -> None:
    """Something private, which no dump is to hold, and a touchpoint, which it is."""
    team = workspace.find_team()
    dana = workspace.find_member(team, "Dana")
    seat = Seat(workspace, team.id, dana)
    touchpoints.add(seat, Stage.CONNECT, "Before the dump")
    early.write_card(seat, Stage.CONNECT, "Private until the reveal")
    access.make_invite(Seat(workspace, team.id), dana)


def board(workspace: Workspace) -> list[str]:
    from store.queries.load_snapshot import load_snapshot

    snapshot = load_snapshot(Seat(workspace, workspace.find_team().id))
    return [card.text for column in snapshot.board for card in column.touchpoints]


def test_a_dump_leaves_out_what_no_copy_takes_along() -> None:
    dump = shell_blocks(PAGE, BACKUP)[0]
    named = re.search(r"--exclude-table-data='\*\.\(([\w|]+)\)'", dump)
    assert named is not None
    assert set(named[1].split("|")) == set(PRIVATE)
