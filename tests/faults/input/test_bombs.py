"""Files made to be hard: refused with the reason, or read, in bounded time and memory.

Each is read by a process of its own (``reading.py``), whose time and memory the system counts.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from textual import events

from care_tui import settings
from care_tui.cli import output
from care_tui.cli.root import cli
from care_tui.settings import load_settings
from screens.forms.many_lines import Notes
from store.board import touchpoints
from store.common.errors import Refused
from store.domain.stages import Stage
from store.formats.boards import boards
from store.formats.boards.boards import read_board
from store.formats.feedback.proposals import propose
from store.formats.tabular import safe_parsers
from store.formats.tabular.encoding import MAX_BYTES
from store.transfer.split import read_split
from store.transfer.workspace_file import read_workspace_file

READING = Path(__file__).with_name("reading.py")
TODAY = date(2026, 11, 20)
SHORT, LONG = 400_000, MAX_BYTES - 100
SECONDS = {SHORT: 8.0, LONG: 30.0}
"""Processor time that any of these files may take; nearly all take far less."""
MEGABYTES = {SHORT: 256, LONG: 800}
"""Memory that any of these files may take, the program's own 50 MB included."""

Maker = Callable[[int], bytes]
HEAD = b"care = 1\n"


def filled(start: bytes, part: bytes, end: bytes = b"") -> Maker:
    """Makes a file of about so many bytes, most of it ``part`` again and again."""
    return lambda size: start + part * ((size - len(start) - len(end)) // len(part)) + end


def numbered(start: bytes, part: str, end: bytes = b"", most: int = 10**9) -> Maker:
    """As `filled`, with a number in each ``part``; at most ``most`` parts."""

    def make(size: int) -> bytes:
        count = min(most, (size - len(start) - len(end)) // len(part % 1_000_000))
        return start + "".join(part % (1_000_000 + n) for n in range(count)).encode() + end

    return make


JSON = b'{"care":1,"teams":['
WIDE = "\N{GRINNING FACE}".encode()
"""Makes every character of a text take four bytes."""
MOST = dict(safe_parsers.MOST_OF_TOML.values())
WORKSPACES: dict[str, Maker] = {
    "a dotted key": filled(HEAD, b"a.", b"a = 1"),
    "a dotted key of texts": filled(HEAD, b'"a" . ', b"a = 1"),
    "many dotted keys": filled(HEAD, b"a." * 30 + b"a\n"),
    "dotted keys of many names": numbered(HEAD, "a%d." + "b." * 29 + "b=1\n"),
    "a dotted heading": filled(HEAD + b"[", b"a.", b"a]"),
    "headings of many names": numbered(HEAD, "[a%d]\n"),
    "long headings of many names": numbered(HEAD, "[a%d." + "b." * 29 + "b]\n"),
    "long headings again and again": filled(HEAD, b"[[a]]\n[a." + b"b." * 28 + b"b]\n"),
    "keys of many names": numbered(HEAD, "a%d=1\n"),
    "keys of lists": numbered(HEAD, "a%d=[]\n"),
    "a table in a line": numbered(HEAD + b"x={", "a%d.b=1,", b"a=1}"),
    "lists in lists": filled(HEAD + b"x = ", b"["),
    "empty lists": filled(HEAD + b"x = [", b"[],", b"]"),
    "texts": filled(HEAD + b"x = [", b'"ab",', b"]"),
    "a long number": filled(HEAD + b"x = ", b"9"),
    "a long number in base 16": filled(HEAD + b"x = 0x", b"f"),
    "a long fraction": filled(HEAD + b"x = 1.", b"9"),
    "a long key": filled(HEAD, b"a", b" = 1"),
    "a long text": filled(HEAD + b'x = "', b"a", b'"'),
    "a long text of wide characters": filled(HEAD + b"x = '''" + WIDE, b"a", b"'''"),
    "a text never closed": filled(HEAD + b'x = """', b'"" '),
    "quotation marks": filled(HEAD, b'"'),
    "backslashes": filled(HEAD + b'x = "', b"\\"),
    "marks of a line end": filled(HEAD + b'x = "', b"\\n", b'"'),
    "spaces": filled(HEAD + b"x = 1", b" "),
    "empty lines": filled(HEAD, b"\n"),
    "remarks": filled(HEAD, b"#\n"),
    "one word": filled(HEAD, b"a"),
    "JSON lists in lists": filled(b'{"care":1,"x":', b"["),
    "JSON tables in tables": filled(b"", b'{"x":'),
    "JSON empty lists": filled(JSON, b"[],", b"[]]}"),
    "JSON small tables": filled(JSON, b'{"a":1},', b"1]}"),
    "JSON numbers": filled(JSON, b"1e0,", b"1]}"),
    "JSON texts": filled(JSON, b'"ab",', b'"ab"]}'),
    "JSON keys of many names": numbered(b'{"care":1', ',"%d":1', b"}"),
    "a long JSON number": filled(b'{"care":', b"9", b"}"),
    "a long JSON text of wide characters": filled(b'{"care":1,"x":"' + WIDE, b"\\n", b'"}'),
    # As much as is still read of what is dear:
    "the most headings": numbered(HEAD, "[a%d]\n", most=safe_parsers.MOST_TABLES - 9),
    "the most lists": numbered(HEAD, "a%d=[]\n", most=safe_parsers.MOST_TABLES - 9),
    "the most keys": numbered(HEAD, "aaaaaaaaaaa%d=1\n", most=MOST["values"] - 9),
    "the most JSON keys": numbered(
        b'{"care":1,"x":"' + WIDE + b'"', ',"aaaaaaaa%d":1', b"}", MOST["values"] - 9
    ),
    "the most JSON texts": numbered(JSON, '"aaaaaaaaa%d",', b"1]}", MOST["values"] - 9),
}
BOARDS: dict[str, tuple[str, Maker]] = {
    "lists in lists": ("b.json", filled(b'{"lists":', b"[")),
    "tables in tables": ("b.json", filled(b"", b'{"lists":')),
    "empty cards": ("b.json", filled(b'{"lists":[{"name":"Connect","cards":[', b"{},", b"{}]}]}")),
    "texts": ("b.json", filled(b'{"lists":[', b'"ab",', b"1]}")),
    "nested items": ("b.md", lambda size: b"".join(b" " * n + b"- a\n" for n in range(1400))),
    "headings": ("b.md", filled(b"", b"# a\n")),
    "items": ("b.md", filled(b"# Connect\n", b"- a\n")),
    "one item": ("b.md", filled(b"# Connect\n- ", b"a")),
    "bold": ("b.md", filled(b"", b"**a")),
    "fences": ("b.md", filled(b"- a\n", b"```\n")),
    "a wrapped item": ("b.md", filled(b"# Connect\n- a\n", b"  a\n")),
    "rules": ("b.md", filled(b"", b"- " * 60 + b"x\n")),
    "tabs": ("b.md", filled(b"- a\n", b"\t")),
}
TABLES: dict[str, Maker] = {
    "one cell": filled(b'nps,comment\n9,"', b"a", b'"\n'),
    "columns": filled(b"nps", b",c", b"\n9,9\n"),
    "cells under two columns": filled(b"nps,date\n9,2026-11-01\n9", b",9", b"\n"),
    "quotation marks": filled(b"nps,date\n", b'"'),
    "a quotation mark a line": filled(b"nps,date\n", b'9,"\n'),
    "lines": filled(b"nps,date\n", b"\n"),
    "a long number": filled(b"nps,date\n", b"9", b",2026-11-01\n"),
    "rows": filled(b"nps,date\n", b"9,2026-11-01\n"),
    "wide rows": filled(
        b"nps,date" + b",c" * 30 + WIDE + b"\n", b"9,2026-11-01" + b",abc" * 30 + b"\n"
    ),
    "the most cells": lambda size: filled(
        b"nps,date" + b",c" * 38 + WIDE + b"\n", b"9,2026-11-01" + b",abcdef" * 38 + b"\n"
    )(min(size, 34_000_000)),
}
ALL = {
    **{f"workspace, {name}": ("workspace", make) for name, make in WORKSPACES.items()},
    **{f"board, {name}": made for name, made in BOARDS.items()},
    **{f"table, {name}": ("table", make) for name, make in TABLES.items()},
}


class Cost(NamedTuple):
    """What a file took to be read, and what was said of it."""

    said: str
    code: int
    seconds: float
    megabytes: float


class Reader:
    """Has files read, each by a process of its own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(READING)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(READING.parents[3])},
        )

    def read(self, kind: str, path: Path) -> Cost:
        """Have the file at ``path`` read; what that took."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{kind} {path}\n")
        self.process.stdin.flush()
        return Cost(**json.loads(self.process.stdout.readline()))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.process.communicate()


@pytest.mark.parametrize(("kind", "make"), ALL.values(), ids=ALL)
def test_a_hard_file_is_read_or_refused_in_bounds(
    reader: Reader,
    tmp_path: Path,
    long: bool,
    tell: Callable[[str], None],
    kind: str,
    make: Maker,
) -> None:
    size = LONG if long else SHORT
    file = tmp_path / "hard"
    file.write_bytes(make(size if kind in ("workspace", "table") else min(size, boards.MAX_BYTES)))
    cost = reader.read(kind, file)
    file.unlink()
    tell(f"{cost.seconds:.1f} s, {cost.megabytes:.0f} MB, {cost.said or 'read'}")
    assert cost.code == 0
    assert cost.said == "" or cost.said.endswith(".")
    assert cost.seconds < SECONDS[size]
    assert cost.megabytes < MEGABYTES[size]


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("a dotted key", 1_000_000, "a key of more than 32 parts"),
        ("dotted keys of many names", 1_000_000, "more than 200,000 different lists and tables"),
        (
            "long headings again and again",
            1_000_000,
            "more than 200,000 different lists and tables",
        ),
        ("empty lists", 1_000_000, "more than 200,000 different lists and tables"),
        ("lists in lists", 1_000_000, "more than 200,000 different lists and tables"),
        ("lists in lists", 20_000, "too many lists in lists"),
        ("a long number in base 16", 1_000_000, "a number or a key of more than 1,000 characters"),
        ("backslashes", 2_100_000, "2,099,986 backslashes, and at most 2,000,000 are read"),
        ("empty lines", 4_100_000, "4,099,992 lines, and at most 4,000,000 are read"),
        ("JSON texts", 13_000_000, "2,599,996 values, and at most 2,500,000 are read"),
        ("JSON lists in lists", 1_000_000, "too many lists in lists"),
    ],
)
def test_the_reason_and_the_limit_are_said(name: str, size: int, why: str) -> None:
    with pytest.raises(Refused, match=f"^x cannot be read: it has {why}\\.$"):
        read_workspace_file(WORKSPACES[name](size), "x")


