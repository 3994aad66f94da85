"""Workspaces that are cut, flipped, foreign, newer, locked, read-only or without room: said in
one clear sentence, nothing overwritten, found by ``care doctor``, mended by ``care restore``."""

from __future__ import annotations

import ctypes
import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, event

from care_tui.cli.root import cli
from store import touchpoints
from store.practice.stages import STAGES
from store.seat import Seat
from store.teams import NewTeam, create_team
from store.workspace import create_workspace

ROOT = Path(__file__).parents[2]
CARDS = 30
"""In each column."""
CASES = {False: 8, True: 60}
"""Cases of each of the kinds that are made by chance."""


class Ran(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str


def surroundings(place: Path) -> dict[str, str]:
    """The environment in which everything is kept beside the workspace at ``place``."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    homes = {f"XDG_{kind}_HOME": str(place.parent / "home") for kind in kinds}
    return {"CARE_WORKSPACE": str(place), **homes}


class Care:
    """``care`` on the file at ``place``, with a good backup beside it."""

    def __init__(self, place: Path, backup: Path) -> None:
        self.place = place
        self.backup = backup

    def __call__(self, *words: str) -> Ran:
        done = CliRunner(env=surroundings(self.place)).invoke(cli, words)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert "Something went wrong" not in done.stderr, (words, done.stderr)
        return Ran(done.exit_code, done.stdout, done.stderr)

    def must(self, *words: str) -> str:
        """Run a command that must succeed; its facts."""
        ran = self(*words)
        assert ran.code == 0, (words, ran)
        return ran.out

    def is_refused(self, *words: str) -> str:
        """Run a command that must be refused without changing the file; its one sentence."""
        before = self.place.read_bytes()
        ran = self(*words)
        assert self.place.read_bytes() == before, words
        assert (ran.code, ran.out) == (1, ""), (words, ran)
        assert ran.err.count("\n") == 1, ran.err
        return ran.err.strip()

    def is_found_by_doctor(self) -> None:
        ran = self("doctor")
        assert ran.code == 1
        assert re.search(r"^!! +(workspace|integrity) ", ran.out, re.MULTILINE), ran.out

    def is_mended(self) -> None:
        """Bring the backup back; what stood there is kept beside it, what is no database as it is."""
        before = self.place.read_bytes()
        (kept,) = self.must("restore", str(self.backup)).split()
        assert Path(kept).exists()
        if not before.startswith(b"SQLite format 3"):
            assert Path(kept).read_bytes() == before
        assert self.must("board", "--json") == self.whole
        assert self.must("doctor")

    whole: str
    """The board as it was before the fault."""


def _opens(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Care:
    """A workspace with cards, and its backup."""
    folder = tmp_path_factory.mktemp("whole")
    care = Care(folder / "care.db", folder / "backup.db")
    workspace = create_workspace(care.place, durable=False)
    seat = Seat(workspace, create_team(workspace, NewTeam("Acme", members=("Dana",))).id)
    for stage in STAGES:
        names = [f"{stage.label} card {number}" for number in range(CARDS)]
        touchpoints.add_many(seat, stage, names)
    workspace.close()
    care.must("backup", str(care.backup))
    care.whole = care.must("board", "--json")
    return care


@pytest.fixture
def care(whole: Care, tmp_path: Path) -> Care:
    """A copy of the workspace, to be harmed."""
    mine = Care(tmp_path / "care.db", whole.backup)
    shutil.copy(whole.place, mine.place)
    mine.whole = whole.whole
    return mine


class Judged(NamedTuple):
    """How many cases ended in which way."""

    refused: int
    found: int
    unharmed: int


def judge(care: Care, harmed: list[bytes]) -> Judged:
    """Try each harmed file: refused and left alone, or used as far as it is whole.

    Whatever the database itself says is not whole, ``care doctor`` says too.
    """
    refused = found = unharmed = 0
    for content in harmed:
        for tail in ("-wal", "-shm"):
            care.place.with_name(care.place.name + tail).unlink(missing_ok=True)
        care.place.write_bytes(content)
        ran = care("board", "--json")
        if ran.code == 1:
            assert (ran.out, ran.err.count("\n")) == ("", 1), ran
            assert care.place.read_bytes() == content
            refused += 1
        if not _opens(care.place):
            found += 1
        elif ran.code == 0:
            unharmed += 1
            continue
        care.is_found_by_doctor()
        assert care.place.read_bytes() == content
        for words in (
            ["add", "connect", "A card"],
            ["backup", str(care.place.with_name("b.db"))],
            ["export"],
        ):
            care(*words)
        care.is_mended()
    return Judged(refused, found, unharmed)


def test_a_file_that_is_cut_is_refused_and_mended(
    care: Care, long: bool, tell: Callable[[str], None]
) -> None:
    content = care.place.read_bytes()
    chance = random.Random(1)
    lengths = [0, 1, 99, 100, 4096, *(chance.randrange(len(content)) for _ in range(CASES[long]))]
    judged = judge(care, [content[:length] for length in lengths])
    assert judged.unharmed == 0
    tell(f"{len(lengths)} files cut: {judged}")


def flipped(content: bytes, chance: random.Random) -> bytes:
    """The file with one to forty bits of one page turned."""
    file = bytearray(content)
    page = chance.randrange(len(file) // 4096) * 4096
    for _ in range(chance.choice((1, 8, 40))):
        file[page + chance.randrange(4096)] ^= 1 << chance.randrange(8)
    return bytes(file)


def test_flipped_bits_are_never_a_crash(
    care: Care, long: bool, tell: Callable[[str], None]
) -> None:
    content = care.place.read_bytes()
    chance = random.Random(2)
    files = [flipped(content, chance) for _ in range(2 * CASES[long])]
    judged = judge(care, files)
    tell(f"{len(files)} files with flipped bits: {judged}")


def test_overwritten_pages_are_refused_or_found(
    care: Care, long: bool, tell: Callable[[str], None]
) -> None:
    content = care.place.read_bytes()
    chance = random.Random(3)
    files = []
    for _ in range(CASES[long]):
        file = bytearray(content)
        first = chance.randrange(len(file) // 4096) * 4096
        file[first : first + 4096] = chance.randbytes(4096)
        files.append(bytes(file))
    judged = judge(care, files)
    assert judged.found > 0
    tell(f"{len(files)} files with a page of noise: {judged}")


def test_what_is_not_ours_is_refused(care: Care, tell: Callable[[str], None]) -> None:
    with closing(sqlite3.connect(care.place.with_name("other.db"))) as other:
        other.execute("CREATE TABLE mine (id INTEGER)")
        other.commit()
    foreign = {
        "some other kind of file": [b"", b"words\n" * 50, b"\x00" * 5000, b"%PDF-1.7\n" * 900],
        "not a workspace of care": [care.place.with_name("other.db").read_bytes()],
    }
    for why, contents in foreign.items():
        for content in contents:
            care.place.write_bytes(content)
            for words in (["board"], ["add", "connect", "A card"], ["export"], ["status"]):
                assert why in care.is_refused(*words)
            care.is_found_by_doctor()
            assert care.place.read_bytes() == content
            care.is_mended()
    tell(f"{4 * sum(map(len, foreign.values()))} commands on foreign files")


def test_one_from_a_newer_care_is_refused(care: Care, tell: Callable[[str], None]) -> None:
    with closing(sqlite3.connect(care.place)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for words in (["board"], ["add", "connect", "A card"], ["export"], ["backup", "b.db"]):
        assert "newer care" in care.is_refused(*words)
    care.is_found_by_doctor()
    assert not care.place.with_name("backups").exists()
    care.is_mended()
    tell("4 commands on a newer workspace")


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
        "Another program keeps the workspace busy; nothing was changed. Try again.\n"
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
    feedback.write_text("date,csat\n" + "2026-11-02,4\n" * 5000)
    with closing(sqlite3.connect(care.place)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with every_connection(f"max_page_count={pages + 2}"):
        ran = care("import", "feedback", str(feedback), "--stage", "resolve")
    assert (ran.code, ran.out) == (1, ""), ran
    assert "There is no room left where the workspace is; nothing was changed." in ran.err
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


def apart(place: Path, *words: str, first: Callable[[], None]) -> Ran:
    """Run ``care`` in a process of its own that does ``first`` before."""
    done = subprocess.run(
        [sys.executable, "-m", "care_tui", "--workspace", str(place), *words],
        env={**os.environ, **surroundings(place), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=first,
    )
    assert "Something went wrong" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


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
    ran = apart(care.place, "add", "connect", "A card", first=be_bound_by_modes)
    care.place.parent.chmod(0o700)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), ran
    assert re.search(said, ran.err), ran.err
    care.place.chmod(0o600)
    assert care.place.read_bytes() == before


def keep_files_small() -> None:
    """In a new process: let no file grow beyond 64 kilobytes, less than a workspace has."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))


def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(care: Care) -> None:
    target = care.place.with_name("mine.db")
    target.write_text("precious")
    ran = apart(care.place, "backup", "--force", str(target), first=keep_files_small)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{target} cannot be written: ")
    assert target.read_text() == "precious"
    assert not list(care.place.parent.glob("*partial*"))


def test_a_restore_that_cannot_be_written_changes_nothing(care: Care) -> None:
    care.must("add", "connect", "Since the backup")
    now = care.must("board", "--json")
    ran = apart(care.place, "restore", str(care.backup), first=keep_files_small)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{care.place} cannot be written: ")
    assert care.must("board", "--json") == now
    assert not list(care.place.parent.glob("*partial*"))
    assert not list(care.place.parent.glob("*before-restore*"))


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """A disk of ``size`` bytes at ``folder``; False where none may be mounted."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, spare: int) -> None:
    """Fill the disk but for about ``spare`` bytes."""
    free = shutil.disk_usage(folder).free
    (folder / "filling").write_bytes(b"x" * max(0, free - spare))


def test_a_disk_that_is_really_full(
    care: Care, tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> None:
    """On a small disk, which few machines let one mount: in the long form alone."""
    folder, cases = tmp_path / "disk", 0
    folder.mkdir()
    feedback = tmp_path / "csat.csv"
    feedback.write_text("date,csat\n" + "2026-11-02,4\n" * 5000)
    for spare in range(0, 1 << 18, 1 << 14) if long else ():
        with small_disk(folder, 4 << 20) as mounted:
            if not mounted:
                break
            mine = Care(folder / "care.db", care.backup)
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
