"""Cells played in rounds, each round written down, so that a run can go on where one stopped."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

_ROOT = Path(__file__).parents[2]
_PLAYED_BY = ("store/domain/statistics", "store/domain/cycles.py", "benchmarks")

Played = dict[int, Counter[str]]
"""What was seen in each cell of a round, by the cell's place."""


def kept_at() -> Path:
    """The file of these rules: a change of a rule or of the play begins another one."""
    digest = sha256()
    for place in _PLAYED_BY:
        path = _ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if "benchmarks" not in place or file.stem in ("honesty", "teams"):
                digest.update(file.read_bytes())
    return Path(gettempdir()) / f"care-honesty-{digest.hexdigest()[:12]}.jsonl"


def play_rounds(
    cells: int, rounds: int, play: Callable[[int, int], Counter[str]], kept: Path
) -> tuple[int, list[Counter[str]]]:
    """Play every cell once a round; the whole rounds, and what was seen of each cell in them.

    ``play(cell, round)`` plays one; what ``kept`` holds already is not played again. ctrl+c
    ends after the rounds that are whole; without one, it ends the program.
    """
    seen = _read(kept)
    try:
        with kept.open("a", encoding="utf-8") as file:
            print(file=file)  # Behind a line that was cut off.
            for number in range(rounds):
                of_round = seen.setdefault(number, {})
                for cell in range(cells):
                    if cell not in of_round:
                        of_round[cell] = play(cell, number)
                        print(json.dumps([number, cell, of_round[cell]]), file=file, flush=True)
                print(f"round {number + 1} of {rounds} is played", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print(f"stopped; the next run goes on from {kept}", file=sys.stderr)
    whole = [seen[number] for number in range(rounds) if len(seen.get(number, ())) == cells]
    if not whole:
        raise KeyboardInterrupt
    return len(whole), [_sum([each[cell] for each in whole]) for cell in range(cells)]


def _sum(counts: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _read(kept: Path) -> dict[int, Played]:
    """The rounds on file; a last line that was cut off is played again."""
    seen: dict[int, Played] = {}
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    for line in lines:
        try:
            number, cell, counts = json.loads(line)
        except ValueError:
            continue
        seen.setdefault(number, {})[cell] = Counter(counts)
    return seen
