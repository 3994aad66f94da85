"""Being told to end: how soon the program is gone, and whether the terminal is as it was."""

from __future__ import annotations

import signal
from statistics import median

from benchmarks.harness.boards import FEW, board
from benchmarks.harness.rows import Row

TIMES, QUICK_TIMES = 11, 2
SOON = 500
"""Milliseconds within which the terminal has to be restored."""


def ended_by(number: signal.Signals) -> tuple[float, list[str]]:
    """Milliseconds from the signal to the exit, and what was not restored."""
    with board(FEW) as program:
        at = program.now()
        program.signal(number)
        return 1000 * (program.until_ended() - at), program.not_restored()


def run(quick: bool = False) -> list[Row]:
    """The figures of SIGTERM and SIGHUP at the board."""
    return [_row(number, QUICK_TIMES if quick else TIMES) for number in _SIGNALS]


_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def _row(number: signal.Signals, times: int) -> Row:
    found = [ended_by(number) for _ in range(times)]
    took = [milliseconds for milliseconds, _ in found]
    left = sorted({each for _, all_left in found for each in all_left})
    return Row(
        f"{number.name} to the exit, terminal restored",
        f"{median(took):,.0f} ms, worst {max(took):,.0f}" + (f"; left {left}" if left else ""),
        f"≤ {SOON} ms, all restored",
        max(took) <= SOON and not left,
    )
