"""Commands of the shell, against Python doing nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.harness.boards import FEW, home_with, variables
from benchmarks.harness.pty import ROOT
from benchmarks.harness.rows import Row, against

TIMES, QUICK_TIMES = 15, 5
_CARE = (sys.executable, "-m", "care_tui")
_NOTHING = (sys.executable, "-c", "pass")


def _took(words: Sequence[str], home: Path) -> float:
    began = time.perf_counter()
    subprocess.run(words, cwd=ROOT, env=variables(home), capture_output=True, check=True)
    return 1000 * (time.perf_counter() - began)


def run(quick: bool = False) -> list[Row]:
    """The figures of ``care --version`` and ``care add``, which take turns with Python."""
    home = home_with(FEW)
    cases = {
        "nothing": _NOTHING,
        "version": (*_CARE, "--version"),
        "add": (*_CARE, "add", "enhance", "Birthday card"),
    }
    found: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range((QUICK_TIMES if quick else TIMES) + 1):
        for name, words in cases.items():
            took = _took(words, home)
            if turn:
                found[name].append(took)
    nothing, version, add = (median(times) for times in found.values())
    return [
        against("care --version", version, nothing, 5),
        against("care add", add, nothing, 20),
    ]
