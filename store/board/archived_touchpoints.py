"""Touchpoints that were taken off the board: listed, and brought back with all their links.

An archived touchpoint keeps its id, so the improvements, answers and cases that name it do
so again once it is back. One that was merged is part of another, and only undo splits it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from store.board.touchpoints import rank_below, short
from store.common.dataclass import dataclass
from store.common.errors import AlreadyThere, Refused
from store.db.tables.models import TouchpointRow
from store.domain.fractional_rank import between
from store.domain.stages import Stage
from store.journal.id_prefix import find_by_prefix
from store.journal.seat import Seat


@dataclass(frozen=True, slots=True)
class ArchivedTouchpoint:
    """A touchpoint that is off the board since ``at`` and was not merged."""

    id: str
    stage: Stage
    text: str
    at: datetime


def archived_touchpoints(seat: Seat) -> tuple[ArchivedTouchpoint, ...]:
    """The team's archived touchpoints, those archived last first."""
    with seat.reading() as session:
        rows = session.execute(
            select(
                TouchpointRow.id, TouchpointRow.stage, TouchpointRow.text, TouchpointRow.archived_at
            )
            .where(
                TouchpointRow.team_id == seat.team_id,
                TouchpointRow.archived_at.is_not(None),
                TouchpointRow.merged_into.is_(None),
            )
            .order_by(TouchpointRow.archived_at.desc(), TouchpointRow.rank, TouchpointRow.id)
        ).all()
    return tuple(
        ArchivedTouchpoint(id, Stage(stage), text, archived_at)
        for id, stage, text, archived_at in rows
        if archived_at
    )


def find_archived(seat: Seat, start: str) -> ArchivedTouchpoint:
    """The archived touchpoint whose id begins with ``start``. Raises NotFound, Refused."""
    in_team = select(TouchpointRow.id).where(
        TouchpointRow.team_id == seat.team_id,
        TouchpointRow.archived_at.is_not(None),
        TouchpointRow.merged_into.is_(None),
    )
    id = find_by_prefix(seat, in_team.subquery().c[0], start, "archived touchpoint")
    return next(each for each in archived_touchpoints(seat) if each.id == id)


def unarchive(seat: Seat, touchpoint_ids: Sequence[str]) -> None:
    """Put archived touchpoints back on the board, each at the end of its stage. One step.

    Raises Refused for one that is on the board, or was merged into another.
    """
    with seat.change("touchpoint-unarchived") as change:
        rows = [change.find(TouchpointRow, id, "touchpoint") for id in touchpoint_ids]
        lowest: dict[str, str] = {}
        for row in rows:
            if row.archived_at is None:
                raise AlreadyThere(f"{short(row.text)} is on the board already.")
            if row.merged_into is not None:
                raise Refused(f"{short(row.text)} was merged into another touchpoint.")
            last = lowest.get(row.stage)
            row.rank = rank_below(change, Stage(row.stage)) if last is None else between(last, None)
            lowest[row.stage] = row.rank
            row.archived_at = None
        subject = short(rows[0].text) if len(rows) == 1 else f"{len(rows)} touchpoints"
        change.set_summary(f"Brought back {subject}")
