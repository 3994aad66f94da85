"""One piece of evidence with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from store.calendars import load_calendar
from store.db.models import CaseRow, EvidenceRow, ImportRow, TeamRow, TouchpointRow
from store.errors import NotFound
from store.evidence import Evidence, Filter, conditions
from store.own_measures import load_own_measures
from store.practice.measures import Measure, find_measure
from store.practice.stages import Stage
from store.seat import Seat


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
    with seat.reading() as session:
        team = session.get(TeamRow, seat.team_id)
        found = session.execute(
            select(EvidenceRow, TouchpointRow.text, CaseRow.ref, ImportRow.file)
            .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
            .outerjoin(CaseRow, CaseRow.id == EvidenceRow.case_id)
            .outerjoin(ImportRow, ImportRow.id == EvidenceRow.import_id)
            .where(*conditions(seat.team_id, Filter()), EvidenceRow.id == evidence_id)
        ).first()
        if team is None or found is None:
            raise NotFound("There is no such evidence any more; somebody may have erased it.")
        row, touchpoint, case, file = found
        own = load_own_measures(session, seat.team_id)
        return Piece(
            Evidence(
                row.id,
                Stage(row.stage),
                row.day,
                row.measure,
                row.value,
                row.quote,
                row.source,
                row.touchpoint_id,
                touchpoint,
                row.import_id is not None,
            ),
            find_measure(row.measure, own) if row.measure is not None else None,
            file or "",
            case or "",
            load_calendar(session, team).today(row.made_at),
        )
