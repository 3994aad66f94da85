"""What changes a good part of the screen: forms, typing in them, the review's steps.

The goals follow from what the screen must show. A typed character is one cell and the text
cursor. A form is a box over a third of the screen, and opening one should feel like a key:
people notice from a tenth of a second on; the first one may take longer, once. A step of the
review is written down, read again and fills the screen anew.
"""

from __future__ import annotations

from statistics import median

from benchmarks.harness.boards import FEW, bare, board, home_with, variables
from benchmarks.harness.pty import Program, python, running
from benchmarks.harness.rows import Row, against, within
from benchmarks.keys import DOWN, Walk, pressed

TIMES, QUICK_TIMES = 11, 4
ESCAPE, CTRL_S = b"\x1b[27u", b"\x1b[115;5u"
SENTENCE = b"when the parcel comes late and nobody says so"


def run(quick: bool = False) -> list[Row]:
    """The figures of forms, typing and steps, at the board of 40 cards."""
    times = QUICK_TIMES if quick else TIMES
    with bare() as plain, board(FEW) as program:
        key = median(pressed(plain, [DOWN] * len(SENTENCE)).times)
        rows = _forms(program, times, key)
    return rows + _steps(times)


def _forms(program: Program, times: int, key: float) -> list[Row]:
    first = program.press(b"e")
    typed = pressed(program, [bytes([letter]) for letter in SENTENCE])
    program.press(ESCAPE)
    opened = []
    for _ in range(times):
        opened.append(program.press(b"e"))
        program.press(ESCAPE)
    again = Walk.of(opened)
    return [
        against("a typed character in a form, p50", median(typed.times), key, 2),
        within(
            "bytes of a typed character", median(typed.sizes), 200, "B", why="a cell, the cursor"
        ),
        within("the first form opens", 1000 * first.last, 300, "ms", why="once"),
        within("a form opens again", median(again.times), 100, "ms", why="felt as at once"),
        within(
            "bytes of a form", median(again.sizes) / 1000, 12, "kB", why="a third of the screen"
        ),
    ]


def _steps(times: int) -> list[Row]:
    home = home_with(FEW, "review")
    with running([*python("care_tui"), "review"], variables(home)) as program:
        program.until_shown("Start a review")
        program.until_still(1.5)
        program.press(CTRL_S)
        program.until_still(1.5)
        steps = Walk.of(program.press(b"><"[turn % 2 : turn % 2 + 1]) for turn in range(2 * times))
    return [
        within(
            "a step of the review", median(steps.times), 250, "ms", why="written and read again"
        ),
        within("bytes of a step", median(steps.sizes) / 1000, 25, "kB", why="most of the screen"),
    ]
