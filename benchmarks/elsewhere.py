"""From a change that another process commits to the moment it is on this screen.

    python -m benchmarks.elsewhere WORKSPACE

is that other process: for each line of its input it makes that line the text of the
board's first card, and answers with the time on the machine's clock.
"""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.harness.boards import FEW, board, home_with, variables
from benchmarks.harness.pty import ROOT, python
from benchmarks.harness.rows import Row, within
from benchmarks.keys import share

CHANGES, QUICK_CHANGES = 40, 10
_PAUSE = 0.37
"""Seconds between changes; no multiple of anything that might look for them."""


def run(quick: bool = False) -> list[Row]:
    """The figures of changes at the board of 40 cards, one card's text each time."""
    home = home_with(FEW, "elsewhere")
    took = []
    with (
        board(FEW, "elsewhere") as program,
        subprocess.Popen(
            [*python("benchmarks.elsewhere"), str(home / "workspace.db")],
            cwd=ROOT,
            env=variables(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        ) as other,
    ):
        assert other.stdin is not None
        assert other.stdout is not None
        for number in range((QUICK_CHANGES if quick else CHANGES) + 1):
            text = f"Changed {number:04} times"
            other.stdin.write(f"{text}\n")
            committed = float(other.stdout.readline()) - program.began
            took.append(1000 * (program.until_shown(text) - committed))
            program.until_still(_PAUSE)
        other.stdin.close()
    del took[0]
    return [
        Row("another process's change on this screen, p50", f"{share(took, 0.5):,.0f} ms"),
        within("another process's change on this screen, p95", share(took, 0.95), 400, "ms"),
    ]


def change(place: str) -> None:
    """Change the first card as often as a line comes in."""
    from store.board.touchpoints import edit
    from store.journal.seat import Seat
    from store.queries.load_snapshot import load_snapshot
    from store.workspace.workspace import open_workspace

    workspace = open_workspace(place)
    seat = Seat(workspace, workspace.find_team().id)
    first = load_snapshot(seat).board[0].touchpoints[0].id
    for line in sys.stdin:
        edit(seat, first, text=line.strip())
        print(time.perf_counter(), flush=True)
    workspace.close()


if __name__ == "__main__":
    change(sys.argv[1])
