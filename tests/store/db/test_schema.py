"""The tables: made at once or by the migrations, and what is not a workspace of ours."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from store.common.clock import SetClock
from store.common.errors import NotAWorkspace
from store.db import schema
from store.db.engine import APPLICATION_ID, make_engine, workspace_url
from store.db.migrate import MIGRATIONS, run_migrations
from store.db.tables.base import Base
from store.db.tables.every import KEPT
from store.evidence.answer_marks import likeness_of, words_mark_of
from store.workspace.workspace import Workspace, create_workspace, open_workspace

if TYPE_CHECKING:
    from tests.databases import Databases


def _tables(path: Path) -> dict[str, object]:
    """What SQLite says of every table, however it was made: columns, links, indexes."""
    connection = sqlite3.connect(path)
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name != "alembic_version"
    ]
    found: dict[str, object] = {}
    for name in names:
        columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        links = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        indexes = []
        for _, index, unique, _, partial in connection.execute(f"PRAGMA index_list({name})"):
            parts = [row[2] for row in connection.execute(f"PRAGMA index_info({index})")]
            shown = "" if index.startswith("sqlite_autoindex") else index
            indexes.append((shown, unique, partial, tuple(parts)))
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name])
        deferred = len(re.findall("DEFERRABLE INITIALLY DEFERRED", made[0]))
        found[name] = (
            sorted(row[1:] for row in columns),
            sorted(row[2:] for row in links),
            sorted(indexes),
            deferred,
        )
    connection.close()
    return found


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """A database that the migrations made from nothing."""
    path = tmp_path / "migrated.db"
    path.touch()
    engine = make_engine(workspace_url(path), durable=False)
    run_migrations(engine)
    engine.dispose()
    return path


def test_the_migrations_make_the_same_tables(migrated: Path, path: Path) -> None:
    assert _tables(migrated) == _tables(path)


def test_alembic_finds_no_difference(migrated: Path) -> None:
    engine = create_engine(workspace_url(migrated))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_alembic_finds_no_difference_on_a_server(postgres: Databases) -> None:
    engine = make_engine(workspace_url(postgres.new()))
    run_migrations(engine)
    with engine.connect() as connection:
        assert schema.version_of(connection) == schema.LATEST
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert schema.holds_workspace(engine)
    engine.dispose()


def test_on_a_server_too_only_what_was_not_withdrawn_is_kept_apart(postgres: Databases) -> None:
    url = postgres.new()
    create_workspace(url).close()
    engine = make_engine(workspace_url(url))
    with engine.connect() as connection:
        said = "SELECT indexdef FROM pg_indexes WHERE indexname = 'uq_evidence_fingerprint'"
        (index,) = connection.execute(text(said)).scalars()
    engine.dispose()
    assert index.startswith("CREATE UNIQUE INDEX")
    assert index.endswith("(team_id, fingerprint) WHERE (NOT withdrawn)")


def test_the_latest_is_the_newest_migration() -> None:
    files = sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert files == list(schema.KNOWN)
    assert files[-1] == schema.LATEST


def test_a_migrated_database_is_at_the_latest(migrated: Path, workspace: Workspace) -> None:
    engine = make_engine(workspace_url(migrated))
    with engine.connect() as connection:
        assert schema.version_of(connection) == schema.LATEST
    assert not schema.upgrade(engine)
    engine.dispose()
    with workspace.engine.connect() as connection:
        assert schema.version_of(connection) == schema.LATEST


def test_kept_tables_are_named_parents_first() -> None:
    names = list(KEPT)
    assert set(names) == {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if "version" in mapper.columns and "id" in mapper.columns
    }
    for name, table in KEPT.items():
        for link in table.__table__.foreign_keys:
            parent = link.column.table.name
            assert names.index(parent) <= names.index(name)


def test_the_file_says_whose_it_is(path: Path) -> None:
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID == 0x43415245
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    schema.check_file(path)


def _other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.execute("INSERT INTO mine VALUES (1)")
    connection.commit()
    connection.close()


def _other_in_wal_mode(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE mine (id INTEGER)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    shutil.copy(path.with_name("care.db"), path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def _unversioned(path: Path) -> None:
    shutil.copy(path.with_name("care.db"), path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE alembic_version")
    connection.commit()
    connection.close()


def _damaged(path: Path) -> None:
    whole = path.with_name("care.db").read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


def _cut_short(path: Path) -> None:
    path.write_bytes(path.with_name("care.db").read_bytes()[:5000])


_MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("# Notes\n" * 40), "some other kind of file"),
    "empty": (lambda path: path.write_bytes(b""), "some other kind of file"),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\x00"), "some other kind of file"),
    "another database": (_other_database, "a database, but not a workspace of care"),
    "another in WAL mode": (_other_in_wal_mode, "a database, but not a workspace of care"),
    "newer": (_newer, "made by a newer care. Update this one"),
    "without a version": (_unversioned, "not a workspace of care"),
    "damaged": (_damaged, "is damaged"),
    "cut short": (_cut_short, "is damaged"),
}


@pytest.mark.parametrize("what", _MADE)
def test_what_is_not_ours_is_refused_and_left_as_it_was(path: Path, what: str) -> None:
    make, why = _MADE[what]
    other = path.with_name("other.db")
    make(other)
    before = other.read_bytes()
    with pytest.raises(NotAWorkspace, match=why):
        open_workspace(other)
    assert other.read_bytes() == before
    assert sorted(file.name for file in path.parent.glob("other.db*")) == ["other.db"]


def test_a_workspace_made_this_moment_is_known(tmp_path: Path, clock: SetClock) -> None:
    made = tmp_path / "made.db"
    workspace = create_workspace(made, clock)
    schema.check_file(made)
    again = open_workspace(made)
    assert again.teams() == ()
    again.close()
    workspace.close()


@pytest.mark.usefixtures("path")
def test_migrating_keeps_rows_that_point_at_one_another(workspace: Workspace) -> None:
    """Foreign keys are off while tables are rebuilt, on again after."""
    engine = workspace.engine
    with engine.begin() as connection:
        members = connection.execute(text("SELECT count(*) FROM member")).scalar()
    run_migrations(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM member")).scalar() == members == 4
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_upgrading_an_older_workspace_calls_what_comes_before(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    engine = make_engine(workspace_url(tmp_path / "old.db"), durable=False)
    run_migrations(engine, "0001")
    called: list[str] = []
    assert schema.upgrade(engine, lambda: called.append("backup"))
    assert called == ["backup"]
    with engine.connect() as connection:
        assert schema.version_of(connection) == schema.LATEST
    assert not schema.upgrade(engine, lambda: called.append("backup"))
    assert called == ["backup"]
    engine.dispose()


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_a_workspace_whose_text_is_not_utf_8_is_refused_and_not_called_damaged(
    path: Path, tmp_path: Path, encoding: str
) -> None:
    other = tmp_path / "utf16.db"
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(other)) as new:
        new.execute(f"PRAGMA encoding='{encoding}'")
        new.executescript("".join(old.iterdump()))
        new.execute(f"PRAGMA application_id={APPLICATION_ID}")
        new.commit()
    with pytest.raises(NotAWorkspace, match=r"stores its text as UTF-16\. A workspace needs"):
        open_workspace(other)


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0005"])
def test_what_was_imported_before_gets_the_marks_of_its_values(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, version: str
) -> None:
    place: str | Path = tmp_path / "old.db"
    if database == "postgresql":
        place = request.getfixturevalue("postgres").new()
    else:
        (tmp_path / "old.db").touch()
    engine = make_engine(workspace_url(place), durable=False)
    run_migrations(engine, version)
    said = [("a", "batch", 5.0, "Good"), ("b", "batch", 5.0, ""), ("c", None, 4.0, "By hand")]
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO team (id, version, name, name_key, zone, review_weekday, review_week,"
                " review_time, reply_target_hours, show_authors, agendas, made_at)"
                " VALUES ('team', 1, 'T', 't', 'UTC', 4, 'last', '15:00', 24, false, '{}',"
                " '2026-11-03 09:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO import_batch (id, version, team_id, file, rows, made_at, withdrawn)"
                " VALUES ('batch', 1, 'team', 'a.csv', 2, '2026-11-03 09:00:00', false)"
            )
        )
        for id, batch, value, quote in said:
            connection.execute(
                text(
                    "INSERT INTO evidence (id, version, team_id, stage, measure, value, yes, low,"
                    " quote, day, source, import_id, fingerprint, withdrawn, erased, made_at)"
                    " VALUES (:id, 1, 'team', 'assist', 'csat', :value, 1, 0, :quote,"
                    " '2026-11-02', '', :batch, :id, false, false, '2026-11-03 09:00:00')"
                ),
                {"id": id, "batch": batch, "value": value, "quote": quote},
            )
    assert schema.upgrade(engine)
    alike = likeness_of("team", "csat", date(2026, 11, 2), 5)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, likeness, words_mark FROM evidence ORDER BY id"))
        assert [tuple(row) for row in rows] == [
            ("a", alike, words_mark_of("team", "good")),
            ("b", alike, None),
            ("c", None, None),
        ]
    engine.dispose()
