"""Several terminals on one workspace: how soon one shows what another process changed, and how
soon a person who hangs up is gone from those here."""

from __future__ import annotations

import signal
from statistics import median, quantiles

from benchmarks.boards import FEW, board, home_with
from benchmarks.pty import Program
from benchmarks.rows import Row, within
from store.load import load_snapshot
from store.presence import who_is_here
from store.seat import Seat
from store.touchpoints import edit
from store.workspace import open_workspace

TIMES, QUICK_TIMES = 200, 20


def run(quick: bool = False) -> list[Row]:
    """The figures of a board with forty cards; this process is the other one."""
    with board(FEW, "live") as program:
        workspace = open_workspace(home_with(FEW, "live") / "workspace.db")
        seat = Seat(workspace, workspace.find_team().id)
        took = [_shown(program, seat, number) for number in range(QUICK_TIMES if quick else TIMES)]
        gone = _gone(program, seat)
        workspace.close()
    return [
        within("another's change to this screen, median", median(took), 250, "ms"),
        within("another's change to this screen, p95", quantiles(took, n=20)[-1], 500, "ms"),
        within("hung up to gone from who is here", gone, 1000, "ms"),
    ]


def _shown(program: Program, seat: Seat, number: int) -> float:
    """Milliseconds from a commit here to its bytes there."""
    card = load_snapshot(seat).board[0].touchpoints[0]
    text = f"Change {number:04}"
    edit(seat, card.id, text=text)
    committed = program.now()
    return 1000 * (program.until_shown(text) - committed)


def _gone(program: Program, seat: Seat) -> float:
    """Milliseconds from SIGHUP to the terminal's being no longer here."""
    at = program.now()
    program.signal(signal.SIGHUP)
    while who_is_here(seat.workspace, seat.team_id, seat.now):
        program.read(0.005)
    return 1000 * (program.now() - at)
