"""Files of boards and workspaces made to be hard: refused with the reason, or read, in bounded
time and memory. Tables are tried beside the readers of tables."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from care_tui.cli import say
from care_tui.cli.root import cli
from care_tui.settings import load_settings
from store.errors import Refused
from store.exchange.boards import read_board
from store.exchange.encoding import MAX_BYTES
from store.exchange.proposals import propose
from store.exchange.split import read_split
from store.exchange.workspace_file import read_workspace_file

SECONDS = 20.0
"""Processor time that any of these files may take; in the short form all take far less."""
TIMES_ITS_SIZE = 24
"""Memory that a file may take, in its own bytes, above what is held for any file."""
FOR_ANY = 50_000_000
SHORT, LONG = 1_000_000, MAX_BYTES - 100

Maker = Callable[[int], bytes]
HEAD = b"care = 1\n"


def filled(start: bytes, part: bytes, end: bytes = b"") -> Maker:
    """Makes a file of about so many bytes, most of it ``part`` again and again."""
    return lambda size: start + part * ((size - len(start) - len(end)) // len(part)) + end


WORKSPACES: dict[str, Maker] = {
    "a dotted key": filled(HEAD, b"a.", b"a = 1"),
    "a dotted key of texts": filled(HEAD, b'"a" . ', b"a = 1"),
    "many dotted keys": filled(HEAD, b"a." * 30 + b"a\n"),
    "a dotted heading": filled(HEAD + b"[", b"a.", b"a]"),
    "lists in lists": filled(HEAD + b"x = ", b"["),
    "empty lists": filled(HEAD + b"x = [", b"[],", b"]"),
    "a long number": filled(HEAD + b"x = ", b"9"),
    "a long text": filled(HEAD + b'x = "', b"a", b'"'),
    "a text never closed": filled(HEAD + b'x = """', b'"" '),
    "quotation marks": filled(HEAD, b'"'),
    "backslashes": filled(HEAD + b'x = "', b"\\"),
    "one word": filled(HEAD, b"a"),
    "JSON lists in lists": filled(b'{"care":1,"x":', b"["),
    "JSON tables in tables": filled(b"", b'{"x":'),
    "JSON empty lists": filled(b'{"care":1,"teams":[', b"[],", b"[]]}"),
    "JSON numbers": filled(b'{"care":1,"teams":[', b"1e0,", b"1]}"),
    "JSON texts": filled(b'{"care":1,"teams":[', b'"ab",', b'"ab"]}'),
    "a long JSON number": filled(b'{"care":', b"9", b"}"),
}
BOARDS: dict[str, tuple[str, Maker]] = {
    "lists in lists": ("b.json", filled(b'{"lists":', b"[")),
    "tables in tables": ("b.json", filled(b"", b'{"lists":')),
    "empty cards": ("b.json", filled(b'{"lists":[{"name":"Connect","cards":[', b"{},", b"{}]}]}")),
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


@pytest.fixture(scope="module")
def size(request: pytest.FixtureRequest) -> int:
    """Bytes of a hard file."""
    return LONG if request.config.getoption("--long", default=False) else SHORT


def costs(read: Callable[[], object]) -> str:
    """What was said of the file, once it is certain that it was said soon."""
    began = time.process_time()
    try:
        read()
        said = ""
    except Refused as refused:
        said = refused.message
        assert said.endswith(".")
    assert time.process_time() - began < SECONDS
    return said


@pytest.mark.parametrize("make", WORKSPACES.values(), ids=WORKSPACES)
def test_a_hard_workspace_file_ends_soon(make: Maker, size: int) -> None:
    data = make(size)
    costs(lambda: read_workspace_file(data, "x"))


@pytest.mark.parametrize(("name", "make"), BOARDS.values(), ids=BOARDS)
def test_a_hard_board_ends_soon(name: str, make: Maker, size: int) -> None:
    data = make(size)
    costs(lambda: read_board(data, name))


@pytest.mark.parametrize(
    "name", ["a dotted key", "empty lists", "JSON empty lists", "JSON texts", "backslashes"]
)
def test_a_hard_workspace_file_stays_small(name: str) -> None:
    data = WORKSPACES[name](SHORT)
    tracemalloc.start()
    try:
        read_workspace_file(data, "x")
    except Refused:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < FOR_ANY + TIMES_ITS_SIZE * len(data)


def test_what_no_reader_of_toml_stands_is_refused() -> None:
    for name in ("a dotted key", "a dotted heading", "lists in lists", "a long number"):
        with pytest.raises(Refused, match="cannot be read"):
            read_workspace_file(WORKSPACES[name](SHORT), "x")


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


def test_hard_settings_are_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for name in ("lists in lists", "a long number"):
        file.write_bytes(WORKSPACES[name](20_000))
        with pytest.raises(Refused, match="are not TOML"):
            load_settings(file)


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
    with pytest.raises(Refused, match="has 95 MB; at most 50 MB are read"):
        say.read_in(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_an_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    stdin = io.TextIOWrapper(io.BufferedReader(endless))
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(Refused, match="at most 50 MB are read"):
        say.read_in(Path("-"))
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
    with pytest.raises(Refused, match="no Trello board"):
        read_board(json.dumps({"lists": deep}).encode(), "b.json")
