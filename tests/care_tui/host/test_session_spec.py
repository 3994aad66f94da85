"""What a guest's process is told of their terminal, and what it is not told."""

from __future__ import annotations

import json

import pytest

from care_tui.host.session_spec import SessionSpec, terminal_environment
from care_tui.terminal.terminal_input import fit_size
from store.teams.access import TeamLogin


def test_only_what_is_about_the_screen_comes_along() -> None:
    said = {
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "COLORTERM": "truecolor",
        "NO_COLOR": "yes",
        "LC_MESSAGES": "x",
        "PATH": "/evil",
        "LD_PRELOAD": "/evil.so",
        "CARE_WORKSPACE": "/other.db",
        "TEXTUAL": "debug",
        "COLUMNS": "9",
    }
    assert terminal_environment("xterm-kitty", said) == {
        "TERM": "xterm-kitty",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "COLORTERM": "truecolor",
        "NO_COLOR": "1",
    }


@pytest.mark.parametrize("hostile", ["", "../../x", "a b", "x\x1b[2J", "x" * 65, "é", "-x"])
def test_odd_values_are_left_out(hostile: str) -> None:
    said = {"LANG": hostile, "LC_ALL": hostile, "COLORTERM": hostile}
    assert terminal_environment(hostile, said) == {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.mark.parametrize(
    ("asked", "given"),
    [((100, 30), (100, 30)), ((0, 0), (80, 24)), ((2**32 - 1, 2**32 - 1), (500, 200))],
)
def test_a_size_is_kept_within_reason(asked: tuple[int, int], given: tuple[int, int]) -> None:
    assert fit_size(*asked) == given


def test_a_visit_comes_through_the_socket_as_it_was() -> None:
    visit = SessionSpec(
        (TeamLogin("t", "Acme", "m", "Dana"),), {"TERM": "xterm"}, "i", ("ssh-ed25519 A",), "No."
    )
    assert SessionSpec.from_json(json.loads(json.dumps(visit.as_json()))) == visit
