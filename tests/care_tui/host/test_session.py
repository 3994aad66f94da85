"""A session from the first screen to the last: sizes, lost links, signals, idleness."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from care_tui.host.session_process import _crash_sentence
from care_tui.host.session_spec import OUT_OF_MEMORY
from care_tui.host.ssh.session import RESTORE

if TYPE_CHECKING:
    from tests.care_tui.host.conftest import Client, Hosted


def come(host: Hosted, member: str = "Dana", **how: Any) -> Any:
    client = host.ssh(key=host.key(member, member), **how)
    client.wait_for(f"● {member}")
    return client


def half_type(client: Client) -> None:
    """Leave a touchpoint half-typed."""
    client.type("2")
    client.wait_for("Add")
    client.type("a")
    client.wait_for("Enter adds it")
    client.type("Half a sent")
    client.wait_for("Half a sent")


def guests_gone(host: Hosted, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while host.guests() and time.monotonic() < end:
        time.sleep(0.005)
    return not host.guests()


def test_the_app_has_the_size_of_the_terminal_and_follows_it(host: Hosted) -> None:
    client = come(host, size=(90, 26))
    assert client.screen.display[25].strip()
    client.resize(132, 40)
    client.wait_for("● Dana")
    deadline = time.monotonic() + 20
    while "Quit" not in client.screen.display[39]:
        assert time.monotonic() < deadline, client.shown
        client.pump()
    assert len(client.screen.display[0].rstrip()) > 125


def test_leaving_ends_the_connection_and_the_terminal_is_as_before(host: Hosted) -> None:
    client = come(host)
    client.type("q")
    assert client.ended() == 0
    assert b"\x1b[?1049l" in client.bytes
    assert guests_gone(host, 5)


def test_a_client_that_dies_is_gone_within_a_second_and_its_text_is_kept(host: Hosted) -> None:
    client = come(host)
    half_type(client)
    client.process.kill()
    client.process.wait()
    assert guests_gone(host, 1.0)
    assert "Half a sent" in host.drafts()
    again = host.ssh(key=host.folder / "Dana")
    again.wait_for("● Dana")
    again.type("2")
    again.wait_for("Add")
    again.type("a")
    again.wait_for("Half a sent")


def test_a_guest_that_does_not_end_is_killed(host: Hosted) -> None:
    client = come(host)
    (guest,) = host.guests()
    os.kill(guest, signal.SIGSTOP)
    client.process.kill()
    client.process.wait()
    assert guests_gone(host, 2.0)


def test_drafts_are_the_members_own_and_nobody_elses_to_read(host: Hosted) -> None:
    dana = come(host)
    half_type(dana)
    dana.process.kill()
    dana.process.wait()
    assert guests_gone(host, 5)
    folder = host.server.folder / "state" / "care" / "hosted" / host.member("Dana")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "drafts.json").stat().st_mode & 0o777 == 0o600
    lee = come(host, "Lee")
    lee.type("2")
    lee.wait_for("Add")
    lee.type("a")
    lee.wait_for("Enter adds it")
    assert "Half a sent" not in lee.shown


def test_two_people_are_there_at_once_each_in_a_process_of_their_own(host: Hosted) -> None:
    dana, lee = come(host), come(host, "Lee")
    assert len(host.guests()) == 2
    dana.type("q")
    assert dana.ended() == 0
    lee.type("2")
    lee.wait_for("Add")


def test_a_change_shows_on_the_others_screen_at_once(host: Hosted) -> None:
    dana, lee = come(host), come(host, "Lee")
    for client in (dana, lee):
        client.type("2")
        client.wait_for("a Add")
    dana.type("a")
    dana.wait_for("Enter adds it")
    dana.type("Welcome e-mail\r")
    dana.wait_for("Welcome")
    lee.wait_for("Welcome")


def test_stopping_the_server_tells_everybody_and_keeps_their_text(alone: Hosted) -> None:
    alone.server.start()
    dana, lee = come(alone), come(alone, "Lee")
    half_type(dana)
    started = time.monotonic()
    alone.server.process.terminate()
    for client in (dana, lee):
        client.ended()
        client.wait_for("The server is being stopped.")
        assert b"\x1b[?1049l" in client.bytes
    assert alone.server.process.wait(10) == 0
    assert time.monotonic() - started < 4
    assert "Half a sent" in alone.drafts()
    assert "Traceback" not in alone.server.log.read_text()


def test_an_idle_session_ends_with_a_sentence(alone: Hosted) -> None:
    alone.server.start("--idle", "2s")
    client = come(alone)
    client.ended()
    client.wait_for("Nothing was typed for a long time")
    assert guests_gone(alone, 1)


@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_guests_do_not_outlive_the_server(alone: Hosted, how: str) -> None:
    alone.server.start()
    client = come(alone)
    guests = alone.guests()
    alone.server.process.kill() if how == "killed" else alone.server.process.terminate()
    alone.server.process.wait(10)
    client.ended()
    deadline = time.monotonic() + 3
    while any(Path(f"/proc/{guest}").exists() for guest in guests):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_when_the_zygote_dies_the_server_says_so_and_ends(alone: Hosted) -> None:
    alone.server.start()
    client = come(alone)
    (zygote,) = alone.server.zygotes()
    os.kill(zygote, signal.SIGKILL)
    assert alone.server.process.wait(10) == 1
    client.ended()
    assert RESTORE in client.bytes
    assert "has ended. The server stops" in alone.server.log.read_text()


def test_a_terminal_that_cannot_draw_is_told_so(host: Hosted) -> None:
    client = host.ssh(key=host.key(member="Dana"), TERM="dumb")
    assert client.ended() == 1
    assert b"cannot draw the app" in client.bytes


def test_without_utf8_only_ascii_is_drawn(host: Hosted) -> None:
    client = host.ssh(key=host.key(member="Dana"), options=("-o", "SendEnv=LC_ALL"), LC_ALL="POSIX")
    client.wait_for("Dana")
    assert client.bytes.isascii()


def test_a_frozen_client_slows_nobody_and_does_not_hold_up_the_end(alone: Hosted) -> None:
    alone.server.start()
    dana, lee = come(alone), come(alone, "Lee")
    dana.type("2")
    dana.wait_for("a Add")
    os.kill(dana.process.pid, signal.SIGSTOP)
    lee.type("2")
    lee.wait_for("a Add")
    lee.type("a")
    lee.wait_for("Enter adds it")
    for number in range(30):
        lee.type(f"Card {number}\r")
        lee.wait_for(f"Card {number}")
    started = time.monotonic()
    alone.server.process.terminate()
    assert alone.server.process.wait(10) == 0
    assert time.monotonic() - started < 4
    os.kill(dana.process.pid, signal.SIGCONT)
    dana.ended()


def test_where_there_is_no_room_one_is_told(alone: Hosted) -> None:
    alone.server.start("--most", "1")
    come(alone)
    late = alone.ssh(key=alone.key("Lee", "Lee"))
    assert late.ended() == 1
    assert b"The server is full" in late.bytes


def test_noise_at_the_door_neither_stops_the_server_nor_fills_its_log(host: Hosted) -> None:
    before = host.server.log.read_text()
    for noise in (b"", b"GET / HTTP/1.1\r\n\r\n", b"SSH-2.0-x\r\n" + b"\xff" * 5000):
        with socket.create_connection(("127.0.0.1", int(host.server.port))) as door:
            door.sendall(noise)
    come(host).type("q")
    added = host.server.log.read_text().removeprefix(before)
    assert all(line.startswith("Somebody ") for line in added.splitlines())


def test_what_a_terminal_sends_besides_keys_is_swallowed(host: Hosted) -> None:
    """The server hands it on as it comes; the guest's own reader knows it."""
    client = come(host)
    half_type(client)
    for said in (
        *(b"\xfc", bytes.fromhex("1b5b4d20c821"), b"\x1b[98;1:3u", b"\x1b[1;1:3C"),
        *(b"\x1b]11;rgb:1d1d/1f1f/2121\x1b\\", b"\x1b[?62;22c", b"\x1b[?0u", b"\x1b[>84;0;0c"),
        *(b"\x1bP>|XTerm(379)\x1b\\", b"\x1b_Gi=31;OK\x1b\\", b"\x1b[12;40R", b"\x1b]11;rgb:"),
    ):
        os.write(client.master, said)
        client.pump()
    os.write(client.master, b"\x1b[48;65535;65535;65535;65535t\x1b[48;30;100;600;1000t")
    client.type("ence\r")
    host.until(lambda: client.pump() and "Half a sentence" in host.texts())
    client.type("\x11")
    assert client.ended() == 0


def test_a_guest_without_memory_leaves_at_once_and_draws_nothing_more(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        try:
            _crash_sentence(MemoryError(), tmp_path)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == OUT_OF_MEMORY
