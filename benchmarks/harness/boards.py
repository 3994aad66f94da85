"""Workspaces whose board holds a given number of cards, and the program that shows one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.harness.pty import Program, environment, python, running

FEW, MANY = 40, 5_000
SHOWN = 10
"""Cards of a column that are on the screen as the board opens."""
_AT_ONCE = 500


def card(stage: str, number: int) -> str:
    """What the card says; it fits on a line of its column."""
    return f"{stage} {number:04} by e-mail"


SHOWN_CARDS = tuple(
    card(stage, number)
    for stage in ("Connect", "Assist", "Resolve", "Enhance")
    for number in range(1, SHOWN + 1)
)
"""The cards that stand at the top of the columns, whatever the board's size."""


@cache
def _folder() -> Path:
    """Where this run keeps its workspaces."""
    return Path(tempfile.mkdtemp(prefix="care-benchmarks-"))


def forget() -> None:
    """Delete this run's workspaces."""
    if _folder.cache_info().currsize:
        shutil.rmtree(_folder(), ignore_errors=True)
        _folder.cache_clear()


def new_home() -> Path:
    """An empty home folder."""
    return Path(tempfile.mkdtemp(dir=_folder()))


@cache
def home_with(cards: int, purpose: str = "") -> Path:
    """A home with a workspace whose board has ``cards`` cards, made once a run for each
    ``purpose``."""
    from store.board.touchpoints import add_many
    from store.domain.stages import STAGES
    from store.journal.seat import Seat
    from store.teams.teams import NewTeam, create_team
    from store.workspace.workspace import create_workspace

    home = new_home()
    if purpose:
        shutil.copy(home_with(cards) / "workspace.db", home)
        return home
    workspace = create_workspace(home / "workspace.db", durable=False)
    team = create_team(workspace, NewTeam("Support", members=("Ana", "Ben", "Cleo")))
    seat = Seat(workspace, team.id)
    for stage in STAGES:
        texts = [card(stage.label, number) for number in range(1, cards // len(STAGES) + 1)]
        for first in range(0, len(texts), _AT_ONCE):
            add_many(seat, stage, texts[first : first + _AT_ONCE])
    workspace.close()
    return home


def variables(home: Path) -> dict[str, str]:
    """The environment in which ``care`` opens the workspace in ``home``."""
    return environment(home, {"CARE_WORKSPACE": str(home / "workspace.db")})


@contextmanager
def board(cards: int, purpose: str = "") -> Iterator[Program]:
    """The app at the board in `home_with`, its cards on the screen and standing still."""
    home = home_with(cards, purpose)
    with running(python("benchmarks.harness.at_board"), variables(home)) as program:
        program.until_shown(*SHOWN_CARDS)
        program.until_still(1.0)
        yield program


@contextmanager
def bare() -> Iterator[Program]:
    """The least Textual app, standing still."""
    from benchmarks.harness.bare import READY

    with running(python("benchmarks.harness.bare"), environment(new_home())) as program:
        program.until_shown(READY)
        program.until_still(1.0)
        yield program
