"""Whether a verdict waits to be read, asked at every opening before what reads it is loaded.

The tables asked are named here, by the columns asked for: their rows' classes would be loaded and
set up by every command, also by those that never use one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import Executable, bindparam, column, select, table
from sqlalchemy.orm import Session

from store.db.tables.models import ImprovementRow
from store.db.tables.types import UtcDateTime
from store.journal.seat import Seat

_VERDICT = table(
    "verdict", column("id"), column("team_id"), column("improvement_id"), column("place")
).c
_CHECK = table("verdict_check", column("team_id"), column("at", UtcDateTime)).c
_EVIDENCE = table("evidence", column("id"), column("team_id"), column("made_at", UtcDateTime)).c


def verdicts_due(seat: Seat) -> bool:
    """Tell whether the day of a verdict has come that is not stored, or evidence came late."""
    with seat.read_team() as team:
        due = closed_unread(team.session, seat.team_id, team.today)
        return bool(due) or may_be_late(team.session, seat.team_id)


def closed_unread(session: Session, team_id: str, today: date) -> Sequence[ImprovementRow]:
    """The done improvements whose days after are over and whose verdict is not stored."""
    return session.scalars(_closed_unread(), {"team": team_id, "today": today}).all()


@cache
def _closed_unread() -> Executable:
    """The query for what `closed_unread` gives of ``:team`` on ``:today``, put together once, as it
    is asked after every change."""
    improvement = ImprovementRow
    stored = select(_VERDICT.id).where(
        _VERDICT.improvement_id == improvement.id, _VERDICT.place == 1
    )
    return select(improvement).where(
        improvement.team_id == bindparam("team"),
        improvement.status == "done",
        improvement.after_to < bindparam("today"),
        improvement.before_from.is_not(None),
        ~stored.exists(),
    )


def may_be_late(session: Session, team_id: str) -> bool:
    """Whether evidence has come since it was last looked through."""
    stored = select(_VERDICT.id).where(_VERDICT.team_id == team_id).limit(1)
    if session.scalar(stored) is None:
        return False
    checked = session.scalar(select(_CHECK.at).where(_CHECK.team_id == team_id))
    newer = [_EVIDENCE.made_at > checked] if checked is not None else []
    came = select(_EVIDENCE.id).where(_EVIDENCE.team_id == team_id, *newer).limit(1)
    return session.scalar(came) is not None
