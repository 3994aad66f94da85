"""Files made to be hard: each gives a result or a clear refusal, soon and within bounds."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from store.common.errors import Refused
from store.formats.feedback.proposals import propose
from store.formats.tabular.encoding import MAX_BYTES

TODAY = date(2026, 11, 20)
SECONDS = 10.0
"""Processor time that any of these files may take; all take far less."""
TIMES_ITS_SIZE = 12
"""Memory that a file may take, in its own bytes, above what is held for any file."""
FOR_ANY = 20_000_000


def wide(
    columns: int, rows: int, header: Callable[[int], str], cell: Callable[[int], str]
) -> bytes:
    names = ",".join(map(header, range(columns)))
    return "\n".join([names, *([",".join(map(cell, range(columns)))] * rows)]).encode()


BOMBS = {
    "one long line": b"nps,date\n" + b"x" * 10_000_000,
    "one long number": b"nps,date\n9," + b"1" * 10_000_000,
    "nothing but quotation marks": b"nps,c\n" + b'"' * 5_000_000,
    "a quotation mark a line": b"nps,c\n" + b'9,"a\n' * 50_000,
    "nothing but line ends": b"\n" * 10_000_000,
    "nothing but commas": b"nps" + b"," * 5_000_001,
    "too many columns": b"c," * 100_000,
    "too many lines": b"a\n" * 1_000_001,
    "too many bytes": b"nps,date\n" + b"9,2026-01-01\n" * (MAX_BYTES // 13),
    "long dates": b"nps,date\n" + b"9,%s\n" % (b"1 " * 39) * 10_000,
    "many measures": wide(1_000, 20, lambda n: f"nps {n}", lambda _: "9"),
    "many groups": wide(
        300, 300, lambda n: f"c{n}", lambda n: "promoter" if n % 2 else "detractor"
    ),
    "long names": wide(200, 2, lambda n: "satisfied at " * 2_000 + str(n), lambda _: "5"),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_hard_file_ends_soon(data: bytes) -> None:
    began = time.process_time()
    try:
        propose(data, today=TODAY)
    except Refused as refused:
        assert refused.message.endswith((".", "?"))
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("name", ["one long line", "nothing but commas", "too many columns"])
def test_a_hard_file_stays_small(name: str) -> None:
    data = BOMBS[name]
    tracemalloc.start()
    try:
        propose(data, today=TODAY)
    except Refused:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < FOR_ANY + TIMES_ITS_SIZE * len(data)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nothing but line ends", "empty"),
        ("nothing but commas", "cells. At most 5,000,000"),
        ("too many columns", "columns. At most 2,000"),
        ("too many lines", "lines. At most 1,000,000"),
        ("too many bytes", "At most 50 MB are read"),
    ],
)
def test_a_file_too_large_says_so(name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        propose(BOMBS[name], today=TODAY)
