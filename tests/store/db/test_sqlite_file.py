"""SQLite files by their path, without what speaks HTTP."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from store.db.sqlite_file import connect_existing, file_uri


@pytest.mark.parametrize("name", ["care.db", "a b?mode=ro#x%20.db", "für 日本.db", "../care.db"])
def test_a_path_is_named_as_the_standard_library_names_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert file_uri(path) == path.as_uri()
    sqlite3.connect(path).close()
    with contextlib.closing(connect_existing(path)) as connection:
        connection.execute("CREATE TABLE seen (word TEXT)")
    assert path.stat().st_size


def test_a_name_that_is_not_text_is_found(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xe9t\xe9.db")
    path.touch()
    connect_existing(path).close()


def test_a_file_is_opened_without_what_speaks_http(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from store.db.sqlite_file import connect_existing\n"
        "Path(sys.argv[1]).touch(); connect_existing(Path(sys.argv[1])).close()\n"
        "print({'urllib.request', 'http.client', 'email'} & sys.modules.keys())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "care.db")],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "set()\n"
