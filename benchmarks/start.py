"""Starting and leaving: the first text, the cards, the settled screen, memory, quitting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

from benchmarks.harness.bare import READY
from benchmarks.harness.boards import FEW, MANY, SHOWN_CARDS, home_with, new_home, variables
from benchmarks.harness.pty import environment, python, running
from benchmarks.harness.rows import Row, against, within

STARTS, QUICK_STARTS = 11, 3
_QUIET = 1.2
"""Seconds of silence after which nothing more is expected of a start."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start; times in milliseconds."""

    first_text: float
    shown: float
    """The content is on the screen."""
    settled: float
    """The last byte before 150 ms of silence."""
    over: float
    """The last byte of all: the workspace is open behind the screen."""
    settled_bytes: float
    memory: float
    """Megabytes, once all is over."""
    quit: float


def started(words: list[str], names: dict[str, str], texts: tuple[str, ...]) -> Start:
    """Start the program, wait until all is over, quit it."""
    with running(words, names) as program:
        shown = program.until_shown(*texts)
        program.until_still(_QUIET)
        settled = program.settled(shown)
        memory = program.memory()
        at = program.now()
        program.write(b"q")
        quit_after = program.until_ended() - at
        return Start(
            first_text=1000 * program.first_text(),
            shown=1000 * shown,
            settled=1000 * settled,
            over=1000 * max(when for when, _ in program.parts if when < at),
            settled_bytes=sum(len(data) for when, data in program.parts if when <= settled),
            memory=memory,
            quit=1000 * quit_after,
        )


def _middle(starts: list[Start]) -> Start:
    return Start(*(median(getattr(each, part.name) for each in starts) for part in fields(Start)))


def measure(times: int) -> dict[str, Start]:
    """The medians of ``times`` starts of each program, which take turns.

    Each is started once before that counts: what a first run leaves behind is there.
    """
    few, many = home_with(FEW), home_with(MANY)
    cases: dict[str, Callable[[], Start]] = {
        "bare": lambda: started(
            python("benchmarks.harness.bare"), environment(new_home()), (READY,)
        ),
        "today": lambda: started(python("care_tui"), variables(few), ("Connect", "Enhance")),
        "few": lambda: _board(few),
        "many": lambda: _board(many),
    }
    found: dict[str, list[Start]] = {name: [] for name in cases}
    for turn in range(times + 1):
        for name, start in cases.items():
            start_found = start()
            if turn:
                found[name].append(start_found)
    return {name: _middle(starts) for name, starts in found.items()}


def _board(home: Path) -> Start:
    return started(python("benchmarks.harness.at_board"), variables(home), SHOWN_CARDS)


def run(quick: bool = False) -> list[Row]:
    """The figures of the start, against a bare app's."""
    at = measure(QUICK_STARTS if quick else STARTS)
    bare, today, few, many = at["bare"], at["today"], at["few"], at["many"]
    return [
        against("first text", few.first_text, bare.first_text, 1.3),
        against("first text, at Today", today.first_text, bare.first_text, 1.3),
        against("the 40 cards on screen", few.shown, bare.shown, 1.6),
        against("settled, 40 cards", few.settled, bare.settled, 1.8),
        against("settled, Today", today.settled, bare.settled, 1.8),
        against("settled, 5,000 cards against 40", many.settled, few.settled, 1.25),
        within("memory, 5,000 cards over 40", many.memory - few.memory, 10, "MB"),
        Row("the last byte of the start, 40 cards", f"{few.over:,.0f} ms", "workspace open"),
        Row("the last byte of the start, 5,000 cards", f"{many.over:,.0f} ms", "workspace open"),
        within("bytes of the first screen", few.settled_bytes / 1000, 80, "kB"),
        against("memory", few.memory, bare.memory, 2, unit="MB"),
        against("quit", few.quit, bare.quit, 1.3),
    ]
