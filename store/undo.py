"""Taking back one's own changes in this sitting, step by step, and bringing them back."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from store import journal
from store.db.models import (
    CycleSkipRow,
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
from store.undo_links import cannot, check_unused


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
    """The entry that undo (or redo) takes next: one's own rows of this sitting, folded in
    order."""
    rows = change.session.execute(
        select(JournalRow.seq, JournalRow.undoable, JournalRow.undoes, JournalRow.redoes)
        .where(
            JournalRow.team_id == change.team.id,
            JournalRow.sitting == change.seat.sitting,
            JournalRow.by.is_not_distinct_from(change.seat.member_id),
        )
        .order_by(JournalRow.seq)
    )
    undoable: set[int] = set()
    done: list[int] = []
    undone: list[int] = []
    for seq, can_be, undoes, redoes in rows:
        if undoes in undoable:
            done.remove(undoes)
            undone.append(undoes)
        elif redoes in undoable:
            undone.remove(redoes)
            done.append(redoes)
        elif can_be:
            undoable.add(seq)
            done.append(seq)
            undone.clear()
    stack = undone if redo else done
    if not stack:
        return None
    return change.session.get(JournalRow, (change.team.id, stack[-1]))


def _replay(change: Change, entry: JournalRow, side: str) -> None:
    """Put every row of ``entry`` back as it was ``before`` or ``after`` it."""
    _check_untouched(change, entry, side)
    _check_skip_runs(change, entry)
    _check_no_vote(change, entry, side)
    check_unused(change, entry, side)
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


def _check_skip_runs(change: Change, entry: JournalRow) -> None:
    """A cycle is skipped, or not, until it ends."""
    for image in entry.changes:
        if image["entity"] == CycleSkipRow.__tablename__:
            cycle = parse_cycle((image["after"] or image["before"])["cycle"])
            if cycle.end < change.today:
                raise Refused(f"{cycle.label} has ended, so its skip stays as it is.")


def _withdraw(session: Session, batch: ImportRow, *, withdrawn: bool) -> None:
    """Take an import's rows out of every figure, or bring them back, in one go."""
    batch.withdrawn = withdrawn
    session.execute(
        update(EvidenceRow).where(EvidenceRow.import_id == batch.id).values(withdrawn=withdrawn)
    )


def _check_untouched(change: Change, entry: JournalRow, side: str) -> None:
    """Others are whoever acted at another terminal, and whoever else acted at this one."""
    mine = JournalTouchRow.__table__.alias("mine")
    other = change.session.execute(
        select(MemberRow.name, JournalRow.sitting)
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
            or_(
                JournalRow.sitting != change.seat.sitting,
                JournalRow.by.is_distinct_from(change.seat.member_id),
            ),
        )
        .order_by(JournalTouchRow.seq.desc())
        .limit(1)
    ).first()
    if other is not None:
        name, sitting = other
        here = sitting == change.seat.sitting
        who = name or ("The room" if here else "Somebody at another terminal")
        if all(_stands(change.session, image, side) for image in entry.changes):
            deed = "taken this back" if side == "before" else "done this again"
            raise Refused(f"{who} has already {deed}: {entry.what}")
        raise Refused(f"{who} changed this since, so {cannot(entry, side)}")


def _stands(session: Session, image: journal.Image, side: str) -> bool:
    """Whether the row that ``image`` is about is already as it was on that ``side``."""
    values = image[side]
    row = session.get(journal.table_of(image["entity"]), image["id"])
    if isinstance(row, ImportRow):
        return row.withdrawn is (values is None)
    if row is None or values is None:
        return row is values
    return all(journal.encode(getattr(row, key)) == value for key, value in values.items())
