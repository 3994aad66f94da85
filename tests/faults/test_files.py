"""Workspaces that are cut, flipped, foreign, newer, locked, read-only or without room: said in
one clear sentence, nothing overwritten, found by ``care doctor``, mended by ``care restore``."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.faults.conftest import Care

CASES = {False: 3, True: 60}
"""Cases of each of the kinds that are made by chance."""


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
        if not care.is_sound:
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
