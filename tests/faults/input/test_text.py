"""Hostile text in every place that shows what people wrote: it stays text.

It comes in through the store, which cleans it, and past the store, straight into the tables, as
from a damaged or a foreign file: the screens must stand both.
"""

from __future__ import annotations

import base64
import csv
import fcntl
import io
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time
import tomllib
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from click.testing import CliRunner
from sqlalchemy import text as sql

from care_tui.cli.root import cli
from store.board import touchpoints
from store.common.clock import SetClock
from store.common.errors import Refused
from store.domain.stages import STAGES
from store.domain.statistics.measures import Better, MeasureKind
from store.evidence import cases, evidence
from store.improvements import improvements
from store.journal.seat import Seat
from store.reports.report import cycle_report
from store.reports.report_facts import as_facts
from store.reports.report_html import as_html
from store.reports.report_text import as_markdown
from store.teams import members, teams
from store.teams.teams import NewTeam, create_team
from store.transfer.csv_file import evidence_csv
from store.transfer.workspace_file import (
    export_workspace,
    read_workspace_file,
    to_json,
    to_toml,
)
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace, open_workspace
from tests import warm

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
KINDS = {
    "OSC 52": "a\x1b]52;c;aGFja2Vk\x07b",
    "OSC title": "a\x1b]0;owned\x1b\\b",
    "CSI 2J": "a\x1b[2J\x1b[Hb",
    "terminal queries": "a\x1b[c\x1b[6n\x1b[>q\x1bP+q544e\x1b\\b",
    "private modes": "a\x1b[?1049l\x1b[?25lb",
    "C1 CSI": "a\x9b2J\x9d52;c;aGk=\x9cb",
    "C0": "a\x01\x07\x08\x0e\x0f\x7fb",
    "NUL": "a\x00b",
    "line ends": "a\r\nb\rc\nd\x0b\x0c\x85e",
    "separators": "a\u2028b\u2029c",
    "tabs": "\ta\t\tb\t",
    "bidi override": "a\u202egpj.exe\u202cb",
    "bidi isolates": "a\u2066b\u2069\u200fc",
    "surrogates": "a\ud800b\udfffc",
    "noncharacters": "a\ufffe\uffff\ufdd0b",
    "zero-width": "a\u200b\u2060\ufeff\u00adb",
    "tag characters": "a\U000e0041\U000e007fb",
    "combining flood": "Z" + "\u0301\u0338" * 200,
    "emoji ZWJ": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "right to left": "مرحبا שלום",
    "wide": "漢字かな" * 30,
    "closing tag": "a[/]b[/bold][/",
    "action link": "[@click=app.quit]press[/] [link=file:///etc/passwd]x[/link]",
    "markup": "[bold red]x[/bold red] [reverse]",
    "variables": "$primary ${HOME} {0} {} {x!r} %s %d %(x)s",
    "backslashes": "\\x1b[2J \\[ \\\\ \\",
    "HTML": "<script>alert(1)</script>\"><img src=x onerror=alert(1)>&amp;",
    "formula": "=HYPERLINK(\"http://x\",\"y\")",
    "Markdown": "# x\n| a | b |\n```\n[x](javascript:1) <b> ![](http://x)",
    "TOML": "'''\n\"\"\" x = 1\n[[teams]]\n\"",
    "long word": "w" * 180,
    "blank letters": "\u3164\u2800a",
    "1 MB": "m" * 1_000_000,
}  # fmt: skip
assert len(KINDS) >= 25
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What no output for people may hold, but for line ends."""
PLACES: tuple[tuple[str, str], ...] = (
    ("team", "name"),
    ("member", "name"),
    ("touchpoint", "text"),
    ("touchpoint", "notes"),
    ("touchpoint", "channel"),
    ("touchpoint", "feeling"),
    ("improvement", "text"),
    ("improvement", "reason"),
    ("stage_skip", "reason"),
    ("cycle_skip", "reason"),
    ("evidence", "quote"),
    ("evidence", "source"),
    ("care_case", "ref"),
    ("care_case", "subject"),
    ("measure", "key"),
)


def taken(do: Any, *words: Any, **more: Any) -> Any:
    """What the store makes of hostile text: it may refuse it with a sentence, no more."""
    try:
        return do(*words, **more)
    except Refused as refused:
        assert not CONTROL.search(refused.message)
        assert len(refused.message) < 1_000
        return None


def fill(seat: Seat, number: int, kind: str, text: str) -> None:
    """Put ``text`` wherever a person may write."""
    stage, cycle = STAGES[number % 4], f"2026-W{47 + number // 4 % 6}"
    seat_of = taken(members.add_member, seat, text)
    card = taken(touchpoints.add, seat, stage, text, channel="c", notes=text) or touchpoints.add(
        seat, stage, kind
    )
    for place in ("channel", "feeling", "notes"):
        taken(touchpoints.edit, seat, card, **{place: text})
    taken(evidence.log, seat, stage, quote=text, source="s", touchpoint=card)
    taken(evidence.log, seat, stage, quote=kind, source=text)
    taken(cases.add, seat, text)
    taken(cases.add, seat, kind, subject=text)
    taken(teams.add_measure, seat, text, kind=MeasureKind.COUNT, better=Better.UP)
    if number % 3:
        taken(*(improvements.pick, seat, stage, text), owner=seat_of, touchpoint=card, cycle=cycle)
    else:
        taken(improvements.skip_stage, seat, stage, text, cycle=cycle)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of a team with every kind of text in every place, to be copied."""
    path = tmp_path_factory.mktemp("made") / "care.db"
    workspace = create_workspace(path, SetClock(NOW), durable=False)
    team = create_team(workspace, NewTeam("Team [/] $x <b>", members=("Dana", "Lee")))
    seat = Seat(workspace, team.id)
    for number, (kind, text) in enumerate(KINDS.items()):
        fill(seat, number, kind, text)
    workspace.truncate_wal()
    workspace.close()
    return path


