"""Column types and orders that mean the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import column, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateTable

from store.db.tables.models import TeamRow, TouchpointRow
from store.db.tables.types import UtcDateTime, in_code_order
from store.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("dialect", "order"),
    [
        (sqlite.dialect(), "ORDER BY team.name_key"),
        (postgresql.dialect(), 'ORDER BY team.name_key COLLATE "C"'),
    ],
    ids=["sqlite", "postgresql"],
)
def test_text_is_ordered_by_its_code_points(dialect: Dialect, order: str) -> None:
    query = select(TeamRow.name).order_by(in_code_order(TeamRow.name_key))
    assert str(query.compile(dialect=dialect)).endswith(order)


def test_ranks_are_compared_by_their_code_points() -> None:
    made = str(CreateTable(TouchpointRow.__table__).compile(dialect=postgresql.dialect()))  # type: ignore[arg-type]
    assert 'rank TEXT COLLATE "C"' in made


def test_every_database_orders_text_alike(workspace: Workspace) -> None:
    words = ["B", "Z", "_", "a", "z", "\u00e4", "\u4e2d", "\U0001f600"]
    literal = " UNION ALL ".join(f"SELECT '{word}' AS word" for word in reversed(words))
    found = text(literal).columns(column("word")).subquery()
    with workspace.reading() as session:
        query = select(found.c.word).order_by(in_code_order(found.c.word))
        assert list(session.scalars(query)) == words


def test_an_instant_needs_a_zone_and_comes_back_in_utc() -> None:
    kind = UtcDateTime()
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 1, 1), sqlite.dialect())  # noqa: DTZ001
    found = kind.process_result_value(datetime(2026, 1, 1), sqlite.dialect())  # noqa: DTZ001
    assert found == datetime(2026, 1, 1, tzinfo=UTC)
