"""``care host`` on the command line: what it refuses, in a sentence, before it serves."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from care_tui.cli.host import parse_idle
from care_tui.cli.root import cli
from care_tui.host.ssh.host_key import host_key
from store.common.errors import Refused
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    workspace = create_workspace(tmp_path / "work.db", durable=False)
    create_team(workspace, NewTeam("Acme", members=("Dana",)))
    workspace.close()
    return str(tmp_path / "work.db")


def refused(*words: str) -> str:
    result = CliRunner().invoke(cli, words, prog_name="care")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_without_asyncssh_it_says_what_to_install(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "asyncssh", None)
    said = refused("--workspace", place, "host")
    assert "pip install 'care-tui[host]'" in said


def test_a_port_in_use_is_said(place: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for words in (("--port", port), ("--port", "0", "--web", f"127.0.0.1:{port}")):
            assert f"Cannot listen on 127.0.0.1, port {port}: Address already in use." in refused(
                "--workspace", place, "host", *words
            )


def test_a_workspace_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "There is no workspace" in refused("--workspace", str(tmp_path / "no.db"), "host")


def test_a_host_key_that_others_may_read_is_refused(place: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    host_key(key)
    key.chmod(0o644)
    said = refused("--workspace", place, "host", "--host-key", str(key))
    assert "Others may read the host key" in said
    key.chmod(0o600)
    key.write_text("nonsense")
    with pytest.raises(Refused, match="not a private key"):
        host_key(key)


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("30m", 1800), (" 2H ", 7200), ("off", None)]
)
def test_lengths_of_time(text: str, seconds: int | None) -> None:
    assert parse_idle(text) == seconds


@pytest.mark.parametrize("text", ["", "0m", "-1m", "30", "soon", "1d", "٣m"])
def test_what_is_no_length_of_time_is_refused(place: str, text: str) -> None:
    assert "is not a length of time" in refused("--workspace", place, "host", "--idle", text)
