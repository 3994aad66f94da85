"""Improvements as they are read, whatever the database holds."""

from __future__ import annotations

from sqlalchemy import update

from store.db.tables.models import ImprovementRow
from store.domain.stages import Stage
from store.improvements import improvements
from store.journal.seat import Seat
from store.queries.load_snapshot import load_snapshot


def test_what_is_carried_over_from_itself_can_still_be_read(room: Seat) -> None:
    pick = improvements.pick(room, Stage.CONNECT, "Use names")
    with room.workspace.writing() as session:
        session.execute(update(ImprovementRow).values(carried_from=pick))
    (found,) = load_snapshot(room).planned
    assert found.carried_times == 1
