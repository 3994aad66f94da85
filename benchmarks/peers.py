"""The start of other Textual apps by the same measure, as they come from PyPI and empty."""

from __future__ import annotations

import subprocess
import tempfile
import venv
from pathlib import Path
from statistics import median

from benchmarks.harness.boards import new_home
from benchmarks.harness.pty import PATIENCE, environment, python, running
from benchmarks.harness.rows import Row

PEERS = {"kanban-tui": "ktui", "bagels": "bagels"}
"""The command of each."""
STARTS, QUICK_STARTS = 7, 2
_QUIET = 1.2


def compare(quick: bool = False) -> list[Row]:
    """Install the peers into an environment that goes again, and start them in turns with a
    bare app. Each is started twice before it counts: some ask or write things at first."""
    with tempfile.TemporaryDirectory(prefix="care-peers-") as folder:
        cases = {"bare": (python("benchmarks.harness.bare"), new_home())}
        for name, command in PEERS.items():
            commands = _installed(Path(folder) / name, name)
            if commands is not None:
                cases[name] = ([str(commands / command)], new_home())
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in cases}
        for turn in range((QUICK_STARTS if quick else STARTS) + 2):
            for name, (words, home) in cases.items():
                start = _started(words, home)
                if turn >= 2:
                    found[name].append(start)
    middles = {
        name: [median(each) for each in zip(*all_, strict=True)] for name, all_ in found.items()
    }
    bare = middles.pop("bare")
    return [
        Row(
            f"{name}, empty: {what}",
            f"{ours:,.0f} {unit}",
            "",
            None,
            f"{its:,.0f} {unit}",
            f"{ours / its:.2f}",
        )
        for name, figures in middles.items()
        for what, unit, ours, its in zip(
            ("first text", "settled", "memory"), ("ms", "ms", "MB"), figures, bare, strict=True
        )
    ]


def _installed(folder: Path, name: str) -> Path | None:
    """The folder of the commands that the package ``name`` brings; None where it cannot be
    installed, as for another Python than this."""
    venv.create(folder, with_pip=True)
    commands = folder / "bin"
    ran = subprocess.run([commands / "pip", "install", "--quiet", name], check=False)
    return None if ran.returncode else commands


def _started(words: list[str], home: Path) -> tuple[float, float, float]:
    """First text and the settled screen in milliseconds, and memory in megabytes."""
    with running(words, environment(home)) as program:
        program.read(PATIENCE)
        program.until_still(_QUIET)
        first = program.first_text()
        return 1000 * first, 1000 * program.settled(first), program.memory()
