"""The way to the database: its URL, its pragmas, its transactions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from store.common.errors import Refused
from store.db.engine import database_path, make_engine, workspace_url
from store.workspace.workspace import Workspace


def test_a_path_becomes_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert database_path(workspace_url("care.db")) == tmp_path / "care.db"
    assert database_path(workspace_url(tmp_path / "a b#?.db")) == tmp_path / "a b#?.db"
    assert database_path(workspace_url("~/care.db")) == tmp_path / "home" / "care.db"
    assert database_path(workspace_url("sqlite:///care.db")) == tmp_path / "care.db"


@pytest.mark.parametrize("url", ["mysql://me:secret@there/care", "nonsense://", "http://care"])
def test_other_places_are_refused_without_telling_passwords(url: str) -> None:
    with pytest.raises(Refused) as refused:
        workspace_url(url)
    assert "secret" not in refused.value.message


def test_every_connection_is_safe(path: Path) -> None:
    engine = make_engine(workspace_url(path))
    with engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1
    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


@pytest.mark.usefixtures("path")
def test_a_throwaway_copy_does_not_wait_for_the_disk(workspace: Workspace) -> None:
    with workspace.reading() as session:
        assert session.scalar(text("PRAGMA synchronous")) == 0


@pytest.mark.usefixtures("path")
def test_writing_takes_its_place_at_once_and_reading_waits_for_nobody(
    workspace: Workspace, path: Path
) -> None:
    other = sqlite3.connect(path, timeout=0)
    with workspace.writing() as writer:
        assert writer.scalar(text("SELECT name FROM team")) == "Acme Support"
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        writer.execute(text("UPDATE team SET name = 'Other'"))
        with workspace.reading() as reader:
            assert reader.scalar(text("SELECT name FROM team")) == "Acme Support"
    with workspace.reading() as reader:
        assert reader.scalar(text("SELECT name FROM team")) == "Other"
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_write_that_fails_leaves_nothing(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.writing() as writer:
        writer.execute(text("UPDATE team SET name = 'Other'"))
        raise RuntimeError
    with workspace.reading() as reader:
        assert reader.scalar(text("SELECT name FROM team")) == "Acme Support"
