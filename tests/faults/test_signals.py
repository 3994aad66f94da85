"""Signals and dead terminals, in every view with a half-typed form: the text is kept, the
terminal restored, the program gone."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.harness.pty import Program, environment, python
from store.board import touchpoints
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.reviews import reviews
from store.teams.teams import NewTeam, create_team
from store.workspace.workspace import create_workspace
from tests.warm import running

VIEWS = {
    "Today": ("1", "Nothing is due"),
    "Board": ("2", "HJKL Move"),
    "Evidence": ("3", "What customers say"),
    "Momentum": ("4", "Press r to start a review"),
    "Reviews": ("5", "is being planned now"),
    "Playbook": ("6", "product managers"),
    "Settings": (",", "Enter Change"),
}
"""The key to each view, and what it shows."""
STEPS = (
    "Who is here",
    "What did customers say?",
    "What became of what we picked",
    "Where does a customer meet us",
    "Which of these matter most now",
    "What one small thing",
    "Was this worth our time",
)
"""What each step of a team's review shows."""
PLACES = (*VIEWS, *(f"step {number}" for number in range(len(STEPS))))
ENDINGS = ("SIGHUP", "SIGTERM", "SIGINT", "dead terminal", "SIGKILL")
SHORT = {
    "Today": ("dead terminal",),
    "Settings": ("SIGHUP",),
    "step 3": ("SIGTERM",),
    "step 5": ("SIGKILL", "SIGINT"),
}
BOUND = 5.0
"""Seconds a busy machine may take for what is to take one at most."""


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Seat:
    """The room's seat in a workspace with a review open."""
    workspace = create_workspace(tmp_path_factory.mktemp("home") / "workspace.db", durable=False)
    team = create_team(workspace, NewTeam("Acme", members=("Dana", "Lee")))
    seat = Seat(workspace, team.id)
    touchpoints.add(seat, Stage.CONNECT, "Welcome")
    reviews.open_review(seat)
    return seat


def go(program: Program, seat: Seat, place: str) -> None:
    """Go to a view, or to a step of the review."""
    program.until_shown("review open, in")
    program.until_still()
    if place in VIEWS:
        key, shown = VIEWS[place]
    else:
        key, shown = "r", STEPS[int(place.removeprefix("step "))]
    program.write(key.encode())
    program.until_shown(shown)


def drafts(home: Path) -> str:
    return "".join(file.read_text() for file in home.rglob("drafts.json"))


def end(program: Program, how: str, home: Path, text: str) -> float:
    """End the program in this way; the seconds until it was gone.

    Killed outright it cannot keep anything more: then the seconds until the text was kept.
    """
    began = program.now()
    if how == "SIGKILL":
        while text not in drafts(home):
            assert program.now() < began + BOUND, "the text was not kept"
            time.sleep(0.01)
        took = program.now() - began
        program.signal(signal.SIGKILL)
        program.until_ended()
        return took
    if how == "dead terminal":
        program.hang_up()
        return program.until_ended() - began
    number = signal.Signals[how]
    program.signal(number)
    took = program.until_ended() - began
    assert program.exit_code == 128 + number
    assert program.not_restored() == []
    return took


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    long = metafunc.config.getoption("--long", default=False)
    metafunc.parametrize("place", PLACES if long else SHORT)


def test_what_is_half_typed_is_kept_however_the_program_ends(
    seat: Seat, long: bool, place: str, tell: Callable[[str], None]
) -> None:
    path = seat.workspace.path
    assert path is not None
    home = path.parent
    took: dict[str, float] = {}
    written: list[str] = []
    if place not in VIEWS:
        reviews.go_to_step(seat, int(place.removeprefix("step ")))
    for how in ENDINGS if long else SHORT[place]:
        word = f"word{PLACES.index(place)}x{ENDINGS.index(how)} "
        variables = environment(home, {"CARE_WORKSPACE": str(path)})
        with running(python("care_tui"), variables) as program:
            go(program, seat, place)
            program.write(b"b")
            program.until_shown("What did a customer say?", *written[-1:])
            program.until_still()
            program.write(word.encode())
            program.until_shown(word.strip())
            took[how] = end(program, how, home, word)
        assert word in drafts(home)
        assert all(each in drafts(home) for each in written)
        written.append(word)
        assert took[how] < BOUND
    tell(", ".join(f"{how} {1000 * seconds:.0f} ms" for how, seconds in took.items()))
