"""What one worker has compiled is there for the others.

In a fresh checkout nothing is compiled, and every worker begins with the same modules: each would
rewrite the assertions of all tests, ten seconds of processor time. So each first compiles a part.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from random import Random

import pytest
from _pytest.assertion import rewrite

ROOT = Path(__file__).parents[1]
PROGRAM = ("store", "screens", "care_tui")


def compile_share(config: pytest.Config) -> None:
    """Compile what no worker has compiled yet, in an order of this worker's own.

    So that two hardly ever come to the same module at once. What cannot be compiled is left for the
    collection to tell of. A run with no workers compiles what it imports.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return
    modules = [*_modules(config)]
    Random(worker).shuffle(modules)
    for path in modules:
        with contextlib.suppress(OSError, SyntaxError, ValueError, AttributeError, TypeError):
            _compile(config, path)


def _modules(config: pytest.Config) -> Iterator[Path]:
    """The program's modules, and the tests that were asked for."""
    for top in PROGRAM:
        yield from sorted((ROOT / top).rglob("*.py"))
    for asked in config.args:
        place = Path(asked.split("::")[0])
        yield from [place] if place.is_file() else sorted(place.rglob("test_*.py"))


def _compile(config: pytest.Config, path: Path) -> None:
    """Compile a module as its import would; one that was compiled before is left to it."""
    if not path.name.startswith("test_"):
        if not Path(cache_from_source(str(path))).exists():
            SourceFileLoader(path.stem, str(path)).get_code(path.stem)
        return
    kept = rewrite.get_cache_dir(path) / f"{path.stem}{rewrite.PYC_TAIL}"
    if not kept.exists() and rewrite.try_makedirs(kept.parent):
        source, code = rewrite._rewrite_test(path, config)
        rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source, kept)
