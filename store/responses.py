"""The response rate of “Did we solve it?”, counted from the cases that were followed up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.db.models import CaseRow, EvidenceRow
from store.evidence import Filter, conditions
from store.practice.responses import SOLVED_IT, Responses
from store.proofs import family


def responses(session: Session, team_id: str, zone: str, wanted: Filter) -> Responses:
    """Who was asked and who answered within ``wanted``, whatever measure it names.

    Answers count on their day; a case left without one on the day that was noted, in the
    team's ``zone``. Answers that belong to no case, from a survey, say nothing of who was
    asked and are not counted.
    """
    answers = (EvidenceRow.measure == SOLVED_IT, EvidenceRow.case_id.is_not(None))
    answered = _count(session, *conditions(team_id, wanted), *answers)
    silent = [
        CaseRow.team_id == team_id,
        CaseRow.answered_at.is_not(None),
        CaseRow.answer.is_(None),
    ]
    if wanted.stage is not None:
        silent.append(CaseRow.stage == wanted.stage.value)
    if wanted.touchpoint_id is not None:
        silent.append(CaseRow.touchpoint_id.in_(family(wanted.touchpoint_id)))
    if wanted.first is not None:
        silent.append(CaseRow.answered_at >= _midnight(wanted.first, zone))
    if wanted.last is not None:
        silent.append(CaseRow.answered_at < _midnight(wanted.last + timedelta(days=1), zone))
    return Responses(answered + _count(session, *silent), answered)


def _count(session: Session, *where: object) -> int:
    return session.scalar(select(func.count()).where(*where)) or 0  # type: ignore[arg-type]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone))
