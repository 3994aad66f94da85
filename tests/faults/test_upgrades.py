"""A workspace of every earlier version, interrupted at any statement of its upgrade: wholly
as it was or wholly up to date, and kept as a backup."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from store.common.errors import NotAWorkspace, Refused
from store.db.engine import APPLICATION_ID, make_engine, workspace_url
from store.db.migrate import run_migrations
from store.db.schema import KNOWN, LATEST
from store.workspace.automatic_backups import KEPT, folder_of
from store.workspace.backup import restore
from store.workspace.workspace import Workspace, open_workspace
from tests import warm
from tests.conftest import SAMPLED

MIGRATING = Path(__file__).with_name("migrating.py")
Content = dict[str, list[tuple[object, ...]]]


class Interrupted(Exception):
    """The program was stopped here."""


def content(place: Path) -> Content:
    """Every table's rows, and what the tables look like."""
    with closing(sqlite3.connect(place)) as connection:
        (said,) = connection.execute("PRAGMA quick_check").fetchone()
        assert said == "ok"
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        tables: list[tuple[str, str, str]] = made.fetchall()
        found: Content = {"": list(tables)}
        for kind, name, _ in tables:
            if kind == "table":
                # The instant of the upgrade stands in verdict_check.at.
                columns = "team_id" if name == "verdict_check" else "*"
                asked = connection.execute(f'SELECT {columns} FROM "{name}" LIMIT 0')
                order = ", ".join(str(at + 1) for at, _ in enumerate(asked.description))
                rows = connection.execute(f'SELECT {columns} FROM "{name}" ORDER BY {order}')
                found[name] = rows.fetchall()
    return found


def check_cards_stay(now: Content, before: Content) -> None:
    """Every touchpoint is as it was, in all columns that the earlier version has."""
    cards = before["touchpoint"]
    assert {row[: len(cards[0])] for row in now["touchpoint"]} == {*cards}
    assert len(now["touchpoint"]) == len(cards)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every earlier version; for what upgrades many copies the oldest and the newest of them,
    unless the long form is asked for."""
    if "old" in metafunc.fixturenames:
        every = KNOWN[:-1]
        long = metafunc.config.getoption("--long", default=False)
        few = "many_copies" in metafunc.fixturenames and not long
        versions = (every[0], every[-1]) if few else every
        metafunc.parametrize("old", versions, indirect=True, scope="module")


@pytest.fixture
def many_copies() -> None:
    """Marks a test that upgrades many copies of the same workspace."""


@pytest.fixture(scope="module")
def sample(
    copied_sample: Callable[..., Workspace], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample in a workspace that is up to date."""
    place = tmp_path_factory.mktemp("sample") / "now.db"
    copied_sample(place, SAMPLED).close()
    return place


@pytest.fixture(scope="module")
def old(
    sample: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample's records in a workspace of an earlier version."""
    folder = tmp_path_factory.mktemp(f"version-{request.param}")
    place = folder / "care.db"
    place.touch()
    engine = make_engine(workspace_url(place), durable=False)
    run_migrations(engine, request.param)
    engine.dispose()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("ATTACH ? AS now", (str(sample),))
        names = connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table'"
            " AND name IN (SELECT name FROM now.sqlite_master)"
        )
        for (name,) in names.fetchall():
            if name != "alembic_version":
                columns = ", ".join(
                    f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{name}")')
                )
                connection.execute(
                    f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM now."{name}"'
                )
        connection.commit()
    assert len(content(place)["touchpoint"]) > 5
    return place


@pytest.fixture(scope="module")
def new(old: Path) -> Content:
    """What the workspace holds once it is up to date."""
    place = old.with_name("up-to-date.db")
    shutil.copy(old, place)
    open_workspace(place, keep=False).close()
    found = content(place)
    assert found["alembic_version"] == [(LATEST,)]
    check_cards_stay(found, content(old))
    return found


@contextmanager
def stopping_at(number: int) -> Iterator[list[str]]:
    """Raises before the statement of this number; the statements that came before it."""
    statements: list[str] = []

    def counted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if len(statements) + 1 == number:
            raise Interrupted(statement)
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", counted)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", counted)


def count_statements(old: Path, folder: Path) -> int:
    place = folder / "counted" / "care.db"
    place.parent.mkdir()
    shutil.copy(old, place)
    with stopping_at(0) as statements:
        open_workspace(place).close()
    return len(statements)


def backups_of(place: Path) -> list[Path]:
    return sorted(folder_of(place).glob("care-before-*.db"))


def check_kept(place: Path, before: Content) -> None:
    """The one backup is the workspace as it was, and nobody else's to read."""
    (kept,) = backups_of(place)
    assert content(kept) == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.usefixtures("many_copies")
