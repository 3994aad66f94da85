"""A team's calendar, read from its eras and skipped cycles."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from store.db.tables.models import CycleSkipRow, EraRow, TeamRow
from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cadence


def load_calendar(session: Session, team: TeamRow) -> Calendar:
    """The calendar of ``team`` as ``session`` sees it."""
    eras = session.execute(_eras(), {"team": team.id})
    skips = session.execute(_skips(), {"team": team.id})
    return Calendar(
        team.zone,
        tuple(Era(Cadence(cadence), first, old_end) for cadence, first, old_end in eras),
        {label: reason for label, reason in skips},
    )


@cache
def _eras() -> Executable:
    """The query for the eras of ``:team``, put together once: a calendar is read by every change."""
    return (
        select(EraRow.cadence, EraRow.first_day, EraRow.old_end)
        .where(EraRow.team_id == bindparam("team"))
        .order_by(EraRow.first_day)
    )


@cache
def _skips() -> Executable:
    """The query for the skipped cycles of ``:team``."""
    return select(CycleSkipRow.cycle, CycleSkipRow.reason).where(
        CycleSkipRow.team_id == bindparam("team")
    )
