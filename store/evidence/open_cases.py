"""The cases that are still followed up: what is due next, who owns each, how long it waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from store.board.merged_touchpoints import canonical_id
from store.common.dataclass import dataclass
from store.db.tables.evidence_models import CaseRow
from store.db.tables.models import MemberRow, TeamRow, TouchpointRow
from store.db.tables.practice_models import CaseHandoverRow
from store.domain.follow_ups import ask_due_at, call_due_at, is_overdue, reply_due_at
from store.domain.stages import Stage
from store.journal.seat import Seat
from store.models.case import FollowUp, FollowUpKind, OpenCase

PASSED_ON_OFTEN = 2
"""A case handed from one owner to another this often is named: customers are not passed around."""


def open_cases(seat: Seat) -> tuple[OpenCase, ...]:
    """The cases still followed up, what is due next first."""
    with seat.read_team() as team:
        return open_cases_in(team.session, team.row, team.now)


def open_cases_in(session: Session, team: TeamRow, now: datetime) -> tuple[OpenCase, ...]:
    """`open_cases` inside a transaction that is under way."""
    rows = session.execute(_followed_up(), {"team": team.id})
    open_cases = [
        _open_case(row, team, now, owner or "", (touchpoint or "", stuck or ""), times or 0)
        for row, owner, touchpoint, stuck, times in rows
    ]
    return tuple(sorted(open_cases, key=_pressing))


@cache
def _followed_up() -> Select[Any]:
    """The query for the open cases of the team ``:team``, each with its owner's name, its
    touchpoint's text and what customers should do there, and how often it was passed on.

    It is put together once: that takes longer than the answer, and a team is read after every
    change.
    """
    own, card = aliased(TouchpointRow), aliased(TouchpointRow)
    passed = (
        select(CaseHandoverRow.case_id, func.count().label("times"))
        .where(CaseHandoverRow.team_id == bindparam("team"), CaseHandoverRow.from_id.is_not(None))
        .group_by(CaseHandoverRow.case_id)
        .subquery()
    )
    return (
        select(CaseRow, MemberRow.name, card.text, card.stuck, passed.c.times)
        .outerjoin(MemberRow, MemberRow.id == CaseRow.owner_id)
        .outerjoin(own, own.id == CaseRow.touchpoint_id)
        .outerjoin(card, card.id == canonical_id(own))
        .outerjoin(passed, passed.c.case_id == CaseRow.id)
        .where(CaseRow.team_id == bindparam("team"), CaseRow.answered_at.is_(None))
    )


def _open_case(
    row: CaseRow, team: TeamRow, now: datetime, owner: str, card: tuple[str, str], passed_on: int
) -> OpenCase:
    waiting_since = row.last_interaction_at or row.opened_at
    touchpoint, stuck = card
    return OpenCase(
        row.id,
        row.ref,
        row.subject,
        Stage(row.stage),
        row.interactions,
        row.opened_at,
        row.solved_at,
        _follow_up(row, waiting_since, team, now, owner, stuck, passed_on),
        waiting_since=waiting_since,
        touchpoint=touchpoint,
        customer=row.customer,
        since=row.since,
        last_matter=row.last_matter,
        remember=row.remember,
    )


def _pressing(case: OpenCase) -> tuple[datetime, str]:
    return case.next.due_at, case.ref


def _follow_up(
    row: CaseRow,
    waiting_since: datetime,
    team: TeamRow,
    now: datetime,
    owner: str,
    stuck: str,
    passed_on: int,
) -> FollowUp:
    """What is due next with the customer of a case nobody answered yet."""
    due_at = ask_due_at(row.solved_at, row.answered_at)
    kind = FollowUpKind.ASK
    if due_at is None:
        due_at = call_due_at(row.interactions, waiting_since, row.solved_at, row.called_at)
        kind = FollowUpKind.CALL
    if due_at is None:
        due_at = reply_due_at(waiting_since, row.solved_at, team.reply_target_hours)
        kind = FollowUpKind.REPLY
    assert due_at is not None
    return FollowUp(
        row.id,
        row.ref,
        kind,
        row.subject,
        due_at,
        due=due_at <= now,
        overdue=is_overdue(due_at, now),
        waiting_days=0 if row.solved_at else (now - waiting_since).days,
        owner=owner,
        stuck=stuck,
        again=row.called_at is not None,
        passed_on=passed_on,
    )


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A case that was handed from one owner to another more than once."""

    ref: str
    subject: str
    names: tuple[str, ...]
    """Its owners in order."""
    whys: tuple[str, ...]
    """Why each handed it over, in order."""


def passed_on(session: Session, team_id: str, since: datetime | None = None) -> list[PassedOn]:
    """The cases passed on twice or more that are still open, or were passed on after ``since``;
    by reference."""
    giver, taker = aliased(MemberRow), aliased(MemberRow)
    rows = session.execute(
        select(
            CaseRow.id, CaseRow.ref, CaseRow.subject, CaseRow.answered_at, CaseHandoverRow.at,
            CaseHandoverRow.why, giver.name, taker.name,
        )
        .join(CaseHandoverRow, CaseHandoverRow.case_id == CaseRow.id)
        .join(giver, giver.id == CaseHandoverRow.from_id)
        .join(taker, taker.id == CaseHandoverRow.to_id)
        .where(CaseRow.team_id == team_id)
        .order_by(CaseRow.ref_key, CaseHandoverRow.at, CaseHandoverRow.id)
    ).all()  # fmt: skip
    by_case: dict[str, list[Any]] = {}
    for row in rows:
        by_case.setdefault(row[0], []).append(row)
    handed_over = []
    for handovers in by_case.values():
        _, ref, subject, answered_at, last, *_ = handovers[-1]
        recent = answered_at is None or (since is not None and last > since)
        if len(handovers) >= PASSED_ON_OFTEN and recent:
            names = (handovers[0][6], *(each[7] for each in handovers))
            handed_over.append(PassedOn(ref, subject, names, tuple(each[5] for each in handovers)))
    return handed_over


def often_passed_on(seat: Seat) -> Sequence[PassedOn]:
    """The open cases that were passed on twice or more."""
    with seat.reading() as session:
        return passed_on(session, seat.team_id)
