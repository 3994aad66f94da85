"""What the app costs while nobody does anything: processor time, and bytes to the terminal."""

from __future__ import annotations

from benchmarks.harness.boards import FEW, board
from benchmarks.harness.rows import Row, within

SECONDS, QUICK_SECONDS = 60.0, 10.0


def run(quick: bool = False) -> list[Row]:
    """The figures of a minute at the board, whatever watches the workspace being on."""
    seconds = QUICK_SECONDS if quick else SECONDS
    with board(FEW) as program:
        program.until_still(2.0)
        used, size, at = program.cpu(), program.written(), program.now()
        while (left := at + seconds - program.now()) > 0:
            program.read(left)
        share = 100 * (program.cpu() - used) / seconds
        size = program.written() - size
    return [
        within(f"idle for {seconds:.0f} s, processor", share, 0.5, "%"),
        within(f"idle for {seconds:.0f} s, bytes", size, 0, "B"),
    ]
