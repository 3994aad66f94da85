"""What moved on the board since the review before: net changes, whoever made them."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import TouchpointRow
from store.db.tables.review_models import ReviewRow
from store.domain.calendar import Calendar
from store.domain.cycles import Cycle
from store.domain.stages import Stage


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A stretch of time: after ``since`` (None: from the beginning), up to ``until``."""

    since: datetime | None
    until: datetime

    def contains(self, at: datetime | None) -> bool:
        """Whether the instant ``at`` is in it; None never is."""
        return at is not None and at <= self.until and (self.since is None or at > self.since)


@dataclass(frozen=True, slots=True)
class CardDiff:
    """A touchpoint: its text as it is now, its stage and friction as the span left them."""

    stage: Stage
    text: str
    friction: int
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Merge:
    """A card and the texts of those that were merged into it."""

    into: CardDiff
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A card that changed its stage."""

    card: CardDiff
    came_from: Stage


@dataclass(frozen=True, slots=True)
class FrictionChange:
    """A card at which it hurts more, or less, than before."""

    card: CardDiff
    before: int


@dataclass(frozen=True, slots=True)
class BoardChanges:
    """The difference that a span made to the board; what was undone in it is none.

    A card added and archived within the span is left out; one into which an older card was merged
    stands for that one, and is not new. Authors are in none of it.
    """

    span: TimeSpan
    added: tuple[CardDiff, ...] = ()
    merged: tuple[Merge, ...] = ()
    moved: tuple[Move, ...] = ()
    friction: tuple[FrictionChange, ...] = ()
    archived: tuple[CardDiff, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.added, self.merged, self.moved, self.friction, self.archived))


def review_span(
    session: Session,
    team_id: str,
    calendar: Calendar,
    cycle: Cycle,
    review: ReviewRow | None,
    now: datetime,
) -> TimeSpan:
    """From the close of the review before to the close of ``review``, which plans ``cycle``.

    While it is open, to ``now``. Without a review, to the end of the cycle, or ``now`` if
    that is earlier.
    """
    if review is not None:
        until, latest = review.closed_at or now, review.opened_at
    else:
        midnight = datetime.combine(cycle.end + timedelta(days=1), time(), ZoneInfo(calendar.zone))
        until = latest = min(now, midnight)
    query = select(func.max(ReviewRow.closed_at)).where(
        ReviewRow.team_id == team_id, ReviewRow.closed_at <= latest
    )
    if review is not None:
        query = query.where(ReviewRow.id != review.id)
    return TimeSpan(session.scalar(query), until)


def board_changes(session: Session, team_id: str, span: TimeSpan) -> BoardChanges:
    """What moved on the team's board in ``span``, in the board's order.

    Cards added, merged and archived are told by the cards themselves, so they are told in
    an imported workspace too; moves and friction are told by the journal.
    """
    before, after = _journaled(session, team_id, span)
    rows = _rows(session, team_id)
    cards = {
        row.id: CardDiff(
            Stage(after.get(row.id, {}).get("stage", row.stage)),
            row.text,
            after.get(row.id, {}).get("friction", row.friction),
            row.id,
        )
        for row in rows
    }
    standing = [row for row in rows if row.archived_at is None or row.archived_at > span.until]
    gone = [row for row in rows if span.contains(row.archived_at)]
    older = [row.id for row in standing if not span.contains(row.made_at)]

    def changed(column: str) -> list[str]:
        return [
            id
            for id in older
            if column in after.get(id, {}) and before[id][column] != after[id][column]
        ]

    known = {row.merged_into for row in gone if not span.contains(row.made_at)}
    merged: dict[str, list[str]] = {}
    for row in gone:
        if row.merged_into in cards:
            merged.setdefault(row.merged_into, []).append(row.text)
    return BoardChanges(
        span,
        added=tuple(
            cards[row.id] for row in standing if span.contains(row.made_at) and row.id not in known
        ),
        merged=tuple(
            Merge(cards[row.id], tuple(merged[row.id])) for row in rows if row.id in merged
        ),
        moved=tuple(Move(cards[id], Stage(before[id]["stage"])) for id in changed("stage")),
        friction=tuple(
            FrictionChange(cards[id], before[id]["friction"]) for id in changed("friction")
        ),
        archived=tuple(
            cards[row.id]
            for row in gone
            if row.merged_into is None and not span.contains(row.made_at)
        ),
    )


Columns = dict[str, dict[str, Any]]
"""Stage and friction by touchpoint, as far as the journal names them."""


def _journaled(session: Session, team_id: str, span: TimeSpan) -> tuple[Columns, Columns]:
    """Stage and friction before the span's first change of them, and after its last."""
    before: Columns = {}
    after: Columns = {}
    touched = select(JournalTouchRow.seq).where(
        JournalTouchRow.team_id == team_id, JournalTouchRow.entity == "touchpoint"
    )
    entries = session.scalars(
        select(JournalRow.changes)
        .where(
            JournalRow.team_id == team_id,
            JournalRow.at <= span.until,
            *([JournalRow.at > span.since] if span.since else []),
            JournalRow.seq.in_(touched),
        )
        .order_by(JournalRow.seq)
    )
    for changes in entries:
        for image in changes:
            if image["entity"] != "touchpoint":
                continue
            old, new = image["before"] or {}, image["after"] or {}
            for column in ("stage", "friction"):
                if column in new:
                    before.setdefault(image["id"], {}).setdefault(column, old.get(column))
                    after.setdefault(image["id"], {})[column] = new[column]
    return before, after


def _rows(session: Session, team_id: str) -> list[Any]:
    """Every card the team has had, in the board's order."""
    rows = session.execute(
        select(
            TouchpointRow.id,
            TouchpointRow.stage,
            TouchpointRow.rank,
            TouchpointRow.text,
            TouchpointRow.friction,
            TouchpointRow.made_at,
            TouchpointRow.archived_at,
            TouchpointRow.merged_into,
        ).where(TouchpointRow.team_id == team_id)
    )
    return sorted(rows, key=lambda row: (Stage(row.stage).position, row.rank, row.id))
