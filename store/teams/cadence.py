"""Changing how long a team's cycles are."""

from __future__ import annotations

from sqlalchemy import select

from store.db.tables.models import EraRow
from store.domain.cycles import Cadence
from store.journal.seat import Change
from store.teams.plan_limits import last_planned


def change_cadence(change: Change, cadence: Cadence) -> None:
    """Give the team ``cadence`` once the running cycle, and the last with plans, has ended."""
    calendar = change.calendar
    eras = calendar.with_cadence(cadence, change.today, until=last_planned(change)).eras
    rows = {
        (row.cadence, row.first_day): row
        for row in change.session.scalars(select(EraRow).where(EraRow.team_id == change.team.id))
    }
    for era in eras:
        row = rows.pop((era.cadence.value, era.first_day), None)
        if row is not None:
            row.old_end = era.old_end
            continue
        change.session.add(
            EraRow(
                id=change.new_id(),
                team_id=change.team.id,
                cadence=era.cadence.value,
                first_day=era.first_day,
                old_end=era.old_end,
            )
        )
    for row in rows.values():
        change.session.delete(row)
