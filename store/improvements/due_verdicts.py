"""Whether a verdict waits to be read, asked at every opening before what reads it is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.db.tables.evidence_models import EvidenceRow
from store.db.tables.models import ImprovementRow
from store.db.tables.verdict_models import VerdictCheckRow, VerdictRow
from store.journal.seat import Seat


def verdicts_due(seat: Seat) -> bool:
    """Tell whether the day of a verdict has come that is not stored, or evidence came late."""
    with seat.read_team() as team:
        due = closed_unread(team.session, seat.team_id, team.today)
        return bool(due) or may_be_late(team.session, seat.team_id)


def closed_unread(session: Session, team_id: str, today: date) -> Sequence[ImprovementRow]:
    """The done improvements whose days after are over and whose verdict is not stored."""
    improvement = ImprovementRow
    stored = select(VerdictRow.id).where(
        VerdictRow.improvement_id == improvement.id, VerdictRow.place == 1
    )
    return session.scalars(
        select(improvement).where(
            improvement.team_id == team_id,
            improvement.status == "done",
            improvement.after_to < today,
            improvement.before_from.is_not(None),
            ~stored.exists(),
        )
    ).all()


def may_be_late(session: Session, team_id: str) -> bool:
    """Whether evidence has come since it was last looked through."""
    stored = select(VerdictRow.id).where(VerdictRow.team_id == team_id).limit(1)
    if session.scalar(stored) is None:
        return False
    checked = session.scalar(select(VerdictCheckRow.at).where(VerdictCheckRow.team_id == team_id))
    newer = [EvidenceRow.made_at > checked] if checked is not None else []
    came = select(EvidenceRow.id).where(EvidenceRow.team_id == team_id, *newer).limit(1)
    return session.scalar(came) is not None
