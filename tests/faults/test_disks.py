"""A workspace that is locked, may not be written, or has no room: said in one clear sentence,
and nothing is half written."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from .small_disk import small_disk

if TYPE_CHECKING:
    from tests.faults.conftest import Care


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
def test_one_that_another_program_keeps_locked_is_said(
    care: Care, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("store.db.engine.BUSY_WAIT", 50)
    holder = sqlite3.connect(care.place, isolation_level=None)
    holder.execute(f"BEGIN {kind}")
    holder.execute("UPDATE member SET name = name")
    said = care("add", "connect", "A card")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "Another program keeps the workspace busy. Nothing was changed. Try again.\n"
    )
    assert care.must("board", "--json") == care.whole
    holder.execute("ROLLBACK")
    holder.close()
    assert care.must("board", "--json") == care.whole
    care.must("add", "connect", "A card")


def test_one_locked_against_reading_is_said(care: Care, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.db.engine.BUSY_WAIT", 50)
    holder = sqlite3.connect(care.place, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE member SET name = name")
    for words in (["board"], ["add", "connect", "A card"], ["export"], ["status"]):
        ran = care(*words)
        assert (ran.code, ran.out) == (1, "")
        assert "keeps the workspace busy" in ran.err
    holder.execute("ROLLBACK")
    holder.close()
    assert care.must("board", "--json") == care.whole


@contextmanager
def every_connection(*pragmas: str) -> Iterator[None]:
    """Say these pragmas on every new connection to a file."""

    def connected(connection: Any, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    event.listen(Engine, "connect", connected)
    try:
        yield
    finally:
        event.remove(Engine, "connect", connected)


def test_no_room_is_said_and_nothing_is_half_written(care: Care, tmp_path: Path) -> None:
    feedback = tmp_path / "csat.csv"
    feedback.write_text("date,csat\n" + "2026-11-02,4\n2026-11-02,5\n" * 2500)
    with closing(sqlite3.connect(care.place)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with every_connection(f"max_page_count={pages + 2}"):
        ran = care("import", "feedback", str(feedback), "--stage", "resolve")
    assert (ran.code, ran.out) == (1, ""), ran
    assert "There is no room left where the workspace is. Nothing was changed." in ran.err
    with closing(sqlite3.connect(care.place)) as connection:
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (0,)
    assert care.must("board", "--json") == care.whole


def test_a_workspace_that_may_only_be_read_is_said(care: Care) -> None:
    with every_connection("query_only=ON"):
        assert "may not be written by you" in care.is_refused("add", "connect", "A card")


_DROP_FROM_BOUNDING_SET = 24
_PAST_ANY_MODE = (1, 2)
"""Linux's numbers of the capabilities with which the administrator reads and writes anything."""


def be_bound_by_modes() -> None:
    """In a new process: be bound by files' modes, the administrator too."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in _PAST_ANY_MODE:
            libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


def apart(care: Care, *words: str, first: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    """Run ``care`` in a process of its own that does ``first`` before."""
    done = subprocess.run(
        [sys.executable, "-m", "care_tui", *words],
        env={**os.environ, **care.surroundings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=first,
    )
    assert "care hit a bug" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize(
    ("file", "folder", "said"),
    [
        (0o400, 0o700, "may not be read and written by you"),
        (0o000, 0o700, "may not be read and written by you"),
        (0o600, 0o500, "may not be written by you|cannot be reached"),
    ],
)
def test_what_one_may_not_write_is_said_and_left(
    care: Care, file: int, folder: int, said: str
) -> None:
    before = care.place.read_bytes()
    care.place.chmod(file)
    care.place.parent.chmod(folder)
    ran = apart(care, "add", "connect", "A card", first=be_bound_by_modes)
    care.place.parent.chmod(0o700)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1), ran
    assert re.search(said, ran.stderr), ran.stderr
    care.place.chmod(0o600)
    assert care.place.read_bytes() == before


def keep_files_small() -> None:
    """In a new process: let no file grow beyond 64 kilobytes, less than a workspace has."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))