def zip_bomb() -> bytes:
    """A workbook of a few kilobytes that would be 20 MB, with an entity in an entity."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>')
        archive.writestr("xl/worksheets/sheet1.xml", bytes(20_000_000))
    return packed.getvalue()


def test_what_would_grow_is_never_unpacked() -> None:
    packed = zip_bomb()
    assert len(packed) < 100_000
    with pytest.raises(Refused, match="is not a workbook that care can read"):
        propose(packed, today=TODAY)
    for name in ("b.xlsx", "b.json"):
        with pytest.raises(Refused, match="an Excel workbook or a zip archive; save the sheet"):
            read_board(packed, name)
    with pytest.raises(Refused, match="cannot be read as an exported workspace"):
        read_workspace_file(packed, "x")
    with pytest.raises(Refused, match="a web page or XML"):
        propose(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>', today=TODAY)


def test_dots_and_brackets_in_texts_are_texts() -> None:
    dots = "a." * 500 + "a = 1"
    texts = (f'"{dots}"', f'"""\n{dots}\n"""', f"'{dots}'", f"'''\n\"\n{dots}'''", f'"\\"{dots}"')
    for text in texts:
        found = read_workspace_file(f"care = 1\nx = {text} # {dots} '\n".encode(), "x")
        assert dots in found["x"]


def test_a_part_of_a_folder_is_read_as_carefully(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_bytes(WORKSPACES["a long number"](20_000))
    with pytest.raises(Refused, match="cannot be read"):
        read_split(tmp_path)


def test_hard_settings_end_soon(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for size in (4_000, settings.MOST_BYTES):
        for make in WORKSPACES.values():
            file.write_bytes(make(size))
            began = time.process_time()
            try:
                load_settings(file)
            except Refused as refused:
                assert "are not TOML that can be read: " in refused.message
                assert "\n" not in refused.message
            assert time.process_time() - began < 2


def test_large_settings_are_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    with file.open("wb") as made:
        made.truncate(100_000_000)
    for place in (file, Path("/dev/zero")):
        with pytest.raises(Refused, match=r"have more than 64 kB\. The rest is not read\.$"):
            load_settings(place)


def exported(folder: Path) -> Path:
    """A workspace of one team in ``folder``, as an export splits it; the team's folder."""
    team = folder / "acme"
    (team / "cycles").mkdir(parents=True)
    (folder / "workspace.toml").write_text('care = 1\nteams = ["acme", "acme"]\n')
    (team / "team.toml").write_text('name = "Acme"\n')
    return team


