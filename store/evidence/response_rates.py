"""The response rate of “Did we solve it?”, counted from the cases that were followed up.

Answers count on their day; a case left without one on the day that was noted, in the team's
zone. Answers that belong to no case, from a survey, say nothing of who was asked and are not
counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.board.merged_touchpoints import canonical_id, ids_merged_with
from store.db.tables.evidence_models import CaseRow, EvidenceRow
from store.db.tables.models import ImprovementRow, TouchpointRow
from store.domain.statistics.response_shares import SOLVED_IT, Responses
from store.domain.statistics.windows import Window
from store.evidence.evidence import Filter, conditions


class _Asked(NamedTuple):
    """Customers of one touchpoint who were asked on one day."""

    day: date
    touchpoint: str | None
    asked: int
    answered: int


def responses(session: Session, team_id: str, zone: str, filter: Filter) -> Responses:
    """Who was asked and who answered within ``filter``, whatever measure it names."""
    answers_query = select(func.count()).where(*_answers(team_id, filter))
    silent_query = select(func.count()).where(*_silent(team_id, zone, filter))
    answered = session.scalar(answers_query) or 0
    return Responses(answered + (session.scalar(silent_query) or 0), answered)


def _answers(team_id: str, filter: Filter) -> list[Any]:
    """SQL conditions for the evidence that is a case's answer."""
    return [
        *conditions(team_id, filter),
        EvidenceRow.measure == SOLVED_IT,
        EvidenceRow.case_id.is_not(None),
    ]


def _silent(team_id: str, zone: str, filter: Filter) -> list[Any]:
    """SQL conditions for the cases whose customer was asked and gave no answer."""
    conditions: list[Any] = [
        CaseRow.team_id == team_id,
        CaseRow.answered_at.is_not(None),
        CaseRow.answer.is_(None),
    ]
    if filter.stage is not None:
        conditions.append(CaseRow.stage == filter.stage.value)
    if filter.touchpoint_id is not None:
        conditions.append(CaseRow.touchpoint_id.in_(ids_merged_with(filter.touchpoint_id)))
    if filter.first is not None:
        conditions.append(CaseRow.answered_at >= _midnight(filter.first, zone))
    if filter.last is not None:
        conditions.append(CaseRow.answered_at < _midnight(filter.last + timedelta(days=1), zone))
    return conditions


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone))


class ProofResponses:
    """Who was asked and who answered in the windows of some proofs of one team.

    Everything is read at once, so that years of verdicts cost three queries.
    """

    def __init__(self, session: Session, rows: Sequence[ImprovementRow], zone: str) -> None:
        first = min(row.before_from for row in rows if row.before_from is not None)
        last = max(day for row in rows for day in (row.before_to, row.after_to) if day is not None)
        self._asked = _by_stage(session, rows[0].team_id, zone, Filter(first=first, last=last))
        narrowed = {row.touchpoint_id for row in rows if row.touchpoint_only}
        self._standing: dict[str, str] = {}
        if narrowed:
            standing_query = select(TouchpointRow.id, canonical_id(TouchpointRow))
            pairs = session.execute(standing_query.where(TouchpointRow.id.in_(narrowed)))
            self._standing = {id: stands for id, stands in pairs}

    def within(self, row: ImprovementRow, window: Window) -> Responses:
        """Of one proof, in one of its windows."""
        every = self._asked.get(row.stage, ())
        start = bisect_left(every, window.first, key=attrgetter("day"))
        stop = bisect_right(every, window.last, key=attrgetter("day"))
        canonical_touchpoint = (
            self._standing.get(row.touchpoint_id or "") if row.touchpoint_only else None
        )
        inside = [
            each
            for each in every[start:stop]
            if not row.touchpoint_only or each.touchpoint == canonical_touchpoint
        ]
        return Responses(sum(each.asked for each in inside), sum(each.answered for each in inside))


def _by_stage(
    session: Session, team_id: str, zone: str, filter: Filter
) -> Mapping[str, Sequence[_Asked]]:
    """Everybody asked within ``filter``, by stage, in the order of their days."""
    where = canonical_id(TouchpointRow)
    answer_rows = session.execute(
        select(EvidenceRow.stage, EvidenceRow.day, where, func.count())
        .outerjoin(TouchpointRow, TouchpointRow.id == EvidenceRow.touchpoint_id)
        .where(*_answers(team_id, filter))
        .group_by(EvidenceRow.stage, EvidenceRow.day, where)
    )
    silent_rows = session.execute(
        select(CaseRow.stage, CaseRow.answered_at, where)
        .outerjoin(TouchpointRow, TouchpointRow.id == CaseRow.touchpoint_id)
        .where(*_silent(team_id, zone, filter))
    )
    asked_by_stage: dict[str, list[_Asked]] = {}
    for stage, day, touchpoint, count in answer_rows:
        asked_by_stage.setdefault(stage, []).append(_Asked(day, touchpoint, count, count))
    for stage, moment, touchpoint in silent_rows:
        assert moment is not None
        day = moment.astimezone(ZoneInfo(zone)).date()
        asked_by_stage.setdefault(stage, []).append(_Asked(day, touchpoint, 1, 0))
    return {stage: sorted(each, key=attrgetter("day")) for stage, each in asked_by_stage.items()}
