"""Keys: how soon the answer is on the screen, and how many bytes it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from benchmarks.harness.boards import FEW, MANY, bare, board
from benchmarks.harness.pty import Answer, Ended, Program
from benchmarks.harness.rows import Row, against, within

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
PAGE_DOWN = b"\x1b[6~"
IN_VIEW = (
    DOWN,
    DOWN,
    RIGHT,
    DOWN,
    RIGHT,
    UP,
    LEFT,
    DOWN,
    RIGHT,
    RIGHT,
    UP,
    LEFT,
    LEFT,
    LEFT,
    UP,
    UP,
)
"""A walk among the first cards that ends where it began."""
DOWNWARDS = (DOWN, RIGHT, DOWN, RIGHT, DOWN, RIGHT, DOWN, LEFT, DOWN, LEFT, DOWN, LEFT)
"""A walk down the board and over its columns, in which every key moves the cursor."""
KEYS, QUICK_KEYS = 40, 12
MANY_KEYS, QUICK_MANY_KEYS = 500, 60


@dataclass(frozen=True, slots=True)
class Walk:
    """What the keys of one kind took, in milliseconds and bytes."""

    times: tuple[float, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> Walk:
        found = list(answers)
        return cls(tuple(1000 * each.last for each in found), tuple(each.size for each in found))


def share(values: Sequence[float], part: float) -> float:
    """The value that ``part`` (0 to 1) of all values reach at most."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def pressed(program: Program, keys: Iterable[bytes]) -> Walk:
    """Press ``keys`` one by one; those that change nothing on the screen are left out."""
    answers = []
    for key in keys:
        try:
            answers.append(program.press(key))
        except Ended:
            if program.exit_code is not None:
                raise
    return Walk.of(answers)


def _to_the_last(program: Program) -> None:
    """Put the cursor on the last card in view, so that every further step scrolls."""
    program.press(PAGE_DOWN)
    program.press(PAGE_DOWN)


def run(quick: bool = False) -> list[Row]:
    """The figures of cursor keys on boards of 40 and 5,000 cards, against a bare app's key.

    The programs run side by side and take turns, a dozen keys each.
    """
    times = QUICK_KEYS if quick else KEYS
    with bare() as plain, board(FEW) as few, board(MANY) as many:
        walks: dict[str, list[Walk]] = {"bare": [], "few": [], "many": []}
        for _ in range(-(-times // len(IN_VIEW))):
            walks["bare"].append(pressed(plain, islice(cycle((DOWN,)), len(IN_VIEW))))
            walks["few"].append(pressed(few, IN_VIEW))
            walks["many"].append(pressed(many, IN_VIEW))
        _to_the_last(many)
        scrolling = pressed(many, [DOWN] * times)
        long_walk = pressed(many, islice(cycle(DOWNWARDS), QUICK_MANY_KEYS if quick else MANY_KEYS))
    key, few_keys, many_keys = (_together(walks[name]) for name in ("bare", "few", "many"))
    middle = share(key.times, 0.5)
    worst = max(*few_keys.times, *many_keys.times, *scrolling.times, *long_walk.times)
    return [
        against("cursor key, 40 cards, p50 in view", share(few_keys.times, 0.5), middle, 2),
        against("cursor key, 5,000 cards, p50 in view", share(many_keys.times, 0.5), middle, 2),
        against(
            "cursor key, 5,000 cards, p95 scrolling", share(scrolling.times, 0.95), middle, 4.5
        ),
        within(f"cursor key, worst of {len(long_walk.times)}", worst, 20, "ms"),
        within("bytes of a cursor move in view, worst", max(few_keys.sizes), 800, "B"),
        within("bytes of a cursor move in view, p50", share(few_keys.sizes, 0.5), 800, "B"),
        within("bytes of a cursor move, scrolling", share(scrolling.sizes, 0.5), 5500, "B"),
    ]


def _together(walks: Iterable[Walk]) -> Walk:
    found = list(walks)
    return Walk(
        tuple(time for walk in found for time in walk.times),
        tuple(size for walk in found for size in walk.sizes),
    )