def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(care: Care) -> None:
    target = care.place.with_name("mine.db")
    target.write_text("precious")
    ran = apart(care, "backup", "--force", str(target), first=keep_files_small)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{target} cannot be written: ")
    assert target.read_text() == "precious"
    assert not list(care.place.parent.glob("*partial*"))


def test_a_restore_that_cannot_be_written_changes_nothing(care: Care) -> None:
    care.must("add", "connect", "Since the backup")
    now = care.must("board", "--json")
    ran = apart(care, "restore", str(care.backup), first=keep_files_small)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{care.place} cannot be written: ")
    assert care.must("board", "--json") == now
    assert not list(care.place.parent.glob("*partial*"))
    assert not list(care.place.parent.glob("*before-restore*"))


def fill(folder: Path, spare: int) -> None:
    """Fill the disk but for about ``spare`` bytes."""
    free = shutil.disk_usage(folder).free
    (folder / "filling").write_bytes(b"x" * max(0, free - spare))


@pytest.mark.parametrize("busy", [False, True])
def test_a_small_disk_is_gone_with_the_process_that_used_it(tmp_path: Path, busy: bool) -> None:
    """However that ended, so that nothing stays mounted where pytest cleans up."""
    with small_disk(tmp_path, "64k") as mounted:
        pass
    if not mounted:
        pytest.skip("no disk may be mounted here")
    killed = (
        "import os, sys, pathlib\n"
        "from tests.faults.small_disk import small_disk\n"
        "with small_disk(pathlib.Path(sys.argv[1]), '64k') as mounted:\n"
        "    print(mounted, flush=True)\n"
        "    sys.stdin.readline()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", killed, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        assert tmp_path.is_mount()
        with (tmp_path / "held").open("wb") if busy else nullcontext():
            process.communicate(b"\n")
            end = time.monotonic() + 20
            while tmp_path.is_mount():
                assert time.monotonic() < end
                time.sleep(0.01)
    assert process.returncode == -9


def test_a_disk_that_is_really_full(
    care: Care, tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> None:
    """On a small disk, which few machines let one mount: in the long form alone."""
    folder, cases = tmp_path / "disk", 0
    folder.mkdir()
    feedback = tmp_path / "csat.csv"
    feedback.write_text("date,csat\n" + "2026-11-02,4\n2026-11-02,5\n" * 2500)
    for spare in range(0, 1 << 18, 1 << 14) if long else ():
        with small_disk(folder, "4m") as mounted:
            if not mounted:
                break
            mine = type(care)(folder / "care.db", care.backup)
            shutil.copy(care.place, mine.place)
            fill(folder, spare)
            for words in (
                ["add", "connect", "A card"],
                ["import", "feedback", str(feedback), "--stage", "resolve"],
                ["backup", str(folder / "backup.db")],
                ["export", "-o", str(folder / "all.toml")],
                ["restore", str(care.backup)],
            ):
                before = mine("board", "--json")
                ran = mine(*words)
                assert ran.code == 0 or ran.err.strip(), words
                if ran.code != 0 and before.code == 0:
                    assert mine("board", "--json").out == before.out
                    cases += 1
            (folder / "filling").unlink()
            assert mine.must("doctor")
            assert "Connect card 1" in mine.must("board", "--json")
    tell(f"{cases} commands refused on a full disk")


def keep_new_files_tiny() -> None:
    """In a new process: let no file grow beyond 16 kilobytes, less than a log's index has."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 14, 1 << 14))


@pytest.mark.parametrize("first", [keep_new_files_tiny, keep_files_small])
def test_no_room_for_the_log_is_not_called_out_of_reach(
    care: Care, tmp_path: Path, first: Callable[[], None]
) -> None:
    feedback = tmp_path / "csat.csv"
    feedback.write_text("date,csat\n" + "2026-11-02,4\n2026-11-02,5\n" * 2500)
    ran = apart(care, "import", "feedback", str(feedback), "--stage", "resolve", first=first)
    assert (ran.returncode, ran.stdout) == (1, ""), ran
    assert "There is no room left where the workspace is. Nothing was changed." in ran.stderr
    assert care.must("board", "--json") == care.whole
