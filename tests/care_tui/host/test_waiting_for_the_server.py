"""A host that starts before its database does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests.care_tui.host.conftest import ROOT, wait_until

if TYPE_CHECKING:
    from tests.databases import PostgresServer


def test_it_waits_for_a_server_that_does_not_answer_yet(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.new()
    workspace = create_workspace(url)
    create_team(workspace, NewTeam("Acme"))
    workspace.close()
    postgres_server.stop()
    log = tmp_path / "log"
    with log.open("wb") as said:
        host = subprocess.Popen(
            [sys.executable, "-m", "care_tui", "host", "--port", "0"],
            env={
                "HOME": str(tmp_path),
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "CARE_WORKSPACE": url,
            },
            stdout=said,
            stderr=said,
        )
    try:
        wait_until(lambda: "care host tries until it can" in log.read_text() or host.poll())
        assert host.poll() is None, log.read_text()
        postgres_server.start()
        wait_until(lambda: "Host key: " in log.read_text() or host.poll() is not None)
        assert "Host key: " in log.read_text()
        assert log.read_text().count("tries until it can") <= 2
    finally:
        host.terminate()
        host.wait()
