"""The team's imports, each with what it brought."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from store.common.dataclass import dataclass
from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.journal.seat import Seat


@dataclass(frozen=True, slots=True)
class ListedImport:
    """An import as it is listed."""

    id: str
    file: str
    answers: int
    """Those it brought."""
    changed: int
    """Those that were there already, and that it changed; none where the workspace came from a
    file, which has no journal."""
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
        changed = _changed(session, seat.team_id)
        return tuple(
            ListedImport(
                row.id, row.file, row.rows, changed.get(row.id, 0), row.made_at, row.withdrawn
            )
            for row in session.scalars(query)
        )


def _changed(session: Session, team_id: str) -> dict[str, int]:
    """How many answers each import changed, by the journal, which names no new ones."""
    imported, answer = aliased(JournalTouchRow), aliased(JournalTouchRow)
    query = (
        select(imported.entity_id, func.count(answer.entity_id))
        .join(
            JournalRow, (JournalRow.team_id == imported.team_id) & (JournalRow.seq == imported.seq)
        )
        .join(answer, (answer.team_id == imported.team_id) & (answer.seq == imported.seq))
        .where(
            imported.team_id == team_id,
            imported.entity == ImportRow.__tablename__,
            answer.entity == EvidenceRow.__tablename__,
            JournalRow.kind == "feedback-imported",
        )
        .group_by(imported.entity_id)
    )
    return {import_id: count for import_id, count in session.execute(query)}
