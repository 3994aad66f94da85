"""The team's imports, each with what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.db.tables.import_models import ImportRow
from store.journal.seat import Seat


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import as it is listed."""

    id: str
    file: str
    answers: int
    """Those it brought."""
    at: datetime
    taken_back: bool


def list_imports(seat: Seat) -> tuple[ListedImport, ...]:
    """The team's imports, the latest first."""
    query = (
        select(ImportRow)
        .where(ImportRow.team_id == seat.team_id)
        .order_by(ImportRow.made_at.desc(), ImportRow.id.desc())
    )
    with seat.reading() as session:
        return tuple(
            ListedImport(row.id, row.file, row.rows, row.made_at, row.withdrawn)
            for row in session.scalars(query)
        )
