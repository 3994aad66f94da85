"""Measures what the app costs, and prints one table: ``python -m benchmarks [names…]``.

Every module here with a ``run() -> list[Row]`` is a benchmark of that name; one that can be
shorter takes ``quick``. Without names all of them run, one after the other.
"""

from __future__ import annotations

import argparse
import inspect
import os
import pkgutil
import platform
import sys
from collections.abc import Callable
from importlib import import_module

from benchmarks.harness.boards import forget
from benchmarks.harness.rows import Row, as_markdown, as_text, missing
from benchmarks.peers import compare

Run = Callable[..., list[Row]]


def found() -> dict[str, Run]:
    """The benchmarks by name. A module that cannot be imported is said and left out."""
    runs: dict[str, Run] = {}
    for module in pkgutil.iter_modules(import_module("benchmarks").__path__):
        if module.name.startswith("_"):
            continue
        try:
            run = getattr(import_module(f"benchmarks.{module.name}"), "run", None)
        except ImportError as error:
            print(f"{module.name} is left out: {error}", file=sys.stderr)
            continue
        if callable(run):
            runs[module.name] = run
    return runs


def measured(name: str, run: Run, *, quick: bool) -> list[Row]:
    """The rows of one benchmark; a failure becomes a row of its own."""
    shortened = {"quick": quick} if "quick" in inspect.signature(run).parameters else {}
    try:
        return run(**shortened)
    except Exception as error:  # noqa: BLE001 - the other figures are still wanted
        return [missing(name, f"failed: {type(error).__name__}: {error}")]


def machine() -> str:
    """What the figures were measured on, and what else was going on there."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    return (
        f"{cores} cores, Python {platform.python_version()}, {platform.system()}"
        f" {platform.machine()}; load before the run {load:.1f}"
    )


def main() -> None:
    """Measure and print; the exit code says whether every goal is met."""
    runs = found()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(runs))
    parser.add_argument("--peers", action="store_true", help="other apps too, from PyPI")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in runs]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(runs)}")
    print(machine(), end="\n\n", flush=True)
    rows: list[Row] = []
    try:
        for name in given.names or runs:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            rows += measured(name, runs[name], quick=given.quick)
        if given.peers:
            rows += measured("peers", compare, quick=given.quick)
    finally:
        forget()
    print(as_markdown(rows) if given.markdown else as_text(rows))
    sys.exit(any(row.met is False for row in rows))


if __name__ == "__main__":
    main()
