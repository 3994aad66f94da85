"""How soon a person whose terminal hangs up is gone from those who are here."""

from __future__ import annotations

import signal
from statistics import median

from benchmarks.harness.boards import FEW, board, home_with
from benchmarks.harness.pty import Program
from benchmarks.harness.rows import Row, within
from store.journal.seat import Seat
from store.live.presence import who_is_here
from store.workspace.workspace import open_workspace

TIMES, QUICK_TIMES = 11, 3


def run(quick: bool = False) -> list[Row]:
    """The figures of a board with forty cards; this process is the one that looks."""
    took = []
    for _ in range(QUICK_TIMES if quick else TIMES):
        with board(FEW, "live") as program:
            workspace = open_workspace(home_with(FEW, "live") / "workspace.db")
            took.append(_gone(program, Seat(workspace, workspace.find_team().id)))
            workspace.close()
    return [within("hung up to gone from who is here", median(took), 1000, "ms")]


def _gone(program: Program, seat: Seat) -> float:
    """Milliseconds from SIGHUP to the terminal's being no longer here."""
    at = program.now()
    program.signal(signal.SIGHUP)
    while who_is_here(seat.workspace, seat.team_id, seat.now):
        program.read(0.005)
    return 1000 * (program.now() - at)