def test_a_folder_of_150_mb_is_refused_unread(tmp_path: Path, reader: Reader) -> None:
    team = exported(tmp_path)
    for week in range(1, 4):
        with (team / "cycles" / f"2026-W{week:02}.toml").open("wb") as made:
            made.truncate(MAX_BYTES - 1)
    cost = reader.read("folder", tmp_path)
    assert cost.said.startswith("The folder has 150 MB. At most 100 MB are read.")
    assert cost.megabytes < 100


def test_a_part_of_a_folder_without_an_end_is_refused(tmp_path: Path, reader: Reader) -> None:
    board = exported(tmp_path) / "board.toml"
    board.symlink_to("/dev/zero")
    assert reader.read("folder", tmp_path).said.startswith(
        f"{board} is a link, and care follows none"
    )
    board.unlink()
    os.mkfifo(board)
    assert reader.read("folder", tmp_path).said == f"{board} is not a file."


def test_a_larger_board_is_refused() -> None:
    with pytest.raises(Refused, match=r"has 21 MB\. At most 20 MB are read"):
        read_board(bytes(boards.MAX_BYTES + 1), "b.json")


class Endless(io.RawIOBase):
    """An input that never ends."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self.given += len(buffer)
        return len(buffer)


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    with file.open("wb") as made:
        made.truncate(100_000_000)
    tracemalloc.start()
    with pytest.raises(Refused, match=r"has 95 MB\. At most 50 MB are read"):
        output.read_in(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_an_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    stdin = io.TextIOWrapper(io.BufferedReader(endless))  # type: ignore[type-var]
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(Refused, match="At most 50 MB are read"):
        output.read_in(Path("-"))
    assert endless.given < MAX_BYTES * 1.1


@pytest.mark.parametrize(
    "words", [("import", "workspace"), ("import", "board"), ("import", "feedback")], ids=" ".join
)
def test_the_commands_refuse_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CARE_WORKSPACE", str(tmp_path / "care.db"))
    run = CliRunner().invoke
    assert run(cli, ["init", "--team", "Acme"]).exit_code == 0
    file = tmp_path / "large.json"
    with file.open("wb") as made:
        made.truncate(100_000_000)
    ran = run(cli, [*words, str(file)])
    assert (ran.exit_code, ran.output.count("\n")) == (1, 1)
    assert "95 MB" in ran.output


def test_more_rows_than_are_held_are_to_be_split() -> None:
    data = b"nps,date\n" + b"9,2026-11-01\n" * 250_001
    with pytest.raises(Refused, match=r"more than 250,000 rows\. Split it"):
        propose(data, today=date(2026, 11, 20))


def test_a_deep_board_says_what_it_is() -> None:
    deep = json.loads("[" * 200 + "]" * 200)
    with pytest.raises(Refused, match="not a Trello board"):
        read_board(json.dumps({"lists": deep}).encode(), "b.json")


async def test_a_paste_without_measure_is_refused(
    live: Any, asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_tui.app.MOST_PASTED", 5_000)
    touchpoints.add(live.seat, Stage.CONNECT, "mail")
    app = live.app("board")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("o")
        await asked(pilot)
        for size in (5_000, 5_001):
            app.post_message(events.Paste("x" * size))
            await pilot.pause()
        assert len(app.screen.query_one(Notes).text) == 5_000
    (said,) = live.notes
    assert said == (
        "The paste has more than 5,000 characters. That is too long. Nothing was pasted."
    )