def test_an_upgrade_stopped_at_any_statement_leaves_all_as_it_was_or_is_done(
    old: Path, new: Content, tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> None:
    """The short form takes each of the first and the last ones, where transactions begin and
    end, and every hundred-and-twentieth between them."""
    before = content(old)
    total = count_statements(old, tmp_path)
    left = {"as it was": 0, "up to date": 0}
    every = range(1, total + 1)
    numbers = every if long else sorted({*every[:5], *every[5:-5:120], *every[-5:]})
    for number in numbers:
        place = tmp_path / str(number) / "care.db"
        place.parent.mkdir()
        shutil.copy(old, place)
        with stopping_at(number), pytest.raises(Interrupted):
            open_workspace(place).close()
        found = content(place)
        assert found in (before, new), f"stopped at statement {number}"
        left["as it was" if found == before else "up to date"] += 1
        if backups_of(place):
            check_kept(place, before)
        open_workspace(place).close()
        assert content(place) == new
        shutil.rmtree(place.parent)
    assert left["as it was"] >= 8, left
    tell(f"{len(numbers)} of {total} statements, each interrupted: {left}")


@pytest.mark.usefixtures("many_copies")
def test_an_upgrade_killed_at_a_statement_leaves_all_as_it_was_or_is_done(
    old: Path, new: Content, tmp_path: Path, long: bool, tell: Callable[[str], None]
) -> None:
    before = content(old)
    total = count_statements(old, tmp_path)
    numbers = range(1, total + 1, 1 if long else total // 6)
    ran = subprocess.run(
        [sys.executable, str(MIGRATING), str(old), str(tmp_path), *map(str, numbers)],
        env={**os.environ, "PYTHONPATH": str(MIGRATING.parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [word for number in numbers for word in (str(number), "1")]
    kept = 0
    for number in numbers:
        place = tmp_path / f"killed-{number}" / "care.db"
        found = content(place)
        assert found in (before, new), f"killed at statement {number}"
        if backups_of(place):
            check_kept(place, before)
            kept += 1
        open_workspace(place).close()
        assert content(place) == new
    assert kept > 1
    tell(f"{len(numbers)} kills, {kept} of them with a backup already there")


@pytest.mark.usefixtures("many_copies")
def test_several_programs_that_open_it_at_once_bring_it_up_to_date_once(
    old: Path, new: Content, tmp_path: Path
) -> None:
    before = content(old)
    place = tmp_path / "care.db"
    shutil.copy(old, place)
    opening = [
        sys.executable,
        "-c",
        "import sys; from store.workspace.workspace import open_workspace;",
    ]
    opening[-1] += "open_workspace(sys.argv[1]).close()"
    programs = [warm.start([*opening, str(place)], os.environ, (0, 1, 2)) for _ in range(4)]
    assert [program.wait() for program in programs] == [0] * 4
    assert content(place) == new
    assert len(backups_of(place)) >= 1
    assert all(content(kept) == before for kept in backups_of(place))


def test_what_was_kept_comes_back(old: Path, tmp_path: Path) -> None:
    place = tmp_path / "care.db"
    shutil.copy(old, place)
    open_workspace(place).close()
    (kept,) = backups_of(place)
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM touchpoint")
        connection.commit()
    restore(kept, place, force=True)
    open_workspace(place).close()
    check_cards_stay(content(place), content(old))
    assert backups_of(place) == [kept]


def test_without_room_for_the_backup_nothing_is_changed(old: Path, tmp_path: Path) -> None:
    place = tmp_path / "care.db"
    shutil.copy(old, place)
    (tmp_path / "backups").write_text("in the way")
    before = place.read_bytes()
    with pytest.raises(Refused, match=r"no backup of it can be made in .*backups"):
        open_workspace(place)
    assert place.read_bytes() == before
    assert (tmp_path / "backups").read_text() == "in the way"


def test_a_damaged_workspace_is_not_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    place = tmp_path / "care.db"
    whole = bytearray(old.read_bytes())
    with closing(sqlite3.connect(old)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'touchpoint'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    whole[(root - 1) * size : root * size] = b"\xff" * size
    place.write_bytes(whole)
    with pytest.raises(NotAWorkspace, match="damaged"):
        open_workspace(place)
    assert place.read_bytes() == bytes(whole)
    assert backups_of(place) == []


def spoiled(old: Path, place: Path, *statements: str) -> Content:
    """A copy in which somebody did this with another program; what it holds."""
    shutil.copy(old, place)
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return content(place)


def columns_of(place: Path) -> dict[str, list[str]]:
    """The columns of every table."""
    with closing(sqlite3.connect(place)) as connection:
        rows = connection.execute(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table'"
        )
        found: dict[str, list[str]] = {}
        for table, column in rows:
            found.setdefault(table, []).append(column)
        return found


def in_the_way(old: Path, sample: Path) -> str:
    """What an upgrade of ``old`` makes itself, made before it: a table, else a column."""
    has, gets = columns_of(old), columns_of(sample)
    for table, columns in gets.items():
        if table not in has:
            return f'CREATE TABLE "{table}" (x INTEGER)'
        for column in columns:
            if column not in has[table]:
                return f'ALTER TABLE "{table}" ADD COLUMN "{column}" INTEGER'
    raise AssertionError("The newest version brings nothing new")


@pytest.mark.usefixtures("many_copies")
@pytest.mark.parametrize("how", ["something is in the way", "a link is broken"])
def test_what_cannot_be_brought_up_to_date_is_not_called_damaged(
    old: Path, sample: Path, tmp_path: Path, how: str
) -> None:
    place = tmp_path / "care.db"
    broken = "UPDATE touchpoint SET team_id = 'nobody'"
    unfit = broken if how == "a link is broken" else in_the_way(old, sample)
    before = spoiled(old, place, unfit)
    with pytest.raises(Refused) as refused:
        open_workspace(place)
    (kept,) = backups_of(place)
    assert refused.value.message == (
        f"{place} cannot be brought up to date for this care. Nothing was changed: the care "
        f"that you had before opens it as ever. A copy from before is at {kept}."
    )
    assert content(place) == content(kept) == before
    with pytest.raises(Refused) as refused:
        open_workspace(place, keep=False)
    assert refused.value.message.endswith("opens it as ever.")


@pytest.mark.usefixtures("many_copies")
def test_only_the_newest_are_kept(old: Path, tmp_path: Path) -> None:
    place = tmp_path / "care.db"
    for _ in range(KEPT + 2):
        shutil.copy(old, place)
        open_workspace(place).close()
    assert len(backups_of(place)) == KEPT
