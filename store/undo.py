"""Taking back one's own changes in this sitting, step by step, and bringing them back."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store import journal
from store.db.models import (
    EvidenceRow,
    ImportRow,
    ImprovementRow,
    JournalRow,
    JournalTouchRow,
    MemberRow,
    StageSkipRow,
    TouchpointRow,
)
from store.errors import Refused
from store.improvements import check_free
from store.practice.cycles import parse_cycle
from store.practice.stages import Stage
from store.review_rules import is_voting, open_row
from store.seat import Change, Seat


def undo(seat: Seat) -> str:
    """Take back this sitting's latest change that can be; what it was, in words.

    Raises Refused when there is nothing to take back, or, naming whom, where someone else
    changed the thing since.
    """
    with seat.change("undo") as change:
        entry = _latest(change, redo=False)
        if entry is None:
            raise Refused("There is nothing of yours to undo in this sitting.")
        _replay(change, entry, "before")
        change.undoes = entry.seq
        change.say(f"Undid: {entry.what}")
        return entry.what


def redo(seat: Seat) -> str:
    """Bring back the change that the latest undo took; what it was, in words.

    Raises Refused like `undo`.
    """
    with seat.change("redo") as change:
        entry = _latest(change, redo=True)
        if entry is None:
            raise Refused("There is nothing to redo.")
        _replay(change, entry, "after")
        change.redoes = entry.seq
        change.say(f"Redid: {entry.what}")
        return entry.what


def _latest(change: Change, *, redo: bool) -> JournalRow | None:
    """The entry that undo (or redo) takes next: this sitting's rows, folded in order."""
    rows = change.session.execute(
        select(JournalRow.seq, JournalRow.undoes, JournalRow.redoes)
        .where(
            JournalRow.team_id == change.team.id,
            JournalRow.sitting == change.seat.sitting,
            JournalRow.undoable,
        )
        .order_by(JournalRow.seq)
    )
    done: list[int] = []
    undone: list[int] = []
    for seq, undoes, redoes in rows:
        if undoes is not None:
            done.remove(undoes)
            undone.append(undoes)
        elif redoes is not None:
            undone.remove(redoes)
            done.append(redoes)
        else:
            done.append(seq)
            undone.clear()
    stack = undone if redo else done
    if not stack:
        return None
    return change.session.get(JournalRow, (change.team.id, stack[-1]))


def _replay(change: Change, entry: JournalRow, side: str) -> None:
    """Put every row of ``entry`` back as it was ``before`` or ``after`` it."""
    _check_untouched(change, entry)
    _check_no_vote(change, entry, side)
    for image in entry.changes:
        table = journal.table_of(image["entity"])
        row = change.session.get(table, image["id"])
        values = image[side]
        if isinstance(row, ImportRow):
            _withdraw(change.session, row, withdrawn=values is None)
        elif values is None:
            if row is not None:
                change.session.delete(row)
        elif row is None:
            if image["before"] is not None and image["after"] is not None:
                raise Refused("What this changed is not there any more; nothing was changed.")
            if table in (ImprovementRow, StageSkipRow):
                check_free(change, Stage(values["stage"]), parse_cycle(values["cycle"]))
            change.session.add(
                table(**{key: journal.decode(table, key, value) for key, value in values.items()})
            )
        else:
            for key, value in values.items():
                setattr(row, key, journal.decode(table, key, value))


def _check_no_vote(change: Change, entry: JournalRow, side: str) -> None:
    """What is voted on stays on the board, as in merging and archiving."""
    gone = [
        image["id"]
        for image in entry.changes
        if image["entity"] == TouchpointRow.__tablename__
        and (image[side] is None or image[side].get("archived_at") is not None)
    ]
    review = open_row(change) if gone else None
    if review is not None and is_voting(review):
        raise Refused(
            f"Touchpoints leave the board once the votes are revealed; then try again: {entry.what}"
        )


def _withdraw(session: Session, batch: ImportRow, *, withdrawn: bool) -> None:
    """Take an import's rows out of every figure, or bring them back, in one go."""
    batch.withdrawn = withdrawn
    session.execute(
        update(EvidenceRow).where(EvidenceRow.import_id == batch.id).values(withdrawn=withdrawn)
    )


def _check_untouched(change: Change, entry: JournalRow) -> None:
    mine = JournalTouchRow.__table__.alias("mine")
    other = change.session.execute(
        select(MemberRow.name)
        .select_from(JournalTouchRow)
        .join(
            mine,
            (mine.c.team_id == JournalTouchRow.team_id)
            & (mine.c.entity == JournalTouchRow.entity)
            & (mine.c.entity_id == JournalTouchRow.entity_id)
            & (mine.c.seq == entry.seq),
        )
        .join(
            JournalRow,
            (JournalRow.team_id == JournalTouchRow.team_id)
            & (JournalRow.seq == JournalTouchRow.seq),
        )
        .outerjoin(MemberRow, MemberRow.id == JournalRow.by)
        .where(
            JournalTouchRow.team_id == change.team.id,
            JournalTouchRow.seq > entry.seq,
            JournalRow.sitting != change.seat.sitting,
        )
        .limit(1)
    ).first()
    if other is not None:
        who = other[0] or "Somebody at another terminal"
        raise Refused(f"{who} changed this since, so it can't be undone here: {entry.what}")
