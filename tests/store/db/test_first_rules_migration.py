"""Workspaces from before verdicts were kept: what was closed is kept by the rules of its time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, insert, text

from store.common.errors import NotAWorkspace
from store.db.engine import APPLICATION_ID, make_engine, workspace_url
from store.db.migrate import run_migrations
from store.journal.seat import Seat
from store.models.improvement import Improvement
from store.queries.proof_overview import proven
from store.transfer.workspace_file import export_workspace, read_workspace_file, to_toml
from store.transfer.workspace_import import import_workspace
from store.workspace.workspace import create_workspace, open_workspace

LONG_AGO = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
BEFORE, AFTER = date(2025, 6, 2), date(2025, 7, 17)
WEEKS = 6
VALUES = {"csat": (5, 2), "escalated": (1, 0), "retention": (1, 0), "nps": (10, 0, 7)}
Told = tuple[str, float | None, float | None]
SAID: list[tuple[str, Any, Any, Told]] = [
    ("csat", (48, 80), (56, 70), ("validated", 0.05243147240236498, 0.3338726540369059)),
    ("csat", (9, 10), (3, 10), ("got-worse", -0.809017973535488, -0.17052272393450307)),
    ("csat", (0, 0), (5, 12), ("no-baseline", None, None)),
    ("escalated", (3, 20), (15, 20), ("got-worse", -0.7691568837377374, -0.29651001250453446)),
    ("retention", (5, 20), (10, 40), ("not-enough-yet", None, None)),
    ("nps", (12, 9, 30), (18, 4, 30), ("no-clear-change", -4.130269808775122, 70.79693647544181)),
    # The range did not hold its own figure, 200 points.
    ("nps", (0, 12, 12), (12, 0, 12), ("validated", 123.50745659032111, 200.0)),
    ("count", (15, 13, 16, 12, 15, 14), (9, 7, 8, 7, 9, 10), ("validated", None, None)),
    ("count", (15, 13, 16, 12, 15, 14), (14, 15, 13, 14, 16, 13), ("no-clear-change", None, None)),
    ("count", (15, 13, 16, 12, 15, 14), (20, 26, 25, 24, 26, 27), ("got-worse", None, None)),
]
"""A measure, its answers before and after (good ones, for NPS bad ones too, and all; of a count
each week's), and what the program of that time said of them."""


class Old:
    """The tables as the first released version made them, with rows put into them."""

    def __init__(self, engine: Engine, version: str) -> None:
        run_migrations(engine, version)
        self._engine = engine
        self._tables = MetaData()
        self._tables.reflect(engine)
        self._number = 0
        self._connection: Connection | None = None

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is added meanwhile is added in one transaction."""
        with self._engine.begin() as self._connection:
            yield
        self._connection = None

    def add(self, table: str, **values: Any) -> str:
        """A row with what is said, and nothing in the columns that are not."""
        self._number += 1
        found = self._tables.tables[table]
        nothing: dict[str, Any] = {"id": f"row{self._number:09}", "version": 1, "made_at": LONG_AGO}
        for column in found.columns:
            if not column.nullable and column.name not in nothing:
                numeric = column.type.python_type in (int, bool, float)
                nothing[column.name] = False if numeric else ""
        row = {name: nothing[name] for name in nothing if name in found.columns} | values
        if self._engine.dialect.name == "sqlite":
            row = {name: _plain(value) for name, value in row.items()}
        if self._connection is not None:
            self._connection.execute(insert(found), row)
        else:
            with self._engine.begin() as connection:
                connection.execute(insert(found), row)
        return str(row.get("id", ""))

    def answers(self, team: str, measure: str, stage: str, first: date, given: Any) -> None:
        if measure == "count":
            each_day = [
                (first + timedelta(days=7 * n), value, 0, 0) for n, value in enumerate(given)
            ]
        else:
            good, *bad, n = given
            low = bad[0] if bad else 0
            values = VALUES[measure]
            marks = [(values[0], 1, 0)] * good + [(values[1], 0, int(measure == "nps"))] * (
                low if bad else n - good
            )
            marks += [(values[-1], 0, 0)] * (n - len(marks))
            each_day = [(first + timedelta(days=k % (7 * WEEKS)), *m) for k, m in enumerate(marks)]
        for day, value, yes, low in each_day:
            self.add(
                "evidence", team_id=team, stage=stage, measure=measure, day=day, value=value,
                yes=yes, low=low,
            )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def team_of(old: Old, name: str) -> str:
    id = old.add(
        "team", name=name, name_key=name.casefold(), zone="UTC", review_weekday=4, review_week="last",
        review_time="15:00", reply_target_hours=24, agendas={},
    )  # fmt: skip
    old.add("team_seq", team_id=id, seq=0)
    old.add("era", team_id=id, cadence="weekly", first_day=date(2025, 5, 5))
    return id


@pytest.fixture(params=["0001", "0002", "0003"])
def old(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[str | Path, Old]]:
    """A workspace of an earlier version, a team for each of `SAID` with one closed proof."""
    place: str | Path = tmp_path / "old.db"
    if database == "postgresql":
        place = request.getfixturevalue("postgres").new()
    else:
        (tmp_path / "old.db").touch()
    engine = make_engine(workspace_url(place), durable=False)
    made = Old(engine, request.param)
    with made.at_once():
        _fill(made)
    if database == "sqlite":
        engine.dispose()
        with closing(sqlite3.connect(place)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield place, made
    engine.dispose()


def _fill(made: Old) -> None:
    made.add("workspace")
    for number, (measure, before, after, _) in enumerate(SAID):
        team = team_of(made, f"Team {number}")
        made.answers(team, measure, "assist", BEFORE, before)
        made.answers(team, measure, "assist", AFTER, after)
        made.add(
            "improvement", team_id=team, stage="assist", cycle="2025-W29", text=f"Change {number}",
            due=date(2025, 7, 20), status="done", done_on=date(2025, 7, 16), decided_at=LONG_AGO,
            measure=measure, before_from=BEFORE, before_to=BEFORE + timedelta(days=7 * WEEKS - 1),
            after_days=7 * WEEKS, after_from=AFTER, after_to=AFTER + timedelta(days=7 * WEEKS - 1),
            picked_at=LONG_AGO,
        )  # fmt: skip


def told(improvement: Improvement) -> Told:
    reading = improvement.reading
    assert reading is not None
    assert (reading.final, reading.rules, reading.after_the_fact) == (True, 1, None)
    assert str(reading.read_on) == "2025-08-28"
    return reading.verdict.value, reading.low, reading.high


def test_closed_proofs_keep_what_the_program_of_their_time_said(
    old: tuple[str | Path, Old], tmp_path: Path
) -> None:
    workspace = open_workspace(old[0])
    teams = {team.name: Seat(workspace, team.id) for team in workspace.teams()}
    for number, (measure, before, _, wanted) in enumerate(SAID):
        (one,) = proven(teams[f"Team {number}"])
        assert told(one) == pytest.approx(wanted) if wanted[1] else told(one) == wanted, measure
        assert one.reading is not None
        assert one.reading.before.n == (6 if measure == "count" else before[-1])
    facts = export_workspace(workspace)
    workspace.close()
    for team in facts["teams"]:
        team.pop("verdicts", None)
    facts["care"] = 1
    other = create_workspace(tmp_path / "other.db", durable=False)
    import_workspace(other, read_workspace_file(to_toml(facts).encode(), "old.toml"))
    again = {team.name: Seat(other, team.id) for team in other.teams()}
    for number, (*_, wanted) in enumerate(SAID):
        (one,) = proven(again[f"Team {number}"])
        assert told(one)[0] == wanted[0]
    other.close()


def test_an_open_proof_keeps_its_dates_and_is_read_by_the_new_rules(
    old: tuple[str | Path, Old],
) -> None:
    place, made = old
    team = team_of(made, "Open")
    made.answers(team, "csat", "assist", BEFORE, (48, 80))
    windows = {"after_from": date(2100, 1, 5), "after_to": date(2100, 1, 11), "after_days": 7}
    made.add(
        "improvement", team_id=team, stage="assist", cycle="2025-W29", text="Open", status="done",
        due=date(2025, 7, 20), done_on=date(2100, 1, 4), decided_at=LONG_AGO, measure="csat",
        before_from=BEFORE, before_to=date(2025, 7, 13), picked_at=LONG_AGO, **windows,
    )  # fmt: skip
    workspace = open_workspace(place)
    (one,) = proven(Seat(workspace, team))
    workspace.close()
    assert one.reading is not None
    assert one.reading.after is not None
    assert (one.reading.final, one.reading.rules) == (False, 2)
    assert (one.reading.before.n, one.reading.before.window.first) == (80, BEFORE)
    assert one.reading.after.window.first == windows["after_from"]


def test_a_workspace_of_a_newer_program_is_refused_and_left_alone(
    old: tuple[str | Path, Old],
) -> None:
    place = old[0]
    open_workspace(place).close()
    engine = make_engine(workspace_url(place), durable=False)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotAWorkspace, match=r"made by a newer care\. Update this one to open it"):
        open_workspace(place)
    with engine.begin() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )
    engine.dispose()
