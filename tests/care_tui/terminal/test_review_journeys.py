"""Whole reviews at one real terminal, each from an empty workspace: alone, and around one
keyboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import warm
from tests.care_tui.host.conftest import Client
from tests.care_tui.reader import Reader

if TYPE_CHECKING:
    from tests.care_tui.conftest import Care

ROOT = Path(__file__).parents[3]
SIZE = (80, 24)
COLOUR = b"\x1b[38;"
Sit = Callable[..., Reader]


class Here(Client):
    """``care`` itself on a terminal of its own."""

    def _begin(self, words: list[str], slave: int, environment: dict[str, str]) -> warm.Started:
        return warm.start(words, environment, (slave,) * 3, terminal=True)


@pytest.fixture
def sit(nobody: Care) -> Iterator[Sit]:
    """Makes a team of these members and opens the app on it, at a terminal of its own."""
    clients: list[Client] = []

    def sit_down(*names: str, **environment: str) -> Reader:
        members = [word for name in names for word in ("--member", name)]
        nobody("init", "--team", "Bakery", "--timezone", "Europe/Berlin", *members)
        client = Here(
            [sys.executable, "-m", "care_tui", "--workspace", str(nobody.workspace)],
            SIZE,
            {
                "HOME": str(nobody.folder),
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "CARE_NOW": nobody.now,
                **environment,
            },
        )
        clients.append(client)
        reader = Reader("the room", client)
        reader.reads("1 Today", "Press r to hold the first review")
        return reader

    yield sit_down
    for client in clients:
        client.close()


def skip_the_rest(reader: Reader) -> None:
    """Leave out the stages after Connect: Pick goes on to the next open one by itself."""
    for stage in ("Assist", "Resolve", "Enhance"):
        reader.reads(f"Touchpoints in {stage}")
        reader.types("s", f"Skip {stage} in", "does not count against you")
        reader.types("Nobody is free\r")


def test_a_review_alone_by_the_lines_of_the_guide(nobody: Care, sit: Sit) -> None:
    nobody.now = "2026-11-17T12:00"  # A Tuesday: the review plans the running week.
    dana = sit("Dana", NO_COLOR="1")
    dana.types("r", "Start a review", "[alone]", "10 minutes")
    dana.types("\r\r\r", "1 of 4", "What did customers say?")
    dana.reads("Press i to bring in a file of answers, or b to log one. Then press >.")
    dana.types("b", "What did a customer say?")
    dana.types("\rNobody rang back.\x13", "1 answer came in")
    dana.types(">", "2 of 4", "this is where it begins", "Read what is below, then press >.")
    dana.types(">", "3 of 4", "Press a and type a place where customers meet you, then Enter.")
    assert "not begun" not in dana.text.casefold()
    dana.types("a", "Enter adds it")
    dana.types("Welcome e-mail\r", "C Connect 1", "Press a to add what is missing")
    dana.types("\x1b", "e Edit")
    dana.types("f", "new ▲")
    dana.types(">", "4 of 4", "Enter on a touchpoint writes one change.")
    dana.types("\r", "One small change", "^s Save")
    dana.types("Sign it by name\x13", "Saved. Still missing: a proof", "✓ Sign it by")
    assert "an owner" not in dana.text
    skip_the_rest(dana)
    dana.reads("Press > to close the review.")
    dana.types(">", "Close the review")
    dana.types("y", "Who does what by when", "Sign it by name")
    dana.types("E", "CARE review")
    dana.types("\x1b", "Who does what by when")
    dana.types("\x1b", "1 Today", "Momentum, your first week")
    assert COLOUR not in dana.client.bytes
    status = nobody.json("status")
    assert not status["review"]["open"]
    assert "Sign it by name" in nobody("summary")


def test_a_review_around_one_keyboard(nobody: Care, sit: Sit) -> None:
    room = sit("Dana", "Lee", "Sam")
    room.types("r", "Start a review", "[team]")
    room.types("\r\r\r", "Who is here, and how are we?", "Press w, choose a name, then 1 to 5.")
    room.types("w", "Pass the keyboard to Dana, Lee or Sam.")
    for name, mood, rest in (
        ("Dana", "4", "Pass the keyboard to Lee or Sam."),
        ("Lee", "5", "Pass the keyboard to Sam."),
        ("Sam", "3", "Everybody has had a turn."),
    ):
        room.types("\r", f"{name}, only you see this now.", "How are you?")
        room.types(mood, rest)
        assert "4.0 of 5" not in room.text
    room.types("\r", "3 moods given", "Everybody is done. R ends the round, > goes on.")
    room.types("R", "Only the average shows")
    room.types("y", "4.0 of 5", "Press > for the next step.")
    room.types(">", "What did customers say?", "Press i to bring in a file of answers")
    room.types(">", "this is where it begins")

    room.types(">", "Where does a customer meet us?", "Press w, choose a name, then type")
    for name, card, rest in (
        ("Dana", "Welcome e-mail", "Pass the keyboard to Lee or Sam."),
        ("Lee", "First call", "Pass the keyboard to Sam."),
    ):
        room.types("w", "Pass the keyboard to")
        room.types("\r", f"{name}, only you write now.")
        assert "Welcome e-mail below" not in room.text
        room.types(f"{card}\r", "C Connect 1")
        room.types("\x1b", "w Pass on")
        room.types("w", rest)
        assert f"█{card}" not in room.text
        room.types("\x1b", "private touchpoint", "Press w for the next person.")
    room.reads("2 private touchpoints written")
    room.types("R", "Only 2 people wrote")
    room.types("y", "Welcome e-mail", "First call", "What is missing? What belongs together?")

    room.types(">", "Five votes each, at most three on one")
    room.types("w", "Pass the keyboard to")
    room.types("\r", "Dana, 5 of 5 votes left")
    room.types("vv", "3 of 5 votes left")
    room.types("w", "Pass the keyboard to Lee or Sam.")
    room.types("\x1b", "1 person has voted")
    room.types("R", "Reveal?")
    room.types("y", "We talk each one through")
    room.types("\r", "n notes what is said, ← → choose the decision, Enter settles it.")
    room.types("n", "What was said")
    room.types("Goes to spam\x13", "Goes to spam")
    room.types("\r", "These matter most.")

    room.types(">", "Connect, by votes", "2 votes")
    room.types("\r", "^s Save")
    room.types("Write from a person's address\x13", "Saved. Still missing: an owner")
    skip_the_rest(room)
    room.reads("All four stages are settled.")

    room.types(">", "Who does what by when", "Write from a person's address", "Nobody is free")
    room.types("w", "Pass the keyboard to")
    room.types("\r", "Was this worth our time?")
    room.types("5", "Pass the keyboard to Lee or Sam.")
    room.types("\x1b", "1 rating given")
    room.types(">", "Close the review")
    room.types("y", "The review is closed", "Write from a person's address")
    room.types("E", "CARE review")
    assert COLOUR in room.client.bytes
    assert "Write from a person's address" in nobody("summary")
