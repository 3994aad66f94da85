"""Each module of tables can be loaded without the others, beside those that every change loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[4] / "store" / "db" / "tables"
MODULES = sorted(path.stem for path in TABLES.glob("*_models.py"))
RESOLVE = """
import store.db.tables.models, importlib
importlib.import_module("store.db.tables." + {name!r})
from sqlalchemy.orm import configure_mappers
configure_mappers()
links = [
    key.column
    for mapper in store.db.tables.base.Base.registry.mappers
    for key in mapper.local_table.foreign_keys
]
assert links
"""


@pytest.mark.parametrize("name", MODULES)
def test_every_link_finds_its_table(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", RESOLVE.format(name=name)], capture_output=True, text=True
    )

    assert run.returncode == 0, run.stderr


def test_a_change_of_the_board_loads_no_table_that_it_does_not_touch() -> None:
    """What a command loads is most of the time it takes."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, store.board.touchpoints, store.workspace.workspace;"
            "print(*(each for each in sys.modules if each.startswith('store.db.tables.')))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {name.rpartition(".")[2] for name in run.stdout.split()}
    assert loaded == {"base", "types", "models", "journal_models"}
