"""A team's calendar, read from its eras and skipped cycles."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.db.tables.models import CycleSkipRow, EraRow, TeamRow
from store.domain.calendar import Calendar, Era
from store.domain.cycles import Cadence


def load_calendar(session: Session, team: TeamRow) -> Calendar:
    """The calendar of ``team`` as ``session`` sees it."""
    eras = session.execute(
        select(EraRow.cadence, EraRow.first_day, EraRow.old_end)
        .where(EraRow.team_id == team.id)
        .order_by(EraRow.first_day)
    )
    skips = session.execute(
        select(CycleSkipRow.cycle, CycleSkipRow.reason).where(CycleSkipRow.team_id == team.id)
    )
    return Calendar(
        team.zone,
        tuple(Era(Cadence(cadence), first, old_end) for cadence, first, old_end in eras),
        {label: reason for label, reason in skips},
    )
