"""Taking back one's own changes in this sitting, step by step, and bringing them back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from store.common.dataclass import dataclass
from store.common.errors import Refused
from store.db.tables.every import KEPT
from store.db.tables.import_models import ImportRow
from store.db.tables.journal_models import JournalRow, JournalTouchRow
from store.db.tables.models import (
    CycleSkipRow,
    ImprovementRow,
    MemberRow,
    StageSkipRow,
    TeamRow,
    TouchpointRow,
)
from store.db.tables.verdict_models import VerdictRow
from store.domain.cycles import parse_cycle
from store.domain.stages import Stage
from store.evidence.importing.import_undo import check_not_changed_since, withdraw_rows
from store.improvements.improvements import check_free
from store.journal import journal
from store.journal.seat import Change, Seat
from store.teams.cycle_skips import check_not_over
from store.teams.review_rules import check_no_cards_wait, is_voting, open_row
from store.undo.undo_guards import cannot, check_not_read, check_unused


@dataclass(frozen=True, slots=True)
class OwnChange:
    """The change that `undo` would take back."""

    seq: int
    what: str
    at: datetime


def next_to_undo(seat: Seat) -> OwnChange | None:
    """This sitting's latest change that can be taken back; None where nothing is left."""
    with seat.reading() as session:
        entry = _latest(session, seat, redo=False)
        return None if entry is None else OwnChange(entry.seq, entry.what, entry.at)


def undo(seat: Seat, seq: int | None = None) -> str:
    """Take back this sitting's latest change that can be; what it was, in words.

    ``seq`` is the change that the person was told of (`OwnChange`). Raises Refused when there is
    nothing to take back, when another one is the latest by now, or, naming whom, where someone
    else changed the thing since.
    """
    with seat.change("undo") as change:
        entry = _latest(change.session, seat, redo=False)
        if entry is None:
            raise Refused("There is nothing of yours left to undo since you opened care.")
        if seq is not None and entry.seq != seq:
            raise Refused(f"Something else is your latest change now: {entry.what}")
        _replay(change, entry, "before")
        change.undoes = entry.seq
        change.set_summary(f"Undid: {entry.what}")
        return entry.what


def redo(seat: Seat) -> str:
    """Bring back the change that the latest undo took; what it was, in words.

    Raises Refused like `undo`.
    """
    with seat.change("redo") as change:
        entry = _latest(change.session, seat, redo=True)
        if entry is None:
            raise Refused("There is nothing to redo.")
        _replay(change, entry, "after")
        change.redoes = entry.seq
        change.set_summary(f"Redid: {entry.what}")
        return entry.what


def _latest(session: Session, seat: Seat, *, redo: bool) -> JournalRow | None:
    """The entry that undo (or redo) takes next: one's own rows of this sitting, folded in
    order."""
    rows = session.execute(
        select(JournalRow.seq, JournalRow.undoable, JournalRow.undoes, JournalRow.redoes)
        .where(
            JournalRow.team_id == seat.team_id,
            JournalRow.sitting == seat.sitting,
            JournalRow.by.is_not_distinct_from(seat.member_id),
        )
        .order_by(JournalRow.seq)
    )
    undoable: set[int] = set()
    numbers: list[int] = []
    undone: list[int] = []
    for seq, can_be, undoes, redoes in rows:
        if undoes in undoable:
            numbers.remove(undoes)
            undone.append(undoes)
        elif redoes in undoable:
            undone.remove(redoes)
            numbers.append(redoes)
        elif can_be:
            undoable.add(seq)
            numbers.append(seq)
            undone.clear()
    stack = undone if redo else numbers
    if not stack:
        return None
    return session.get(JournalRow, (seat.team_id, stack[-1]))


def _replay(change: Change, entry: JournalRow, side: str) -> None:
    """Put every row of ``entry`` back as it was ``before`` or ``after`` it."""
    _check_untouched(change, entry, side)
    _check_skip_runs(change, entry)
    _check_no_vote(change, entry, side)
    _check_authors(change, entry, side)
    check_not_read(change, entry, side)
    check_unused(change, entry, side)
    imports = [image["id"] for image in entry.changes if image["entity"] == ImportRow.__tablename__]
    if imports:
        check_not_changed_since(change, imports, entry.seq)
    for image in sorted(entry.changes, key=lambda image: image[side] is not None):
        table = KEPT[image["entity"]]
        row = change.session.get(table, image["id"])
        values = image[side]
        if isinstance(row, ImportRow):
            withdraw_rows(change.session, row, withdrawn=_is_withdrawn(values))
        elif values is None:
            if row is not None:
                change.session.delete(row)
        elif row is None:
            if image["before"] is not None and image["after"] is not None:
                raise Refused("Something this changed is not there any more. Nothing was changed.")
            if table in (ImprovementRow, StageSkipRow):
                check_free(change, Stage(values["stage"]), parse_cycle(values["cycle"]))
            change.session.add(
                table(**{key: journal.decode(table, key, value) for key, value in values.items()})
            )
        else:
            for key, value in values.items():
                setattr(row, key, journal.decode(table, key, value))
            if isinstance(row, ImprovementRow) and row.status != "done":
                _forget_verdicts(change, row)


def _forget_verdicts(change: Change, row: ImprovementRow) -> None:
    """What is not done any more keeps no reading that said nothing."""
    for verdict in change.session.scalars(
        select(VerdictRow).where(VerdictRow.improvement_id == row.id)
    ):
        change.session.delete(verdict)


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
            f"Touchpoints can leave the board once the votes are revealed. Then try again: {entry.what}"
        )


def _check_authors(change: Change, entry: JournalRow, side: str) -> None:
    """Authors stay hidden until what was written meanwhile is revealed."""
    for image in entry.changes:
        shows = image["entity"] == TeamRow.__tablename__ and (image[side] or {}).get("show_authors")
        if shows and not change.team.show_authors:
            check_no_cards_wait(change)


def _check_skip_runs(change: Change, entry: JournalRow) -> None:
    """A cycle is skipped, or not, until it ends."""
    for image in entry.changes:
        if image["entity"] == CycleSkipRow.__tablename__:
            cycle = parse_cycle((image["after"] or image["before"])["cycle"])
            check_not_over(change, cycle)


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
        same_sitting = sitting == change.seat.sitting
        author = name or ("The room" if same_sitting else "Somebody at another terminal")
        if all(_stands(change.session, image, side) for image in entry.changes):
            deed = "taken this back" if side == "before" else "done this again"
            raise Refused(f"{author} has already {deed}: {entry.what}")
        raise Refused(f"{author} changed this since, so {cannot(entry, side)}")


def _is_withdrawn(values: journal.Image | None) -> bool:
    """Whether an import is taken back by these values of it, which may be those that changed."""
    return values is None or bool(values.get("withdrawn", False))


def _stands(session: Session, image: journal.Image, side: str) -> bool:
    """Whether the row that ``image`` is about is already as it was on that ``side``."""
    values = image[side]
    row = session.get(KEPT[image["entity"]], image["id"])
    if isinstance(row, ImportRow):
        return row.withdrawn is _is_withdrawn(values)
    if row is None or values is None:
        return row is values
    return all(journal.encode(getattr(row, key)) == value for key, value in values.items())
