"""The workspace's file replaced or removed under the running app: nothing that is acknowledged
is lost, no typed text goes, and the app goes on in the file that is there once it is ours."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.harness.pty import Program, environment
from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace, open_workspace
from tests.warm import running

BANNER = "cannot be reached. Trying again"
PATIENCE = 20.0


def replace(path: Path) -> None:
    """As ``cp w.db x; mv x w.db``."""
    copy = path.with_name("x")
    shutil.copy(path, copy)
    copy.replace(path)


def remove(path: Path) -> None:
    """As ``rm w.db*``."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(text for (text,) in connection.execute("SELECT text FROM touchpoint"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace = create_workspace(tmp_path / "w.db", durable=False)
    team = create_team(workspace, NewTeam("Acme"))
    touchpoints.add(Seat(workspace, team.id), Stage.CONNECT, "Welcome")
    workspace.close()
    return tmp_path / "w.db"


@pytest.fixture
def app(place: Path, tmp_path: Path) -> Iterator[Program]:
    """The app in a terminal, on its board."""
    home = tmp_path / "home"
    home.mkdir()
    words = [sys.executable, "-m", "care_tui", "--workspace", str(place)]
    with running(words, environment(home)) as program:
        program.until_shown("2 Board")
        program.until_still()
        program.write(b"2")
        program.until_shown("HJKL Move")
        yield program


def type_a_card(app: Program, text: str) -> None:
    app.write(b"a")
    app.until_shown("Where does a customer meet us?")
    app.write(text.encode())
    app.until_shown(text)


@pytest.mark.parametrize("lose", [replace, remove])
def test_what_is_typed_is_kept_and_saved_in_the_file_that_is_there(
    app: Program, place: Path, lose: Callable[[Path], None]
) -> None:
    kept = place.with_name("kept")
    shutil.copy(place, kept)
    type_a_card(app, "Long thought")
    lose(place)
    app.write(b"\r")
    app.until_shown(BANNER)
    assert shows(app, "Long thought")
    if not place.exists():
        kept.replace(place)
    until(lambda: not shows(app, BANNER))
    assert texts(place) == ["Welcome"]
    app.write(b"\r")
    until(lambda: texts(place) == ["Long thought", "Welcome"])


def test_without_a_key_it_is_noticed_and_others_are_seen_in_the_new_file(
    app: Program, place: Path
) -> None:
    replace(place)
    other = open_workspace(place)
    (team,) = other.teams()
    touchpoints.add(Seat(other, team.id), Stage.CONNECT, "By another")
    other.close()
    app.until_shown("By another")


def shows(app: Program, text: str) -> bool:
    """Whether the text is on the screen now."""
    app.read(0.02)
    for _, data in app._undrawn():
        app.terminal.draw(data)
    return app.terminal.shows((text,))


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for never came"
        time.sleep(0.02)
