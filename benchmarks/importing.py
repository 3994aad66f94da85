"""Taking 20,000 rows of customer feedback from a file."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.harness.boards import FEW, home_with, variables
from benchmarks.harness.pty import ROOT
from benchmarks.harness.rows import Row, missing, within

ROWS = 20_000
TIMES = 3
_LAST = date(2026, 6, 30)
_SAID = ("Quick and kind", "Had to ask twice", "", "It came late, but it came", "Thank you!")


def make_file(path: Path) -> None:
    """Write answers of a year, each different, with a comment now and then."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(("Ticket", "Date", "CSAT", "Comment"))
        for number in range(ROWS):
            day = _LAST - timedelta(days=number % 365)
            lines.writerow((number, day.isoformat(), number % 5 + 1, _SAID[number % 7 % 5]))


def imported(home: Path, file: Path) -> tuple[float, float, str]:
    """Seconds, the most memory in megabytes, and what was said."""
    words = [sys.executable, "-m", "care_tui", "import", "feedback", str(file)]
    began = time.perf_counter()
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=variables(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        most = 0.0
        while process.poll() is None:
            with suppress(OSError):
                most = max(most, _peak(process.pid))
            time.sleep(0.01)
        took = time.perf_counter() - began
        said = process.stdout.read() if process.stdout else ""
    return took, most, said


def _peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def run(quick: bool = False) -> list[Row]:
    """The figures of ``care import feedback`` with a file of 20,000 rows."""
    found = []
    for turn in range(1 if quick else TIMES):
        home = home_with(FEW, f"import {turn}")
        file = home / "answers.csv"
        make_file(file)
        took, most, said = imported(home, file)
        if f"{ROWS:,}" not in said and str(ROWS) not in said:
            return [missing("import of 20,000 rows", f"it said: {said.strip()[:200]}")]
        found.append((took, most))
    return [
        within("import of 20,000 rows", median(took for took, _ in found), 10, "s"),
        within("import of 20,000 rows, memory at most", max(most for _, most in found), 200, "MB"),
    ]