@pytest.fixture
def seat(made: Path, tmp_path: Path) -> Any:
    """The team's seat in a workspace of the test's own."""
    (tmp_path / "care.db").write_bytes(made.read_bytes())
    workspace = open_workspace(tmp_path / "care.db", SetClock(NOW))
    yield Seat(workspace, workspace.teams()[0].id)
    workspace.close()


def texts_in(value: Any) -> list[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    return [text for each in value for text in texts_in(each)] if isinstance(value, list) else []


class Page(HTMLParser):
    """A page's elements, which must be closed in order, and its text."""

    VOID = frozenset({"meta", "br", "hr", "img", "link", "input", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check_page(html: str) -> None:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    assert not page.seen & {"script", "img", "b", "iframe", "link"}
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not CONTROL.search(html)


def test_every_export_of_hostile_text_is_valid(seat: Seat, tmp_path: Path) -> None:
    facts = export_workspace(seat.workspace)
    assert len(texts_in(facts)) > 400
    for text in texts_in(facts):
        assert not CONTROL.search(text)
    toml, as_json = to_toml(facts), to_json(facts)
    assert tomllib.loads(toml) == tomllib.loads(to_toml(read_workspace_file(toml.encode(), "x")))
    assert len(texts_in(json.loads(as_json))) >= len(texts_in(facts))
    for form in (toml, as_json):
        again = create_workspace(tmp_path / f"{len(form)}.db", seat.workspace.clock, durable=False)
        import_workspace(again, read_workspace_file(form.encode(), "x"))
        assert to_toml(export_workspace(again)) == toml
        again.close()
    table = "".join(evidence_csv(seat.workspace))
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    report = cycle_report(seat)
    check_page(as_html(report))
    assert not CONTROL.search(as_markdown(report))
    assert json.loads(json.dumps(as_facts(report)))


def make_raw(seat: Seat) -> None:
    """Put the texts into the tables past the store, as they are but for lone surrogates, which
    no database takes."""
    kinds = [
        text.encode("utf-8", "replace").decode()[:5000]
        for kind, text in KINDS.items()
        if kind != "1 MB"
    ]
    with seat.workspace.engine.begin() as connection:
        for table, column in PLACES:
            ids = connection.execute(sql(f"SELECT id FROM {table} ORDER BY id")).scalars().all()
            for number, id in enumerate(ids):
                value = kinds[number % len(kinds)] + ("" if column != "key" else str(number))
                connection.execute(
                    sql(f"UPDATE {table} SET {column} = :value WHERE id = :id"),
                    {"value": value, "id": id},
                )


def test_the_shell_prints_no_control_character(seat: Seat, tmp_path: Path) -> None:
    make_raw(seat)
    place = {"CARE_WORKSPACE": str(tmp_path / "care.db"), "CARE_NOW": "2026-11-18T10:00"}
    for words in (
        "status", "status --json", "board", "board --json", "member list", "team list",
        "measure list", "verdict", "verdict --json", "momentum", "report", "report --format json",
        "report --format html", "case list", "doctor",
    ):  # fmt: skip
        ran = CliRunner(env={**place, "HOME": str(tmp_path)}).invoke(cli, words.split())
        assert "care hit a bug" not in ran.output, (words, ran.output[-300:])
        assert ran.exit_code < 2, (words, ran.output)
        found = CONTROL.search(ran.output)
        assert found is None, (words, ran.output[max(0, found.start() - 80) : found.end() + 20])


HEADER = ["nps", "date", *("x" + text[:300].replace("\n", " ") for text in KINDS.values())]


def hostile_table() -> bytes:
    """A survey with every kind of text as a column's name, in cells, as a day and as a score."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    for text in KINDS.values():
        cells = [text[:300]] * len(KINDS)
        writer.writerow(["9", "2026-11-17", *cells])
        writer.writerow(["9", text[:300], *cells])
        writer.writerow([text[:300], "2026-11-17", *cells])
    writer.writerows([["9", "2026-11-16"]] * 20 * len(KINDS))
    return written.getvalue().replace("\0", "").encode("utf-8", "replace")


def test_a_file_s_name_columns_and_cells_may_be_hostile(seat: Seat, tmp_path: Path) -> None:
    data = hostile_table()
    file = tmp_path / "a\x1b[2J[_b]\u202e$x.csv"
    file.write_bytes(data)
    place = {"CARE_WORKSPACE": str(tmp_path / "care.db"), "CARE_NOW": "2026-11-18T10:00"}
    for more in (["--dry-run"], [], ["--dry-run", "--json"]):
        ran = CliRunner(env=place).invoke(cli, ["import", "feedback", str(file), *more])
        assert "care hit a bug" not in ran.output, ran.output[-500:]
        assert not CONTROL.search(ran.output)
    board = "\n".join(f"# {text}\n- {text}" for text in KINDS.values()).encode("utf-8", "replace")
    file = tmp_path / "b\x9b2J[_].md"
    file.write_bytes(board.replace(b"\0", b""))
    ran = CliRunner(env=place).invoke(cli, ["import", "board", str(file)])
    assert "care hit a bug" not in ran.output, ran.output[-500:]
    assert not CONTROL.search(ran.output)
    for text in texts_in(export_workspace(seat.workspace)):
        assert not CONTROL.search(text)


def test_a_workspace_file_brings_none_in(seat: Seat, tmp_path: Path) -> None:
    facts = export_workspace(seat.workspace)
    (team,) = facts["teams"]
    card = team["touchpoints"][0]
    for part in ("improvements", "evidence", "cases", "vote_totals"):
        team.pop(part, None)
    mega = KINDS["1 MB"]
    kept = [text for text in KINDS.values() if text != mega]
    team["touchpoints"] = [
        {**card, "id": f"card{number:04}", "text": text, "notes": text}
        for number, text in enumerate(kept)
    ]
    again = create_workspace(tmp_path / "again.db", seat.workspace.clock, durable=False)
    written = json.dumps(facts, default=str).encode()
    import_workspace(again, read_workspace_file(written, "x.json"))
    brought = export_workspace(again)
    assert len(brought["teams"][0]["touchpoints"]) == len(kept)
    for found in texts_in(brought):
        assert not CONTROL.search(found)
    team["touchpoints"] = [{**card, "notes": mega}]
    with pytest.raises(Refused, match="cannot be read"):
        import_workspace(again, read_workspace_file(json.dumps(facts, default=str).encode(), "x"))
    again.close()


PROGRAM = """
import asyncio, sys, time
from datetime import UTC, datetime
from pathlib import Path
import textual.app
import textual.pilot
from textual import events
from care_tui.app import CareApp
from care_tui.settings import load_settings
from screens.core.app_context import AppContext
from store.common.clock import SetClock
from store.queries.load_snapshot import load_snapshot
from store.journal.seat import Seat
from store.workspace.workspace import open_workspace

clock = SetClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
workspace = open_workspace(Path(sys.argv[1]), clock)
seat = Seat(workspace, workspace.teams()[0].id)
settings = load_settings(Path(sys.argv[2]))
shell = AppContext(lambda: seat, load_snapshot, notes=settings.problems, settings_path=settings.path)
shell.appearance.theme = settings.theme or shell.appearance.theme
app = CareApp(shell, start="board", keys=settings.keys)

def is_at(name):
    return type(app.screen).__name__ == name and app.screen.focused is not None

def shows(text):
    said = [str(each.render()) for each in app.screen.query("Static")]
    return any(text in each for each in (*said, *(note.message for note in app._notifications)))

async def drive(pilot):
    while app.app_context.seat is None:
        await pilot.pause()
    for word in sys.argv[3:]:
        what, _, text = word.partition(":")
        if what == "paste":
            app.screen.focused.post_message(events.Paste(text))
            await pilot.pause()
        elif what == "quiet":
            app.clear_notifications()
        elif what == "emptied":
            end = time.monotonic() + 30
            while app.screen.focused.value:
                assert time.monotonic() < end, word
                await pilot.pause()
        elif what in ("until", "shown"):
            end = time.monotonic() + 30
            while not (is_at if what == "until" else shows)(text):
                assert time.monotonic() < end, word
                await pilot.pause()
            painted = asyncio.Event()
            app.screen.call_after_refresh(app.screen.call_after_refresh, painted.set)
            await painted.wait()
        else:
            await pilot.press(word)
        if app._exception is not None:
            break
    app.exit()

async def soon(*_):
    await asyncio.sleep(0.01)

textual.app.wait_for_idle = textual.pilot.wait_for_idle = soon
app.run(auto_pilot=drive)
if app._exception is not None:
    sys.exit(3)
"""
SEQUENCE = re.compile(
    rb"\x1b\[[<-?]?[0-9;:]*[ -/]*[@-~]|\x1b[PX^_\]].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-Z\\^-~]",
    re.DOTALL,
)


ROAD = (
    "1", "down", "down", "i", "escape", "2", "j", "l", "o", "escape", "e", "escape", "f", "1",
    "enter", "x", "y", "u", "space", "l", "space", "m", "escape", "3", "down", "enter", "escape",
    "m", "escape", "o", "escape", "B", "escape", "c", "escape", "a", "escape", "b", "escape",
    "4", "down", "enter", "escape", "5", "enter", "escape", "6", "escape", "comma", "down", "down",
    "down", "question_mark", "escape", "ctrl+p", "a", "escape", "slash", "a", "down", "escape",
    "r", "ctrl+s", "greater_than_sign", "y", "greater_than_sign", "y", "greater_than_sign", "y",
    "2", "r", "greater_than_sign", "y", "greater_than_sign", "y", "escape", "1", "ctrl+l",
)  # fmt: skip
"""The keys to all views."""


ROWS = 200
"""Lines of the terminal: room for a toast of every kind."""


def on_a_pty(workspace: Path, settings: Path, *road: str) -> bytes:
    """What the app writes to a large terminal when it is led along the road: keys, pastes as
    ``paste:text``, and what to wait for: a screen as ``until:Parts``,
    words as ``shown:words``, a field as ``emptied``; ``quiet`` takes the toasts off."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, 140, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    environment |= {"HOME": str(workspace.parent), "LC_ALL": "C.UTF-8"}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    words = [sys.executable, "-c", PROGRAM, str(workspace), str(settings), *road]
    process = warm.start(words, environment, (slave,) * 3)
    os.close(slave)
    written = b""
    end = time.monotonic() + 120
    try:
        while time.monotonic() < end:
            if select.select([master], [], [], 0.05)[0]:
                try:
                    data = os.read(master, 1 << 16)
                except OSError:
                    break
                if not data:
                    break
                written += data
        assert process.wait(timeout=20) == 0, written[-3000:].decode(errors="replace")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(master)
    return written


OWN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[\d+;\d+H|\x1b\[\d+C|\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016"
    rb"|1049|2004|2026|2048)[hl]|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>=]\d*u|\x1b\[H|\x1b\]22;default\x07"
    rb"|\x1b\]8;;\x1b\\|\x1b\]8;id=\d+;https?://[!-~]{1,2000}\x1b\\"
)
"""The sequences the app uses: colours, places, its modes and keys, links to the web."""
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""A copy the person asked for with y."""


def check_written(written: bytes) -> str:
    """The text that was written, once only the app's own sequences are found around it."""
    for copied in COPIED.findall(written):
        assert not CONTROL.search(base64.b64decode(copied).decode())
    found = set(SEQUENCE.findall(COPIED.sub(b"", written)))
    assert {sequence for sequence in found if not OWN.fullmatch(sequence)} == set()
    text = SEQUENCE.sub(b"", written).decode()
    raw = CONTROL.search(text.replace("\r\n", "\n"))
    assert raw is None, text[max(0, raw.start() - 60) : raw.end() + 20]
    return text


def test_only_the_app_s_own_sequences_reach_a_terminal(tmp_path: Path, seat: Seat) -> None:
    make_raw(seat)
    text = check_written(on_a_pty(tmp_path / "care.db", tmp_path / "none.toml", *ROAD))
    assert "HYPERLINK" in text
    assert "onerror" in text


def test_no_file_to_import_and_no_settings_reach_a_terminal_raw(tmp_path: Path, seat: Seat) -> None:
    settings = tmp_path / "[b]\x1b[2J.toml"
    hostile = [text[:100] for text in KINDS.values() if "\ud800" not in text]
    unknown = {f"k{text}": text for text in hostile[::3]}
    keys = {f"k{text}": text for text in hostile[1::3]} | {
        "board.add": "\x1b[2J",
        "board.edit": "a\u202e",
    }
    written = tomli_w.dumps({**unknown, "theme": "\x1b]52;c;aGk=\x07", "keys": keys})
    settings.write_text(written, encoding="utf-8")
    file = tmp_path / "a[_b]$x{0} [@click=app.quit]\u6f22.csv"
    file.write_bytes(hostile_table())
    road = (
        "shown:is not a key", "3", "down", "down", "up", "quiet", "i", "until:FileForm",
        "paste:/none[/][@click=app.quit]\x1b]52;c;aGk=\x07\u202e$x", "enter",
        "shown:There is no file", "ctrl+u", "emptied", f"paste:{file}", "enter", "until:Parts",
        "down", "down", "down", "enter", "until:Telling", "down", "down", "pagedown", "enter",
        "shown:imported", "escape", "down", "down", "comma",
    )  # fmt: skip
    text = check_written(on_a_pty(tmp_path / "care.db", settings, *road))
    assert "There is no file" in text
    assert "an unknown key" in text
    assert "to bind a key to" in text
    assert "is not a key" in text
    assert "imported" in text
