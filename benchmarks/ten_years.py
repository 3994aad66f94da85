"""How long each view's reading takes after ten years of weekly cycles, against one year.

    python -m benchmarks.ten_years [--years 10] [--runs 15] [--keep FOLDER] [--cpu]

Each view is measured by what it reads from the store as it opens: warm, the median of many
readings in one process, and the first reading in a process of its own, everything imported.
With ``--cpu`` the processor's time is told, for a machine that is busy with other things.
A view opens as fast as ever when its ratio stays at or under 1.2.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.past import NOW, make_past
from store import bottlenecks, closing, evidence, trends, working
from store.clock import SetClock
from store.evidence import Filter
from store.load import load_snapshot
from store.seat import Seat
from store.workspace import open_workspace

LIMIT = 1.2


def _said(seat: Seat) -> None:
    trends.known_measures(seat)
    evidence.page(seat, Filter())


def _over_time(seat: Seat) -> None:
    trends.known_measures(seat)
    trends.trends(seat, Filter())


def _one_over_time(seat: Seat) -> None:
    trends.known_measures(seat)
    trends.trends(seat, Filter(measure="csat"))


def _missed(seat: Seat) -> None:
    trends.known_measures(seat)
    bottlenecks.bottleneck_list(seat, None, Filter())


READS: dict[str, Callable[[Seat], object]] = {
    "Today, Board (snapshot)": load_snapshot,
    "Evidence: what they said": _said,
    "Evidence: over time": _over_time,
    "Evidence: one over time": _one_over_time,
    "Evidence: bottlenecks": _missed,
    "Momentum (working)": working.open_working,
    "  its whole working": working.load_working,
    "Reviews": closing.past_reviews,
}
"""What each view reads from the store as it opens."""


def warm(place: Path, runs: int) -> dict[str, float]:
    """The median of ``runs`` readings in this process, in milliseconds, by view."""
    seat = _seat(place)
    found = {}
    for name, read in READS.items():
        read(seat)
        found[name] = statistics.median(_timed(read, seat) for _ in range(runs))
    seat.workspace.close()
    return found


def first(place: Path, runs: int) -> dict[str, float]:
    """The median of the first readings in ``runs`` processes, in milliseconds, by view."""
    found = {}
    for name in READS:
        call = [sys.executable, "-m", "benchmarks.ten_years", "--first", name, "--at", str(place)]
        call += ["--cpu"] if "--cpu" in sys.argv else []
        times = [
            float(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
            for _ in range(runs)
        ]
        found[name] = statistics.median(times)
    return found


def _seat(place: Path) -> Seat:
    workspace = open_workspace(place, SetClock(NOW))
    return Seat(workspace, workspace.find_team().id)


def _timed(read: Callable[[Seat], object], seat: Seat) -> float:
    """Milliseconds, of the clock or with ``--cpu`` of the processor."""
    now = time.process_time if "--cpu" in sys.argv else time.perf_counter
    began = now()
    read(seat)
    return 1000 * (now() - began)


def _table(years: int, runs: int, folder: Path) -> None:
    places = {}
    for each in (1, years):
        places[each] = folder / f"{each}.db"
        if not places[each].exists():
            make_past(places[each], each).close()
    short, long = places[1], places[years]
    print(f"{'milliseconds':28}{'warm':>24}{'first in a process':>30}")
    print(f"{'':28}" + f"{'1 y':>8}{f'{years} y':>8}{'ratio':>8}" * 2)
    measured = [
        (warm(short, runs), warm(long, runs)),
        (first(short, max(3, runs // 3)), first(long, max(3, runs // 3))),
    ]
    for name in READS:
        line = f"{name:28}"
        for a, b in measured:
            ratio = b[name] / a[name]
            line += f"{a[name]:8.1f}{b[name]:8.1f}{ratio:7.2f}{'!' if ratio > LIMIT else ' '}"
        print(line)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="a folder whose workspaces are used again")
    parser.add_argument("--cpu", action="store_true", help="tell the processor's time")
    parser.add_argument("--first", choices=READS, help=argparse.SUPPRESS)
    parser.add_argument("--at", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        print(_timed(READS[given.first], _seat(given.at)))
        return
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        _table(given.years, given.runs, given.keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        _table(given.years, given.runs, Path(folder))


if __name__ == "__main__":
    main()
