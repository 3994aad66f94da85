"""Whether a terminal can show the app."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.harness.pty import environment as surroundings
from benchmarks.harness.pty import python
from benchmarks.harness.pty import running as started
from care_tui.terminal.terminal import driver_class, needs_ascii, why_not
from tests.warm import running

ROOT = Path(__file__).parents[3]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(*where: Any) -> str:
    """Why the app cannot start there."""
    why = why_not(*where)
    assert why is not None
    return why


def test_without_a_terminal_it_says_so() -> None:
    assert "needs a terminal" in told(io.StringIO(), Screen(), {"TERM": "xterm"})
    assert "needs a terminal" in told(Screen(), io.StringIO(), {"TERM": "xterm"})
    assert "needs a terminal" in told(None, None, {"TERM": "xterm"})


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {}])
def test_a_terminal_that_cannot_draw_is_refused(environment: Any) -> None:
    assert "cannot draw" in told(Screen(), Screen(), environment)


def test_windows_names_no_term_and_shows_more_than_ascii() -> None:
    assert why_not(Screen(), Screen(), {}, "win32") is None
    assert "TERM is dumb" in told(Screen(), Screen(), {"TERM": "dumb"}, "win32")
    assert not needs_ascii({}, "win32")


def test_a_real_terminal_is_fine() -> None:
    assert why_not(Screen(), Screen(), {"TERM": "xterm-256color"}) is None


HEADLESS = "textual.drivers.headless_driver:HeadlessDriver"


def test_a_driver_that_is_named_is_used_and_needs_no_terminal() -> None:
    named = {"TEXTUAL_DRIVER": HEADLESS}
    assert why_not(io.StringIO(), io.StringIO(), named) is None
    assert driver_class(environment=named) is None
    assert driver_class(environment={}).__name__ == "TidyDriver"


@pytest.mark.parametrize("name", ["nowhere", "nowhere:Driver", "io:StringIO", "io:None", ":", "io"])
def test_what_names_no_driver_is_refused_in_a_sentence(name: str) -> None:
    said = told(Screen(), Screen(), {"TERM": "xterm", "TEXTUAL_DRIVER": name})
    assert "TEXTUAL_DRIVER names no driver" in said
    assert "\n" not in said


@pytest.fixture
def workspace(made_live: tuple[Path, str], tmp_path: Path) -> dict[str, str]:
    """What names a team's workspace to the program."""
    shutil.copy(made_live[0], tmp_path / "work.db")
    return {"CARE_WORKSPACE": str(tmp_path / "work.db")}


def test_the_app_is_drawn_where_only_its_messages_go_to_a_file(
    workspace: dict[str, str], tmp_path: Path
) -> None:
    """And where there is no place for messages at all."""
    for elsewhere in ("2>err.log", "2>&-"):
        words = ["sh", "-c", f'cd "$0" && exec "$1" -m care_tui {elsewhere}']
        settings = surroundings(tmp_path, {"PYTHONPATH": str(ROOT), **workspace})
        with started([*words, str(tmp_path), sys.executable], settings) as program:
            program.until_shown("1 Today")
            program.until_still()
            program.write(b"6")
            program.until_shown("product managers")
            program.write(b"\x11")
            program.until_ended()
            assert program.exit_code == 0
            assert program.not_restored() == []
    assert (tmp_path / "err.log").read_text() == ""


@pytest.mark.parametrize(("mouse", "asked"), [("true", True), ("false", False)])
def test_the_mouse_is_asked_for_unless_the_settings_leave_it_to_the_terminal(
    workspace: dict[str, str], tmp_path: Path, mouse: str, asked: bool
) -> None:
    (tmp_path / "config.toml").write_text(f"mouse = {mouse}\n")
    settings = surroundings(tmp_path, {"CARE_CONFIG": str(tmp_path / "config.toml"), **workspace})
    with running(python("care_tui"), settings) as program:
        program.until_shown("1 Today")
        program.until_still()
        written = b"".join(data for _, data in program.parts)
        assert (b"\x1b[?1000h" in written) is asked
        program.write(b"\x11")
        program.until_ended()
        assert program.not_restored() == []


def test_an_escape_key_acts_at_once(workspace: dict[str, str], tmp_path: Path) -> None:
    """A tenth of a second after it was pressed, in which it might begin something longer; nothing
    else has to come."""
    with running(python("care_tui"), surroundings(tmp_path, workspace)) as program:
        program.until_shown("1 Today")
        program.until_still()
        program.write(b"b")
        program.until_shown("What did a customer say?")
        program.until_still()
        took = program.press(b"\x1b").first
        assert "What did a customer say?" not in program.shown()
        assert took >= 0.1
        program.write(b"\x11")
        program.until_ended()


@pytest.mark.parametrize(
    ("environment", "ascii"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LC_CTYPE": "C.utf8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
    ],
)
def test_ascii_is_for_what_is_not_utf_8(environment: Any, ascii: bool) -> None:
    assert needs_ascii(environment) is ascii
