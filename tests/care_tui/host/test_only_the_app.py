"""Nothing but the app is served: no commands, files or forwarding, whatever a member asks for."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host.ssh.session import NO_TERMINAL, ONLY_THE_APP

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Hosted


@pytest.fixture
def key(host: Hosted) -> Any:
    return host.key(member="Dana")


def ssh(host: Hosted, key: Any, *words: str) -> Any:
    address = ["-p", host.server.port, "care@127.0.0.1"]
    flags = [word for word in words if word.startswith("-")]
    command = [word for word in words if not word.startswith("-")]
    return host.run("ssh", *flags, *host.options(key), *address, *command)


@pytest.mark.parametrize("words", [("ls",), ("-tt", "/bin/sh"), ("-s", "sftp"), ("scp -t /tmp",)])
def test_commands_are_refused_with_a_sentence(
    host: Hosted, key: Any, words: tuple[Any, ...]
) -> None:
    ran = ssh(host, key, *words)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.strip() == ONLY_THE_APP
    assert host.guests() == []


def test_without_a_terminal_there_is_a_sentence(host: Hosted, key: Any) -> None:
    ran = ssh(host, key)
    assert ran.returncode == 1
    assert (ran.stdout, ran.stderr.strip()) == ("", NO_TERMINAL)


@pytest.mark.parametrize("legacy", [(), ("-O",)])
def test_scp_brings_no_file_here(
    host: Hosted, key: Any, tmp_path: Path, legacy: tuple[Any, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    target = f"care@127.0.0.1:{tmp_path}/copy"
    options = [*host.options(key), "-P", host.server.port]
    ran = host.run("scp", *legacy, *options, str(tmp_path / "file"), target)
    assert ran.returncode != 0
    assert "Only the app is served here" in ran.stderr
    assert not (tmp_path / "copy").exists()


def test_sftp_shows_no_file(host: Hosted, key: Any) -> None:
    options = [*host.options(key), "-P", host.server.port]
    ran = host.run("sftp", *options, "-b", "/dev/null", "care@127.0.0.1")
    assert ran.returncode != 0
    assert "Only the app is served here" in ran.stderr


def test_a_port_there_cannot_be_reached(host: Hosted, key: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        port = listening.getsockname()[1]
        ran = ssh(host, key, "-oLogLevel=INFO", f"-W127.0.0.1:{port}")
        assert ran.returncode != 0
        assert "Only the app is served here" in ran.stderr
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_no_port_is_opened_there(host: Hosted, key: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ran = ssh(
        host, key, "-N", "-oLogLevel=INFO", "-oExitOnForwardFailure=yes", f"-R{port}:127.0.0.1:22"
    )
    assert ran.returncode != 0
    assert "remote port forwarding failed" in ran.stderr
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_agent_x11_and_variables_do_not_come_along(host: Hosted, key: Any) -> None:
    client = host.ssh(
        key=key,
        options=("-A", "-X", "-o", "SendEnv=*", "-o", "SetEnv=LD_PRELOAD=/tmp/x.so"),
        DISPLAY=":7",
        EDITOR="vi",
        CARE_WORKSPACE="/tmp/other.db",
        CARE_MEMBER="Lee",
        PYTHONSTARTUP="/tmp/x.py",
        COLORTERM="truecolor",
        LC_ALL="C.UTF-8",
    )
    client.wait_for("● Dana")
    client.wait_for(host.team)
    client.type("\x1a")
    client.type("2")
    client.wait_for("People feel seen")


def test_one_connection_opens_one_app(host: Hosted, key: Any, tmp_path: Path) -> None:
    control = tmp_path / "control"
    first = host.ssh(key=key, options=("-M", "-S", str(control)))
    first.wait_for("● Dana")
    second = host.ssh(options=("-S", str(control), "-o", "BatchMode=yes"))
    second.wait_for("Session open refused by peer")
    assert len(host.guests()) == 1
