"""Improvements as they are read, whatever the database holds."""

from __future__ import annotations

from sqlalchemy import update

from store import improvements
from store.db.models import ImprovementRow
from store.load import load_snapshot
from store.practice.stages import Stage
from store.seat import Seat


def test_what_is_carried_over_from_itself_can_still_be_read(room: Seat) -> None:
    pick = improvements.pick(room, Stage.CONNECT, "Use names")
    with room.workspace.writing() as session:
        session.execute(update(ImprovementRow).values(carried_from=pick))
    (found,) = load_snapshot(room).planned
    assert found.carried_times == 1
