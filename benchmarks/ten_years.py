"""How long each view's reading takes after ten years of weekly cycles, against one year.

    python -m benchmarks.ten_years [--years 10] [--runs 15] [--keep FOLDER] [--cpu]

Each view is measured by what it reads from the store as it opens: warm, the median of many
readings in one process, and the first reading in a process of its own, everything imported.
With ``--cpu`` the processor's time is told, for a machine that is busy with other things.
A view opens as fast as ever when its ratio stays at or under 1.2. What is read only when a
person asks for all there ever was has no such goal: its row says so.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.harness.past import NOW, make_past
from benchmarks.harness.rows import Row, against
from store.common.clock import SetClock
from store.evidence import evidence
from store.evidence.evidence import Filter
from store.journal.seat import Seat
from store.queries import look_back, momentum_details
from store.queries.evidence import bottlenecks, evidence_overview, trends
from store.queries.load_snapshot import load_snapshot
from store.reviews import closing
from store.workspace.workspace import open_workspace

YEARS = 10
LIMIT = 1.2
RUNS, QUICK_RUNS = 15, 7
_ASKED = "Momentum: every verdict, on Enter"
"""Read only when the person opens the list; no view waits for it."""
Clock = Callable[[], float]
Times = dict[Path, dict[str, float]]
"""Milliseconds by workspace and view."""


def _said(seat: Seat) -> None:
    trends.known_measures(seat)
    evidence.page(seat, Filter())


def _one_over_time(seat: Seat) -> None:
    evidence_overview.evidence_overview(seat, Filter(measure="csat"))


def _missed(seat: Seat) -> None:
    trends.known_measures(seat)
    bottlenecks.bottleneck_list(seat, None, Filter())


def _by_itself(seat: Seat) -> None:
    load_snapshot(seat)
    momentum_details.open_working(seat)


READS: dict[str, Callable[[Seat], object]] = {
    "Today, Board": load_snapshot,
    "Evidence": evidence_overview.evidence_overview,
    "Evidence: what they said": _said,
    "Evidence: one over time": _one_over_time,
    "Evidence: bottlenecks": _missed,
    "Momentum": momentum_details.open_working,
    "Momentum: all it reads by itself": _by_itself,
    _ASKED: momentum_details.load_working,
    "Reviews": closing.past_reviews,
    "Review: look back": look_back.look_back,
}
"""What each view reads from the store as it opens, and by itself after that."""


def run(quick: bool = False) -> list[Row]:
    """Each view's reading after ten years against the same after one, in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = places = _made(Path(folder), YEARS)
        runs = QUICK_RUNS if quick else RUNS
        found = warm(places, runs, time.process_time), first(places, runs, cpu=True)
    rows = []
    for how, times in zip(("warm", "first in a process"), found, strict=True):
        for name in READS:
            figure = f"{name}, {YEARS} years against one, {how}"
            compared = against(figure, times[long][name], times[short][name], LIMIT)
            rows.append(replace(compared, goal="", met=None) if name == _ASKED else compared)
    return rows


def warm(places: Sequence[Path], runs: int, clock: Clock) -> Times:
    """The medians of ``runs`` readings in this process, in which the workspaces take turns."""
    seats = {place: _seat(place) for place in places}
    found: Times = {place: {} for place in places}
    for name, read in READS.items():
        for seat in seats.values():
            read(seat)
        times = [[_timed(read, seat, clock) for seat in seats.values()] for _ in range(runs)]
        for place, each in zip(places, zip(*times, strict=True), strict=True):
            found[place][name] = median(each)
    for seat in seats.values():
        seat.workspace.close()
    return found


def first(places: Sequence[Path], runs: int, *, cpu: bool) -> Times:
    """The medians of the first readings in a third as many processes, which take turns."""
    found: Times = {place: {} for place in places}
    for name in READS:
        times = [
            [_first(name, place, cpu=cpu) for place in places] for _ in range(max(3, runs // 3))
        ]
        for place, each in zip(places, zip(*times, strict=True), strict=True):
            found[place][name] = median(each)
    return found


def _first(name: str, place: Path, *, cpu: bool) -> float:
    call = [sys.executable, "-m", "benchmarks.ten_years", "--first", name, "--at", str(place)]
    call += ["--cpu"] if cpu else []
    return float(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def _seat(place: Path) -> Seat:
    workspace = open_workspace(place, SetClock(NOW))
    return Seat(workspace, workspace.find_team().id)


def _timed(read: Callable[[Seat], object], seat: Seat, clock: Clock) -> float:
    began = clock()
    read(seat)
    return 1000 * (clock() - began)


def _made(folder: Path, years: int) -> tuple[Path, Path]:
    """A workspace of one year and one of ``years`` in ``folder``, made where they are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    places = folder / "1.db", folder / f"{years}.db"
    for place, each in zip(places, (1, years), strict=True):
        if not place.exists():
            make_past(place, each).close()
    return places


def _table(years: int, runs: int, folder: Path, *, cpu: bool) -> None:
    short, long = places = _made(folder, years)
    print(f"{'milliseconds':34}{'warm':>24}{'first in a process':>30}")
    print(f"{'':34}" + f"{'1 y':>8}{f'{years} y':>8}{'ratio':>8}" * 2)
    clock = time.process_time if cpu else time.perf_counter
    measured = warm(places, runs, clock), first(places, runs, cpu=cpu)
    for name in READS:
        line = f"{name:34}"
        for times in measured:
            ratio = times[long][name] / times[short][name]
            line += f"{times[short][name]:8.1f}{times[long][name]:8.1f}"
            line += f"{ratio:7.2f}{'!' if ratio > LIMIT and name != _ASKED else ' '}"
        print(line)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--keep", type=Path, help="a folder whose workspaces are used again")
    parser.add_argument("--cpu", action="store_true", help="tell the processor's time")
    parser.add_argument("--first", choices=READS, help=argparse.SUPPRESS)
    parser.add_argument("--at", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        clock = time.process_time if given.cpu else time.perf_counter
        print(_timed(READS[given.first], _seat(given.at), clock))
        return
    with tempfile.TemporaryDirectory() as folder:
        _table(given.years, given.runs, given.keep or Path(folder), cpu=given.cpu)


if __name__ == "__main__":
    main()
