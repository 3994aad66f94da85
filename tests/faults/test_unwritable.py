"""Folders that cannot be written: nothing raises, it is said once, and `care doctor` finds it."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from benchmarks.harness.pty import environment
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests import warm

from .small_disk import small_disk

PLACES = {"settings": "config", "reports": "data", "drafts": "state", "failures": "state"}
"""What is kept in which of a person's folders."""
FAULTS = ("read-only", "full", "a file in its place")
SAID = {
    "read-only": "Permission denied",
    "full": "No space left on device|Permission denied",
    "a file in its place": "Not a directory",
}
WITHOUT_PRIVILEGE = """
import ctypes, os, runpy, sys
if os.geteuid() == 0:
    head, has = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(head, has)
    for set in range(3):  # effective, permitted, inherited; without reading and writing past any mode
        has[set] &= ~0b110
    assert ctypes.CDLL(None).capset(head, has) == 0
runpy.run_module("care_tui", run_name="__main__", alter_sys=True)
"""
"""Is care, bound by files' modes, which an administrator otherwise is not."""


@contextmanager
def harmed(folder: Path, fault: str) -> Iterator[None]:
    """``folder`` with this fault. Where no small disk may be mounted, a full one is one that
    may not be written."""
    if fault == "a file in its place":
        folder.write_text("mine")
        yield
        assert folder.read_text() == "mine"
        return
    folder.mkdir()
    with small_disk(folder, "64k") if fault == "full" else nullcontext(False) as mounted:
        if mounted:
            with contextlib.suppress(OSError), (folder / "filling").open("wb", 0) as filling:
                while True:
                    filling.write(bytes(4096))
        else:
            folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)


def surroundings(home: Path) -> dict[str, str]:
    kinds = ("config", "data", "state", "cache")
    homes = {f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in kinds}
    return environment(home, {**homes, "CARE_WORKSPACE": str(home / "workspace.db")})


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    workspace = create_workspace(tmp_path / "workspace.db", durable=False)
    yield Seat(workspace, create_team(workspace, NewTeam("Acme", members=("Dana",))).id)
    workspace.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", sorted({*PLACES.values()}))
@pytest.mark.usefixtures("seat")
def test_doctor_finds_each_folder_that_it_cannot_write(
    tmp_path: Path, kind: str, fault: str
) -> None:
    def doctor() -> tuple[int, list[str]]:
        words = [sys.executable, "-c", WITHOUT_PRIVILEGE, "doctor"]
        ran = warm.run(words, surroundings(tmp_path))
        assert "care hit a bug" not in ran.stderr, ran.stderr
        return ran.returncode, re.findall(r"^!! +(\w+) .*", ran.stdout, re.MULTILINE) + [
            line for line in ran.stdout.splitlines() if line.startswith("!!")
        ]

    with harmed(tmp_path / kind, fault):
        code, found = doctor()
    expected = {what for what, where in PLACES.items() if where == kind}
    assert code == 1
    assert expected <= set(found)
    assert all(re.search(SAID[fault], line) for line in found if line.startswith("!!"))
    if fault == "a file in its place":
        (tmp_path / kind).unlink()
    assert doctor() == (0, [])
    assert not list(tmp_path.rglob(".care-tries-*"))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", sorted({*PLACES.values()}))
def test_the_app_works_on_and_says_once_that_drafts_are_not_kept(
    seat: Seat, tmp_path: Path, kind: str, fault: str
) -> None:
    words = [sys.executable, "-c", WITHOUT_PRIVILEGE]
    with (
        harmed(tmp_path / kind, fault),
        warm.running(words, surroundings(tmp_path)) as it,
    ):
        it.until_shown("1 Today", "Acme")
        it.until_still()
        it.write(b"2")
        it.until_shown("People feel seen")
        it.until_still()
        it.write(b"aWelc")
        it.until_shown(
            *(["Welc", "Half-typed text cannot be saved"] if kind == "state" else ["Welc"])
        )
        it.until_still(0.8)
        it.write(b"ome")
        it.until_still(0.8)
        assert it.shown().count("Half-typed text cannot be saved") == (kind == "state")
        it.write(b"\r")
        it.until_shown("█Welcome")
        it.write(b"\x11")
        it.until_ended()
        assert it.exit_code == 0
        assert it.not_restored() == []
    assert [card.text for card in load_snapshot(seat).board[0].touchpoints] == ["Welcome"]


def test_a_file_that_stands_for_a_guest_s_folder_ends_nothing(tmp_path: Path) -> None:
    from care_tui.host.session_teams import GuestDrafts
    from screens.core.app_context import SafeDrafts

    (tmp_path / "hosted").write_text("mine")
    said: list[str] = []
    drafts = SafeDrafts(GuestDrafts(tmp_path / "hosted", ("dana",)), said.append)
    for _ in range(3):
        drafts.put("dana/card", {"text": "half"})
        assert drafts.get("dana/card") is None
        drafts.clear("dana/card")
    assert len(said) == 1
    assert os.strerror(20) in said[0]
