"""One piece of evidence with all that is known of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from store.common.dataclass import dataclass
from store.common.errors import NotFound
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.import_models import ImportRow
from store.db.tables.models import TouchpointRow
from store.domain.statistics.measures import Measure, find_measure
from store.evidence.evidence import Evidence, Filter, conditions, evidence_from
from store.journal.seat import Seat


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence and where it came from."""

    evidence: Evidence
    measure: Measure | None
    file: str
    """The imported file's name; empty when it was logged by hand."""
    case: str
    """The case's reference; empty when it belongs to none."""
    kept_on: date
    """The day it came into the workspace, in the team's zone."""


def load_piece(seat: Seat, evidence_id: str) -> Piece:
    """The evidence with this id. Raises NotFound when there is none, or it was erased."""
    with seat.read_team() as team:
        piece_row = team.session.execute(
            select(EvidenceRow, TouchpointRow.text, CaseRow.ref, ImportRow.file)
            .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
            .outerjoin(CaseRow, CaseRow.id == EvidenceRow.case_id)
            .outerjoin(ImportRow, ImportRow.id == EvidenceRow.import_id)
            .where(*conditions(seat.team_id, Filter()), EvidenceRow.id == evidence_id)
        ).first()
        if piece_row is None:
            raise NotFound("This answer is not there any more. Somebody may have erased it.")
        row, touchpoint, case, file = piece_row
        return Piece(
            evidence_from(row, touchpoint),
            find_measure(row.measure, team.own_measures) if row.measure is not None else None,
            file or "",
            case or "",
            team.calendar.today(row.made_at),
        )
